//! Campaigns at the desk.

use model::{CampaignId, campaign::State};

use super::{
    HOSTILE,
    people::{ago, hostile as hostile_frame, id, officer},
};
use crate::{
    locale::Locale,
    views::{
        CampaignPage, CampaignRow, CampaignsPage, CarrierRow, Choice, Figures, Here, LookBackView, MarkRow, Mask,
        Moment, SchoolRow, VariantView, compare,
    },
};

const TEXTS: [&str; 3] = [
    "Demain à 11 h le bâtiment sud va sauter, nous avons tout préparé, vous ne trouverez rien.",
    "demain a 11h le batiment nord va sauter, nous avons tout prepare, vous ne trouverez rien !!",
    "Adieu à tous. Demain à midi le bâtiment sud va sauter, on a tout préparé, personne ne trouvera rien.",
];

fn row(n: u128, label: &str, state: State, minutes: i64, copies: i64) -> CampaignRow {
    CampaignRow {
        id: id(n),
        label: label.into(),
        state,
        newest: ago(minutes),
        copies,
        accounts: copies.min(5),
        schools: copies.min(3),
        held: if state == State::Suspected { copies } else { 0 },
    }
}

pub(super) fn list(locale: Locale) -> CampaignsPage {
    CampaignsPage {
        frame: officer(locale, Here::Desk),
        rows: vec![
            row(71, "campagne du 20 mars 2024", State::Suspected, 4, 4),
            row(72, "campagne du 19 mars 2024", State::Confirmed, 60, 130),
            row(73, "campagne du 12 mars 2024", State::Quiet, 9_000, 1),
            row(74, "campagne du 8 mars 2024", State::FalseAlarm, 14_000, 12),
        ],
    }
}

pub(super) fn none(locale: Locale) -> CampaignsPage {
    CampaignsPage { rows: vec![], ..list(locale) }
}

fn variants() -> Vec<VariantView> {
    let view = |(n, text): (usize, &&str)| VariantView {
        message: id(80 + n as u128),
        copies: [9, 2, 1][n],
        first: ago(40 - 5 * n as i64),
        subject: "Info urgente".into(),
        pieces: compare(TEXTS[0], text),
    };
    TEXTS.iter().enumerate().map(view).collect()
}

fn school(name: &str, copies: i64, displayed: i64) -> SchoolRow {
    SchoolRow { name: name.into(), accounts: copies.min(3), copies, readers: copies * 103, displayed }
}

fn carrier(name: &str, minutes: i64, copies: i64) -> CarrierRow {
    let what = "Élève, Lycée Simone-Vallier".into();
    CarrierRow { name: name.into(), what, first: ago(minutes), copies, readers: copies * 103 }
}

pub(super) fn suspected(locale: Locale) -> CampaignPage {
    let moment = |minutes, what: &str| Moment { at: ago(minutes), what: what.into(), who: None };
    CampaignPage {
        frame: officer(locale, Here::Desk),
        id: id(71),
        label: "campagne du 20 mars 2024".into(),
        state: State::Suspected,
        filings: (0, 0, 0),
        figures: Figures {
            copies: 12,
            accounts: 5,
            schools: 3,
            withdrawn: 0,
            held: 11,
            out: 1,
            readers: 1_236,
            held_readers: 1_208,
            displayed: 2,
            opened: 1,
            last_shown: Some(ago(12)),
        },
        merged_into: None,
        look_back: None,
        decoys: (0, 0),
        mask: Mask::Hidden,
        timeline: vec![
            moment(40, "Premier envoi connu"),
            moment(38, "Deuxième compte\u{202f}: la campagne est soupçonnée"),
            moment(12, "Dernier affichage d’une copie"),
        ],
        schools: vec![
            school("Lycée Simone-Vallier", 9, 2),
            school("Collège des Tilleuls", 2, 0),
            school("École Jean-Moulin", 1, 0),
        ],
        veiled: true,
        variants: vec![],
        variant_count: 3,
        carriers: vec![
            carrier("Adem Yılmaz", 40, 6),
            carrier("Chloé Lefèvre", 38, 3),
            carrier("Mamadou Sy", 30, 2),
            carrier("ليلى بن عيسى", 25, 1),
        ],
        marks: vec![],
        others: vec![Choice { id: id(72), label: "campagne du 19 mars 2024".into() }],
        beyond: 0,
    }
}

pub(super) fn confirmed(locale: Locale) -> CampaignPage {
    let mut page = suspected(locale);
    page.state = State::Confirmed;
    page.filings = (41, 12, 1);
    page.figures = Figures { withdrawn: 12, held: 1, out: 0, readers: 28, ..page.figures };
    page.veiled = false;
    page.variants = variants();
    page.decoys = (3, 2);
    page.look_back = Some(LookBackView { examined: 84_310, withdrawn: 3, held: 1, finished: Some(ago(9)) });
    let what = "Menace confirmée, 9 messages retirés".into();
    page.timeline.push(Moment { at: ago(10), what, who: Some("Awa Diarra".into()) });
    page.marks = vec![
        MarkRow { kind: "campaign-mark-link".into(), value: "depot.example/v/12".into(), outside: 1, live: true },
        MarkRow { kind: "campaign-mark-file".into(), value: "9f86d081884c7d65".repeat(4), outside: 431, live: false },
    ];
    page.beyond = 1;
    page
}

pub(super) fn called_off(locale: Locale) -> CampaignPage {
    let mut page = suspected(locale);
    page.state = State::FalseAlarm;
    page.figures = Figures { held: 0, out: 12, ..page.figures };
    page.others = vec![];
    page
}

pub(super) fn merged(locale: Locale) -> CampaignPage {
    CampaignPage {
        state: State::Merged,
        merged_into: Some(id::<CampaignId>(72)),
        figures: Figures::default(),
        timeline: vec![],
        schools: vec![],
        variant_count: 0,
        carriers: vec![],
        others: vec![],
        ..suspected(locale)
    }
}

pub(super) fn hostile(locale: Locale) -> CampaignPage {
    let mut page = confirmed(locale);
    page.frame = hostile_frame(locale, Here::Desk);
    page.label = HOSTILE.into();
    page.schools.push(school(&"Établissement régional d’enseignement adapté ".repeat(3), 1_000_000, 9));
    page.carriers.push(carrier(HOSTILE, 1, 2));
    page.variants.push(VariantView {
        message: id(99),
        copies: 1,
        first: ago(1),
        subject: HOSTILE.into(),
        pieces: compare(TEXTS[0], &format!("{HOSTILE} {}", "w".repeat(400))),
    });
    page.marks.push(MarkRow { kind: "campaign-mark-link".into(), value: "x".repeat(300), outside: 0, live: true });
    page.timeline.push(Moment { at: ago(1), what: HOSTILE.into(), who: Some(HOSTILE.into()) });
    page
}
