//! A held message was harmless: it goes out in its place, marked as late.

use model::{Actor, MessageId};
use store::desk::NewDecision;

use crate::{App, Result, claim, clearance, desk::triaged, record, switchboard::Hint};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Released {
    /// Out for its whole audience.
    Yes,
    /// Somebody decided otherwise meanwhile, or it was not held.
    TooLate,
    /// Another officer is reading it.
    Taken,
    /// There is no such message for this desk.
    NotFound,
}

/// Releases a held message.
pub async fn release(app: &App, actor: &Actor, id: MessageId, note: &str) -> Result<Released> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(message) = triaged(app, &mut tx, actor, id).await? else { return Ok(Released::NotFound) };
    if claim::is_anothers(app, &mut tx, actor, id).await? {
        return Ok(Released::Taken);
    }
    if !store::message::release(&mut tx, id, now).await? {
        return Ok(Released::TooLate);
    }
    let decision =
        NewDecision { id: app.id(), message: id, campaign: None, actor: actor.person, verb: "release", note };
    store::desk::decide(&mut tx, &decision, now).await?;
    clearance::keep(&mut tx, id, actor.person, now).await?;
    let subject = format!("message/{id}");
    record::append(app, &mut tx, "message.release", Some(actor.person), &subject, &serde_json::json!({ "note": note }))
        .await?;
    let audiences = store::message::addressees(&mut tx, id).await?.into_iter().map(|a| a.audience).collect();
    app.commit(tx, [Hint::Audiences(audiences), Hint::Person(message.sender), Hint::Desk]).await?;
    Ok(Released::Yes)
}
