//! A containment was wrong, or is needed no more: the desk lifts it, and says why.
//!
//! Containing is easy, lifting is a decision: it takes a note. The password, the devices and the printed codes of before
//! hold again; the sessions that were open then stay closed, so that whoever had one signs in anew.

use model::{Actor, containment::ContainmentEnd};
use uuid::Uuid;

use crate::{App, Result, record, switchboard::Hint};

/// Bytes kept of a note.
const NOTE_BYTES_MAX: usize = 1_000;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lifted {
    /// The account is its owner's again.
    Yes,
    /// It ended before.
    TooLate,
    /// A note is needed.
    NoNote,
    /// There is no such containment for this desk.
    NotFound,
}

/// Lifts a containment.
pub async fn lift(app: &App, actor: &Actor, containment: Uuid, note: &str) -> Result<Lifted> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = store::containment::get(&mut tx, containment).await? else { return Ok(Lifted::NotFound) };
    // Nobody lifts what was decided on their own account.
    let may = store::desk::may_triage(&mut tx, actor.person, found.school, now).await? && found.person != actor.person;
    if !may {
        return Ok(Lifted::NotFound);
    }
    let note = model::text::cut(note.trim(), NOTE_BYTES_MAX);
    if note.is_empty() {
        return Ok(Lifted::NoNote);
    }
    let by = Some(actor.person);
    if !store::containment::end(&mut tx, containment, ContainmentEnd::Lifted, by, note, now).await? {
        return Ok(Lifted::TooLate);
    }
    let facts = serde_json::json!({ "containment": containment, "note": note });
    record::append(app, &mut tx, "account.uncontain", by, &format!("person/{}", found.person), &facts).await?;
    app.commit(tx, [Hint::Sessions, Hint::Desk]).await?;
    Ok(Lifted::Yes)
}
