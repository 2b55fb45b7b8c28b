//! Contained accounts.

use model::containment::{ContainmentEnd, ContainmentReason};
use uuid::Uuid;

use super::{
    HOSTILE,
    people::{ago, hostile as hostile_frame, id, officer},
};
use crate::{
    locale::Locale,
    views::{AskedRow, ContainedPage, ContainedRow, Here, Mask, Said},
};

fn row(n: u128, name: &str, login: &str, minutes: i64, reason: ContainmentReason) -> ContainedRow {
    ContainedRow {
        id: Uuid::from_u128(n),
        name: name.into(),
        login: login.into(),
        school: "Lycée Simone-Vallier".into(),
        reason,
        by: None,
        note: String::new(),
        since: ago(minutes),
        until: ago(minutes - 24 * 60),
        message: Some(id(n)),
        refused: 0,
        holds: true,
        ended: None,
        end_note: String::new(),
    }
}

pub(super) fn some(locale: Locale) -> ContainedPage {
    let by_desk = ContainedRow {
        by: Some("Awa Diarra".into()),
        note: "Le professeur principal confirme que ce n’est pas lui.".into(),
        ..row(3, "Karim Haddad", "karim.haddad", 12, ContainmentReason::Desk)
    };
    let lifted = ContainedRow {
        holds: false,
        ended: Some((ContainmentEnd::Lifted, ago(400))),
        end_note: "Nouveau téléphone, vérifié de vive voix.".into(),
        ..row(4, "Chloé Lefèvre", "chloe.lefevre", 600, ContainmentReason::Carrier)
    };
    let returned = ContainedRow {
        holds: false,
        ended: Some((ContainmentEnd::Returned, ago(1_000))),
        ..row(5, "Adem Yılmaz", "adem.yilmaz", 1_900, ContainmentReason::Threat)
    };
    let over = ContainedRow {
        holds: false,
        ..row(6, "ليلى بن عيسى", "leila.benaissa", 3_000, ContainmentReason::Threat)
    };
    ContainedPage {
        frame: officer(locale, Here::Desk),
        mask: Mask::Shown,
        rows: vec![
            ContainedRow { refused: 14, ..row(1, "Inès Marchetti", "ines.marchetti", 19, ContainmentReason::Threat) },
            row(2, "Mamadou Sy", "mamadou.sy", 18, ContainmentReason::Carrier),
            by_desk,
            lifted,
            returned,
            over,
        ],
        asked: vec![],
        note_missing: false,
    }
}

pub(super) fn asked(locale: Locale) -> ContainedPage {
    let one = |n, name: &str| AskedRow {
        message: id(n),
        name: name.into(),
        school: "Collège des Tilleuls".into(),
        at: ago(3),
    };
    let mut page = ContainedPage {
        asked: vec![one(7, "Lina Haddad"), one(8, "Noé Da Costa")],
        note_missing: true,
        mask: Mask::ReasonMissing,
        ..some(locale)
    };
    for row in &mut page.rows {
        (row.name, row.login) = ("Élève".into(), String::new());
    }
    page.frame.said = Some(Said::TooLate);
    page
}

pub(super) fn none(locale: Locale) -> ContainedPage {
    ContainedPage { rows: vec![], ..some(locale) }
}

pub(super) fn hostile(locale: Locale) -> ContainedPage {
    let bad = ContainedRow {
        school: HOSTILE.into(),
        by: Some(HOSTILE.into()),
        note: HOSTILE.into(),
        end_note: "w".repeat(300),
        refused: 12_000,
        ..row(1, HOSTILE, HOSTILE, 1, ContainmentReason::Desk)
    };
    let asked = vec![AskedRow { message: id(2), name: HOSTILE.into(), school: HOSTILE.into(), at: ago(1) }];
    ContainedPage { frame: hostile_frame(locale, Here::Desk), rows: vec![bad], asked, ..some(locale) }
}
