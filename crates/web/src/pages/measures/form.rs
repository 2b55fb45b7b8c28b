//! The form of a measure as it was typed: nothing in it need be right.

use model::{
    Millis, limits,
    measure::{Clause, Preset, Restriction, Typed, Whom, Wrong},
};

use super::super::places;
use crate::{
    dates::Calendar,
    error::Result,
    forms::{Fields, minute},
    session::Ask,
    views::{MeasureForm, MeasureWrong},
};

/// Bytes of one short field that are kept.
const SHORT_BYTES: usize = 40;
/// Bytes of a list of codes that are read.
const CODES_BYTES: usize = 8_000;

/// Reads what was typed.
pub(super) fn read(fields: &Fields) -> MeasureForm {
    let short = |name: &str| model::text::cut(fields.get(name).trim(), SHORT_BYTES).to_owned();
    MeasureForm {
        preset: short("preset"),
        whom: short("whom"),
        what: short("what"),
        readers: short("readers"),
        from: short("from"),
        to: short("to"),
        minutes: short("minutes"),
        scopes: fields.all("scope").filter(|text| text.len() <= 64).map(str::to_owned).collect(),
        codes: model::text::cut(fields.get("uai").trim(), CODES_BYTES).to_owned(),
        starts: (short("starts_date"), short("starts_time")),
        ends: (short("ends_date"), short("ends_time")),
        reason: model::text::cut(fields.get("reason").trim(), limits::MEASURE_REASON_BYTES_MAX + 1).to_owned(),
        joint: fields.get("joint") == "1",
        at_once: fields.get("at_once") == "1",
        id: fields.read("id"),
        campaign: fields.read("campaign"),
        replaces: fields.read("replaces"),
    }
}

/// What a new form proposes: pupils write to a few, until seven tomorrow morning.
pub(super) fn proposed(form: MeasureForm, clock: &Calendar) -> MeasureForm {
    let or = |typed: String, proposed: &str| if typed.is_empty() { proposed.to_owned() } else { typed };
    let ends = if form.ends.0.is_empty() { morning(clock) } else { form.ends };
    MeasureForm {
        readers: or(form.readers, "5"),
        from: or(form.from, "23:00"),
        to: or(form.to, "07:00"),
        minutes: or(form.minutes, "30"),
        whom: or(form.whom, Whom::Pupils.code()),
        what: or(form.what, "cap_reach"),
        ends,
        ..form
    }
}

/// The next seven o'clock that is at least an hour away.
pub(super) fn morning(clock: &Calendar) -> (String, String) {
    let today = clock.typed(clock.now).0;
    let at = clock.read(&today, "07:00").filter(|at| *at > clock.now + Millis::hours(1));
    (at.map_or_else(|| clock.typed(clock.now + Millis::days(1)).0, |_| today), "07:00".to_owned())
}

/// What is asked for, with the mistakes that only the form can have.
pub(super) async fn typed(ask: &Ask, form: &MeasureForm) -> Result<(Typed, Vec<MeasureWrong>)> {
    let clock = ask.visitor.clock(ask.app());
    let (mut places, unknown) = places::chosen(ask, &form.scopes, &form.codes, limits::MEASURE_PLACES_MAX).await?;
    let mut wrong: Vec<MeasureWrong> = unknown.into_iter().map(MeasureWrong::UnknownCode).collect();
    places.truncate(limits::MEASURE_PLACES_MAX + 1);
    let moment = |(day, hour): &(String, String)| clock.read(day, hour);
    let half = !form.starts.0.is_empty() || !form.starts.1.is_empty();
    if half && moment(&form.starts).is_none() {
        wrong.push(MeasureWrong::NoStart);
    }
    let typed = Typed {
        places,
        clauses: clauses(form),
        reason: form.reason.clone(),
        starts_at: moment(&form.starts),
        ends_at: moment(&form.ends),
        joint: form.joint,
        at_once: form.at_once,
        id: form.id,
        campaign: form.campaign,
        replaces: form.replaces,
    };
    Ok((typed, wrong))
}

/// The preset, or the one restriction that was chosen. What is not one is nothing, which the measure says.
fn clauses(form: &MeasureForm) -> Vec<Clause> {
    if let Some(preset) = Preset::from_code(&form.preset) {
        return preset.clauses();
    }
    let number = |text: &str| text.parse::<i64>().unwrap_or(-1);
    let hour = |text: &str| minute(text).unwrap_or(-1);
    let restriction = match form.what.as_str() {
        "no_access" => Restriction::NoAccess,
        "no_messages" => Restriction::NoMessages,
        "read_only" => Restriction::ReadOnly,
        "hold" => Restriction::Hold,
        "cap_reach" => Restriction::CapReach { readers: number(&form.readers) },
        "no_files" => Restriction::NoFiles,
        "national_only" => Restriction::NationalOnly,
        "new_devices" => Restriction::NewDevices,
        "proof" => Restriction::Proof,
        "closed_hours" => Restriction::ClosedHours { from: hour(&form.from), to: hour(&form.to) },
        "delay" => Restriction::Delay { minutes: number(&form.minutes) },
        _ => return Vec::new(),
    };
    Whom::from_code(&form.whom).map(|whom| Clause { whom, restriction }).into_iter().collect()
}

/// The mistakes of a measure, in the words of its form.
pub(super) fn as_wrong(wrong: Vec<Wrong>) -> Vec<MeasureWrong> {
    wrong.into_iter().map(MeasureWrong::Plan).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_stands_in_a_form_is_read_without_fuss() {
        let fields = |list: &[(&str, &str)]| {
            Fields(list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
        };
        let form = read(&fields(&[("what", "closed_hours"), ("whom", "pupils"), ("from", "23:00"), ("to", "7:5")]));
        let hours = Restriction::ClosedHours { from: 1380, to: 425 };
        assert_eq!(clauses(&form), [Clause { whom: Whom::Pupils, restriction: hours }]);
        let odd = read(&fields(&[("what", "everything"), ("whom", "dogs"), ("scope", "moon"), ("preset", "x")]));
        assert!(clauses(&odd).is_empty());
        let wrong = read(&fields(&[("what", "cap_reach"), ("whom", "pupils"), ("readers", "1e9")]));
        assert!(!clauses(&wrong)[0].restriction.is_sound());
        for (text, minutes) in [("07:30", 450), ("24:00", -1), ("7", -1), ("", -1), ("-1:00", -1), ("00:60", -1)] {
            assert_eq!(minute(text).unwrap_or(-1), minutes, "{text}");
        }
    }
}
