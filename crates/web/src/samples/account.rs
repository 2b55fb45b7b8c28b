//! One's own account.

use askama::Template as _;
use model::PersonId;
use uuid::Uuid;

use super::{
    HOSTILE, Sample,
    people::{ago, clock, guardian, hostile as hostile_frame, pupil},
    sample,
};
use crate::{
    locale::Locale,
    views::{
        AccountPage, ChildRow, Font, Here, LinkRow, LinksPart, OfferedReport, OwnContainment, PasswordWrong,
        ProviderButton, Said, SessionRow, Theme,
    },
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

pub(super) fn all() -> Vec<Sample> {
    vec![
        sample("account", "usual", |l| usual(l).render()),
        sample("account", "parent", |l| parent(l).render()),
        sample("account", "wrong", |l| wrong(l).render()),
        sample("account", "contained", |l| contained(l).render()),
        sample("account", "federated", |l| federated(l).render()),
        sample("account", "hostile", |l| hostile(l).render()),
    ]
}

fn usual(locale: Locale) -> AccountPage {
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
        providers: links(),
        containment: None,
        offered: vec![],
        restricted: false,
        powers: false,
        glass: false,
        children: vec![],
        wrong: None,
    }
}

fn parent(locale: Locale) -> AccountPage {
    let child = |n, name: &str, new_device| ChildRow {
        id: PersonId(Uuid::from_u128(n)),
        name: name.into(),
        school: "Collège des Tilleuls".into(),
        new_device,
    };
    AccountPage {
        frame: guardian(locale, Here::Account),
        affiliations: vec!["Responsable, collège des Tilleuls".into()],
        children: vec![child(1, "Inès Marchetti", Some(ago(700))), child(2, HOSTILE, None)],
        ..usual(locale)
    }
}

fn links() -> LinksPart {
    let links =
        vec![LinkRow { id: Uuid::from_u128(7), label: "ProConnect".into(), since: ago(90_000), used: Some(ago(30)) }];
    let offered = vec![ProviderButton { code: "guichet".into(), label: "Guichet de l’académie".into() }];
    LinksPart { links, offered, elsewhere: false }
}

fn wrong(locale: Locale) -> AccountPage {
    let mut page = AccountPage { wrong: Some(PasswordWrong::Current), ..usual(locale) };
    page.frame.font = Font::OpenDyslexic;
    page.frame.theme = Theme::Dark;
    page.frame.said = Some(Said::SettingsSaved);
    page
}

fn contained(locale: Locale) -> AccountPage {
    let containment = Some(OwnContainment { since: ago(900), until: ago(30), by_desk: false, lifted: false });
    let offered = vec![
        OfferedReport {
            href: "/exculpation/session-2".into(),
            words: locale.say("exculpation-offered-session").arg("when", clock(locale).long(ago(40))).to_string(),
        },
        OfferedReport {
            href: "/exculpation/message-1".into(),
            words: locale.say("exculpation-offered-message").arg("when", clock(locale).long(ago(900))).to_string(),
        },
    ];
    AccountPage { containment, offered, restricted: true, ..usual(locale) }
}

fn federated(locale: Locale) -> AccountPage {
    let mut sessions = usual(locale).sessions;
    sessions.truncate(1);
    let mut providers = links();
    providers.links.push(LinkRow { id: Uuid::from_u128(8), label: HOSTILE.into(), since: ago(9), used: None });
    (providers.offered, providers.elsewhere) = (vec![], true);
    AccountPage { sessions, providers, password_since: None, ..usual(locale) }
}

fn hostile(locale: Locale) -> AccountPage {
    AccountPage {
        frame: hostile_frame(locale, Here::Account),
        login: HOSTILE.into(),
        affiliations: vec![HOSTILE.into(), "x".repeat(200)],
        sessions: vec![session(2, HOSTILE, HOSTILE, 3, 1)],
        wrong: Some(PasswordWrong::Common),
        ..usual(locale)
    }
}
