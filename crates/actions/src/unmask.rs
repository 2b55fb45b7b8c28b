//! A minor's name is not shown at the desk until an officer says why they need it. Most decisions are about words, and
//! need no name; who asked for one, and why, is in the journal for whoever answers for the desk.

use model::{Actor, MessageId, Profile, limits};
use store::{Tx, message::Message};

use crate::{App, Result, desk::triaged, record};

/// What came of asking for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmasked {
    /// It is shown to this officer, on this letter.
    Yes,
    /// A reason is needed.
    NoReason,
    /// There is no such message for this desk.
    NotFound,
}

/// Shows an officer who is behind a letter, and who reported it.
pub async fn unmask(app: &App, actor: &Actor, id: MessageId, reason: &str) -> Result<Unmasked> {
    let mut tx = app.db.begin().await?;
    if triaged(app, &mut tx, actor, id).await?.is_none() {
        return Ok(Unmasked::NotFound);
    }
    let reason = model::text::cut(reason.trim(), limits::DESK_NOTE_BYTES_MAX);
    if reason.is_empty() {
        return Ok(Unmasked::NoReason);
    }
    if store::unmask::note(&mut tx, id, actor.person, reason, app.now()).await? {
        let facts = serde_json::json!({ "reason": reason });
        record::append(app, &mut tx, "desk.unmask", Some(actor.person), &format!("message/{id}"), &facts).await?;
        tx.commit().await?;
    }
    Ok(Unmasked::Yes)
}

/// Whether the name behind a letter is kept from an officer.
pub(crate) async fn is_masked(tx: &mut Tx, actor: &Actor, message: &Message) -> Result<bool> {
    let minor = message.sender_profile == Profile::Pupil;
    Ok(minor && !store::unmask::is_noted(tx, message.id, actor.person).await?)
}

/// Whether the names of the minors who reported it are.
pub(crate) async fn hides_reporters(tx: &mut Tx, actor: &Actor, message: &Message) -> Result<bool> {
    Ok(!store::unmask::is_noted(tx, message.id, actor.person).await?)
}
