//! What the copies of a campaign carry besides their text: files, files inside archives, pictures. A payload that two
//! accounts sent with the text is the threat as much as the text is; one that a single copy carries is a hint. What more
//! than [`limits::PATTERN_OUTSIDE_MAX`] other messages carry is neither: the emblem of a school is in all its letters.

use std::collections::{BTreeMap, BTreeSet};

use attachments::pdq::Pdq;
use model::{CampaignId, MessageId, Millis, PersonId, campaign::PatternKind, limits};
use store::{
    Tx,
    payload::{self, Holder},
};

use crate::Result;

/// A file or a picture of a campaign.
#[derive(Debug)]
pub(crate) struct Payload {
    /// `File` or `Picture`.
    pub(crate) kind: PatternKind,
    /// SHA-256, or PDQ, in hexadecimal.
    pub(crate) value: String,
    /// At least two accounts sent it.
    pub(crate) shared: bool,
    /// Other messages that carry it.
    holders: Vec<Holder>,
}

impl Payload {
    /// Other messages that carry it, of the days that were looked through.
    pub(crate) fn outside(&self) -> i64 {
        let messages: BTreeSet<MessageId> = self.holders.iter().map(|holder| holder.message).collect();
        messages.len() as i64
    }
}

/// A message that carries what a campaign carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// By what it is known.
    pub(crate) by: PatternKind,
    /// It is the threat itself: two accounts sent this with the text, and nobody did before the first of them.
    pub(crate) surely: bool,
}

/// The payloads of a campaign, with who else carries them within a time.
pub(crate) async fn of(tx: &mut Tx, campaign: CampaignId, within: (Millis, Millis)) -> Result<Vec<Payload>> {
    let mut files: BTreeMap<String, BTreeSet<PersonId>> = BTreeMap::new();
    let mut pictures: Vec<(Pdq, BTreeSet<PersonId>)> = Vec::new();
    for carried in payload::carried(tx, campaign).await? {
        if carried.kind == "file" {
            files.entry(carried.value).or_default().insert(carried.sender);
        } else if let Ok(picture) = carried.value.parse::<Pdq>() {
            // One picture in several sizes and qualities is one.
            match pictures.iter_mut().find(|(known, _)| known.is_like(&picture)) {
                Some((_, senders)) => drop(senders.insert(carried.sender)),
                None => pictures.push((picture, BTreeSet::from([carried.sender]))),
            }
        }
    }
    let mut payloads = Vec::new();
    for (value, senders) in files {
        let holders = payload::with_file(tx, campaign, &value, within).await?;
        payloads.push(Payload { kind: PatternKind::File, value, shared: senders.len() > 1, holders });
    }
    let others = if pictures.is_empty() { Vec::new() } else { payload::pictures(tx, campaign, within).await? };
    let others: Vec<(Pdq, Holder)> =
        others.into_iter().filter_map(|holder| Some((holder.value.parse().ok()?, holder))).collect();
    for (picture, senders) in pictures {
        let alike = others.iter().filter(|(other, _)| other.is_like(&picture)).map(|(_, holder)| holder.clone());
        let (value, shared) = (picture.to_string(), senders.len() > 1);
        payloads.push(Payload { kind: PatternKind::Picture, value, shared, holders: alike.collect() });
    }
    Ok(payloads)
}

/// The messages outside of a campaign that carry what its copies carry.
pub(crate) async fn found(
    tx: &mut Tx,
    campaign: CampaignId,
    within: (Millis, Millis),
) -> Result<BTreeMap<MessageId, Found>> {
    let Some(first) = payload::first_at(tx, campaign).await? else { return Ok(BTreeMap::new()) };
    let mut found: BTreeMap<MessageId, Found> = BTreeMap::new();
    for payload in of(tx, campaign, within).await? {
        if payload.outside() > limits::PATTERN_OUTSIDE_MAX {
            continue;
        }
        // What somebody sent before the threat proves nothing, unless two accounts sent it with the threat.
        let known_before = payload.holders.iter().any(|holder| holder.sent_at() < first);
        if known_before && !payload.shared {
            continue;
        }
        let surely = payload.shared && !known_before;
        for holder in &payload.holders {
            let known = found.entry(holder.message).or_insert(Found { by: payload.kind, surely });
            known.surely |= surely;
        }
    }
    Ok(found)
}
