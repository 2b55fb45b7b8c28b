//! Resets of a territory.

use model::{
    SchoolId,
    reset::{ResetStep, Returning},
    territory::Scope,
};
use uuid::Uuid;

use super::{
    HOSTILE,
    people::{ago, hostile as hostile_frame, officer},
};
use crate::{
    locale::Locale,
    views::{BackRow, Here, OpeningRow, PlaceChoice, ResetBoardPage, ResetNewPage, ResetRow, ResetsPage, WaitingRow},
};

fn reset(n: u128, place: &str, minutes: i64, accounts: i64, back: i64) -> ResetRow {
    ResetRow {
        id: Uuid::from_u128(n),
        place: Some(place.into()),
        at: ago(minutes),
        school: None,
        accounts,
        back,
        ended: None,
        provisional: None,
    }
}

fn places() -> Vec<PlaceChoice> {
    let place = |scope, name: &str| PlaceChoice { scope, name: Some(name.into()) };
    vec![
        PlaceChoice { scope: Scope::All, name: None },
        place(Scope::Academie(10), "Lyon"),
        place(Scope::Departement("069".into()), "Rhône"),
    ]
}

pub(super) fn some(locale: Locale) -> ResetsPage {
    let waiting = |n, step, begun, own| WaitingRow {
        id: Uuid::from_u128(n),
        step,
        place: Some("Rhône".into()),
        accounts: 182_340,
        by: "Awa Diarra".into(),
        note: "Mots de passe vus dans une liste volée, 14 menaces ce soir.".into(),
        until: ago(-11),
        begun,
        own,
    };
    ResetsPage {
        frame: officer(locale, Here::Directory),
        waiting: vec![waiting(1, ResetStep::Begin, true, false), waiting(2, ResetStep::Undo, false, true)],
        resets: vec![
            reset(3, "Collège des Tilleuls", 600, 812, 640),
            ResetRow { provisional: Some(ago(-20)), ..reset(4, "Rhône", 8, 182_340, 0) },
            ResetRow { ended: Some(ago(3_000)), ..reset(5, "3e B, Collège des Tilleuls", 5_000, 27, 27) },
        ],
        places: places(),
        by_code: true,
        unknown_code: None,
    }
}

pub(super) fn none(locale: Locale) -> ResetsPage {
    ResetsPage { waiting: vec![], resets: vec![], by_code: false, ..some(locale) }
}

pub(super) fn hostile(locale: Locale) -> ResetsPage {
    let all = some(locale);
    let waiting = WaitingRow { by: HOSTILE.into(), note: HOSTILE.into(), place: None, ..all.waiting[0].clone() };
    ResetsPage {
        frame: hostile_frame(locale, Here::Directory),
        waiting: vec![waiting],
        resets: vec![reset(1, HOSTILE, 10, 0, 0)],
        places: vec![PlaceChoice { scope: Scope::All, name: Some(HOSTILE.into()) }],
        unknown_code: Some(HOSTILE.into()),
        by_code: true,
    }
}

pub(super) fn one_school(locale: Locale) -> ResetNewPage {
    ResetNewPage {
        frame: officer(locale, Here::Directory),
        scope: Scope::School(SchoolId(Uuid::from_u128(7))),
        place: Some("Collège des Tilleuls".into()),
        hours: 6,
        passkeys: true,
        accounts: 812,
        spared: 14,
        two: false,
        phrase: None,
        phrase_missing: false,
        note: String::new(),
    }
}

pub(super) fn everybody(locale: Locale) -> ResetNewPage {
    ResetNewPage {
        scope: Scope::All,
        place: None,
        hours: 0,
        passkeys: false,
        accounts: 498_112,
        spared: 0,
        two: true,
        phrase: Some(locale.say("reset-phrase").to_string()),
        phrase_missing: true,
        note: HOSTILE.into(),
        ..one_school(locale)
    }
}

fn back(n: u128, name: &str, [accounts, printed, handed, back]: [i64; 4]) -> BackRow {
    BackRow { id: Uuid::from_u128(n), name: name.into(), accounts, back, printed, handed }
}

fn opening(n: u128, place: Option<&str>, who: Returning, [reads, writes]: [i64; 2]) -> OpeningRow {
    let place = place.map(Into::into);
    OpeningRow { id: Uuid::from_u128(n), place, who, reads_at: ago(reads), writes_at: ago(writes), own: n > 1 }
}

pub(super) fn classes(locale: Locale) -> ResetBoardPage {
    ResetBoardPage {
        frame: officer(locale, Here::Directory),
        reset: reset(3, "Collège des Tilleuls", 600, 812, 640),
        school: Some(SchoolId(Uuid::from_u128(7))),
        rows: vec![
            back(1, "6e A", [28, 28, 28, 28]),
            back(2, "6e B", [27, 27, 20, 12]),
            back(3, HOSTILE, [30, 0, 0, 0]),
        ],
        may_undo: true,
        may_print: true,
        openings: vec![opening(1, Some("Collège des Tilleuls"), Returning::Adults, [600, 600])],
        decides: Some(Scope::School(SchoolId(Uuid::from_u128(7)))),
        proposed: ("2024-03-22".into(), "08:00".into()),
    }
}

pub(super) fn schools(locale: Locale) -> ResetBoardPage {
    ResetBoardPage {
        reset: ResetRow { provisional: Some(ago(-20)), ..reset(4, "Rhône", 8, 182_340, 0) },
        school: None,
        rows: vec![
            back(1, "Collège des Tilleuls", [812, 812, 700, 640]),
            back(2, "Lycée Simone-Vallier", [1_340, 0, 0, 0]),
        ],
        may_print: false,
        openings: vec![
            opening(1, Some("Rhône"), Returning::Adults, [600, 600]),
            opening(2, Some("6e B"), Returning::Pupils, [60, -600]),
            opening(3, None, Returning::Everyone, [-900, -2_400]),
        ],
        decides: Some(Scope::Departement("069".into())),
        ..classes(locale)
    }
}

pub(super) fn over(locale: Locale) -> ResetBoardPage {
    ResetBoardPage {
        reset: ResetRow { ended: Some(ago(100)), ..reset(5, HOSTILE, 5_000, 0, 0) },
        rows: vec![],
        openings: vec![opening(1, Some(HOSTILE), Returning::Guardians, [600, 300])],
        decides: None,
        may_undo: false,
        ..classes(locale)
    }
}
