//! Taking a notice back, before it left or after: its text is shown no more, and those who read it are told so.

use model::{Actor, limits};
use uuid::Uuid;

use super::{leave, spoken_by, subject};
use crate::{App, Result, deliver, record, switchboard::Hint};

/// What came of taking a notice back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withdrawn {
    /// It is.
    Yes,
    /// It is over already.
    TooLate,
    /// No such notice of places that they speak for.
    NotFound,
}

/// Takes a notice back; readers see the note.
pub async fn withdraw(app: &App, actor: &Actor, id: Uuid, note: &str) -> Result<Withdrawn> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some((notice, places)) = spoken_by(&mut tx, actor, id).await? else { return Ok(Withdrawn::NotFound) };
    let note = model::text::cut(note.trim(), limits::NOTICE_NOTE_BYTES_MAX);
    if !store::notice::withdraw(&mut tx, id, (actor.person, note), now).await? {
        return Ok(Withdrawn::TooLate);
    }
    let facts = serde_json::json!({ "from": notice.state, "note": note });
    record::append(app, &mut tx, "notice.withdraw", Some(actor.person), &subject(id), &facts).await?;
    // A draft that is given up, a correction among them, has never left: what is in force goes on.
    if notice.sent_at().is_some() {
        deliver::withdraw_with(app, &mut tx, Some(actor.person), notice.first).await?;
        leave::untold(&mut tx, &notice, &places).await?;
    }
    app.commit(tx, [Hint::Measures, Hint::Situations]).await?;
    Ok(Withdrawn::Yes)
}
