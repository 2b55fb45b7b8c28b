//! Two campaigns are one: the older name stays, the copies of both are its own.

use model::{
    Actor, CampaignId,
    campaign::{State, Step},
};

use crate::{App, Result, campaign::visible, confirm, record, switchboard::Hint};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merged {
    /// One now; this many messages were given over, and this many withdrawn with the others.
    Yes {
        /// Given over.
        copies: u64,
        /// Withdrawn, as the other campaign was confirmed.
        withdrawn: u64,
    },
    /// One of them may not be merged: it was before, or was called off.
    TooLate,
    /// There is no such campaign for this desk.
    NotFound,
}

/// Gives every copy of `from` to `to`. When either is a confirmed threat, the whole is, and all its copies are withdrawn.
pub async fn merge(app: &App, actor: &Actor, from: CampaignId, to: CampaignId, note: &str) -> Result<Merged> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let (Some(less), Some(more)) = (visible(&mut tx, actor, from, now).await?, visible(&mut tx, actor, to, now).await?)
    else {
        return Ok(Merged::NotFound);
    };
    let closed = |state: State| !state.takes_copies();
    if from == to || closed(less.state) || closed(more.state) {
        return Ok(Merged::TooLate);
    }
    if !store::campaign::moves(&mut tx, from, less.state, State::Merged, now).await? {
        return Ok(Merged::TooLate);
    }
    let copies = store::campaign::give_copies(&mut tx, from, to).await?;
    store::indicator::give(&mut tx, from, to, now).await?;
    store::threat::give(&mut tx, from, to).await?;
    store::situation_campaign::follow(&mut tx, from, to).await?;
    store::campaign::add_step(&mut tx, app.id(), to, Step::Merged, Some(actor.person), copies, now).await?;
    let mut withdrawn = 0;
    if less.state.is_threat() || more.state.is_threat() {
        withdrawn = store::campaign::withdraw_texts(&mut tx, to, now).await?;
        confirm::hold_others(&mut tx, to, now).await?;
        confirm::settle(app, &mut tx, &more, actor.person, withdrawn, now).await?;
    }
    let facts = serde_json::json!({ "from": from, "copies": copies, "withdrawn": withdrawn, "note": note });
    record::append(app, &mut tx, "campaign.merge", Some(actor.person), &format!("campaign/{to}"), &facts).await?;
    app.commit(tx, [Hint::Withdrawal, Hint::Desk, Hint::Situations]).await?;
    Ok(Merged::Yes { copies, withdrawn })
}
