//! What a replay tells: the fate of each message, and of each account.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Deserialize;

/// Characters of a text that are kept to be read.
const EXCERPT: usize = 90;

/// What is read of an event.
#[derive(Debug, Deserialize)]
struct Event {
    seq: u64,
    t: String,
    #[serde(default, rename = "type")]
    kind: String,
    #[serde(default)]
    account: String,
    message: Option<String>,
    body: Option<String>,
}

/// What is read of an outcome.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Told {
    seq: Option<u64>,
    outcome: Option<String>,
    at: Option<String>,
    withdrawn: Option<String>,
    contained: Option<String>,
    wave: Option<u8>,
    message: Option<String>,
    readers: i64,
}

/// What became of one message.
#[derive(Debug, Default)]
pub(super) struct Fate {
    pub(super) account: String,
    pub(super) outcome: String,
    pub(super) at: f64,
    pub(super) text: String,
    /// When how many readers had it.
    pub(super) out: Vec<(f64, i64)>,
    pub(super) stopped: Option<f64>,
}

/// What became of everything.
#[derive(Debug, Default)]
pub(super) struct Fates {
    pub(super) messages: BTreeMap<String, Fate>,
    /// Accounts that were contained, and when, each time.
    pub(super) contained: Vec<(String, f64)>,
    /// Events refused for want of a session, by account and time; messages are not counted here.
    pub(super) refused: Vec<(String, f64)>,
    pub(super) accounts: BTreeSet<String>,
}

/// Reads both files.
pub(super) fn read<'a>(
    events: impl Iterator<Item = &'a str>,
    outcomes: impl Iterator<Item = &'a str>,
) -> serde_json::Result<Fates> {
    let mut fates = Fates::default();
    let mut by_seq: BTreeMap<u64, Event> = BTreeMap::new();
    for line in events.filter(|line| !line.trim().is_empty()) {
        let mut event: Event = serde_json::from_str(line)?;
        fates.accounts.insert(event.account.clone());
        event.body = event.body.map(|body| body.chars().take(EXCERPT).collect());
        by_seq.insert(event.seq, event);
    }
    for line in outcomes.filter(|line| !line.trim().is_empty()) {
        fates.hear(&by_seq, serde_json::from_str(line)?);
    }
    Ok(fates)
}

impl Fates {
    fn hear(&mut self, events: &BTreeMap<u64, Event>, told: Told) {
        if let (Some(event), Some(outcome)) = (told.seq.and_then(|seq| events.get(&seq)), told.outcome) {
            self.of_event(event, outcome);
            return;
        }
        let at = told.at.as_deref().map_or(0.0, seconds);
        if let Some(fate) = told.withdrawn.and_then(|message| self.messages.get_mut(&message)) {
            fate.stopped = fate.stopped.or(Some(at));
        } else if let Some(account) = told.contained {
            self.contained.push((account, at));
        } else if told.wave.is_some()
            && let Some(fate) = told.message.and_then(|message| self.messages.get_mut(&message))
        {
            fate.out.push((at, told.readers));
        }
    }

    fn of_event(&mut self, event: &Event, outcome: String) {
        let at = seconds(&event.t);
        if event.kind == "message.send"
            && let Some(message) = &event.message
        {
            let text = event.body.clone().unwrap_or_default();
            let fate = Fate { account: event.account.clone(), outcome, at, text, ..Fate::default() };
            self.messages.entry(message.clone()).or_insert(fate);
        } else if outcome == "refused_session" {
            self.refused.push((event.account.clone(), at));
        }
    }
}

/// Seconds since 1970.
pub(super) fn seconds(time: &str) -> f64 {
    time.parse::<Timestamp>().map_or(0.0, |at| at.as_millisecond() as f64 / 1_000.0)
}
