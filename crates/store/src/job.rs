//! Work for later: made in the transaction that decides it, claimed under a lease, done at least once.

use model::{JobId, Millis, job::Job, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx, sql};

/// A job under lease.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// Identity.
    pub id: JobId,
    /// What to do.
    pub job: Job,
    /// Tries so far, this one included.
    pub attempts: i64,
}

/// Makes a job. With a key, a second job of the same key is not made while the first waits.
pub async fn push(tx: &mut Tx, id: JobId, job: &Job, key: Option<&str>, run_at: Millis) -> Result<()> {
    tx.later(
        "insert into job (id, kind, payload, dedup_key, run_at, attempts, lease_until) \
         values ($1, $2, $3, $4, $5, $6, $6) on conflict (dedup_key) do nothing",
        (id, job.kind(), serde_json::to_string(job)?, key.map(str::to_owned), run_at, 0_i64),
    )
    .await?;
    Ok(())
}

/// Takes jobs that are due, under a lease: a worker that dies gives them back.
pub async fn claim(tx: &mut Tx, now: Millis) -> Result<Vec<Claimed>> {
    #[derive(FromRow)]
    struct Row {
        id: Uuid,
        payload: String,
        attempts: i64,
    }
    let rows: Vec<Row> = tx
        .all(
            sql!(
                "select id, payload, attempts from job where dead_at is null and run_at <= $1 and lease_until <= $1 \
                 order by run_at, id limit $2",
                [lite: "", pg: " for update skip locked"]
            ),
            (now, limits::JOBS_PER_CLAIM),
        )
        .await?;
    let mut claimed = Vec::with_capacity(rows.len());
    for row in rows {
        let id = JobId::from(row.id);
        tx.run("update job set attempts = attempts + 1, lease_until = $2 where id = $1", (id, now + limits::JOB_LEASE))
            .await?;
        claimed.push(Claimed { id, job: serde_json::from_str(&row.payload)?, attempts: row.attempts + 1 });
    }
    Ok(claimed)
}

/// Forgets a job that is done.
pub async fn done(tx: &mut Tx, id: JobId) -> Result<()> {
    tx.run("delete from job where id = $1", (id,)).await?;
    Ok(())
}

/// Gives a job back, to be tried again later.
pub async fn retry(tx: &mut Tx, id: JobId, at: Millis, error: &str) -> Result<()> {
    tx.run("update job set lease_until = $4, run_at = $2, last_error = $3 where id = $1", (id, at, error, 0_i64))
        .await?;
    Ok(())
}

/// Gives a job up; it stays to be seen.
pub async fn bury(tx: &mut Tx, id: JobId, now: Millis, error: &str) -> Result<()> {
    tx.run("update job set dead_at = $2, last_error = $3, dedup_key = null where id = $1", (id, now, error)).await?;
    Ok(())
}

/// When the next job is due, if one waits.
pub async fn next_due(tx: &mut Tx) -> Result<Option<Millis>> {
    let row: Option<(Option<i64>,)> = tx
        .maybe("select min(case when lease_until > run_at then lease_until else run_at end) from job where dead_at is null", ())
        .await?;
    Ok(row.and_then(|(at,)| at).map(Millis))
}

/// Jobs that were given up.
pub async fn dead(tx: &mut Tx) -> Result<i64> {
    let row: Option<(i64,)> = tx.maybe("select count(*) from job where dead_at is not null", ()).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Jobs that wait, and since when the oldest of those is due that no worker has taken.
pub async fn waiting(tx: &mut Tx, now: Millis) -> Result<(i64, Option<Millis>)> {
    let row: Option<(i64, Option<i64>)> = tx
        .maybe(
            "select count(*), min(case when run_at <= $1 and lease_until <= $1 then run_at end) from job \
             where dead_at is null",
            (now,),
        )
        .await?;
    Ok(row.map_or((0, None), |(count, oldest)| (count, oldest.map(Millis))))
}
