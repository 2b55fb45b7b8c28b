//! A sender is asked whether a held message is theirs.

use super::{
    HOSTILE,
    people::{ago, hostile as hostile_frame, id, pupil},
};
use crate::{
    locale::Locale,
    views::{Band, Here, ProofPage, Tone},
};

pub(super) fn asked(locale: Locale) -> ProofPage {
    let mut frame = pupil(locale, Here::Sent);
    frame.bands.push(Band {
        tone: Tone::Caution,
        sentence: locale.say("band-proof").to_string(),
        until: Some(ago(-30)),
        href: Some("/proof/1".into()),
    });
    ProofPage {
        frame,
        id: id(1),
        at: ago(40),
        to: "Projet Mémoire – élèves".into(),
        subject: "Exposé".into(),
        body: "On se retrouve demain à 11 h devant le gymnase, apportez vos affiches.".into(),
        until: ago(-30),
    }
}

pub(super) fn hostile(locale: Locale) -> ProofPage {
    ProofPage {
        frame: hostile_frame(locale, Here::Sent),
        to: HOSTILE.into(),
        subject: HOSTILE.into(),
        body: format!("{HOSTILE}\n{}", "w".repeat(300)),
        ..asked(locale)
    }
}
