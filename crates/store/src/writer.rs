//! The one who writes on SQLite, and how short transactions share a flush of the disk.
//!
//! SQLite has one writer, and a commit is a flush. Those who wait for their turn at the same time are committed
//! together: each asks what it must inside the open transaction, adds its own statements in one piece, and hands the
//! connection to the next. The group is closed by a task that waits for the writer like everybody else, so it takes in
//! those who came before it and nobody waits for a clock. Nobody is answered before the flush.
//!
//! There are no savepoints: each would make the full-text index write itself out. So a failure inside one's statements
//! undoes the whole group, and each of its members tries again alone. It takes a full disk or a fault of ours.

use std::sync::Arc;

use sqlx::{
    AssertSqlSafe, Sqlite, SqlitePool, Transaction,
    sqlite::{SqliteArguments, SqliteConnectOptions, SqliteConnection},
};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

use crate::{Error, Result, db::WRITER_WAITED_FOR, fields::Fields, log_copier::LogCopier, statement::Queue};

/// Transactions flushed together.
const TOGETHER_MAX: usize = 256;
/// Statements that wait before they are sent.
const QUEUED_MAX: usize = 32;

/// Gives turns at writing, in the order in which they are asked for.
#[derive(Clone)]
pub struct Writer {
    pool: SqlitePool,
    shared: Shared,
    log: LogCopier,
}

/// What the turns hand on, one after the other.
pub(crate) type Shared = Arc<Mutex<Handed>>;

/// What one turn leaves to the next.
#[derive(Default)]
pub(crate) struct Handed {
    open: Option<Open>,
}

/// A transaction that is not committed yet.
struct Open {
    tx: Transaction<'static, Sqlite>,
    /// Those whose work is in it and who wait for the flush. When one is dropped unanswered, its work was undone.
    waiting: Vec<oneshot::Sender<()>>,
    /// Somebody's statements were sent, and whether all of them succeeded is not known.
    doubtful: bool,
}

impl Writer {
    /// A writer whose log is copied by a connection of `readers`.
    pub(crate) fn new(of: &SqliteConnectOptions, pool: SqlitePool, readers: SqlitePool) -> Writer {
        let shared = Shared::default();
        Writer { pool, log: LogCopier::start(of, readers, shared.clone()), shared }
    }

    /// The pool of the one connection that writes.
    pub(crate) fn pool(&self) -> &SqlitePool {
        &self.pool
    }

    /// What the turns hand on.
    #[cfg(test)]
    pub(crate) fn handed(&self) -> &Shared {
        &self.shared
    }

    /// A transaction of one's own.
    pub(crate) async fn alone(&self) -> Result<Turn> {
        let mut shared = self.turn().await?;
        shared.close().await;
        self.open(&mut shared).await?;
        Ok(Turn { shared, writer: self.clone(), alone: true })
    }

    /// A part of the transaction that is open, or the first part of a new one.
    pub(crate) async fn together(&self) -> Result<Turn> {
        let mut shared = self.turn().await?;
        if shared.open.as_ref().is_some_and(|open| open.doubtful || open.waiting.len() >= TOGETHER_MAX) {
            shared.close().await;
        }
        if shared.open.is_none() {
            self.open(&mut shared).await?;
        }
        Ok(Turn { shared, writer: self.clone(), alone: false })
    }

    async fn turn(&self) -> Result<OwnedMutexGuard<Handed>> {
        let turn = tokio::time::timeout(WRITER_WAITED_FOR, self.shared.clone().lock_owned()).await;
        turn.map_err(|_| Error::Sql(sqlx::Error::PoolTimedOut))
    }

    async fn open(&self, shared: &mut Handed) -> Result<()> {
        let tx = self.pool.begin_with("begin immediate").await?;
        shared.open = Some(Open { tx, waiting: Vec::new(), doubtful: false });
        Ok(())
    }
}

impl Handed {
    /// Ends the open transaction, if there is one, even when nobody waits for it any more. False: it was undone.
    pub(crate) async fn close(&mut self) -> bool {
        match self.open.take() {
            // A lost task has dropped its transaction.
            Some(open) => tokio::spawn(open.close()).await.unwrap_or(false),
            None => true,
        }
    }
}

impl Open {
    async fn close(self) -> bool {
        if self.doubtful {
            return false;
        }
        if let Err(error) = self.tx.commit().await {
            tracing::error!("{} transactions were undone together: {error}", self.waiting.len());
            return false;
        }
        for told in self.waiting {
            // Whoever went away has its work done all the same.
            let _ = told.send(());
        }
        true
    }
}

/// The writer, for as long as one has it.
pub(crate) struct Turn {
    shared: OwnedMutexGuard<Handed>,
    writer: Writer,
    /// Nobody else's work is or comes into this transaction.
    alone: bool,
}

impl Turn {
    fn connection(&mut self) -> Result<&mut SqliteConnection> {
        let open = self.shared.open.as_mut().ok_or(Error::Sql(sqlx::Error::WorkerCrashed))?;
        Ok(&mut open.tx)
    }

    fn is_joined(&self) -> bool {
        self.shared.open.as_ref().is_some_and(|open| !open.waiting.is_empty())
    }

    /// Before a statement that may have to be undone: the work of others is committed first, and ours goes on in a
    /// transaction of its own. Nobody writes in between, as the turn is still ours.
    async fn part(&mut self) -> Result<()> {
        if self.is_joined() {
            if !self.shared.close().await {
                return Err(Error::Undone);
            }
            let writer = self.writer.clone();
            writer.open(&mut self.shared).await?;
        }
        Ok(())
    }

    async fn commit(mut self, queue: Queue) -> Result<()> {
        if self.alone {
            send(self.connection()?, queue).await?;
            let open = self.shared.open.take().ok_or(Error::Sql(sqlx::Error::WorkerCrashed))?;
            open.tx.commit().await?;
            self.writer.log.committed();
            return Ok(());
        }
        if let Some(open) = &mut self.shared.open {
            open.doubtful = true;
        }
        send(self.connection()?, queue).await?;
        let (tell, told) = oneshot::channel();
        if let Some(open) = &mut self.shared.open {
            open.doubtful = false;
            open.waiting.push(tell);
            if open.waiting.len() == 1 {
                let shared = self.writer.shared.clone();
                tokio::spawn(async move { shared.lock_owned().await.close().await });
            }
        }
        let log = self.writer.log.clone();
        drop(self);
        told.await.map_err(|_| Error::Undone)?;
        log.committed();
        Ok(())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        // What others have done stays open for their task to close; what is ours alone is undone.
        if !self.is_joined() {
            self.shared.open = None;
        }
    }
}

async fn send(to: &mut SqliteConnection, mut queue: Queue) -> Result<()> {
    if queue.len() > 0 {
        let (text, arguments): (String, SqliteArguments) = queue.take();
        sqlx::query_with(AssertSqlSafe(text), arguments).execute(to).await?;
    }
    Ok(())
}

/// A transaction on SQLite, with the statements that it has not sent yet.
pub struct Lite {
    held: Held,
    queue: Queue,
}

enum Held {
    Reading(Transaction<'static, Sqlite>),
    Writing(Turn),
}

impl Lite {
    pub(crate) fn reading(tx: Transaction<'static, Sqlite>) -> Lite {
        Lite { held: Held::Reading(tx), queue: Queue::default() }
    }

    pub(crate) fn writing(turn: Turn) -> Lite {
        Lite { held: Held::Writing(turn), queue: Queue::default() }
    }

    /// The connection, for a statement that changes nothing; what waits is sent before it.
    pub(crate) async fn for_reading(&mut self) -> Result<&mut SqliteConnection> {
        if self.queue.len() > 0 {
            return self.for_writing().await;
        }
        self.connection()
    }

    /// The connection, for a statement that changes something; what waits is sent before it.
    pub(crate) async fn for_writing(&mut self) -> Result<&mut SqliteConnection> {
        if let Held::Writing(turn) = &mut self.held {
            turn.part().await?;
        }
        let queue = std::mem::take(&mut self.queue);
        send(self.connection()?, queue).await?;
        self.connection()
    }

    pub(crate) async fn later(&mut self, text: &str, fields: impl Fields) -> Result<()> {
        self.queue.add(text, fields)?;
        if self.queue.len() >= QUEUED_MAX {
            self.for_writing().await?;
        }
        Ok(())
    }

    pub(crate) async fn commit(self) -> Result<()> {
        match self.held {
            Held::Reading(tx) => Ok(tx.commit().await?),
            Held::Writing(turn) => turn.commit(self.queue).await,
        }
    }

    fn connection(&mut self) -> Result<&mut SqliteConnection> {
        match &mut self.held {
            Held::Reading(tx) => Ok(tx),
            Held::Writing(turn) => turn.connection(),
        }
    }
}

#[cfg(test)]
mod tests;
