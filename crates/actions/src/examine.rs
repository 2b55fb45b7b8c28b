//! A content is examined once, by its hash; then the messages that wait for it are settled.

use std::sync::Arc;

use attachments::Overrun;
pub use attachments::{Film, Report, examine_film};
use model::{job::Job, text};
use store::{Tx, examination};

use crate::{App, Error, Result, fate, record};

/// What somebody who can decode films took of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It is no film, or nobody here can decode it.
    Nothing,
    /// These pictures.
    Pictures(Vec<Vec<u8>>),
    /// It took longer than it may.
    TooLong,
}

/// A content that is a film and was not examined yet, with its kind: its pictures are to be taken first.
pub async fn film(app: &App, sha256: &str) -> Result<Option<(Film, Vec<u8>)>> {
    let Some(hash) = text::unhex(sha256) else { return Ok(None) };
    let mut tx = app.db.read().await?;
    if examination::report(&mut tx, &hash, Report::version()).await?.is_some() {
        return Ok(None);
    }
    drop(tx);
    let content = app.blobs.get(&hash)?;
    Ok(content.and_then(|content| attachments::film(&content).map(|film| (film, content))))
}

/// Examines a content and keeps what is found. May run twice: the second time costs nothing.
pub async fn examine(app: &App, sha256: &str) -> Result<()> {
    examine_with(app, sha256, Taken::Nothing).await
}

/// The same with what was taken of a film.
pub async fn examine_with(app: &App, sha256: &str, taken: Taken) -> Result<()> {
    let Some(hash) = text::unhex(sha256) else { return Ok(()) };
    let mut tx = app.db.read().await?;
    if examination::report(&mut tx, &hash, Report::version()).await?.is_some() {
        return Ok(());
    }
    drop(tx);
    let content = app.blobs.get(&hash)?.ok_or_else(|| Error::NoContent(sha256.to_owned()))?;
    let report = read(app, content, taken).await?;
    let mut tx = app.db.begin().await?;
    keep(app, &mut tx, &hash, &report).await?;
    settle_later(app, &mut tx, &hash).await?;
    let facts = serde_json::json!({
        "kind": report.kind, "unreadable": report.unreadable, "overrun": report.overrun, "program": report.program,
    });
    record::append(app, &mut tx, "file.examine", None, &format!("file/{sha256}"), &facts).await?;
    Ok(tx.commit().await?)
}

/// Reads a content, a few at a time, away from the threads that answer.
async fn read(app: &App, content: Vec<u8>, taken: Taken) -> Result<Report> {
    let turn = Arc::clone(&app.examining).acquire_owned().await.map_err(|_| Error::Lost)?;
    let reading = tokio::task::spawn_blocking(move || {
        let pictures = if let Taken::Pictures(pictures) = &taken { pictures.as_slice() } else { &[] };
        let mut report = attachments::examine_film(&content, pictures);
        if taken == Taken::TooLong {
            report.overrun.insert(Overrun::Time);
        }
        drop(turn);
        report
    });
    reading.await.map_err(|_| Error::Lost)
}

/// Keeps what was found in a content.
pub(crate) async fn keep(app: &App, tx: &mut Tx, hash: &[u8], report: &Report) -> Result<()> {
    let written = serde_json::to_string(report)?;
    Ok(examination::keep(tx, hash, Report::version(), &written, &fate::marks(hash, report), app.now()).await?)
}

/// Makes the job that examines a content, unless it was.
pub(crate) async fn later(app: &App, tx: &mut Tx, hash: &[u8]) -> Result<()> {
    if examination::report(tx, hash, Report::version()).await?.is_some() {
        return Ok(());
    }
    let sha256 = text::hex(hash);
    let key = format!("examine/{sha256}");
    Ok(store::job::push(tx, app.id(), &Job::Examine { sha256 }, Some(&key), app.now()).await?)
}

/// Makes the jobs that decide on the messages which wait for a content.
pub(crate) async fn settle_later(app: &App, tx: &mut Tx, hash: &[u8]) -> Result<()> {
    for message in examination::waiting(tx, hash).await? {
        store::job::push(tx, app.id(), &Job::Settle { message }, None, app.now()).await?;
    }
    Ok(())
}
