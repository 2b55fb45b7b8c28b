//! A reader reports a message: the desk is told, and enough reports hold the message and its siblings at once. What a
//! report weighs is in [`model::report`]: an adult's two pupils', more for who was right before, less for who was not.

use model::{Actor, MessageId, Millis, Profile, report::needed};
use store::{Tx, message::Message};

use crate::{App, Result, record, siblings, switchboard::Hint};

/// Letters from which a text is unlike others by more than chance: « Merci, à demain » is not.
const DISTINCTIVE_LETTERS: usize = 24;
/// Newest earlier reports of a reader whose end counts.
const REPORTS_REMEMBERED: i64 = 50;
/// Bytes of what a reader may add.
const REASON_BYTES_MAX: usize = 1_000;

/// What came of a report. The reader is thanked in every case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reported {
    /// Kept; the message stays where it is until the desk has looked.
    Kept,
    /// Kept, and the message is held with this many siblings.
    Held(usize),
    /// This reader had reported it before.
    Again,
    /// There is no such message for this person.
    NotFound,
}

/// Reports a message that the actor was shown.
pub async fn report(app: &App, actor: &Actor, message: MessageId, reason: &str) -> Result<Reported> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = store::message::get(&mut tx, message, actor.person).await? else { return Ok(Reported::NotFound) };
    if !found.was_shown() && !found.is_visible(actor.person, now) || found.sender == actor.person {
        return Ok(Reported::NotFound);
    }
    let profile = actor.main_profile().unwrap_or(Profile::Pupil);
    let reason = model::text::cut(reason.trim(), REASON_BYTES_MAX);
    let before = store::desk::accuracy(&mut tx, actor.person, REPORTS_REMEMBERED).await?;
    if !store::desk::report(&mut tx, message, actor.person, profile, reason, before, now).await? {
        return Ok(Reported::Again);
    }
    let (adults, pupils) = store::desk::reports(&mut tx, message).await?;
    let weight = store::desk::weight(&mut tx, message).await?;
    let mut held = Vec::new();
    if weight >= needed(found.sender_profile) {
        for id in copies(&mut tx, &found, weight, now).await?.into_iter().chain([message]) {
            if store::message::hold(&mut tx, id, now).await? {
                held.push(id);
            }
        }
    }
    let facts = serde_json::json!({ "adults": adults, "pupils": pupils, "weight": weight, "held": held });
    record::append(app, &mut tx, "message.report", Some(actor.person), &format!("message/{message}"), &facts).await?;
    if held.is_empty() {
        app.commit(tx, [Hint::Desk]).await?;
        return Ok(Reported::Kept);
    }
    // What was held leaves open pages like what was withdrawn.
    app.commit(tx, [Hint::Desk, Hint::Withdrawal]).await?;
    Ok(Reported::Held(held.len() - 1))
}

/// The near copies that go with a message that is held. A short text says the same as many others by chance; and what
/// an adult of the school wrote is not stopped by those who copy it and report their copy.
async fn copies(tx: &mut Tx, found: &Message, weight: i64, now: Millis) -> Result<Vec<MessageId>> {
    let letters = model::text::fold(&format!("{} {}", found.subject, found.body)).chars().count();
    if letters < DISTINCTIVE_LETTERS {
        return Ok(Vec::new());
    }
    let text = siblings::read(&found.subject, &found.body);
    let copies = siblings::copies(tx, found.id, &text, now).await?;
    let copies = copies.into_iter().filter(|c| weight >= needed(c.sender_profile));
    Ok(copies.map(|c| c.message).collect())
}
