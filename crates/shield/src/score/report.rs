//! Words that the letter reports rather than says.
//!
//! Those who warn quote the threat. A find counts as reported when it stands between quotation marks in a letter that
//! speaks of a message received, or in what such words introduce in the same sentence or after a colon. Speaking of a
//! message somewhere else in the letter excuses little: a threat may open with "I received your message".

use crate::{
    rules::Hit,
    words::{Words, introduces},
};

/// The share of a report from which the letter is said to report the find.
pub(super) const GOVERNS: f32 = 0.6;
/// Shares of a report that stands before the find in another sentence, and just after it.
const BEFORE: f32 = 0.3;
const AFTER: f32 = 0.45;
const AFTER_PLACES: u32 = 16;
/// Places between the words that report and the find that they govern in one sentence.
const SENTENCE_PLACES: u32 = 26;

/// How much of a report counts for a find, with the words that report.
pub(super) fn share(words: &Words, reports: &[Hit], reach: u32, find: Hit) -> Option<(f32, Hit)> {
    let first = words.list.get(find.first as usize)?;
    let last = words.list.get(find.last as usize)?;
    let before = reports.partition_point(|hit| hit.first <= find.last);
    // The nearest ones are enough; a letter full of reports costs no more than one with a few.
    let earlier = reports[..before].iter().rev().take(8);
    let later = reports[before..].iter().take(2);
    let mut best: Option<(f32, Hit)> = None;
    for report in earlier.chain(later) {
        let at = words.list.get(report.first as usize)?;
        let apart = if report.first > find.last { at.place - last.place } else { first.place.saturating_sub(at.place) };
        let quoted = first.quoted && last.quoted;
        let led = first.colon.is_some_and(|lead| introduces(report.first, lead)) && first.colon < Some(find.first);
        let share = if quoted && apart <= reach {
            1.0
        } else if report.first > find.last {
            if apart <= AFTER_PLACES { AFTER } else { 0.0 }
        } else if led || (at.sentence == first.sentence && apart <= SENTENCE_PLACES) {
            1.0
        } else if apart <= reach {
            BEFORE
        } else {
            0.0
        };
        if share > best.map_or(0.0, |(share, _)| share) {
            best = Some((share, *report));
        }
    }
    best
}
