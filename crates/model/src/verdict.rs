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

/// Codes of what stops a letter by itself, or says whom to protect: nothing else need be said of it.
const DECISIVE: [&str; 9] =
    ["decoy", "self_harm", "contained", "restricted", "measure", "files", "failure", "overrun", "campaign"];
/// Beginnings of the codes that speak of the words, besides named acts.
const OF_WORDS: [&str; 5] = ["classifier", "frame:", "obfuscation", "quoted", "question"];

/// The reason that is said first of a letter that was stopped: what stops it by itself; then an act that a rule names, in
/// the rule's own sentence; then how it was sent; then what the model says, which names nothing. The heaviest of a kind,
/// and one that spoke for the writer only when there is no other.
pub fn headline(reasons: &[Reason]) -> Option<&Reason> {
    let rank = |reason: &Reason| {
        let code = reason.code.as_str();
        match code {
            _ if DECISIVE.contains(&code) || code.starts_with("policy:") => 0,
            _ if reason.weight <= 0.0 => 4,
            _ if code.starts_with("signature:") => 1,
            _ if OF_WORDS.iter().any(|begins| code.starts_with(begins)) => 3,
            _ => 2,
        }
    };
    // The first of the best: they stand in the order of their weights.
    reasons.iter().min_by_key(|reason| rank(reason))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn said_first(reasons: &[(&str, f32)]) -> String {
        let reason = |(code, weight): &(&str, f32)| Reason {
            code: (*code).to_owned(),
            text: String::new(),
            start: 0,
            end: 0,
            weight: *weight,
        };
        headline(&reasons.iter().map(reason).collect::<Vec<_>>()).map(|reason| reason.code.clone()).unwrap_or_default()
    }

    #[test]
    fn a_named_act_is_said_before_behaviour_and_behaviour_before_the_model() {
        let (act, reach, model) = (("signature:bombe-posee", 2.0), ("reach", 0.8), ("classifier", 9.0));
        assert_eq!(said_first(&[model, act, reach]), "signature:bombe-posee");
        assert_eq!(said_first(&[model, ("classifier_word", 3.0), ("frame:heure", 2.0), reach]), "reach");
        assert_eq!(said_first(&[model, ("frame:heure", 2.0)]), "classifier");
    }

    #[test]
    fn what_stops_a_letter_by_itself_is_said_first_and_what_excuses_it_last() {
        let act = ("signature:bombe-posee", 6.0);
        for code in ["decoy", "campaign", "contained", "policy:carnaval", "overrun"] {
            assert_eq!(said_first(&[act, ("device", 1.2), (code, 0.0)]), code);
        }
        assert_eq!(said_first(&[("frame:cours", -7.0), ("consequence", 0.0), ("classifier", 3.0)]), "classifier");
        assert_eq!(said_first(&[("frame:cours", -7.0), ("voice", 0.0)]), "frame:cours");
        assert_eq!(said_first(&[]), "");
    }
}
