//! After a reset, places come back one after the other: a class may read on Monday and write on Tuesday. Until its time a
//! printed code is good and waits; between the two moments an account writes to adults of its own school only.
//!
//! Heads and whoever has another power wait for nothing: they let the others in.

use model::{Actor, Millis, SchoolId, limits, reset::Returning, territory::Scope};
use store::{
    Tx,
    reset_opening::{self, Back, NewOpening as Row, Opening},
};
use uuid::Uuid;

use super::may_reset;
use crate::{
    App, Result,
    places::{covers, within},
    record,
};

/// When some of a place are to come back.
#[derive(Debug, Clone)]
pub struct NewOpening {
    /// Where.
    pub scope: Scope,
    /// Who of it.
    pub who: Returning,
    /// Codes open accounts from then on.
    pub reads_at: Millis,
    /// They write to everybody they may from then on.
    pub writes_at: Millis,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// It is in force, in the place of the one before.
    Yes(Uuid),
    /// There is no such reset in force, or the place is not of it, or not theirs to decide on.
    NotAllowed,
    /// Writing would open before reading.
    WritesFirst,
    /// One of the moments is too far away.
    TooFar,
    /// A wider place comes back then, as somebody with more of a say has decided: not before.
    BeforeOthers(Millis),
}

/// Decides when a place comes back. `by`: none is the console.
pub async fn open(app: &App, by: Option<&Actor>, reset: Uuid, new: &NewOpening) -> Result<Decided> {
    let now = app.now();
    if new.writes_at < new.reads_at {
        return Ok(Decided::WritesFirst);
    }
    if new.writes_at > now + limits::OPENING_WITHIN || new.reads_at < now - limits::OPENING_WITHIN {
        return Ok(Decided::TooFar);
    }
    let mut tx = app.db.begin().await?;
    let Some(of) = store::reset::get(&mut tx, reset).await? else { return Ok(Decided::NotAllowed) };
    let inside = within(&mut tx, &of.scope(), &new.scope).await?;
    if of.ended_at(now).is_some() || !inside || !may_reset(&mut tx, by, &new.scope, now).await? {
        return Ok(Decided::NotAllowed);
    }
    for wider in reset_opening::list(&mut tx, reset).await? {
        let (scope, binds) = (wider.scope(), wider.who == Returning::Everyone || wider.who == new.who);
        let earlier = new.reads_at < wider.reads_at() || new.writes_at < wider.writes_at();
        if binds
            && earlier
            && scope != new.scope
            && within(&mut tx, &scope, &new.scope).await?
            && !may_reset(&mut tx, by, &scope, now).await?
        {
            return Ok(Decided::BeforeOthers(wider.reads_at()));
        }
    }
    let (id, by) = (app.id::<Uuid>(), by.map(|actor| actor.person));
    let NewOpening { scope, who, reads_at, writes_at } = new;
    let row = Row { id, reset, scope, who: *who, reads_at: *reads_at, writes_at: *writes_at, by };
    reset_opening::set(&mut tx, &row, now).await?;
    let facts = serde_json::json!({
        "opening": id, "scope": scope, "who": who, "reads_at": reads_at, "writes_at": writes_at,
    });
    record::append(app, &mut tx, "accounts.reset_opening", by, &format!("reset/{reset}"), &facts).await?;
    tx.commit().await?;
    Ok(Decided::Yes(id))
}

/// Takes an opening back: a wider one holds instead, or the place comes back at once. False: there is none that is theirs.
pub async fn close(app: &App, by: Option<&Actor>, id: Uuid) -> Result<Option<Uuid>> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(opening) = reset_opening::get(&mut tx, id).await? else { return Ok(None) };
    if !may_reset(&mut tx, by, &opening.scope(), now).await? || !reset_opening::end(&mut tx, id, now).await? {
        return Ok(None);
    }
    let (subject, facts) = (format!("reset/{}", opening.reset), serde_json::json!({ "opening": id }));
    let author = by.map(|actor| actor.person);
    record::append(app, &mut tx, "accounts.reset_opening_ended", author, &subject, &facts).await?;
    tx.commit().await?;
    Ok(Some(opening.reset))
}

/// The openings of a reset in force, in the order of time; for the console.
pub async fn list(app: &App, reset: Uuid) -> Result<Vec<Opening>> {
    Ok(reset_opening::list(&mut app.db.read().await?, reset).await?)
}

/// An opening as a board shows it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The opening.
    pub opening: Opening,
    /// The actor may take it back.
    pub own: bool,
}

/// The openings of a reset that matter to a board: all of them, or those of one school, its classes and the places that
/// it is in.
pub(super) async fn of_board(
    tx: &mut Tx,
    actor: &Actor,
    (reset, school): (Uuid, Option<SchoolId>),
    now: Millis,
) -> Result<Vec<Shown>> {
    let mut shown = Vec::new();
    for opening in reset_opening::list(tx, reset).await? {
        let scope = opening.scope();
        let matters = match (school, opening.school()) {
            (None, _) => true,
            (Some(school), Some(of)) => of == school,
            (Some(school), None) => covers(tx, &scope, school).await?,
        };
        if matters {
            let own = may_reset(tx, Some(actor), &scope, now).await?;
            shown.push(Shown { opening, own });
        }
    }
    Ok(shown)
}

/// What of their return somebody still waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waits {
    /// Until then a code opens nothing.
    pub reads_at: Option<Millis>,
    /// Until then they write to adults of their own school only.
    pub writes_at: Option<Millis>,
}

/// What somebody waits for at this moment.
pub(crate) async fn waits(tx: &mut Tx, person: model::PersonId, now: Millis) -> Result<Waits> {
    let back: Option<Back> = reset_opening::of_person(tx, person, now).await?;
    let later = |at: Option<Millis>| at.filter(|at| *at > now);
    Ok(Waits { reads_at: later(back.map(Back::reads_at)), writes_at: later(back.map(Back::writes_at)) })
}

/// Until when the actor writes to adults of their own school only, because their place comes back step by step.
pub async fn writes_from(app: &App, actor: &Actor) -> Result<Option<Millis>> {
    Ok(waits(&mut app.db.read().await?, actor.person, app.now()).await?.writes_at)
}
