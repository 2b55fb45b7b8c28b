//! Learning the weights from letters whose meaning is known.
//!
//! Logistic regression, one label at a time, by `AdaGrad` on features that were weighed by how unevenly they stand in
//! letters with and without the label (as Wang and Manning proposed in 2012 for short texts). A letter is as grave as
//! its gravest window, so of a letter that has a label only that window is learned from; of one that has it not, the
//! gravest windows, which are the ones to be taught. Same letters and settings, same file to the byte.

use model::verdict::Label;
use sha2::{Digest as _, Sha256};

use super::{
    OUTPUTS, THREAT,
    calibrate::Calibration,
    corpus::{Labelled, Part},
    features::{Features, GROUPS, stretch},
    file,
    hash::PLACES,
    output_of,
};
use crate::{
    Shield,
    mutate::DISGUISES,
    sketch::{STEP, mix},
};

/// Parts of the letters that calibrate each other.
const FOLDS: u32 = 5;
/// Times that the choice of windows is made again.
const ROUNDS: usize = 3;
/// Times that all letters are seen in each.
const EPOCHS: usize = 10;
/// Length of a step.
const RATE: f32 = 0.05;
/// Pull towards zero.
const DECAY: f32 = 2e-5;
/// Windows of a letter without the label that are learned from.
const NEGATIVES: usize = 2;
/// How much a disguised copy of a letter counts.
const DISGUISED_WEIGHT: f32 = 0.4;
/// Counts that a feature is given before any letter was seen.
const SMOOTHING: f32 = 1.0;
/// What features that tell nothing, and those that tell most, are weighed by.
const TELLING: std::ops::RangeInclusive<f32> = 0.1..=3.0;

/// Weights of one output.
pub(super) struct Weights {
    pub(super) bias: f32,
    pub(super) of: Vec<f32>,
}

/// One letter to learn from.
struct Lesson {
    windows: Vec<Vec<(u32, f32)>>,
    answers: [Option<bool>; OUTPUTS],
    weight: f32,
    fold: u32,
    disguised: bool,
}

/// Learns a model from the letters of the corpus that are for learning; gives the file. `tell` hears of each label.
pub fn train(shield: &Shield, letters: &[Labelled], mut tell: impl FnMut(&str)) -> Vec<u8> {
    let letters: Vec<&Labelled> = letters.iter().filter(|letter| letter.part() == Part::Learn).collect();
    let lessons = lessons(shield, &letters);
    let learned: Vec<(Weights, Calibration)> = (0..OUTPUTS)
        .map(|output| {
            let (name, folds) =
                if output == THREAT { ("threat", 0..FOLDS) } else { (Label::ALL[output - 1].code(), 0..2) };
            tell(name);
            let count = folds.end;
            let mut seen = Vec::new();
            for fold in folds {
                let rest: Vec<&Lesson> = lessons.iter().filter(|lesson| lesson.fold % count != fold).collect();
                let weights = learn(&rest, output);
                let own = lessons.iter().filter(|lesson| lesson.fold % count == fold && !lesson.disguised);
                seen.extend(own.filter_map(|l| Some((weights.gravest(&l.windows), l.answers[output]?))));
            }
            (learn(&lessons.iter().collect::<Vec<_>>(), output), Calibration::fit(&seen))
        })
        .collect();
    file::write(&learned, fingerprint(letters.iter().copied()))
}

/// SHA-256 of letters, in their order.
pub(super) fn fingerprint<'a>(letters: impl Iterator<Item = &'a Labelled>) -> [u8; 32] {
    let mut hash = Sha256::new();
    for letter in letters {
        let label = letter.label.map_or("", Label::code);
        let threat = if letter.threat { "+" } else { "-" };
        for part in [letter.id.as_str(), &letter.author, &letter.subject, &letter.text, label, threat] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
    }
    hash.finalize().into()
}

/// Hexadecimal fingerprint of the letters that a model of this corpus is learned from.
pub fn corpus_fingerprint(letters: &[Labelled]) -> String {
    crate::rules::hex(&fingerprint(letters.iter().filter(|letter| letter.part() == Part::Learn)))
}

fn lessons(shield: &Shield, letters: &[&Labelled]) -> Vec<Lesson> {
    let mut lessons = Vec::with_capacity(letters.len() * 2);
    for (n, letter) in letters.iter().enumerate() {
        let mut answers = [Some(false); OUTPUTS];
        answers[THREAT] = Some(letter.threat);
        if let Some(label) = letter.label {
            answers[output_of(label)] = Some(true);
        }
        let fold = letter.fold(FOLDS);
        let mut push = |subject: &str, text: &str, weight, disguised| {
            if let Some(features) = shield.features(subject, text) {
                lessons.push(Lesson { windows: plain(&features), answers, weight, fold, disguised });
            }
        };
        push(&letter.subject, &letter.text, 1.0, false);
        // A disguised copy, so that what a disguise leaves behind is known on both sides.
        let disguise = DISGUISES[n % DISGUISES.len()].1;
        push(&letter.subject, &disguise(&letter.text), DISGUISED_WEIGHT, true);
    }
    lessons
}

/// The windows as lists of features that count as they stand.
fn plain(features: &Features) -> Vec<Vec<(u32, f32)>> {
    let window = |window: &super::features::Window| {
        let from = features.of_words.partition_point(|feature| feature.word < window.words.start);
        let to = features.of_words.partition_point(|feature| feature.word < window.words.end);
        let inside = &features.of_words[from..to];
        let mut squares = [0.0; GROUPS];
        for feature in inside {
            squares[usize::from(feature.group)] += feature.value * feature.value;
        }
        let stretches: [f32; GROUPS] = std::array::from_fn(|group| stretch(group, squares[group]));
        let words = inside.iter().map(|feature| (feature.at, feature.value * stretches[usize::from(feature.group)]));
        words.chain(window.whole.iter().copied()).collect()
    };
    features.windows.iter().map(window).collect()
}

impl Weights {
    fn zero() -> Weights {
        Weights { bias: -2.0, of: vec![0.0; PLACES] }
    }

    fn say(&self, window: &[(u32, f32)]) -> f32 {
        self.bias + window.iter().map(|(at, value)| self.of[*at as usize] * value).sum::<f32>()
    }

    fn gravest(&self, windows: &[Vec<(u32, f32)>]) -> f32 {
        windows.iter().map(|window| self.say(window)).fold(f32::NEG_INFINITY, f32::max)
    }
}

/// Learns one output.
fn learn(lessons: &[&Lesson], output: usize) -> Weights {
    let mut weights = Weights::zero();
    for round in 0..ROUNDS {
        let examples = examples(lessons, output, (round > 0).then_some(&weights));
        weights = descend(&examples);
    }
    weights
}

struct Example<'a> {
    window: &'a [(u32, f32)],
    yes: bool,
    weight: f32,
}

fn examples<'a>(lessons: &[&'a Lesson], output: usize, known: Option<&Weights>) -> Vec<Example<'a>> {
    let mut examples = Vec::new();
    for lesson in lessons {
        let Some(yes) = lesson.answers[output] else { continue };
        let say = |n: usize| known.map_or(0.0, |weights| weights.say(&lesson.windows[n]));
        let mut order: Vec<(f32, usize)> = (0..lesson.windows.len()).map(|n| (say(n), n)).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        if known.is_some() {
            order.truncate(if yes { 1 } else { NEGATIVES });
        }
        // Before anything is known every window of a letter with the label has its share.
        let share = if known.is_none() && yes { 1.0 / order.len().max(1) as f32 } else { 1.0 };
        let one = |(_, n): (f32, usize)| Example { window: &lesson.windows[n], yes, weight: lesson.weight * share };
        examples.extend(order.into_iter().map(one));
    }
    examples
}

fn descend(examples: &[Example<'_>]) -> Weights {
    let telling = telling(examples);
    let mut weights = Weights::zero();
    let mut average = Weights { bias: 0.0, of: vec![0.0; PLACES] };
    let mut slopes = vec![1e-3_f32; PLACES];
    let mut bias_slope = 1e-3_f32;
    let mut order: Vec<u32> = (0..examples.len() as u32).collect();
    let mut chance = 1;
    for epoch in 0..EPOCHS {
        shuffle(&mut order, &mut chance);
        for n in &order {
            let example = &examples[*n as usize];
            let guess = crate::score::logistic(weights.say(example.window));
            let error = (guess - f32::from(u8::from(example.yes))) * example.weight;
            bias_slope += error * error;
            weights.bias -= RATE * error / bias_slope.sqrt();
            for (at, value) in example.window {
                let at = *at as usize;
                let slope = error * value * telling[at] + DECAY * weights.of[at];
                slopes[at] += slope * slope;
                weights.of[at] -= RATE * telling[at] * slope / slopes[at].sqrt();
            }
        }
        // The mean of the later half is steadier than where the last step ended.
        if epoch >= EPOCHS / 2 {
            let share = 1.0 / (EPOCHS - EPOCHS / 2) as f32;
            average.bias += weights.bias * share;
            average.of.iter_mut().zip(&weights.of).for_each(|(mean, weight)| *mean += weight * share);
        }
    }
    average
}

/// How much each feature tells, by the logarithm of the ratio of its shares in windows with and without the label.
fn telling(examples: &[Example<'_>]) -> Vec<f32> {
    let (mut with, mut without) = (vec![SMOOTHING; PLACES], vec![SMOOTHING; PLACES]);
    for example in examples {
        let counts = if example.yes { &mut with } else { &mut without };
        example.window.iter().for_each(|(at, _)| counts[*at as usize] += example.weight);
    }
    let (all_with, all_without) = (with.iter().sum::<f32>(), without.iter().sum::<f32>());
    let ratio = |(with, without): (&f32, &f32)| ((with / all_with) / (without / all_without)).ln().abs();
    with.iter().zip(&without).map(|counts| ratio(counts).clamp(*TELLING.start(), *TELLING.end())).collect()
}

/// The same order for the same chance: `SplitMix64`.
fn shuffle(order: &mut [u32], chance: &mut u64) {
    for n in (1..order.len()).rev() {
        order.swap(n, (mix(*chance) % (n as u64 + 1)) as usize);
        *chance = chance.wrapping_add(STEP);
    }
}
