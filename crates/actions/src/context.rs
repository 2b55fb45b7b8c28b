//! What the shield is told besides the letter: who writes, how far it reaches, what the same sender and the same text
//! did lately. A signal that cannot be had is said to be missing, never guessed.

use std::collections::BTreeSet;

use model::{Actor, Millis, audience::AudienceKind, message::State};
use shield::{ConfirmedMatch, Context, Letter, Reach, SimilarRecent};
use store::{Tx, verdict::Candidate};

use crate::{Result, send::Authorised, siblings};

/// Window in which the same text again counts as behaviour.
const SIMILAR_WINDOW: Millis = Millis::hours(1);
/// Near copies compared for one letter.
const COMPARED_MAX: i64 = 64;

/// The context of a letter that may be written.
pub(crate) async fn of(
    tx: &mut Tx,
    actor: &Actor,
    letter: &Authorised,
    text: &Letter<'_>,
    now: Millis,
) -> Result<Context> {
    let known_device = match actor.device {
        Some(device) => Some(store::account::device_trusted(tx, actor.person, device, now).await?),
        None => None,
    };
    let reach = store::message::reach(tx, actor.person, now - Millis::hours(1)).await?;
    let near = siblings::near(tx, text.subject, text.body, now - model::limits::LOOK_BACK, COMPARED_MAX).await?;
    let schools: BTreeSet<_> = letter.to.iter().filter_map(|(audience, _)| audience.school).collect();
    let classes = letter.to.iter().filter(|(audience, _)| audience.kind == AudienceKind::Class).count();
    let academie = store::person::academie(tx, letter.school).await?;
    let mut context = Context::declared(letter.profile, letter.readers);
    context.schools = Some(schools.len().max(1) as i64);
    context.classes = Some(classes as i64);
    context.reach_last_hour = Some(Reach { readers: reach.readers, schools: reach.schools, messages: reach.messages });
    context.broadcast_power = letter.profile.is_adult_of_school() && known_device == Some(true);
    context.hour_local = academie.and_then(|academie| hour_local(academie, now));
    context.known_device = known_device;
    context.similar_recent = Some(similar(&near, actor, now));
    context.confirmed_match = confirmed(&near, text);
    context.now = Some(now);
    Ok(context)
}

/// The hour of day where a school is; missing when its académie has no known time zone.
fn hour_local(academie: i64, now: Millis) -> Option<u8> {
    let zone = jiff::tz::TimeZone::get(model::territory::time_zone(academie as u8)).ok()?;
    let at = jiff::Timestamp::from_millisecond(now.0).ok()?.to_zoned(zone);
    u8::try_from(at.hour()).ok()
}

/// The same text from others or from this sender, lately.
fn similar(near: &[Candidate], actor: &Actor, now: Millis) -> SimilarRecent {
    let recent = || near.iter().filter(|c| c.sent_at() > now - SIMILAR_WINDOW);
    let senders: BTreeSet<_> = recent().map(|c| c.sender).filter(|sender| *sender != actor.person).collect();
    let schools: BTreeSet<_> = recent().map(|c| c.school).collect();
    SimilarRecent {
        count: recent().count() as i64,
        distinct_senders: senders.len() as i64,
        schools: schools.len() as i64,
    }
}

/// The nearest copy that a person has withdrawn.
fn confirmed(near: &[Candidate], text: &Letter<'_>) -> Option<ConfirmedMatch> {
    let withdrawn = near.iter().filter(|c| c.state == State::Withdrawn);
    let compared = withdrawn.map(|c| (shield::sketch::similarity(text.body, &c.body), c));
    let (similarity, copy) = compared.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
    let campaign = if copy.subject.is_empty() { "sans objet".to_owned() } else { copy.subject.clone() };
    Some(ConfirmedMatch { similarity, campaign })
}
