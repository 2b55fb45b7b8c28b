//! Letters whose meaning is known: one JSON line each, as they stand in `corpus/`.

use model::{Profile, verdict::Label};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// Of ten hands, those whose letters are kept for the examination.
const EXAMINED_TENTHS: u32 = 1;

/// One letter of the corpus.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Labelled {
    /// Identity, for a person to find it.
    pub id: String,
    /// The hand that wrote it. Letters of one hand are never both learned from and examined.
    pub author: String,
    /// Letters deliberately built alike share it; they are always of one hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// Subject.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// Text.
    pub text: String,
    /// Declared profile of the sender.
    pub profile: Profile,
    /// How it is written: `plain`, `sms`, `verlan`, `formal`…
    pub register: String,
    /// Language: `fr`, `en`, `arabizi`…
    pub lang: String,
    /// The author announces, promises, orders or credibly pretends violence or destruction.
    pub threat: bool,
    /// What it is about; none for ordinary mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// The same, closer: `bomb`, `homework`…
    pub kind: String,
    /// Written by an author of whom nothing was ever learned from.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub examination: bool,
}

/// What a letter is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The model learns from it.
    Learn,
    /// Written by people who wrote letters to learn from, by a hand of theirs that nothing is learned from.
    UnseenHand,
    /// Written by somebody else.
    UnseenAuthor,
}

impl Labelled {
    /// Reads lines. Errors say the line and what is wrong with it.
    pub fn read(text: &str) -> Result<Vec<Labelled>, String> {
        let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        lines.map(|(n, line)| serde_json::from_str(line).map_err(|fault| format!("line {}: {fault}", n + 1))).collect()
    }

    /// What it is for.
    pub fn part(&self) -> Part {
        if self.examination {
            Part::UnseenAuthor
        } else if self.chance() % 10 < EXAMINED_TENTHS {
            Part::UnseenHand
        } else {
            Part::Learn
        }
    }

    /// Which of so many parts it falls into, with every letter of its hand.
    pub(super) fn fold(&self, folds: u32) -> u32 {
        self.chance() / 10 % folds
    }

    /// A number that hangs on the hand alone.
    fn chance(&self) -> u32 {
        let hash = Sha256::digest(self.author.as_bytes());
        u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
    }
}
