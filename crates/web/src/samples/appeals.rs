//! What became of one's messages, and appeals.

use askama::Template as _;
use model::appeal::Outcome;

use super::{
    HOSTILE, Sample,
    people::{ago, hostile as hostile_frame, id, officer, pupil},
    sample,
};
use crate::{
    locale::Locale,
    views::{AppealRow, AppealsPage, DecisionRow, DecisionsPage, Here},
};

/// Every sample of these pages.
pub(super) fn all() -> Vec<Sample> {
    vec![
        sample("decisions", "some", |l| decisions(l).render()),
        sample("decisions", "none", |l| no_decision(l).render()),
        sample("decisions", "hostile", |l| decisions_hostile(l).render()),
        sample("appeals", "some", |l| appeals(l).render()),
        sample("appeals", "none", |l| no_appeal(l).render()),
    ]
}

fn decided(n: u128, to: &str, minutes: i64) -> DecisionRow {
    DecisionRow {
        id: id(n),
        to: to.into(),
        subject: String::new(),
        at: ago(minutes),
        decided: ago(minutes - 60),
        withdrawn: true,
        why: "decided-threat",
        appealed: None,
        answer: None,
    }
}

fn decisions(locale: Locale) -> DecisionsPage {
    let answer = Some((Outcome::Accepted, "En effet, c’était un exposé. Pardon pour l’attente.".to_owned()));
    let rows = vec![
        DecisionRow {
            withdrawn: false,
            why: "decided-harmless",
            subject: "Sortie de jeudi".into(),
            ..decided(1, "2nde 4 – élèves", 300)
        },
        decided(2, "Thomas Kouamé", 3_000),
        DecisionRow { appealed: Some(ago(600)), why: "decided-harassment", ..decided(3, "Projet Mémoire", 4_500) },
        DecisionRow { appealed: Some(ago(2_600)), answer, ..decided(4, "Projet Mémoire", 6_000) },
    ];
    DecisionsPage { frame: pupil(locale, Here::Sent), rows, wrong: None }
}

fn decisions_hostile(locale: Locale) -> DecisionsPage {
    DecisionsPage {
        frame: hostile_frame(locale, Here::Sent),
        rows: vec![decided(2, HOSTILE, 3_000)],
        wrong: Some((id(2), "appeal-too-long", HOSTILE.into())),
    }
}

fn no_decision(locale: Locale) -> DecisionsPage {
    DecisionsPage { rows: vec![], ..decisions(locale) }
}

fn appeal(n: u128, body: &str, by: u128) -> AppealRow {
    AppealRow {
        id: id(n),
        who: "élève".into(),
        school: "Lycée Simone-Vallier".into(),
        body: body.into(),
        at: ago(90),
        decided_by: id(by),
        decided_name: "Loïc Kermadec".into(),
        answer: None,
    }
}

fn appeals(locale: Locale) -> AppealsPage {
    let answer = Some((Outcome::Upheld, "Awa Diarra".to_owned(), "Ces mots ont blessé quelqu’un.".to_owned()));
    let rows = vec![
        appeal(1, "C’était un exposé de géographie sur les volcans.", 91),
        appeal(2, HOSTILE, 90),
        AppealRow { answer, ..appeal(3, "Pour rire.", 91) },
    ];
    AppealsPage { frame: officer(locale, Here::Desk), reader: id(90), rows, note_missing: true }
}

fn no_appeal(locale: Locale) -> AppealsPage {
    AppealsPage { rows: vec![], note_missing: false, ..appeals(locale) }
}
