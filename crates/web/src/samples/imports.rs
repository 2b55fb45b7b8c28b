//! Imports.

use super::{
    HOSTILE,
    people::{ago, id, operator},
};
use crate::{
    locale::Locale,
    views::{
        Closing, CountRow, Here, ImportPage, ImportRow, ImportState, ImportsPage, Noun, Progress, RefusalRow, Said,
    },
};

pub(super) fn list(locale: Locale) -> ImportsPage {
    let states = ImportState::ALL.iter().zip(1..);
    let runs = states.map(|(state, n)| ImportRow {
        id: id(n as u128),
        name: if n == 4 { HOSTILE.into() } else { "AAF complet, 20 mars 2024".into() },
        at: ago(n * 700),
        by: "Paul Le Goff".into(),
        state: *state,
        refused: n - 1,
    });
    ImportsPage {
        frame: operator(locale, Here::Imports),
        runs: runs.collect(),
        wrong: None,
        wrong_uai: None,
        uai: String::new(),
    }
}

pub(super) fn first(locale: Locale) -> ImportsPage {
    let wrong = Some("Le fichier « notes.docx » n’est d’aucun format connu. Rien n’a été lu.".into());
    let wrong_uai = Some("Ce n’est pas un code UAI : il faut sept chiffres et une lettre.".into());
    ImportsPage { runs: vec![], wrong, wrong_uai, uai: HOSTILE.into(), ..list(locale) }
}

fn count(noun: Noun, created: i64, changed: i64, same: i64, closed: i64) -> CountRow {
    CountRow { noun, created, changed, same, closed }
}

pub(super) fn ready(locale: Locale) -> ImportPage {
    let refusal = |file: &str, line, field: &str, reason: &str| RefusalRow {
        file: file.into(),
        line,
        field: field.into(),
        reason: reason.into(),
    };
    ImportPage {
        frame: operator(locale, Here::Imports),
        id: id(1),
        name: "AAF complet, 20 mars 2024".into(),
        files: vec!["ENT_0699_Complet_20240320_Eleve_0000.xml".into(), "…PersRelEleve_0000.xml".into()],
        at: ago(4),
        by: "Paul Le Goff".into(),
        school: Some(("9990003Z".into(), Some("École Jean-Moulin".into()))),
        state: ImportState::Ready,
        progress: None,
        counts: vec![
            count(Noun::Schools, 3, 0, 0, 0),
            count(Noun::Sections, 62, 1, 0, 2),
            count(Noun::Pupils, 1_412, 12, 20, 61),
            count(Noun::Guardians, 2_304, 40, 7, 88),
            count(Noun::Teachers, 118, 2, 0, 0),
            count(Noun::Staff, 41, 0, 0, 1),
            count(Noun::Memberships, 9_820, 0, 12, 300),
        ],
        warnings: vec![
            "La lettre du code 9990003Z ne correspond pas à ses chiffres : vérifiez que c’est la bonne école.".into(),
            HOSTILE.into(),
        ],
        closing: Some(Closing { people: 150, percent: 12 }),
        refusals: vec![
            refusal(
                "ENT_0699_Complet_20240320_Eleve_0000.xml",
                10_423,
                "ENTPersonDateNaissance",
                "« 31/02/2009 » n’est pas une date : JJ/MM/AAAA est attendu.",
            ),
            refusal(
                "ENT_0699_Complet_20240320_Eleve_0000.xml",
                18_002,
                "ENTPersonStructRattach",
                "L’établissement 9990099D n’est pas dans le fichier des établissements.",
            ),
            refusal(HOSTILE, 1, HOSTILE, HOSTILE),
        ],
        refused: 12_007,
        failure: None,
    }
}

pub(super) fn reading(locale: Locale) -> ImportPage {
    let mut page = ImportPage {
        state: ImportState::Reading,
        progress: Some(Progress { done: 1_204, total: None }),
        counts: vec![],
        warnings: vec![],
        closing: None,
        refusals: vec![],
        refused: 0,
        ..ready(locale)
    };
    page.frame.said = Some(Said::ImportStarted);
    page
}

pub(super) fn applying(locale: Locale) -> ImportPage {
    let progress = Some(Progress { done: 2_000, total: Some(3_875) });
    ImportPage { state: ImportState::Applying, progress, closing: None, ..ready(locale) }
}

pub(super) fn done(locale: Locale) -> ImportPage {
    ImportPage { state: ImportState::Done, closing: None, refusals: vec![], refused: 0, ..ready(locale) }
}

pub(super) fn failed(locale: Locale) -> ImportPage {
    let failure = "Le fichier des élèves s’arrête au milieu d’une balise (ligne 88 204). Demandez-le de nouveau.";
    ImportPage {
        state: ImportState::Failed,
        counts: vec![],
        warnings: vec![],
        failure: Some(failure.into()),
        ..done(locale)
    }
}
