//! A person says that a campaign is a threat: its copies are withdrawn, its marks are kept for years, and the last days
//! are looked through for more.

use model::{
    Actor, CampaignId, Millis, PersonId,
    campaign::{PatternKind, State, Step},
    job::Job,
    limits,
};
use shield::sketch::MinHash;
use store::{Tx, campaign::Campaign, threat::NewThreat};

use crate::{App, Result, campaign::visible, payload, record, seen::day, situation, switchboard::Hint};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confirmed {
    /// Confirmed; this many copies were withdrawn, and this many letters with the same link or file held.
    Yes {
        /// Withdrawn now.
        withdrawn: u64,
        /// Held now.
        held: u64,
    },
    /// It was confirmed before, and nothing of it was left to withdraw.
    Already,
    /// There is no such campaign for this desk.
    NotFound,
}

/// Confirms a campaign. When this returns, nobody is shown any of its copies any more.
pub async fn confirm(app: &App, actor: &Actor, id: CampaignId, note: &str) -> Result<Confirmed> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(campaign) = visible(&mut tx, actor, id, now).await? else { return Ok(Confirmed::NotFound) };
    if campaign.state == State::Merged {
        return Ok(Confirmed::NotFound);
    }
    store::verdict::stop_judging(&mut tx).await?;
    let withdrawn = store::campaign::withdraw_texts(&mut tx, id, now).await?;
    let held = hold_others(&mut tx, id, now).await?;
    if campaign.state.is_threat() && withdrawn + held == 0 {
        return Ok(Confirmed::Already);
    }
    settle(app, &mut tx, &campaign, actor.person, withdrawn, now).await?;
    if let Some(message) = store::containment::texts(&mut tx, id, now - limits::CARRIERS_WITHIN, 1).await?.first() {
        let job = Job::Carriers { message: *message };
        store::job::push(&mut tx, app.id(), &job, Some(&format!("carriers/{message}")), now).await?;
    }
    let facts = serde_json::json!({ "withdrawn": withdrawn, "held": held, "from": campaign.state, "note": note });
    record::append(app, &mut tx, "campaign.confirm", Some(actor.person), &format!("campaign/{id}"), &facts).await?;
    app.commit(tx, [Hint::Withdrawal, Hint::Desk, Hint::Situations]).await?;
    Ok(Confirmed::Yes { withdrawn, held })
}

/// Holds the letters that have a link or a file of the campaign in common with it, and not its text, unless they are so
/// many that the link or the file says nothing.
pub(crate) async fn hold_others(tx: &mut Tx, campaign: CampaignId, now: Millis) -> Result<u64> {
    if store::campaign::others(tx, campaign).await? > limits::PATTERN_OUTSIDE_MAX {
        return Ok(0);
    }
    Ok(store::campaign::hold_others(tx, campaign, now).await?)
}

/// What follows from a person's word that a campaign is a threat, whichever way it was said: its state, its marks, and
/// the look-back.
pub(crate) async fn settle(
    app: &App,
    tx: &mut Tx,
    campaign: &Campaign,
    by: PersonId,
    withdrawn: u64,
    now: Millis,
) -> Result<()> {
    let id = campaign.id;
    if campaign.state != State::Confirmed {
        store::campaign::moves(tx, id, campaign.state, State::Confirmed, now).await?;
    }
    store::campaign::add_step(tx, app.id(), id, Step::Confirmed, Some(by), withdrawn, now).await?;
    remember(tx, id, now).await?;
    store::clearance::revoke_of_campaign(tx, id, now).await?;
    store::look_back::begin(tx, id, now - limits::LOOK_BACK, now).await?;
    store::job::push(tx, app.id(), &Job::LookBack { campaign: id }, Some(&format!("look_back/{id}")), now).await?;
    situation::for_campaign(app, tx, id, Some(by), now).await?;
    Ok(())
}

/// Keeps the marks of a campaign's texts for years, and what else it is recognised by.
pub(crate) async fn remember(tx: &mut Tx, campaign: CampaignId, now: Millis) -> Result<()> {
    for variant in store::campaign::variants(tx, campaign).await? {
        let Some(mark) = variant.minhash.as_deref().and_then(MinHash::from_bytes) else { continue };
        if !crate::siblings::read(&variant.subject, &variant.body).may_have_siblings() {
            continue;
        }
        let label = format!("menace du {}", day(variant.first_at()));
        let threat = NewThreat {
            exact: &variant.exact,
            minhash: mark.bytes(),
            bands: &mark.bands(),
            seen_at: variant.first_at(),
            label: &label,
            campaign: Some(campaign),
        };
        store::threat::keep(tx, &threat, now).await?;
    }
    for payload in payload::of(tx, campaign, (now - limits::LOOK_BACK, now)).await?.iter().filter(|one| one.shared) {
        store::indicator::add(tx, campaign, payload.kind, &payload.value, payload.outside(), now).await?;
    }
    for (kind, value, outside) in store::indicator::shared(tx, campaign, now - limits::LOOK_BACK).await? {
        if kind != PatternKind::Domain || (outside == 0 && !shield::indicators::is_everybodys(&value)) {
            store::indicator::add(tx, campaign, kind, &value, outside, now).await?;
        }
    }
    Ok(())
}
