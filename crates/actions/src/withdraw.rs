//! A threat is taken from every reader at once, with its near copies, wherever they stand.

use model::{
    Actor, CampaignId, MessageId, Millis,
    campaign::{PatternKind, State},
    job::Job,
};
use store::{Tx, campaign::Campaign, desk::NewDecision, message::Message};

use crate::{App, Result, confirm, desk::triaged, record, seen::siblings_label, siblings, switchboard::Hint};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withdrawn {
    /// Gone, with this many messages in all.
    Yes {
        /// The campaign that they make.
        campaign: CampaignId,
        /// Messages withdrawn now.
        messages: u64,
    },
    /// It was withdrawn before.
    Already,
    /// Its writer may hurt themselves: it is no threat, and is looked after in its own lane.
    Care,
    /// There is no such message for this desk.
    NotFound,
}

/// Withdraws one message and leaves its near copies where they stand. When this returns, nobody is shown it any more.
pub async fn withdraw_alone(app: &App, actor: &Actor, id: MessageId, note: &str) -> Result<WithdrawnAlone> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if triaged(app, &mut tx, actor, id).await?.is_none() {
        return Ok(WithdrawnAlone::NotFound);
    }
    if !store::message::withdraw(&mut tx, id, now).await? {
        return Ok(WithdrawnAlone::Already);
    }
    let decision =
        NewDecision { id: app.id(), message: id, campaign: None, actor: actor.person, verb: "withdraw", note };
    store::desk::decide(&mut tx, &decision, now).await?;
    let facts = serde_json::json!({ "note": note });
    record::append(app, &mut tx, "message.withdraw", Some(actor.person), &format!("message/{id}"), &facts).await?;
    app.commit(tx, [Hint::Withdrawal, Hint::Desk]).await?;
    Ok(WithdrawnAlone::Yes)
}

/// What came of withdrawing one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WithdrawnAlone {
    /// Gone.
    Yes,
    /// It was withdrawn before.
    Already,
    /// There is no such message for this desk.
    NotFound,
}

/// Withdraws a message and every near copy of the last days. When this returns, nobody is shown any of them any more.
/// The accounts that sent them from a device that is not their owner's are contained a moment later.
pub async fn withdraw(app: &App, actor: &Actor, id: MessageId, note: &str) -> Result<Withdrawn> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(message) = triaged(app, &mut tx, actor, id).await? else { return Ok(Withdrawn::NotFound) };
    if store::care::is_one(&mut tx, id).await? {
        return Ok(Withdrawn::Care);
    }
    let text = siblings::read(&message.subject, &message.body);
    let copies = siblings::copies(&mut tx, id, &text, now).await?;
    let copies: Vec<MessageId> = copies.into_iter().map(|copy| copy.message).collect();
    let campaign = campaign_of(app, &mut tx, actor, &message, now).await?;
    let all: Vec<MessageId> = copies.iter().copied().chain([id]).collect();
    // Two who sent it at once on two nodes did not see each other, and each began a campaign.
    let elsewhere = store::campaign::join_all(&mut tx, &all, campaign.id, PatternKind::Text).await?;
    let mut messages = store::campaign::withdraw_texts(&mut tx, campaign.id, now).await?;
    for copy in elsewhere {
        messages += u64::from(store::message::withdraw(&mut tx, copy, now).await?);
    }
    if messages == 0 {
        return Ok(Withdrawn::Already);
    }
    confirm::hold_others(&mut tx, campaign.id, now).await?;
    confirm::settle(app, &mut tx, &campaign, actor.person, messages, now).await?;
    let campaign = campaign.id;
    let decision = NewDecision {
        id: app.id(),
        message: id,
        campaign: Some(campaign),
        actor: actor.person,
        verb: "withdraw",
        note,
    };
    store::desk::decide(&mut tx, &decision, now).await?;
    let facts = serde_json::json!({ "message": id, "copies": copies, "withdrawn": messages, "note": note });
    record::append(app, &mut tx, "campaign.withdraw", Some(actor.person), &format!("campaign/{campaign}"), &facts)
        .await?;
    let job = Job::Carriers { message: id };
    store::job::push(&mut tx, app.id(), &job, Some(&format!("carriers/{id}")), now).await?;
    app.commit(tx, [Hint::Withdrawal, Hint::Desk, Hint::Situations]).await?;
    Ok(Withdrawn::Yes { campaign, messages })
}

/// The campaign of a message, or a new one that begins with it. What was called off may be a threat after all.
async fn campaign_of(app: &App, tx: &mut Tx, actor: &Actor, message: &Message, now: Millis) -> Result<Campaign> {
    let known = store::campaign::of_message(tx, message.id).await?;
    if let Some(known) = known {
        return Ok(known);
    }
    let id = app.id::<CampaignId>();
    let label = siblings_label(message.sent_at());
    store::campaign::open(tx, id, message.id, State::Suspected, Some(actor.person), &label, now).await?;
    store::campaign::join(tx, message.id, id, PatternKind::Text).await?;
    let opened = store::campaign::get(tx, id).await?;
    opened.ok_or(crate::Error::Lost)
}
