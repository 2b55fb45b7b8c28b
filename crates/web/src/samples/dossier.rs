//! Evidence packs.

use actions::dossier::Wrong;
use askama::Template as _;
use model::{
    CampaignId, MessageId, Millis,
    dossier::{Of, Variant},
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
        dossier::{DossierPage, DossierPupil, DossierRow, DossierTyped},
    },
};

pub(super) fn all() -> Vec<Sample> {
    vec![
        sample("dossier", "register", |l| register(l).render()),
        sample("dossier", "first", |l| first(l).render()),
        sample("dossier", "wrong", |l| wrong(l).render()),
        sample("dossier", "head", |l| head(l).render()),
        sample("dossier", "hostile", |l| hostile(l).render()),
    ]
}

fn pupil(n: u128, name: &str) -> DossierPupil {
    DossierPupil { id: id(n), name: name.into(), school: "Lycée Simone-Vallier".into() }
}

fn row(variant: Variant, minutes: i64, by: Option<&str>, for_whom: &str, reason: &str) -> DossierRow {
    DossierRow {
        at: ago(minutes),
        variant,
        by: by.map(Into::into),
        for_whom: for_whom.into(),
        reason: reason.into(),
        messages: 41,
        digest: "9b74c9897bac770ffc029102a200c5de2f1b6d0d3e3d7b3a7a0c2f6f4a1d5b7e".into(),
        held_until: ago(minutes) + Millis::days(365),
    }
}

fn first(locale: Locale) -> DossierPage {
    DossierPage {
        frame: officer(locale, Here::Desk),
        of: Of::Campaign(id::<CampaignId>(71)),
        label: Some("campagne du 20 mars 2024".into()),
        messages: (41, 0),
        pupils: vec![pupil(1, "Inès Benali"), pupil(2, "Karim Lefèvre")],
        register: Some(vec![]),
        typed: DossierTyped::default(),
        wrong: None,
    }
}

fn register(locale: Locale) -> DossierPage {
    let rows = vec![
        row(Variant::Family, 12, Some("Awa Diarra"), "Mme Benali", "La famille est entendue demain"),
        row(Variant::Police, 95, None, "Commissariat de Villeneuve", "Plainte n° 2024/118"),
    ];
    DossierPage { messages: (41, 3), register: Some(rows), ..first(locale) }
}

fn wrong(locale: Locale) -> DossierPage {
    let typed = DossierTyped {
        variant: Some(Variant::Family),
        child: None,
        for_whom: "Mme Benali".into(),
        reason: "Audition".into(),
    };
    DossierPage { typed, wrong: Some(Wrong::Child), ..first(locale) }
}

fn head(locale: Locale) -> DossierPage {
    DossierPage {
        frame: teacher(locale, Here::Directory),
        of: Of::Message(id::<MessageId>(72)),
        label: None,
        messages: (0, 0),
        pupils: vec![pupil(1, "Inès Benali")],
        register: None,
        ..first(locale)
    }
}

fn hostile(locale: Locale) -> DossierPage {
    let typed = DossierTyped {
        variant: Some(Variant::Police),
        child: Some(id(1)),
        for_whom: HOSTILE.into(),
        reason: HOSTILE.into(),
    };
    DossierPage {
        frame: hostile_frame(locale, Here::Desk),
        label: Some(HOSTILE.into()),
        pupils: vec![DossierPupil { school: HOSTILE.into(), ..pupil(1, HOSTILE) }],
        register: Some(vec![row(Variant::Cnil, 3, Some(HOSTILE), HOSTILE, HOSTILE)]),
        typed,
        wrong: Some(Wrong::Reason),
        ..first(locale)
    }
}
