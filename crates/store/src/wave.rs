//! Messages that are still going out in waves.

use model::{CampaignId, MessageId, Millis, PersonId};
use uuid::Uuid;

use crate::{Result, Tx};

/// What a sender, or anybody in a campaign, is still sending out since a moment, oldest first, with what the shield was
/// told of each (JSON).
pub async fn going_out(
    tx: &mut Tx,
    sender: PersonId,
    campaign: Option<CampaignId>,
    since: Millis,
    rows: i64,
) -> Result<Vec<(MessageId, Option<String>)>> {
    let found: Vec<(Uuid, Option<String>)> = tx
        .all(
            "select m.id, v.context from ( \
               select id from message where sender = $1 and sent_at > $3 and state = 'waves' \
               union select id from message where campaign = $2 and sent_at > $3 and state = 'waves') n \
             join message m on m.id = n.id left join verdict v on v.message = m.id order by m.sent_at, m.id limit $4",
            (sender, campaign, since, rows),
        )
        .await?;
    Ok(found.into_iter().map(|(id, context)| (id.into(), context)).collect())
}
