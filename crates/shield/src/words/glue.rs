//! Words written without blanks: `jevaistoutbruler`.

use std::ops::Range;

use super::vocabulary::Vocabulary;

/// Letters of the shortest stretch that is looked at.
const LETTERS_MIN: usize = 8;
/// Letters of the longest; a longer one is looked at up to here.
const LETTERS_MAX: usize = 600;
/// Letters looked at in one letter.
const BUDGET: usize = 8_000;
/// A letter that belongs to no known word costs this much; a known word costs 10, a very short one more.
const STRAY_COST: u32 = 14;
const WORD_COST: u32 = 10;
const SHORT_WORD_COST: u32 = 16;

/// Words that a stretch must be made of.
const WORDS_MIN: usize = 3;

/// What may still be looked at in this letter.
pub(super) struct Budget {
    left: usize,
    unread: usize,
}

impl Default for Budget {
    fn default() -> Budget {
        Budget { left: BUDGET, unread: 0 }
    }
}

impl Budget {
    /// Letters that were not looked at.
    pub(super) fn unread(&self) -> usize {
        self.unread
    }
}

/// Cuts a stretch into known words; none when too much of it is unknown, or nothing grave is in it.
pub(super) fn cut(stretch: &str, vocabulary: &Vocabulary, budget: &mut Budget) -> Option<Vec<Range<usize>>> {
    if stretch.len() < LETTERS_MIN || !stretch.is_ascii() || stretch.bytes().filter(u8::is_ascii_digit).count() > 4 {
        return None;
    }
    let looked_at = stretch.len().min(LETTERS_MAX).min(budget.left);
    budget.left -= looked_at;
    budget.unread += stretch.len() - looked_at;
    let stretch = &stretch[..looked_at];
    let steps = cheapest(stretch, vocabulary);
    let mut words = Vec::new();
    let mut strays = 0;
    let mut at = stretch.len();
    while at > 0 {
        let from = at - steps[at].1;
        if steps[at].2 {
            words.push(from..at);
        } else {
            strays += 1;
        }
        at = from;
    }
    words.reverse();
    let grave = words.iter().any(|word| word.len() >= 4 && vocabulary.is_grave(&stretch[word.clone()]));
    // Two words make too many real ones ("débuter"); strays are forgiven in what is plainly a sentence.
    let is_sentence =
        words.len() >= WORDS_MIN && (strays == 0 || (words.len() > WORDS_MIN && strays * 8 <= stretch.len()));
    (grave && is_sentence).then_some(words)
}

/// For each position, the cheapest cost to reach it, the length of its last step, and whether that is a word.
fn cheapest(stretch: &str, vocabulary: &Vocabulary) -> Vec<(u32, usize, bool)> {
    let mut steps = vec![(u32::MAX, 0, false); stretch.len() + 1];
    steps[0] = (0, 0, false);
    // Matches come in the order of their ends, so every cost before them is final.
    let mut done = 0;
    let mut stray_up_to = |steps: &mut Vec<(u32, usize, bool)>, to: usize| {
        while done < to {
            let stray = steps[done].0 + STRAY_COST;
            if stray < steps[done + 1].0 {
                steps[done + 1] = (stray, 1, false);
            }
            done += 1;
        }
    };
    for (start, end) in vocabulary.pieces_of(stretch) {
        stray_up_to(&mut steps, end);
        let len = end - start;
        let cost = steps[start].0 + if len <= 2 { SHORT_WORD_COST } else { WORD_COST };
        if cost < steps[end].0 {
            steps[end] = (cost, len, true);
        }
    }
    stray_up_to(&mut steps, stretch.len());
    steps
}
