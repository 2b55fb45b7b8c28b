//! Sketches: small marks by which copies of one text are found among millions, and a comparison that confirms it.
//!
//! A sketch sees the letters only, with look-alikes, accents, signs for letters, repeats and separators undone, so a
//! disguised copy has nearly the sketch of the first. It needs no rules: a sketch kept for years stays comparable.
//! Courtesies are left out, so that "bonjour, merci, bonne journée" is no text at all.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::views::Views;

mod minhash;

pub use minhash::{BANDS, MinHash};

/// Letters of one shingle.
const SHINGLE: usize = 4;
/// Letters that a text must keep to have siblings.
const LETTERS_MIN: usize = 24;
/// Shingles that two texts must share, of all that either has, to be siblings.
const SIBLING_AT: f32 = 0.55;
/// Letters of a text that are sketched.
const LETTERS_MAX: usize = 64_000;
/// Words that open and close letters everywhere.
const COURTESIES: [&str; 26] = [
    "bonjour",
    "bonsoir",
    "salut",
    "slt",
    "coucou",
    "hello",
    "hi",
    "merci",
    "beaucoup",
    "avance",
    "cordialement",
    "bonne",
    "bon",
    "journee",
    "soiree",
    "madame",
    "monsieur",
    "mme",
    "bien",
    "vous",
    "sinceres",
    "salutations",
    "svp",
    "stp",
    "ok",
    "daccord",
];

/// The marks of one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sketch {
    /// SHA-256 of the letters: equal for copies that differ by their disguise only.
    pub exact: [u8; 32],
    /// `SimHash` of the shingles: few bits differ between near copies.
    pub simhash: u64,
    /// What tells how much of two texts is the same, and finds those worth comparing.
    pub minhash: MinHash,
}

/// A text made ready to be sketched and compared with many others.
#[derive(Debug, Clone)]
pub struct Prepared {
    letters: String,
    shingles: BTreeSet<u64>,
}

impl Prepared {
    /// Reads a text once.
    pub fn of(text: &str) -> Prepared {
        let letters = letters(text);
        Prepared { shingles: shingles(&letters), letters }
    }

    /// Its marks.
    pub fn sketch(&self) -> Sketch {
        Sketch {
            exact: Sha256::digest(self.letters.as_bytes()).into(),
            simhash: simhash(&self.shingles),
            minhash: MinHash::of(&self.shingles),
        }
    }

    /// Whether it says enough to have siblings at all.
    pub fn may_have_siblings(&self) -> bool {
        self.letters.len() >= LETTERS_MIN
    }

    /// The share of its shingles that another text has in common with it, 0 to 1.
    pub fn likeness(&self, other: &Prepared) -> f32 {
        overlap(&self.shingles, &other.shingles)
    }

    /// [`is_sibling`] with this text read already.
    pub fn is_sibling(&self, other: &str) -> bool {
        let other = Prepared::of(other);
        self.may_have_siblings() && other.may_have_siblings() && overlap(&self.shingles, &other.shingles) >= SIBLING_AT
    }
}

impl Sketch {
    /// The sketch of a text, subject and body together as the caller chooses.
    pub fn of(text: &str) -> Sketch {
        Prepared::of(text).sketch()
    }

    /// The keys under which neighbours are looked up.
    pub fn bands(&self) -> [u16; BANDS] {
        self.minhash.bands()
    }
}

/// The share of their shingles that two texts have in common, 0 to 1.
pub fn similarity(a: &str, b: &str) -> f32 {
    overlap(&shingles(&letters(a)), &shingles(&letters(b)))
}

/// Whether two texts are copies of one another but for disguise and small changes. Short texts and courtesies never
/// are. A letter that quotes the other with words of its own usually is not; ask the verdict for its `quotation`.
pub fn is_sibling(a: &str, b: &str) -> bool {
    Prepared::of(a).is_sibling(b)
}

/// The letters of a text, courtesies left out, signs read as letters, no letter twice in a row.
fn letters(text: &str) -> String {
    let views = Views::of(text);
    let folded = views.squeezed.text();
    let mut letters = String::with_capacity(folded.len());
    for word in folded.split(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '$' | '€' | '!' | '|' | '+')) {
        if COURTESIES.contains(&word) {
            continue;
        }
        for c in word.trim_end_matches('!').chars() {
            let c = read(c);
            if !letters.ends_with(c) {
                letters.push(c);
            }
        }
        if letters.len() >= LETTERS_MAX {
            break;
        }
    }
    letters
}

/// Signs and the letters that they stand for become one: no dictionary decides between i and l.
fn read(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' | 'l' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' | '2' | 'z' => 's',
        '7' | '+' => 't',
        '8' => 'b',
        '6' | '9' | 'q' => 'g',
        c => c,
    }
}

/// Hashes of every run of letters; ordered, so that comparison is one walk.
fn shingles(letters: &str) -> BTreeSet<u64> {
    let chars: Vec<char> = letters.chars().collect();
    chars
        .windows(SHINGLE.min(chars.len().max(1)))
        .map(|run| run.iter().fold(0, |hash, c| mix(hash ^ u64::from(*c))))
        .collect()
}

fn overlap(a: &BTreeSet<u64>, b: &BTreeSet<u64>) -> f32 {
    let common = a.intersection(b).count();
    let all = a.len() + b.len() - common;
    if all == 0 { 0.0 } else { common as f32 / all as f32 }
}

fn simhash(shingles: &BTreeSet<u64>) -> u64 {
    let mut votes = [0_i32; 64];
    for hash in shingles {
        for (bit, vote) in votes.iter_mut().enumerate() {
            *vote += if hash >> bit & 1 == 1 { 1 } else { -1 };
        }
    }
    votes.iter().enumerate().fold(0, |mark, (bit, vote)| mark | u64::from(*vote > 0) << bit)
}

/// What `SplitMix64` goes on by.
pub(crate) const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// The next number of `SplitMix64` after this state.
pub(crate) const fn mix(hash: u64) -> u64 {
    let mut z = hash.wrapping_add(STEP);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests;
