//! Stretches of whole sentences through which a letter is read.

use std::ops::Range;

use crate::words::Words;

/// Words from which a window is whole.
const WORDS_ENOUGH: u32 = 22;
/// Words of the longest window; a longer sentence is cut.
const WORDS_MAX: u32 = 48;
/// Words of a letter up to which a window begins at each sentence; in a longer one, where the last ended.
const OVERLAP_WORDS_MAX: u32 = 1_200;
/// Windows of one letter.
const WINDOWS_MAX: usize = 2_048;

/// The windows of a letter, in order; `None` when there are more than are read.
pub(super) fn of(words: &Words) -> Option<Vec<Range<u32>>> {
    let total = words.list.len() as u32;
    let starts = starts(words);
    let mut ranges: Vec<Range<u32>> = Vec::new();
    let mut n = 0;
    while n < starts.len() {
        let start = starts[n];
        let mut next = n + 1;
        let end_at = |next: usize| starts.get(next).copied().unwrap_or(total);
        while next < starts.len() && end_at(next) - start < WORDS_ENOUGH && end_at(next + 1) - start <= WORDS_MAX {
            next += 1;
        }
        // A window that ends where the one before it ends is a part of it.
        if ranges.last().is_none_or(|last| last.end < end_at(next)) {
            ranges.push(start..end_at(next));
        }
        if ranges.len() > WINDOWS_MAX {
            return None;
        }
        n = if total > OVERLAP_WORDS_MAX { next } else { n + 1 };
    }
    Some(ranges)
}

/// Words with which a sentence, or a piece of one that is too long, begins.
fn starts(words: &Words) -> Vec<u32> {
    let mut starts: Vec<u32> = Vec::new();
    for (n, word) in (0_u32..).zip(&words.list) {
        let new = n == 0 || words.list[n as usize - 1].sentence != word.sentence;
        let long = starts.last().is_some_and(|last| n - last >= WORDS_MAX / 2);
        if new || long {
            starts.push(n);
        }
    }
    starts
}
