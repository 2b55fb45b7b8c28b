//! Reads the facts. What cannot be had is left out, and said to be missing by [`super::weigh`].

use std::collections::BTreeSet;

use jiff::{Timestamp, tz::TimeZone};
use model::{
    Millis,
    exculpation::{ArrivalSign, Happened},
    limits,
    verdict::Reason,
};
use shield::Context;
use store::{
    Tx,
    exculpation::{self as stored, OthersRow, SessionRow, Uses},
    journal::EntryRow,
    message::Message,
};

use super::{
    facts::{
        Account, Cite, Cited, Event, Facts, Habits, Many, Moment, OfSession, Opened, Others, Sending, Signed, Use,
        happened, text,
    },
    seed::Seed,
};
use crate::Result;

/// How far from a session's row its entry may be: both are written in one transaction, by two looks at the clock.
const ENTRY_WITHIN: Millis = Millis::seconds(10);
/// Hours around this one that are its neighbours.
const NEAR_HOURS: i64 = 2;

/// All that is known; the address only if it may be told.
pub(super) async fn gather(tx: &mut Tx, seed: &Seed, address: bool, now: Millis) -> Result<Facts> {
    let zone = seed.zone();
    let mut facts = Facts {
        account: Account {
            name: seed.name.clone(),
            profile: seed.profile,
            school: seed.school_name.clone(),
            zone: zone.clone(),
        },
        signed: signed(tx, &zone).await?,
        ..Facts::default()
    };
    let begun = seed.row.as_ref().map(SessionRow::issued_at);
    let at = seed.message.as_ref().map(Message::sent_at).or(begun).unwrap_or(now);
    let subject = format!("person/{}", seed.person);
    let after = stored::of_account(tx, &subject, begun.unwrap_or(at)).await?;
    let session = seed.session.map(|id| id.uuid().to_string());
    facts.events = events(&after, session.as_deref(), &zone);
    facts.leaked = leaked(tx, &subject, now, &zone).await?;
    let renewal = facts.events.iter().find(|event| event.what.renews()).map(|event| event.at.at);
    if let Some(row) = &seed.row {
        facts.session = Some(opened(tx, row, &subject, address, &zone).await?);
        facts.arrival = row.arrival_signs().map(arrival).transpose()?;
        came(tx, &mut facts, row, renewal, &zone).await?;
    }
    facts.habits = habits(tx, seed, at, &zone).await?;
    match &seed.message {
        Some(message) => of_message(tx, &mut facts, message, seed, &zone).await?,
        None => facts.sent = sent(tx, seed, &zone).await?,
    }
    facts.events.sort_by_key(|event| event.at.at);
    Ok(facts)
}

/// A moment in UTC and where the school is.
pub(super) fn moment(at: Millis, zone: &str) -> Moment {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let zoned = Timestamp::from_millisecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone);
    Moment {
        at,
        utc: zoned.with_time_zone(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string(),
        local: zoned.strftime("%Y-%m-%dT%H:%M:%S.%3f%:z").to_string(),
    }
}

fn events(rows: &[EntryRow], session: Option<&str>, zone: &str) -> Vec<Event> {
    let event = |row: &EntryRow| {
        Some(Event { what: happened(row, session)?, at: moment(row.at(), zone), entry: Cite::of(row) })
    };
    rows.iter().filter_map(event).collect()
}

/// Lists of stolen passwords may have opened the account before as well as after.
async fn leaked(tx: &mut Tx, subject: &str, now: Millis, zone: &str) -> Result<Vec<Cited>> {
    let rows = stored::entries(tx, subject, "account.leaked", Millis(0), now).await?;
    Ok(rows.iter().map(|row| Cited { at: moment(row.at(), zone), entry: Cite::of(row) }).collect())
}

async fn signed(tx: &mut Tx, zone: &str) -> Result<Option<Signed>> {
    let newest = store::journal::newest_checkpoint(tx).await?;
    Ok(newest.map(|row| Signed { size: row.size, root: model::text::hex(&row.root), at: moment(row.at(), zone) }))
}

/// The session, with what the journal says of its opening.
async fn opened(tx: &mut Tx, row: &SessionRow, subject: &str, address: bool, zone: &str) -> Result<Opened> {
    let (from, to) = (row.issued_at() - ENTRY_WITHIN, row.issued_at() + ENTRY_WITHIN);
    let id = row.id.uuid().to_string();
    let near = stored::entries(tx, subject, "session.open", from, to).await?;
    let entry = near.iter().find(|entry| text(entry, "session").as_deref() == Some(id.as_str()));
    Ok(Opened {
        id: row.id.to_string(),
        at: moment(row.issued_at(), zone),
        by: entry.and_then(|entry| text(entry, "by")),
        address: address.then(|| row.address.clone()),
        agent: row.agent.clone(),
        network: row.network_class(),
        country: row.country.clone(),
        device_new: row.device_new,
        last_seen: moment(row.last_seen_at(), zone),
        ended: row.ended_at().map(|at| moment(at, zone)),
        entry: entry.map(Cite::of),
    })
}

/// The signs of an opening that a report may show.
fn arrival(codes: &str) -> Result<Vec<ArrivalSign>> {
    let codes: Vec<String> = serde_json::from_str(codes)?;
    Ok(codes.iter().filter_map(|code| ArrivalSign::from_code(code)).collect())
}

/// The device and the network before and since, and who else came by them.
async fn came(tx: &mut Tx, facts: &mut Facts, row: &SessionRow, renewal: Option<Millis>, zone: &str) -> Result<()> {
    let later = renewal.unwrap_or(Millis::NEVER);
    let uses = |uses: Uses| Use {
        before: uses.before,
        span_before: uses.span_before().map(|(first, last)| (moment(first, zone), moment(last, zone))),
        since: uses.since,
        span_since: uses.span_since().map(|(first, last)| (moment(first, zone), moment(last, zone))),
        since_renewal: renewal.map(|_| uses.later),
    };
    facts.device = Some(uses(stored::uses_of_device(tx, row, later).await?));
    if row.network.is_some() {
        facts.network = Some(uses(stored::uses_of_network(tx, row, later).await?));
    }
    facts.elsewhere_since = stored::uses_elsewhere_since(tx, row).await?;
    if let Some((since, vouched)) = stored::device_known(tx, row).await?.filter(|(since, _)| *since < row.issued_at()) {
        facts.device_known_since = Some(moment(since, zone));
        facts.device_vouched = vouched;
    }
    let (hour, day, at) = (Millis::hours(1), Millis::days(1), row.issued_at());
    facts.others = Others {
        device_hour: many(stored::others_by_device(tx, row, at - hour, at + hour).await?),
        device_day: many(stored::others_by_device(tx, row, at - day, at + day).await?),
        network_hour: many(stored::others_by_network(tx, row, at - hour, at + hour).await?),
    };
    Ok(())
}

fn many(rows: Vec<OthersRow>) -> Vec<Many> {
    let mut list: Vec<Many> = rows.into_iter().map(|row| Many { school: row.school, accounts: row.accounts }).collect();
    list.sort_by(|a, b| (b.accounts, &a.school).cmp(&(a.accounts, &b.school)));
    list
}

/// What the account did in the weeks before, the session of this report left out.
async fn habits(tx: &mut Tx, seed: &Seed, at: Millis, zone: &str) -> Result<Habits> {
    let begun = seed.row.as_ref().map_or(at, SessionRow::issued_at);
    let from = begun - limits::EXCULPATION_HABIT;
    let openings = stored::openings(tx, seed.person, from, begun).await?;
    let sendings = store::sending::sendings(tx, seed.person, from, begun).await?;
    let hour = hour(at, zone);
    let near = |one: &Millis| {
        let apart = (i64::from(self::hour(*one, zone)) - i64::from(hour)).rem_euclid(24);
        apart.min(24 - apart) <= NEAR_HOURS
    };
    let times: Vec<Millis> =
        openings.iter().map(stored::Opening::at).chain(sendings.iter().map(|(at, _)| *at)).collect();
    let countries: BTreeSet<&String> = openings.iter().filter_map(|one| one.country.as_ref()).collect();
    Ok(Habits {
        uses: times.len() as i64,
        hour,
        near_hour: times.iter().filter(|one| near(one)).count() as i64,
        devices: openings.iter().map(|one| one.device).collect::<BTreeSet<_>>().len() as i64,
        networks: openings.iter().filter_map(|one| one.network.as_ref()).collect::<BTreeSet<_>>().len() as i64,
        countries: countries.into_iter().cloned().collect(),
        readers_max: sendings.iter().map(|(_, readers)| *readers).max(),
    })
}

fn hour(at: Millis, zone: &str) -> i8 {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    Timestamp::from_millisecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone).hour()
}

/// The message, what became of it, and what the judge saw.
async fn of_message(tx: &mut Tx, facts: &mut Facts, message: &Message, seed: &Seed, zone: &str) -> Result<()> {
    let (listed, opened) = store::reading::exposed(tx, message.id).await?;
    let verdict = store::verdict::get(tx, message.id).await?;
    let context: Option<Context> = verdict.as_ref().and_then(|(_, _, told)| serde_json::from_str(told).ok());
    facts.risk = verdict.map(|(verdict, ..)| verdict.reasons.into_iter().filter(is_risk).collect());
    let campaign = store::campaign::of_message(tx, message.id).await?;
    let mut copies = None;
    if let Some(campaign) = &campaign {
        let others = store::campaign::counts(tx, campaign.id, Some(message.sender)).await?;
        copies = Some((others.accounts, others.schools));
    }
    let sent = ["message.send", "message.send_again", "message.alert"];
    let entry = seed.entries.iter().find(|entry| sent.contains(&entry.verb.as_str()));
    facts.message = Some(Sending {
        id: message.id.to_string(),
        sent: moment(message.sent_at(), zone),
        body_sha256: entry.and_then(|entry| text(entry, "body_sha256")),
        state: Some(message.state),
        held: message.held_at().map(|at| moment(at, zone)),
        withdrawn: message.withdrawn_at().map(|at| moment(at, zone)),
        readers: message.readers,
        listed,
        opened,
        copies,
        known_device: context.and_then(|context| context.known_device),
        entry: entry.map(Cite::of),
    });
    facts.events.extend(events(&seed.entries, None, zone));
    // A campaign is withdrawn as one: its entry is about the campaign.
    let alone = facts.events.iter().any(|event| event.what == Happened::Withdrawn);
    if let (Some(at), Some(campaign), false) = (message.withdrawn_at(), &campaign, alone) {
        let about = format!("campaign/{}", campaign.id);
        let rows = stored::entries(tx, &about, "campaign.withdraw", at - ENTRY_WITHIN, at + ENTRY_WITHIN).await?;
        facts.events.extend(events(rows.get(..1).unwrap_or_default(), None, zone));
    }
    Ok(())
}

/// A reason that speaks of who uses the account, not of what is written.
fn is_risk(reason: &Reason) -> bool {
    shield::is_sign_of_risk(&reason.code)
}

/// The first messages of a session, without what they say.
async fn sent(tx: &mut Tx, seed: &Seed, zone: &str) -> Result<Vec<OfSession>> {
    let Some(row) = &seed.row else { return Ok(Vec::new()) };
    let id = row.id.uuid().to_string();
    // The last use is kept to the minute.
    let until = row.last_seen_at() + Millis::minutes(2);
    let mut sent = Vec::new();
    for one in store::sending::sent_between(tx, row.person, row.issued_at(), until).await? {
        let entries = stored::of_message(tx, &format!("message/{}", one.id)).await?;
        let entry = entries.iter().find(|entry| text(entry, "session").as_deref() == Some(id.as_str()));
        if let Some(entry) = entry {
            sent.push(OfSession {
                id: one.id.to_string(),
                sent: moment(one.sent_at(), zone),
                state: one.state,
                readers: one.readers,
                entry: Cite::of(entry),
            });
        }
    }
    Ok(sent)
}
