//! Warning the adults of a school, and looking after who may hurt themselves. Texts are discreet on purpose.

use askama::Template as _;
use model::duty::Duty;

use super::{
    HOSTILE, Sample,
    people::{ago, guardian, hostile as hostile_frame, id, officer, pupil, teacher},
    sample,
};
use crate::{
    locale::Locale,
    views::{
        AdultRow, AlertPage, AlertWrong, CareCasePage, CarePage, CareRow, ContactsPage, DutyView, Here, Said,
        SchoolDuties, SchoolLine,
    },
};

/// Every sample of these pages.
pub(super) fn all() -> Vec<Sample> {
    vec![
        sample("alert", "blank", |l| alert(l).render()),
        sample("alert", "wrong", |l| alert_wrong(l).render()),
        sample("contacts", "head", |l| contacts(l).render()),
        sample("care", "some", |l| cases(l).render()),
        sample("care", "none", |l| no_case(l).render()),
        sample("care", "not-named", |l| not_named(l).render()),
        sample("care-case", "open", |l| case_open(l).render()),
        sample("care-case", "hostile", |l| case_hostile(l).render()),
    ]
}

fn school(n: u128, name: &str, readers: &str) -> SchoolLine {
    SchoolLine { id: id(n), name: name.into(), readers: readers.into(), chosen: n == 2 }
}

fn alert(locale: Locale) -> AlertPage {
    AlertPage {
        frame: pupil(locale, Here::Alert),
        key: id(9),
        schools: vec![school(1, "Lycée Simone-Vallier", "Koffi Adou, Odile Perrin")],
        text: String::new(),
        wrong: None,
        adult: false,
    }
}

fn alert_wrong(locale: Locale) -> AlertPage {
    AlertPage {
        frame: guardian(locale, Here::Alert),
        schools: vec![school(1, "Lycée Simone-Vallier", "Koffi Adou"), school(2, "Collège des Tilleuls", "")],
        wrong: Some(AlertWrong::Nobody),
        text: HOSTILE.into(),
        adult: true,
        ..alert(locale)
    }
}

fn adult(n: u128, name: &str) -> AdultRow {
    AdultRow { id: id(n), name: name.into() }
}

fn contacts(locale: Locale) -> ContactsPage {
    let duties = vec![
        DutyView { duty: Duty::Safety, people: vec![adult(1, "Koffi Adou, proviseur"), adult(2, HOSTILE)] },
        DutyView { duty: Duty::Care, people: vec![adult(3, "Odile Perrin, infirmière")] },
    ];
    let adults = vec![adult(1, "Koffi Adou, proviseur"), adult(3, "Odile Perrin, infirmière")];
    ContactsPage {
        frame: teacher(locale, Here::Alert),
        schools: vec![SchoolDuties { id: id(1), name: "Lycée Simone-Vallier".into(), duties, adults }],
    }
}

fn case(n: u128, name: &str, minutes: i64) -> CareRow {
    CareRow {
        id: id(n),
        name: name.into(),
        school: "Lycée Simone-Vallier".into(),
        at: ago(minutes),
        taken: None,
        closed: None,
        note: String::new(),
    }
}

fn cases(locale: Locale) -> CarePage {
    let mut frame = officer(locale, Here::Elsewhere);
    frame.said = Some(Said::CareTaken);
    let taken = Some(("Odile Perrin".to_owned(), ago(20)));
    let rows = vec![
        case(1, "Chloé Lefèvre", 12),
        CareRow { taken: taken.clone(), ..case(2, "ليلى بن عيسى", 45) },
        CareRow { taken, closed: Some(ago(900)), note: "Reçue avec sa mère.".into(), ..case(3, HOSTILE, 1_500) },
    ];
    CarePage { frame, may: true, rows }
}

fn no_case(locale: Locale) -> CarePage {
    CarePage { frame: teacher(locale, Here::Elsewhere), may: true, rows: vec![] }
}

fn not_named(locale: Locale) -> CarePage {
    CarePage { frame: teacher(locale, Here::Elsewhere), may: false, rows: vec![] }
}

fn case_open(locale: Locale) -> CareCasePage {
    CareCasePage {
        frame: teacher(locale, Here::Elsewhere),
        row: CareRow { taken: Some(("Odile Perrin".into(), ago(20))), ..case(2, "Chloé Lefèvre", 45) },
        subject: "Bonsoir".into(),
        body: "Je ne vais pas bien du tout en ce moment et je ne sais pas à qui le dire.".into(),
        note_missing: false,
    }
}

fn case_hostile(locale: Locale) -> CareCasePage {
    CareCasePage {
        frame: hostile_frame(locale, Here::Elsewhere),
        row: case(2, HOSTILE, 45),
        subject: HOSTILE.into(),
        body: format!("{HOSTILE}\n{}", "w".repeat(300)),
        note_missing: true,
    }
}
