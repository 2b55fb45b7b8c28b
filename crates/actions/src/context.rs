//! What the shield is told besides the letter: who writes, how far it reaches, what the same sender and the same text
//! did lately. A signal that cannot be had is said to be missing, never guessed.

use model::{Actor, Millis, Profile, limits};
use shield::{Context, Letter};
use store::Tx;

use crate::{Result, send::Authorised};

/// Window in which the same text from several senders counts.
const SIMILAR_WINDOW: Millis = Millis::hours(24);

/// The context of a letter that may be written.
pub(crate) async fn of(
    tx: &mut Tx,
    actor: &Actor,
    letter: &Authorised,
    text: &Letter<'_>,
    now: Millis,
) -> Result<Context> {
    let known_device = match actor.device {
        // Known: it had been used by this person before the session that asks began.
        Some(device) => {
            store::account::device_known_since(tx, actor.person, device).await?.map(|since| since < actor.signed_in_at)
        }
        None => None,
    };
    let reach = store::message::reach(tx, actor.person, now - Millis::hours(1)).await?;
    let mut context = Context::of(letter.profile, letter.readers);
    context.broadcast_power = letter.profile.is_adult_of_school() && known_device == Some(true);
    context.known_device = known_device;
    Ok(context)
}
