//! What the shield is told besides the letter: who writes, how far it reaches, from where, and what the same sender, the
//! same text and those who came the same way did lately. A signal that cannot be had is said to be missing, never
//! guessed. The whole costs seven statements over indexes, each over a bounded number of rows.

use std::collections::BTreeSet;

use model::{
    Actor, Millis, PersonId, Profile, SchoolId,
    audience::AudienceKind,
    campaign,
    epoch::EpochKind,
    limits,
    message::State,
    network::{self, NetworkClass},
};
use shield::{Context, Reach, SimilarRecent};
use store::{
    Tx,
    behaviour::{self, Came, Neighbour},
    verdict::Candidate,
};

use crate::{App, Result, searches, seen::Seen, send::Authorised};

/// Window in which the same text again counts as behaviour.
const SIMILAR_WINDOW: Millis = Millis::hours(1);
/// Within which others who came the same way are neighbours.
const NEIGHBOUR_WINDOW: Millis = Millis::hours(1);
/// How long a device that opens an account is new.
const DEVICE_NEW: Millis = Millis::days(1);
/// How long the same text must have been sent to be one of every day, and by how many accounts besides this one.
const EVERY_DAY_AFTER: Millis = Millis::days(1);
const EVERY_DAY_ACCOUNTS: i64 = 3;
/// Of so many of its copies one at most was stopped.
const EVERY_DAY_STOPPED_ONE_IN: i64 = 10;

/// The context of a letter that may be written.
pub(crate) async fn of(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    letter: &Authorised,
    seen: &Seen,
    now: Millis,
) -> Result<Context> {
    searches::write_down(app, tx, actor).await?;
    let mut context = Context::declared(letter.profile, letter.readers);
    context.now = Some(now);
    context.school = Some(letter.school);
    audience(&mut context, letter);
    came_like(&mut context, tx, actor, letter.school, now).await?;
    context.broadcast_power = letter.profile.is_adult_of_school() && context.known_device == Some(true);
    habit(&mut context, tx, actor, letter, now).await?;
    copies(&mut context, seen, actor.person, now);
    context.confirmed_match = seen.confirmed.clone();
    Ok(context)
}

/// The context of a session that was just opened, before there is any letter: how it came, and who else came so.
pub(crate) async fn of_arrival(tx: &mut Tx, actor: &Actor, now: Millis) -> Result<Context> {
    let Some(first) = actor.affiliations.first() else { return Ok(Context::declared(Profile::Staff, 0)) };
    let mut context = Context::declared(first.profile, 0);
    (context.now, context.school) = (Some(now), Some(first.school));
    came_like(&mut context, tx, actor, first.school, now).await?;
    Ok(context)
}

/// How the actor's session came, seen from a school.
async fn came_like(context: &mut Context, tx: &mut Tx, actor: &Actor, school: SchoolId, now: Millis) -> Result<()> {
    let came = behaviour::came(tx, school, actor.person, actor.session, actor.device, now).await?;
    let Some(came) = came else { return Ok(()) };
    context.academie = Some(came.academie);
    let epoch = store::epoch::newest(tx, actor.person, EpochKind::Sessions, now).await?;
    device(context, actor, &came, epoch, now);
    session(context, &came, now);
    neighbours(context, tx, actor, &came, now).await
}

/// Whom the letter names.
fn audience(context: &mut Context, letter: &Authorised) {
    let schools: BTreeSet<_> = letter.to.iter().filter_map(|(audience, _)| audience.school).collect();
    let classes = letter.to.iter().filter(|(audience, _)| audience.kind == AudienceKind::Class).count();
    context.schools = Some(schools.len().max(1) as i64);
    context.classes = Some(classes as i64);
    context.is_reply = Some(letter.thread.is_some());
    context.files = Some(letter.files.len() as i64);
    context.decoys = Some(letter.decoys.len() as i64);
}

/// Whether the device is theirs, and since when.
fn device(context: &mut Context, actor: &Actor, came: &Came, epoch: Option<Millis>, now: Millis) {
    context.hour_local = hour_local(came.academie, now);
    if actor.device.is_none() {
        return;
    }
    // An epoch that came after forgets the device (invariant 6).
    let theirs = came.device().filter(|(since, _)| epoch.is_none_or(|not_before| *since > not_before));
    context.known_device = Some(theirs.is_some_and(|(since, vouched)| vouched || since + limits::DEVICE_QUIET <= now));
    context.device_new = Some(theirs.is_none_or(|(since, vouched)| !vouched && since + DEVICE_NEW > now));
}

/// How old the session is, what it looked for and from where it comes.
fn session(context: &mut Context, came: &Came, now: Millis) {
    let Some(issued_at) = came.issued_at() else { return };
    context.session_minutes = Some((now - issued_at).0 / Millis::minutes(1).0);
    context.session_searches = came.searches();
    context.network_class = came.network_class();
    // Everybody of a school comes from its address, and of an operator's customers nobody knows who it was.
    let shared = matches!(context.network_class, Some(NetworkClass::School | NetworkClass::Mobile));
    let by_network = if shared { 0 } else { came.decoys_by_network };
    context.decoys_tried = Some(came.decoys_by_device.max(by_network));
    let abroad = |country: &str| !came.country_known && !network::is_french(country);
    context.country_unusual = came.country.as_deref().map(abroad);
    if came.network.is_some() && context.network_class != Some(NetworkClass::Mobile) {
        context.network_new_for_account = Some(!came.network_known);
        context.network_new_for_school = Some(!came.network_known && !came.network_known_in_school);
    }
}

/// Who else came by this device or from this network.
async fn neighbours(context: &mut Context, tx: &mut Tx, actor: &Actor, came: &Came, now: Millis) -> Result<()> {
    // Everybody of a school comes from its address; looking at them all would cost much and say nothing.
    let network = came.network.as_deref().filter(|_| context.network_class != Some(NetworkClass::School));
    if actor.device.is_none() && network.is_none() {
        return Ok(());
    }
    let found = behaviour::neighbours(tx, actor.person, actor.device, network, now).await?;
    let own = actor.affiliations.iter().map(|affiliation| affiliation.school);
    let schools = |near: &[&Neighbour]| {
        own.clone().take(1).chain(near.iter().filter_map(|n| n.school())).collect::<BTreeSet<_>>().len() as i64
    };
    if actor.device.is_some() {
        let recent = |n: &&Neighbour| n.by_device && n.came_at() > now - NEIGHBOUR_WINDOW;
        let near: Vec<_> = found.iter().filter(recent).collect();
        context.device_other_accounts = Some(near.len() as i64);
        context.device_schools = Some(schools(&near));
    }
    if network.is_some() {
        let near: Vec<_> = found.iter().filter(|n| n.by_network).collect();
        context.network_other_accounts = Some(near.len() as i64);
        context.network_schools = Some(schools(&near));
    }
    context.neighbours_stopped = Some(found.iter().filter(|n| n.stopped).count() as i64);
    Ok(())
}

/// What the sender usually does.
async fn habit(context: &mut Context, tx: &mut Tx, actor: &Actor, letter: &Authorised, now: Millis) -> Result<()> {
    let habit = behaviour::habit(tx, actor.person, now).await?;
    let reach = Reach { readers: habit.readers_hour, schools: habit.schools_hour, messages: habit.messages_hour };
    context.reach_last_hour = Some(reach);
    context.readers_before_max = Some(habit.readers_max.unwrap_or(0));
    context.messages_last_30_days = Some(habit.messages_month);
    context.own_stopped_last_day = Some(habit.stopped_day);
    context.replies_percent_30_days =
        (habit.messages_month > 0).then(|| habit.replies_month * 100 / habit.messages_month);
    let mut known = behaviour::contacts(tx, actor.person).await?;
    known.extend(letter.answered.map(model::AudienceId::from));
    let new = letter.to.iter().filter(|(audience, _)| !known.contains(&audience.id)).count();
    context.first_contacts_percent = Some((new * 100 / letter.to.len().max(1)) as i64);
    Ok(())
}

/// The hour of day where a school is; missing when its académie has no known time zone.
fn hour_local(academie: i64, now: Millis) -> Option<u8> {
    let zone = jiff::tz::TimeZone::get(model::territory::time_zone(academie as u8)).ok()?;
    let at = jiff::Timestamp::from_millisecond(now.0).ok()?.to_zoned(zone);
    u8::try_from(at.hour()).ok()
}

/// The same text from others or from this sender.
pub(crate) fn copies(context: &mut Context, seen: &Seen, sender: PersonId, now: Millis) {
    if is_of_every_day(seen, now) {
        context.similar_recent = Some(SimilarRecent { count: 0, distinct_senders: 0, schools: 0 });
        (context.campaign_copies, context.campaign_accounts) = (Some(0), Some(0));
        (context.campaign_schools, context.campaign_stopped) = (Some(0), Some(0));
        context.own_similar_last_hour = Some(0);
        return;
    }
    let near = &seen.near;
    let recent: Vec<&Candidate> = near.iter().filter(|c| c.sent_at() > now - SIMILAR_WINDOW).collect();
    let others = |copies: &[&Candidate]| {
        let senders = copies.iter().map(|c| c.sender).filter(|other| *other != sender);
        senders.collect::<BTreeSet<_>>().len() as i64
    };
    let schools = |copies: &[&Candidate]| copies.iter().map(|c| c.school).collect::<BTreeSet<_>>().len() as i64;
    context.similar_recent = Some(SimilarRecent {
        count: recent.len() as i64,
        distinct_senders: others(&recent),
        schools: schools(&recent),
    });
    context.own_similar_last_hour = Some(recent.iter().filter(|c| c.sender == sender).count() as i64);
    let all: Vec<&Candidate> = near.iter().collect();
    // Of a large campaign only the newest copies were compared; the campaign itself knows them all.
    let known = seen.campaign.as_ref().map(|(_, counts)| *counts).unwrap_or_default();
    let stopped = near.iter().filter(|c| matches!(c.state, State::Held | State::Withdrawn)).count() as i64;
    context.campaign_copies = Some(known.copies.max(all.len() as i64));
    context.campaign_accounts = Some(known.accounts.max(others(&all)));
    context.campaign_schools = Some(known.schools.max(schools(&all)));
    context.campaign_stopped = Some((known.held + known.withdrawn).max(stopped));
}

/// Whether the same text is one that people write anyhow: several accounts for longer than a day, and hardly ever
/// stopped. « Merci, bien reçu » is nobody's campaign, while the copies of an attack come within hours and are caught.
fn is_of_every_day(seen: &Seen, now: Millis) -> bool {
    seen.campaign.as_ref().is_some_and(|(campaign, counts)| {
        campaign.state == campaign::State::Suspected
            && campaign.opened_at() + EVERY_DAY_AFTER <= now
            && counts.accounts >= EVERY_DAY_ACCOUNTS
            && (counts.held + counts.withdrawn) * EVERY_DAY_STOPPED_ONE_IN <= counts.copies
    })
}
