//! From score, behaviour and account risk to what becomes of the letter and of the account: the policy, as data.
//!
//! Content opens a hypothesis; behaviour decides. What decides is not written here but in `rules/policy.toml`, and in
//! what a desk puts in its place or on top of it: rules in CEL over the features of [`schema`], read from top to bottom,
//! the first that applies being the answer. `docs/reference/policy.md` shows them as tables, made from the file.
//!
//! What is written here, because no policy may change it: a letter to the safety contact alone is never held; a rule
//! that fails holds; no rule that applies holds; an overlay only makes stricter, unless its rule says that it is a relief
//! and why; an account is stopped only for a letter that is held.

mod evaluate;
mod expression;
mod fault;
mod file;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod peer;
mod reasons;
mod reference;
pub mod schema;

use std::{collections::BTreeSet, sync::Arc};

use model::{
    policy::{Ruling, Value},
    verdict::{Consequence, Reason},
};

pub use fault::{Fault, Place, Refused};
pub use file::{AccountRule, Evidence, IfUnavailable, OneRule, Policy, Rule, Ruled, Term, is_name};
pub use reference::page as reference;

use crate::{
    letter::Context,
    risk::{self, Risk},
    score::Score,
};
use evaluate::{Nothing, Scratch};
use schema::{FEATURES, Shown};

/// The policy that comes with the program.
pub const BUILT_IN: &str = include_str!("../rules/policy.toml");

/// Probability from which the words alone hold a letter, as the built-in policy has it: what examples of rules and the
/// learning of the model are measured against.
pub const HOLD_AT: f32 = 0.6;
/// Probability from which behaviour decides, likewise.
pub const DOUBT_AT: f32 = 0.3;
/// Probability from which the words leave hardly a doubt, likewise.
pub const PLAIN_AT: f32 = 0.8;
/// Likeness to a confirmed threat from which a letter is the same threat, likewise.
pub const SAME_AT: f32 = 0.55;
/// Readers up to which a letter goes to persons rather than to a group, for what the desk is told.
const FEW_READERS: i64 = 5;
/// Code of the part of a find that stands between quotation marks.
const QUOTED: &str = "quoted";

/// What decides on a letter: a policy, the overlays on top of it, and those that are only tried.
#[derive(Debug, Clone)]
pub struct InForce {
    /// The policy of the territory.
    pub base: Arc<Policy>,
    /// Rules of the desk on top of it, by a name for each.
    pub overlays: Vec<(String, Arc<Policy>)>,
    /// Rules without effect, whose hits are counted, likewise.
    pub shadow: Vec<(String, Arc<Policy>)>,
    /// Which of the desk's signatures are looked for.
    pub signatures: Signatures,
}

/// Versions of the desk's signatures, by their titles.
#[derive(Debug, Clone, Default)]
pub struct Signatures {
    /// Those that decide.
    pub active: BTreeSet<String>,
    /// Those without effect, whose hits are counted.
    pub shadow: BTreeSet<String>,
}

impl InForce {
    /// A policy alone.
    pub fn alone(base: Arc<Policy>) -> InForce {
        InForce { base, overlays: Vec::new(), shadow: Vec::new(), signatures: Signatures::default() }
    }
}

/// Decides from the features alone: the same features and the same policies give the same ruling, always.
pub fn rule(features: Vec<Value>, in_force: &InForce) -> Ruling {
    let ruling = answer(&features, in_force).ruling(in_force);
    Ruling { features, ..ruling }
}

/// What becomes of a letter, with what behaviour adds to the reasons of the words.
pub(crate) fn decide(score: &Score, unreadable: bool, context: &Context, in_force: &InForce) -> (Ruling, Vec<Reason>) {
    let risk = risk::of(context);
    let features = schema::of(&Shown { score, context, risk: &risk, unreadable });
    let answer = answer(&features, in_force);
    let mut reasons = told(&answer, context, &risk);
    reasons.extend(reasons::of_consequence(answer.consequence));
    let ruling = answer.ruling(in_force);
    (Ruling { features, ..ruling }, reasons)
}

/// The answer, with the rule that gave it.
struct Answer<'a> {
    ruled: Ruled,
    consequence: Consequence,
    by: By<'a>,
    /// The overlay that gave it.
    overlay: Option<&'a str>,
    shadow: Vec<String>,
}

/// What gave an answer.
#[derive(Clone, Copy)]
enum By<'a> {
    /// A rule that applies.
    Rule(&'a Rule),
    /// A rule that asks for a signal that is missing.
    Missing(&'a Rule, usize),
    /// A rule that failed.
    Failed(&'a Rule),
    /// No rule applies.
    Nothing,
}

impl Answer<'_> {
    /// The same without what it borrows; the features are missing.
    fn ruling(self, in_force: &InForce) -> Ruling {
        Ruling {
            policy: in_force.base.hash.clone(),
            overlays: in_force.overlays.iter().map(|(_, overlay)| overlay.hash.clone()).collect(),
            rule: self.name(),
            outcome: self.ruled.outcome(),
            slow: self.ruled.slow(),
            consequence: self.consequence,
            shadow: self.shadow,
            signatures: Vec::new(),
            features: Vec::new(),
        }
    }

    fn name(&self) -> String {
        let sign = self.overlay.map_or(String::new(), |name| format!("+{name}/"));
        match self.by {
            By::Rule(rule) => format!("{sign}{}@{}", rule.id, rule.version),
            By::Missing(rule, place) => format!("{sign}{}@{}?{}", rule.id, rule.version, FEATURES[place].name),
            By::Failed(rule) => format!("{sign}{}@{}!", rule.id, rule.version),
            By::Nothing => "none".to_owned(),
        }
    }
}

fn answer<'a>(features: &'a [Value], in_force: &'a InForce) -> Answer<'a> {
    let base = &*in_force.base;
    let mut scratch = Scratch::new(features, &base.meanings);
    let (mut ruled, mut by) = first(base, &mut scratch).unwrap_or((Ruled::Hold, By::Nothing));
    let (mut overlay, mut shadow) = (None, Vec::new());
    if is_to_safety_contact(features) {
        ruled = Ruled::Deliver;
    } else {
        // Reliefs first, so that of two overlays the stricter has the last word.
        for relief in [true, false] {
            for (name, policy) in &in_force.overlays {
                let mut scratch = Scratch::new(features, &policy.meanings);
                let found = first(policy, &mut scratch).filter(|(_, by)| by.is_relief() == relief);
                if let Some((other, why)) = found.filter(|(other, _)| changes(ruled, *other, relief)) {
                    (ruled, by, overlay) = (other, why, Some(name.as_str()));
                }
            }
        }
        for (name, policy) in &in_force.shadow {
            let mut scratch = Scratch::new(features, &policy.meanings);
            let found = first(policy, &mut scratch).filter(|(other, by)| changes(ruled, *other, by.is_relief()));
            if let Some((_, By::Rule(rule) | By::Missing(rule, _) | By::Failed(rule))) = found {
                shadow.push(format!("{name}/{}@{}", rule.id, rule.version));
            }
        }
    }
    let mut consequence = Consequence::None;
    if ruled == Ruled::Hold {
        let applies = base.accounts.iter().find(|rule| scratch.holds(&rule.node) == Ok(true));
        consequence = applies.map_or(Consequence::None, |rule| rule.consequence);
    }
    Answer { ruled, consequence, by, overlay, shadow }
}

/// Whether an overlay's word takes the place of another: it is stricter, or a relief that is milder.
fn changes(ruled: Ruled, other: Ruled, relief: bool) -> bool {
    if relief { other < ruled } else { other > ruled }
}

/// What the first rule that applies says.
fn first<'a>(policy: &'a Policy, scratch: &mut Scratch<'a>) -> Option<(Ruled, By<'a>)> {
    policy.rules.iter().find_map(|rule| match scratch.holds(&rule.node) {
        Ok(true) => Some((rule.outcome, By::Rule(rule))),
        Ok(false) => None,
        Err(Nothing::Unavailable(place)) => {
            (rule.if_unavailable == IfUnavailable::Hold).then_some((Ruled::Hold, By::Missing(rule, place)))
        }
        Err(Nothing::Fault) => Some((Ruled::Hold, By::Failed(rule))),
    })
}

impl By<'_> {
    fn is_relief(self) -> bool {
        matches!(self, By::Rule(rule) if !rule.relief.is_empty())
    }
}

fn is_to_safety_contact(features: &[Value]) -> bool {
    let place = schema::place("to_safety_contact");
    place.and_then(|place| features.get(place)) == Some(&Value::Bool(true))
}

/// The reasons for the desk.
fn told(answer: &Answer<'_>, context: &Context, risk: &Risk) -> Vec<Reason> {
    let rule = match answer.by {
        By::Rule(rule) => rule,
        By::Missing(rule, place) => return vec![reasons::missing(&rule.id, FEATURES[place].name)],
        By::Failed(rule) => return vec![reasons::failed(&rule.id)],
        By::Nothing => return vec![reasons::no_rule()],
    };
    let mut reasons = Vec::new();
    if rule.evidence.contains(&Evidence::Sending) || (answer.overlay.is_some() && answer.ruled == Ruled::Hold) {
        reasons.extend(reasons::of_sending(context, risk));
    }
    if let Some(confirmed) = context.confirmed_match.as_ref().filter(|_| rule.evidence.contains(&Evidence::Confirmed)) {
        reasons.push(reasons::confirmed(&confirmed.campaign, confirmed.similarity));
    }
    if answer.overlay.is_some() {
        reasons.push(reasons::of_overlay(rule));
    } else if !rule.text.is_empty() {
        reasons.push(reasons::said(&rule.reason, &rule.text));
    }
    reasons
}

/// What the policies say of a letter of which only that is asked.
pub fn outcome(features: &[Value], in_force: &InForce) -> Ruled {
    answer(features, in_force).ruled
}

/// What an overlay would make of what was decided: the other word and its rule, when it changes anything.
pub fn over<'a>(features: &'a [Value], before: Ruled, overlay: &'a Policy) -> Option<(Ruled, &'a Rule)> {
    if is_to_safety_contact(features) {
        return None;
    }
    let mut scratch = Scratch::new(features, &overlay.meanings);
    let (other, by) = first(overlay, &mut scratch)?;
    let (By::Rule(rule) | By::Missing(rule, _) | By::Failed(rule)) = by else { return None };
    changes(before, other, by.is_relief()).then_some((other, rule))
}
