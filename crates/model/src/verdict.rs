//! What the shield says of a letter, and why.

use serde::{Deserialize, Serialize};

use crate::{codes::codes, policy::Ruling};

codes! {
    /// What becomes of a message.
    pub enum Outcome {
        /// Out at once.
        Deliver = "deliver",
        /// Out to few, then to more, then to all.
        Waves = "waves",
        /// Shown to nobody until a person decides.
        Hold = "hold",
    }
}

codes! {
    /// What becomes of the account that sent a message, besides what becomes of the message.
    #[derive(Default)]
    pub enum Consequence {
        /// Nothing.
        #[default]
        None = "none",
        /// The session that sent it may not go on writing.
        RestrictSession = "restrict_session",
        /// The account is taken from whoever uses it, until its owner comes back by a printed code.
        Contain = "contain",
    }
}

codes! {
    /// What a letter is about, for the one who judges it.
    pub enum Label {
        /// Bomb, explosives or an armed attack announced against a place.
        Attack = "attack",
        /// Death threat against people.
        Death = "death",
        /// Extreme violence, or its praise.
        Violence = "violence",
        /// Blackmail.
        Blackmail = "blackmail",
        /// The writer may hurt themselves: a lane of its own, to protect.
        SelfHarm = "self_harm",
        /// Harassment of a person.
        Harassment = "harassment",
        /// Quotes or reports what another wrote.
        Quotation = "quotation",
        /// Exercise, lesson, news, fiction, game.
        Lesson = "lesson",
    }
}

/// One reason of a verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// Stable code, for statistics and rules: `signature:bombe-lycee`, `reach`, `obfuscation`, `overrun`…
    pub code: String,
    /// One French sentence for the desk.
    pub text: String,
    /// Start of what it points at, in bytes of the original text. Equal to `end` when it points at nothing.
    pub start: usize,
    /// End of it, in bytes, exclusive.
    pub end: usize,
    /// How much it counted, in log-odds; negative when it spoke for the writer.
    pub weight: f32,
}

/// The shield's word on one letter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// What becomes of the message.
    pub outcome: Outcome,
    /// What becomes of the sender's account. `preau judge` does not give it: it knows of no account.
    #[serde(default)]
    pub consequence: Consequence,
    /// In waves, they are stretched: something speaks against the sender, and a reader's report may still come.
    #[serde(default)]
    pub slow: bool,
    /// Calibrated probability, 0 to 1, that the author announces, promises, orders or credibly pretends violence or
    /// destruction against people or a school.
    pub threat: f32,
    /// Probability of each label that was looked at.
    pub labels: std::collections::BTreeMap<Label, f32>,
    /// Reasons, heaviest first.
    pub reasons: Vec<Reason>,
    /// Identity of the rules in force: hexadecimal SHA-256 of their text.
    pub rules: String,
    /// What the policy made of it and from which features; none when there was no judgment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruling: Option<Box<Ruling>>,
}

impl Verdict {
    /// The verdict when the judge failed, overran its time or lacked a signal that it needed: hold, and say why
    /// (invariant 2).
    pub fn held_for(code: &str, text: &str, rules: &str) -> Verdict {
        Verdict {
            outcome: Outcome::Hold,
            consequence: Consequence::None,
            slow: false,
            threat: 0.5,
            labels: std::collections::BTreeMap::new(),
            reasons: vec![Reason { code: code.to_owned(), text: text.to_owned(), start: 0, end: 0, weight: 0.0 }],
            rules: rules.to_owned(),
            ruling: None,
        }
    }

    /// The same, held whatever it said, with the reason for that beside its own.
    #[must_use]
    pub fn stopped_by(mut self, code: &str, text: &str) -> Verdict {
        self.outcome = Outcome::Hold;
        self.reasons.push(Reason { code: code.to_owned(), text: text.to_owned(), start: 0, end: 0, weight: 0.0 });
        self
    }
}
