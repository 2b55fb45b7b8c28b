//! What a second person answers, and how a measure is extended or ended. Of two people who do so at once the first is
//! right, and the other is told so.

use model::{
    Actor, Millis, Role,
    measure::{Agreement, MeasureState, life_max},
};
use store::{
    Tx,
    measure_extension::{self, NewExtension},
};
use uuid::Uuid;

use super::{decided_by, replace, subject};
use crate::{App, Result, record, switchboard::Hint};

/// What came of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// It is in force, or goes on.
    Agreed,
    /// It is not taken, and has ended if it had begun.
    Declined,
    /// Nobody agrees to what they asked for themself.
    Own,
    /// Neither of the two is of a crisis desk.
    NoDesk,
    /// Both are of one institution.
    SameHouse,
    /// Nothing waits any more, for this person.
    TooLate,
}

/// Agrees to a measure that another proposed, or declines it. Whoever proposed it may take it back.
pub async fn answer(app: &App, actor: &Actor, id: Uuid, agreed: bool) -> Result<Answered> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(measure) = decided_by(&mut tx, Some(actor), id, now).await? else { return Ok(Answered::TooLate) };
    if !measure.standing(now).waits() {
        return Ok(Answered::TooLate);
    }
    if agreed && let Some(refused) = may_not_agree(&mut tx, actor, measure.by(), measure.agreement, now).await? {
        return Ok(refused);
    }
    let to = if agreed { MeasureState::Active } else { MeasureState::Refused };
    if !store::measure::answer(&mut tx, id, actor.person, to, now).await? {
        return Ok(Answered::TooLate);
    }
    let facts = serde_json::json!({ "agreed": agreed });
    record::append(app, &mut tx, "measure.answer", Some(actor.person), &subject(id), &facts).await?;
    if agreed && let Some(old) = measure.replaces {
        replace(app, &mut tx, old, id, Some(actor.person), now).await?;
    }
    if !agreed {
        store::deferred::hasten(&mut tx, id, now).await?;
    }
    app.commit(tx, [Hint::Measures]).await?;
    Ok(if agreed { Answered::Agreed } else { Answered::Declined })
}

/// Why this person may not be the second, if they may not.
async fn may_not_agree(
    tx: &mut Tx,
    actor: &Actor,
    author: Option<model::PersonId>,
    agreement: Agreement,
    now: Millis,
) -> Result<Option<Answered>> {
    let Some(author) = author else { return Ok(None) };
    if author == actor.person {
        return Ok(Some(Answered::Own));
    }
    let Some(author) = store::person::actor(tx, author, now).await? else { return Ok(Some(Answered::TooLate)) };
    if !actor.has(Role::Desk) && !author.has(Role::Desk) {
        return Ok(Some(Answered::NoDesk));
    }
    if agreement == Agreement::Joint && !are_two_houses(tx, actor, &author, now).await? {
        return Ok(Some(Answered::SameHouse));
    }
    Ok(None)
}

/// Whether two people stand for two institutions. Where powers name theirs, both have one and none in common; where no
/// power does, the two have no school in common.
async fn are_two_houses(tx: &mut Tx, one: &Actor, other: &Actor, now: Millis) -> Result<bool> {
    let own = store::power::houses(tx, one.person, now).await?;
    let their = store::power::houses(tx, other.person, now).await?;
    if !own.is_empty() && !their.is_empty() {
        return Ok(own.iter().all(|house| !their.contains(house)));
    }
    if !own.is_empty() || !their.is_empty() {
        return Ok(false);
    }
    Ok(!one.shares_a_school_with(other))
}

/// What came of extending a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extended {
    /// It ends then.
    Yes(Millis),
    /// A second person must agree first, within a quarter of an hour.
    Waits(Uuid),
    /// That is not later than its end.
    NotLater,
    /// That is longer than such a measure may last from now.
    TooLong,
    /// It has ended, or its end was moved meanwhile.
    TooLate,
    /// There is no such measure for this person.
    NotFound,
}

/// Moves the end of a measure in force, or asks for it where two decide. `by`: none is the console.
pub async fn extend(app: &App, by: Option<&Actor>, id: Uuid, to: Millis, note: &str) -> Result<Extended> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(measure) = decided_by(&mut tx, by, id, now).await? else { return Ok(Extended::NotFound) };
    let from = measure.times().ends_at;
    if !measure.standing(now).is_decided() {
        return Ok(Extended::TooLate);
    }
    if to <= from {
        return Ok(Extended::NotLater);
    }
    if to > now + life_max(&measure.clauses()?) {
        return Ok(Extended::TooLong);
    }
    let done = by.is_none() || measure.agreement == Agreement::Alone;
    let author = by.map(|actor| actor.person);
    let new = NewExtension { id: app.id(), measure: id, from_end: from, to_end: to, note, by: author, done };
    measure_extension::keep(&mut tx, &new, now).await?;
    if done && !store::measure::move_end(&mut tx, id, from, to, now).await? {
        return Ok(Extended::TooLate);
    }
    let facts = serde_json::json!({ "extension": new.id, "from": from, "to": to, "note": note, "waits": !done });
    record::append(app, &mut tx, "measure.extend", author, &subject(id), &facts).await?;
    app.commit(tx, [Hint::Measures]).await?;
    Ok(if done { Extended::Yes(to) } else { Extended::Waits(new.id) })
}

/// Agrees to an extension that another asked for, or declines it.
pub async fn answer_extension(app: &App, actor: &Actor, id: Uuid, agreed: bool) -> Result<Answered> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(extension) = measure_extension::get(&mut tx, id).await? else { return Ok(Answered::TooLate) };
    let found = decided_by(&mut tx, Some(actor), extension.measure, now).await?;
    let Some(measure) = found.filter(|_| extension.waits(now)) else { return Ok(Answered::TooLate) };
    if agreed && let Some(refused) = may_not_agree(&mut tx, actor, extension.by(), measure.agreement, now).await? {
        return Ok(refused);
    }
    if !measure_extension::answer(&mut tx, id, actor.person, agreed, now).await? {
        return Ok(Answered::TooLate);
    }
    let (from, to) = (extension.from_end(), extension.to_end());
    if agreed && !store::measure::move_end(&mut tx, measure.id, from, to, now).await? {
        return Ok(Answered::TooLate);
    }
    let facts = serde_json::json!({ "extension": id, "to": to, "agreed": agreed });
    record::append(app, &mut tx, "measure.extend_answer", Some(actor.person), &subject(measure.id), &facts).await?;
    app.commit(tx, [Hint::Measures]).await?;
    Ok(if agreed { Answered::Agreed } else { Answered::Declined })
}

/// What came of ending a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lifted {
    /// It has ended, on every node.
    Yes,
    /// It had ended.
    TooLate,
    /// There is no such measure for this person.
    NotFound,
}

/// Ends a measure before its time; one person is enough for that. What it had wait goes out, judged again.
/// `by`: none is the console.
pub async fn lift(app: &App, by: Option<&Actor>, id: Uuid, note: &str) -> Result<Lifted> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(measure) = decided_by(&mut tx, by, id, now).await? else { return Ok(Lifted::NotFound) };
    let author = by.map(|actor| actor.person);
    // What waits for a second person is declined instead.
    if !measure.standing(now).is_decided()
        || !store::measure::end(&mut tx, id, MeasureState::Lifted, (author, note), now).await?
    {
        return Ok(Lifted::TooLate);
    }
    let hastened = store::deferred::hasten(&mut tx, id, now).await?;
    let facts = serde_json::json!({ "note": note, "hastened": hastened });
    record::append(app, &mut tx, "measure.lift", author, &subject(id), &facts).await?;
    app.commit(tx, [Hint::Measures]).await?;
    Ok(Lifted::Yes)
}
