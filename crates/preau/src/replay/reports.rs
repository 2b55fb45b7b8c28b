//! What a replay came to.

use std::collections::BTreeMap;

use actions::Rules;
use serde::Serialize;

use super::{entities::Entities, events::Event, play::Outcome, told::Line};

/// Counts of a replay.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Summary {
    /// `default` or `open`.
    pub(crate) rules: &'static str,
    /// Schools.
    pub(crate) schools: usize,
    /// Groups that are named.
    pub(crate) groups: usize,
    /// Accounts.
    pub(crate) accounts: usize,
    /// Events played.
    pub(crate) events: u64,
    /// The same by type.
    pub(crate) types: BTreeMap<&'static str, u64>,
    /// What became of messages.
    pub(crate) messages: BTreeMap<&'static str, u64>,
    /// What came of everything else.
    pub(crate) others: BTreeMap<&'static str, u64>,
    /// Why messages were refused.
    pub(crate) refused: BTreeMap<String, u64>,
    /// Messages taken from their readers after they were out.
    pub(crate) withdrawn: u64,
    /// Messages that a person let out: none in a replay.
    pub(crate) released: u64,
    /// Accounts that were contained, each time counted.
    pub(crate) contained: u64,
    /// Root of the journal, hexadecimal.
    pub(crate) journal_root: Option<String>,
    /// Whether somebody stopped it before its end.
    pub(crate) stopped: bool,
    /// Time that it took.
    pub(crate) seconds: f64,
}

impl Summary {
    pub(super) fn new(rules: Rules, entities: &Entities) -> Summary {
        Summary {
            rules: match rules {
                Rules::Preau => "default",
                Rules::Open => "open",
            },
            schools: entities.schools.len(),
            groups: entities.groups.len(),
            accounts: entities.accounts.len(),
            ..Summary::default()
        }
    }

    pub(super) fn count(&mut self, event: &Event, outcome: &Outcome) {
        let kind = event.what.kind();
        self.events += 1;
        *self.types.entry(kind).or_default() += 1;
        let counts = if kind == "message.send" { &mut self.messages } else { &mut self.others };
        *counts.entry(outcome.name()).or_default() += 1;
        if let Outcome::Refused(why) = outcome {
            *self.refused.entry(why.clone()).or_default() += 1;
        }
    }

    pub(super) fn heard(&mut self, line: &Line) {
        match line {
            Line::Withdrawn(_) => self.withdrawn += 1,
            Line::Released(_) => self.released += 1,
            Line::Contained(..) => self.contained += 1,
            Line::Wave(..) | Line::Uncontained(_) => {}
        }
    }
}
