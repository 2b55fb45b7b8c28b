//! The time of a scheduled message has come: it goes through the same door as any other, and is judged there.

use model::{Actor, DraftId, Millis, draft::Draft, message::Refusal};
use store::{Tx, draft::SavedDraft, scheduled::Scheduled};

use crate::{
    App, Result, account, record,
    schedule::subject,
    send::{self, Sent},
    switchboard::Hint,
};

/// Sends a scheduled draft, unless it was cancelled, changed or put off meanwhile. May run twice, and stop anywhere: the
/// message has the key that was chosen when it was scheduled, so it is sent once.
pub async fn run(app: &App, draft: DraftId) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some(due) = store::scheduled::get(&mut tx, draft).await?.filter(Scheduled::waits) else { return Ok(()) };
    if due.at() > now {
        return Ok(());
    }
    if store::message::by_key(&mut tx, due.author, due.idempotency_key).await?.is_some() {
        // It was sent, and the program stopped before it could say so.
        drop(tx);
        return forget(app, &due).await;
    }
    let author = author(&mut tx, &due, now).await?;
    let letter = letter(&mut tx, &due).await?;
    drop(tx);
    let (Some(author), Some(letter)) = (author, letter) else {
        return refuse(app, &due, Refusal::NotAllowed).await;
    };
    match send::send(app, &author, &letter).await? {
        Sent::Refused(why) => refuse(app, &due, why).await,
        Sent::Delivered(_) | Sent::InWaves(_) | Sent::Deferred(_) | Sent::Held(_) => forget(app, &due).await,
    }
}

/// Whoever asked for it, if they still may: their account is open, and nothing was reset since. A message that a thief
/// left behind does not outlive their eviction (invariant 6).
async fn author(tx: &mut Tx, due: &Scheduled, now: Millis) -> Result<Option<Actor>> {
    if !account::is_open_since(tx, due.author, due.made_at(), now).await? {
        return Ok(None);
    }
    let actor = store::person::actor(tx, due.author, now).await?;
    Ok(actor.map(|actor| Actor {
        signed_in_at: due.made_at(),
        proven_at: due.proven.then_some(now),
        device: due.device(),
        session: due.session(),
        ..actor
    }))
}

async fn letter(tx: &mut Tx, due: &Scheduled) -> Result<Option<Draft>> {
    let Some(SavedDraft { in_reply_to, subject, body, to, .. }) = store::draft::get(tx, due.author, due.draft).await?
    else {
        return Ok(None);
    };
    let files = store::attachment::of_draft(tx, due.author, due.draft).await?;
    let files = files.into_iter().map(|file| file.id).collect();
    Ok(Draft::parse(&subject, &body, to, in_reply_to, files, due.idempotency_key).ok())
}

/// It is on its way: its draft is not needed any more, unless its author has begun something else with it.
async fn forget(app: &App, due: &Scheduled) -> Result<()> {
    let mut tx = app.db.begin().await?;
    let same = store::scheduled::get(&mut tx, due.draft).await?;
    if same.is_some_and(|same| same.idempotency_key == due.idempotency_key) {
        store::scheduled::clear(&mut tx, due.author, due.draft).await?;
        store::draft::delete(&mut tx, due.author, due.draft).await?;
    }
    app.commit(tx, [Hint::Person(due.author)]).await
}

/// It could not be sent: it stays a draft that says so.
async fn refuse(app: &App, due: &Scheduled, why: Refusal) -> Result<()> {
    let mut tx = app.db.begin().await?;
    if store::scheduled::refuse(&mut tx, due.draft, due.at(), why).await? {
        let facts = serde_json::json!({ "why": why });
        record::append(app, &mut tx, "message.not_sent", Some(due.author), &subject(due.draft), &facts).await?;
    }
    app.commit(tx, [Hint::Person(due.author)]).await
}
