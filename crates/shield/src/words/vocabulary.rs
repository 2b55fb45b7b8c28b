//! The words that the shield knows, and the readings of those that it does not.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    hash::{BuildHasherDefault, Hasher},
};

use aho_corasick::{AhoCorasick, MatchKind};

use super::{distance, leet, sound};

/// Letters of a grave word from which one wrong letter is forgiven.
const ONE_OFF_LETTERS_MIN: usize = 7;
/// Letters from which two swapped neighbours are. Other slips in so short a word make other words.
const SWAP_LETTERS_MIN: usize = 5;
/// Signs of a sound from which sound-alikes count.
const SOUND_MIN: usize = 4;
/// Longest unknown word whose readings are tried.
const READ_BYTES_MAX: usize = 32;

type Set = std::collections::HashSet<String, BuildHasherDefault<Fnv>>;
type Map<V> = std::collections::HashMap<String, V, BuildHasherDefault<Fnv>>;

/// The words of the rules, with the common words that keep them from being seen where they are not.
pub(crate) struct Vocabulary {
    known: Set,
    /// Beginnings of which every ending is known.
    stems: Vec<String>,
    /// Short spellings and the words that they stand for.
    spellings: Map<String>,
    /// Words whose misspellings count: those of violence, its means and its targets.
    grave: Set,
    by_sound: Map<String>,
    /// Known words by their letters without doubles.
    by_single: Map<String>,
    by_first: [Vec<String>; 26],
    pieces: AhoCorasick,
}

/// A word read otherwise than it was written.
pub(crate) struct Read<'a> {
    pub(crate) text: Cow<'a, str>,
    /// By signs or hidden letters, which is a choice; not by a misspelling, which is not.
    pub(crate) disguised: bool,
}

impl Vocabulary {
    /// `grave`, `known` and `stems` are folded single words; `spellings` give the word, or words, that each stands for.
    pub(crate) fn new(
        grave: &BTreeSet<String>,
        known: &BTreeSet<String>,
        stems: &BTreeSet<String>,
        spellings: BTreeMap<String, String>,
    ) -> Result<Vocabulary, aho_corasick::BuildError> {
        let mut by_sound: BTreeMap<String, String> = BTreeMap::new();
        let mut by_first: [Vec<String>; 26] = std::array::from_fn(|_| Vec::new());
        for word in grave {
            let key = sound::key(word);
            if key.len() >= SOUND_MIN && word.len() >= 4 {
                by_sound.entry(key).or_insert_with(|| word.clone());
            }
            if word.len() >= SWAP_LETTERS_MIN
                && let Some(letter) = first_letter(word)
            {
                by_first[letter].push(word.clone());
            }
        }
        let mut by_single: BTreeMap<String, String> = BTreeMap::new();
        // A grave word before a common one, and the shortest, which has the fewest endings.
        let shortest_first = |words: &BTreeSet<String>| {
            let mut words: Vec<String> = words.iter().filter(|word| word.len() >= 4).cloned().collect();
            words.sort_by_key(String::len);
            words
        };
        for word in shortest_first(grave).into_iter().chain(shortest_first(known)) {
            by_single.entry(single(&word)).or_insert(word);
        }
        // A common word that sounds like a grave one is known, so it is never read again.
        let all: Vec<&String> = known.iter().chain(grave).filter(|word| word.is_ascii()).collect();
        let pieces = AhoCorasick::builder().match_kind(MatchKind::Standard).build(&all)?;
        Ok(Vocabulary {
            known: known.iter().chain(grave).cloned().collect(),
            stems: stems.iter().cloned().collect(),
            spellings: spellings.into_iter().collect(),
            grave: grave.iter().cloned().collect(),
            by_sound: by_sound.into_iter().collect(),
            by_single: by_single.into_iter().collect(),
            by_first,
            pieces,
        })
    }

    pub(crate) fn knows(&self, word: &str) -> bool {
        self.known.contains(word)
    }

    /// What a short spelling stands for.
    pub(crate) fn spelt(&self, word: &str) -> Option<&str> {
        if word.len() > 8 { None } else { self.spellings.get(word).map(String::as_str) }
    }

    pub(crate) fn is_grave(&self, word: &str) -> bool {
        self.grave.contains(word)
    }

    /// Known words inside a stretch, in the order of their ends.
    pub(super) fn pieces_of<'a>(&'a self, stretch: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        self.pieces.find_overlapping_iter(stretch).map(|found| (found.start(), found.end()))
    }

    /// The reading of a word that is not known, if it has one. `stretched` when it was written with long repeats.
    pub(crate) fn read<'a>(&'a self, word: &'a str, stretched: bool) -> Option<Read<'a>> {
        if word.len() > READ_BYTES_MAX || self.stems.iter().any(|stem| word.starts_with(stem.as_str())) {
            return None;
        }
        if let Some(clock) = clock(word) {
            return Some(Read { text: Cow::Borrowed(clock), disguised: false });
        }
        if word.contains(['*', '#']) {
            return self.unmask(word);
        }
        if word.bytes().all(|c| c.is_ascii_lowercase()) {
            return self.misspelt(word, stretched).map(|text| Read { text: Cow::Borrowed(text), disguised: false });
        }
        let readings = leet::readings(word);
        let plain = readings.iter().position(|reading| {
            self.knows(reading) || self.stems.iter().any(|stem| reading.starts_with(stem.as_str()))
        });
        if let Some(n) = plain {
            return Some(Read { text: Cow::Owned(readings[n].clone()), disguised: true });
        }
        if !word.bytes().any(|c| c.is_ascii_lowercase()) {
            return None;
        }
        let text = readings.iter().find_map(|reading| self.misspelt(reading, stretched))?;
        Some(Read { text: Cow::Borrowed(text), disguised: true })
    }

    /// The grave word that this one sounds like or nearly is.
    fn misspelt(&self, word: &str, stretched: bool) -> Option<&str> {
        if word.len() < 3 {
            return None;
        }
        // Common words are only stretched; grave ones are often misspelt by a double letter.
        if let Some(known) = self.by_single.get(&single(word)).filter(|known| stretched || self.is_grave(known)) {
            return Some(known);
        }
        if word.len() < 4 {
            return None;
        }
        let key = sound::key(word);
        if key.len() >= SOUND_MIN
            && let Some(grave) = self.by_sound.get(&key)
        {
            return Some(grave);
        }
        let near = &self.by_first[first_letter(word)?];
        let is_near = |grave: &&String| {
            if grave.len() < ONE_OFF_LETTERS_MIN {
                distance::is_swap(word, grave)
            } else {
                distance::is_one_off(word, grave)
            }
        };
        near.iter().find(is_near).map(String::as_str)
    }

    fn unmask(&self, word: &str) -> Option<Read<'_>> {
        let shown = word.bytes().filter(u8::is_ascii_lowercase).count();
        if shown < 2 || word.len() > 16 {
            return None;
        }
        let first = first_letter(word)?;
        let text = self.by_first[first].iter().find(|grave| leet::hides(word, grave));
        let text = text.or_else(|| self.short_masked(word))?;
        Some(Read { text: Cow::Borrowed(text), disguised: true })
    }

    /// Short grave words, which the list by first letter does not hold.
    fn short_masked(&self, word: &str) -> Option<&String> {
        const SHORT: [&str; 8] = ["bombe", "tuer", "buter", "arme", "armes", "ecole", "lycee", "crever"];
        let short = SHORT.iter().find(|short| leet::hides(word, short))?;
        self.grave.get(*short)
    }
}

/// A word without its double letters, as long repeats leave it.
fn single(word: &str) -> String {
    let mut last = None;
    word.chars().filter(|c| last.replace(*c) != Some(*c)).collect()
}

fn first_letter(word: &str) -> Option<usize> {
    let first = *word.as_bytes().first()?;
    first.is_ascii_lowercase().then(|| usize::from(first - b'a'))
}

/// `11h`, `8h30`, `11:30` are one word of the lexicon.
fn clock(word: &str) -> Option<&'static str> {
    let (hours, minutes) = word.split_once(['h', ':'])?;
    let digits = |text: &str, max: usize| text.len() <= max && text.bytes().all(|c| c.is_ascii_digit());
    (!hours.is_empty() && digits(hours, 2) && digits(minutes, 2)).then_some("heureprecise")
}

/// FNV-1a: the table never changes and holds no secret, so a fixed hash is enough, and the same on every run.
#[derive(Clone)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}
