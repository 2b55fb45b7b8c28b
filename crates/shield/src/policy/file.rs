//! A policy as it is written: TOML, read once into what cannot be wrong.

use model::{
    limits,
    verdict::{Consequence, Outcome},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{
    evaluate::Node,
    expression::{self, Known},
    fault::{Fault, Place, Refused},
    schema::{self, Kind},
};
use crate::rules::hex;

/// A policy: terms, rules on the letter, rules on the account. Compiled once.
#[derive(Debug)]
pub struct Policy {
    /// Hexadecimal SHA-256 of its text.
    pub hash: String,
    /// What it is for.
    pub note: String,
    /// Names for expressions, in order.
    pub terms: Vec<Term>,
    /// On the letter: the first that applies is the answer.
    pub rules: Vec<Rule>,
    /// On the account, when the letter is held: the first that applies is the answer.
    pub accounts: Vec<AccountRule>,
    /// The terms' expressions, in the same order.
    pub(super) meanings: Vec<Node>,
}

/// A name for an expression.
#[derive(Debug)]
pub struct Term {
    /// The name.
    pub name: String,
    /// The expression.
    pub is: String,
    /// What it means.
    pub note: String,
}

/// One rule on the letter.
#[derive(Debug)]
pub struct Rule {
    /// Its name.
    pub id: String,
    /// Its version.
    pub version: i64,
    /// When it applies, in CEL.
    pub when: String,
    /// What becomes of the letter then.
    pub outcome: Ruled,
    /// What it does when a signal that it needs is missing.
    pub if_unavailable: IfUnavailable,
    /// Code of the reason that the desk is given; by default the id.
    pub reason: String,
    /// Its sentence; empty for none.
    pub text: String,
    /// What else the desk is told.
    pub evidence: Vec<Evidence>,
    /// In an overlay: why it may make the answer milder. Empty: it may not.
    pub relief: String,
    /// Why the rule is there.
    pub note: String,
    pub(super) node: Node,
}

/// One rule on the account.
#[derive(Debug)]
pub struct AccountRule {
    /// Its name.
    pub id: String,
    /// When it applies, in CEL.
    pub when: String,
    /// What becomes of the account then.
    pub consequence: Consequence,
    /// Why the rule is there.
    pub note: String,
    pub(super) node: Node,
}

/// What becomes of a letter, waves told apart; from the mildest to the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruled {
    /// Out at once.
    Deliver,
    /// In waves.
    Waves,
    /// In waves far apart.
    SlowWaves,
    /// Shown to nobody until a person decides.
    Hold,
}

impl Ruled {
    /// Every value.
    pub const ALL: [Ruled; 4] = [Ruled::Deliver, Ruled::Waves, Ruled::SlowWaves, Ruled::Hold];

    /// Its name in a policy.
    pub const fn code(self) -> &'static str {
        match self {
            Ruled::Deliver => "deliver",
            Ruled::Waves => "waves",
            Ruled::SlowWaves => "slow_waves",
            Ruled::Hold => "hold",
        }
    }

    /// What becomes of the message.
    pub const fn outcome(self) -> Outcome {
        match self {
            Ruled::Deliver => Outcome::Deliver,
            Ruled::Waves | Ruled::SlowWaves => Outcome::Waves,
            Ruled::Hold => Outcome::Hold,
        }
    }

    /// Whether the waves are stretched.
    pub const fn slow(self) -> bool {
        matches!(self, Ruled::SlowWaves)
    }

    /// The reverse of the two above.
    pub const fn of(outcome: Outcome, slow: bool) -> Ruled {
        match outcome {
            Outcome::Deliver => Ruled::Deliver,
            Outcome::Waves if slow => Ruled::SlowWaves,
            Outcome::Waves => Ruled::Waves,
            Outcome::Hold => Ruled::Hold,
        }
    }
}

/// What a rule does when a signal that it needs is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IfUnavailable {
    /// The letter is held, with the name of the signal.
    Hold,
    /// The rule does not apply.
    Pass,
}

/// What the desk is told besides a rule's sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Signs of risk, reach, speed, copies.
    Sending,
    /// The confirmed threat that it is like.
    Confirmed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    #[serde(default)]
    note: String,
    #[serde(default)]
    term: Vec<TermText>,
    #[serde(default)]
    rule: Vec<RuleText>,
    #[serde(default)]
    account: Vec<AccountText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermText {
    name: String,
    is: String,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleText {
    id: String,
    #[serde(default = "first")]
    version: i64,
    when: String,
    outcome: Ruled,
    if_unavailable: IfUnavailable,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    evidence: Vec<Evidence>,
    #[serde(default)]
    relief: String,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AccountText {
    id: String,
    when: String,
    consequence: Consequence,
    #[serde(default)]
    note: String,
}

fn first() -> i64 {
    1
}

impl Policy {
    /// Reads and checks an overlay: it has no word on accounts, and stands on a policy that has one on every letter.
    pub fn parse_overlay(text: &str) -> Result<Policy, Vec<Refused>> {
        let policy = Policy::parse(text)?;
        if policy.accounts.is_empty() {
            return Ok(policy);
        }
        let fault = Fault::Lacks("une règle de la cellule de crise ne décide pas des comptes ([[account]])");
        Err(vec![Refused { place: Place::File, fault }])
    }

    /// Reads and checks a policy. Gives every fault that it finds, at least one.
    pub fn parse(text: &str) -> Result<Policy, Vec<Refused>> {
        let whole = |fault| vec![Refused { place: Place::File, fault }];
        if text.len() > limits::POLICY_BYTES_MAX {
            return Err(whole(Fault::File { bytes: text.len() }));
        }
        let read: Text = toml::from_str(text).map_err(|error| whole(Fault::Toml(error.message().to_owned())))?;
        let mut reading = Reading::default();
        let rules = read.rule.len() + read.account.len();
        reading.bound("règles", rules, limits::POLICY_RULES_MAX);
        reading.bound("termes", read.term.len(), limits::POLICY_TERMS_MAX);
        if read.rule.is_empty() {
            reading.refuse(Place::File, Fault::Lacks("une politique a au moins une règle ([[rule]])"));
        }
        if !reading.refused.is_empty() {
            return Err(reading.refused);
        }
        let (mut terms, mut meanings) = (Vec::new(), Vec::new());
        for term in read.term {
            if let Some(node) = reading.term(&term) {
                meanings.push(node);
                terms.push(Term { name: term.name, is: term.is, note: term.note });
            }
        }
        let rules: Vec<Rule> = read.rule.into_iter().filter_map(|rule| reading.rule(rule)).collect();
        let accounts: Vec<AccountRule> = read.account.into_iter().filter_map(|rule| reading.account(rule)).collect();
        reading.bound("étapes", reading.nodes, limits::POLICY_NODES_MAX);
        if !reading.refused.is_empty() {
            return Err(reading.refused);
        }
        Ok(Policy { hash: hex(&Sha256::digest(text.as_bytes())), note: read.note, terms, rules, accounts, meanings })
    }
}

/// A rule of a form, to be written down as a policy of one rule.
#[derive(Debug, Clone, Serialize)]
pub struct OneRule<'a> {
    /// Its name.
    pub id: &'a str,
    /// When it applies, in CEL.
    pub when: &'a str,
    /// What becomes of the letter, by its code.
    pub outcome: &'a str,
    /// `hold` or `pass`.
    pub if_unavailable: &'a str,
    /// What the desk is told.
    pub text: &'a str,
    /// Why it may make the answer milder.
    pub relief: &'a str,
    /// What it is for.
    pub note: &'a str,
}

impl OneRule<'_> {
    /// The text, which says what was typed and nothing else, whatever that is.
    pub fn text(&self) -> String {
        #[derive(Serialize)]
        struct Whole<'a> {
            rule: [&'a OneRule<'a>; 1],
        }
        toml::to_string(&Whole { rule: [self] }).unwrap_or_default()
    }
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    terms: Vec<(String, Kind)>,
    ids: Vec<String>,
    nodes: usize,
    refused: Vec<Refused>,
}

impl Reading {
    fn refuse(&mut self, place: Place, fault: Fault) {
        self.refused.push(Refused { place, fault });
    }

    fn bound(&mut self, what: &'static str, found: usize, max: usize) {
        if found > max {
            self.refuse(Place::File, Fault::TooMany { what, found, max });
        }
    }

    fn term(&mut self, term: &TermText) -> Option<Node> {
        let place = Place::Term(term.name.clone());
        let name = &term.name;
        let taken = schema::place(name).is_some() || self.terms.iter().any(|(known, _)| known == name);
        if !is_name(name) {
            self.refuse(place.clone(), Fault::Name { name: name.clone() });
        } else if taken {
            self.refuse(place.clone(), Fault::Twice { name: name.clone() });
        }
        let (node, kind) = self.expression(&place, &term.is)?;
        self.terms.push((name.clone(), kind));
        Some(node)
    }

    fn rule(&mut self, rule: RuleText) -> Option<Rule> {
        let place = self.place(&rule.id);
        let node = self.condition(&place, &rule.when)?;
        if rule.text.len() > limits::POLICY_SENTENCE_BYTES_MAX || rule.relief.len() > limits::POLICY_SENTENCE_BYTES_MAX
        {
            self.refuse(place, Fault::Lacks("la phrase est trop longue"));
            return None;
        }
        Some(Rule {
            reason: if rule.reason.is_empty() { rule.id.clone() } else { rule.reason },
            id: rule.id,
            version: rule.version,
            when: rule.when,
            outcome: rule.outcome,
            if_unavailable: rule.if_unavailable,
            text: rule.text,
            evidence: rule.evidence,
            relief: rule.relief,
            note: rule.note,
            node,
        })
    }

    fn account(&mut self, rule: AccountText) -> Option<AccountRule> {
        let place = self.place(&rule.id);
        let node = self.condition(&place, &rule.when)?;
        Some(AccountRule { id: rule.id, when: rule.when, consequence: rule.consequence, note: rule.note, node })
    }

    /// Where a rule is; its id is refused when it is none, or taken.
    fn place(&mut self, id: &str) -> Place {
        let place = Place::Rule(id.to_owned());
        if !is_name(id) {
            self.refuse(place.clone(), Fault::Name { name: id.to_owned() });
        } else if self.ids.iter().any(|known| known == id) {
            self.refuse(place.clone(), Fault::Twice { name: id.to_owned() });
        }
        self.ids.push(id.to_owned());
        place
    }

    fn condition(&mut self, place: &Place, text: &str) -> Option<Node> {
        match self.expression(place, text)? {
            (node, Kind::Bool) => Some(node),
            (_, kind) => {
                self.refuse(place.clone(), Fault::NotBool(kind));
                None
            }
        }
    }

    fn expression(&mut self, place: &Place, text: &str) -> Option<(Node, Kind)> {
        let known: Vec<Known<'_>> = self.terms.iter().map(|(name, kind)| Known { name, kind: *kind }).collect();
        match expression::check(text, &known) {
            Ok(checked) => {
                self.nodes += checked.nodes;
                Some((checked.node, checked.kind))
            }
            Err(fault) => {
                self.refuse(place.clone(), fault);
                None
            }
        }
    }
}

/// Whether this can be the name of a policy, a rule or a term: lower-case letters, digits and `_`.
pub fn is_name(name: &str) -> bool {
    let fits = !name.is_empty() && name.len() <= limits::POLICY_NAME_BYTES_MAX;
    fits && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_')
}
