//! The figures.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Delayed, Score, Wave,
    fates::{Fate, Fates, seconds},
};
use crate::{
    chance::Chance,
    scenario::{Kind, Truth},
};

/// Half of the readers open a message within this time, in seconds.
const OPEN_MEDIAN_S: f64 = 60.0;
/// A tenth do within this.
const OPEN_TENTH_S: f64 = 5.0;
/// Threats of one wave that are named in a score.
const WORST_MAX: usize = 5;

/// Scores the fates against the truth.
pub(super) fn score(truth: &Truth, fates: &Fates, seed: u64) -> Score {
    let mut chance = Chance::new(seed, 3);
    let mut score = Score { accounts: fates.accounts.len() as u64, ..Score::default() };
    let mut waves: BTreeMap<&str, Building> = BTreeMap::new();
    for (message, fate) in &fates.messages {
        let Some(told) = truth.messages.get(message) else { continue };
        let kind = match &told.kind {
            Kind::Threat { wave } => {
                let shown = displays(fate, told.readers, &mut chance);
                waves.entry(wave).or_default().add(message, fate, shown);
                continue;
            }
            Kind::Probe => continue,
            Kind::Quotation => "quotation",
            Kind::Official => "official",
            Kind::Benign => "benign",
        };
        *score.letters.entry(kind).or_default().entry(fate.outcome.clone()).or_default() += 1;
        let how = match fate.outcome.as_str() {
            "hold" => "hold",
            _ if fate.stopped.is_some() => "taken back",
            "waves" => "waves",
            _ => continue,
        };
        let (message, text) = (message.clone(), fate.text.clone());
        score.delayed.push(Delayed { message, kind, how, readers: told.readers, text });
    }
    let rank = |one: &Delayed| (one.kind == "benign", one.how == "waves", -one.readers, one.message.clone());
    score.delayed.sort_by_key(rank);
    let mut first: BTreeMap<&str, f64> = BTreeMap::new();
    for (account, at) in &fates.contained {
        let earliest = first.entry(account).or_insert(*at);
        *earliest = earliest.min(*at);
    }
    score.contained = first.len() as u64;
    let mut built: Vec<(f64, Wave)> =
        waves.into_iter().map(|(name, building)| building.finish(name, &fates.contained)).collect();
    built.sort_by(|a, b| a.0.total_cmp(&b.0));
    score.waves = built.into_iter().map(|(_, wave)| wave).collect();
    innocents(&mut score, truth, fates);
    score
}

fn innocents(score: &mut Score, truth: &Truth, fates: &Fates) {
    let guilty = |account: &String, at: f64| {
        truth.authors.contains(account) || truth.stolen.get(account).is_some_and(|stolen| seconds(&stolen.from) <= at)
    };
    let innocents: BTreeSet<&String> =
        fates.contained.iter().filter(|(account, at)| !guilty(account, *at)).map(|(account, _)| account).collect();
    score.innocents = innocents.into_iter().cloned().collect();
    let of_messages = fates.messages.values().filter(|fate| fate.outcome == "refused_session");
    let refused = of_messages.map(|fate| (&fate.account, fate.at)).chain(fates.refused.iter().map(|(a, at)| (a, *at)));
    score.shut_out = refused.filter(|(account, at)| !guilty(account, *at)).count() as u64;
}

/// A wave while its letters are read.
#[derive(Default)]
struct Building<'a> {
    wave: Wave,
    begun: Option<f64>,
    held: Option<f64>,
    out: Option<f64>,
    /// First accepted letter of each account.
    accounts: BTreeMap<&'a str, f64>,
}

impl<'a> Building<'a> {
    fn add(&mut self, message: &str, fate: &'a Fate, displays: u64) {
        *self.wave.outcomes.entry(fate.outcome.clone()).or_default() += 1;
        let sooner = |known: Option<f64>, at: f64| Some(known.map_or(at, |known| known.min(at)));
        self.begun = sooner(self.begun, fate.at);
        let accepted = matches!(fate.outcome.as_str(), "deliver" | "waves" | "hold");
        if !accepted {
            return;
        }
        let first = self.accounts.entry(&fate.account).or_insert(fate.at);
        *first = first.min(fate.at);
        self.wave.by_letter.push(displays);
        self.wave.displays += displays;
        if fate.outcome == "hold" {
            self.held = sooner(self.held, fate.at);
        } else {
            self.out = Some(self.out.map_or(fate.at, |known| known.max(fate.at)));
            match fate.stopped {
                Some(at) => self.held = sooner(self.held, at),
                None => self.wave.never_stopped += displays,
            }
        }
        if displays > 0 {
            self.wave.worst.push((message.to_owned(), displays, fate.text.clone()));
        }
    }

    /// The wave, with when it began.
    fn finish(mut self, name: &str, contained: &[(String, f64)]) -> (f64, Wave) {
        let begun = self.begun.unwrap_or_default();
        let wave = &mut self.wave;
        name.clone_into(&mut wave.name);
        wave.by_letter.sort_unstable();
        wave.worst.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        wave.worst.truncate(WORST_MAX);
        wave.first_hold_s = self.held.map(|at| at - begun);
        wave.last_out_s = self.out.map(|at| at - begun);
        for (account, from) in &self.accounts {
            let times = contained.iter().filter(|(of, at)| of == account && at >= from).map(|(_, at)| at - from);
            wave.accounts.0 += 1;
            if let Some(after) = times.min_by(f64::total_cmp) {
                wave.accounts.1 += 1;
                wave.contained_s.push(after);
            }
        }
        wave.contained_s.sort_by(f64::total_cmp);
        (begun, self.wave)
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
