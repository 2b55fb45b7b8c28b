//! The squeezed view: letters spaced one by one put together again, long repeats shortened.

use super::{Disguises, View};

/// One-letter pieces that must follow each other before they are taken for a spaced word. Fewer are initials,
/// elisions or the answers of a quiz.
const PIECES_MIN: usize = 4;
/// Bytes between two pieces of one spaced word.
const GAP_BYTES_MAX: usize = 16;
/// Repeats of one letter kept: French has none of three.
const REPEATS_MIN: usize = 3;

pub(super) fn read(skeleton: &View, disguises: &mut Disguises) -> View {
    let mut view = View::with_capacity(skeleton.text.len());
    let mut run: Vec<Piece> = Vec::new();
    let mut done = 0;
    for piece in pieces(&skeleton.text) {
        let follows = run.last().is_some_and(|last| piece.at - last.end() <= GAP_BYTES_MAX);
        if piece.single && (run.is_empty() || follows) {
            run.push(piece);
            continue;
        }
        done = flush(&run, skeleton, &mut view, done, disguises);
        run.clear();
        if piece.single {
            run.push(piece);
        }
    }
    done = flush(&run, skeleton, &mut view, done, disguises);
    copy(skeleton, done, skeleton.text.len(), &mut view);
    view
}

/// A stretch of letters, digits and symbols read as letters.
#[derive(Clone, Copy)]
struct Piece {
    at: usize,
    len: usize,
    single: bool,
}

impl Piece {
    fn end(self) -> usize {
        self.at + self.len
    }
}

fn pieces(text: &str) -> impl Iterator<Item = Piece> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (at, first) = rest.by_ref().find(|(_, c)| is_letter(*c))?;
        let mut end = at + first.len_utf8();
        let mut count = 1;
        while let Some((next, c)) = rest.next_if(|(_, c)| is_letter(*c)) {
            end = next + c.len_utf8();
            count += 1;
        }
        Some(Piece { at, len: end - at, single: count == 1 })
    })
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '@' | '$' | '€')
}

/// Writes what was not yet copied, then the run, put together when it is one. Returns how far the skeleton is done.
fn flush(run: &[Piece], skeleton: &View, view: &mut View, done: usize, disguises: &mut Disguises) -> usize {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return done };
    let letters = run.iter().filter(|p| skeleton.text[p.at..].starts_with(char::is_alphabetic)).count();
    if run.len() < PIECES_MIN || letters < PIECES_MIN - 1 {
        return done;
    }
    copy(skeleton, done, first.at, view);
    let gaps: Vec<&str> = run.windows(2).map(|pair| &skeleton.text[pair[0].end()..pair[1].at]).collect();
    let breaks = Breaks::of(&gaps);
    for (n, piece) in run.iter().enumerate() {
        if n > 0 && breaks.between_words(gaps[n - 1]) {
            let (from, to) = skeleton.source(run[n - 1].end());
            view.push(' ', from, to);
        }
        copy(skeleton, piece.at, piece.end(), view);
    }
    disguises.spaced_letters += run.len() as u32;
    last.end()
}

/// Which gaps of a run stand between words, the others standing between letters.
struct Breaks<'a> {
    common: &'a str,
    mostly_blank: bool,
}

impl<'a> Breaks<'a> {
    fn of(gaps: &[&'a str]) -> Breaks<'a> {
        let blank = gaps.iter().filter(|gap| gap.contains(char::is_whitespace)).count();
        // The commonest of the first few gaps is enough and keeps the cost linear.
        let seen = &gaps[..gaps.len().min(24)];
        let count = |gap: &str| seen.iter().filter(|other| **other == gap).count();
        let common = seen.iter().copied().max_by_key(|gap| count(gap)).unwrap_or(" ");
        Breaks { common, mostly_blank: blank * 2 > gaps.len() }
    }

    fn between_words(&self, gap: &str) -> bool {
        if self.mostly_blank {
            gap != self.common && (gap.len() > self.common.len() || gap.contains(['\n', '\'']))
        } else {
            gap.contains(char::is_whitespace) || (gap.contains('\'') && !self.common.contains('\''))
        }
    }
}

/// Copies a stretch, three and more of one letter as one.
fn copy(skeleton: &View, from: usize, to: usize, view: &mut View) {
    let mut chars = skeleton.text[from..to].char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let mut repeats = 1;
        let mut last = at;
        if c.is_alphabetic() {
            while let Some((next, _)) = chars.next_if(|(_, next)| *next == c) {
                repeats += 1;
                last = next;
            }
        }
        let (start, end) = (skeleton.source(from + at).0, skeleton.source(from + last).1);
        if repeats >= REPEATS_MIN {
            view.push(c, start, end);
        } else {
            for n in 0..repeats {
                let (start, end) = skeleton.source(from + at + n * c.len_utf8());
                view.push(c, start, end);
            }
        }
    }
}
