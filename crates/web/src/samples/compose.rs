//! Writing.

use model::{Profile, audience::Line, draft::Wrong, message::Refusal};
use uuid::Uuid;

use super::{
    HOSTILE,
    people::{ago, guardian, hostile as hostile_frame, id, teacher},
};
use crate::{
    locale::Locale,
    views::{Chosen, ComposePage, FileLink, Found, Here, Problem, Reach, RecipientsFragment},
};

pub(super) fn blank(locale: Locale) -> ComposePage {
    ComposePage {
        writes_from: None,
        frame: teacher(locale, Here::Compose),
        key: Uuid::from_u128(99),
        draft: None,
        saved_at: None,
        reply_to: None,
        reply_to_name: None,
        subject: String::new(),
        body: String::new(),
        chosen: vec![],
        files: vec![],
        later: (String::new(), String::new()),
        send_at: None,
        query: String::new(),
        found: None,
        reach: Reach::default(),
        problems: vec![],
    }
}

fn group(n: u128, label: &str, readers: i64) -> Chosen {
    Chosen { id: id(n), line: Line::To, label: label.into(), readers, person: false }
}

fn person(n: u128, label: &str, line: Line) -> Chosen {
    Chosen { id: id(n), line, label: label.into(), readers: 1, person: true }
}

pub(super) fn wide(locale: Locale) -> ComposePage {
    let chosen = ["3e A", "3e B", "3e C", "3e D"];
    let chosen = chosen.iter().zip(1..).map(|(name, n)| group(n, &format!("{name} – responsables"), 32)).collect();
    ComposePage {
        chosen,
        reach: Reach { people: vec![(Profile::Guardian, 128)], one: None },
        subject: "Réunion parents-professeurs du jeudi 28 mars".into(),
        body: "Bonjour,\n\nLa réunion aura lieu jeudi 28 mars à 17 h 30 dans les salles habituelles.".into(),
        files: vec![FileLink {
            id: id(61),
            name: "plan-des-salles.pdf".into(),
            bytes: 340_120,
            veiled: false,
            kept: None,
        }],
        draft: Some(id(31)),
        later: ("2024-03-21".into(), "07:30".into()),
        send_at: Some(ago(-700)),
        saved_at: Some(ago(2)),
        ..blank(locale)
    }
}

fn found_some() -> Vec<Found> {
    let one = |n, label: &str, detail: &str, readers, person| Found {
        id: id(n),
        label: label.into(),
        detail: detail.into(),
        readers,
        person,
    };
    vec![
        one(1, "3e B – élèves", "Collège des Tilleuls", 28, false),
        one(2, "3e B – responsables", "Collège des Tilleuls", 51, false),
        one(3, "Baptiste Dupont", "Élève, 3e B", 1, true),
        one(4, "Béatrice Dupont-Morel", "Responsable de Baptiste Dupont", 1, true),
    ]
}

pub(super) fn found(locale: Locale) -> ComposePage {
    ComposePage {
        chosen: vec![group(1, "3e B – élèves", 28), person(9, "Claire Abadie", Line::Cc)],
        reach: Reach { people: vec![(Profile::Pupil, 28), (Profile::Staff, 1)], one: None },
        query: "3b".into(),
        found: Some(found_some()),
        ..blank(locale)
    }
}

pub(super) fn wrong(locale: Locale) -> ComposePage {
    ComposePage {
        problems: vec![
            Problem::Wrong(Wrong::NobodyChosen),
            Problem::Wrong(Wrong::SubjectTooLong),
            Problem::Wrong(Wrong::BodyEmpty),
            Problem::FileTooLarge("vidéo du voyage.mov".into()),
            Problem::Refused(Refusal::TooMany, None),
            Problem::Refused(Refusal::NotYet, None),
            Problem::Refused(Refusal::Suspended, None),
            Problem::Refused(Refusal::TooWide, None),
            Problem::Refused(Refusal::NoFiles, None),
            Problem::Refused(Refusal::Abroad, None),
            Problem::Refused(Refusal::NewDevice, None),
            Problem::Refused(Refusal::ProofFirst, None),
            Problem::TimePast,
        ],
        writes_from: Some(ago(-1_200)),
        later: ("2024-03-19".into(), "07:30".into()),
        query: "zzz".into(),
        found: Some(vec![]),
        subject: "Une phrase bien trop longue. ".repeat(8),
        ..blank(locale)
    }
}

pub(super) fn reply(locale: Locale) -> ComposePage {
    ComposePage {
        frame: guardian(locale, Here::Compose),
        reply_to: Some(id(1)),
        reply_to_name: Some("Hélène Garnier".into()),
        subject: "Re : Sortie au théâtre jeudi".into(),
        chosen: vec![person(51, "Hélène Garnier", Line::To)],
        reach: Reach { people: vec![(Profile::Teacher, 1)], one: Some("Hélène Garnier".into()) },
        ..blank(locale)
    }
}

pub(super) fn hostile(locale: Locale) -> ComposePage {
    ComposePage {
        frame: hostile_frame(locale, Here::Compose),
        chosen: vec![person(1, HOSTILE, Line::Cc), group(2, &"Groupe au nom très long ".repeat(6), 1_500)],
        reach: Reach { people: vec![(Profile::Pupil, 1_500), (Profile::Head, 1), (Profile::Teacher, 0)], one: None },
        subject: HOSTILE.into(),
        body: format!("</textarea>{HOSTILE}"),
        query: HOSTILE.into(),
        found: Some(vec![]),
        later: (HOSTILE.into(), HOSTILE.into()),
        files: vec![FileLink { id: id(61), name: HOSTILE.into(), bytes: 0, veiled: false, kept: None }],
        problems: vec![
            Problem::Refused(Refusal::NotAllowed, Some(HOSTILE.into())),
            Problem::Refused(Refusal::UnknownRecipient, None),
            Problem::Refused(Refusal::NotAllowed, None),
            Problem::Wrong(Wrong::TooManyChosen),
            Problem::Wrong(Wrong::BodyTooLong),
            Problem::Wrong(Wrong::TooManyFiles),
            Problem::FileTooLarge(HOSTILE.into()),
            Problem::Refused(Refusal::UnknownAttachment, None),
            Problem::Refused(Refusal::UnknownReply, None),
            Problem::TooManyDrafts,
            Problem::NoTime,
            Problem::TimeTooFar,
            Problem::TooManyScheduled,
        ],
        ..blank(locale)
    }
}

pub(super) fn recipients(locale: Locale) -> RecipientsFragment {
    let baits = vec![(id(77), "Ambre Lefaucheux".to_owned())];
    RecipientsFragment { locale, query: "3b".into(), found: found_some(), baits }
}

pub(super) fn no_recipient(locale: Locale) -> RecipientsFragment {
    RecipientsFragment { locale, query: HOSTILE.into(), found: vec![], baits: vec![] }
}
