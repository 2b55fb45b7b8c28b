//! Sending a notice: from this moment whoever belongs to its places reads it, on every node. What it corrects ends in the
//! same transaction.
//!
//! Its page is the first channel, and done when the row says so: `approved` becomes `sent`. Channels to the outside are
//! planned in the same transaction (`leave`), and carried by the worker from the queue.

use model::{Actor, notice::Finding};
use uuid::Uuid;

use super::{leave, spoken_by, stops, subject};
use crate::{App, Result, record, switchboard::Hint};

/// What came of sending a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// Families read it.
    Yes,
    /// These keep it from leaving: the time of the next word has passed, most often.
    Stopped(Vec<Finding>),
    /// There is no guardian left to reach in these places.
    NobodyThere(Vec<String>),
    /// It is not approved as it was read, or has left; or what it corrects was taken back.
    TooLate,
    /// No such notice of places that they speak for.
    NotFound,
}

/// Sends an approved notice, as it was read.
pub async fn send(app: &App, actor: &Actor, id: Uuid, revision: i64) -> Result<Sent> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some((notice, places)) = spoken_by(&mut tx, actor, id).await? else { return Ok(Sent::NotFound) };
    let stops = stops(&mut tx, &notice, &places, now).await?;
    if !stops.is_empty() {
        return Ok(Sent::Stopped(stops));
    }
    let nobody = store::notice_reach::unreachable(&mut tx, id, now).await?;
    if !nobody.is_empty() {
        return Ok(Sent::NobodyThere(nobody));
    }
    if !store::notice::send(&mut tx, id, (actor.person, revision), now).await? {
        return Ok(Sent::TooLate);
    }
    if let Some(old) = notice.replaces
        && !store::notice::supersede(&mut tx, old, actor.person, now).await?
    {
        return Ok(Sent::TooLate);
    }
    let facts = serde_json::json!({
        "code": notice.code()?.plain(), "version": notice.version, "revision": revision, "replaces": notice.replaces,
        "author": notice.author(), "approved_by": notice.approved_by(), "texts": notice.texts()?,
        "next_word_at": notice.next_word_at(),
    });
    record::append(app, &mut tx, "notice.send", Some(actor.person), &subject(id), &facts).await?;
    if let Some(old) = notice.replaces {
        let facts = serde_json::json!({ "by": id });
        record::append(app, &mut tx, "notice.correct", Some(actor.person), &subject(old), &facts).await?;
    }
    leave::leaves(app, &mut tx, &notice, actor.person, now).await?;
    leave::told(&mut tx, &notice, &places, now).await?;
    app.commit(tx, [Hint::Measures, Hint::Situations]).await?;
    Ok(Sent::Yes)
}
