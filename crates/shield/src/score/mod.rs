//! From finds to a probability, with the weight of every part.
//!
//! The score is additive in log-odds, so each reason can be read alone. A letter starts at [`BIAS`]; the gravest find
//! adds its signature's weight and what its frames add or take; a second find elsewhere in the letter adds a little.
//! The gravest find decides, never a mean: long harmless text around a threat does not dilute it. The logistic function
//! turns the sum into the probability; the weights were set on the letters of `corpus/`, and the tests print how the
//! probability fares on letters written afterwards.

mod report;
mod weigh;

use std::collections::BTreeMap;

use model::{Millis, verdict::Label};

use crate::{
    rules::{Finds, Hit, Kind, Rules, Severity},
    words::Words,
};

/// Log-odds of a letter in which nothing is found: about 1 in 90.
pub(crate) const BIAS: f32 = -4.5;
/// What a signature that is only a sign can reach, frames included: below one half.
const SIGN_MAX: f32 = 4.2;
/// Share of a second find's worth that counts, and the most it may add.
const SECOND_SHARE: f32 = 0.2;
const SECOND_MAX: f32 = 1.0;
/// Log-odds added when what was found had been disguised.
const DISGUISE: f32 = 1.5;
/// Finds kept for the desk.
const FINDINGS_KEPT: usize = 6;

/// One reason for the score.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) code: String,
    pub(crate) text: String,
    pub(crate) weight: f32,
    /// The words that it points at.
    pub(crate) words: Option<Hit>,
}

/// One find, weighed.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) rule: String,
    pub(crate) label: Label,
    pub(crate) severity: Severity,
    /// Log-odds with everything that stands around it.
    pub(crate) total: f32,
    pub(crate) words: Hit,
    /// The signature, then what changed its worth.
    pub(crate) parts: Vec<Part>,
    /// It stands in words that the letter reports.
    pub(crate) reported: bool,
}

/// What the content says.
#[derive(Debug, Clone)]
pub(crate) struct Score {
    /// Probability of a threat.
    pub(crate) threat: f32,
    pub(crate) labels: BTreeMap<Label, f32>,
    /// The finds, gravest first.
    pub(crate) findings: Vec<Finding>,
    /// The letter reports what another wrote, and the gravest find is in it.
    pub(crate) reported: bool,
}

/// Which signatures are asked.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// Those that have not ended by now; without a clock every one: in doubt, hold.
    pub(crate) now: Option<Millis>,
    /// Those whose ids it names.
    pub(crate) only: &'a dyn Fn(&str) -> bool,
}

impl Asked<'_> {
    /// Every one.
    pub(crate) const ALL: Asked<'static> = Asked { now: None, only: &|_| true };
}

/// Weighs the words of a letter.
pub(crate) fn score(rules: &Rules, words: &Words, finds: &Finds, asked: Asked<'_>) -> Score {
    let mut findings = weigh::findings(rules, words, finds, asked);
    findings.sort_by(|a, b| b.total.total_cmp(&a.total).then_with(|| a.rule.cmp(&b.rule)));
    let labels = labels(rules, finds, &findings);
    let violent: Vec<&Finding> = findings.iter().filter(|finding| is_threat(finding.label)).collect();
    let sum = violent.first().map_or(BIAS, |best| BIAS + best.total + second(best, &violent));
    let reported =
        violent.iter().max_by(|a, b| a.parts[0].weight.total_cmp(&b.parts[0].weight)).is_some_and(|f| f.reported);
    let threat = logistic(sum);
    findings.truncate(FINDINGS_KEPT);
    Score { threat, labels, findings, reported }
}

/// Whether a label speaks of violence against others, which is what `threat` measures.
pub(crate) fn is_threat(label: Label) -> bool {
    matches!(label, Label::Attack | Label::Death | Label::Violence)
}

/// What the gravest find elsewhere in the letter adds.
fn second(best: &Finding, findings: &[&Finding]) -> f32 {
    let apart = |other: &&&Finding| other.words.first > best.words.last || other.words.last < best.words.first;
    findings.iter().find(apart).map_or(0.0, |other| (other.total.max(0.0) * SECOND_SHARE).min(SECOND_MAX))
}

fn labels(rules: &Rules, finds: &Finds, findings: &[Finding]) -> BTreeMap<Label, f32> {
    let mut labels: BTreeMap<Label, f32> = Label::ALL
        .iter()
        .map(|label| {
            let best = findings.iter().filter(|f| f.label == *label).map(|f| f.total).fold(0.0_f32, f32::max);
            (*label, logistic(BIAS + best))
        })
        .collect();
    for frame in rules.frames.iter().filter(|frame| finds.present.meets(crate::rules::Concepts::of(frame.concept))) {
        let Some(label) = frame.label else { continue };
        let seen = match finds.hits(frame.concept).len() {
            1 => 0.35,
            2 => 0.6,
            _ => 0.8,
        };
        let governs = frame.kind == Kind::Report && findings.iter().any(|finding| finding.reported);
        let value = if governs { 0.9 } else { seen };
        labels.entry(label).and_modify(|known| *known = known.max(value));
    }
    labels
}

/// A probability as log-odds, kept within what a float can tell apart.
pub(crate) fn log_odds(probability: f32) -> f32 {
    let probability = probability.clamp(1e-6, 1.0 - 1e-6);
    (probability / (1.0 - probability)).ln()
}

/// Log-odds as a probability.
pub(crate) fn logistic(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}
