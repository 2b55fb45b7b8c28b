//! A person says that a campaign is harmless: what was held goes out, and nothing is held any more for being like it.

use model::{
    Actor, CampaignId,
    campaign::{State, Step},
};

use crate::{App, Result, campaign::visible, clearance, record, situation, switchboard::Hint};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FalseAlarm {
    /// Called off; this many messages went out.
    Yes(u64),
    /// It touches schools of other desks, so many of them: theirs is the word.
    Beyond(i64),
    /// It does not stand where it may be called off, or was before.
    TooLate,
    /// There is no such campaign for this desk.
    NotFound,
}

/// Calls a campaign off. What was withdrawn stays withdrawn: nothing comes back after that.
pub async fn false_alarm(app: &App, actor: &Actor, id: CampaignId, note: &str) -> Result<FalseAlarm> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(campaign) = visible(&mut tx, actor, id, now).await? else { return Ok(FalseAlarm::NotFound) };
    let (schools, own) = store::campaign::territory(&mut tx, actor.person, id, now).await?;
    if schools > own {
        return Ok(FalseAlarm::Beyond(schools - own));
    }
    if !store::campaign::moves(&mut tx, id, campaign.state, State::FalseAlarm, now).await? {
        return Ok(FalseAlarm::TooLate);
    }
    clearance::of_campaign(&mut tx, id, actor.person, now).await?;
    let audiences = store::campaign::held_audiences(&mut tx, id).await?;
    let released = store::campaign::release_held(&mut tx, id, now).await?;
    let patterns = store::indicator::revoke(&mut tx, id, now).await?;
    let threats = store::threat::revoke(&mut tx, id, now).await?;
    situation::called_off(app, &mut tx, id, actor.person, now).await?;
    store::campaign::add_step(&mut tx, app.id(), id, Step::FalseAlarm, Some(actor.person), released, now).await?;
    let facts = serde_json::json!({
        "released": released, "patterns": patterns, "threats": threats, "from": campaign.state, "note": note,
    });
    record::append(app, &mut tx, "campaign.false_alarm", Some(actor.person), &format!("campaign/{id}"), &facts).await?;
    app.commit(tx, [Hint::Audiences(audiences.into()), Hint::Desk, Hint::Situations]).await?;
    Ok(FalseAlarm::Yes(released))
}
