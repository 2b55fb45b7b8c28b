//! What measures do to one person, asked at every page and every letter.

use std::cmp::Reverse;

use jiff::{Timestamp, Zoned, civil::Time, tz::TimeZone};
use model::{
    Actor, Millis, PersonId, Profile,
    campaign::PatternKind,
    duty::Duty,
    measure::{Effect, Named, Restriction, Sending},
    message::{Refusal, State},
    network, territory,
    verdict::Verdict,
};
use shield::Context;
use store::{Tx, measure::Near};
use uuid::Uuid;

use crate::{App, Result, contain, seen::Seen, send::Authorised};

/// A restriction that concerns a person now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// The measure.
    pub measure: Uuid,
    /// What.
    pub restriction: Restriction,
    /// Why.
    pub reason: String,
    /// Since when.
    pub since: Millis,
    /// Until when, unless it is extended.
    pub until: Millis,
    /// Who decided it; none: the console.
    pub author: Option<String>,
}

/// What is restricted for somebody now, the heaviest first; each restriction once, until its last end.
pub async fn own(app: &App, actor: &Actor) -> Result<Vec<Own>> {
    in_force(&mut app.db.read().await?, actor, app.now()).await
}

/// The same inside a transaction: one statement, and none for those whom no measure concerns.
pub(crate) async fn in_force(tx: &mut Tx, actor: &Actor, now: Millis) -> Result<Vec<Own>> {
    if actor.decides() || actor.affiliations.is_empty() {
        return Ok(Vec::new());
    }
    let near = store::measure::near(tx, actor.person, now).await?;
    // Whom pupils warn must be able to read it and to answer.
    if near.is_empty() || store::duty::has_any(tx, actor.person, now).await? {
        return Ok(Vec::new());
    }
    let mut found: Vec<Own> = Vec::new();
    for same in near.chunk_by(|one, next| one.id == next.id) {
        let here: Vec<Profile> = same.iter().map(|one| one.profile).collect();
        if let [one, ..] = same {
            found.extend(concerned(one, actor, &here)?);
        }
    }
    found.sort_by_key(|one| (one.restriction, Reverse(one.until)));
    found.dedup_by_key(|one| one.restriction);
    Ok(found)
}

fn concerned(near: &Near, actor: &Actor, here: &[Profile]) -> Result<Vec<Own>> {
    let clauses = near.clauses()?.into_iter().filter(|clause| clause.whom.concerns_person(actor, here));
    let own = |restriction| Own {
        measure: near.id,
        restriction,
        reason: near.reason.clone(),
        since: near.starts_at(),
        until: near.ends_at(),
        author: near.author.clone(),
    };
    Ok(clauses.map(|clause| own(clause.restriction)).collect())
}

/// What measures do to one letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Ruling {
    /// Nothing.
    Nothing,
    /// It goes out then, by this measure.
    Defer(Millis, Uuid),
    /// It waits for the desk.
    Hold,
    /// It is not accepted.
    Refuse(Refusal),
}

impl Ruling {
    /// Until when a letter waits.
    pub(crate) const fn until(&self) -> Option<Millis> {
        match self {
            Ruling::Defer(until, _) => Some(*until),
            Ruling::Nothing | Ruling::Hold | Ruling::Refuse(_) => None,
        }
    }

    /// The state of a letter that the shield gave this one.
    pub(crate) const fn state(&self, judged: State) -> State {
        match (self, judged) {
            (Ruling::Defer(..), State::Delivered | State::Waves) => State::Deferred,
            _ => judged,
        }
    }

    /// The verdict, with the desk's eyes if a measure wants them.
    pub(crate) fn hold(&self, verdict: Verdict) -> Verdict {
        if *self == Ruling::Hold { verdict.stopped_by(super::REASON, super::REASON_TEXT) } else { verdict }
    }
}

/// What the measures in force do to a letter that its sender may write otherwise.
pub(crate) async fn on_letter(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    letter: &Authorised,
    (context, seen): (&Context, &Seen),
    now: Millis,
) -> Result<Ruling> {
    let own = in_force(tx, actor, now).await?;
    let ruling =
        if own.is_empty() { Ruling::Nothing } else { measured(tx, actor, letter, (context, seen), &own, now).await? };
    let goes_out = matches!(ruling, Ruling::Nothing | Ruling::Defer(..));
    let asks = goes_out && app.asks_proof(actor, letter.readers, now);
    Ok(if asks { Ruling::Refuse(Refusal::ProofFirst) } else { ruling })
}

/// What these restrictions do to a letter.
async fn measured(
    tx: &mut Tx,
    actor: &Actor,
    letter: &Authorised,
    (context, seen): (&Context, &Seen),
    own: &[Own],
    now: Millis,
) -> Result<Ruling> {
    let academie = actor.affiliations.iter().find(|one| one.school == letter.school).map_or(0, |one| one.academie);
    let link = seen.indicators.iter().any(|(kind, _)| matches!(kind, PatternKind::Link | PatternKind::Domain));
    let sending = Sending {
        minute: minute(academie, now),
        readers: letter.readers,
        files: !letter.files.is_empty() || link,
        known_device: context.known_device,
        abroad: abroad(tx, actor, own).await?,
        proven: actor.has_proven_lately(now),
        to: named(tx, actor, letter, now).await?,
    };
    Ok(rule(own, &sending, academie, now))
}

/// Whether a letter that is to leave later waits for its sender to prove who they are, now that they are there.
pub(crate) async fn proof_first(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    letter: &Authorised,
    now: Millis,
) -> Result<bool> {
    if actor.has_proven_lately(now) {
        return Ok(false);
    }
    let asked = in_force(tx, actor, now).await?.iter().any(|one| one.restriction == Restriction::Proof);
    Ok(app.asks_proof(actor, letter.readers, now) || (asked && named(tx, actor, letter, now).await? == Named::Others))
}

/// The gravest of what each restriction does: a refusal before a hold, a hold before a wait, and the longest wait.
pub(super) fn rule(own: &[Own], sending: &Sending, academie: u8, now: Millis) -> Ruling {
    let (mut held, mut until) = (false, None::<(Millis, Uuid)>);
    for one in own {
        let at = match one.restriction.effect(sending) {
            Effect::Nothing => continue,
            Effect::Refuse => return Ruling::Refuse(refusal(one.restriction)),
            Effect::Hold => {
                held = true;
                continue;
            }
            Effect::For(time) => now + time,
            Effect::UntilMinute(minute) => next(academie, minute, now),
        };
        // Nothing waits longer than the measure that has it wait.
        until = until.max(Some((at.min(one.until), one.measure)));
    }
    match until {
        _ if held => Ruling::Hold,
        Some((at, measure)) => Ruling::Defer(at, measure),
        None => Ruling::Nothing,
    }
}

const fn refusal(restriction: Restriction) -> Refusal {
    match restriction {
        Restriction::CapReach { .. } => Refusal::TooWide,
        Restriction::NoFiles => Refusal::NoFiles,
        Restriction::NationalOnly => Refusal::Abroad,
        Restriction::NewDevices => Refusal::NewDevice,
        Restriction::Proof => Refusal::ProofFirst,
        Restriction::NoAccess
        | Restriction::NoMessages
        | Restriction::ReadOnly
        | Restriction::Hold
        | Restriction::ClosedHours { .. }
        | Restriction::Delay { .. } => Refusal::Suspended,
    }
}

/// Whether the session comes from outside France; asked only where a measure asks.
async fn abroad(tx: &mut Tx, actor: &Actor, own: &[Own]) -> Result<Option<bool>> {
    let asked = own.iter().any(|one| one.restriction == Restriction::NationalOnly);
    let Some(session) = actor.session.filter(|_| asked) else { return Ok(None) };
    Ok(store::behaviour::country(tx, session).await?.map(|country| !network::is_french(&country)))
}

/// Whom a letter names. A file is no warning: nobody has looked at it.
async fn named(tx: &mut Tx, actor: &Actor, letter: &Authorised, now: Millis) -> Result<Named> {
    let people = letter.to.iter().filter(|(audience, _)| audience.school.is_none());
    let people: Vec<PersonId> = people.map(|(audience, _)| PersonId(audience.id.uuid())).collect();
    let all = people.len() == letter.to.len() && letter.files.is_empty();
    if all && store::duty::are_all(tx, &people, Duty::Safety, now).await? {
        return Ok(Named::SafetyContacts);
    }
    let adults = contain::only_to_adults_of_school(tx, actor, &letter.to, now).await?;
    Ok(if adults { Named::AdultsOfSchool } else { Named::Others })
}

/// The time where the schools of an académie are.
fn local(academie: u8, at: Millis) -> Option<Zoned> {
    let zone = TimeZone::get(territory::time_zone(academie)).ok()?;
    Some(Timestamp::from_millisecond(at.0).ok()?.to_zoned(zone))
}

/// Minute of the day where the schools of an académie are.
pub(super) fn minute(academie: u8, at: Millis) -> i64 {
    local(academie, at).map_or(0, |at| i64::from(at.hour()) * 60 + i64::from(at.minute()))
}

/// The next moment at which it is this minute of the day there.
fn next(academie: u8, minute: i64, now: Millis) -> Millis {
    let found = || {
        let here = local(academie, now)?;
        let time = Time::new(i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?, 0, 0).ok()?;
        let today = here.date().to_datetime(time).to_zoned(here.time_zone().clone()).ok()?;
        let at = if today > here {
            today
        } else {
            here.date().tomorrow().ok()?.to_datetime(time).to_zoned(here.time_zone().clone()).ok()?
        };
        Some(Millis(at.timestamp().as_millisecond()))
    };
    // A zone that is not known, or a moment out of all calendars: in a day at most.
    found().unwrap_or(now + Millis::days(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 20 March 2024, 23:40 in Paris, and 30 March, the night on which the clocks go forward.
    const NIGHT: Millis = Millis(1_710_974_400_000);
    const SHORT_NIGHT: Millis = Millis(1_711_836_000_000);

    #[test]
    fn the_end_of_closed_hours_is_where_the_school_is() {
        assert_eq!(minute(10, NIGHT), 23 * 60 + 40);
        assert_eq!(next(10, 7 * 60, NIGHT) - NIGHT, Millis::minutes(7 * 60 + 20));
        assert_eq!(minute(28, NIGHT), 2 * 60 + 40, "three hours later at La Réunion");
        assert_eq!(next(28, 7 * 60, NIGHT) - NIGHT, Millis::minutes(4 * 60 + 20));
        assert_eq!(minute(10, SHORT_NIGHT), 23 * 60);
        assert_eq!(next(10, 7 * 60, SHORT_NIGHT) - SHORT_NIGHT, Millis::hours(7), "an hour is left out");
    }

    fn own(restriction: Restriction, until: Millis) -> Own {
        Own { measure: Uuid::nil(), restriction, reason: String::new(), since: Millis(0), until, author: None }
    }

    #[test]
    fn a_refusal_goes_before_a_hold_and_a_hold_before_a_wait() {
        let later = NIGHT + Millis::days(2);
        let night = own(Restriction::ClosedHours { from: 23 * 60, to: 7 * 60 }, later);
        let slow = own(Restriction::Delay { minutes: 30 }, later);
        let letter = Sending { minute: minute(10, NIGHT), readers: 30, ..Sending::default() };
        let morning = next(10, 7 * 60, NIGHT);
        assert_eq!(rule(&[slow.clone(), night.clone()], &letter, 10, NIGHT), Ruling::Defer(morning, Uuid::nil()));
        let desk = own(Restriction::Hold, later);
        assert_eq!(rule(&[desk.clone(), night.clone()], &letter, 10, NIGHT), Ruling::Hold);
        let few = own(Restriction::CapReach { readers: 5 }, later);
        assert_eq!(rule(&[desk, night.clone(), few], &letter, 10, NIGHT), Ruling::Refuse(Refusal::TooWide));
        for restriction in [night.restriction, Restriction::Delay { minutes: 1_440 }] {
            let soon = own(restriction, NIGHT + Millis::hours(1));
            let ends = Ruling::Defer(NIGHT + Millis::hours(1), Uuid::nil());
            assert_eq!(rule(&[soon], &letter, 10, NIGHT), ends, "nothing waits longer than the measure");
        }
    }
}
