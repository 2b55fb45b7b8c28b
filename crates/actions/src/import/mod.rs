//! Imports: compares what rosters say with the directory, shows what would change, and changes it.
//!
//! [`prepare`] takes records as they are read and writes a plan of what differs, in short transactions. [`apply`]
//! carries the plan out in one: either everything of the import is there, or nothing. The same files twice make an
//! empty plan. `docs/decisions/import.md` says why it is done so.

mod apply;
mod fingerprint;
mod finish;
mod ids;
mod people;
mod prepare;
mod recognise;
mod records;
mod report;
mod schools;
mod sections;
mod territory;
pub mod upload;
mod words;

use std::sync::atomic::{AtomicBool, Ordering};

use model::{
    ImportId,
    roster::{Broken, Record, Refusal},
};
use store::roster::run::Run;

pub use apply::{Applied, apply};
pub use prepare::{Prepared, Task, prepare};
pub use report::{Closing, Counts, Phase, Preview, Progress, WARNINGS_MAX};
pub(crate) use words::login_base;

use crate::{App, Result};

/// What the thread that reads files hands over.
#[derive(Debug)]
pub enum Fed {
    /// Records and refusals, in the order of the files.
    Items(Vec<std::result::Result<Record, Refusal>>),
    /// Every file was read to its end.
    End,
    /// A file cannot be read on.
    Broken(Broken),
}

/// Who looks on: told how far an import has come, and able to stop it.
pub struct Watcher<'a> {
    progress: &'a (dyn Fn(Progress) + Send + Sync),
    stop: &'a AtomicBool,
}

impl<'a> Watcher<'a> {
    /// Tells `progress` from time to time; setting `stop` ends the import with nothing applied.
    pub fn new(progress: &'a (dyn Fn(Progress) + Send + Sync), stop: &'a AtomicBool) -> Watcher<'a> {
        Watcher { progress, stop }
    }

    fn tell(&self, progress: Progress) {
        (self.progress)(progress);
    }

    fn wants_to_stop(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// A new import's identity.
pub fn new_id(app: &App) -> ImportId {
    app.id()
}

/// One import, as it stands.
pub async fn run(app: &App, id: ImportId) -> Result<Option<Run>> {
    let mut tx = app.db.read().await?;
    Ok(store::roster::run::run(&mut tx, id).await?)
}

/// The newest imports.
pub async fn runs(app: &App, limit: i64) -> Result<Vec<Run>> {
    let mut tx = app.db.read().await?;
    Ok(store::roster::run::runs(&mut tx, limit).await?)
}

/// What an import refused, after a number, with the number of each.
pub async fn refusals(app: &App, id: ImportId, after: i64, limit: i64) -> Result<Vec<(i64, Refusal)>> {
    let mut tx = app.db.read().await?;
    Ok(store::roster::run::refusals(&mut tx, id, after, limit).await?)
}

/// Asks an import that reads to stop; false when it does not read any more.
pub async fn ask_to_stop(app: &App, id: ImportId) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    let asked = store::roster::run::ask_to_stop(&mut tx, id).await?;
    tx.commit().await?;
    Ok(asked)
}

/// What an import is about, for the journal.
fn subject(id: ImportId) -> String {
    format!("import/{id}")
}
