//! A text cut where reasons point.

use model::verdict::Reason;

/// A stretch of the original text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The text, exactly as written.
    pub text: String,
    /// The reason that points here: its place in the list of reasons, from 0.
    pub mark: Option<usize>,
}

/// Cuts a text where reasons point. Where two overlap, the heavier (the first) keeps what both want. A span that is
/// out of the text, or splits a character, is moved to the nearest cut before it, so that no reason can break a page.
pub fn segments(text: &str, reasons: &[Reason]) -> Vec<Segment> {
    let floor = |at: usize| text.floor_char_boundary(at.min(text.len()));
    let spans: Vec<(usize, usize, usize)> =
        reasons.iter().enumerate().map(|(n, reason)| (floor(reason.start), floor(reason.end), n)).collect();
    let mut cuts: Vec<usize> = spans.iter().flat_map(|(start, end, _)| [*start, *end]).chain([0, text.len()]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut segments: Vec<Segment> = Vec::new();
    for pair in cuts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let mark = spans.iter().find(|(from, to, _)| *from <= start && end <= *to).map(|(.., n)| *n);
        match segments.last_mut() {
            Some(last) if last.mark == mark => last.text.push_str(&text[start..end]),
            _ => segments.push(Segment { text: text[start..end].to_owned(), mark }),
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(start: usize, end: usize) -> Reason {
        Reason { code: "c".into(), text: "t".into(), start, end, weight: 1.0 }
    }

    fn cut(text: &str, reasons: &[Reason]) -> Vec<(String, Option<usize>)> {
        segments(text, reasons).into_iter().map(|s| (s.text, s.mark)).collect()
    }

    #[test]
    fn a_text_is_cut_where_reasons_point() {
        assert_eq!(cut("abcdef", &[reason(2, 4)]), [("ab".into(), None), ("cd".into(), Some(0)), ("ef".into(), None)]);
        assert_eq!(cut("abc", &[]), [("abc".into(), None)]);
        assert_eq!(cut("abc", &[reason(1, 1)]), [("abc".into(), None)]);
        assert_eq!(cut("", &[reason(0, 4)]), []);
    }

    #[test]
    fn the_heavier_of_two_overlapping_reasons_keeps_what_both_want() {
        let parts = cut("abcdef", &[reason(2, 4), reason(0, 6)]);
        assert_eq!(parts, [("ab".into(), Some(1)), ("cd".into(), Some(0)), ("ef".into(), Some(1))]);
    }

    #[test]
    fn a_span_that_splits_a_character_or_leaves_the_text_breaks_nothing() {
        let parts = cut("été", &[reason(1, 99)]);
        assert_eq!(parts.iter().map(|(text, _)| text.as_str()).collect::<String>(), "été");
        assert_eq!(cut("abc", &[reason(2, 1)]), [("abc".into(), None)]);
    }
}
