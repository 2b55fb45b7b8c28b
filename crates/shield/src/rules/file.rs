//! The rule files as written.

use std::collections::{BTreeMap, BTreeSet};

use model::verdict::Label;
use serde::Deserialize;

use super::{
    frame::Kind,
    signature::{Severity, Voice},
};
use crate::error::Error;

/// One rule file, or several put together.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// Common words, separated by blanks, that are never read as the misspelling of another.
    #[serde(default)]
    pub(super) common_words: String,
    /// Short spellings, each with the word that it stands for.
    #[serde(default)]
    pub(super) spelling: BTreeMap<String, String>,
    #[serde(default)]
    pub(super) concept: Vec<Concept>,
    #[serde(default)]
    pub(super) rule: Vec<Rule>,
    #[serde(default)]
    pub(super) frame: Vec<Frame>,
}

/// Words and phrases that mean one thing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Concept {
    pub(super) name: String,
    /// Words and phrases separated by commas or line ends; `(a|b)` for either, `*` at the end for any ending.
    #[serde(default)]
    pub(super) terms: String,
    /// More of them, taken as they are written even when the concept's misspellings count.
    #[serde(default)]
    pub(super) also: String,
    /// Infinitives in -er, whose forms are made.
    #[serde(default)]
    pub(super) verbs: String,
    /// Misspellings of its single words count.
    #[serde(default)]
    pub(super) misspelt: bool,
    /// What it covers is no other concept: "bombe de peinture" is no bomb.
    #[serde(default)]
    pub(super) masks: bool,
}

/// A signature.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub(super) id: String,
    pub(super) version: u32,
    pub(super) author: String,
    #[serde(default)]
    pub(super) view: View,
    /// Concepts that must all be there, each maybe as one of several: `"kill|burn"`.
    #[serde(default)]
    pub(super) all: Vec<String>,
    /// Or words and phrases, of which one is enough.
    #[serde(default)]
    pub(super) terms: String,
    /// Places, about words, from the first to the last concept.
    #[serde(default)]
    pub(super) within: u32,
    /// The concepts must follow each other in the order given.
    #[serde(default)]
    pub(super) in_order: bool,
    /// Concepts that forbid the find when they stand in it or beside it.
    #[serde(default)]
    pub(super) unless: Vec<String>,
    pub(super) label: Label,
    pub(super) voice: Voice,
    pub(super) severity: Severity,
    /// Log-odds that it adds.
    pub(super) weight: f32,
    /// French sentence for the desk.
    pub(super) reason: String,
    /// Day, `2026-05-31`, after which it no longer counts.
    pub(super) expires: Option<String>,
    pub(super) tests: Tests,
}

/// Which reading of the letter a signature looks at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum View {
    /// The words in their dictionary reading.
    #[default]
    Words,
    /// The text as displayed, folded to small letters: for links and exact phrases with their punctuation.
    Skeleton,
}

/// Examples that prove a signature.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tests {
    pub(super) positive: Vec<String>,
    pub(super) negative: Vec<String>,
}

/// What changes the worth of a find.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Frame {
    pub(super) id: String,
    pub(super) concept: String,
    #[serde(default)]
    pub(super) kind: Kind,
    /// Places on both sides of a find within which it counts.
    pub(super) reach: u32,
    /// Log-odds that it adds when the writer says that they will act…
    pub(super) author: f32,
    /// …when the letter announces something without saying who acts…
    pub(super) announce: f32,
    /// …and when one person is spoken to.
    pub(super) personal: Option<f32>,
    /// Full only from three different places on: one word of a lesson makes no lesson.
    #[serde(default)]
    pub(super) gradual: bool,
    pub(super) label: Option<Label>,
    pub(super) reason: String,
}

impl Rule {
    /// Refuses an id that is none.
    fn check_id(&self) -> Result<(), Error> {
        let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, b'-' | b'_');
        if self.id.is_empty() || !self.id.bytes().all(fits) {
            return Err(Error::unfit(&self.id, "un nom est fait de lettres minuscules, de chiffres, de - et de _"));
        }
        Ok(())
    }

    /// Makes it a rule of a version, so that several versions of one rule can be known at once.
    fn of_version(&mut self, name: &str, number: u32) {
        self.id = if self.id == name { format!("{name}.{number}") } else { format!("{name}.{number}/{}", self.id) };
        self.version = number;
    }
}

impl File {
    /// Checks the ids of its rules, and puts the version before them that they belong to, if they do.
    pub(super) fn named(mut self, version: Option<(&str, u32)>) -> Result<File, Error> {
        for rule in &mut self.rule {
            rule.check_id()?;
            if let Some((name, number)) = version {
                rule.of_version(name, number);
            }
        }
        Ok(self)
    }

    pub(super) fn append(&mut self, other: File) {
        self.common_words.push(' ');
        self.common_words.push_str(&other.common_words);
        self.spelling.extend(other.spelling);
        self.concept.extend(other.concept);
        self.rule.extend(other.rule);
        self.frame.extend(other.frame);
    }

    /// Refuses a name given twice.
    pub(super) fn check_names(&self) -> Result<(), Error> {
        let mut seen = BTreeSet::new();
        let concepts = self.concept.iter().map(|c| ("concept", &c.name));
        let rules = self.rule.iter().map(|r| ("rule", &r.id)).chain(self.frame.iter().map(|f| ("rule", &f.id)));
        for name in concepts.chain(rules) {
            if !seen.insert(name) {
                return Err(Error::Twice { name: name.1.clone() });
            }
        }
        Ok(())
    }
}
