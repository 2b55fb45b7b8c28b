//! A newly confirmed campaign is looked for among the messages of the last days: what has its text, or a file or picture
//! that two of its accounts sent with the text, is withdrawn; what only has its link or a file of one copy is held for a
//! person. It runs as a job in steps, each one transaction, so that a crash or a
//! second worker leaves nothing undone and nothing done twice.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    CampaignId, MessageId, Millis,
    campaign::{PatternKind, Step},
    limits,
};
use shield::sketch::{MinHash, Prepared};
use store::{
    Tx,
    look_back::{LookBack, Progress},
    verdict::Mark,
};

use crate::{
    App, Result, confirm,
    payload::{self, Found},
    record, siblings, situation,
    switchboard::Hint,
};

/// Steps of one look-back before it is given up as one that never ends.
const STEPS_MAX: usize = 10_000;
/// Letters looked at for one link or file.
const HOLDERS_MAX: i64 = 1_000;

/// Messages that may be alike, with the link, file or picture that says so besides the text.
type Alike = BTreeMap<MessageId, Option<Found>>;

/// A text of the campaign, ready to be compared.
struct Known {
    exact: Vec<u8>,
    mark: MinHash,
    read: Prepared,
}

/// Looks back for a campaign until nothing is left to look at. A campaign that was called off meanwhile is left.
pub async fn look_back(app: &App, campaign: CampaignId) -> Result<()> {
    for _ in 0..STEPS_MAX {
        if !step(app, campaign).await? {
            break;
        }
    }
    Ok(())
}

/// One step. False when there is no other.
async fn step(app: &App, campaign: CampaignId) -> Result<bool> {
    // Reading and comparing keep no writer waiting.
    let mut tx = app.db.read().await?;
    let Some(run) = going_on(&mut tx, campaign).await? else { return Ok(false) };
    let known = texts(&mut tx, campaign).await?;
    let marks = store::look_back::marks(&mut tx, run.cursor(), run.until()).await?;
    let begins = run.cursor().0 == run.since();
    let carriers =
        if begins { payload::found(&mut tx, campaign, (run.since(), run.until())).await? } else { BTreeMap::new() };
    drop(tx);
    let finished = (marks.len() as i64) < limits::LOOK_BACK_BATCH;
    let to = marks.last().map_or(run.cursor(), Mark::cursor);
    let texts = marks.iter().filter(|mark| known.iter().any(|known| known.may_be(mark)));
    let mut alike: Alike = texts.map(|mark| (mark.message, None)).collect();
    alike.extend(carriers.into_iter().map(|(message, found)| (message, Some(found))));

    let now = app.now();
    let mut tx = app.db.begin().await?;
    if going_on(&mut tx, campaign).await?.is_none() {
        return Ok(false);
    }
    if begins {
        by_indicator(&mut tx, campaign, &run, &mut alike).await?;
    }
    let left = limits::LOOK_BACK_WITHDRAWN_MAX - run.withdrawn;
    let stopped = stop(&mut tx, campaign, &known, alike, left, now).await?;
    let (withdrawn, held) = (stopped.withdrawn.len() as u64, stopped.held.len() as u64);
    let examined = marks.len() as u64;
    let progress = Progress { from: run.cursor(), to, examined, withdrawn, held, finished };
    if !store::look_back::progress(&mut tx, campaign, &progress, now).await? {
        // Another worker did this step; what it found stands.
        return Ok(true);
    }
    if withdrawn + held > 0 {
        confirm::remember(&mut tx, campaign, now).await?;
        store::campaign::add_step(&mut tx, app.id(), campaign, Step::LookedBack, None, withdrawn + held, now).await?;
        let facts = serde_json::json!({ "withdrawn": stopped.withdrawn, "held": stopped.held });
        situation::for_campaign(app, &mut tx, campaign, None, now).await?;
        record::append(app, &mut tx, "campaign.look_back", None, &format!("campaign/{campaign}"), &facts).await?;
        app.commit(tx, [Hint::Withdrawal, Hint::Desk, Hint::Situations]).await?;
    } else {
        app.commit(tx, finished.then_some(Hint::Desk)).await?;
    }
    Ok(!finished)
}

/// The look-back, while it is to go on.
async fn going_on(tx: &mut Tx, campaign: CampaignId) -> Result<Option<LookBack>> {
    let threat = store::campaign::get(tx, campaign).await?.is_some_and(|campaign| campaign.state.is_threat());
    let run = store::look_back::get(tx, campaign).await?;
    Ok(run.filter(|run| threat && run.finished_at().is_none()))
}

async fn texts(tx: &mut Tx, campaign: CampaignId) -> Result<Vec<Known>> {
    let mut known = Vec::new();
    for variant in store::campaign::variants(tx, campaign).await? {
        let read = siblings::read(&variant.subject, &variant.body);
        if read.may_have_siblings() {
            known.push(Known { exact: variant.exact, mark: read.sketch().minhash, read });
        }
    }
    Ok(known)
}

impl Known {
    fn may_be(&self, mark: &Mark) -> bool {
        mark.exact == self.exact || siblings::likeness(&self.mark, mark.minhash.as_deref()) >= siblings::MAY_BE_FROM
    }
}

/// Letters that hold a link or a file of the campaign.
async fn by_indicator(tx: &mut Tx, campaign: CampaignId, run: &LookBack, alike: &mut Alike) -> Result<()> {
    for pattern in
        store::indicator::patterns(tx, campaign).await?.into_iter().filter(store::indicator::Pattern::is_live)
    {
        for holder in store::indicator::holders(tx, pattern.kind, &pattern.value, run.since(), HOLDERS_MAX).await? {
            let hint = Found { by: pattern.kind, surely: false };
            alike.entry(holder.message).or_default().get_or_insert(hint);
        }
    }
    Ok(())
}

#[derive(Default)]
struct Stopped {
    withdrawn: BTreeSet<MessageId>,
    held: BTreeSet<MessageId>,
}

/// Withdraws or holds those that really are alike, and puts them in the campaign.
async fn stop(
    tx: &mut Tx,
    campaign: CampaignId,
    known: &[Known],
    alike: Alike,
    left: i64,
    now: Millis,
) -> Result<Stopped> {
    let mut stopped = Stopped::default();
    for (message, otherwise) in alike {
        let Some(found) = store::verdict::candidate(tx, message).await? else { continue };
        if siblings::reports(&found.labels()?, found.threat) {
            continue;
        }
        let text = siblings::compared(&found.subject, &found.body);
        let same = known.iter().any(|k| k.exact == found.exact || k.read.is_sibling(&text));
        let text = Found { by: PatternKind::Text, surely: true };
        let Some(Found { by, surely }) = (if same { Some(text) } else { otherwise }) else { continue };
        match found.campaign() {
            None => {
                store::campaign::join(tx, message, campaign, by).await?;
            }
            Some(other) if other != campaign => {
                // A suspected campaign is a guess; a confirmed one keeps its copies, and a false alarm its word.
                let state = store::campaign::get(tx, other).await?.map(|other| other.state);
                if state != Some(model::campaign::State::Suspected) {
                    continue;
                }
                store::look_back::take(tx, message, campaign, by).await?;
            }
            Some(_) => {}
        }
        if surely && (stopped.withdrawn.len() as i64) < left {
            if store::message::withdraw(tx, message, now).await? {
                stopped.withdrawn.insert(message);
            }
        } else if store::message::hold(tx, message, now).await? {
            stopped.held.insert(message);
        }
    }
    Ok(stopped)
}
