//! Whom a measure would concern, and what they wrote lately: figures for a preview. Each looks at a bounded number of
//! rows.

use model::{CampaignId, Millis, Profile, SchoolId, limits, territory::Scope};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx, epoch::Place};

/// People by what they are: heads, whoever has a power and those who are named for a duty are left out. What comes between
/// the two says where, with the place as the first parameter and the moment as the second.
macro_rules! people {
    () => {
        "select f.profile, count(distinct f.person) as people, count(distinct f.school) as schools from "
    };
}
macro_rules! counted {
    () => {
        " and f.since <= $2 and f.until > $2 and f.profile <> 'head' \
         and not exists (select 1 from role_grant g where g.person = f.person and g.since <= $2 and g.until > $2) \
         and not exists (select 1 from duty d where d.person = f.person and d.until > $2) \
         group by f.profile order by f.profile"
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
        Scope::All => tx.all(concat!(people!(), "affiliation f where $1", counted!()), (true, now)).await,
        Scope::Academie(_) => {
            tx.all(
                concat!(people!(), "school s join affiliation f on f.school = s.id where s.academie = $1", counted!()),
                (academie, now),
            )
            .await
        }
        Scope::Departement(_) => {
            tx.all(
                concat!(
                    people!(),
                    "school s join affiliation f on f.school = s.id where s.departement = $1",
                    counted!()
                ),
                (departement, now),
            )
            .await
        }
        Scope::School(_) => {
            tx.all(concat!(people!(), "affiliation f where f.school = $1", counted!()), (school, now)).await
        }
        Scope::Section(_) => {
            tx.all(
                concat!(
                    people!(),
                    "audience a join membership m on m.audience = a.id join affiliation f on f.person = m.person \
                     and f.profile = a.profile and f.school = a.school \
                     where a.section = $1 and m.since <= $2 and m.until > $2",
                    counted!()
                ),
                (section, now),
            )
            .await
        }
        Scope::Person(_) => {
            tx.all(concat!(people!(), "affiliation f where f.person = $1", counted!()), (person, now)).await
        }
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

/// Letters, as a measure sees them. What comes between the two says which, with their place as the first parameter, the
/// moment since which they were sent as the second, and how many as the third.
macro_rules! letters {
    () => {
        "select m.sent_at, m.readers, (m.attachments > 0 or exists (select 1 from message_indicator i \
         where i.message = m.id and i.kind in ('link', 'domain'))) as files, m.sender_profile as profile, \
         m.sender_school as school, s.academie, v.context from "
    };
}
macro_rules! judged {
    () => {
        " join school s on s.id = m.sender_school left join verdict v on v.message = m.id "
    };
}
macro_rules! newest {
    () => {
        " order by m.sent_at desc, m.id desc limit $3"
    };
}

/// The newest letters that went out, through the index of states: as many rows as are asked for are looked at, not a week.
/// What comes between the three says of which schools.
macro_rules! delivered {
    () => {
        "(select * from (select o.id, o.sent_at from message o join school z on z.id = o.sender_school \
         where o.state = 'delivered' and o.sent_at > $2 and "
    };
}
macro_rules! going_out {
    () => {
        " order by o.sent_at desc, o.id desc limit $3) as d union all \
         select * from (select o.id, o.sent_at from message o join school z on z.id = o.sender_school \
         where o.state = 'waves' and o.sent_at > $2 and "
    };
}
macro_rules! both {
    () => {
        " order by o.sent_at desc, o.id desc limit $3) as w) n join message m on m.id = n.id"
    };
}

/// The newest letters that went out from a place since a moment. Of a class or of one person, those that they wrote.
pub async fn written(tx: &mut Tx, scope: &Scope, since: Millis, rows: i64) -> Result<Vec<Written>> {
    let Place { academie, departement, school, section, person } = Place::of(scope);
    match scope {
        Scope::All => {
            tx.all(
                concat!(letters!(), delivered!(), "$1", going_out!(), "$1", both!(), judged!(), newest!()),
                (true, since, rows),
            )
            .await
        }
        Scope::Academie(_) => {
            tx.all(
                concat!(
                    letters!(),
                    delivered!(),
                    "z.academie = $1",
                    going_out!(),
                    "z.academie = $1",
                    both!(),
                    judged!(),
                    newest!()
                ),
                (academie, since, rows),
            )
            .await
        }
        Scope::Departement(_) => {
            tx.all(
                concat!(
                    letters!(),
                    delivered!(),
                    "z.departement = $1",
                    going_out!(),
                    "z.departement = $1",
                    both!(),
                    judged!(),
                    newest!()
                ),
                (departement, since, rows),
            )
            .await
        }
        Scope::School(_) => {
            tx.all(
                concat!(
                    letters!(),
                    "(select distinct person from affiliation where school = $1) f join message m on m.sender = f.person",
                    judged!(),
                    "where m.sender_school = $1 and m.state in ('waves', 'delivered') and m.sent_at > $2",
                    newest!()
                ),
                (school, since, rows),
            )
            .await
        }
        Scope::Section(_) => {
            tx.all(
                concat!(
                    letters!(),
                    "(select distinct b.person from audience a join membership b on b.audience = a.id \
                     where a.section = $1) f join message m on m.sender = f.person",
                    judged!(),
                    "where m.state in ('waves', 'delivered') and m.sent_at > $2",
                    newest!()
                ),
                (section, since, rows),
            )
            .await
        }
        Scope::Person(_) => {
            tx.all(
                concat!(
                    letters!(),
                    "message m",
                    judged!(),
                    "where m.sender = $1 and m.state in ('waves', 'delivered') and m.sent_at > $2",
                    newest!()
                ),
                (person, since, rows),
            )
            .await
        }
    }
}

/// The copies of a campaign, the newest first, at most [`limits::TRAFFIC_SAMPLED_MAX`].
pub async fn copies(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Written>> {
    tx.all(
        concat!(letters!(), "message m", judged!(), "where m.campaign = $1 and m.sent_at > $2", newest!()),
        (campaign, Millis(0), limits::TRAFFIC_SAMPLED_MAX),
    )
    .await
}
