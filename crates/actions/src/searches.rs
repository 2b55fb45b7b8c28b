//! Searches of the directory, counted by session. A thief looks for whom to write to; so does everybody at each letter
//! typed, and a write for each would cost more than it tells. So a node counts, and writes a few at a time, or when
//! the session sends.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use model::{Actor, SessionId, limits};
use store::Tx;

use crate::{App, Result};

/// Those that this node has not written down.
#[derive(Debug, Default)]
pub(crate) struct Searches(Mutex<BTreeMap<SessionId, i64>>);

impl Searches {
    /// One more. Gives how many are to be written down now.
    fn add(&self, session: SessionId) -> Option<i64> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = waiting.entry(session).or_default();
        *count += 1;
        let due = (*count >= limits::SEARCHES_UNWRITTEN_MAX).then_some(*count);
        // What is forgotten is at most a handful of each session, and those who go on searching are counted again.
        if due.is_some() {
            waiting.remove(&session);
        } else if waiting.len() > limits::SEARCHING_SESSIONS_MAX {
            waiting.clear();
        }
        due
    }

    /// Those of a session, which the caller writes down.
    fn take(&self, session: SessionId) -> Option<i64> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&session)
    }
}

/// Counts a search of the actor's session.
pub(crate) async fn count(app: &App, actor: &Actor) -> Result<()> {
    let Some(session) = actor.session else { return Ok(()) };
    if let Some(due) = app.searches.add(session) {
        let mut tx = app.db.begin().await?;
        store::behaviour::count_searches(&mut tx, session, due).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Writes down what waits of the actor's session.
pub(crate) async fn write_down(app: &App, tx: &mut Tx, actor: &Actor) -> Result<()> {
    if let Some(session) = actor.session
        && let Some(waiting) = app.searches.take(session)
    {
        store::behaviour::count_searches(tx, session, waiting).await?;
    }
    Ok(())
}
