//! The forms of a school's page as they were typed: nothing in them need be right.

use model::{
    limits,
    situation::{Change, Check, Pupils, Reception, Threat, Word, WordKind},
    text::cut,
};

use crate::{
    dates::Calendar,
    forms::Fields,
    views::{SchoolForm, SchoolWrong},
};

/// Bytes of one short field that are kept.
const SHORT_BYTES: usize = 40;

/// Reads what was typed.
pub(super) fn read(fields: &Fields) -> SchoolForm {
    let short = |name: &str| cut(fields.get(name).trim(), SHORT_BYTES).to_owned();
    let long = |name: &str| cut(fields.get(name).trim(), limits::SITUATION_TEXT_BYTES_MAX).to_owned();
    SchoolForm {
        what: short("what"),
        to: short("to"),
        place: long("place"),
        number: short("number"),
        unit: long("unit"),
        authority: long("authority"),
        name: long("name"),
        reason: long("reason"),
        at: (short("day"), short("hour")),
        address: long("address"),
        hours: (short("from"), short("to")),
    }
}

/// The change that is asked for.
pub(super) fn change(form: &SchoolForm, clock: &Calendar) -> Result<Change, SchoolWrong> {
    let moment = || clock.read(&form.at.0, &form.at.1).ok_or(SchoolWrong::NoTime);
    let chosen = SchoolWrong::NoChoice;
    Ok(match form.what.as_str() {
        "call_police" => Change::Check { to: Check::Asked, unit: String::new() },
        "decide_reception" => Change::Reception { to: Reception::from_code(&form.to).ok_or(chosen)? },
        "threat" => Change::Threat { to: Threat::from_code(&form.to).ok_or(chosen)? },
        "pupils" => Change::Pupils {
            to: Pupils::from_code(&form.to).ok_or(chosen)?,
            place: form.place.clone(),
            stranded: form.number.parse().unwrap_or_default(),
        },
        "note_arrival" => Change::Check {
            to: Check::from_code(&form.to)
                .filter(|to| matches!(to, Check::UnderWay | Check::Impossible))
                .ok_or(chosen)?,
            unit: form.unit.clone(),
        },
        "record_all_clear" | "derogation" => Change::Word(Word {
            kind: if form.what == "derogation" { WordKind::Derogation } else { WordKind::AllClear },
            authority: form.authority.clone(),
            name: form.name.clone(),
            at: moment()?,
            reason: form.reason.clone(),
        }),
        "plan_reopening" => Change::Expect { at: moment()? },
        "reopen" => Change::Reopen { reinforced: form.to == "reinforced" },
        _ => return Err(chosen),
    })
}
