//! Copies SQLite's write-ahead log to its place, beside those who write.
//!
//! Left to itself, SQLite does it inside the commit that finds its log long, and whoever that commit belongs to waits for
//! tens of megabytes, after an import for a gigabyte, to be copied and flushed. Here a connection that reads does it in the
//! background: a passive checkpoint waits for nobody, and nobody waits for it. What is written meanwhile is left over, and
//! the log is begun anew only once nothing is; so when it has grown long, the rest is copied in a turn of the writer.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU32, AtomicU64, Ordering},
    },
};

use sqlx::{SqlitePool, sqlite::SqliteConnectOptions};
use tokio::sync::mpsc;

use crate::writer::Shared;

/// Commits between two copies: a megabyte or two of messages. More often, and pages that are written again and
/// again would be copied each time.
const COMMITS: u32 = 16;
/// Bytes by which one commit makes the log longer that are copied at once.
const GROWTH: u64 = 16 << 20;
/// Pages of a log that is to be begun anew.
const LONG: i64 = 8_000;

/// Wakes the copying from time to time.
#[derive(Clone)]
pub(crate) struct LogCopier {
    commits: Arc<AtomicU32>,
    log: Arc<PathBuf>,
    length: Arc<AtomicU64>,
    wake: mpsc::Sender<()>,
}

impl LogCopier {
    /// Starts a task that copies when it is woken, and ends with the last clone of what wakes it.
    pub(crate) fn start(of: &SqliteConnectOptions, readers: SqlitePool, writer: Shared) -> LogCopier {
        let mut log = of.get_filename().to_path_buf().into_os_string();
        log.push("-wal");
        let (wake, mut woken) = mpsc::channel(1);
        tokio::spawn(async move {
            while woken.recv().await.is_some() {
                // What could not be done is in the log still: the next to be woken finds it.
                if let Err(error) = copy(&readers, &writer).await {
                    tracing::debug!("the write-ahead log was not copied: {error}");
                }
            }
        });
        LogCopier { commits: Arc::default(), log: Arc::new(log.into()), length: Arc::default(), wake }
    }

    /// Somebody committed.
    pub(crate) fn committed(&self) {
        let length = std::fs::metadata(&*self.log).map_or(0, |log| log.len());
        let grown = length > self.length.fetch_max(length, Ordering::Relaxed) + GROWTH;
        if self.commits.fetch_add(1, Ordering::Relaxed) % COMMITS == COMMITS - 1 || grown {
            // When it is woken already, it has not begun yet.
            let _ = self.wake.try_send(());
        }
    }
}

/// Copies what is in the log; all of it when it is long.
async fn copy(readers: &SqlitePool, writer: &Shared) -> sqlx::Result<()> {
    if checkpoint(readers).await? > LONG {
        let mut turn = writer.clone().lock_owned().await;
        turn.close().await;
        checkpoint(readers).await?;
    }
    Ok(())
}

/// Copies what nobody needs in the log any more, by a connection that may not change anything else; gives the pages of the
/// log.
async fn checkpoint(readers: &SqlitePool) -> sqlx::Result<i64> {
    let (_, pages, _): (i64, i64, i64) = sqlx::query_as("pragma wal_checkpoint(passive)").fetch_one(readers).await?;
    Ok(pages)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Db;

    /// A database in a folder of its own.
    async fn open() -> (tempfile::TempDir, Db) {
        let folder = tempfile::tempdir().expect("a folder");
        let db = Db::open_file(&folder.path().join("preau.db")).await.expect("opened");
        (folder, db)
    }

    /// One commit of so many megabytes.
    async fn write(db: &Db, megabytes: i64) {
        let mut tx = db.begin().await.expect("begun");
        for code in 0..megabytes {
            let row = (code, "x".repeat(1 << 20));
            tx.run("insert into academie (code, name) values ($1, $2)", row).await.expect("run");
        }
        tx.run("delete from academie where code = 0", ()).await.expect("run");
        tx.commit().await.expect("committed");
    }

    #[tokio::test]
    async fn a_commit_does_not_copy_the_log_and_somebody_else_does() {
        let (folder, db) = open().await;
        write(&db, 40).await;
        while std::fs::metadata(folder.path().join("preau.db")).expect("a file").len() < 40 << 20 {
            tokio::task::yield_now().await;
        }
        db.close().await;
    }

    #[tokio::test]
    async fn a_long_log_is_begun_anew_once_nobody_reads_what_was_before() {
        let (_folder, db) = open().await;
        let Db::Sqlite { writer, readers, .. } = &db else { panic!("SQLite is expected") };
        let mut reading = db.read().await.expect("begun");
        let none: Option<(i64,)> = reading.maybe("select code from academie", ()).await.expect("read");
        assert_eq!(none, None);
        write(&db, 40).await;
        copy(readers, writer.handed()).await.expect("copied");
        assert!(checkpoint(readers).await.expect("asked") > LONG);
        let none: Option<(i64,)> = reading.maybe("select code from academie", ()).await.expect("read");
        assert_eq!(none, None, "whoever reads sees what there was when they began");
        reading.commit().await.expect("ended");
        copy(readers, writer.handed()).await.expect("copied");
        write(&db, 1).await;
        assert!(checkpoint(readers).await.expect("asked") < LONG);
    }
}
