//! A recorded crisis through the real program: its people are provisioned, then its events are played in order through
//! the actions that pages call, with the clock set from each event and the jobs run as their time comes.
//!
//! Nobody of the crisis desk acts in a replay: what stays held at the end stays held. Nothing in the events says what
//! is an attack.

pub(crate) mod clock;
mod entities;
mod events;
mod files;
mod play;
mod reports;
#[cfg(test)]
mod tests;
mod told;

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use actions::{App, Parts, Rules, hasher::Cost};
use model::{Millis, job::Job};
use shield::Shield;
use store::{Db, blobs::Blobs};

use clock::SetClock;
use entities::{Cast, Entities};
use events::Event;
use play::{Outcome, Stage};
use told::{Line, Told};

pub(crate) use reports::Summary;

/// Between two seals of the journal, in simulated time.
const SEAL_EVERY: Millis = Millis::minutes(1);
/// How long everybody has been there when the recording begins.
const BEFORE: Millis = Millis::days(30);

/// Why a replay cannot go on; a sentence for the operator.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A file cannot be read or written.
    #[error("impossible de lire ou d'écrire {path} : {source}")]
    File {
        /// Which.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The entities are not as the format says.
    #[error("{path} n'est pas un fichier d'entités : {source}")]
    Entities {
        /// Which file.
        path: String,
        /// Why.
        source: serde_json::Error,
    },
    /// An event is not as the format says.
    #[error("{path}, ligne {line} : {why}")]
    Event {
        /// Which file.
        path: String,
        /// Line, from 1.
        line: u64,
        /// Why.
        why: String,
    },
    /// Somebody is in the database.
    #[error("la base n'est pas vide : un rejeu a besoin d'une base à lui, par exemple --database sqlite:rejeu.db")]
    NotEmpty,
    /// An action failed.
    #[error(transparent)]
    Actions(#[from] actions::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The journal failed.
    #[error(transparent)]
    Journal(#[from] journal::Error),
    /// The shield cannot read its rules.
    #[error(transparent)]
    Shield(#[from] shield::Error),
    /// A line could not be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

/// What is to be replayed, and how.
pub(crate) struct Replay<'a> {
    /// Schools, groups and accounts.
    pub(crate) entities: &'a Path,
    /// What happened.
    pub(crate) events: &'a Path,
    /// Who may write to whom.
    pub(crate) rules: Rules,
    /// Where outcomes go.
    pub(crate) out: Option<&'a Path>,
    /// The database, empty; none: one that goes away with `folder`.
    pub(crate) database: Option<&'a str>,
    /// A folder of its own, for the files that are joined.
    pub(crate) folder: &'a Path,
    /// Set when somebody wants to stop.
    pub(crate) stop: &'a AtomicBool,
}

/// How far a replay is.
pub(crate) struct Progress {
    /// Bytes of the events read so far, and in all.
    pub(crate) bytes: (u64, u64),
    /// Events played.
    pub(crate) events: u64,
    /// The recording's time.
    pub(crate) at: Millis,
}

impl Replay<'_> {
    /// Plays everything, or until somebody stops it.
    pub(crate) async fn run(&self, mut tell: impl FnMut(&Progress)) -> Result<Summary, Error> {
        let entities = Entities::read(self.entities)?;
        let mut events = files::Lines::open(self.events)?;
        let mut next = Event::read(&mut events)?;
        let clock = Arc::new(SetClock::at(next.as_ref().map_or(Millis(0), |event| event.at)));
        let app = self.app(clock.clone()).await?;
        let mut run = Run {
            told: Told::open(self.out)?,
            stage: Stage::new(self.provision(&app, &entities).await?),
            summary: Summary::new(self.rules, &entities),
            sealed_at: app.now(),
            app,
            clock,
        };
        while let Some(event) = next {
            if self.stop.load(Ordering::SeqCst) {
                run.summary.stopped = true;
                break;
            }
            run.until(event.at).await?;
            run.play(&event).await?;
            tell(&Progress { bytes: events.bytes(), events: run.summary.events, at: event.at });
            next = Event::read(&mut events)?;
        }
        run.end().await
    }

    async fn app(&self, clock: Arc<SetClock>) -> Result<App, Error> {
        let db = match self.database {
            Some(url) => Db::open(url).await?,
            None => Db::open_scratch(&self.folder.join("rejeu.db")).await?,
        };
        Ok(app_alone(db, self.folder, clock)?.with_rules(self.rules))
    }

    async fn provision(&self, app: &App, entities: &Entities) -> Result<Cast, Error> {
        let hash = password(app, play::PASSWORD).await?;
        let (directory, cast) = entities.directory(app, &hash, app.now() - BEFORE);
        if actions::provision::provision(app, directory).await? { Ok(cast) } else { Err(Error::NotEmpty) }
    }
}

/// A program that serves nobody: what was recorded goes through it again, and the same recording gives the same journal,
/// so nothing is drawn. Files go into `folder`.
pub(crate) fn app_alone(db: Db, folder: &Path, clock: Arc<SetClock>) -> Result<App, Error> {
    let parts = Parts {
        db,
        blobs: Blobs::open(&folder.join("blobs"))?,
        judge: Box::new(Shield::embedded()?),
        seal_key: journal::SigningKey::new("rejeu.example/journal", [1; 32])?,
        dossier_key: dossier::SealKey::new([1; 32]),
        pepper: [2; 32],
        clock,
        seed: [3; 32],
    };
    Ok(App::new(parts).with_hash_cost(Cost::Token))
}

/// The password that everybody of a recording has, as accounts keep it.
pub(crate) async fn password(app: &App, password: &str) -> Result<String, Error> {
    let hash = app.hasher.hash(password, [4; 16]).await?;
    hash.map_err(|_| actions::Error::Lost.into())
}

/// A replay under way.
struct Run {
    app: App,
    clock: Arc<SetClock>,
    stage: Stage,
    told: Told,
    summary: Summary,
    sealed_at: Millis,
}

impl Run {
    async fn play(&mut self, event: &Event) -> Result<(), Error> {
        let outcome = self.stage.play(&self.app, event).await?;
        self.summary.count(event, &outcome);
        self.told.outcome(event.seq, &outcome)?;
        if let Outcome::Waves { message, plan } = &outcome {
            self.told.line(event.at, &Line::wave(plan, message, event.at))?;
        }
        self.hear().await
    }

    /// Lets time pass up to a moment: jobs run when they are due, the journal is sealed.
    async fn until(&mut self, at: Millis) -> Result<(), Error> {
        loop {
            let mut tx = self.app.db.read().await?;
            let due = store::job::next_due(&mut tx).await?.filter(|due| *due <= at);
            drop(tx);
            // Containments end when they are read: nothing runs for it, but it is told.
            let Some(due) = due.into_iter().chain(self.stage.next_end(at)).min() else { break };
            self.clock.forward_to(due);
            for (at, line) in self.stage.ended(due) {
                self.told.line(at, &line)?;
            }
            for job in actions::jobs::claim(&self.app).await? {
                match &job.job {
                    Job::Wave { message } => {
                        actions::wave::advance(&self.app, *message).await?;
                        self.told_wave(*message, due).await?;
                    }
                    Job::Carriers { message } => {
                        actions::carriers::contain_carriers(&self.app, *message).await?;
                    }
                    Job::Examine { sha256 } => actions::examine::examine(&self.app, sha256).await?,
                    Job::Settle { message } => actions::settle::settle(&self.app, *message).await?,
                    Job::LookBack { .. }
                    | Job::SendLater { .. }
                    | Job::Signature { .. }
                    | Job::Import { .. }
                    | Job::Scan { .. }
                    | Job::Logout { .. }
                    | Job::Replay { .. } => {}
                }
                actions::jobs::finish(&self.app, &job, Ok(())).await?;
            }
            self.hear().await?;
        }
        self.clock.forward_to(at);
        if at - self.sealed_at >= SEAL_EVERY {
            self.seal().await?;
        }
        Ok(())
    }

    async fn told_wave(&mut self, id: model::MessageId, now: Millis) -> Result<(), Error> {
        let mut tx = self.app.db.read().await?;
        let found = store::message::get(&mut tx, id, model::PersonId(uuid::Uuid::nil())).await?;
        drop(tx);
        let Some((message, key)) = found.zip(self.stage.key_of(id)) else { return Ok(()) };
        let Some(plan) = message.wave().filter(|_| message.withdrawn_at().is_none()) else { return Ok(()) };
        if message.state != model::message::State::Held {
            self.told.line(now, &Line::wave(&plan, key, now))?;
        }
        Ok(())
    }

    /// Tells what the program did by itself: the journal says it.
    async fn hear(&mut self) -> Result<(), Error> {
        for (at, line) in self.stage.heard(&self.app).await? {
            self.summary.heard(&line);
            self.told.line(at, &line)?;
        }
        Ok(())
    }

    async fn seal(&mut self) -> Result<(), Error> {
        self.sealed_at = self.app.now();
        while actions::record::seal(&self.app).await?.is_some() {}
        self.stage.forget_heard();
        Ok(())
    }

    /// Lets the last waves out, seals, and gives the summary.
    async fn end(mut self) -> Result<Summary, Error> {
        if !self.summary.stopped {
            self.until(self.app.now() + Millis(model::wave::ALL_AFTER.0 * model::wave::SLOW)).await?;
        }
        self.seal().await?;
        let report = actions::record::verify(&self.app.db, self.app.seal_key.verifying_key(), None).await?;
        self.summary.journal_root = report.newest.map(|checkpoint| checkpoint.root.to_string());
        self.told.flush()?;
        self.app.db.close().await;
        Ok(self.summary)
    }
}
