//! Proving again, in an open session, who one is: before deciding over others, and before what goes to many. Whoever has a
//! second factor proves it, others type their password again.

use model::{Actor, factor::ProofKind, limits};

use crate::{App, Result, factor, hasher::Busy, record, second_step::tries_of};

/// What somebody must do before they decide over others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// They proved it a moment ago.
    Nothing,
    /// A code of their second factor.
    Code,
    /// Their password.
    Password,
    /// They must set a second factor up first.
    Factor,
}

/// What the actor must prove. With `factor_required` a password alone is not enough.
pub async fn wanted(app: &App, actor: &Actor, factor_required: bool) -> Result<Wanted> {
    let now = app.now();
    let lately = actor.has_proven_lately(now);
    if lately && !factor_required {
        return Ok(Wanted::Nothing);
    }
    let mut tx = app.db.read().await?;
    let has_factor = !factor::in_force(&mut tx, actor.person, now).await?.is_empty();
    Ok(match (has_factor, factor_required) {
        (false, true) => Wanted::Factor,
        _ if lately => Wanted::Nothing,
        (true, _) => Wanted::Code,
        (false, false) => Wanted::Password,
    })
}

/// What came of proving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proved {
    /// They are who they are, for a while.
    Yes,
    /// That is not right.
    Wrong,
    /// Too many wrong ones: a quarter of an hour must pass.
    TooMany,
    /// Too many sign in at this moment.
    Busy,
}

/// Proves who the actor is, by a code or, for who has no second factor, by the password.
pub async fn step_up(app: &App, actor: &Actor, typed: &str) -> Result<Proved> {
    let Some(session) = actor.session else { return Ok(Proved::Wrong) };
    let key = tries_of(actor.person);
    let mut tx = app.db.read().await?;
    let since = app.now() - limits::SIGN_IN_WINDOW;
    let failures = store::account::failures(&mut tx, &key, actor.device, since).await?;
    let has_factor = !factor::in_force(&mut tx, actor.person, app.now()).await?.is_empty();
    let hash = store::account::of(&mut tx, actor.person).await?.and_then(|account| account.secret_hash);
    drop(tx);
    if failures >= limits::SIGN_IN_FAILURES_MAX {
        return Ok(Proved::TooMany);
    }
    let password = if has_factor {
        false
    } else {
        match app.hasher.verify(typed, hash.as_deref()).await? {
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
    store::account::note_try(&mut tx, app.id(), &key, actor.device, by.is_some(), now).await?;
    let Some(by) = by else {
        tx.commit().await?;
        return Ok(Proved::Wrong);
    };
    store::factor::prove_session(&mut tx, session, now).await?;
    let facts = serde_json::json!({ "session": session, "by": by });
    record::append(app, &mut tx, "session.prove", Some(actor.person), &format!("person/{}", actor.person), &facts)
        .await?;
    tx.commit().await?;
    Ok(Proved::Yes)
}
