//! Measures: what a crisis restricts, for whom, where and until when (M7, M8).
//!
//! Somebody who decides on every place of a measure proposes it, after they have seen what it would stop. For a person, a
//! class or a school that is enough; for more a second person agrees within a quarter of an hour, and for what closes a
//! territory, or when its author asks for it, that person is of another institution (demande conjointe). What waits may
//! begin at once for half an hour. It is in force because its row says so at the moment of asking: on every node at once,
//! and never past its end.

mod adviser;
mod deferred;
mod effect;
mod in_force;
mod sight;
mod two;

use model::{
    Actor, Millis, PersonId, limits,
    measure::{Agreement, MeasureState, Plan, Times, Typed, Wrong},
    territory::Scope,
};
use store::{
    Tx,
    measure::{Measure, NewMeasure},
};
use uuid::Uuid;

pub(crate) use self::in_force::{Ruling, on_letter, proof_first};
pub use self::{
    adviser::{Advice, advise, smaller},
    deferred::let_out,
    effect::{Figures, figures},
    in_force::{Own, own},
    sight::{Listed, Sight, list, sight},
    two::{Answered, Extended, Lifted, answer, answer_extension, extend, lift},
};
use crate::{App, Error, Result, places, record, switchboard::Hint};

/// Code and words of the reason why a letter waits that a measure holds.
pub(crate) const REASON: &str = "measure";
pub(crate) const REASON_TEXT: &str = "Une mesure en vigueur fait vérifier tous les messages de cet expéditeur.";

/// What came of proposing a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposed {
    /// It took one person: it is in force, or will be when it begins.
    Begun(Uuid),
    /// It waits for a second person.
    Waits {
        /// Its identity.
        id: Uuid,
        /// Until then somebody may agree.
        until: Millis,
        /// It is in force meanwhile.
        begun: bool,
    },
    /// It cannot be taken as it is written.
    Wrong(Vec<Wrong>),
    /// One of the places is not theirs to decide on, or not there.
    NotAllowed,
    /// It names a person whom no measure concerns: a head, or somebody who has a power.
    Exempt,
    /// The measure that it should replace is not in force any more.
    TooLate,
}

/// Proposes a measure, or takes it when one person is enough. `by`: none is the console, which needs nobody else.
pub async fn propose(app: &App, by: Option<&Actor>, typed: Typed) -> Result<Proposed> {
    let now = app.now();
    let plan = match Plan::parse(typed, now) {
        Ok(plan) => plan,
        Err(wrong) => return Ok(Proposed::Wrong(wrong)),
    };
    match take(app, by, &plan, now).await {
        // The same form was sent twice at once, and the other request was faster: its answer is ours.
        Err(Error::Store(store::Error::Exists)) => take(app, by, &plan, now).await,
        answer => answer,
    }
}

async fn take(app: &App, by: Option<&Actor>, plan: &Plan, now: Millis) -> Result<Proposed> {
    // Counted before anybody has to wait for what is written.
    let mut tx = app.db.read().await?;
    if !decides_on_all(&mut tx, by, &plan.places, now).await? || !are_there(&mut tx, &plan.places).await? {
        return Ok(Proposed::NotAllowed);
    }
    let figures = effect::of_plan(&mut tx, &plan.places, &plan.clauses, now).await?;
    drop(tx);
    let mut tx = app.db.begin().await?;
    if let Some(known) = known(&mut tx, by, plan.id).await? {
        return Ok(known);
    }
    if names_exempt(&mut tx, &plan.places, now).await? {
        return Ok(Proposed::Exempt);
    }
    if let Some(old) = plan.replaces
        && !may_replace(&mut tx, by, old, now).await?
    {
        return Ok(Proposed::TooLate);
    }
    let waits = by.is_some() && plan.agreement != Agreement::Alone;
    let author = by.map(|actor| actor.person);
    // Half an hour alone once: not again and again without anybody's word.
    let alone_before = match author.filter(|_| waits && plan.at_once) {
        Some(author) => store::measure::began_alone(&mut tx, author, now - limits::MEASURE_ALONE_AGAIN).await?,
        None => true,
    };
    let begun = waits && !alone_before;
    let id = plan.id.unwrap_or_else(|| app.id());
    let new = NewMeasure {
        id,
        places: &plan.places,
        clauses: &serde_json::to_string(&plan.clauses)?,
        reason: &plan.reason,
        starts_at: plan.starts_at,
        ends_at: plan.ends_at,
        agreement: plan.agreement,
        state: if waits { MeasureState::Proposed } else { MeasureState::Active },
        by: author,
        provisional_until: begun.then(|| now + limits::MEASURE_PROVISIONAL),
        campaign: plan.campaign,
        replaces: plan.replaces,
        figures: &serde_json::to_string(&figures)?,
    };
    store::measure::insert(&mut tx, &new, now).await?;
    let facts = serde_json::json!({
        "places": plan.places, "clauses": plan.clauses, "reason": plan.reason, "starts_at": plan.starts_at,
        "ends_at": plan.ends_at, "agreement": new.agreement, "waits": waits, "begun": begun,
        "campaign": plan.campaign, "replaces": plan.replaces, "figures": figures,
    });
    record::append(app, &mut tx, "measure.propose", author, &subject(id), &facts).await?;
    if let Some(old) = plan.replaces.filter(|_| !waits) {
        replace(app, &mut tx, old, id, author, now).await?;
    }
    app.commit(tx, [Hint::Measures]).await?;
    if !waits {
        return Ok(Proposed::Begun(id));
    }
    let times = Times {
        starts_at: plan.starts_at,
        ends_at: plan.ends_at,
        proposed_at: now,
        provisional_until: new.provisional_until,
    };
    Ok(Proposed::Waits { id, until: times.answer_until(), begun })
}

/// What came of the same form when it was sent before.
async fn known(tx: &mut Tx, by: Option<&Actor>, id: Option<Uuid>) -> Result<Option<Proposed>> {
    let Some(id) = id else { return Ok(None) };
    let Some(measure) = store::measure::get(tx, id).await? else { return Ok(None) };
    if measure.by() != by.map(|actor| actor.person) {
        return Ok(Some(Proposed::NotAllowed));
    }
    let (until, begun) = (measure.times().answer_until(), measure.times().provisional_until.is_some());
    let waits = measure.state == MeasureState::Proposed;
    Ok(Some(if waits { Proposed::Waits { id, until, begun } } else { Proposed::Begun(id) }))
}

/// What it is about, for the journal.
fn subject(measure: Uuid) -> String {
    format!("measure/{measure}")
}

/// Whether somebody decides on every one of these places.
async fn decides_on_all(tx: &mut Tx, by: Option<&Actor>, of: &[Scope], now: Millis) -> Result<bool> {
    for place in of {
        if !places::may_decide(tx, by, place, now).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether there are such places: the console decides on any, and types them by hand.
async fn are_there(tx: &mut Tx, of: &[Scope]) -> Result<bool> {
    for place in of {
        let name = match place {
            Scope::All => continue,
            Scope::Person(person) => store::person::name(tx, *person).await?,
            _ => store::reset_board::name(tx, place).await?,
        };
        if name.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn names_exempt(tx: &mut Tx, of: &[Scope], now: Millis) -> Result<bool> {
    for place in of {
        if let Scope::Person(person) = place
            && store::person::actor(tx, *person, now).await?.is_some_and(|person| person.decides())
        {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn may_replace(tx: &mut Tx, by: Option<&Actor>, old: Uuid, now: Millis) -> Result<bool> {
    let Some(old) = store::measure::get(tx, old).await? else { return Ok(false) };
    let holds = old.standing(now).is_decided();
    let places = scopes(tx, old.id).await?;
    Ok(holds && decides_on_all(tx, by, &places, now).await?)
}

async fn scopes(tx: &mut Tx, measure: Uuid) -> Result<Vec<Scope>> {
    Ok(store::measure::places(tx, measure).await?.iter().map(store::measure::PlaceRow::scope).collect())
}

/// Ends a measure because another took its place.
async fn replace(app: &App, tx: &mut Tx, old: Uuid, new: Uuid, by: Option<PersonId>, now: Millis) -> Result<()> {
    if store::measure::end(tx, old, MeasureState::Replaced, (by, ""), now).await? {
        store::deferred::hasten(tx, old, now).await?;
        let facts = serde_json::json!({ "by": new });
        record::append(app, tx, "measure.replaced", by, &subject(old), &facts).await?;
    }
    Ok(())
}

/// A measure that somebody decides on: on all of its places.
async fn decided_by(tx: &mut Tx, by: Option<&Actor>, id: Uuid, now: Millis) -> Result<Option<Measure>> {
    let Some(measure) = store::measure::get(tx, id).await? else { return Ok(None) };
    let places = scopes(tx, id).await?;
    let theirs = decides_on_all(tx, by, &places, now).await?;
    Ok(theirs.then_some(measure))
}
