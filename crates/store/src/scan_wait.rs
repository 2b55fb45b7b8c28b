//! Contents of which the antivirus has said nothing, and when it is asked again.

use model::{Millis, attachment::Unscanned};

use crate::{Result, Tx};

/// How often the antivirus said nothing of a content.
pub async fn tries(tx: &mut Tx, sha256: &[u8]) -> Result<i64> {
    let row: Option<(i64,)> = tx.maybe("select tries from scan_wait where sha256 = $1", (sha256,)).await?;
    Ok(row.map_or(0, |(tries,)| tries))
}

/// Notes that it said nothing once more.
pub async fn keep(tx: &mut Tx, sha256: &[u8], tries: i64, why: Unscanned, next_at: Millis) -> Result<()> {
    tx.run(
        "insert into scan_wait (sha256, tries, why, next_at) values ($1, $2, $3, $4) on conflict (sha256) do update \
         set tries = excluded.tries, why = excluded.why, next_at = excluded.next_at",
        (sha256, tries, why, next_at),
    )
    .await?;
    Ok(())
}

/// Contents about which it is to be asked again now: the longest due first, none that it was asked about too often.
pub async fn due(tx: &mut Tx, now: Millis, tries_max: i64, rows: i64) -> Result<Vec<Vec<u8>>> {
    let rows: Vec<(Vec<u8>,)> = tx
        .all(
            "select sha256 from scan_wait where next_at <= $1 and tries < $2 order by next_at, sha256 limit $3",
            (now, tries_max, rows),
        )
        .await?;
    Ok(rows.into_iter().map(|(sha256,)| sha256).collect())
}

/// It has spoken about a content. What it did not answer before is asked again now.
pub async fn spoken(tx: &mut Tx, sha256: &[u8], now: Millis) -> Result<()> {
    tx.run("delete from scan_wait where sha256 = $1", (sha256,)).await?;
    tx.run("update scan_wait set next_at = $1 where why = $2 and next_at > $1", (now, Unscanned::Silent)).await?;
    Ok(())
}

/// Contents that wait for it.
pub async fn count(tx: &mut Tx) -> Result<i64> {
    let row: Option<(i64,)> = tx.maybe("select count(*) from scan_wait", ()).await?;
    Ok(row.map_or(0, |(count,)| count))
}
