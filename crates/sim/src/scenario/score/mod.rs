//! How a replay did: what of the attack was displayed before it was stopped, how fast accounts were taken back, and what
//! it cost everybody else.

mod fates;
mod measure;
mod print;

use std::collections::BTreeMap;

use super::Truth;

/// The score of a replay.
#[derive(Debug, Default, PartialEq)]
pub struct Score {
    /// Waves of the attack, in order of their first letter.
    pub waves: Vec<Wave>,
    /// What became of letters in good faith, by kind (`benign`, `quotation`, `official`), then by outcome.
    pub letters: BTreeMap<&'static str, BTreeMap<String, u64>>,
    /// Letters in good faith that were held, delayed, or taken back, the worst first.
    pub delayed: Vec<Delayed>,
    /// Accounts that were contained though nobody had stolen them and their owners had threatened nobody.
    pub innocents: Vec<String>,
    /// Events of people whose account nobody had stolen, that were refused for want of a session.
    pub shut_out: u64,
    /// Accounts that were contained.
    pub contained: u64,
    /// Accounts of the recording that did something.
    pub accounts: u64,
    /// How many letters in good faith that were stopped are listed when it is shown.
    pub list: usize,
}

/// One wave of the attack.
#[derive(Debug, Default, PartialEq)]
pub struct Wave {
    /// Its name.
    pub name: String,
    /// Its letters by outcome.
    pub outcomes: BTreeMap<String, u64>,
    /// Readers who had a letter of it on their screen before it was stopped.
    pub displays: u64,
    /// The same letter by letter, in order: of those that were accepted.
    pub by_letter: Vec<u64>,
    /// Displays of letters that were never stopped.
    pub never_stopped: u64,
    /// Letters that somebody displayed, the worst first: key, displays, beginning of the text.
    pub worst: Vec<(String, u64, String)>,
    /// Seconds from its first letter to the first that was held or taken back.
    pub first_hold_s: Option<f64>,
    /// Seconds from its first letter to the last that went out.
    pub last_out_s: Option<f64>,
    /// Accounts that sent a letter of it which was accepted, and those of them that were contained.
    pub accounts: (u64, u64),
    /// Seconds from the first letter of each such account to its containment, in order.
    pub contained_s: Vec<f64>,
}

/// A letter in good faith that did not go out at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delayed {
    /// Its key.
    pub message: String,
    /// `benign`, `quotation` or `official`.
    pub kind: &'static str,
    /// `hold`, `waves`, or `taken back` when it was stopped after it was out.
    pub how: &'static str,
    /// Readers that it names.
    pub readers: i64,
    /// Beginning of its text.
    pub text: String,
}

impl Score {
    /// Scores what was told of the events, line by line, against the truth. Readers are drawn from a seed.
    pub fn of<'a>(
        truth: &Truth,
        events: impl Iterator<Item = &'a str>,
        outcomes: impl Iterator<Item = &'a str>,
        seed: u64,
    ) -> serde_json::Result<Score> {
        Ok(measure::score(truth, &fates::read(events, outcomes)?, seed))
    }

    /// Official words of the crisis that were held or taken back: must be none.
    pub fn officials_held(&self) -> usize {
        self.delayed.iter().filter(|one| one.kind == "official" && one.how != "waves").count()
    }

    /// Quotations that did not reach whom they warn: must be none.
    pub fn quotations_stopped(&self) -> usize {
        self.delayed.iter().filter(|one| one.kind == "quotation" && one.how != "waves").count()
    }
}

/// The value below which this share of an ordered list is.
fn quantile<T: Copy>(ordered: &[T], share: f64) -> Option<T> {
    let place = (ordered.len() as f64 * share).ceil() as usize;
    ordered.get(place.saturating_sub(1)).copied()
}
