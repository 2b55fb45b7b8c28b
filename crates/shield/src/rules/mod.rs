//! What the rule files say, checked and compiled once.
//!
//! A *concept* is a list of words and phrases that mean one thing (a bomb, the school, "I am going to"). A *signature*
//! asks for several concepts near each other. A *frame* is a concept that changes what a find is worth: the hour
//! makes it graver, a game or a lesson lighter.

mod conjugate;
mod file;
mod frame;
mod lexicon;
mod ordinary;
mod signature;
mod terms;

use sha2::{Digest, Sha256};

use crate::{error::Error, words::Words};
pub(crate) use frame::{Frame, Kind};
pub(crate) use lexicon::{Concepts, Finds, Hit, Lexicon, mark};
pub(crate) use signature::{Match, Severity, Signature, Voice};

/// A compiled set of rules.
pub(crate) struct Rules {
    pub(crate) lexicon: Lexicon,
    pub(crate) signatures: Vec<Signature>,
    pub(crate) frames: Vec<Frame>,
    /// Hexadecimal SHA-256 of the texts.
    pub(crate) hash: String,
}

/// The text of a rule file, and whose version it is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) text: &'a str,
    /// Name and number of the version that the rules belong to: their ids begin with it, as `nuit.2/corbeau`.
    pub(crate) version: Option<(&'a str, u32)>,
}

impl<'a> Source<'a> {
    /// One that comes as it is.
    pub(crate) const fn of(text: &'a str) -> Source<'a> {
        Source { text, version: None }
    }
}

impl Rules {
    pub(crate) fn parse(texts: &[Source<'_>]) -> Result<Rules, Error> {
        let mut hash = Sha256::new();
        let mut whole = file::File::default();
        for (n, source) in texts.iter().enumerate() {
            hash.update((source.text.len() as u64).to_be_bytes());
            hash.update(source.text.as_bytes());
            if let Some((name, number)) = source.version {
                hash.update(format!("{name}.{number}").as_bytes());
            }
            let part: file::File = toml::from_str(source.text)
                .map_err(|source| Error::Syntax { file: n + 1, source: Box::new(source) })?;
            whole.append(part.named(source.version)?);
        }
        whole.check_names()?;
        let lexicon = Lexicon::build(&whole)?;
        let signatures =
            whole.rule.into_iter().map(|rule| Signature::compile(rule, &lexicon)).collect::<Result<Vec<_>, _>>()?;
        let frames = whole.frame.into_iter().map(|frame| Frame::compile(frame, &lexicon)).collect::<Result<_, _>>()?;
        let hash = hex(&hash.finalize());
        let rules = Rules { lexicon, signatures, frames, hash };
        ordinary::check(&rules)?;
        Ok(rules)
    }

    /// What in a file of an operator would weaken the program's own rules: it may add rules and concepts, nothing that takes
    /// words away from others.
    pub(crate) fn weakens(text: &str) -> Option<&'static str> {
        let file: file::File = toml::from_str(text).ok()?;
        let masks = file.concept.iter().any(|concept| concept.masks);
        let other = !file.frame.is_empty() || !file.spelling.is_empty() || !file.common_words.trim().is_empty();
        (masks || other).then_some(
            "un fichier local contient des règles et des notions, sans `masks` : rien qui affaiblisse les autres",
        )
    }

    /// How many rules a file holds.
    pub(crate) fn count_of(text: &str) -> usize {
        toml::from_str::<file::File>(text).map_or(0, |file| file.rule.len())
    }

    /// The ids of the rules of a file, if it can be read and holds nothing but rules.
    pub(crate) fn only_rules(text: &str) -> Option<Vec<String>> {
        let file: file::File = toml::from_str(text).ok()?;
        let other = !file.concept.is_empty()
            || !file.frame.is_empty()
            || !file.spelling.is_empty()
            || !file.common_words.trim().is_empty();
        (!other).then(|| file.rule.into_iter().map(|rule| rule.id).collect())
    }

    /// The words of a text.
    pub(crate) fn words(&self, text: &str) -> Words {
        Words::of(text, self.lexicon.vocabulary())
    }
}

/// Bytes as hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
