//! The smallest measure that covers every known copy of a campaign. An attack has a shape: it goes to many, or comes by
//! unknown devices, or at night, or carries a file. What stops that shape stops the attack, and leaves the rest of the
//! country its messages.

use std::collections::BTreeSet;

use model::{
    Actor, CampaignId, Profile, limits,
    measure::{Clause, Effect, Preset, Restriction, Whom},
    territory::Scope,
};
use store::measure_effect::Written;

use super::{
    decides_on_all,
    effect::{self, Figures},
};
use crate::{App, Result};

/// Bounds of readers that are worth proposing, the mildest first.
const READERS: [i64; 4] = [100, 30, 10, limits::CAP_READERS_PROPOSED];

/// A measure that covers every known copy.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    /// What, for whom.
    pub clause: Clause,
    /// Where.
    pub places: Vec<Scope>,
    /// Copies that it would have stopped: all that are known.
    pub copies: i64,
    /// What it stops besides.
    pub figures: Figures,
}

/// Measures that cover every known copy of a campaign in the schools that sent them, the smallest first. Empty: there is no
/// copy, one is a head's, there are too many schools, or one of them is not theirs to decide on.
pub async fn advise(app: &App, actor: &Actor, campaign: CampaignId) -> Result<Vec<Advice>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let copies = store::measure_effect::copies(&mut tx, campaign).await?;
    let schools: BTreeSet<_> = copies.iter().map(|copy| copy.school).collect();
    let places: Vec<Scope> = schools.into_iter().map(Scope::School).collect();
    // No measure concerns a head: an account of theirs that sends threats is contained.
    let by_head = copies.iter().any(|copy| copy.profile == Profile::Head);
    if copies.is_empty()
        || by_head
        || places.len() > limits::MEASURE_PLACES_MAX
        || !decides_on_all(&mut tx, Some(actor), &places, now).await?
    {
        return Ok(Vec::new());
    }
    let whom = whom(&copies);
    let mut advice = Vec::new();
    for restriction in covering(&copies) {
        let clause = Clause { whom, restriction };
        let figures = effect::of_plan(&mut tx, &places, &[clause], now).await?;
        advice.push(Advice { clause, places: places.clone(), copies: copies.len() as i64, figures });
    }
    advice.sort_by(|one, other| one.figures.cost().total_cmp(&other.figures.cost()));
    Ok(advice)
}

/// What less would stop in the same places, where all writing would be: what pupils do, or adults when it is about them, is
/// what an attack uses. Empty: it is not about all writing.
pub async fn smaller(app: &App, actor: &Actor, places: &[Scope], clauses: &[Clause]) -> Result<Vec<(Clause, Figures)>> {
    let Some(heavy) = clauses.iter().find(|clause| clause.restriction.is_heavy()) else { return Ok(Vec::new()) };
    let whom = if heavy.whom == Whom::Adults { Whom::Adults } else { Whom::Pupils };
    let mut less = Vec::new();
    for Clause { restriction, .. } in Preset::Default.clauses() {
        let clause = Clause { whom, restriction };
        if let Some(figures) = effect::figures(app, Some(actor), places, &[clause]).await? {
            less.push((clause, figures));
        }
    }
    Ok(less)
}

/// The fewest kinds of people that all copies come from.
fn whom(copies: &[Written]) -> Whom {
    let kinds = [Whom::Pupils, Whom::Guardians, Whom::Adults, Whom::Families];
    let covers = |whom: &Whom| copies.iter().all(|copy| whom.concerns(copy.profile));
    kinds.into_iter().find(covers).unwrap_or(Whom::Everyone)
}

/// The restrictions that stop every copy: of bounds of readers, the mildest that does.
fn covering(copies: &[Written]) -> Vec<Restriction> {
    let covers = |restriction: &Restriction| {
        let stops = |copy: &Written| restriction.effect(&effect::sending(copy)) != Effect::Nothing;
        copies.iter().all(stops)
    };
    let readers = READERS.map(|readers| Restriction::CapReach { readers });
    let others = [
        Restriction::NewDevices,
        Restriction::NationalOnly,
        Restriction::NoFiles,
        Restriction::ClosedHours { from: 23 * 60, to: 7 * 60 },
        Restriction::Hold,
        Restriction::ReadOnly,
    ];
    readers.into_iter().find(covers).into_iter().chain(others.into_iter().filter(covers)).collect()
}
