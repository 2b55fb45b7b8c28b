//! A reset of a territory: every password, session, remembered device and printed code that was issued before now is dead
//! there, on every node, by one row of the epochs (invariant 6). People come back by sheets that an adult hands out.
//!
//! It can be undone for those who have not come back yet. It may spare those who chose their password after a moment:
//! a thief had the one before. Whoever has a power is spared when another person than the console decides: nobody evicts
//! those who may have more.

pub mod board;
pub mod openings;
pub mod two;

use model::{Actor, Millis, SchoolId, territory::Scope};
use store::{
    Tx,
    reset::{Counts, Reset as Row},
};
use uuid::Uuid;

use crate::{
    App, Result,
    places::{self, covers},
    record,
    switchboard::Hint,
};

/// What to reset.
#[derive(Debug, Clone)]
pub struct NewReset<'a> {
    /// The territory; not a person, who gets a sheet.
    pub scope: Scope,
    /// Passwords chosen after this moment hold, and what was opened with them.
    pub spares_since: Option<Millis>,
    /// Whoever has a passkey that they had at this moment is spared, with their password: it alone opened no new device.
    pub spares_passkeys: Option<Millis>,
    /// Why, for the journal.
    pub note: &'a str,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reset {
    /// In force on every node within a second.
    Yes {
        /// Its identity.
        id: Uuid,
        /// Whom it concerns.
        counts: Counts,
    },
    /// The territory is not theirs to decide on.
    NotAllowed,
}

/// Resets a territory. `by`: none is the console.
pub async fn reset(app: &App, by: Option<&Actor>, new: &NewReset<'_>) -> Result<Reset> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if !may_reset(&mut tx, by, &new.scope, now).await? {
        return Ok(Reset::NotAllowed);
    }
    let id = app.id::<Uuid>();
    let counts = begin(app, &mut tx, id, (new, None), by, now).await?;
    app.commit(tx, [Hint::Sessions]).await?;
    Ok(Reset::Yes { id, counts })
}

/// Begins a reset inside a transaction; with a time, for so long unless somebody else agrees.
async fn begin(
    app: &App,
    tx: &mut Tx,
    id: Uuid,
    (new, until): (&NewReset<'_>, Option<Millis>),
    by: Option<&Actor>,
    now: Millis,
) -> Result<Counts> {
    let NewReset { scope, spares_since, spares_passkeys, note } = new;
    let (spares_since, spares_passkeys, by) = (*spares_since, *spares_passkeys, by.map(|actor| actor.person));
    let counts = store::reset::counts(tx, scope, (spares_since, spares_passkeys), now, now).await?;
    let provisional = until.map(|until| (until, app.id::<Uuid>()));
    let row = store::reset::NewReset { id, scope, spares_since, spares_passkeys, by, provisional };
    store::reset::begin(tx, &row, now).await?;
    let facts = serde_json::json!({
        "scope": scope, "not_before": now, "spares_since": spares_since, "spares_passkeys": spares_passkeys,
        "accounts": counts.accounts, "spared": counts.spared, "until": until, "note": note,
    });
    record::append(app, tx, "accounts.reset", by, &format!("reset/{id}"), &facts).await?;
    Ok(counts)
}

/// Whom a reset would concern; `spares` are the moments of [`NewReset`]. `None`: the territory is not theirs to decide on.
pub async fn preview(
    app: &App,
    by: Option<&Actor>,
    scope: &Scope,
    spares: (Option<Millis>, Option<Millis>),
) -> Result<Option<Counts>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    if !may_reset(&mut tx, by, scope, now).await? {
        return Ok(None);
    }
    Ok(Some(store::reset::counts(&mut tx, scope, spares, now, now).await?))
}

/// Undoes a reset for those who have not come back: their passwords hold again. What was open stays closed. False: there
/// is no such reset in force for them.
pub async fn undo(app: &App, by: Option<&Actor>, id: Uuid, note: &str) -> Result<bool> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(reset) = store::reset::get(&mut tx, id).await? else { return Ok(false) };
    if !may_reset(&mut tx, by, &reset.scope(), now).await? || !end(app, &mut tx, &reset, (by, note), now).await? {
        return Ok(false);
    }
    app.commit(tx, [Hint::Sessions]).await?;
    Ok(true)
}

/// Ends a reset inside a transaction; false when it has ended.
async fn end(app: &App, tx: &mut Tx, reset: &Row, (by, note): (Option<&Actor>, &str), now: Millis) -> Result<bool> {
    if !store::reset::undo(tx, app.id(), reset, now).await? {
        return Ok(false);
    }
    let facts = serde_json::json!({ "scope": reset.scope(), "not_before": reset.not_before(), "note": note });
    let (author, subject) = (by.map(|actor| actor.person), format!("reset/{}", reset.id));
    record::append(app, tx, "accounts.reset_undone", author, &subject, &facts).await?;
    Ok(true)
}

/// A reset and how many came back.
#[derive(Debug)]
pub struct Listed {
    /// The reset.
    pub reset: Row,
    /// How many it concerns, in the school when there is one.
    pub counts: Counts,
    /// The actor's school, when the reset is of a wider place than they decide on.
    pub school: Option<SchoolId>,
}

/// The newest resets of the territories that somebody decides on, and of wider ones what is of a head's schools.
pub async fn list(app: &App, by: Option<&Actor>) -> Result<Vec<Listed>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let schools: Vec<SchoolId> = by.into_iter().flat_map(Actor::heads).map(|one| one.school).collect();
    let mut seen = Vec::new();
    for reset in store::reset::list(&mut tx).await? {
        let scope = reset.scope();
        let mut of: Vec<(Scope, Option<SchoolId>)> = Vec::new();
        if may_reset(&mut tx, by, &scope, now).await? {
            of.push((scope, None));
        } else if !matches!(scope, Scope::School(_) | Scope::Section(_)) {
            for school in &schools {
                if covers(&mut tx, &scope, *school).await? {
                    of.push((Scope::School(*school), Some(*school)));
                }
            }
        }
        for (scope, school) in of {
            let counts = store::reset::counts(&mut tx, &scope, spares_of(&reset), reset.not_before(), now).await?;
            seen.push(Listed { reset: reset.clone(), counts, school });
        }
    }
    Ok(seen)
}

/// The moments before and after which a reset spares.
fn spares_of(reset: &Row) -> (Option<Millis>, Option<Millis>) {
    (reset.spares_since(), reset.spares_passkeys())
}

/// Whoever decides on the place, see [`places::may_decide`]; a person gets a sheet instead.
async fn may_reset(tx: &mut Tx, by: Option<&Actor>, scope: &Scope, now: Millis) -> Result<bool> {
    Ok(!matches!(scope, Scope::Person(_)) && places::may_decide(tx, by, scope, now).await?)
}
