//! What is known of a campaign in each of its schools, as filings say it: counts and times, in a few statements whatever the
//! number of schools.

use std::collections::BTreeMap;

use model::{CampaignId, Millis, PersonId, SchoolId, filing::Counts};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A school that a campaign came from or was meant for, with what is known of it there.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The school.
    pub school: SchoolId,
    /// Its UAI code.
    pub uai: String,
    /// Its name.
    pub name: String,
    /// Its commune.
    pub commune: String,
    /// What is known.
    pub counts: Counts,
}

#[derive(FromRow)]
struct Sent {
    school: Uuid,
    accounts: i64,
    pupils: i64,
    copies: i64,
    stopped: i64,
    first_at: i64,
    last_at: i64,
}

/// The schools of a campaign over which somebody has a desk's power (`by`: none is the console), by UAI code, and what is known
/// in each.
pub async fn of_schools(tx: &mut Tx, campaign: CampaignId, by: Option<PersonId>, now: Millis) -> Result<Vec<Fact>> {
    let schools: Vec<(Uuid, String, String, String)> = tx
        .all(
            "select s.id, s.uai, s.name, s.commune from school s where s.id in \
             (select m.sender_school from message m where m.campaign = $1 \
              union select a.school from message m join message_audience x on x.message = m.id \
                join audience a on a.id = x.audience where m.campaign = $1) \
             and (cast($2 as uuid) is null or exists (select 1 from role_grant g where g.person = $2 and g.role = 'desk' \
                and g.since <= $3 and g.until > $3 and (g.school is null or g.school = s.id) \
                and (g.departement is null or g.departement = s.departement) \
                and (g.academie is null or g.academie = s.academie))) order by s.uai, s.id",
            (campaign, by, now),
        )
        .await?;
    let mut known = counts(tx, campaign).await?;
    let fact = |(id, uai, name, commune): (Uuid, String, String, String)| Fact {
        school: id.into(),
        uai,
        name,
        commune,
        counts: known.remove(&id).unwrap_or_default(),
    };
    Ok(schools.into_iter().map(fact).collect())
}

/// What is known in each school.
async fn counts(tx: &mut Tx, campaign: CampaignId) -> Result<BTreeMap<Uuid, Counts>> {
    let mut known: BTreeMap<Uuid, Counts> = BTreeMap::new();
    let sent: Vec<Sent> = tx
        .all(
            "select sender_school as school, count(distinct sender) as accounts, \
             count(distinct case when sender_profile = 'pupil' then sender end) as pupils, count(*) as copies, \
             count(case when state in ('held', 'withdrawn') then 1 end) as stopped, \
             min(sent_at) as first_at, max(sent_at) as last_at \
             from message where campaign = $1 group by sender_school order by sender_school",
            (campaign,),
        )
        .await?;
    for row in sent {
        let one = known.entry(row.school).or_default();
        (one.accounts, one.pupil_accounts) = (row.accounts, row.pupils);
        (one.copies, one.stopped) = (row.copies, row.stopped);
        (one.first_at, one.last_at) = (Some(Millis(row.first_at)), Some(Millis(row.last_at)));
    }
    let contained: Vec<(Uuid, i64)> = tx
        .all(
            "select m.sender_school, count(distinct m.sender) from message m where m.campaign = $1 and exists \
             (select 1 from containment k where k.person = m.sender and (k.campaign = $1 or k.message = m.id)) \
             group by m.sender_school order by m.sender_school",
            (campaign,),
        )
        .await?;
    for (school, accounts) in contained {
        known.entry(school).or_default().contained = accounts;
    }
    let received: Vec<(Uuid, i64, i64, i64)> = tx
        .all(
            "select a.school, count(distinct m.id), min(m.sent_at), max(m.sent_at) from message m \
             join message_audience x on x.message = m.id join audience a on a.id = x.audience \
             where m.campaign = $1 group by a.school order by a.school",
            (campaign,),
        )
        .await?;
    for (school, copies, first, last) in received {
        let one = known.entry(school).or_default();
        one.received = copies;
        one.first_at = Some(one.first_at.map_or(Millis(first), |at| at.min(Millis(first))));
        one.last_at = Some(one.last_at.map_or(Millis(last), |at| at.max(Millis(last))));
    }
    let shown: Vec<(Uuid, i64, i64, i64)> = tx
        .all(
            "select f.school, count(distinct r.person), count(distinct case when f.profile = 'pupil' then r.person end), \
             count(distinct case when r.opened_at is not null then r.person end) \
             from message m join reading r on r.message = m.id join affiliation f on f.person = r.person \
             and f.since <= m.sent_at and f.until > m.sent_at where m.campaign = $1 group by f.school order by f.school",
            (campaign,),
        )
        .await?;
    for (school, people, pupils, opened) in shown {
        let one = known.entry(school).or_default();
        (one.shown, one.pupils_shown, one.opened) = (people, pupils, opened);
    }
    Ok(known)
}
