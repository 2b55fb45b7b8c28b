//! Faults made on purpose, for tests: the statement number *n* of a piece of work fails, or is where the process dies.
//!
//! A fault belongs to the task that runs the work, so that tests beside it are left alone.

use std::{
    cell::Cell,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::sync::Notify;

use crate::{Error, Result};

tokio::task_local! {
    static FAULT: Fault;
}

struct Fault {
    /// Statements still to run before the fault.
    left: Cell<usize>,
    kind: Kind,
    struck: Arc<AtomicBool>,
}

enum Kind {
    /// The statement is refused.
    Fails,
    /// Nothing more happens: the process has died, or whoever asked went away.
    Cuts(Arc<Notify>),
}

/// Runs `work` with its statement number `n`, from 1, refused; beginning, committing and having committed count as
/// statements. Gives what came of it, and whether there was such a statement.
pub async fn failing_at<T>(n: usize, work: impl Future<Output = T>) -> (T, bool) {
    let struck = Arc::new(AtomicBool::new(false));
    let fault = Fault { left: Cell::new(n), kind: Kind::Fails, struck: struck.clone() };
    let done = FAULT.scope(fault, work).await;
    (done, struck.load(Ordering::SeqCst))
}

/// Runs `work` up to its statement number `n`, from 1, and drops it there, as when the process dies. What was not
/// committed is gone. `None`: it was dropped.
pub async fn cut_at<T>(n: usize, work: impl Future<Output = T>) -> Option<T> {
    let (struck, dead) = (Arc::new(AtomicBool::new(false)), Arc::new(Notify::new()));
    let fault = Fault { left: Cell::new(n), kind: Kind::Cuts(dead.clone()), struck };
    tokio::select! {
        biased;
        () = dead.notified() => None,
        done = FAULT.scope(fault, work) => Some(done),
    }
}

/// Asked before each statement, and after a commit.
pub(crate) async fn strike() -> Result<()> {
    let strikes = |fault: &Fault| {
        let left = fault.left.get();
        fault.left.set(left.saturating_sub(1));
        if left != 1 {
            return None;
        }
        fault.struck.store(true, Ordering::SeqCst);
        Some(match &fault.kind {
            Kind::Fails => None,
            Kind::Cuts(dead) => Some(dead.clone()),
        })
    };
    match FAULT.try_with(strikes).ok().flatten() {
        None => Ok(()),
        Some(None) => Err(Error::Sql(sqlx::Error::WorkerCrashed)),
        Some(Some(dead)) => {
            dead.notify_one();
            std::future::pending().await
        }
    }
}
