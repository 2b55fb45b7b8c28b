//! The desk's reading of campaigns: the list, and one with what it did. Deciding is in `confirm`, `false_alarm` and
//! `merge`.

use model::{Actor, CampaignId, Millis, campaign::State, limits, message};
use store::{
    Tx,
    campaign::{Campaign, Carrier, Counts, Row, StepRow, Touched, Variant},
    indicator::Pattern,
    look_back::LookBack,
};

use crate::{App, Result, record};

/// How far back the list of campaigns goes.
const RECENT: Millis = Millis::days(90);

/// Campaigns worth a look, newest first.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Row>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    Ok(store::campaign::list(&mut tx, actor.person, now - RECENT, now, limits::PAGE_ROWS).await?)
}

/// A campaign as the desk sees it.
#[derive(Debug)]
pub struct Sight {
    /// The campaign.
    pub campaign: Campaign,
    /// What it amounts to.
    pub counts: Counts,
    /// Copies and the people in their audiences, by state.
    pub by_state: Vec<(message::State, i64, i64)>,
    /// Who carried it.
    pub carriers: Vec<Carrier>,
    /// Schools that it came from.
    pub schools: Vec<Touched>,
    /// Its texts; blank until they are revealed.
    pub variants: Vec<Variant>,
    /// Whether the texts are there.
    pub revealed: bool,
    /// What it is recognised by besides its texts.
    pub patterns: Vec<Pattern>,
    /// What was done with it.
    pub steps: Vec<StepRow>,
    /// People who were shown a copy, and who opened one.
    pub exposed: (i64, i64),
    /// When one was last shown.
    pub last_shown: Option<Millis>,
    /// How far its look-back has come.
    pub look_back: Option<LookBack>,
    /// Copies that named a decoy, and schools of those decoys.
    pub decoys: (i64, i64),
    /// Schools that are another desk's.
    pub beyond: i64,
    /// Others that it may be merged with.
    pub others: Vec<Campaign>,
}

/// Opens a campaign. Revealing its texts is journaled with who asked. `None`: no such campaign for this desk.
pub async fn sight(app: &App, actor: &Actor, id: CampaignId, reveal: bool) -> Result<Option<Sight>> {
    let now = app.now();
    let mut tx = if reveal { app.db.begin().await? } else { app.db.read().await? };
    let Some(campaign) = visible(&mut tx, actor, id, now).await? else { return Ok(None) };
    let mut variants = store::campaign::variants(&mut tx, id).await?;
    if !reveal {
        for variant in &mut variants {
            variant.subject.clear();
            variant.body.clear();
        }
    }
    let (schools, own) = store::campaign::territory(&mut tx, actor.person, id, now).await?;
    let (listed, opened, last_shown) = store::campaign::exposed(&mut tx, id).await?;
    let mut others = Vec::new();
    for other in store::campaign::merge_candidates(&mut tx, id, now - RECENT).await? {
        if visible(&mut tx, actor, other.id, now).await?.is_some() {
            others.push(other);
        }
    }
    let sight = Sight {
        counts: store::campaign::counts(&mut tx, id, None).await?,
        by_state: store::campaign::by_state(&mut tx, id).await?,
        carriers: store::campaign::carriers(&mut tx, id).await?,
        schools: store::campaign::touched(&mut tx, id).await?,
        variants,
        revealed: reveal,
        patterns: store::indicator::patterns(&mut tx, id).await?,
        steps: store::campaign::steps(&mut tx, id).await?,
        exposed: (listed, opened),
        last_shown,
        look_back: store::look_back::get(&mut tx, id).await?,
        decoys: store::decoy::of_campaign(&mut tx, id).await?,
        beyond: schools - own,
        others: if campaign.state.takes_copies() { others } else { Vec::new() },
        campaign,
    };
    if reveal {
        let facts = serde_json::json!({ "variants": sight.variants.len() });
        record::append(app, &mut tx, "desk.reveal", Some(actor.person), &format!("campaign/{id}"), &facts).await?;
        tx.commit().await?;
    }
    Ok(Some(sight))
}

/// A campaign that this actor may see: one of its carriers is of their territory.
pub(crate) async fn visible(tx: &mut Tx, actor: &Actor, id: CampaignId, now: Millis) -> Result<Option<Campaign>> {
    let Some(campaign) = store::campaign::get(tx, id).await? else { return Ok(None) };
    // The copies of a merged one are another's; whoever sees that one is told where they went.
    let of = campaign.merged_into().filter(|_| campaign.state == State::Merged).unwrap_or(id);
    let (_, own) = store::campaign::territory(tx, actor.person, of, now).await?;
    Ok((own > 0).then_some(campaign))
}
