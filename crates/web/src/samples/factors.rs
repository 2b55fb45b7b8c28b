//! Second factors.

use askama::Template as _;
use model::factor::FactorKind;
use uuid::Uuid;

use super::{
    HOSTILE, Sample,
    people::{ago, hostile as hostile_frame, nobody, teacher},
    sample,
};
use crate::{
    locale::Locale,
    views::{
        AskedCells, CodeGrid, FactorRow, FactorsPage, FactorsShow, Here, SecondStepPage, SecondWrong, StepUpPage,
        StepUpWanted, StepUpWrong,
    },
};

pub(super) fn all() -> Vec<Sample> {
    vec![
        sample("second-step", "asked", |l| second(l).render()),
        sample("second-step", "wrong", |l| second_wrong(l).render()),
        sample("second-step", "over", |l| second_over(l).render()),
        sample("second-step", "passkey", |l| second_passkey(l).render()),
        sample("second-step", "copied", |l| second_copied(l).render()),
        sample("step-up", "passkey", |l| step_up_passkey(l).render()),
        sample("step-up", "passkey-wrong", |l| step_up_passkey_wrong(l).render()),
        sample("step-up", "code", |l| step_up(l).render()),
        sample("step-up", "password", |l| step_up_password(l).render()),
        sample("step-up", "too-many", |l| step_up_many(l).render()),
        sample("step-up", "factor", |l| step_up_factor(l).render()),
        sample("factors", "some", |l| list(l).render()),
        sample("factors", "none", |l| none(l).render()),
        sample("factors", "not-here", |l| not_here(l).render()),
        sample("factors", "federated", |l| federated(l).render()),
        sample("factors", "confirm", |l| confirm(l).render()),
        sample("factors", "confirm-wrong", |l| confirm_wrong(l).render()),
        sample("factors", "passkey", |l| passkey(l).render()),
        sample("second-step", "cells", |l| second_cells(l).render()),
        sample("step-up", "cells", |l| step_up_cells(l).render()),
        sample("factors", "grid", |l| new_grid(l, false).render()),
        sample("factors", "grid-wrong", |l| new_grid(l, true).render()),
        sample("factors", "recovery", |l| recovery(l).render()),
    ]
}

fn second(locale: Locale) -> SecondStepPage {
    let (step, then) = ("0123abcd".into(), "/inbox".into());
    SecondStepPage { frame: nobody(locale), step, then, kept: vec![], passkey: false, cells: None, wrong: None }
}

fn second_wrong(locale: Locale) -> SecondStepPage {
    let kept = vec![("body".into(), HOSTILE.into())];
    SecondStepPage { kept, wrong: Some(SecondWrong::Code), ..second(locale) }
}

fn second_over(locale: Locale) -> SecondStepPage {
    SecondStepPage { step: String::new(), wrong: Some(SecondWrong::Over), ..second(locale) }
}

fn second_passkey(locale: Locale) -> SecondStepPage {
    SecondStepPage { passkey: true, ..second(locale) }
}

fn second_copied(locale: Locale) -> SecondStepPage {
    SecondStepPage { passkey: true, wrong: Some(SecondWrong::Copied), ..second(locale) }
}

fn cells() -> AskedCells {
    AskedCells { first: "B4".into(), second: "E10".into() }
}

fn second_cells(locale: Locale) -> SecondStepPage {
    SecondStepPage { cells: Some(cells()), wrong: Some(SecondWrong::Code), ..second(locale) }
}

fn step_up_cells(locale: Locale) -> StepUpPage {
    StepUpPage { cells: Some(cells()), ..step_up(locale) }
}

/// A grid of codes as a page shows it.
pub(super) fn grid() -> CodeGrid {
    let row = |row: u32| (0..5).map(|column| format!("{:03}", (row * 5 + column) * 197 % 1_000)).collect();
    CodeGrid { rows: (0..10).map(row).collect() }
}

fn new_grid(locale: Locale, wrong: bool) -> FactorsPage {
    FactorsPage { show: FactorsShow::Grid { grid: grid(), cells: cells(), wrong }, ..none(locale) }
}

fn step_up_passkey(locale: Locale) -> StepUpPage {
    StepUpPage { passkey: true, ..step_up(locale) }
}

fn step_up_passkey_wrong(locale: Locale) -> StepUpPage {
    StepUpPage { passkey: true, wrong: Some(StepUpWrong::Passkey), ..step_up(locale) }
}

fn step_up(locale: Locale) -> StepUpPage {
    StepUpPage {
        frame: nobody(locale),
        action: "/desk/contained/asked".into(),
        fields: vec![("note".into(), format!("Vague de 23 h 30 {HOSTILE}"))],
        back: "/desk/contained".into(),
        wanted: StepUpWanted::Code,
        passkey: false,
        cells: None,
        wrong: None,
    }
}

fn step_up_password(locale: Locale) -> StepUpPage {
    StepUpPage { wanted: StepUpWanted::Password, wrong: Some(StepUpWrong::Wrong), ..step_up(locale) }
}

fn step_up_many(locale: Locale) -> StepUpPage {
    StepUpPage { wrong: Some(StepUpWrong::TooMany(15)), ..step_up(locale) }
}

fn step_up_factor(locale: Locale) -> StepUpPage {
    StepUpPage { wanted: StepUpWanted::Factor, ..step_up(locale) }
}

fn list(locale: Locale) -> FactorsPage {
    let row = |n, label: &str, used| FactorRow {
        id: Uuid::from_u128(n),
        label: label.into(),
        kind: match n {
            3 => FactorKind::Passkey,
            4 => FactorKind::Grid,
            _ => FactorKind::Totp,
        },
        since: ago(90_000),
        used,
    };
    FactorsPage {
        frame: teacher(locale, Here::Account),
        factors: vec![
            row(1, "Mon téléphone", Some(ago(700))),
            row(2, HOSTILE, None),
            row(3, "Mon ordinateur", Some(ago(30))),
            row(4, "Grille de codes", None),
        ],
        recovery_left: 8,
        from_here: true,
        elsewhere: false,
        passkeys: true,
        show: FactorsShow::List,
    }
}

fn none(locale: Locale) -> FactorsPage {
    FactorsPage { factors: vec![], recovery_left: 0, ..list(locale) }
}

fn passkey(locale: Locale) -> FactorsPage {
    let show = FactorsShow::Passkey { label: HOSTILE.into(), options: "{\"publicKey\":{}}".into() };
    FactorsPage { show, ..none(locale) }
}

fn not_here(locale: Locale) -> FactorsPage {
    FactorsPage { from_here: false, ..list(locale) }
}

fn federated(locale: Locale) -> FactorsPage {
    FactorsPage { elsewhere: true, from_here: false, ..none(locale) }
}

fn confirm(locale: Locale) -> FactorsPage {
    let square = crate::square::svg("otpauth://totp/Pr%C3%A9au:s.roche?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
    let secret = "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP".into();
    FactorsPage { show: FactorsShow::Confirm { square, secret, wrong: false }, ..none(locale) }
}

fn confirm_wrong(locale: Locale) -> FactorsPage {
    let show = FactorsShow::Confirm { square: String::new(), secret: HOSTILE.into(), wrong: true };
    FactorsPage { frame: hostile_frame(locale, Here::Account), show, ..none(locale) }
}

fn recovery(locale: Locale) -> FactorsPage {
    let codes = (0..10).map(|n| format!("7KX2M-9QRT{n}-B"));
    FactorsPage { show: FactorsShow::Recovery(codes.collect()), ..list(locale) }
}
