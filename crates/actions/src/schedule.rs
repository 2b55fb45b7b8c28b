//! Sending later: a draft and a time. Asked for now, judged then: what the night teaches the shield, and what becomes of
//! the account meanwhile, counts at the moment of sending.

use model::{Actor, DraftId, Millis, draft::Draft, job::Job, limits, message::Refusal};
use store::scheduled::NewScheduled;

use crate::{App, Result, measure, record, send::authorise};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheduled {
    /// It will be sent then.
    Yes(Millis),
    /// That moment is past.
    Past,
    /// That moment is more than [`limits::SCHEDULE_AHEAD_MAX`] away.
    TooFar,
    /// As many messages of the actor's wait as may be.
    TooMany,
    /// As many drafts of the actor's are kept as may be.
    TooManyDrafts,
    /// It could not be sent even now.
    Refused(Refusal),
    /// The draft is not the actor's.
    NotTheirs,
}

/// Asks that a saved draft, which reads as `letter`, be sent at a time.
pub async fn schedule(app: &App, actor: &Actor, draft: DraftId, letter: &Draft, at: Millis) -> Result<Scheduled> {
    if let Some(wrong) = wrong_time(app, at) {
        return Ok(wrong);
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if store::draft::get(&mut tx, actor.person, draft).await?.is_none() {
        return Ok(Scheduled::NotTheirs);
    }
    let known = store::scheduled::get(&mut tx, draft).await?.is_some_and(|known| known.waits());
    if !known && store::scheduled::count(&mut tx, actor.person).await? >= limits::SCHEDULED_PER_PERSON_MAX {
        return Ok(Scheduled::TooMany);
    }
    let letter = match authorise(app, &mut tx, actor, letter, now).await? {
        Ok(authorised) if measure::proof_first(app, &mut tx, actor, &authorised, now).await? => {
            return Ok(Scheduled::Refused(Refusal::ProofFirst));
        }
        Ok(_) => letter,
        Err(refusal) => return Ok(Scheduled::Refused(refusal)),
    };
    let new = NewScheduled {
        draft,
        author: actor.person,
        at,
        idempotency_key: letter.idempotency_key,
        session: actor.session,
        device: actor.device,
        proven: actor.has_proven_lately(now),
    };
    store::scheduled::set(&mut tx, &new, now).await?;
    let key = format!("send_later/{draft}/{}", at.0);
    store::job::push(&mut tx, app.id(), &Job::SendLater { draft }, Some(&key), at).await?;
    let facts = serde_json::json!({ "at": at, "session": actor.session });
    record::append(app, &mut tx, "message.schedule", Some(actor.person), &subject(draft), &facts).await?;
    tx.commit().await?;
    Ok(Scheduled::Yes(at))
}

/// What is wrong with a time of sending, if anything is.
pub fn wrong_time(app: &App, at: Millis) -> Option<Scheduled> {
    let ahead = at - app.now();
    match ahead {
        _ if ahead <= Millis(0) => Some(Scheduled::Past),
        _ if ahead > limits::SCHEDULE_AHEAD_MAX => Some(Scheduled::TooFar),
        _ => None,
    }
}

/// When a draft of the actor's is to be sent, if it is.
pub async fn of(app: &App, actor: &Actor, draft: DraftId) -> Result<Option<Millis>> {
    let mut tx = app.db.read().await?;
    let known = store::scheduled::get(&mut tx, draft).await?;
    Ok(known.filter(|known| known.author == actor.person && known.waits()).map(|known| known.at()))
}

/// Makes a draft of it again; false when it was not to be sent.
pub async fn cancel(app: &App, actor: &Actor, draft: DraftId) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    if !store::scheduled::clear(&mut tx, actor.person, draft).await? {
        return Ok(false);
    }
    let facts = serde_json::json!({});
    record::append(app, &mut tx, "message.unschedule", Some(actor.person), &subject(draft), &facts).await?;
    tx.commit().await?;
    Ok(true)
}

/// What it is about, for the journal.
pub(crate) fn subject(draft: DraftId) -> String {
    format!("draft/{draft}")
}
