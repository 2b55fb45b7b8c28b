//! One's own account.

use uuid::Uuid;

use super::{
    HOSTILE,
    people::{ago, hostile as hostile_frame, pupil},
};
use crate::{
    locale::Locale,
    views::{AccountPage, Font, Here, OwnContainment, PasswordWrong, Said, SessionRow, Theme},
};

fn session(n: u128, device: &str, network: &str, opened: i64, used: i64) -> SessionRow {
    SessionRow {
        id: Uuid::from_u128(n),
        device: device.into(),
        network: network.into(),
        opened: ago(opened),
        used: ago(used),
        current: n == 1,
        new_device: n == 2,
    }
}

pub(super) fn usual(locale: Locale) -> AccountPage {
    AccountPage {
        frame: pupil(locale, Here::Account),
        login: "ines.marchetti".into(),
        affiliations: vec!["Élève de 2nde 4, lycée Simone-Vallier".into()],
        sessions: vec![
            session(1, "Chrome sur Android", "réseau mobile, Lyon", 9_000, 0),
            session(2, "Firefox sur Windows", "réseau d’hébergeur, pays inconnu", 21, 4),
            session(3, "Firefox sur Linux", "réseau du lycée Simone-Vallier", 20_000, 900),
        ],
        password_since: Some(ago(260_000)),
        chars_min: model::limits::PASSWORD_CHARS_MIN,
        containment: None,
        restricted: false,
        wrong: None,
    }
}

pub(super) fn wrong(locale: Locale) -> AccountPage {
    let mut page = AccountPage { wrong: Some(PasswordWrong::Current), ..usual(locale) };
    page.frame.font = Font::OpenDyslexic;
    page.frame.theme = Theme::Dark;
    page.frame.said = Some(Said::SettingsSaved);
    page
}

pub(super) fn contained(locale: Locale) -> AccountPage {
    let containment = Some(OwnContainment { since: ago(900), until: ago(30), by_desk: false, lifted: false });
    AccountPage { containment, restricted: true, ..usual(locale) }
}

pub(super) fn federated(locale: Locale) -> AccountPage {
    let mut sessions = usual(locale).sessions;
    sessions.truncate(1);
    AccountPage { sessions, password_since: None, ..usual(locale) }
}

pub(super) fn hostile(locale: Locale) -> AccountPage {
    AccountPage {
        frame: hostile_frame(locale, Here::Account),
        login: HOSTILE.into(),
        affiliations: vec![HOSTILE.into(), "x".repeat(200)],
        sessions: vec![session(2, HOSTILE, HOSTILE, 3, 1)],
        wrong: Some(PasswordWrong::Common),
        ..usual(locale)
    }
}
