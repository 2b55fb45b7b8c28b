//! What the model says joins what the rules found: its probability is the letter's, and it is a find like theirs, with
//! the words that it points at.

use model::verdict::Label;

use super::Said;
use crate::{
    policy::DOUBT_AT,
    rules::{Hit, Severity},
    score::{BIAS, Finding, Part, Score},
};

/// Probability of a quotation from which the letter is said to report a threat.
const REPORTED_AT: f32 = 0.5;
/// Probability from which the model is believed though nothing violent is named.
const SURE_AT: f32 = 0.8;
/// Probability from which it then makes a letter doubtful, so that behaviour decides.
const LIKELY_AT: f32 = 0.7;
/// What a doubtful one counts for.
const LIKELY: f32 = 0.5;
/// The most that it counts for below.
const UNNAMED_MAX: f32 = 0.25;
/// Labels that a threat may have.
const THREATS: [Label; 3] = [Label::Attack, Label::Death, Label::Violence];

/// Gives the score the model's word. `named`: the letter names violence, its means or its end.
pub(crate) fn weigh(score: &mut Score, said: &Said, named: bool) {
    let threat = threat(said, named);
    score.threat = threat;
    for label in Label::ALL {
        // A lane that the rules know (distress, blackmail) stays open though the model has seen few such letters.
        let known = score.labels.entry(*label).or_default();
        *known = if THREATS.contains(label) { said.label(*label) } else { known.max(said.label(*label)) };
    }
    let quotes = said.label(Label::Quotation) >= REPORTED_AT;
    score.reported = quotes || (score.reported && threat < DOUBT_AT);
    if threat >= DOUBT_AT && !said.window.is_empty() {
        let finding = finding(said, quotes);
        let before = score.findings.partition_point(|other| other.total >= finding.total);
        score.findings.insert(before, finding);
    }
}

/// The probability that counts. A day, an hour and a name make a meeting as well as a threat: where nothing violent is
/// named, the model must be very sure.
fn threat(said: &Said, named: bool) -> f32 {
    match said.threat() {
        sure if named || sure >= SURE_AT => sure,
        likely if likely >= LIKELY_AT => LIKELY,
        other => other.min(UNNAMED_MAX),
    }
}

fn finding(said: &Said, reported: bool) -> Finding {
    let log_odds = crate::score::log_odds(said.threat());
    let percent = (said.threat() * 100.0).round();
    let window = Hit { first: said.window.start, last: said.window.end - 1 };
    let text = format!("Passage semblable à des menaces connues du modèle (probabilité {percent}\u{202F}%).");
    let mut parts = vec![Part { code: "classifier".to_owned(), text, weight: log_odds - BIAS, words: Some(window) }];
    parts.extend(said.words.iter().map(|(word, share)| Part {
        code: "classifier_word".to_owned(),
        text: "Mots qui pèsent le plus dans le modèle.".to_owned(),
        weight: *share,
        words: Some(Hit { first: *word, last: *word }),
    }));
    let label = THREATS.into_iter().max_by(|a, b| said.label(*a).total_cmp(&said.label(*b))).unwrap_or(Label::Attack);
    Finding {
        rule: "classifier".to_owned(),
        label,
        severity: Severity::Explicit,
        total: log_odds - BIAS,
        words: window,
        parts,
        reported,
    }
}
