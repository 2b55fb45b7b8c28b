//! What actions count while they work, and what an operator's monitoring is told: no name, no address, no text.

use std::time::Duration;

use model::{
    Millis,
    meter::{Count, Exposition, Histogram, Kind},
};
use store::{Db, account, job, journal, message};

use crate::{App, Result, send::Sent};

/// Counts since this node began.
#[derive(Debug, Default)]
pub struct Meters {
    delivered: Count,
    waves: Count,
    deferred: Count,
    held: Count,
    refused: Count,
    judge: Histogram,
    replayed: Count,
    different: Count,
}

impl Meters {
    pub(crate) fn sent(&self, sent: Sent) {
        match sent {
            Sent::Delivered(_) => &self.delivered,
            Sent::InWaves(_) => &self.waves,
            Sent::Deferred(_) => &self.deferred,
            Sent::Held(_) => &self.held,
            Sent::Refused(_) => &self.refused,
        }
        .add();
    }

    pub(crate) fn judged(&self, took: Duration) {
        self.judge.record(took);
    }

    /// Decisions that were decided again, and those that came out otherwise.
    pub(crate) fn replayed(&self, replayed: i64, different: i64) {
        self.replayed.add_many(replayed.cast_unsigned());
        self.different.add_many(different.cast_unsigned());
    }

    fn expose(&self, page: &mut Exposition) {
        let name = "preau_sends_total";
        page.family(name, Kind::Counter, "Messages that people sent from this node, by what became of them.");
        let outcomes = [
            ("delivered", &self.delivered),
            ("waves", &self.waves),
            ("deferred", &self.deferred),
            ("held", &self.held),
            ("refused", &self.refused),
        ];
        for (outcome, count) in outcomes {
            page.value(name, &[("outcome", outcome)], count.get());
        }
        let name = "preau_judge_seconds";
        page.family(name, Kind::Histogram, "Time that the shield took for one letter.");
        page.histogram(name, &[], &self.judge);
        let name = "preau_replays_total";
        page.family(name, Kind::Counter, "Decisions decided again at night, by whether they came out the same.");
        page.value(name, &[("same", "yes")], self.replayed.get() - self.different.get());
        page.value(name, &[("same", "no")], self.different.get());
    }
}

/// What waits in the database at this moment; every node says the same.
#[derive(Debug, Clone, Copy, Default)]
pub struct Load {
    /// Messages that wait for a person, and since when the oldest does.
    pub held: i64,
    /// When the oldest of them was held.
    pub oldest_held: Option<Millis>,
    /// Jobs that are due or will be.
    pub jobs_waiting: i64,
    /// When the oldest of those that are due should have run.
    pub oldest_due: Option<Millis>,
    /// Jobs that were given up.
    pub jobs_dead: i64,
    /// Entries of the journal without their seal.
    pub unsealed: i64,
    /// Time of the oldest of them.
    pub oldest_unsealed: Option<Millis>,
    /// Sessions that are open.
    pub sessions: i64,
}

/// Looks at what waits.
pub async fn load(db: &Db, now: Millis) -> Result<Load> {
    let mut tx = db.read().await?;
    let (held, oldest_held) = message::held(&mut tx).await?;
    let (jobs_waiting, oldest_due) = job::waiting(&mut tx, now).await?;
    let (oldest_unsealed, _) = journal::times(&mut tx).await?;
    Ok(Load {
        held,
        oldest_held,
        jobs_waiting,
        oldest_due,
        jobs_dead: job::dead(&mut tx).await?,
        unsealed: journal::unsealed_count(&mut tx).await?,
        oldest_unsealed,
        sessions: account::open_sessions(&mut tx, now).await?,
    })
}

/// Writes everything that is not the pages' own. A database that does not answer is a value as well.
pub async fn expose(app: &App, page: &mut Exposition) {
    app.meters.expose(page);
    app.db.timings().expose(page);
    let load = load(&app.db, app.now()).await;
    let name = "preau_database_up";
    page.family(name, Kind::Gauge, "Whether the database answers.");
    page.value(name, &[], i64::from(load.is_ok()));
    match load {
        Ok(load) => load.expose(page, app.now()),
        Err(error) => tracing::error!(%error, "what waits in the database could not be counted"),
    }
}

impl Load {
    fn expose(&self, page: &mut Exposition, now: Millis) {
        let age = |since: Option<Millis>| since.map_or(0.0, |since| (now - since).0.max(0) as f64 / 1_000.0);
        let mut gauge = |name: &str, help: &str, value: f64| {
            page.family(name, Kind::Gauge, help);
            page.value(name, &[], value);
        };
        gauge("preau_held_messages", "Messages that wait for a person.", self.held as f64);
        gauge("preau_held_oldest_seconds", "How long the oldest of them has waited.", age(self.oldest_held));
        gauge("preau_jobs_waiting", "Jobs that are due or will be.", self.jobs_waiting as f64);
        gauge("preau_jobs_late_seconds", "How late the oldest due job is.", age(self.oldest_due));
        gauge("preau_jobs_dead", "Jobs that were given up; preau doctor says what to do.", self.jobs_dead as f64);
        gauge("preau_journal_unsealed", "Entries of the journal that wait for their seal.", self.unsealed as f64);
        gauge("preau_journal_lag_seconds", "How long the oldest of them has waited.", age(self.oldest_unsealed));
        gauge("preau_sessions", "Sessions that are open.", self.sessions as f64);
    }
}
