//! How messages go out in waves, and who may see them by it.

use model::{CampaignId, MessageId, Millis, PersonId, message::State, wave::WavePlan};
use uuid::Uuid;

use crate::{Result, Tx};

/// How a message goes out, as its row keeps it; none when it does not go out in waves.
pub(crate) fn plan(from: Option<i64>, key: Option<i64>, slow: bool, readers: i64) -> Option<WavePlan> {
    Some(WavePlan { from: Millis(from?), readers, key: key?.cast_unsigned(), slow })
}

/// Whether a reader whom a message is addressed to may see its content at this moment (invariant 1).
pub(crate) fn is_visible(
    state: State,
    plan: Option<WavePlan>,
    message: MessageId,
    reader: PersonId,
    now: Millis,
) -> bool {
    match state {
        State::Delivered => true,
        State::Waves => plan.is_some_and(|plan| plan.is_out_for(reader, message, now)),
        State::Held | State::Withdrawn | State::Deferred => false,
    }
}

/// What a sender, or anybody in a campaign, is still sending out since a moment, or has waiting for closed hours to end, oldest first, with what the shield was
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
               select id from message where sender = $1 and sent_at > $3 and state in ('waves', 'deferred') \
               union select id from message where campaign = $2 and sent_at > $3 and state in ('waves', 'deferred')) n \
             join message m on m.id = n.id left join verdict v on v.message = m.id order by m.sent_at, m.id limit $4",
            (sender, campaign, since, rows),
        )
        .await?;
    Ok(found.into_iter().map(|(id, context)| (id.into(), context)).collect())
}
