//! What a measure would stop, computed from what its people wrote in the last days. Each letter is asked the same question
//! as at its sending; what nobody kept of a letter, such as whether its readers were all adults, counts against the
//! measure, so that the figures are rather too large. Of the country only what was unusual is known.

use std::collections::BTreeSet;

use model::{
    Actor, Millis, SchoolId, limits,
    measure::{Clause, Effect, Named, Sending},
    territory::Scope,
};
use serde::{Deserialize, Serialize};
use shield::Context;
use store::{Tx, measure_effect::Written};

use super::{decides_on_all, in_force::minute};
use crate::{App, Result};

/// The shortest time over which letters are counted, in hours.
const MINUTE: f64 = 1.0 / 60.0;

/// What a measure would stop.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// People whom it concerns.
    pub people: i64,
    /// Schools that they are of.
    pub schools: i64,
    /// Letters of theirs that were looked at.
    pub letters: i64,
    /// Of these, those that would not have gone out.
    pub stopped: i64,
    /// Of these, those that would have gone out later.
    pub delayed: i64,
    /// Hours over which they were written.
    pub hours: f64,
}

impl Figures {
    /// Letters an hour that it stops, mostly harmless.
    pub fn stopped_per_hour(&self) -> f64 {
        self.stopped as f64 / self.hours.max(MINUTE)
    }
    /// Letters an hour that go out later.
    pub fn delayed_per_hour(&self) -> f64 {
        self.delayed as f64 / self.hours.max(MINUTE)
    }
    /// How heavy it is: a letter that is late is a tenth of one that is stopped.
    pub(super) fn cost(&self) -> f64 {
        self.stopped_per_hour() + self.delayed_per_hour() / 10.0
    }
}

/// What a measure would stop. `None`: one of the places is not theirs to decide on.
pub async fn figures(app: &App, by: Option<&Actor>, places: &[Scope], clauses: &[Clause]) -> Result<Option<Figures>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    if places.len() > limits::MEASURE_PLACES_MAX || !decides_on_all(&mut tx, by, places, now).await? {
        return Ok(None);
    }
    Ok(Some(of_plan(&mut tx, places, clauses, now).await?))
}

/// The same inside a transaction.
pub(super) async fn of_plan(tx: &mut Tx, places: &[Scope], clauses: &[Clause], now: Millis) -> Result<Figures> {
    let mut figures = Figures { hours: limits::TRAFFIC_LOOKED_BACK.0 as f64 / 3_600_000.0, ..Figures::default() };
    let mut schools = BTreeSet::new();
    for place in places {
        let crowds = store::measure_effect::people(tx, place, now).await?;
        let concerned =
            |crowd: &&store::measure_effect::Crowd| clauses.iter().any(|clause| clause.whom.concerns(crowd.profile));
        figures.people += crowds.iter().filter(concerned).map(|crowd| crowd.people).sum::<i64>();
        figures.schools += crowds.iter().filter(concerned).map(|crowd| crowd.schools).max().unwrap_or(0);
    }
    // So many letters in all, however many places: a preview of a region costs what one of a school costs.
    let mut left = limits::TRAFFIC_SAMPLED_MAX;
    for place in places {
        let since = now - limits::TRAFFIC_LOOKED_BACK;
        let written = store::measure_effect::written(tx, place, since, left).await?;
        if written.len() as i64 == left
            && let Some(oldest) = written.last()
        {
            figures.hours = figures.hours.min((now - oldest.sent_at()).0 as f64 / 3_600_000.0);
        }
        left -= written.len() as i64;
        for letter in &written {
            schools.insert(letter.school);
            count(&mut figures, letter, clauses);
        }
        if left <= 0 {
            extrapolate(&mut figures, &schools);
            break;
        }
    }
    Ok(figures)
}

/// Where the letters of some schools were enough, those of the others are taken to be like them.
fn extrapolate(figures: &mut Figures, seen: &BTreeSet<SchoolId>) {
    let factor = (figures.schools as f64 / seen.len().max(1) as f64).max(1.0);
    figures.hours /= factor;
}

fn count(figures: &mut Figures, letter: &Written, clauses: &[Clause]) {
    let sending = sending(letter);
    let concerned = clauses.iter().filter(|clause| clause.whom.concerns(letter.profile));
    let effects: Vec<Effect> = concerned.map(|clause| clause.restriction.effect(&sending)).collect();
    figures.letters += i64::from(!effects.is_empty());
    if effects.iter().any(|effect| matches!(effect, Effect::Refuse | Effect::Hold)) {
        figures.stopped += 1;
    } else if effects.iter().any(|effect| *effect != Effect::Nothing) {
        figures.delayed += 1;
    }
}

/// A letter of before, as a restriction would have seen it.
pub(super) fn sending(letter: &Written) -> Sending {
    let context: Option<Context> = letter.context.as_deref().and_then(|text| serde_json::from_str(text).ok());
    let told = context.as_ref().map(told).unwrap_or_default();
    let minute = minute(u8::try_from(letter.academie).unwrap_or(0), letter.sent_at());
    Sending { minute, readers: letter.readers, files: letter.files, ..told }
}

/// What the shield was told of a letter, as a restriction asks it.
pub(super) fn told(context: &Context) -> Sending {
    Sending {
        readers: context.readers,
        files: context.files.is_some_and(|files| files > 0),
        known_device: context.known_device,
        abroad: context.country_unusual,
        to: if context.to_safety_contact { Named::SafetyContacts } else { Named::Others },
        ..Sending::default()
    }
}
