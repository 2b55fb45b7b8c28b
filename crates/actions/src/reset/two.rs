//! A reset that takes two people: one asks, and may begin it at once for half an hour; another agrees within a quarter of an
//! hour, or it ends by itself. Of the two, one is of a crisis desk; for everybody on the installation they are of two
//! houses.

use model::{Actor, Millis, Role, limits, reset::ResetStep, territory::Scope};
use store::{
    Tx,
    reset::Counts,
    reset_request::{self, NewRequest, Request},
};
use uuid::Uuid;

use super::{NewReset, begin, end, may_reset};
use crate::{App, Result, record};

/// What came of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It took one person: it is in force on every node within a second.
    Done {
        /// Its identity.
        id: Uuid,
        /// Whom it concerns.
        counts: Counts,
    },
    /// It waits for a second person.
    Waits {
        /// Identity of the request.
        id: Uuid,
        /// Until then.
        until: Millis,
        /// It has begun already, and ends by itself unless somebody agrees.
        begun: bool,
    },
    /// The territory is not theirs to decide on, or there is nothing to end.
    NotAllowed,
}

/// Asks for a reset, or does it when one person is enough. `at_once`: what waits for a second person begins now, for
/// [`limits::RESET_PROVISIONAL`].
pub async fn ask(app: &App, actor: &Actor, new: &NewReset<'_>, at_once: bool) -> Result<Asked> {
    if !ResetStep::Begin.takes_two(&new.scope) {
        return Ok(match super::reset(app, Some(actor), new).await? {
            super::Reset::Yes { id, counts } => Asked::Done { id, counts },
            super::Reset::NotAllowed => Asked::NotAllowed,
        });
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if !may_reset(&mut tx, Some(actor), &new.scope, now).await? {
        return Ok(Asked::NotAllowed);
    }
    let request = NewRequest {
        id: app.id(),
        step: ResetStep::Begin,
        reset: None,
        scope: &new.scope,
        spares_since: new.spares_since,
        spares_passkeys: new.spares_passkeys,
        note: new.note,
        by: actor.person,
        begun: at_once,
    };
    keep(app, &mut tx, &request, now).await?;
    if at_once {
        let until = Some(now + limits::RESET_PROVISIONAL);
        begin(app, &mut tx, request.id, (new, until), Some(actor), now).await?;
    }
    app.commit(tx, [crate::switchboard::Hint::Sessions]).await?;
    Ok(Asked::Waits { id: request.id, until: now + limits::RESET_ANSWER_WITHIN, begun: at_once })
}

/// Asks to end a reset: passwords of before would hold again.
pub async fn ask_undo(app: &App, actor: &Actor, id: Uuid, note: &str) -> Result<Asked> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(reset) = store::reset::get(&mut tx, id).await? else { return Ok(Asked::NotAllowed) };
    let scope = reset.scope();
    // What only waits for agreement is taken back by its request.
    if reset.until().is_some() || !may_reset(&mut tx, Some(actor), &scope, now).await? {
        return Ok(Asked::NotAllowed);
    }
    let request = NewRequest {
        id: app.id(),
        step: ResetStep::Undo,
        reset: Some(id),
        scope: &scope,
        spares_since: reset.spares_since(),
        spares_passkeys: reset.spares_passkeys(),
        note,
        by: actor.person,
        begun: false,
    };
    keep(app, &mut tx, &request, now).await?;
    tx.commit().await?;
    Ok(Asked::Waits { id: request.id, until: now + limits::RESET_ANSWER_WITHIN, begun: false })
}

async fn keep(app: &App, tx: &mut Tx, request: &NewRequest<'_>, now: Millis) -> Result<()> {
    reset_request::ask(tx, request, now).await?;
    let facts = serde_json::json!({
        "step": request.step, "reset": request.reset, "scope": request.scope, "spares_since": request.spares_since,
        "spares_passkeys": request.spares_passkeys, "begun": request.begun, "note": request.note,
    });
    record::append(app, tx, "accounts.reset_ask", Some(request.by), &format!("reset/{}", request.id), &facts).await?;
    Ok(())
}

/// What came of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// The reset is in force; its identity.
    Begun(Uuid),
    /// The reset has ended.
    Undone(Uuid),
    /// Nothing is done, and what had begun for half an hour has ended.
    Declined,
    /// Nobody agrees to what they asked for themself.
    Own,
    /// Neither of the two is of a crisis desk, or both are of one house.
    SameHouse,
    /// There is no such request any more, for this person.
    TooLate,
}

/// Agrees to what another asks, or declines it. Whoever asked may take it back.
pub async fn answer(app: &App, actor: &Actor, id: Uuid, agreed: bool) -> Result<Answered> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let found = reset_request::get(&mut tx, id, now - limits::RESET_ANSWER_WITHIN).await?;
    let Some(request) = found else { return Ok(Answered::TooLate) };
    let scope = request.scope();
    if !may_reset(&mut tx, Some(actor), &scope, now).await? {
        return Ok(Answered::TooLate);
    }
    if agreed && request.asked_by == actor.person {
        return Ok(Answered::Own);
    }
    if agreed && !are_two_houses(&mut tx, actor, &request, now).await? {
        return Ok(Answered::SameHouse);
    }
    if !reset_request::answer(&mut tx, id, actor.person, agreed, now).await? {
        return Ok(Answered::TooLate);
    }
    let facts = serde_json::json!({ "step": request.step, "reset": request.reset, "scope": scope, "agreed": agreed });
    let subject = format!("reset/{id}");
    record::append(app, &mut tx, "accounts.reset_answer", Some(actor.person), &subject, &facts).await?;
    let answered = if agreed { follow(app, &mut tx, actor, &request, now).await? } else { Answered::Declined };
    if !agreed && request.begun {
        store::reset::end_provisional(&mut tx, id, now).await?;
    }
    app.commit(tx, [crate::switchboard::Hint::Sessions]).await?;
    Ok(answered)
}

/// Does what two people have decided.
async fn follow(app: &App, tx: &mut Tx, actor: &Actor, request: &Request, now: Millis) -> Result<Answered> {
    let scope = request.scope();
    match (request.step, request.reset) {
        (ResetStep::Undo, Some(id)) => {
            let Some(reset) = store::reset::get(tx, id).await? else { return Ok(Answered::TooLate) };
            Ok(if end(app, tx, &reset, (Some(actor), &request.note), now).await? {
                Answered::Undone(id)
            } else {
                Answered::TooLate
            })
        }
        // What began for half an hour goes on; if it was too late for that, it begins anew.
        _ if request.begun && store::reset::make_lasting(tx, request.id, now).await? => Ok(Answered::Begun(request.id)),
        _ => {
            let id = if request.begun { app.id() } else { request.id };
            let (spares_since, spares_passkeys) = (request.spares_since(), request.spares_passkeys());
            let new = NewReset { scope, spares_since, spares_passkeys, note: &request.note };
            begin(app, tx, id, (&new, None), Some(actor), now).await?;
            Ok(Answered::Begun(id))
        }
    }
}

/// One of the two is of a desk; over everybody they have no school in common.
async fn are_two_houses(tx: &mut Tx, actor: &Actor, request: &Request, now: Millis) -> Result<bool> {
    let Some(other) = store::person::actor(tx, request.asked_by, now).await? else { return Ok(false) };
    let scope = request.scope();
    if ResetStep::Begin.takes_two(&scope) && !actor.has(Role::Desk) && !other.has(Role::Desk) {
        return Ok(false);
    }
    Ok(scope != Scope::All || !actor.shares_a_school_with(&other))
}

/// A request, and whether the actor made it.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The request.
    pub request: Request,
    /// Name of the place; none: everybody.
    pub place: Option<String>,
    /// Whom it concerns.
    pub counts: Counts,
    /// The actor asked for it.
    pub own: bool,
}

/// What waits for a second person in the territories of the actor.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Vec<Waiting>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let mut seen = Vec::new();
    for request in reset_request::waiting(&mut tx, now - limits::RESET_ANSWER_WITHIN).await? {
        let scope = request.scope();
        if !may_reset(&mut tx, Some(actor), &scope, now).await? {
            continue;
        }
        let spares = (request.spares_since(), request.spares_passkeys());
        let counts = store::reset::counts(&mut tx, &scope, spares, now, now).await?;
        let place = store::reset_board::name(&mut tx, &scope).await?;
        let own = request.asked_by == actor.person;
        seen.push(Waiting { request, place, counts, own });
    }
    Ok(seen)
}
