//! Asks our accounts about a whole list.

use std::io::BufRead;

use actions::{
    App,
    sweep::{Sweep, Swept},
};
use model::limits;

use super::Pairs;

/// How far it has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Lines read.
    pub lines: u64,
    /// Lines in which no pair was found.
    pub unread: u64,
    /// What became of the pairs.
    pub swept: Swept,
}

/// What stops it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The list cannot be read.
    #[error("la liste ne se lit plus : {0}")]
    Read(#[from] std::io::Error),
    /// The database, or a fault of ours.
    #[error(transparent)]
    Actions(#[from] actions::Error),
}

/// Reads a list to its end. Accounts that it opens are shut at once, a batch at a time: what was done before an error
/// stays done. `told` hears how far it has come.
pub async fn sweep(
    app: &App,
    sweep: &mut Sweep,
    list: impl BufRead,
    mut told: impl FnMut(&Progress),
) -> Result<Progress, Error> {
    let (mut pairs, mut progress) = (Pairs::of(list), Progress::default());
    let mut batch = Vec::with_capacity(limits::SWEEP_BATCH);
    loop {
        let next = pairs.next_pairs()?;
        let over = next.is_none();
        batch.extend(next.into_iter().flatten());
        if batch.len() >= limits::SWEEP_BATCH || over {
            progress.swept += sweep.check(app, std::mem::take(&mut batch)).await?;
            (progress.lines, progress.unread) = (pairs.lines, pairs.unread);
            told(&progress);
            // Sealing and those who sign in have their turn.
            tokio::task::yield_now().await;
        }
        if over {
            return Ok(progress);
        }
    }
}
