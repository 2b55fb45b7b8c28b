//! Imports a set of files: one thread reads, the import compares.

use actions::{
    App, Result,
    import::{self, Applied, Fed, Prepared, Progress, Task, Watcher},
};
use model::{ImportId, PersonId, limits};
use tokio::sync::mpsc;

use crate::rosters::{
    bytes::Watch,
    detect::FileSet,
    draft::{Closed, Item},
    read::{Batches, read},
};

/// Who looks on: told how far the import has come.
pub type Tell<'a> = &'a (dyn Fn(Progress) + Send + Sync);

/// Reads a set of files, compares it with the directory, and keeps a plan of what differs. The directory is not
/// changed. `watch` counts the bytes read and can stop everything.
pub async fn preview(
    app: &App,
    id: ImportId,
    set: &FileSet,
    started_by: Option<PersonId>,
    watch: &Watch,
    tell: Tell<'_>,
) -> Result<Prepared> {
    let (to, mut from) = mpsc::channel(limits::IMPORT_BATCHES_WAITING_MAX);
    let reader = {
        let (set, watch) = (set.clone(), watch.clone());
        tokio::task::spawn_blocking(move || feed(&set, &watch, &to))
    };
    let task = Task { id, roster: set.roster.clone(), started_by };
    let prepared = import::prepare(app, &task, &mut from, &Watcher::new(tell, watch.flag())).await;
    // The reader ends by itself once nobody listens.
    drop(from);
    let _ = reader.await;
    prepared
}

/// Changes the directory as the plan says: everything, or nothing. `confirmed`: somebody said yes to closing many people.
pub async fn apply(app: &App, id: ImportId, confirmed: bool, watch: &Watch, tell: Tell<'_>) -> Result<Applied> {
    import::apply(app, id, confirmed, &Watcher::new(tell, watch.flag())).await
}

fn feed(set: &FileSet, watch: &Watch, to: &mpsc::Sender<Fed>) {
    let send = |items: Vec<Item>| to.blocking_send(Fed::Items(items)).map_err(|_| Closed);
    let mut batches = Batches::new(send);
    let ended = match read(set, watch, &mut |item| batches.push(item)) {
        Ok(()) => batches.flush().map(|()| Fed::End),
        Err(broken) => Ok(Fed::Broken(broken)),
    };
    if let Ok(ended) = ended {
        // Nobody listens any more when the import has ended already.
        let _ = to.blocking_send(ended);
    }
}
