//! Work for later: claimed, done at least once, tried again with patience, given up in sight of the operator.

use model::{Millis, limits};
pub use store::job::Claimed;

use crate::{App, Result};

/// Jobs whose time has come, under a lease.
pub async fn claim(app: &App) -> Result<Vec<Claimed>> {
    let mut tx = app.db.read().await?;
    // Most of the time nothing is due: look before taking the writer.
    if store::job::next_due(&mut tx).await?.is_none_or(|due| due > app.now()) {
        return Ok(Vec::new());
    }
    drop(tx);
    let mut tx = app.db.begin().await?;
    let claimed = store::job::claim(&mut tx, app.now()).await?;
    tx.commit().await?;
    Ok(claimed)
}

/// Writes how a job ended: done, to be tried again after a growing pause, or given up.
pub async fn finish(app: &App, job: &Claimed, done: std::result::Result<(), String>) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    match done {
        Ok(()) => store::job::done(&mut tx, job.id).await?,
        Err(error) if job.attempts >= limits::JOB_ATTEMPTS_MAX => {
            tracing::error!(job = %job.id, kind = job.job.kind(), "a job was given up");
            store::job::bury(&mut tx, job.id, now, &error).await?;
        }
        Err(error) => {
            let pause = Millis::seconds(1 << job.attempts.clamp(0, 10));
            store::job::retry(&mut tx, job.id, now + pause, &error).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// Forgets tries to sign in, and sign-ins that waited for a second factor, older than a moment; what passkeys were asked
/// and did not answer in time; what providers were asked and said, of sessions that are over.
pub async fn forget(app: &App, before: Millis) -> Result<()> {
    let mut tx = app.db.begin().await?;
    store::account::forget_tries(&mut tx, before, app.now()).await?;
    store::factor::forget_steps(&mut tx, before).await?;
    store::passkey::forget(&mut tx, app.now() - limits::PASSKEY_CHALLENGE_LIFE).await?;
    store::provider_proof::forget(&mut tx, app.now()).await?;
    Ok(tx.commit().await?)
}

/// What an operator is told of the work behind the pages.
#[derive(Debug, Clone, Copy, Default)]
pub struct Health {
    /// Jobs that were given up.
    pub dead_jobs: i64,
    /// Entries that a checkpoint covers.
    pub sealed: i64,
    /// Time of the oldest entry that waits for its seal.
    pub oldest_unsealed: Option<Millis>,
    /// Time of the newest entry.
    pub newest_entry: Option<Millis>,
}

/// Looks at the jobs and at the journal of a database.
pub async fn health(db: &store::Db) -> Result<Health> {
    let mut tx = db.read().await?;
    let (oldest_unsealed, newest_entry) = store::journal::times(&mut tx).await?;
    Ok(Health {
        dead_jobs: store::job::dead(&mut tx).await?,
        sealed: store::journal::newest_checkpoint(&mut tx).await?.map_or(0, |checkpoint| checkpoint.size),
        oldest_unsealed,
        newest_entry,
    })
}
