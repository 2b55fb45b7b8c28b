//! Sending a short official text to many people, outside of the program: planned in a few statements, claimed and recorded
//! in batches, followed by the next channel when nobody reads it.
//!
//! What is guaranteed: every message that was planned is handed over at least once, or is failed with a reason, or was
//! replaced before it left. A message is handed over again, with the same key, when the program died or the answer was lost
//! before it could be recorded; a carrier that honours keys then sends it once. No message is handed over by two nodes at
//! once while the lease holds.
//!
//! Who may have a notice sent, and what it says, is decided where notices are approved: whoever calls [`plan`] has that
//! approval in hand.

use std::collections::{BTreeMap, HashMap, HashSet};

use model::{
    AudienceId, Millis, OutgoingId, PersonId,
    channel::{Channel, DeliveryKey, DeliveryState, Fault, Happened, Outgoing, Step, next_step},
    contact::Address,
    limits, text,
};
use sha2::{Digest as _, Sha256};
use store::{
    Tx,
    delivery::{self, OutgoingRow},
};
use url::Url;
use uuid::Uuid;

use crate::{App, Result, record};

/// A version of a notice that is to leave.
#[derive(Debug, Clone)]
pub struct NewOutgoing<'a> {
    /// What its versions have in common.
    pub notice: Uuid,
    /// Which one it is: a higher one replaces what is still queued of the lower ones.
    pub version: i64,
    /// In a line.
    pub subject: &'a str,
    /// The text: short, plain.
    pub text: &'a str,
    /// Where the rest is read; `https`, or `http` for tests and demonstrations.
    pub link: &'a str,
    /// Whether a telephone is to ring for it.
    pub urgent: bool,
    /// From when on it is not worth being sent.
    pub expires_at: Millis,
    /// To everybody in these audiences.
    pub audiences: &'a [AudienceId],
    /// And to these people.
    pub people: &'a [PersonId],
}

/// What came of an order to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Planned {
    /// It will leave: for so many people, and so many messages of earlier versions will not.
    Planned {
        /// The version.
        outgoing: OutgoingId,
        /// People that it was planned for.
        people: u64,
        /// Messages of earlier versions that had not left.
        replaced: u64,
    },
    /// The same version was planned before; nothing was changed.
    Already(OutgoingId),
    /// A newer version has left.
    Outdated,
    /// It cannot be sent.
    Refused(Wrong),
}

/// Why a text cannot be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// No subject, or a long one, or one of several lines.
    #[error("l’objet manque, ou ne tient pas en une ligne")]
    Subject,
    /// No text, or a long one.
    #[error("le texte manque, ou est trop long pour un SMS")]
    Text,
    /// No address of a page.
    #[error("le lien n’est pas une adresse de page")]
    Link,
    /// It has expired already.
    #[error("l’échéance est passée")]
    Expired,
    /// More people by name than one order may hold.
    #[error("trop de personnes nommées une à une : nommez des groupes")]
    People,
}

/// Plans a version of a notice for everybody it is to reach, each on their first channel. `by`: who sends it, none for the
/// program itself. May be called again.
pub async fn plan(app: &App, by: Option<PersonId>, new: &NewOutgoing<'_>) -> Result<Planned> {
    let mut tx = app.db.begin().await?;
    let planned = plan_with(app, &mut tx, by, new).await?;
    tx.commit().await?;
    Ok(planned)
}

/// The same, in the transaction of what makes it leave.
pub(crate) async fn plan_with(app: &App, tx: &mut Tx, by: Option<PersonId>, new: &NewOutgoing<'_>) -> Result<Planned> {
    let now = app.now();
    if let Some(wrong) = wrong(new, now) {
        return Ok(Planned::Refused(wrong));
    }
    if let Some(newest) = delivery::newest(tx, new.notice).await? {
        if newest.version == new.version {
            return Ok(Planned::Already(newest.id));
        }
        if newest.version > new.version {
            return Ok(Planned::Outdated);
        }
    }
    let replaced = delivery::replace(tx, new.notice, new.version, now).await?;
    let row = OutgoingRow {
        id: app.id(),
        notice: new.notice,
        version: new.version,
        subject: new.subject.to_owned(),
        text: new.text.to_owned(),
        link: new.link.to_owned(),
        urgent: new.urgent,
        made_at: now,
        expires_at: new.expires_at,
        replaced_at: Millis::NEVER,
    };
    delivery::make(tx, &row).await?;
    let mut people = 0;
    for audience in new.audiences {
        people += delivery::plan_audience(tx, row.id, *audience, app.channels, now).await?;
    }
    for person in new.people {
        people += delivery::plan_person(tx, row.id, *person, app.channels, now).await?;
    }
    let hash = text::hex(&Sha256::digest([new.subject, "\0", new.text, "\0", new.link].concat()));
    let facts = serde_json::json!({
        "notice": new.notice, "version": new.version, "sha256": hash, "people": people, "replaced": replaced,
        "expires_at": new.expires_at });
    record::append(app, tx, "delivery.plan", by, &format!("outgoing/{}", row.id), &facts).await?;
    Ok(Planned::Planned { outgoing: row.id, people, replaced })
}

fn wrong(new: &NewOutgoing<'_>, now: Millis) -> Option<Wrong> {
    let subject = new.subject.trim();
    let link = Url::parse(new.link).is_ok_and(|url| matches!(url.scheme(), "https" | "http"));
    if subject.is_empty() || subject.chars().count() > limits::SUBJECT_CHARS_MAX || subject.contains(char::is_control) {
        Some(Wrong::Subject)
    } else if new.text.trim().is_empty() || new.text.len() > limits::NOTICE_TEXT_BYTES_MAX {
        Some(Wrong::Text)
    } else if !link || new.link.len() > limits::NOTICE_LINK_BYTES_MAX || new.link.contains(char::is_whitespace) {
        Some(Wrong::Link)
    } else if new.expires_at <= now {
        Some(Wrong::Expired)
    } else if new.people.len() > limits::DELIVERY_PEOPLE_MAX {
        Some(Wrong::People)
    } else {
        None
    }
}

/// Withdraws a notice: what has not left of it does not leave. Gives how many messages that were; what was taken by a carrier
/// cannot be called back.
pub async fn withdraw(app: &App, by: Option<PersonId>, notice: Uuid) -> Result<u64> {
    let mut tx = app.db.begin().await?;
    let replaced = withdraw_with(app, &mut tx, by, notice).await?;
    tx.commit().await?;
    Ok(replaced)
}

/// The same, in the transaction of what takes it back.
pub(crate) async fn withdraw_with(app: &App, tx: &mut Tx, by: Option<PersonId>, notice: Uuid) -> Result<u64> {
    let Some(newest) = delivery::newest(tx, notice).await? else { return Ok(0) };
    if newest.replaced_at != Millis::NEVER {
        return Ok(0);
    }
    let replaced = delivery::replace(tx, notice, newest.version + 1, app.now()).await?;
    let facts = serde_json::json!({ "notice": notice, "replaced": replaced });
    record::append(app, tx, "delivery.withdraw", by, &format!("outgoing/{}", newest.id), &facts).await?;
    Ok(replaced)
}

/// A message that was taken from the queue, and is this node's until its lease ends.
#[derive(Debug, Clone)]
pub struct Claimed {
    claimed: delivery::Claimed,
    /// What is to be handed over.
    pub outgoing: Outgoing,
}

impl Claimed {
    /// What one message paces with others: the domain of a mail.
    pub fn domain(&self) -> &str {
        match &self.outgoing.to {
            Address::Mail(mail) => mail.domain(),
            _ => "",
        }
    }
}

/// Takes messages of a channel whose time has come, at most so many. Those that cannot leave any more are failed or replaced
/// on the way.
pub async fn claim(app: &App, channel: Channel, at_most: i64) -> Result<Vec<Claimed>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    // Most of the time nothing is due: look before taking the writer.
    if delivery::next_due(&mut tx, channel).await?.is_none_or(|due| due > now) {
        return Ok(Vec::new());
    }
    drop(tx);
    let mut tx = app.db.begin().await?;
    let claimed = delivery::claim(&mut tx, channel, at_most.min(limits::DELIVERIES_PER_CLAIM), now).await?;
    let versions = versions(&mut tx, claimed.iter().map(|one| one.outgoing)).await?;
    let people: Vec<PersonId> = claimed.iter().map(|one| one.person).collect();
    let addresses = store::contact::addresses(&mut tx, &people, channel, now).await?;
    let mut taken = Vec::with_capacity(claimed.len());
    for one in claimed {
        let Some(row) = versions.get(&one.outgoing) else { continue };
        let step = |state, due_at, fault| Step { state, due_at, falls_back: false, fault };
        let ended = if row.replaced_at <= now {
            Some(step(DeliveryState::Replaced, Millis::NEVER, None))
        } else if row.expires_at <= now {
            Some(step(DeliveryState::Failed, Millis::NEVER, Some(Fault::Expired)))
        } else if !addresses.contains_key(&one.person) {
            Some(step(DeliveryState::Failed, now, Some(Fault::NoAddress)))
        } else {
            None
        };
        match (ended, addresses.get(&one.person)) {
            (Some(step), _) => delivery::record(&mut tx, &one, channel, &step, None, now).await?,
            (None, Some(to)) => {
                taken.push(Claimed { claimed: one, outgoing: outgoing(row, &one, channel, to.clone()) });
            }
            (None, None) => {}
        }
    }
    tx.commit().await?;
    Ok(taken)
}

async fn versions(tx: &mut Tx, of: impl Iterator<Item = OutgoingId>) -> Result<HashMap<OutgoingId, OutgoingRow>> {
    let mut versions = HashMap::new();
    for id in of.collect::<HashSet<_>>() {
        if let Some(row) = delivery::outgoing(tx, id).await? {
            versions.insert(id, row);
        }
    }
    Ok(versions)
}

fn outgoing(row: &OutgoingRow, of: &delivery::Claimed, channel: Channel, to: Address) -> Outgoing {
    Outgoing {
        key: key(row.id, of.person, channel),
        to,
        subject: row.subject.clone(),
        text: row.text.clone(),
        link: row.link.clone(),
        made_at: row.made_at,
        expires_at: row.expires_at,
        urgent: row.urgent,
        topic: named(&[b"notice", row.notice.as_bytes()]),
    }
}

/// The key of a message: a hash, so that a carrier cannot tell from it who else it writes to.
fn key(outgoing: OutgoingId, person: PersonId, channel: Channel) -> DeliveryKey {
    DeliveryKey(named(&[outgoing.uuid().as_bytes(), person.uuid().as_bytes(), channel.code().as_bytes()]))
}

fn named(parts: &[&[u8]]) -> String {
    text::hex(&Sha256::digest(parts.concat())[..16])
}

/// What came of one message.
#[derive(Debug)]
pub struct Outcome {
    /// The message.
    pub of: Claimed,
    /// What happened.
    pub happened: Happened,
    /// Endpoints of browsers that have gone.
    pub gone: Vec<String>,
}

/// Writes what came of messages of a channel: one transaction, one entry with counts.
pub async fn record(app: &App, channel: Channel, outcomes: &[Outcome]) -> Result<()> {
    if outcomes.is_empty() {
        return Ok(());
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let versions = versions(&mut tx, outcomes.iter().map(|one| one.of.claimed.outgoing)).await?;
    let mut counts: BTreeMap<(OutgoingId, DeliveryState), u64> = BTreeMap::new();
    for outcome in outcomes {
        let claimed = &outcome.of.claimed;
        let expires_at = outcome.of.outgoing.expires_at;
        let mut step = next_step(channel, claimed.attempts, &outcome.happened, now, expires_at);
        let waits = matches!(step.state, DeliveryState::Planned | DeliveryState::Temporary);
        if step.falls_back {
            step.due_at = now;
        } else if waits && versions.get(&claimed.outgoing).is_none_or(|row| row.replaced_at <= now) {
            step = Step { state: DeliveryState::Replaced, due_at: Millis::NEVER, ..step };
        }
        let id = match &outcome.happened {
            Happened::Accepted(id) => id.as_deref(),
            _ => None,
        };
        delivery::record(&mut tx, claimed, channel, &step, id, now).await?;
        for endpoint in &outcome.gone {
            store::contact::gone(&mut tx, endpoint).await?;
        }
        *counts.entry((claimed.outgoing, step.state)).or_default() += 1;
    }
    let counted: Vec<_> = counts
        .iter()
        .map(|((outgoing, state), count)| serde_json::json!({ "outgoing": outgoing, "state": state, "count": count }))
        .collect();
    let subject = format!("channel/{channel}");
    record::append(app, &mut tx, "delivery.record", None, &subject, &counted).await?;
    Ok(tx.commit().await?)
}

/// What a carrier says later of messages that it took: its name for each, and whether it was delivered. Gives how many were
/// ours.
pub async fn receipts(app: &App, channel: Channel, receipts: &[(String, bool)]) -> Result<u64> {
    let now = app.now();
    let (mut delivered, mut failed) = (0, 0);
    let mut tx = app.db.begin().await?;
    for (provider_id, arrived) in receipts {
        if delivery::receipt(&mut tx, provider_id, channel, *arrived, now).await? {
            *(if *arrived { &mut delivered } else { &mut failed }) += 1;
        }
    }
    if delivered + failed == 0 {
        return Ok(0);
    }
    let facts = serde_json::json!({ "delivered": delivered, "failed": failed });
    record::append(app, &mut tx, "delivery.receipts", None, &format!("channel/{channel}"), &facts).await?;
    tx.commit().await?;
    Ok(delivered + failed)
}

/// Plans the next channel of what nobody read in time or could not be handed over. Gives how many messages that were.
pub async fn fall_back(app: &App) -> Result<u64> {
    let mut whole = 0;
    for channel in Channel::OUTSIDE {
        whole += fall_back_from(app, channel).await?;
    }
    Ok(whole)
}

async fn fall_back_from(app: &App, channel: Channel) -> Result<u64> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    if delivery::fallbacks_until(&mut tx, channel, now).await?.is_none() {
        return Ok(0);
    }
    drop(tx);
    let mut tx = app.db.begin().await?;
    let Some(until) = delivery::fallbacks_until(&mut tx, channel, now).await? else { return Ok(0) };
    let (planned, looked) = delivery::fall_back(&mut tx, channel, until, app.channels, now).await?;
    if looked > 0 {
        let facts = serde_json::json!({ "looked_at": looked, "planned": planned });
        record::append(app, &mut tx, "delivery.fall_back", None, &format!("channel/{channel}"), &facts).await?;
    }
    tx.commit().await?;
    Ok(planned)
}

/// Notes that a person has read a notice: nothing more of it is sent to them. Without an entry, as the ledger of what was shown
/// tells it already.
pub async fn acknowledge(app: &App, notice: Uuid, person: PersonId) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    let ended = delivery::acknowledge(&mut tx, notice, person, app.now()).await?;
    tx.commit().await?;
    Ok(ended > 0)
}

/// How far the newest version of a notice is: messages by channel and state.
pub async fn progress(app: &App, notice: Uuid) -> Result<Vec<(Channel, DeliveryState, i64)>> {
    counts(&mut app.db.read().await?, notice, None).await
}

/// The same; of one version, nothing when it is not the newest that left.
pub(crate) async fn counts(
    tx: &mut Tx,
    notice: Uuid,
    version: Option<i64>,
) -> Result<Vec<(Channel, DeliveryState, i64)>> {
    match delivery::newest(tx, notice).await?.filter(|newest| version.is_none_or(|one| one == newest.version)) {
        Some(newest) => Ok(delivery::counts(tx, newest.id).await?),
        None => Ok(Vec::new()),
    }
}
