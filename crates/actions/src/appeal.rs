//! What became of one's message, in plain words afterwards, and one word against it.
//!
//! The sender learns why in general terms, never by which rule: see [`model::appeal::is_told`] for when. They may appeal
//! once; somebody else of the desk than the one who decided answers. A withdrawal is for good (invariant 12), so a message
//! that is given back leaves again as a new one, to the same audiences, by the decision of a person and without its
//! files; the old one stays where the journal has it.

use model::{
    Actor, MessageId, Millis, ThreadId,
    appeal::{Outcome, is_told},
    limits,
    message::State,
    verdict,
};
use store::{
    Tx,
    appeal::{Appeal, Decided, NewAppeal},
    desk::NewDecision,
    message::{Message, NewAudience, NewMessage},
};

use crate::{App, Result, desk::triaged, record, switchboard::Hint};

/// How far back a sender is told of decisions.
const TOLD_FOR: Millis = Millis::days(60);
/// How long an answered appeal stays in the desk's list.
const REMEMBERED: Millis = Millis::days(30);

/// The decisions on the actor's messages that they may be told of now, newest first.
pub async fn told(app: &App, actor: &Actor) -> Result<Vec<Decided>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let decided = store::appeal::decided(&mut tx, actor.person, now - TOLD_FOR, limits::PAGE_ROWS).await?;
    Ok(decided.into_iter().filter(|one| may_tell(one, now)).collect())
}

fn may_tell(one: &Decided, now: Millis) -> bool {
    match one.state {
        // What was released is there to be seen.
        State::Delivered | State::Waves => one.verb == "release",
        State::Withdrawn => is_told(one.decided_at(), one.campaign(), now),
        State::Held | State::Deferred => false,
    }
}

/// What came of an appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appealed {
    /// Kept; somebody else of the desk will answer.
    Yes,
    /// There is nothing in it.
    Empty,
    /// Longer than [`limits::APPEAL_CHARS_MAX`].
    TooLong,
    /// There was one before.
    Already,
    /// There is no decision on a message of the actor's that may be appealed against now.
    NotFound,
}

/// Appeals against the withdrawal of the actor's own message.
pub async fn appeal(app: &App, actor: &Actor, id: MessageId, text: &str) -> Result<Appealed> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Appealed::Empty);
    }
    if text.chars().count() > limits::APPEAL_CHARS_MAX {
        return Ok(Appealed::TooLong);
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let decided = store::appeal::decided(&mut tx, actor.person, now - TOLD_FOR, limits::PAGE_ROWS).await?;
    let found = decided.into_iter().find(|one| one.message == id && one.state == State::Withdrawn);
    let Some(found) = found.filter(|one| may_tell(one, now)) else { return Ok(Appealed::NotFound) };
    let new = NewAppeal { message: id, person: actor.person, body: text, decided_by: found.decided_by() };
    if !store::appeal::insert(&mut tx, &new, now).await? {
        return Ok(Appealed::Already);
    }
    let facts = serde_json::json!({ "against": found.decided_by() });
    record::append(app, &mut tx, "appeal.make", Some(actor.person), &format!("message/{id}"), &facts).await?;
    app.commit(tx, [Hint::Desk]).await?;
    Ok(Appealed::Yes)
}

/// The appeals of the actor's desk.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Appeal>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    Ok(store::appeal::list(&mut tx, actor.person, now - REMEMBERED, now, limits::DESK_ROWS_MAX).await?)
}

/// How many of them wait for an answer.
pub async fn waiting(app: &App, actor: &Actor) -> Result<i64> {
    Ok(list(app, actor).await?.iter().filter(|one| one.answer().is_none()).count() as i64)
}

/// What came of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// The decision stays.
    Upheld,
    /// The message left again, as this one.
    SentAgain(MessageId),
    /// Who decided does not answer what is said against it.
    SameOfficer,
    /// A word is needed for the sender.
    NoNote,
    /// It was answered before.
    TooLate,
    /// There is no such appeal for this desk.
    NotFound,
}

/// Answers an appeal.
pub async fn answer(app: &App, actor: &Actor, id: MessageId, outcome: Outcome, note: &str) -> Result<Answered> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(message) = triaged(app, &mut tx, actor, id).await? else { return Ok(Answered::NotFound) };
    let Some(decided_by) = store::appeal::open(&mut tx, id).await? else { return Ok(Answered::TooLate) };
    if decided_by == actor.person || message.sender == actor.person {
        return Ok(Answered::SameOfficer);
    }
    let note = model::text::cut(note.trim(), limits::DESK_NOTE_BYTES_MAX);
    if note.is_empty() {
        return Ok(Answered::NoNote);
    }
    let again = match outcome {
        Outcome::Accepted => Some(app.id::<MessageId>()),
        Outcome::Upheld => None,
    };
    if !store::appeal::answer(&mut tx, id, actor.person, outcome, (note, again), now).await? {
        return Ok(Answered::TooLate);
    }
    let facts = serde_json::json!({ "outcome": outcome, "note": note, "sent_again": again });
    record::append(app, &mut tx, "appeal.answer", Some(actor.person), &format!("message/{id}"), &facts).await?;
    let Some(new) = again else {
        app.commit(tx, [Hint::Desk]).await?;
        return Ok(Answered::Upheld);
    };
    let audiences = send_again(app, &mut tx, actor, &message, new, now).await?;
    let of: Vec<_> = audiences.iter().map(|one| one.audience).collect();
    app.commit(tx, [Hint::Audiences(of.into()), Hint::Person(message.sender), Hint::Desk]).await?;
    Ok(Answered::SentAgain(new))
}

/// The same text to the same audiences, as a new message that a person has let out. It makes no campaign.
async fn send_again(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    old: &Message,
    id: MessageId,
    now: Millis,
) -> Result<Vec<NewAudience>> {
    let new = NewMessage {
        id,
        thread: ThreadId(id.uuid()),
        in_reply_to: None,
        sender: old.sender,
        sender_name: &old.sender_name,
        sender_profile: old.sender_profile,
        sender_school: old.sender_school,
        subject: &old.subject,
        body: &old.body,
        state: State::Delivered,
        sent_at: now,
        wave: None,
        readers: old.readers,
        attachments: 0,
        idempotency_key: id.uuid(),
    };
    let audiences: Vec<NewAudience> = store::message::addressees(tx, old.id)
        .await?
        .into_iter()
        .map(|one| NewAudience { audience: one.audience, line: one.line, label: one.label })
        .collect();
    store::message::insert(tx, &new, &audiences).await?;
    let words = format!("{}\n{}", old.subject, old.body);
    store::search::index(tx, id, &words, old.sender, audiences.iter().map(|one| one.audience), now).await?;
    if let Some((mut said, _, told)) = store::verdict::get(tx, old.id).await? {
        said.outcome = verdict::Outcome::Deliver;
        said.consequence = verdict::Consequence::None;
        store::verdict::insert(tx, id, &said, &told, now).await?;
    }
    let decision =
        NewDecision { id: app.id(), message: id, campaign: None, actor: actor.person, verb: "release", note: "" };
    store::desk::decide(tx, &decision, now).await?;
    let facts = serde_json::json!({ "instead_of": old.id });
    record::append(app, tx, "message.send_again", Some(actor.person), &format!("message/{id}"), &facts).await?;
    Ok(audiences)
}
