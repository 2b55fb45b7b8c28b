//! One officer at a time looks at a letter: whoever takes it says so to the others, and it is free again by itself after
//! [`limits::CLAIM_LIFE`], when it is put down, or when somebody decides.
//!
//! A claim keeps two people from doing the same work; it never stands between a threat and its withdrawal. Releasing
//! what another officer reads is refused, as it cannot be taken back from who has read it; withdrawing is not.

use model::{Actor, MessageId, Millis, PersonId, limits};
use store::claim::{Claim, Officer};

use crate::{App, Result, desk::triaged, record, switchboard::Hint};

/// What came of taking a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed {
    /// It is the actor's until then.
    Yes {
        /// When it is free again by itself.
        until: Millis,
    },
    /// Another officer has it until then.
    Theirs {
        /// Their name.
        name: String,
        /// When it is free again by itself.
        until: Millis,
    },
    /// There is no such message for this desk.
    NotFound,
}

/// Takes a letter, or keeps it longer.
pub async fn claim(app: &App, actor: &Actor, id: MessageId) -> Result<Claimed> {
    let now = app.now();
    let until = now + limits::CLAIM_LIFE;
    let mut tx = app.db.begin().await?;
    if triaged(app, &mut tx, actor, id).await?.is_none() {
        return Ok(Claimed::NotFound);
    }
    if !store::claim::take(&mut tx, id, actor.person, until, now).await? {
        let Some(theirs) = store::claim::of_message(&mut tx, id, now).await? else { return Err(crate::Error::Lost) };
        return Ok(Claimed::Theirs { until: theirs.until(), name: theirs.name });
    }
    let facts = serde_json::json!({ "until": until });
    record::append(app, &mut tx, "desk.claim", Some(actor.person), &format!("message/{id}"), &facts).await?;
    app.commit(tx, [Hint::Desk]).await?;
    Ok(Claimed::Yes { until })
}

/// What came of giving a letter back, or on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// Done.
    Yes,
    /// The actor does not have it, or not any more.
    NotTheirs,
    /// Nobody of that name may triage this letter.
    NoOfficer,
    /// There is no such message for this desk.
    NotFound,
}

/// Puts a letter down before its time.
pub async fn put_down(app: &App, actor: &Actor, id: MessageId) -> Result<Passed> {
    let mut tx = app.db.begin().await?;
    if triaged(app, &mut tx, actor, id).await?.is_none() {
        return Ok(Passed::NotFound);
    }
    if !store::claim::put_down(&mut tx, id, actor.person, app.now()).await? {
        return Ok(Passed::NotTheirs);
    }
    record::append(app, &mut tx, "desk.put_down", Some(actor.person), &format!("message/{id}"), &serde_json::json!({}))
        .await?;
    app.commit(tx, [Hint::Desk]).await?;
    Ok(Passed::Yes)
}

/// Passes a letter on to another officer of the same territory, with a note.
pub async fn hand_over(app: &App, actor: &Actor, id: MessageId, to: PersonId, note: &str) -> Result<Passed> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(message) = triaged(app, &mut tx, actor, id).await? else { return Ok(Passed::NotFound) };
    let may = store::desk::may_triage(&mut tx, to, message.sender_school, now).await?;
    if !may || to == actor.person {
        return Ok(Passed::NoOfficer);
    }
    let note = model::text::cut(note.trim(), limits::DESK_NOTE_BYTES_MAX);
    let until = now + limits::CLAIM_LIFE;
    if !store::claim::pass(&mut tx, id, (actor.person, to), note, until, now).await? {
        return Ok(Passed::NotTheirs);
    }
    let facts = serde_json::json!({ "to": to, "until": until, "note": note });
    record::append(app, &mut tx, "desk.hand_over", Some(actor.person), &format!("message/{id}"), &facts).await?;
    app.commit(tx, [Hint::Desk]).await?;
    Ok(Passed::Yes)
}

/// Who has a letter, and to whom it could be passed on.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// Who has it now.
    pub claim: Option<Claim>,
    /// Whether that is the one who asks.
    pub own: bool,
    /// The other officers of its territory.
    pub others: Vec<Officer>,
}

/// Reads the same inside a transaction.
pub(crate) async fn standing(
    app: &App,
    tx: &mut store::Tx,
    actor: &Actor,
    message: &store::message::Message,
) -> Result<Standing> {
    let now = app.now();
    let claim = store::claim::of_message(tx, message.id, now).await?;
    let own = claim.as_ref().is_some_and(|claim| claim.officer == actor.person);
    let mut others = Vec::new();
    if own {
        others = store::claim::officers(tx, message.sender_school, now, limits::OFFICERS_LISTED_MAX).await?;
        others.retain(|officer| officer.person != actor.person);
    }
    Ok(Standing { claim, own, others })
}

/// Whether another officer than this one has a letter.
pub(crate) async fn is_anothers(app: &App, tx: &mut store::Tx, actor: &Actor, id: MessageId) -> Result<bool> {
    let claim = store::claim::of_message(tx, id, app.now()).await?;
    Ok(claim.is_some_and(|claim| claim.officer != actor.person))
}
