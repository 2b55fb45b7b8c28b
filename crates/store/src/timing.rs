//! How long the database takes: waiting for a place, statements, commits.

use std::{sync::Arc, time::Instant};

use model::meter::{Exposition, Histogram, Kind};

/// The lengths of one open database.
#[derive(Debug, Clone, Default)]
pub struct Timings(Arc<Kept>);

#[derive(Debug, Default)]
struct Kept {
    /// Until a transaction that writes could begin: on SQLite, the wait for the writer before.
    begin: Histogram,
    statement: Histogram,
    commit: Histogram,
}

/// What is measured.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step {
    Begin,
    Statement,
    Commit,
}

/// A length that ends when this is dropped.
pub(crate) struct Watch<'a> {
    of: &'a Histogram,
    since: Instant,
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        self.of.record(self.since.elapsed());
    }
}

impl Timings {
    /// Begins to measure; the end is where the watch is dropped. A guard, as a future around each statement's own would
    /// make every action's larger.
    #[expect(clippy::disallowed_methods, reason = "a length of time for the operator; no decision depends on it")]
    pub(crate) fn watch(&self, step: Step) -> Watch<'_> {
        let of = match step {
            Step::Begin => &self.0.begin,
            Step::Statement => &self.0.statement,
            Step::Commit => &self.0.commit,
        };
        Watch { of, since: Instant::now() }
    }

    /// Writes them on a monitoring page.
    pub fn expose(&self, page: &mut Exposition) {
        let name = "preau_database_seconds";
        let help = "Time in the database: waiting to begin to write, in a statement, in a commit.";
        page.family(name, Kind::Histogram, help);
        for (step, histogram) in
            [("begin", &self.0.begin), ("statement", &self.0.statement), ("commit", &self.0.commit)]
        {
            page.histogram(name, &[("step", step)], histogram);
        }
    }
}
