//! Reading: from records to the plan of what differs.
//!
//! What was compared is written while the next records are: on SQLite the work of the two is about the same, and its
//! thread would wait for one as the other waits for it. Both are one task, so that whoever drops it drops both.

use std::{
    future::{Future, poll_fn},
    pin::Pin,
    task::Poll,
};

use model::{
    ImportId, Millis, PersonId, limits,
    roster::{Broken, Change, Part, PersonRecord, Record, Refusal, Roster},
};
use store::{
    Tx,
    roster::{plan, run},
};
use tokio::sync::mpsc;

use super::{
    Fed, Watcher, fingerprint,
    ids::Ids,
    people::{Desk, refusal},
    records::Records,
    report::{Phase, Preview, Progress},
    schools::{Schools, UNKNOWN},
};
use crate::{App, Result};

/// An import to be prepared.
#[derive(Debug, Clone)]
pub struct Task {
    /// Its identity.
    pub id: ImportId,
    /// What its files are.
    pub roster: Roster,
    /// Who began it; none at the console.
    pub started_by: Option<PersonId>,
}

/// How preparing ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prepared {
    /// A plan waits to be applied.
    Ready(Box<Preview>),
    /// A file cannot be read on; nothing waits.
    Broken(Broken),
    /// Somebody stopped it; nothing waits.
    Stopped,
    /// Another import began meanwhile and took the place of this one.
    Overtaken,
}

/// Reads records until their end, compares them with the directory, and keeps a plan of what differs.
pub async fn prepare(app: &App, task: &Task, fed: &mut mpsc::Receiver<Fed>, watcher: &Watcher<'_>) -> Result<Prepared> {
    let mut planner = Planner::begin(app, task).await?;
    let ended = match planner.read(fed, watcher).await? {
        None => planner.finish(watcher).await?,
        Some(ended) => ended,
    };
    planner.note_end(&ended).await?;
    Ok(ended)
}

type Writing<'a> = Pin<Box<dyn Future<Output = Result<bool>> + Send + 'a>>;

/// What preparing holds: bounded, whatever the size of the files, but for 48 bytes a known record.
pub(super) struct Planner<'a> {
    pub(super) app: &'a App,
    pub(super) task: &'a Task,
    pub(super) now: Millis,
    ids: Ids,
    pub(super) schools: Schools,
    pub(super) records: Records,
    pub(super) rows: plan::Rows,
    /// What is being written: whether the plan is still that of this import.
    writing: Option<Writing<'a>>,
    pub(super) preview: Preview,
    refusals: Vec<Refusal>,
    refusals_kept: usize,
    /// Records met so far, for their order.
    pub(super) number: i64,
    /// Schools come first: they are compared once all are read.
    schools_settled: bool,
    /// Guardians come before the pupils who name them: they are recognised once all are read.
    guardians_recognised: bool,
    pub(super) has_new_adults: bool,
}

impl<'a> Planner<'a> {
    async fn begin(app: &'a App, task: &'a Task) -> Result<Planner<'a>> {
        let now = app.now();
        let mut tx = app.db.begin().await?;
        plan::begin(&mut tx, task.id).await?;
        let Roster { label, kind, .. } = &task.roster;
        let run = run::NewRun { id: task.id, kind, label, files: "[]", started_by: task.started_by, uai: None };
        run::start(&mut tx, &run, now).await?;
        tx.commit().await?;
        let mut tx = app.db.read().await?;
        let records = Records::load(&mut tx, &task.roster.complete).await?;
        Ok(Planner {
            app,
            task,
            now,
            ids: Ids::new(app),
            schools: Schools::default(),
            records,
            rows: plan::Rows::default(),
            writing: None,
            preview: Preview::default(),
            refusals: Vec::new(),
            refusals_kept: 0,
            number: 0,
            schools_settled: false,
            guardians_recognised: false,
            has_new_adults: false,
        })
    }

    /// Takes records until their end; gives how the import ended if it ended before.
    async fn read(&mut self, fed: &mut mpsc::Receiver<Fed>, watcher: &Watcher<'_>) -> Result<Option<Prepared>> {
        loop {
            let fed = tokio::select! {
                fed = fed.recv() => fed,
                // Nobody else may write while this does: it is not left half done for slow files.
                goes_on = written(&mut self.writing), if self.writing.is_some() => {
                    if goes_on? {
                        continue;
                    }
                    return Ok(Some(Prepared::Overtaken));
                }
            };
            let items = match fed {
                Some(Fed::Items(items)) => items,
                Some(Fed::End) => return Ok(None),
                Some(Fed::Broken(_)) if watcher.wants_to_stop() => return Ok(Some(Prepared::Stopped)),
                Some(Fed::Broken(broken)) => return Ok(Some(Prepared::Broken(broken))),
                // The thread that reads was lost: whatever it had left to say is missing.
                None => return Ok(Some(Prepared::Stopped)),
            };
            let mut tx = self.app.db.read().await?;
            for item in items {
                if !self.write_on().await? {
                    return Ok(Some(Prepared::Overtaken));
                }
                match item {
                    Ok(Record::School(school)) => self.school(&mut tx, *school).await?,
                    Ok(Record::Person(person)) => {
                        let is_pupil = person.part == Part::Pupil;
                        if is_pupil && !self.guardians_recognised {
                            self.guardians_recognised = true;
                            drop(tx);
                            if !self.recognise().await? {
                                return Ok(Some(Prepared::Overtaken));
                            }
                            tx = self.app.db.read().await?;
                        }
                        self.person(&mut tx, *person).await?;
                    }
                    Err(refused) => self.refused(&mut tx, refused).await?,
                }
            }
            drop(tx);
            if self.rows.records.len() >= limits::IMPORT_RECORDS_PER_STAGE && !self.write_beside().await? {
                return Ok(Some(Prepared::Overtaken));
            }
            watcher.tell(self.progress(Phase::Reading));
            if watcher.wants_to_stop() {
                return Ok(Some(Prepared::Stopped));
            }
        }
    }

    async fn school(&mut self, tx: &mut Tx, school: model::roster::SchoolRecord) -> Result<()> {
        let (place, uai) = (school.place.clone(), school.uai.clone());
        let known =
            !self.schools_settled && self.schools.take(tx, &mut self.ids, school, self.now, &mut self.preview).await?;
        if !known {
            self.keep(refusal(&place, "UAI", uai.as_str(), UNKNOWN));
        }
        Ok(())
    }

    async fn person(&mut self, tx: &mut Tx, record: PersonRecord) -> Result<()> {
        self.settle_schools();
        self.number += 1;
        let (part, number) = (record.part, self.number);
        if !self.records.see(tx, &record.key).await? {
            let id = record.key.rsplit(':').next().unwrap_or_default();
            let reason = "cette fiche figure déjà plus haut dans les fichiers\u{202f}; la première est gardée";
            self.keep(refusal(&record.place, "identifiant", id, reason));
            return Ok(());
        }
        let known = self.records.get(tx, &record.key).await?;
        let refused_before = self.refusals.len();
        let mut desk = Desk {
            tx,
            ids: &mut self.ids,
            schools: &mut self.schools,
            records: &mut self.records,
            rows: &mut self.rows,
            refusals: &mut self.refusals,
            now: self.now,
        };
        let counts = self.preview.part(part);
        if record.change == Change::Gone {
            match known {
                Some(entry) if entry.fingerprint != 0 => {
                    counts.closed += 1;
                    desk.plan_end(record.key, entry, part, plan::Standing::Gone, number).await?;
                }
                Some(_) => counts.unchanged += 1,
                None => {
                    let id = record.key.rsplit(':').next().unwrap_or_default();
                    let reason = "suppression d'une personne inconnue\u{202f}; il n'y a rien à faire";
                    self.keep(refusal(&record.place, "identifiant", id, reason));
                }
            }
            return Ok(());
        }
        if let Some(resolved) = desk.resolve(&record, known).await? {
            let same = known.is_some_and(|entry| entry.fingerprint == fingerprint::record(&resolved));
            match (same, known) {
                (true, _) => counts.unchanged += 1,
                (false, Some(_)) => counts.changed += 1,
                (false, None) => {
                    counts.created += 1;
                    self.has_new_adults |= part != Part::Pupil;
                }
            }
            if !same {
                desk.plan(record, resolved, known, number).await?;
            }
        }
        self.bound_refusals(refused_before);
        Ok(())
    }

    /// A record that the reader refused: whom it names is in the files, and has not left.
    async fn refused(&mut self, tx: &mut Tx, refused: Refusal) -> Result<()> {
        if let Some(key) = &refused.key {
            self.records.see(tx, key).await?;
        }
        self.keep(refused);
        Ok(())
    }

    fn keep(&mut self, refused: Refusal) {
        let before = self.refusals.len();
        self.refusals.push(refused);
        self.bound_refusals(before);
    }

    /// Counts the refusals that were added, and keeps at most so many.
    fn bound_refusals(&mut self, before: usize) {
        self.preview.refused += (self.refusals.len() - before) as u64;
        let room = limits::IMPORT_REFUSALS_KEPT_MAX.saturating_sub(self.refusals_kept);
        self.refusals.truncate(room);
    }

    pub(super) fn settle_schools(&mut self) {
        if !self.schools_settled {
            self.schools_settled = true;
            self.schools.settle(&mut self.rows, &mut self.preview);
        }
    }

    /// Writes everything that was gathered; false when another import took over.
    pub(super) async fn write(&mut self) -> Result<bool> {
        Ok(self.write_beside().await? && written(&mut self.writing).await?)
    }

    /// Begins to write what was gathered, once what was gathered before is written; false when another import took over.
    async fn write_beside(&mut self) -> Result<bool> {
        if !written(&mut self.writing).await? {
            return Ok(false);
        }
        let stage = Stage {
            rows: std::mem::take(&mut self.rows),
            refusals: std::mem::take(&mut self.refusals),
            refused_before: self.refusals_kept,
            progress: serde_json::to_string(&self.progress(Phase::Reading))?,
        };
        self.refusals_kept += stage.refusals.len();
        self.writing = Some(Box::pin(stage.write(self.app, self.task.id)));
        Ok(true)
    }

    /// Lets what is being written come forward as far as it can without waiting; false when another import took over.
    async fn write_on(&mut self) -> Result<bool> {
        let Some(writing) = &mut self.writing else { return Ok(true) };
        match poll_fn(|context| Poll::Ready(writing.as_mut().poll(context))).await {
            Poll::Pending => Ok(true),
            Poll::Ready(goes_on) => {
                self.writing = None;
                goes_on
            }
        }
    }

    pub(super) fn desk<'d>(&'d mut self, tx: &'d mut Tx) -> Desk<'d> {
        Desk {
            tx,
            ids: &mut self.ids,
            schools: &mut self.schools,
            records: &mut self.records,
            rows: &mut self.rows,
            refusals: &mut self.refusals,
            now: self.now,
        }
    }

    pub(super) fn progress(&self, phase: Phase) -> Progress {
        Progress { phase, records: self.number as u64, step: 0, steps: 0 }
    }

    /// Notes how preparing ended, and forgets a plan that nobody may apply.
    async fn note_end(&mut self, ended: &Prepared) -> Result<()> {
        // What is half written of a plan that nobody wants is undone, and the writer is free.
        self.writing = None;
        let (state, progress) = match ended {
            Prepared::Ready(preview) => ("preview", serde_json::to_string(preview)?),
            Prepared::Broken(broken) => ("failed", serde_json::json!({ "broken": broken.to_string() }).to_string()),
            Prepared::Stopped | Prepared::Overtaken => ("stopped", "{}".to_owned()),
        };
        let mut tx = self.app.db.begin().await?;
        if !matches!(ended, Prepared::Ready(_)) && plan::is_of(&mut tx, self.task.id).await? {
            plan::clear(&mut tx).await?;
        }
        let from = ("reading", "reading");
        run::advance(&mut tx, self.task.id, from, state, Some(&progress), self.app.now()).await?;
        Ok(tx.commit().await?)
    }
}

/// What is written in one short transaction.
struct Stage {
    rows: plan::Rows,
    refusals: Vec<Refusal>,
    refused_before: usize,
    progress: String,
}

impl Stage {
    /// False when another import took over, or somebody wants this one to stop.
    async fn write(self, app: &App, id: ImportId) -> Result<bool> {
        let mut tx = app.db.begin().await?;
        if !plan::is_of(&mut tx, id).await? {
            return Ok(false);
        }
        plan::write(&mut tx, self.rows).await?;
        run::refuse(&mut tx, id, self.refused_before as i64 + 1, &self.refusals).await?;
        let stop = run::note(&mut tx, id, &self.progress, app.now()).await?;
        tx.commit().await?;
        Ok(!stop)
    }
}

/// Waits for what is being written; false when another import took over.
async fn written(writing: &mut Option<Writing<'_>>) -> Result<bool> {
    let Some(one) = writing else { return Ok(true) };
    let goes_on = one.await;
    *writing = None;
    goes_on
}
