//! Filings: what is due, those of a campaign, one in each of its states.

use askama::Template as _;
use model::{
    Millis,
    filing::{FilingState, Kind, Move},
};

use super::{
    HOSTILE, Sample,
    people::{ago, hostile as hostile_frame, id, officer, teacher},
    sample,
};
use crate::{
    locale::Locale,
    views::{
        Here,
        filings::{FilingPage, FilingRow, FilingWrong, FilingsList, FilingsPage},
    },
};

pub(super) fn all() -> Vec<Sample> {
    vec![
        sample("filings", "due", |l| due(l).render()),
        sample("filings", "campaign", |l| campaign(l).render()),
        sample("filings", "campaign-none", |l| FilingsPage { rows: vec![], ..campaign(l) }.render()),
        sample("filings", "register", |l| register(l).render()),
        sample("filings", "hostile", |l| hostile_list(l).render()),
        sample("filing", "draft", |l| draft(l).render()),
        sample("filing", "pharos", |l| pharos(l).render()),
        sample("filing", "read", |l| read(l).render()),
        sample("filing", "wrong", |l| wrong(l).render()),
        sample("filing", "filed", |l| filed(l).render()),
        sample("filing", "not-needed", |l| not_needed(l).render()),
        sample("filing", "hostile", |l| hostile(l).render()),
    ]
}

fn row(n: u128, kind: Kind, state: FilingState, due: i64) -> FilingRow {
    let school = if kind.is_of_school() { "Lycée Simone-Vallier" } else { "" };
    FilingRow {
        id: id(n),
        kind,
        state,
        school: school.into(),
        campaign: "campagne du 20 mars 2024".into(),
        due: ago(-due),
        filed: None,
        number: String::new(),
        note: String::new(),
    }
}

fn sent(row: FilingRow, state: FilingState) -> FilingRow {
    FilingRow { state, filed: Some(ago(20)), number: "V-2024-118".into(), ..row }
}

fn excused() -> FilingRow {
    FilingRow { note: "Compte d’essai".into(), ..row(96, Kind::Cnil, FilingState::NotNeeded, 4_000) }
}

fn due(locale: Locale) -> FilingsPage {
    let rows = vec![
        row(91, Kind::Police, FilingState::Draft, -30),
        row(92, Kind::Pharos, FilingState::ToDo, 1_000),
        row(93, Kind::Cnil, FilingState::Read, 4_000),
        sent(row(94, Kind::Incident, FilingState::Draft, 900), FilingState::Filed),
    ];
    FilingsPage { frame: officer(locale, Here::Desk), list: FilingsList::Due, rows }
}

fn campaign(locale: Locale) -> FilingsPage {
    FilingsPage { list: FilingsList::Campaign(id(71), "campagne du 20 mars 2024".into()), ..due(locale) }
}

fn register(locale: Locale) -> FilingsPage {
    let rows = vec![sent(row(95, Kind::Cnil, FilingState::Draft, 4_000), FilingState::Closed), excused()];
    FilingsPage { frame: teacher(locale, Here::School), list: FilingsList::Register, rows }
}

fn hostile_row() -> FilingRow {
    FilingRow {
        school: HOSTILE.into(),
        campaign: HOSTILE.into(),
        number: HOSTILE.into(),
        note: HOSTILE.into(),
        filed: Some(ago(3)),
        ..row(97, Kind::Cnil, FilingState::Filed, -5)
    }
}

fn hostile_list(locale: Locale) -> FilingsPage {
    let list = FilingsList::Campaign(id(71), HOSTILE.into());
    FilingsPage { frame: hostile_frame(locale, Here::Desk), list, rows: vec![hostile_row()] }
}

fn draft(locale: Locale) -> FilingPage {
    FilingPage {
        frame: teacher(locale, Here::School),
        row: row(93, Kind::Cnil, FilingState::Draft, 4_000),
        campaign: None,
        dossier: None,
        revision: 1,
        body: "NOTIFICATION D’UNE VIOLATION DE DONNÉES".into(),
        edited: true,
        filed_by: None,
        moves: vec![(ago(9), Move::Write, Some("Hélène Garnier".into()), String::new())],
        typed: (String::new(), "2024-03-21".into(), "07:40".into()),
        note: String::new(),
        wrong: None,
    }
}

fn pharos(locale: Locale) -> FilingPage {
    FilingPage {
        frame: officer(locale, Here::Desk),
        row: row(92, Kind::Pharos, FilingState::Draft, -5),
        campaign: Some(id(71)),
        moves: vec![],
        edited: false,
        ..draft(locale)
    }
}

fn read(locale: Locale) -> FilingPage {
    FilingPage {
        row: row(98, Kind::ComplaintOwner, FilingState::Read, 4_000),
        dossier: Some("/dossiers/campaign-1".into()),
        ..draft(locale)
    }
}

fn wrong(locale: Locale) -> FilingPage {
    let other = (id(95), "Collège Ondine-Marchand".into());
    let typed = ("V-2024-118".into(), "2024-03-21".into(), "07:40".into());
    FilingPage { typed, wrong: Some(FilingWrong::Elsewhere(Some(other))), ..read(locale) }
}

fn filed(locale: Locale) -> FilingPage {
    let moves = vec![
        (ago(20), Move::File, Some("Hélène Garnier".into()), String::new()),
        (ago(25), Move::ReadOver, None, String::new()),
    ];
    let row = sent(row(93, Kind::Cnil, FilingState::Draft, 4_000), FilingState::Filed);
    FilingPage {
        row,
        filed_by: Some("Hélène Garnier".into()),
        moves,
        wrong: Some(FilingWrong::Missing),
        ..draft(locale)
    }
}

fn not_needed(locale: Locale) -> FilingPage {
    let moves = vec![(ago(20), Move::Dismiss, Some("Hélène Garnier".into()), "Compte d’essai".into())];
    FilingPage { row: excused(), moves, ..draft(locale) }
}

fn hostile(locale: Locale) -> FilingPage {
    FilingPage {
        frame: hostile_frame(locale, Here::Desk),
        row: hostile_row(),
        campaign: Some(id(71)),
        body: HOSTILE.into(),
        filed_by: Some(HOSTILE.into()),
        moves: vec![(ago(1) - Millis(1), Move::Complete, Some(HOSTILE.into()), HOSTILE.into())],
        note: HOSTILE.into(),
        wrong: Some(FilingWrong::Elsewhere(None)),
        ..draft(locale)
    }
}
