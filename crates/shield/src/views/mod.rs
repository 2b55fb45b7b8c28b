//! Four readings of one text, each able to point back into the original.
//!
//! Disguises (look-alike letters, invisible characters, spaced letters) defeat most word lists. Each view undoes one
//! layer and keeps, for every byte, the range of original bytes that it came from, so that what is found in a view is
//! highlighted in what the person wrote. Every view costs time linear in the text.

mod canonical;
mod fold;
mod skeleton;
mod squeezed;

use std::ops::Range;

/// A reading of a text with its alignment to the original.
#[derive(Debug, Clone, Default)]
pub struct View {
    text: String,
    /// For each byte of `text`, where its source begins in the original. Never decreases.
    starts: Vec<u32>,
    /// For each byte of `text`, where its source ends in the original, exclusive. Never decreases.
    ends: Vec<u32>,
}

impl View {
    fn with_capacity(bytes: usize) -> View {
        View { text: String::with_capacity(bytes), starts: Vec::with_capacity(bytes), ends: Vec::with_capacity(bytes) }
    }

    /// The text as this view reads it.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The original bytes that a range of this view came from: on character boundaries of the original, and covering
    /// what was removed in between. An empty or outlying range gives an empty one.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let end = range.end.min(self.text.len());
        if range.start >= end {
            let at = self.starts.get(range.start).or(self.ends.last()).map_or(0, |at| *at as usize);
            return at..at;
        }
        self.starts[range.start] as usize..self.ends[end - 1] as usize
    }

    /// The text alone.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    fn push(&mut self, c: char, from: u32, to: u32) {
        self.text.push(c);
        let len = self.text.len();
        self.starts.resize(len, from);
        self.ends.resize(len, to);
    }

    /// The source of the byte at `at`.
    fn source(&self, at: usize) -> (u32, u32) {
        (self.starts[at], self.ends[at])
    }
}

/// What was undone to reach the views. An honest letter has next to none of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Disguises {
    /// Invisible or direction characters removed from within words.
    pub invisible: u32,
    /// Combining marks dropped because too many stood on one letter.
    pub stacked: u32,
    /// Words that mix the Latin alphabet with look-alikes of another.
    pub mixed_words: u32,
    /// Letters put together again from one-letter pieces.
    pub spaced_letters: u32,
}

/// The four views of one text. The raw view is the text itself.
#[derive(Debug, Clone)]
pub struct Views {
    /// NFKC, without invisible, direction, tag and variation characters; right-to-left overrides read as displayed.
    pub canonical: View,
    /// Look-alikes, accents and capitals folded to plain letters; symbols kept.
    pub skeleton: View,
    /// Letters spaced one by one put together; three and more of one letter read as one.
    pub squeezed: View,
    /// What was undone.
    pub disguises: Disguises,
}

impl Views {
    /// Reads a text. Texts of 4 GiB and more are not judged: callers bound them far below.
    pub fn of(text: &str) -> Views {
        let mut disguises = Disguises::default();
        let canonical = canonical::read(text, &mut disguises);
        let skeleton = skeleton::read(&canonical, &mut disguises);
        let squeezed = squeezed::read(&skeleton, &mut disguises);
        Views { canonical, skeleton, squeezed, disguises }
    }
}

/// Folds a short text (a term of a rule) as the skeleton view does.
pub fn fold(text: &str) -> String {
    Views::of(text).skeleton.text
}

#[cfg(test)]
mod tests;
