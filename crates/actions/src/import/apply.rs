//! Carrying out a plan, in one transaction.

use model::{ImportId, PersonId, SchoolId};
use serde::Serialize;
use store::{
    Tx,
    roster::{apply as sql, keys, plan, run},
};

use super::{
    Watcher,
    report::{Closing, Phase, Preview, Progress},
    subject, words,
};
use crate::{App, Error, Result, record};

/// How applying ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Applied {
    /// Everything is changed.
    Done(Box<Preview>),
    /// So many people would be closed that somebody must say yes first; nothing is changed.
    AsksConfirmation(Closing),
    /// There is no plan of this import any more: it was applied, stopped, or another was prepared since.
    NoPlan,
    /// Somebody stopped it; nothing is changed.
    Stopped,
}

/// Steps of applying.
const STEPS: u32 = 10;

/// Changes the directory as the plan of an import says: all of it, or nothing. `confirmed`: somebody said yes to
/// closing many people.
pub async fn apply(app: &App, id: ImportId, confirmed: bool, watcher: &Watcher<'_>) -> Result<Applied> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let run = run::run(&mut tx, id).await?.filter(|run| run.state == "preview");
    let Some(run) = run else { return Ok(Applied::NoPlan) };
    if !plan::is_of(&mut tx, id).await? {
        return Ok(Applied::NoPlan);
    }
    let preview: Preview = serde_json::from_str(&run.progress)?;
    if let Some(closing) = preview.asks_confirmation.filter(|_| !confirmed) {
        return Ok(Applied::AsksConfirmation(closing));
    }
    if !steps(app, &mut tx, watcher).await? {
        return Ok(Applied::Stopped);
    }
    run::advance(&mut tx, id, ("preview", "preview"), "done", None, now).await?;
    let facts = Facts { kind: &run.kind, files: &run.label, preview: &preview, confirmed };
    let started_by = run::started_by(&mut tx, id).await?;
    record::append(app, &mut tx, "import.apply", started_by, &subject(id), &facts).await?;
    plan::clear(&mut tx).await?;
    tx.commit().await?;
    Ok(Applied::Done(Box::new(preview)))
}

/// What the journal keeps: counts, and no name.
#[derive(Serialize)]
struct Facts<'a> {
    kind: &'a str,
    files: &'a str,
    preview: &'a Preview,
    confirmed: bool,
}

/// Every step in its order; false when somebody wants to stop.
async fn steps(app: &App, tx: &mut Tx, watcher: &Watcher<'_>) -> Result<bool> {
    let now = app.now();
    for step in 0..STEPS {
        watcher.tell(Progress { phase: Phase::Applying, records: 0, step, steps: STEPS });
        match step {
            0 => sql::schools(tx, now).await?,
            1 => sql::people(tx, now).await?,
            2 => sql::affiliations(tx, now).await?,
            3 => sql::memberships(tx, now).await?,
            4 => sql::guardianships(tx, now).await?,
            5 => sql::guardians(tx, now).await?,
            6 => sql::accounts(tx, now).await?,
            7 => keys::forget(tx).await?,
            8 => write_keys(tx).await?,
            _ => sql::readers(tx, now).await?,
        }
        if watcher.wants_to_stop() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Writes what finds each person whom the plan touches, school by school: the keys of one are made while those of the
/// school before are written.
async fn write_keys(tx: &mut Tx) -> Result<()> {
    let mut made: Option<(SchoolId, Made)> = None;
    for school in keys::schools(tx).await? {
        let people = keys::people(tx, school).await?;
        let next = tokio::task::spawn_blocking(move || keys_of(people));
        if let Some((before, made)) = made.replace((school, next)) {
            keys::write(tx, before, made.await.map_err(|_| Error::Lost)?).await?;
        }
    }
    if let Some((last, made)) = made {
        keys::write(tx, last, made.await.map_err(|_| Error::Lost)?).await?;
    }
    Ok(())
}

type Made = tokio::task::JoinHandle<Vec<(String, PersonId)>>;

fn keys_of(people: Vec<(PersonId, String, String)>) -> Vec<(String, PersonId)> {
    let mut all = Vec::with_capacity(people.len() * 3);
    for (person, given, family) in people {
        all.extend(words::person_keys(&given, &family).into_iter().map(|key| (key, person)));
    }
    // In the order of their table, and each once.
    all.sort_unstable();
    all.dedup();
    all
}
