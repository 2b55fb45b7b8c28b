//! A person at the desk has looked at a file that was kept: its readers may open it.

use model::{Actor, AttachmentId, attachment::FileState};

use crate::{App, Result, desk::triaged, record, switchboard::Hint};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unveiled {
    /// Shown, in this message.
    Yes(model::MessageId),
    /// It was not kept, or not any more.
    TooLate(model::MessageId),
    /// There is no such file for this desk.
    NotFound,
}

/// Shows a kept file to those who may read its message.
pub async fn unveil(app: &App, actor: &Actor, id: AttachmentId) -> Result<Unveiled> {
    let mut tx = app.db.begin().await?;
    let file = store::attachment::get(&mut tx, id).await?;
    let Some(message) = file.as_ref().and_then(store::attachment::Attachment::message) else {
        return Ok(Unveiled::NotFound);
    };
    let Some(found) = triaged(app, &mut tx, actor, message).await? else { return Ok(Unveiled::NotFound) };
    if !store::attachment::settle(&mut tx, id, FileState::Kept, (FileState::Clear, None)).await? {
        return Ok(Unveiled::TooLate(message));
    }
    let facts = serde_json::json!({ "message": message, "why": file.and_then(|file| file.why()) });
    record::append(app, &mut tx, "file.unveil", Some(actor.person), &format!("attachment/{id}"), &facts).await?;
    let audiences = store::message::addressees(&mut tx, message).await?.into_iter().map(|a| a.audience).collect();
    app.commit(tx, [Hint::Audiences(audiences), Hint::Person(found.sender), Hint::Desk]).await?;
    Ok(Unveiled::Yes(message))
}
