//! The words of a letter, each in its dictionary reading, with where it stands.
//!
//! The squeezed view is cut into words, and each word that the vocabulary does not know is read again: digits and
//! symbols for letters, sound-alikes, one wrong letter, glued or broken words. The result is one line of plain words
//! (the *stream*), sentences parted by a point, that an automaton searches in one pass.

mod distance;
mod glue;
mod leet;
mod sound;
mod split;
pub(crate) mod vocabulary;

use std::ops::Range;

use crate::views::{Disguises, Views};
use split::{Mark, Piece};
use vocabulary::Vocabulary;

/// Places added between two words by what stands between them, so that a window of words crosses a comma easily, a
/// sentence with difficulty.
const SENTENCE_PLACES: u32 = 3;
const PARAGRAPH_PLACES: u32 = 4;
/// A point after fewer words than this parts nothing: "je. vais. tout. brûler" is one sentence in disguise.
const SENTENCE_WORDS_MIN: u32 = 3;
/// Words after a colon still governed by what introduced it.
const COLON_LEAD_WORDS: u32 = 14;

/// One word.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// Where it stands in the stream.
    pub(crate) stream: Range<usize>,
    /// Where it stands in the original text.
    pub(crate) original: Range<usize>,
    /// Its place: counts words, and more at the end of a sentence or paragraph.
    pub(crate) place: u32,
    /// Which sentence it belongs to.
    pub(crate) sentence: u32,
    /// The last word before the colon that opens this stretch of text, if one does; a blank line ends the stretch.
    pub(crate) colon: Option<u32>,
    /// Stands between quotation marks, or in a line quoted as e-mail does.
    pub(crate) quoted: bool,
    /// Was not written as it is read.
    pub(crate) disguised: bool,
}

/// The words of a letter.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// Every word between single spaces, a point between sentences, a space at both ends.
    pub(crate) stream: String,
    /// The words in order.
    pub(crate) list: Vec<Word>,
    /// Sentences that end with a question mark.
    pub(crate) questions: Vec<u32>,
    /// What was undone to read them.
    pub(crate) disguises: Disguises,
    /// Letters that could not be looked at within the bounds.
    pub(crate) unread: usize,
    /// The skeleton view, for exact phrases.
    pub(crate) skeleton: String,
}

impl Words {
    /// Reads a text.
    pub(crate) fn of(text: &str, vocabulary: &Vocabulary) -> Words {
        let views = Views::of(text);
        let mut reader = Reader {
            words: Words {
                stream: String::with_capacity(text.len() + 2),
                disguises: views.disguises,
                ..Words::default()
            },
            vocabulary,
            place: 0,
            sentence: 0,
            sentence_words: 0,
            colon: None,
            budget: glue::Budget::default(),
            scratch: String::new(),
        };
        reader.words.stream.push(' ');
        reader.read(&views, &split::pieces(views.squeezed.text()));
        reader.words.unread = reader.budget.unread();
        reader.words.skeleton = views.skeleton.into_text();
        reader.words
    }

    /// The word that covers a byte of the stream.
    pub(crate) fn at(&self, byte: usize) -> u32 {
        self.list.partition_point(|word| word.stream.end <= byte) as u32
    }
}

struct Reader<'a> {
    words: Words,
    vocabulary: &'a Vocabulary,
    place: u32,
    sentence: u32,
    sentence_words: u32,
    colon: Option<u32>,
    budget: glue::Budget,
    scratch: String,
}

impl Reader<'_> {
    fn read(&mut self, views: &Views, pieces: &[Piece]) {
        let text = views.squeezed.text();
        let mut n = 0;
        while let Some(piece) = pieces.get(n) {
            if n > 0 {
                self.pause(piece.before);
            }
            let taken = self.joined(text, &pieces[n..]);
            let last = pieces[n + taken - 1].range.end;
            let whole = piece.range.start..last;
            if taken > 1 {
                let joined = std::mem::take(&mut self.scratch);
                self.push(&joined, views.squeezed.original(whole), piece.quoted, true);
                self.scratch = joined;
            } else {
                self.single(views, text, piece);
            }
            n += taken;
        }
        if pieces.last().is_some_and(|piece| piece.asks_after) {
            self.words.questions.push(self.sentence);
        }
    }

    /// How many pieces make one broken word ("bo mbe"), left in `scratch`; 1 when they are words of their own.
    fn joined(&mut self, text: &str, pieces: &[Piece]) -> usize {
        const PIECE_LETTERS_MAX: usize = 8;
        const JOINED_MAX: usize = 3;
        let first = &text[pieces[0].range.clone()];
        if first.len() > PIECE_LETTERS_MAX {
            return 1;
        }
        let mut all_known = self.vocabulary.knows(first);
        self.scratch.clear();
        self.scratch.push_str(first);
        for (n, piece) in pieces.iter().enumerate().take(JOINED_MAX).skip(1) {
            let part = &text[piece.range.clone()];
            if part.len() > PIECE_LETTERS_MAX || piece.before == Mark::Paragraph {
                return 1;
            }
            all_known &= self.vocabulary.knows(part);
            self.scratch.push_str(part);
            if !all_known && self.scratch.len() >= 5 && self.vocabulary.is_grave(&self.scratch) {
                return n + 1;
            }
        }
        1
    }

    fn single(&mut self, views: &Views, text: &str, piece: &Piece) {
        let written = &text[piece.range.clone()];
        if let Some(word) = self.vocabulary.spelt(written) {
            return self.push(word, views.squeezed.original(piece.range.clone()), piece.quoted, false);
        }
        if self.vocabulary.knows(written) {
            return self.push(written, views.squeezed.original(piece.range.clone()), piece.quoted, false);
        }
        if let Some(name) = piece.emoji {
            return self.push(name, views.squeezed.original(piece.range.clone()), piece.quoted, false);
        }
        let stretched = views.squeezed.original(piece.range.clone()).len() > written.len() + 2;
        if let Some(read) = self.vocabulary.read(written, stretched) {
            let disguised = read.disguised;
            let text = read.text.into_owned();
            return self.push(&text, views.squeezed.original(piece.range.clone()), piece.quoted, disguised);
        }
        if let Some(cuts) = glue::cut(written, self.vocabulary, &mut self.budget) {
            for cut in cuts {
                let range = piece.range.start + cut.start..piece.range.start + cut.end;
                self.push(&written[cut], views.squeezed.original(range), piece.quoted, true);
            }
            return;
        }
        self.push(written, views.squeezed.original(piece.range.clone()), piece.quoted, false);
    }

    fn push(&mut self, word: &str, original: Range<usize>, quoted: bool, disguised: bool) {
        let start = self.words.stream.len();
        self.words.stream.push_str(word);
        let stream = start..self.words.stream.len();
        self.words.stream.push(' ');
        let colon = self.colon.filter(|lead| self.words.list.get(*lead as usize).is_some());
        self.words.list.push(Word {
            stream,
            original,
            place: self.place,
            sentence: self.sentence,
            colon,
            quoted,
            disguised,
        });
        self.place += 1;
        self.sentence_words += 1;
    }

    /// What stands between two words.
    fn pause(&mut self, mark: Mark) {
        match mark {
            Mark::None => {}
            Mark::Colon => self.colon = Some(self.words.list.len().saturating_sub(1) as u32),
            Mark::Sentence | Mark::Question => {
                if mark == Mark::Question {
                    self.words.questions.push(self.sentence);
                }
                if self.sentence_words >= SENTENCE_WORDS_MIN {
                    self.end_sentence(SENTENCE_PLACES);
                }
            }
            Mark::Paragraph => {
                let last = self.words.list.len().saturating_sub(1) as u32;
                if self.colon != Some(last) {
                    self.colon = None;
                }
                if self.sentence_words >= SENTENCE_WORDS_MIN {
                    self.end_sentence(PARAGRAPH_PLACES);
                }
            }
        }
    }

    fn end_sentence(&mut self, places: u32) {
        self.words.stream.push_str(". ");
        self.place += places;
        self.sentence += 1;
        self.sentence_words = 0;
    }
}

/// Whether the stretch opened by a colon after word `lead` was introduced by word `by`.
pub(crate) fn introduces(by: u32, lead: u32) -> bool {
    by <= lead && lead - by <= COLON_LEAD_WORDS
}

#[cfg(test)]
mod tests;
