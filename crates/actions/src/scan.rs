//! What the antivirus says of a content; `gateway` asks it.

use model::{job::Job, text};
use store::{Tx, examination};

use crate::{App, Result, examine, record};

/// A content that the antivirus has not looked at; `None` when it has, or when there is no such content.
pub async fn unscanned(app: &App, sha256: &str) -> Result<Option<Vec<u8>>> {
    let Some(hash) = text::unhex(sha256) else { return Ok(None) };
    let mut tx = app.db.read().await?;
    if examination::scan(&mut tx, &hash).await?.is_some() {
        return Ok(None);
    }
    drop(tx);
    Ok(app.blobs.get(&hash)?)
}

/// Keeps what the antivirus found in a content, or that it found nothing. May run twice.
pub async fn keep(app: &App, sha256: &str, found: Option<&str>) -> Result<()> {
    let Some(hash) = text::unhex(sha256) else { return Ok(()) };
    let mut tx = app.db.begin().await?;
    examination::keep_scan(&mut tx, &hash, found, app.now()).await?;
    examine::settle_later(app, &mut tx, &hash).await?;
    let facts = serde_json::json!({ "found": found });
    record::append(app, &mut tx, "file.scan", None, &format!("file/{sha256}"), &facts).await?;
    Ok(tx.commit().await?)
}

/// Makes the job that has a content looked at, unless it was.
pub(crate) async fn later(app: &App, tx: &mut Tx, hash: &[u8]) -> Result<()> {
    if examination::scan(tx, hash).await?.is_some() {
        return Ok(());
    }
    let sha256 = text::hex(hash);
    let key = format!("scan/{sha256}");
    Ok(store::job::push(tx, app.id(), &Job::Scan { sha256 }, Some(&key), app.now()).await?)
}
