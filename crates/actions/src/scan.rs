//! What the antivirus says of a content; `gateway` asks it. When it says nothing, the content is kept in a list of its own
//! and asked about again, each time later, until it has spoken: an antivirus that was down for an hour must leave no file
//! veiled for ever.

use model::{Millis, attachment::Unscanned, job::Job, limits, text};
use store::{Tx, examination, scan_wait};

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
    scan_wait::spoken(&mut tx, &hash, app.now()).await?;
    examine::settle_later(app, &mut tx, &hash).await?;
    let facts = serde_json::json!({ "found": found });
    record::append(app, &mut tx, "file.scan", None, &format!("file/{sha256}"), &facts).await?;
    Ok(tx.commit().await?)
}

/// Notes that the antivirus said nothing of a content, and when it is asked again.
pub async fn unanswered(app: &App, sha256: &str, why: Unscanned) -> Result<()> {
    let Some(hash) = text::unhex(sha256) else { return Ok(()) };
    let mut tx = app.db.begin().await?;
    let tries = scan_wait::tries(&mut tx, &hash).await? + 1;
    scan_wait::keep(&mut tx, &hash, tries, why, app.now() + pause(tries)).await?;
    Ok(tx.commit().await?)
}

/// Has the contents looked at again whose time has come. Gives their number.
pub async fn again(app: &App) -> Result<usize> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    // Most of the time nothing waits: look before taking the writer.
    let due = scan_wait::due(&mut tx, now, limits::SCAN_TRIES_MAX, limits::SCANS_PER_ROUND).await?;
    drop(tx);
    if due.is_empty() {
        return Ok(0);
    }
    let mut tx = app.db.begin().await?;
    for hash in &due {
        later(app, &mut tx, hash).await?;
    }
    tx.commit().await?;
    Ok(due.len())
}

/// Contents of which the antivirus has said nothing yet though it was asked.
pub async fn waiting(db: &store::Db) -> Result<i64> {
    Ok(scan_wait::count(&mut db.read().await?).await?)
}

/// How long it is left alone after so many tries.
fn pause(tries: i64) -> Millis {
    let doubled = limits::SCAN_PAUSE_MIN.0 << (tries - 1).clamp(0, 10);
    Millis(doubled).min(limits::SCAN_PAUSE_MAX)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_their_bound_and_last_about_a_day() {
        assert_eq!([1, 2, 3].map(pause), [5, 10, 20].map(Millis::seconds));
        assert_eq!([7, 8, 64, i64::MAX].map(pause), [limits::SCAN_PAUSE_MAX; 4]);
        let all: i64 = (1..limits::SCAN_TRIES_MAX).map(|tries| pause(tries).0).sum();
        assert!((Millis::hours(23).0..Millis::hours(26).0).contains(&all), "{all}");
    }
}
