//! How the judge fares on letters that it never learned from, with exact intervals.

use std::collections::BTreeMap;

use model::verdict::Outcome;
use serde::Serialize;

use super::{
    by_name::{ByName, by_name},
    corpus::{Labelled, Part},
    interval,
};
use crate::{Context, Letter, Shield, mutate::DISGUISES};

/// Letters of the smallest slice that is shown.
const SLICE_MIN: u64 = 8;

/// A share with its exact 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Share {
    /// How many.
    pub hits: u64,
    /// Of how many.
    pub of: u64,
    /// Lower bound of the share.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
}

impl Share {
    pub(super) fn of(hits: u64, of: u64) -> Share {
        let (low, high) = interval::exact(hits, of);
        Share { hits, of, low, high }
    }

    /// The share itself; 0 of nothing.
    pub fn value(&self) -> f64 {
        self.hits as f64 / self.of.max(1) as f64
    }
}

/// Figures of one set of letters.
#[derive(Debug, Clone, Serialize)]
pub struct Figures {
    /// Threats that are held.
    pub recall: Share,
    /// Other letters that are held.
    pub false_positives: Share,
    /// Threats whose probability is above that of all but one in a hundred of the other letters.
    pub recall_at_1_percent: f64,
    /// The same for one in a thousand.
    pub recall_at_1_permille: f64,
    /// Threats held, by label; others held, by label (`none` for ordinary mail).
    pub by_label: BTreeMap<String, Share>,
    /// By register.
    pub by_register: BTreeMap<String, (Share, Share)>,
    /// By language.
    pub by_lang: BTreeMap<String, (Share, Share)>,
    /// Threats that passed and others that were held, by identity.
    pub wrong: Vec<String>,
}

/// Everything that is measured.
#[derive(Debug, Clone, Serialize)]
pub struct Evaluation {
    /// Identity of the rules and the model.
    pub judge: String,
    /// Letters of an unseen author, as they are.
    pub unseen_author: Figures,
    /// The same, each in a disguise (all in turn).
    pub unseen_author_disguised: Figures,
    /// Letters of unseen hands of authors whose other hands were learned from, as they are.
    pub unseen_hand: Figures,
    /// The same, each in a disguise.
    pub unseen_hand_disguised: Figures,
    /// Letters of unseen authors that name somebody, judged again under a name of each origin.
    pub by_name: ByName,
}

/// Judges every letter of the corpus that nothing was learned from, by content alone: one reader, no history.
/// `origins`: given names, by the name of their origin.
pub fn evaluate(shield: &Shield, letters: &[Labelled], origins: &[(&str, Vec<&str>)]) -> Evaluation {
    let of = |part: Part, disguised: bool| {
        let letters: Vec<&Labelled> = letters.iter().filter(|letter| letter.part() == part).collect();
        figures(shield, &letters, disguised)
    };
    Evaluation {
        judge: shield.rules_hash().to_owned(),
        unseen_author: of(Part::UnseenAuthor, false),
        unseen_author_disguised: of(Part::UnseenAuthor, true),
        unseen_hand: of(Part::UnseenHand, false),
        unseen_hand_disguised: of(Part::UnseenHand, true),
        by_name: by_name(shield, letters, origins),
    }
}

/// One letter, judged.
struct Judged<'a> {
    letter: &'a Labelled,
    held: bool,
    threat: f32,
}

/// Figures of a set of letters, as they are or each in a disguise.
pub fn figures(shield: &Shield, letters: &[&Labelled], disguised: bool) -> Figures {
    let judged: Vec<Judged> = letters
        .iter()
        .enumerate()
        .map(|(n, letter)| {
            let text = if disguised { DISGUISES[n % DISGUISES.len()].1(&letter.text) } else { letter.text.clone() };
            let verdict = shield.judge(
                &Letter { subject: &letter.subject, body: &text, file_names: &[] },
                &Context::declared(letter.profile, 1),
            );
            Judged { letter, held: verdict.outcome == Outcome::Hold, threat: verdict.threat }
        })
        .collect();
    let share = |threat: bool, keep: &dyn Fn(&Labelled) -> bool| {
        let of = judged.iter().filter(|one| one.letter.threat == threat && keep(one.letter));
        let (hits, all) = of.fold((0, 0), |(hits, all), one| (hits + u64::from(one.held), all + 1));
        Share::of(hits, all)
    };
    let slices = |key: fn(&Labelled) -> &str| {
        let mut keys: Vec<&str> = letters.iter().map(|letter| key(letter)).collect();
        keys.sort_unstable();
        keys.dedup();
        let both =
            |name: &str| (share(true, &|letter| key(letter) == name), share(false, &|letter| key(letter) == name));
        keys.into_iter()
            .map(|name| (name.to_owned(), both(name)))
            .filter(|(_, (a, b))| a.of + b.of >= SLICE_MIN)
            .collect()
    };
    let mut by_label = BTreeMap::new();
    for threat in [true, false] {
        for letter in letters.iter().filter(|letter| letter.threat == threat) {
            let name = label(letter);
            by_label
                .entry(format!("{}{name}", if threat { "+" } else { "-" }))
                .or_insert_with(|| share(threat, &|other| label(other) == name));
        }
    }
    let wrong = judged.iter().filter(|one| one.held != one.letter.threat);
    Figures {
        recall: share(true, &|_| true),
        false_positives: share(false, &|_| true),
        recall_at_1_percent: recall_at(&judged, 0.01),
        recall_at_1_permille: recall_at(&judged, 0.001),
        by_label,
        by_register: slices(|letter| &letter.register),
        by_lang: slices(|letter| &letter.lang),
        wrong: wrong.map(|one| one.letter.id.clone()).collect(),
    }
}

fn label(letter: &Labelled) -> &'static str {
    letter.label.map_or("none", model::verdict::Label::code)
}

/// Threats said to be more likely than all but a share of the other letters.
fn recall_at(judged: &[Judged<'_>], rate: f64) -> f64 {
    let mut others: Vec<f32> = judged.iter().filter(|one| !one.letter.threat).map(|one| one.threat).collect();
    others.sort_by(|a, b| b.total_cmp(a));
    let bound = others.get((rate * others.len() as f64) as usize).copied().unwrap_or(0.0);
    let threats = judged.iter().filter(|one| one.letter.threat);
    let (above, all) =
        threats.fold((0_u64, 0_u64), |(above, all), one| (above + u64::from(one.threat > bound), all + 1));
    above as f64 / all.max(1) as f64
}
