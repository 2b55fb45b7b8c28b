//! The weights, and what they say of a letter.

use std::ops::Range;

use model::verdict::Label;

use super::{
    OUTPUTS, THREAT,
    calibrate::Calibration,
    features::{Features, GROUPS, Read, stretch},
    hash::PLACES,
    output_of,
};

/// Words that are named as reasons.
const WORDS_NAMED: usize = 3;

/// A sum of weights for each output.
type Sums = [f32; OUTPUTS];

/// A model, ready to read letters.
pub(crate) struct Learned {
    /// Weights by place, those of one place together: `sign(q) q²` times the output's scale.
    pub(super) weights: Vec<i8>,
    pub(super) scale: Sums,
    pub(super) bias: Sums,
    pub(super) calibration: [Calibration; OUTPUTS],
    /// Hexadecimal SHA-256 of the letters it was learned from.
    pub(crate) corpus: String,
    /// Hexadecimal SHA-256 of the file.
    pub(crate) hash: String,
}

/// What the model says of a letter.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    /// Calibrated probability of each output.
    pub(crate) probabilities: Sums,
    /// Words of the gravest window.
    pub(crate) window: Range<u32>,
    /// Words in it that spoke most for a threat, each with its share of the log-odds.
    pub(crate) words: Vec<(u32, f32)>,
}

impl Said {
    /// Probability of a threat.
    pub(crate) fn threat(&self) -> f32 {
        self.probabilities[THREAT]
    }

    /// Probability of a label.
    pub(crate) fn label(&self, label: Label) -> f32 {
        self.probabilities[output_of(label)]
    }
}

impl Learned {
    /// Reads a letter; `None` when it has more windows than are read.
    pub(crate) fn say(&self, read: &Read<'_>) -> Option<Said> {
        let features = read.features()?;
        let words = Summed::of(self, &features, read.words.list.len());
        let mut gravest = [f32::NEG_INFINITY; OUTPUTS];
        let mut window = 0..0;
        for one in &features.windows {
            let mut said = words.window(&one.words);
            for (at, value) in &one.whole {
                self.add(&mut said, *at, *value);
            }
            for output in 0..OUTPUTS {
                let log_odds = said[output] + self.bias[output];
                if log_odds > gravest[output] {
                    gravest[output] = log_odds;
                    if output == THREAT {
                        window = one.words.clone();
                    }
                }
            }
        }
        let mut probabilities = [0.0; OUTPUTS];
        for output in 0..OUTPUTS {
            probabilities[output] = self.calibration[output].probability(gravest[output]);
        }
        let named = words.gravest(&window);
        Some(Said { probabilities, window, words: named })
    }

    fn add(&self, sums: &mut Sums, at: u32, value: f32) {
        debug_assert!((at as usize) < PLACES);
        let from = at as usize * OUTPUTS;
        for (output, weight) in self.weights[from..from + OUTPUTS].iter().enumerate() {
            let weight = f32::from(*weight);
            sums[output] += weight * weight.abs() * self.scale[output] * value;
        }
    }
}

/// What each word says, added up from the first word on, so that any window is a difference of two sums.
struct Summed {
    /// After so many words: for each group, the sums and the squares.
    until: Vec<[(Sums, f32); GROUPS]>,
}

impl Summed {
    fn of(model: &Learned, features: &Features, words: usize) -> Summed {
        let mut until = Vec::with_capacity(words + 1);
        let mut now = [([0.0; OUTPUTS], 0.0); GROUPS];
        until.push(now);
        let mut rest = features.of_words.iter().peekable();
        for word in 0..words as u32 {
            while let Some(feature) = rest.next_if(|feature| feature.word == word) {
                let (sums, squares) = &mut now[usize::from(feature.group)];
                model.add(sums, feature.at, feature.value);
                *squares += feature.value * feature.value;
            }
            until.push(now);
        }
        Summed { until }
    }

    fn stretched(&self, words: &Range<u32>) -> [(Sums, f32); GROUPS] {
        let (from, to) = (&self.until[words.start as usize], &self.until[words.end as usize]);
        std::array::from_fn(|group| {
            let sums = std::array::from_fn(|output| to[group].0[output] - from[group].0[output]);
            (sums, stretch(group, to[group].1 - from[group].1))
        })
    }

    fn window(&self, words: &Range<u32>) -> Sums {
        let groups = self.stretched(words);
        std::array::from_fn(|output| groups.iter().map(|(sums, stretch)| sums[output] * stretch).sum())
    }

    /// The words of a window that spoke most for a threat.
    fn gravest(&self, window: &Range<u32>) -> Vec<(u32, f32)> {
        let groups = self.stretched(window);
        let share = |word: u32| {
            let (from, to) = (&self.until[word as usize], &self.until[word as usize + 1]);
            (0..GROUPS).map(|group| (to[group].0[THREAT] - from[group].0[THREAT]) * groups[group].1).sum::<f32>()
        };
        let mut words: Vec<(u32, f32)> = window.clone().map(|word| (word, share(word))).collect();
        words.retain(|(_, share)| *share > 0.0);
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words.truncate(WORDS_NAMED);
        words
    }
}
