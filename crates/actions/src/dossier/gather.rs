//! Reads everything that a pack is made from, in one transaction.

use std::collections::{BTreeMap, HashMap};

use ::dossier::{
    Account, Containment, Custody, Dossier, Extract, Head, Joined, Left, Measure, Message, Pattern, Proof, Session,
    Shown, Text,
};
use journal::{Bytes, Prover, Recorded};
use model::{
    Actor, MessageId, Millis, PersonId, SessionId, dossier::Of, limits, territory, territory::Scope, text::hex,
};
use sha2::{Digest as _, Sha256};
use store::{
    Tx,
    blobs::Blobs,
    dossier::{Ask, FileRow, MessageRow, SessionRow},
    journal::EntryRow,
};
use uuid::Uuid;

use super::Order;
use crate::{App, Error, Result, record};

/// How far from a session's row its entry may be: both are written in one transaction, by two looks at the clock.
const ENTRY_WITHIN: Millis = Millis::seconds(10);
/// Leaves of the journal read at once.
const LEAVES: i64 = 50_000;

/// All that is known, files without their content.
pub(super) async fn gather(
    app: &App,
    tx: &mut Tx,
    ask: &Ask,
    by: Option<&Actor>,
    order: &Order,
    id: Uuid,
) -> Result<Dossier> {
    let rows = store::dossier::messages(tx, ask).await?;
    let (own, everywhere) = store::dossier::counts(tx, &Ask { child: None, ..*ask }).await?;
    let first = rows.first().map_or(ask.now, MessageRow::sent_at) - limits::DOSSIER_BEFORE;
    let zone = rows.first().map_or(1, |row| row.academie);
    let entries = entries(tx, &rows, ask, first).await?;
    let messages = messages(tx, ask, rows, &entries).await?;
    let (files, file_rows) = messages;
    let accounts = accounts(tx, ask, &files).await?;
    let sessions = store::dossier::sessions(tx, ask, first, ask.now).await?;
    let shown = store::dossier::shown(tx, ask).await?;
    let left = Left {
        messages: if ask.child.is_none() { own - files.len() as i64 } else { 0 },
        elsewhere: everywhere - own,
        files: 0,
        rows: [sessions.len(), shown.len()].contains(&(limits::DOSSIER_ROWS_MAX as usize)),
        entries: entries.len() >= limits::DOSSIER_ENTRIES_MAX as usize,
    };
    let campaign = match order.of {
        Of::Campaign(id) => store::campaign::get(tx, id).await?,
        Of::Message(_) => None,
    };
    Ok(Dossier {
        head: Head {
            id: id.simple().to_string(),
            of: order.of,
            label: match &campaign {
                Some(campaign) => campaign.label.clone(),
                None => files.first().map(|message| message.subject.clone()).unwrap_or_default(),
            },
            state: campaign.map(|campaign| campaign.state.to_string()),
            installation: app.issuer.clone(),
            made_at: ask.now,
            made_by: by.map(|actor| actor.name.clone()),
            for_whom: order.for_whom.trim().to_owned(),
            reason: order.reason.trim().to_owned(),
            child: order.child,
            zone: territory::time_zone(u8::try_from(zone).unwrap_or(1)).to_owned(),
        },
        texts: texts(&files),
        messages: files,
        files: joined(file_rows),
        accounts,
        sessions: sessions_of(sessions, &entries),
        shown: shown.into_iter().map(shown_row).collect(),
        containments: containments(tx, ask).await?,
        measures: measures(tx, ask).await?,
        journal: extract(app, tx, entries).await?,
        patterns: patterns(tx, order.of).await?,
        custody: custody(tx, by, order, id, ask.now).await?,
        left,
    })
}

/// The content of the files, as far as it fits and is kept.
pub(super) fn with_files(mut facts: Dossier, blobs: &Blobs) -> Result<Dossier> {
    let mut room = limits::DOSSIER_FILES_BYTES_MAX;
    for file in &mut facts.files {
        if usize::try_from(file.bytes).is_ok_and(|bytes| bytes <= room) {
            let hash = model::text::unhex(&file.sha256).unwrap_or_default();
            file.content = blobs.get(&hash)?;
            room -= file.content.as_ref().map_or(0, |content| content.len().min(room));
        }
        facts.left.files += i64::from(file.content.is_none());
    }
    Ok(facts)
}

/// Entries about the campaign, the messages and the accounts, in the order in which they were made.
async fn entries(tx: &mut Tx, rows: &[MessageRow], ask: &Ask, first: Millis) -> Result<Vec<EntryRow>> {
    let mut people: Vec<PersonId> = rows.iter().map(|row| row.sender).collect();
    people.extend(ask.child);
    people.sort_unstable();
    people.dedup();
    let of_messages: Vec<String> =
        [ask.of.to_string()].into_iter().chain(rows.iter().map(|row| format!("message/{}", row.id))).collect();
    let of_people: Vec<String> = people.iter().map(|person| format!("person/{person}")).collect();
    let max = limits::DOSSIER_ENTRIES_MAX;
    let mut entries = store::dossier::entries(tx, &of_messages, Millis(0), Millis::NEVER, max).await?;
    entries.extend(store::dossier::entries(tx, &of_people, first, Millis::NEVER, max).await?);
    if let Of::Campaign(id) = ask.of {
        for measure in store::measure::of_campaign(tx, id).await? {
            let subject = format!("measure/{}", measure.id);
            entries.extend(store::journal::about(tx, &subject, limits::CAMPAIGN_ROWS_MAX).await?);
        }
    }
    entries.sort_by_key(|entry| (entry.seq.unwrap_or(i64::MAX), entry.at(), entry.id));
    entries.dedup_by_key(|entry| entry.id);
    entries.truncate(max as usize);
    Ok(entries)
}

/// The messages with their audiences, sessions and files; and the rows of those files.
async fn messages(
    tx: &mut Tx,
    ask: &Ask,
    rows: Vec<MessageRow>,
    entries: &[EntryRow],
) -> Result<(Vec<Message>, Vec<FileRow>)> {
    let mut labels: HashMap<MessageId, Vec<String>> = HashMap::new();
    for (message, label) in store::dossier::labels(tx, ask).await? {
        labels.entry(message.into()).or_default().push(label);
    }
    let files = store::dossier::files(tx, ask).await?;
    let mut named: HashMap<MessageId, Vec<(String, String)>> = HashMap::new();
    for file in &files {
        named.entry(file.message).or_default().push((file.name.clone(), hex(&file.sha256)));
    }
    let sent: HashMap<&str, SessionId> =
        entries.iter().filter(|entry| entry.verb == "message.send").filter_map(sent_in).collect();
    let message = |row: MessageRow| Message {
        session: sent.get(format!("message/{}", row.id).as_str()).copied(),
        to: labels.remove(&row.id).unwrap_or_default(),
        files: named.remove(&row.id).unwrap_or_default(),
        body_sha256: hex(&Sha256::digest(row.body.as_bytes())),
        letters_sha256: row.exact.as_deref().map(hex),
        sent_at: row.sent_at(),
        delivered_at: row.delivered_at(),
        held_at: row.held_at(),
        withdrawn_at: row.withdrawn_at(),
        id: row.id,
        sender: row.sender,
        sender_name: row.sender_name,
        profile: row.sender_profile,
        uai: row.uai,
        school: row.school_name,
        readers: row.readers,
        subject: row.subject,
        body: row.body,
        veiled: false,
        state: row.state,
    };
    Ok((rows.into_iter().map(message).collect(), files))
}

/// Of which message an entry says in which session it was sent.
fn sent_in(entry: &EntryRow) -> Option<(&str, SessionId)> {
    let facts: serde_json::Value = serde_json::from_str(entry.payload.as_deref()?).ok()?;
    Some((entry.subject.as_str(), facts.get("session")?.as_str()?.parse().ok()?))
}

/// Who sent them, in the order in which they began.
async fn accounts(tx: &mut Tx, ask: &Ask, messages: &[Message]) -> Result<Vec<Account>> {
    let rows = store::dossier::accounts(tx, ask).await?;
    let known: HashMap<PersonId, (String, Millis)> =
        rows.into_iter().map(|(person, login, at)| (person.into(), (login, Millis(at)))).collect();
    let mut accounts: Vec<Account> = Vec::new();
    let mut places: HashMap<PersonId, usize> = HashMap::new();
    for message in messages {
        let place = *places.entry(message.sender).or_insert(accounts.len());
        if place == accounts.len() {
            let known = known.get(&message.sender);
            accounts.push(Account {
                person: message.sender,
                name: message.sender_name.clone(),
                profile: message.profile,
                uai: message.uai.clone(),
                school: message.school.clone(),
                login: known.map(|(login, _)| login.clone()),
                messages: 0,
                first_at: message.sent_at,
                secret_set_at: known.map(|(_, at)| *at),
            });
        }
        accounts[place].messages += 1;
    }
    Ok(accounts)
}

/// Sessions, each with the place in the journal of its opening.
fn sessions_of(rows: Vec<SessionRow>, entries: &[EntryRow]) -> Vec<Session> {
    let mut openings: HashMap<&str, Vec<&EntryRow>> = HashMap::new();
    for entry in entries.iter().filter(|entry| entry.verb == "session.open") {
        openings.entry(entry.subject.as_str()).or_default().push(entry);
    }
    let near = |entry: &&&EntryRow, at: Millis| (entry.at().0 - at.0).abs() <= ENTRY_WITHIN.0;
    let session = |row: SessionRow| {
        let at = row.issued_at();
        let of_account = openings.get(format!("person/{}", row.person).as_str());
        let opened = of_account.and_then(|entries| entries.iter().find(|entry| near(entry, at)));
        Session {
            id: row.id,
            person: row.person,
            issued_at: at,
            last_seen_at: row.last_seen_at(),
            ended_at: row.ended_at(),
            device: row.device.simple().to_string(),
            address: row.address,
            agent: row.agent,
            device_new: row.device_new,
            network: row.network_class,
            country: row.country,
            entry: opened.and_then(|entry| entry.seq).map(i64::cast_unsigned),
        }
    };
    rows.into_iter().map(session).collect()
}

fn shown_row(row: store::reading::Exposure) -> Shown {
    Shown {
        message: row.message,
        person: row.person,
        listed_at: row.listed_at(),
        opened_at: row.opened_at(),
        last_opened_at: row.last_opened_at(),
        file_opened_at: row.file_opened_at(),
        name: row.name,
    }
}

/// Each content once.
fn joined(rows: Vec<FileRow>) -> Vec<Joined> {
    let mut files = BTreeMap::new();
    for row in rows {
        let sha256 = hex(&row.sha256);
        let file = Joined { sha256: sha256.clone(), mime: row.mime, bytes: row.bytes, content: None };
        files.entry(sha256).or_insert(file);
    }
    files.into_values().collect()
}

/// The distinct texts, in the order in which they came.
fn texts(messages: &[Message]) -> Vec<Text> {
    let mut texts: Vec<Text> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for message in messages {
        let Some(letters) = message.letters_sha256.as_deref() else { continue };
        let place = *places.entry(letters).or_insert(texts.len());
        if place == texts.len() {
            texts.push(Text { letters_sha256: letters.to_owned(), copies: 0, first_at: message.sent_at });
        }
        texts[place].copies += 1;
    }
    texts
}

async fn containments(tx: &mut Tx, ask: &Ask) -> Result<Vec<Containment>> {
    let rows = store::dossier::containments(tx, ask).await?;
    let containment = |row: store::dossier::ContainmentRow| {
        let (since, until, ended_at) = row.times();
        let (message, by_machine) = (row.message(), row.by_machine());
        let (person, reason, ending) = (row.person, row.reason, row.ending);
        Containment { person, since, until, ended_at, reason, ending, message, by_machine }
    };
    Ok(rows.into_iter().map(containment).collect())
}

async fn measures(tx: &mut Tx, ask: &Ask) -> Result<Vec<Measure>> {
    let Of::Campaign(id) = ask.of else { return Ok(Vec::new()) };
    let mut measures = Vec::new();
    for row in store::measure::of_campaign(tx, id).await? {
        let places = store::measure::places(tx, row.id).await?;
        let place = |place: store::measure::PlaceRow| {
            let person = matches!(place.scope(), Scope::Person(_));
            (place.name.unwrap_or_else(|| "tout le monde".to_owned()), person)
        };
        let times = row.times();
        measures.push(Measure {
            id: row.id.simple().to_string(),
            clauses: serde_json::to_string(&row.clauses()?)?,
            places: places.into_iter().map(place).collect(),
            proposed_at: times.proposed_at,
            starts_at: times.starts_at,
            ends_at: times.ends_at,
            ended_at: row.ended_at(),
            state: row.state.to_string(),
            reason: row.reason,
        });
    }
    measures.reverse();
    Ok(measures)
}

/// Entries that are sealed, with a proof each from one pass over the journal's leaves.
async fn extract(app: &App, tx: &mut Tx, entries: Vec<EntryRow>) -> Result<Extract> {
    let key = app.seal_key.verifying_key().to_string();
    let newest = store::journal::newest_checkpoint(tx).await?;
    let size = newest.as_ref().map_or(0, |checkpoint| checkpoint.size);
    let (sealed, waiting): (Vec<EntryRow>, Vec<EntryRow>) =
        entries.into_iter().partition(|entry| entry.seq.is_some_and(|seq| seq < size));
    let mut prover =
        Prover::new(size.cast_unsigned(), sealed.iter().filter_map(|entry| entry.seq.map(i64::cast_unsigned)));
    let mut from = 0;
    while from < size {
        let leaves = store::dossier::leaves(tx, from, size, LEAVES).await?;
        if leaves.is_empty() {
            return Err(Error::Unreadable(from.cast_unsigned()));
        }
        for (seq, leaf) in leaves {
            // A gap would give proofs of another tree.
            let leaf: [u8; 32] = leaf.try_into().map_err(|_| Error::Unreadable(seq.cast_unsigned()))?;
            if seq != from {
                return Err(Error::Unreadable(from.cast_unsigned()));
            }
            prover.push(Bytes(leaf));
            from += 1;
        }
    }
    let recorded: Vec<Recorded> =
        sealed.into_iter().map(|row| record::recorded(row).map_err(Error::Unreadable)).collect::<Result<_>>()?;
    let proof = |entry: &Recorded| {
        let path = prover.proof(entry.seq).ok_or(Error::Unreadable(entry.seq))?;
        Ok(Proof { seq: entry.seq, path })
    };
    Ok(Extract {
        proofs: recorded.iter().map(proof).collect::<Result<_>>()?,
        entries: recorded,
        checkpoint: newest.map(|checkpoint| checkpoint.note).unwrap_or_default(),
        key,
        waiting: waiting.len() as u64,
    })
}

async fn patterns(tx: &mut Tx, of: Of) -> Result<Vec<Pattern>> {
    let rows = store::dossier::patterns(tx, of).await?;
    Ok(rows.into_iter().map(|(kind, value, at)| Pattern { kind, value, added_at: Millis(at) }).collect())
}

/// Packs that were made before, and this one.
async fn custody(tx: &mut Tx, by: Option<&Actor>, order: &Order, id: Uuid, now: Millis) -> Result<Vec<Custody>> {
    let earlier = store::dossier::register(tx, order.of).await?.into_iter().map(|row| Custody {
        id: row.id.simple().to_string(),
        variant: row.variant.to_string(),
        at_ms: row.made_at(),
        tagmanifest_sha256: Some(hex(&row.digest)),
        by: row.by,
        for_whom: row.for_whom,
        reason: row.reason,
    });
    let this = Custody {
        id: id.simple().to_string(),
        variant: order.variant.to_string(),
        at_ms: now,
        by: by.map(|actor| actor.name.clone()),
        for_whom: order.for_whom.trim().to_owned(),
        reason: order.reason.trim().to_owned(),
        tagmanifest_sha256: None,
    };
    Ok(earlier.chain([this]).collect())
}
