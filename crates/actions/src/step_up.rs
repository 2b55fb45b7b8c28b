//! Proving again, in an open session, who one is: before deciding over others, and before what goes to many. Whoever has a
//! second factor proves it, others type their password again.

use model::{
    Actor, Millis, SessionId,
    factor::{Ceremony, ProofKind},
};
use store::Tx;

use crate::{
    App, Result, factor,
    hasher::{Busy, Turn},
    passkey::{self, Asked, Checked},
    record,
    second_step::Offered,
    tries::Tries,
};

/// What somebody must do before they decide over others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A code of their second factor, or a passkey.
    Code,
    /// Their password.
    Password,
    /// They must set a second factor up first.
    Factor,
}

/// What the actor must prove; none when they did so a moment ago. With `factor_required` a password alone is not enough.
pub async fn wanted(app: &App, actor: &Actor, factor_required: bool) -> Result<Option<Wanted>> {
    let now = app.now();
    let lately = actor.has_proven_lately(now);
    if lately && !factor_required {
        return Ok(None);
    }
    let mut tx = app.db.read().await?;
    let has_factor = !factor::in_force(&mut tx, actor.person, now).await?.is_empty();
    Ok(match (has_factor, factor_required) {
        (false, true) => Some(Wanted::Factor),
        _ if lately => None,
        (true, _) => Some(Wanted::Code),
        (false, false) => Some(Wanted::Password),
    })
}

/// What came of proving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proved {
    /// They are who they are, for a while.
    Yes,
    /// That is not right.
    Wrong,
    /// The passkey has a copy that was used since: it is refused.
    Copied,
    /// Too many wrong ones: a quarter of an hour must pass.
    TooMany,
    /// Too many sign in at this moment.
    Busy,
}

/// Proves who the actor is, by a code or, for who has no second factor, by the password.
pub async fn step_up(app: &App, actor: &Actor, typed: &str) -> Result<Proved> {
    let Some(session) = actor.session else { return Ok(Proved::Wrong) };
    let tries = Tries::of_person(actor.person, actor.device);
    let mut tx = app.db.read().await?;
    let must_wait = tries.must_wait(&mut tx, app.now()).await?;
    let has_factor = !factor::in_force(&mut tx, actor.person, app.now()).await?.is_empty();
    let hash = store::account::of(&mut tx, actor.person).await?.and_then(|account| account.secret_hash);
    drop(tx);
    if must_wait {
        return Ok(Proved::TooMany);
    }
    let password = if has_factor {
        false
    } else {
        match app.hasher.verify(typed, hash.as_deref(), Turn::First).await? {
            Ok(right) => right,
            Err(Busy) => return Ok(Proved::Busy),
        }
    };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let by = if has_factor {
        factor::check(app, &mut tx, actor.person, typed, now).await?
    } else {
        password.then_some(ProofKind::Password)
    };
    tries.note(app, &mut tx, by.is_some(), now).await?;
    let Some(by) = by else {
        tx.commit().await?;
        return Ok(Proved::Wrong);
    };
    note(app, tx, actor, (session, by), now).await
}

/// Asks for a passkey of the actor, in this browser. `None`: they have none.
pub async fn ask_passkey(app: &App, actor: &Actor, device: &str) -> Result<Option<Asked>> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let asked = passkey::ask_for(app, &mut tx, (Ceremony::StepUp, device, actor.person), now).await?;
    tx.commit().await?;
    Ok(asked)
}

/// What the actor has to prove themselves by, besides codes.
pub async fn offered(app: &App, actor: &Actor) -> Result<Offered> {
    let mut tx = app.db.read().await?;
    Offered::to(app, &mut tx, actor.person, app.now()).await
}

/// Proves who the actor is by a passkey; `answer` is what the browser gives, as JSON.
pub async fn by_passkey(app: &App, actor: &Actor, device: &str, answer: &str) -> Result<Proved> {
    let Some(session) = actor.session else { return Ok(Proved::Wrong) };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let asked = (Ceremony::StepUp, Some(device), Some(actor.person));
    let refused = match passkey::check(app, &mut tx, asked, answer, now).await? {
        Checked::Right(_) => return note(app, tx, actor, (session, ProofKind::Passkey), now).await,
        Checked::Wrong => Proved::Wrong,
        Checked::Copied => Proved::Copied,
    };
    tx.commit().await?;
    Ok(refused)
}

/// Notes that the actor has proved themselves in their session.
async fn note(
    app: &App,
    mut tx: Tx,
    actor: &Actor,
    (session, by): (SessionId, ProofKind),
    now: Millis,
) -> Result<Proved> {
    store::factor::prove_session(&mut tx, session, now).await?;
    let facts = serde_json::json!({ "session": session, "by": by });
    record::append(app, &mut tx, "session.prove", Some(actor.person), &format!("person/{}", actor.person), &facts)
        .await?;
    tx.commit().await?;
    Ok(Proved::Yes)
}
