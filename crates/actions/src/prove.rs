//! Proof of self: the desk asks the sender of a held message whether it is theirs, and who answers from a device that was
//! the sender's before the message was sent is believed. An honest sender is through with one press and nobody reads
//! anything; whoever stole the account sees the ordinary pages and no question, as the device that they write from is
//! not one of the owner's. A device on which a code was used that was printed after the question is believed as well.
//!
//! | answer | what becomes of the message | of the account |
//! |---|---|---|
//! | "it is mine", and the words are no plain threat | it goes out in its place, marked as late | nothing |
//! | "it is mine", and the words are a plain threat, or those of a confirmed campaign, or it named a decoy | the desk decides, and knows who wrote it | nothing |
//! | "it is not mine" | it stays held | contained at once; its owner comes back by a printed sheet |
//! | none within [`limits::PROOF_PATIENCE`] | the desk decides | nothing |

use model::{
    Actor, MessageId, Millis, containment::ContainmentReason, limits, message::State, proof::Answer, verdict::Verdict,
};
use store::{Tx, desk::NewDecision, message::Message, proof::NewProof};

use crate::{
    App, Result,
    contain::{self, Order},
    decoy,
    desk::triaged,
    record,
    switchboard::Hint,
};

/// Probability of a threat from which a sender's word does not let their message out.
const PLAIN_AT: f32 = shield::policy::PLAIN_AT;

/// What came of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Asked; the question ends by itself then.
    Yes {
        /// When.
        until: Millis,
    },
    /// This message's sender was asked before.
    Already,
    /// The message is not held, so that nothing hangs on the answer.
    NotHeld,
    /// The sender was asked about too many messages today.
    TooMany,
    /// There is no such message for this desk.
    NotFound,
}

/// Asks the sender of a held message whether it is theirs.
pub async fn ask(app: &App, actor: &Actor, id: MessageId) -> Result<Asked> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(message) = triaged(app, &mut tx, actor, id).await? else { return Ok(Asked::NotFound) };
    if message.state != State::Held {
        return Ok(Asked::NotHeld);
    }
    if store::proof::asked_since(&mut tx, message.sender, now - Millis::days(1)).await? >= limits::PROOFS_A_DAY_MAX {
        return Ok(Asked::TooMany);
    }
    let until = now + limits::PROOF_PATIENCE;
    let new = NewProof { id: app.id(), message: id, person: message.sender, by: actor.person, until };
    if !store::proof::ask(&mut tx, &new, now).await? {
        return Ok(Asked::Already);
    }
    let facts = serde_json::json!({ "until": until });
    record::append(app, &mut tx, "message.ask_proof", Some(actor.person), &format!("message/{id}"), &facts).await?;
    app.commit(tx, [Hint::Desk, Hint::Person(message.sender)]).await?;
    Ok(Asked::Yes { until })
}

/// A question as the sender sees it.
#[derive(Debug)]
pub struct Question {
    /// Their message.
    pub message: Message,
    /// Whom it names.
    pub to: Vec<String>,
    /// When the question ends by itself.
    pub until: Millis,
}

/// The question that waits for the actor, if they are on a device that is believed. Costs nothing when none was asked.
pub async fn waiting(app: &App, actor: &Actor) -> Result<Option<MessageId>> {
    let now = app.now();
    if actor.proof_until.is_none_or(|until| until <= now) {
        return Ok(None);
    }
    let mut tx = app.db.read().await?;
    let Some(open) = store::proof::open_of(&mut tx, actor.person, now).await? else { return Ok(None) };
    let Some(message) = store::message::get(&mut tx, open.message, actor.person).await? else { return Ok(None) };
    Ok(is_believed(&mut tx, actor, &message, open.asked_at(), now).await?.then_some(open.message))
}

/// A question about one message. `None`: there is none, or not on this device.
pub async fn question(app: &App, actor: &Actor, id: MessageId) -> Result<Option<Question>> {
    let mut tx = app.db.read().await?;
    let Some((message, until)) = open(app, &mut tx, actor, id).await? else { return Ok(None) };
    let to = store::message::addressees(&mut tx, id).await?.into_iter().map(|one| one.label).collect();
    Ok(Some(Question { message, to, until }))
}

/// What came of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// The message went out in its place.
    Released,
    /// The answer is kept; the desk decides.
    Kept,
    /// The account is contained; every session of it has ended, this one as well.
    Contained,
    /// There is no such question, or not on this device.
    NotFound,
}

/// Answers a question about one's own message.
pub async fn answer(app: &App, actor: &Actor, id: MessageId, answer: Answer) -> Result<Answered> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some((message, _)) = open(app, &mut tx, actor, id).await? else { return Ok(Answered::NotFound) };
    if !store::proof::answer(&mut tx, id, actor.person, answer, now).await? {
        return Ok(Answered::NotFound);
    }
    match answer {
        Answer::Mine => mine(app, tx, actor, &message, now).await,
        Answer::NotMine => not_mine(app, tx, actor, &message, now).await,
    }
}

async fn mine(app: &App, mut tx: Tx, actor: &Actor, message: &Message, now: Millis) -> Result<Answered> {
    let verdict = store::verdict::get(&mut tx, message.id).await?.map(|(verdict, _, _)| verdict);
    let campaign = store::campaign::of_message(&mut tx, message.id).await?;
    let known = campaign.is_some_and(|campaign| campaign.state.is_threat());
    // A message without a verdict was never judged: that is for a person.
    let stays = known || verdict.as_ref().is_none_or(is_plain);
    let released = !stays && store::message::release(&mut tx, message.id, now).await?;
    if released {
        decide(app, &mut tx, actor, message, "prove", now).await?;
    }
    let facts = serde_json::json!({ "answer": Answer::Mine, "device": actor.device, "released": released });
    let subject = format!("message/{}", message.id);
    record::append(app, &mut tx, "message.prove", Some(actor.person), &subject, &facts).await?;
    if !released {
        app.commit(tx, [Hint::Desk]).await?;
        return Ok(Answered::Kept);
    }
    let named = store::message::addressees(&mut tx, message.id).await?;
    let audiences = named.into_iter().map(|one| one.audience).collect();
    app.commit(tx, [Hint::Audiences(audiences), Hint::Person(actor.person), Hint::Desk]).await?;
    Ok(Answered::Released)
}

async fn not_mine(app: &App, mut tx: Tx, actor: &Actor, message: &Message, now: Millis) -> Result<Answered> {
    let order = Order {
        person: actor.person,
        school: message.sender_school,
        reason: ContainmentReason::Owner,
        message: Some(message.id),
        campaign: store::campaign::of_message(&mut tx, message.id).await?.map(|campaign| campaign.id),
        by: Some(actor.person),
        note: "",
        out_since: message.sent_at(),
    };
    // Contained before: the answer says what the desk knew, and is kept all the same.
    contain::carry_out(app, &mut tx, &order, now).await?;
    decide(app, &mut tx, actor, message, "disown", now).await?;
    let facts = serde_json::json!({ "answer": Answer::NotMine, "device": actor.device });
    let subject = format!("message/{}", message.id);
    record::append(app, &mut tx, "message.disown", Some(actor.person), &subject, &facts).await?;
    app.commit(tx, [Hint::Sessions, Hint::Desk, Hint::Withdrawal]).await?;
    Ok(Answered::Contained)
}

async fn decide(app: &App, tx: &mut Tx, actor: &Actor, message: &Message, verb: &str, now: Millis) -> Result<()> {
    let decision =
        NewDecision { id: app.id(), message: message.id, campaign: None, actor: actor.person, verb, note: "" };
    Ok(store::desk::decide(tx, &decision, now).await?)
}

/// The words leave hardly a doubt, whoever wrote them, or no person wrote them by hand.
fn is_plain(verdict: &Verdict) -> bool {
    verdict.threat >= PLAIN_AT || decoy::is_reason(verdict)
}

/// A question that this actor may answer now, with their message and its end.
async fn open(app: &App, tx: &mut Tx, actor: &Actor, id: MessageId) -> Result<Option<(Message, Millis)>> {
    let now = app.now();
    let Some(asked) = store::proof::of_message(tx, id).await?.filter(|asked| asked.is_open(now)) else {
        return Ok(None);
    };
    let Some(message) = store::message::get(tx, id, actor.person).await? else { return Ok(None) };
    let own = message.sender == actor.person && message.state == State::Held;
    let believed = own && is_believed(tx, actor, &message, asked.asked_at(), now).await?;
    Ok(believed.then(|| (message, asked.until())))
}

/// Whether the actor's device was theirs before the message was sent, or became theirs by a code that was used since
/// they were asked.
async fn is_believed(tx: &mut Tx, actor: &Actor, message: &Message, asked_at: Millis, now: Millis) -> Result<bool> {
    let Some(device) = actor.device else { return Ok(false) };
    let Some(since) = store::account::device_known_since(tx, actor.person, device, now).await? else {
        return Ok(false);
    };
    let vouched = store::proof::is_vouched(tx, actor.person, device).await?;
    let before = since < message.sent_at() && (vouched || since + limits::DEVICE_QUIET <= message.sent_at());
    Ok(before || (vouched && since > asked_at))
}
