//! The demonstration.

use super::{HOSTILE, people::nobody};
use crate::{
    locale::Locale,
    views::{Attack, DemoPage, DemoPerson, Said},
};

pub(super) fn ready(locale: Locale) -> DemoPage {
    let person = |name: &str, role: &str, login: &str, hint: &str| DemoPerson {
        name: name.into(),
        role: role.into(),
        login: login.into(),
        password: "tilleul-roof-91-ardoise".into(),
        hint: hint.into(),
    };
    DemoPage {
        frame: nobody(locale),
        people: vec![
            person("Inès Marchetti", "élève de 2nde 4", "ines.marchetti", "Écrire à un professeur, lire ses messages."),
            person("Farida Haddad", "mère de Karim et Lina", "farida.haddad", "Recevoir les nouvelles de deux écoles."),
            person(
                "Hélène Garnier",
                "professeure de français",
                "helene.garnier",
                "Écrire aux responsables d’une classe.",
            ),
            person("Thierry Adou", "chef d’établissement", "thierry.adou", "Voir son lycée."),
            person("Awa Diarra", "cellule de crise", "awa.diarra", "Trier ce qui est retenu, retirer une menace."),
        ],
        attack: Attack::Ready,
    }
}

pub(super) fn running(locale: Locale) -> DemoPage {
    let mut page = DemoPage { attack: Attack::Running, ..ready(locale) };
    page.frame.said = Some(Said::AttackPlayed);
    page
}

pub(super) fn done(locale: Locale) -> DemoPage {
    let mut page = DemoPage { attack: Attack::Done { tried: 12, stopped: 12, displayed: 0 }, ..ready(locale) };
    page.people[0].name = HOSTILE.into();
    page.people[0].login = HOSTILE.into();
    page
}
