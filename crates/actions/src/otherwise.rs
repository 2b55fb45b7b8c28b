//! What would have made a verdict other: the letter is judged again with one thing changed at a time, by the rules that
//! are in force now, and what would have let it pass is said. Nothing is estimated: what is not judged is not said. When
//! the same letter would be judged otherwise today without any change, that is said instead, as a change would then
//! prove nothing.

use model::verdict::{Outcome, Verdict};
use shield::{Context, Letter, SimilarRecent};

use crate::{App, judge};

/// Passages that are left out one by one.
const PASSAGES_MAX: usize = 12;

/// One thing that could have been other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Sent from the sender's own device, where they always are.
    OwnDevice,
    /// Sent to one person.
    OneReader,
    /// Sent by nobody else, and like no confirmed threat.
    NoCopies,
    /// Without the passage that this reason points at: its place in the list of reasons, from 0.
    WithoutPassage(usize),
}

/// What would have made a verdict other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Otherwise {
    /// Each of these alone lets the letter pass, and how.
    Passes(Vec<(Change, Outcome)>),
    /// No one thing does.
    Never,
    /// The same letter would be judged so today without any change: rules, or what is known, are others.
    Changed(Outcome),
}

/// Judges a letter again with one thing changed at a time. `None`: it was not stopped.
pub(crate) fn otherwise(app: &App, letter: &Letter<'_>, told: &Context, verdict: &Verdict) -> Option<Otherwise> {
    if verdict.outcome != Outcome::Hold {
        return None;
    }
    let again = |letter: &Letter<'_>, context: &Context| judge::again(app, letter, context).outcome;
    let now = again(letter, told);
    if now != Outcome::Hold {
        return Some(Otherwise::Changed(now));
    }
    let mut passes = Vec::new();
    for (change, context) in [
        (Change::OwnDevice, own_device(told)),
        (Change::OneReader, one_reader(told)),
        (Change::NoCopies, no_copies(told)),
    ] {
        if context == *told {
            continue;
        }
        let outcome = again(letter, &context);
        if outcome != Outcome::Hold {
            passes.push((change, outcome));
        }
    }
    let mut tried = Vec::new();
    for (n, reason) in verdict.reasons.iter().enumerate() {
        let span = reason.start..reason.end;
        if span.is_empty() || tried.contains(&span) || tried.len() >= PASSAGES_MAX {
            continue;
        }
        let (Some(before), Some(after)) = (letter.body.get(..span.start), letter.body.get(span.end..)) else {
            continue;
        };
        tried.push(span);
        let body = format!("{before}{after}");
        let outcome = again(&Letter { body: &body, ..*letter }, told);
        if outcome != Outcome::Hold {
            passes.push((Change::WithoutPassage(n), outcome));
        }
    }
    Some(if passes.is_empty() { Otherwise::Never } else { Otherwise::Passes(passes) })
}

/// On a device that is theirs, from where they always are.
fn own_device(told: &Context) -> Context {
    let mut context = told.clone();
    context.known_device = Some(true);
    context.broadcast_power = told.profile.is_adult_of_school();
    for unusual in [
        &mut context.device_new,
        &mut context.country_unusual,
        &mut context.network_new_for_account,
        &mut context.network_new_for_school,
    ] {
        *unusual = unusual.map(|_| false);
    }
    for others in
        [&mut context.device_other_accounts, &mut context.network_other_accounts, &mut context.neighbours_stopped]
    {
        *others = others.map(|_| 0);
    }
    for schools in [&mut context.device_schools, &mut context.network_schools] {
        *schools = schools.map(|_| 1);
    }
    context.network_class = None;
    context
}

fn one_reader(told: &Context) -> Context {
    Context { readers: 1, schools: told.schools.map(|_| 1), classes: told.classes.map(|_| 0), ..told.clone() }
}

fn no_copies(told: &Context) -> Context {
    let none = SimilarRecent { count: 0, distinct_senders: 0, schools: 0 };
    Context {
        similar_recent: told.similar_recent.map(|_| none),
        confirmed_match: None,
        own_similar_last_hour: told.own_similar_last_hour.map(|_| 0),
        campaign_copies: told.campaign_copies.map(|_| 0),
        campaign_accounts: told.campaign_accounts.map(|_| 0),
        campaign_schools: told.campaign_schools.map(|_| 0),
        campaign_stopped: told.campaign_stopped.map(|_| 0),
        ..told.clone()
    }
}
