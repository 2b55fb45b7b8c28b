//! A threat is taken from every reader at once, with its near copies, wherever they stand.

use model::{Actor, CampaignId, MessageId};
use store::desk::NewDecision;

use crate::{App, Result, desk::triaged, record, siblings, switchboard::Hint};

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
pub async fn withdraw(app: &App, actor: &Actor, id: MessageId, note: &str) -> Result<Withdrawn> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(message) = triaged(app, &mut tx, actor, id).await? else { return Ok(Withdrawn::NotFound) };
    let copies = siblings::of(app, &mut tx, &message.subject, &message.body, id).await?;
    let campaign = if let Some(known) = store::desk::campaign_of(&mut tx, id).await? {
        known
    } else {
        let campaign = app.id::<CampaignId>();
        store::desk::open_campaign(&mut tx, campaign, id, Some(actor.person), &message.subject, now).await?;
        store::message::join_campaign(&mut tx, id, campaign).await?;
        campaign
    };
    for copy in &copies {
        store::message::join_campaign(&mut tx, *copy, campaign).await?;
    }
    let messages = store::message::withdraw_campaign(&mut tx, campaign, now).await?;
    if messages == 0 {
        return Ok(Withdrawn::Already);
    }
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
    app.commit(tx, [Hint::Withdrawal, Hint::Desk]).await?;
    Ok(Withdrawn::Yes { campaign, messages })
}
