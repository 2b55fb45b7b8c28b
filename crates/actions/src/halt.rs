//! What is held from a stranger's device stops what is still going out: the rest of the waves of the same sender, and of
//! those who send the same text, link or file. A thief's first word is often read as harmless, the second is not; and a
//! picture says nothing until another account is caught with it. What left on its owner's own device goes on.

use model::{CampaignId, MessageId, Millis, PersonId, limits};
use shield::Context;
use store::Tx;

use crate::{App, Result, record, switchboard::Hint};

/// Holds what is still going out beside a letter that was held from a stranger's device. Gives the hints for open pages.
pub(crate) async fn halt(
    app: &App,
    tx: &mut Tx,
    (held, sender, campaign): (MessageId, PersonId, Option<CampaignId>),
    now: Millis,
) -> Result<Vec<Hint>> {
    let since = now - limits::HALTED_SINCE;
    let out = store::wave::going_out(tx, sender, campaign, since, limits::HELD_WITH_ACCOUNT_MAX).await?;
    let halted = hold_strangers(tx, out, None, now).await?;
    if halted.is_empty() {
        return Ok(vec![]);
    }
    let facts = serde_json::json!({ "halted": halted });
    record::append(app, tx, "message.halt", None, &format!("message/{held}"), &facts).await?;
    Ok(vec![Hint::Withdrawal, Hint::Desk])
}

/// Holds messages that are out, each with what the shield was told of it (JSON), but for those that left on their
/// owner's own device; `whatever` is held in any case. Gives those that are held now.
pub(crate) async fn hold_strangers(
    tx: &mut Tx,
    out: Vec<(MessageId, Option<String>)>,
    whatever: Option<MessageId>,
    now: Millis,
) -> Result<Vec<MessageId>> {
    let mut held = Vec::new();
    for (id, context) in out {
        let told: Option<Context> = context.and_then(|text| serde_json::from_str(&text).ok());
        let owners = told.is_some_and(|context| context.known_device == Some(true));
        if (!owners || whatever == Some(id)) && store::message::hold(tx, id, now).await? {
            held.push(id);
        }
    }
    Ok(held)
}
