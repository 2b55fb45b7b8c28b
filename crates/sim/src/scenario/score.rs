//! How a replay did: what of the attack was displayed before it was stopped, and what it cost everybody else.

use std::{collections::BTreeMap, fmt};

use jiff::Timestamp;
use serde::Deserialize;

use super::Truth;
use crate::chance::Chance;

/// Half of the readers open a message within this time, in seconds.
const OPEN_MEDIAN_S: f64 = 60.0;
/// A tenth do within this.
const OPEN_TENTH_S: f64 = 5.0;

/// What is read of an event.
#[derive(Debug, Deserialize)]
struct Sent {
    seq: u64,
    t: String,
    message: Option<String>,
}

/// What is read of an outcome.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Told {
    seq: Option<u64>,
    outcome: Option<String>,
    at: Option<String>,
    withdrawn: Option<String>,
    wave: Option<u8>,
    message: Option<String>,
    readers: i64,
}

/// The score of a replay.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Threats by outcome.
    pub threats: BTreeMap<String, u64>,
    /// Other messages by outcome.
    pub letters: BTreeMap<String, u64>,
    /// Readers who had a threat on their screen.
    pub displays: u64,
    /// The same of threats that were never stopped.
    pub displays_never_stopped: u64,
    /// Threats displayed at least once.
    pub displayed_threats: u64,
}

/// What became of one message.
#[derive(Debug, Default)]
struct Fate {
    outcome: String,
    at: f64,
    /// When how many readers had it.
    out: Vec<(f64, i64)>,
    stopped: Option<f64>,
}

impl Score {
    /// Scores what was told of the events, line by line, against the truth. Readers are drawn from a seed.
    pub fn of<'a>(
        truth: &Truth,
        events: impl Iterator<Item = &'a str>,
        outcomes: impl Iterator<Item = &'a str>,
        seed: u64,
    ) -> serde_json::Result<Score> {
        let mut messages = BTreeMap::new();
        for line in events.filter(|line| !line.trim().is_empty()) {
            let event: Sent = serde_json::from_str(line)?;
            if let Some(message) = event.message {
                messages.entry(event.seq).or_insert((message, seconds(&event.t)));
            }
        }
        let mut fates: BTreeMap<String, Fate> = BTreeMap::new();
        for line in outcomes.filter(|line| !line.trim().is_empty()) {
            let told: Told = serde_json::from_str(line)?;
            hear(&mut fates, &messages, told);
        }
        let mut score = Score::default();
        let mut chance = Chance::new(seed, 3);
        for (message, fate) in &fates {
            if let Some(threat) = truth.threats.get(message) {
                *score.threats.entry(fate.outcome.clone()).or_default() += 1;
                let displays = displays(fate, threat.readers, &mut chance);
                score.displays += displays;
                score.displayed_threats += u64::from(displays > 0);
                score.displays_never_stopped += if fate.stopped.is_none() { displays } else { 0 };
            } else if truth.letters.contains_key(message) {
                *score.letters.entry(fate.outcome.clone()).or_default() += 1;
            }
        }
        Ok(score)
    }

    fn count(counts: &BTreeMap<String, u64>, outcome: &str) -> u64 {
        counts.get(outcome).copied().unwrap_or_default()
    }
}

fn hear(fates: &mut BTreeMap<String, Fate>, messages: &BTreeMap<u64, (String, f64)>, told: Told) {
    if let (Some((message, at)), Some(outcome)) = (told.seq.and_then(|seq| messages.get(&seq)), told.outcome) {
        // The event of a report names a message too: what it says is not that message's fate.
        if outcome != "ok" && !fates.contains_key(message) {
            fates.insert(message.clone(), Fate { outcome, at: *at, ..Fate::default() });
        }
        return;
    }
    let at = told.at.as_deref().map_or(0.0, seconds);
    if let Some(fate) = told.withdrawn.and_then(|message| fates.get_mut(&message)) {
        fate.stopped = fate.stopped.or(Some(at));
    } else if told.wave.is_some()
        && let Some(fate) = told.message.and_then(|message| fates.get_mut(&message))
    {
        fate.out.push((at, told.readers));
    }
}

/// Readers who opened a message while it was out. Each opens it some time after it reached them.
fn displays(fate: &Fate, readers: i64, chance: &mut Chance) -> u64 {
    let everybody = [(fate.at, readers)];
    let steps: &[(f64, i64)] = match fate.outcome.as_str() {
        "deliver" => &everybody,
        "waves" => &fate.out,
        _ => &[],
    };
    let (mut opened, mut reached) = (0, 0);
    for (at, out) in steps {
        for _ in reached..*out {
            let opens = at + chance.log_normal(OPEN_MEDIAN_S, OPEN_TENTH_S);
            opened += u64::from(fate.stopped.is_none_or(|stopped| opens < stopped));
        }
        reached = reached.max(*out);
    }
    opened
}

fn seconds(time: &str) -> f64 {
    time.parse::<Timestamp>().map_or(0.0, |at| at.as_millisecond() as f64 / 1_000.0)
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = |counts: &BTreeMap<String, u64>| counts.values().sum::<u64>();
        let line = |counts: &BTreeMap<String, u64>| {
            let each: Vec<String> = counts.iter().map(|(outcome, count)| format!("{outcome} {count}")).collect();
            each.join(", ")
        };
        writeln!(f, "threats: {} ({})", all(&self.threats), line(&self.threats))?;
        writeln!(
            f,
            "  displayed: {} threats, {} displays, of which {} of threats never stopped",
            self.displayed_threats, self.displays, self.displays_never_stopped
        )?;
        writeln!(f, "other messages: {} ({})", all(&self.letters), line(&self.letters))?;
        write!(
            f,
            "  delayed: {} held, {} in waves; refused: {}",
            Score::count(&self.letters, "hold"),
            Score::count(&self.letters, "waves"),
            Score::count(&self.letters, "refused") + Score::count(&self.letters, "refused_session"),
        )
    }
}
