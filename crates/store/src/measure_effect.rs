//! Whom a measure would concern, and what they wrote lately: figures for a preview. Each looks at a bounded number of
//! rows.

use model::{CampaignId, Millis, Profile, SchoolId, limits, territory::Scope};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx, epoch::Place};

/// People of one place, as rows of profile, people and schools.
macro_rules! people {
    ($from:literal, $condition:literal) => {
        concat!(
            "select f.profile, count(distinct f.person) as people, count(distinct f.school) as schools from ",
            $from,
            " where f.since <= $2 and f.until > $2 and f.profile <> 'head' and ",
            $condition,
            " and not exists (select 1 from role_grant g where g.person = f.person and g.since <= $2 and g.until > $2) \
             group by f.profile order by f.profile"
        )
    };
}

/// How many people of one kind a place has, in how many schools.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct Crowd {
    /// What they are.
    #[sqlx(try_from = "String")]
    pub profile: Profile,
    /// How many.
    pub people: i64,
    /// Of how many schools.
    pub schools: i64,
}

/// The people of a place, heads and those who have a power left out.
pub async fn people(tx: &mut Tx, scope: &Scope, now: Millis) -> Result<Vec<Crowd>> {
    let Place { academie, departement, school, section, person } = Place::of(scope);
    match scope {
        Scope::All => tx.all(people!("affiliation f", "$1"), (true, now)).await,
        Scope::Academie(_) => {
            tx.all(people!("school s join affiliation f on f.school = s.id", "s.academie = $1"), (academie, now)).await
        }
        Scope::Departement(_) => {
            tx.all(people!("school s join affiliation f on f.school = s.id", "s.departement = $1"), (departement, now))
                .await
        }
        Scope::School(_) => tx.all(people!("affiliation f", "f.school = $1"), (school, now)).await,
        Scope::Section(_) => {
            let sql = people!(
                "audience a join membership m on m.audience = a.id join affiliation f on f.person = m.person \
                 and f.profile = a.profile and f.school = a.school",
                "a.section = $1 and m.since <= $2 and m.until > $2"
            );
            tx.all(sql, (section, now)).await
        }
        Scope::Person(_) => tx.all(people!("affiliation f", "f.person = $1"), (person, now)).await,
    }
}

/// A letter of the last days.
#[derive(Debug, Clone, FromRow)]
pub struct Written {
    sent_at: i64,
    /// People in its audiences.
    pub readers: i64,
    /// It has a file or a link.
    pub files: bool,
    /// What its sender was.
    #[sqlx(try_from = "String")]
    pub profile: Profile,
    /// From which school.
    #[sqlx(try_from = "Uuid")]
    pub school: SchoolId,
    /// Code of the académie of the school.
    pub academie: i64,
    /// What the shield was told of it, as JSON.
    pub context: Option<String>,
}

impl Written {
    /// When it was sent.
    pub fn sent_at(&self) -> Millis {
        Millis(self.sent_at)
    }
}

/// Letters, as a measure sees them.
macro_rules! letters {
    ($from:literal, $condition:literal) => {
        concat!(
            "select m.sent_at, m.readers, (m.attachments > 0 or exists (select 1 from message_indicator i \
             where i.message = m.id and i.kind = 'link')) as files, m.sender_profile as profile, \
             m.sender_school as school, s.academie, v.context from ",
            $from,
            " join school s on s.id = m.sender_school left join verdict v on v.message = m.id where ",
            $condition,
            " order by m.sent_at desc, m.id desc limit $3"
        )
    };
}

/// The newest letters that went out from a place since a moment. Of a class or of one person, those that they wrote.
pub async fn written(tx: &mut Tx, scope: &Scope, since: Millis, rows: i64) -> Result<Vec<Written>> {
    let Place { academie, departement, school, section, person } = Place::of(scope);
    match scope {
        Scope::All => {
            let sql = letters!("message m", "$1 and m.state in ('waves', 'delivered') and m.sent_at > $2");
            tx.all(sql, (true, since, rows)).await
        }
        Scope::Academie(_) => {
            let sql = letters!("message m", "s.academie = $1 and m.state in ('waves', 'delivered') and m.sent_at > $2");
            tx.all(sql, (academie, since, rows)).await
        }
        Scope::Departement(_) => {
            let sql =
                letters!("message m", "s.departement = $1 and m.state in ('waves', 'delivered') and m.sent_at > $2");
            tx.all(sql, (departement, since, rows)).await
        }
        Scope::School(_) => {
            let sql = letters!(
                "(select distinct person from affiliation where school = $1) f join message m on m.sender = f.person",
                "m.sender_school = $1 and m.state in ('waves', 'delivered') and m.sent_at > $2"
            );
            tx.all(sql, (school, since, rows)).await
        }
        Scope::Section(_) => {
            let sql = letters!(
                "(select distinct b.person from audience a join membership b on b.audience = a.id where a.section = $1) f \
                 join message m on m.sender = f.person",
                "m.state in ('waves', 'delivered') and m.sent_at > $2"
            );
            tx.all(sql, (section, since, rows)).await
        }
        Scope::Person(_) => {
            let sql = letters!("message m", "m.sender = $1 and m.state in ('waves', 'delivered') and m.sent_at > $2");
            tx.all(sql, (person, since, rows)).await
        }
    }
}

/// The copies of a campaign, the newest first, at most [`limits::TRAFFIC_SAMPLED_MAX`].
pub async fn copies(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Written>> {
    let sql = letters!("message m", "m.campaign = $1 and m.sent_at > $2");
    tx.all(sql, (campaign, Millis(0), limits::TRAFFIC_SAMPLED_MAX)).await
}
