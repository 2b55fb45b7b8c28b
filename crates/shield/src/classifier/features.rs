//! What the model sees of a letter.
//!
//! A letter is read through windows of a few sentences, so that one sentence of threat in a long harmless text weighs as
//! much as alone. Every word gives hashed features: its letters (runs of 3 to 5), itself and its neighbours, the
//! concepts of the rules and the kinds of things that it names, alone and in order. A window adds what the rules found
//! in it and what stands in the rest of the letter. Words between quotation marks, or led by "he wrote:", count apart.

use std::ops::Range;

use super::{classes::Classes, hash::Hash, windows};
use crate::{
    rules::{Finds, Rules},
    score::{Finding, is_threat},
    words::{Words, introduces},
};

/// Places between two concepts that are seen in order.
const PAIR_PLACES: u32 = 9;
/// Words within which kinds of things are seen in order.
const NEAR_WORDS: u32 = 6;
/// Bytes of a word whose letters are looked at.
const WORD_BYTES_MAX: usize = 24;
/// Concepts that one word may open with others after it; a wall of one word says it once.
const PAIRS_PER_WORD_MAX: usize = 24;

/// Kinds of features that words give.
pub(super) const GROUPS: usize = 4;
/// How far each kind counts in a window, however long that is: letters, neighbours, concepts, kinds of things.
pub(super) const LENGTHS: [f32; GROUPS] = [4.0, 4.0, 4.8, 3.2];
const LETTERS: u8 = 0;
const NEIGHBOURS: u8 = 1;
const CONCEPTS: u8 = 2;
const KINDS: u8 = 3;
/// Length under which a group is not stretched.
const LENGTH_MIN: f32 = 6.0;

/// A feature of one word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Feature {
    /// The word.
    pub(super) word: u32,
    /// Which kind of feature.
    pub(super) group: u8,
    /// Its place in the weights.
    pub(super) at: u32,
    /// How much of it there is, before its group is given its length.
    pub(super) value: f32,
}

/// A stretch of a letter.
#[derive(Debug, Clone)]
pub(super) struct Window {
    /// Its words.
    pub(super) words: Range<u32>,
    /// Features of the window as a whole, at their place and as they count.
    pub(super) whole: Vec<(u32, f32)>,
}

/// All that the model sees of a letter.
#[derive(Debug, Clone)]
pub(crate) struct Features {
    /// Features of words, by word.
    pub(super) of_words: Vec<Feature>,
    /// The windows, in order.
    pub(super) windows: Vec<Window>,
}

/// What stretches the features of a group whose squares sum up to this, so that they have its length together.
pub(super) fn stretch(group: usize, squares: f32) -> f32 {
    LENGTHS[group] / squares.sqrt().max(LENGTH_MIN)
}

/// A letter as the rules have read it.
pub(crate) struct Read<'a> {
    pub(crate) rules: &'a Rules,
    pub(crate) classes: &'a Classes,
    pub(crate) words: &'a Words,
    pub(crate) finds: &'a Finds,
    pub(crate) findings: &'a [Finding],
}

impl Read<'_> {
    /// The features of the letter; `None` when it has more windows than are read.
    pub(crate) fn features(&self) -> Option<Features> {
        let ranges = windows::of(self.words)?;
        let led = self.led();
        let concepts = self.concepts();
        let mut of_words = Vec::with_capacity(self.words.list.len() * 24);
        self.letters(&mut of_words);
        self.neighbours(&led, &mut of_words);
        self.order(&concepts, &led, &mut of_words);
        self.kinds(&led, &mut of_words);
        let courtesy: Vec<bool> =
            (0..self.words.list.len() as u32).map(|word| self.classes.is_courtesy(self.word(word))).collect();
        of_words.retain(|feature| !courtesy[feature.word as usize]);
        of_words.sort_by_key(|feature| feature.word);
        let windows = ranges.into_iter().map(|words| {
            let mut whole = Vec::with_capacity(24);
            self.found(&words, &mut whole);
            self.around(&words, &concepts, &mut whole);
            Window { words, whole }
        });
        Some(Features { of_words, windows: windows.collect() })
    }

    fn word(&self, n: u32) -> &str {
        &self.words.stream[self.words.list[n as usize].stream.clone()]
    }

    fn same_sentence(&self, a: u32, b: u32) -> bool {
        self.words.list.get(b as usize).is_some_and(|b| b.sentence == self.words.list[a as usize].sentence)
    }

    /// For each word, whether it is said to be another's.
    fn led(&self) -> Vec<bool> {
        let reports = self.rules.lexicon.find("report").map_or(&[][..], |report| self.finds.hits(report));
        let mut known: Option<(u32, bool)> = None;
        let mut by_report = |lead: u32| match known {
            Some((of, led)) if of == lead => led,
            _ => {
                let before = reports.partition_point(|hit| hit.first <= lead);
                let led = reports[..before].last().is_some_and(|hit| introduces(hit.first, lead));
                known = Some((lead, led));
                led
            }
        };
        self.words.list.iter().map(|word| word.quoted || word.colon.is_some_and(&mut by_report)).collect()
    }

    /// Every concept found, by its first word.
    fn concepts(&self) -> Vec<(u32, u8)> {
        let of = |concept| self.finds.hits(concept).iter().map(move |hit| (hit.first, concept));
        let mut all: Vec<(u32, u8)> = (0..self.rules.lexicon.len()).flat_map(of).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    fn letters(&self, out: &mut Vec<Feature>) {
        let mut text = Vec::with_capacity(WORD_BYTES_MAX + 2);
        let mut starts = Vec::with_capacity(WORD_BYTES_MAX + 3);
        for word in 0..self.words.list.len() as u32 {
            text.clear();
            text.push(b' ');
            text.extend_from_slice(model::text::cut(self.word(word), WORD_BYTES_MAX).as_bytes());
            text.push(b' ');
            starts.clear();
            starts.extend((0..text.len()).filter(|at| text[*at] & 0xC0 != 0x80));
            starts.push(text.len());
            for size in 3..=5 {
                for ends in starts.windows(size + 1) {
                    let at = Hash::of(b'l').with(&text[ends[0]..ends[size]]).place();
                    out.push(Feature { word, group: LETTERS, at, value: 1.0 });
                }
            }
        }
    }

    fn neighbours(&self, led: &[bool], out: &mut Vec<Feature>) {
        for word in 0..self.words.list.len() as u32 {
            let mut push = |hash: Hash, value| out.push(Feature { word, group: NEIGHBOURS, at: hash.place(), value });
            let one = Hash::of(if led[word as usize] { b'q' } else { b'w' }).with(self.word(word).as_bytes());
            push(one, 1.0);
            if word == 0 || !self.same_sentence(word - 1, word) {
                push(one.with(b"^"), 0.7);
            }
            if self.same_sentence(word, word + 1) {
                push(one.with(b"1").with(self.word(word + 1).as_bytes()), 1.0);
            }
            if self.same_sentence(word, word + 2) {
                push(one.with(b"2").with(self.word(word + 2).as_bytes()), 1.0);
                let next = self.word(word + 1).as_bytes();
                push(one.with(b"3").with(next).with(b" ").with(self.word(word + 2).as_bytes()), 0.7);
            }
        }
    }

    fn order(&self, concepts: &[(u32, u8)], led: &[bool], out: &mut Vec<Feature>) {
        for (n, (word, concept)) in concepts.iter().enumerate() {
            let one = Hash::of(if led[*word as usize] { b'd' } else { b'c' }).with(&self.rules.lexicon.mark(*concept));
            let mut push =
                |hash: Hash| out.push(Feature { word: *word, group: CONCEPTS, at: hash.place(), value: 1.0 });
            push(one);
            let reach = self.words.list[*word as usize].place + PAIR_PLACES;
            let after = concepts[n + 1..].iter().take(PAIRS_PER_WORD_MAX);
            let after = after.take_while(|(other, _)| self.words.list[*other as usize].place <= reach);
            for (_, other) in after.filter(|(_, other)| other != concept) {
                push(one.with(b">").with(&self.rules.lexicon.mark(*other)));
            }
        }
    }

    fn kinds(&self, led: &[bool], out: &mut Vec<Feature>) {
        let mut named: Vec<(u32, u8)> = Vec::new();
        let mut of = Vec::new();
        for word in 0..self.words.list.len() as u32 {
            self.classes.of(self.word(word), &mut of);
            named.extend(of.iter().map(|class| (word, *class)));
        }
        for (n, (word, class)) in named.iter().enumerate() {
            let one = Hash::of(if led[*word as usize] { b'k' } else { b'j' }).with(&self.classes.mark(*class));
            let mut push = |hash: Hash, value| out.push(Feature { word: *word, group: KINDS, at: hash.place(), value });
            push(one, 1.0);
            let after = named[n + 1..].iter().take(PAIRS_PER_WORD_MAX);
            let after = after.take_while(|(other, _)| *other <= word + NEAR_WORDS && self.same_sentence(*word, *other));
            for (_, other) in after.filter(|(other, _)| other != word) {
                push(one.with(b">").with(&self.classes.mark(*other)), 0.8);
            }
        }
    }

    /// What the rules found in the window, and how the window was written.
    fn found(&self, words: &Range<u32>, whole: &mut Vec<(u32, f32)>) {
        let mut push = |hash: Hash, value: f32| whole.push((hash.place(), value));
        let inside = |finding: &&Finding| finding.words.last >= words.start && finding.words.first < words.end;
        let mut best: Option<&Finding> = None;
        for finding in self.findings.iter().filter(inside) {
            push(Hash::of(b's').with(finding.rule.as_bytes()), 0.6);
            if is_threat(finding.label) && best.is_none_or(|known| known.total < finding.total) {
                best = Some(finding);
            }
        }
        if let Some(finding) = best {
            push(Hash::of(b't'), (finding.total / 4.0).clamp(-1.5, 2.5));
            push(Hash::of(b'b').with(&[(finding.total.clamp(-4.0, 9.0) + 4.0) as u8]), 0.7);
            for part in finding.parts.iter().skip(1) {
                push(Hash::of(b'f').with(part.code.as_bytes()), 0.6);
            }
            if finding.reported {
                push(Hash::of(b'r'), 1.0);
            }
        } else {
            push(Hash::of(b'n'), 1.0);
        }
        let last = self.words.list.get(words.end.saturating_sub(1) as usize);
        if last.is_some_and(|last| self.words.questions.binary_search(&last.sentence).is_ok()) {
            push(Hash::of(b'?'), 0.6);
        }
        push(Hash::of(b'z').with(&[words.len().max(1).ilog2() as u8]), 0.5);
        let disguised = words.clone().filter(|n| self.words.list[*n as usize].disguised).count();
        if disguised > 0 {
            push(Hash::of(b'o').with(&[disguised.min(4) as u8]), 0.5);
        }
    }

    /// What stands in the rest of the letter.
    fn around(&self, words: &Range<u32>, concepts: &[(u32, u8)], whole: &mut Vec<(u32, f32)>) {
        let mut elsewhere: Vec<u8> =
            concepts.iter().filter(|(word, _)| !words.contains(word)).map(|(_, c)| *c).collect();
        elsewhere.sort_unstable();
        elsewhere.dedup();
        let each = 3.2 / (elsewhere.len() as f32).sqrt().max(2.0);
        whole.extend(
            elsewhere.into_iter().map(|concept| (Hash::of(b'a').with(&self.rules.lexicon.mark(concept)).place(), each)),
        );
        let part = u8::from(words.start > 0) + 2 * u8::from((words.end as usize) < self.words.list.len());
        whole.push((Hash::of(b'p').with(&[part]).place(), 0.4));
    }
}
