//! Which schools a campaign was meant for, and what they saw of it.

use model::{CampaignId, MessageId, Millis, SchoolId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// What a school was meant to see of a campaign, and saw.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromRow)]
pub struct Seen {
    /// Copies that were addressed to people of the school.
    pub copies: i64,
    /// People of the school who were shown the first words of one.
    pub listed: i64,
    /// People of the school who opened one.
    pub opened: i64,
}

/// What a school was meant to see of a campaign, and saw.
pub async fn seen(tx: &mut Tx, campaign: CampaignId, school: SchoolId) -> Result<Seen> {
    let row: Option<Seen> = tx
        .maybe(
            "select (select count(*) from message m where m.campaign = $1 and m.campaign_by = 'text' and exists (select 1 from message_audience x \
                join audience a on a.id = x.audience where x.message = m.id and a.school = $2)) as copies, \
             count(distinct r.person) as listed, \
             count(distinct case when r.opened_at is not null then r.person end) as opened \
             from message m join reading r on r.message = m.id where m.campaign = $1 and m.campaign_by = 'text' \
             and exists (select 1 from affiliation f where f.person = r.person and f.school = $2)",
            (campaign, school),
        )
        .await?;
    Ok(row.unwrap_or_default())
}

/// Schools whose classes, groups or profiles the copies of a campaign were addressed to, with when the newest was sent; where
/// every copy went to people one by one, those that they were sent from.
pub async fn targets(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<(SchoolId, Millis)>> {
    let named: Vec<(Uuid, i64)> = tx
        .all(
            "select a.school, max(m.sent_at) from message m join message_audience x on x.message = m.id \
             join audience a on a.id = x.audience where m.campaign = $1 and m.campaign_by = 'text' \
             group by a.school order by a.school",
            (campaign,),
        )
        .await?;
    let schools = if named.is_empty() {
        tx.all(
            "select m.sender_school, max(m.sent_at) from message m where m.campaign = $1 and m.campaign_by = 'text' \
             group by m.sender_school order by m.sender_school",
            (campaign,),
        )
        .await?
    } else {
        named
    };
    Ok(schools.into_iter().map(|(school, at)| (school.into(), Millis(at))).collect())
}

/// The same of one message.
pub async fn targets_of(tx: &mut Tx, message: MessageId) -> Result<Vec<(SchoolId, Millis)>> {
    let rows: Vec<(Uuid, i64)> = tx
        .all(
            "select distinct coalesce(a.school, m.sender_school) as school, m.sent_at from message m \
             join message_audience x on x.message = m.id left join audience a on a.id = x.audience \
             where m.id = $1 order by school",
            (message,),
        )
        .await?;
    Ok(rows.into_iter().map(|(school, at)| (school.into(), Millis(at))).collect())
}

/// The copies of a campaign are another's.
pub async fn follow(tx: &mut Tx, from: CampaignId, to: CampaignId) -> Result<u64> {
    tx.run("update situation set campaign = $2 where campaign = $1", (from, to)).await
}
