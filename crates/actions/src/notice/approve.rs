//! A second person reads a notice before it leaves: what they approve is the revision that they have read, and nobody
//! approves what they wrote.

use model::{
    Actor, limits,
    notice::{Finding, NoticeState},
};
use uuid::Uuid;

use super::{draft::own, needs_nobody, places_of, speaks_for_all, spoken_by, stops, subject};
use crate::{App, Result, record};

/// What came of putting a draft to somebody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Submitted {
    /// A second person is to read it.
    Waits,
    /// Nobody else needs to: it may be sent.
    Approved,
    /// These keep it from leaving.
    Stopped(Vec<Finding>),
    /// It is not a draft any more, or was written meanwhile.
    TooLate,
    /// No such draft of theirs.
    NotFound,
}

/// Puts one's own draft to a second person; a head's first word to their own school is approved at once.
pub async fn submit(app: &App, actor: &Actor, id: Uuid, revision: i64) -> Result<Submitted> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(notice) = own(&mut tx, actor, id).await? else { return Ok(Submitted::NotFound) };
    let places = places_of(&mut tx, id).await?;
    // They may have left the school since they wrote it.
    if !speaks_for_all(&mut tx, actor, &places).await? {
        return Ok(Submitted::NotFound);
    }
    let stops = stops(&mut tx, &notice, &places, now).await?;
    if !stops.is_empty() {
        return Ok(Submitted::Stopped(stops));
    }
    let alone = needs_nobody(actor, notice.kind, &places);
    let to = if alone { NoticeState::Approved } else { NoticeState::ToApprove };
    if !store::notice::submit(&mut tx, id, (actor.person, revision), to, now).await? {
        return Ok(Submitted::TooLate);
    }
    let facts = serde_json::json!({ "revision": revision, "alone": alone });
    record::append(app, &mut tx, "notice.submit", Some(actor.person), &subject(id), &facts).await?;
    app.commit(tx, []).await?;
    Ok(if alone { Submitted::Approved } else { Submitted::Waits })
}

/// What came of an answer to a notice that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Approved {
    /// It may be sent.
    Yes,
    /// It is its author's again.
    SentBack,
    /// Nobody approves what they wrote.
    Own,
    /// These keep it from leaving.
    Stopped(Vec<Finding>),
    /// Somebody was faster, it was taken back, or it was written again since it was read.
    TooLate,
    /// No such notice of places that they speak for.
    NotFound,
}

/// Approves a notice as it was read.
pub async fn approve(app: &App, actor: &Actor, id: Uuid, revision: i64) -> Result<Approved> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some((notice, places)) = spoken_by(&mut tx, actor, id).await? else { return Ok(Approved::NotFound) };
    if notice.author() == actor.person {
        return Ok(Approved::Own);
    }
    let stops = stops(&mut tx, &notice, &places, now).await?;
    if !stops.is_empty() {
        return Ok(Approved::Stopped(stops));
    }
    if !store::notice::approve(&mut tx, id, (actor.person, revision), now).await? {
        return Ok(Approved::TooLate);
    }
    let facts = serde_json::json!({ "revision": revision, "author": notice.author() });
    record::append(app, &mut tx, "notice.approve", Some(actor.person), &subject(id), &facts).await?;
    app.commit(tx, []).await?;
    Ok(Approved::Yes)
}

/// Gives a notice that has not left back to its author, who may also take it back themselves.
pub async fn send_back(app: &App, actor: &Actor, id: Uuid, revision: i64, note: &str) -> Result<Approved> {
    let mut tx = app.db.begin().await?;
    if spoken_by(&mut tx, actor, id).await?.is_none() {
        return Ok(Approved::NotFound);
    }
    let note = model::text::cut(note.trim(), limits::NOTICE_NOTE_BYTES_MAX);
    if !store::notice::send_back(&mut tx, id, revision, note).await? {
        return Ok(Approved::TooLate);
    }
    let facts = serde_json::json!({ "revision": revision, "note": note });
    record::append(app, &mut tx, "notice.send_back", Some(actor.person), &subject(id), &facts).await?;
    app.commit(tx, []).await?;
    Ok(Approved::SentBack)
}
