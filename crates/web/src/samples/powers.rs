//! Powers, and codes on paper.

use askama::Template as _;
use model::{Role, territory::Scope};
use uuid::Uuid;

use super::{
    HOSTILE, Sample,
    people::{ago, officer},
    sample,
};
use crate::{
    locale::Locale,
    views::{BreakGlassPage, GlassWrong, Here, PowerChoice, PowerRow, PowerWrong, PowersPage},
};

pub(super) fn all() -> Vec<Sample> {
    vec![
        sample("powers", "some", |l| some(l).render()),
        sample("powers", "wrong", |l| wrong(l).render()),
        sample("break-glass", "codes", |l| glass(l, None).render()),
        sample("break-glass", "wrong", |l| glass(l, Some(GlassWrong::Codes)).render()),
        sample("break-glass", "wait", |l| glass(l, Some(GlassWrong::Wait(15))).render()),
    ]
}

fn row(n: u128, name: &str, place: Option<&str>) -> PowerRow {
    PowerRow {
        id: Uuid::from_u128(n),
        name: name.into(),
        role: Role::Desk,
        place: place.map(Into::into),
        until: None,
        by: None,
        glass: false,
        note: String::new(),
        may_end: false,
    }
}

fn some(locale: Locale) -> PowersPage {
    let taken = PowerRow {
        until: Some(ago(-42)),
        glass: true,
        note: "La cellule ne répond pas, trois menaces.".into(),
        may_end: true,
        ..row(1, "Koffi Adou", Some("Lyon"))
    };
    let given = PowerRow {
        until: Some(ago(-4_000)),
        by: Some("Awa Diarra".into()),
        note: "Astreinte du week-end".into(),
        may_end: true,
        ..row(2, "Claire Abadie", Some("Rhône"))
    };
    let operator = PowerRow { role: Role::Operator, ..row(4, "Paul Renaud", None) };
    let choice = |scope, place: Option<&str>| PowerChoice { role: Role::Desk, scope, place: place.map(Into::into) };
    PowersPage {
        frame: officer(locale, Here::Desk),
        rows: vec![taken, given, row(3, "Awa Diarra", Some("Lyon")), operator],
        to_give: vec![choice(Scope::Academie(10), Some("Lyon"))],
        proposed: ("2024-03-22".into(), "08:00".into()),
        login: String::new(),
        note: String::new(),
        wrong: None,
    }
}

fn wrong(locale: Locale) -> PowersPage {
    PowersPage {
        login: HOSTILE.into(),
        note: HOSTILE.into(),
        rows: vec![row(1, HOSTILE, Some(HOSTILE))],
        wrong: Some(PowerWrong::Nobody),
        ..some(locale)
    }
}

fn glass(locale: Locale, wrong: Option<GlassWrong>) -> BreakGlassPage {
    BreakGlassPage { frame: officer(locale, Here::Elsewhere), note: HOSTILE.into(), wrong }
}
