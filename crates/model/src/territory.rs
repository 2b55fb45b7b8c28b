//! Where things hold: académies, départements, and the scope of a power or of an epoch.

use serde::{Deserialize, Serialize};

use crate::{PersonId, SchoolId, SectionId};

/// The thirty académies: code, name, as used in national directories.
pub const ACADEMIES: [(u8, &str); 30] = [
    (1, "Paris"),
    (2, "Aix-Marseille"),
    (3, "Besançon"),
    (4, "Bordeaux"),
    (6, "Clermont-Ferrand"),
    (7, "Dijon"),
    (8, "Grenoble"),
    (9, "Lille"),
    (10, "Lyon"),
    (11, "Montpellier"),
    (12, "Nancy-Metz"),
    (13, "Poitiers"),
    (14, "Rennes"),
    (15, "Strasbourg"),
    (16, "Toulouse"),
    (17, "Nantes"),
    (18, "Orléans-Tours"),
    (19, "Reims"),
    (20, "Amiens"),
    (22, "Limoges"),
    (23, "Nice"),
    (24, "Créteil"),
    (25, "Versailles"),
    (27, "Corse"),
    (28, "La Réunion"),
    (31, "Martinique"),
    (32, "Guadeloupe"),
    (33, "Guyane"),
    (43, "Mayotte"),
    (70, "Normandie"),
];

/// The name of an académie, if its code is known.
pub fn academie_name(code: u8) -> Option<&'static str> {
    ACADEMIES.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}

/// The IANA time zone of an académie's schools.
pub const fn time_zone(academie: u8) -> &'static str {
    match academie {
        28 => "Indian/Reunion",
        31 => "America/Martinique",
        32 => "America/Guadeloupe",
        33 => "America/Cayenne",
        43 => "Indian/Mayotte",
        _ => "Europe/Paris",
    }
}

/// A part of the territory, from everyone down to one person.
///
/// Its text is stable and stored: `all`, `academie/10`, `departement/069`, `school/<id>`, `section/<id>`,
/// `person/<id>`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Scope {
    /// Everyone on this installation.
    All,
    /// An académie, by code.
    Academie(u8),
    /// A département, by its three-character code.
    Departement(String),
    /// A school.
    School(SchoolId),
    /// A class or group.
    Section(SectionId),
    /// One person.
    Person(PersonId),
}

/// Why a text is not a scope.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("« {0} » is not a scope: all, academie/10, departement/069, school/…, section/… or person/… is expected")]
pub struct NotScope(pub String);

impl std::fmt::Display for Scope {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Scope::All => f.write_str("all"),
            Scope::Academie(code) => write!(f, "academie/{code}"),
            Scope::Departement(code) => write!(f, "departement/{code}"),
            Scope::School(id) => write!(f, "school/{id}"),
            Scope::Section(id) => write!(f, "section/{id}"),
            Scope::Person(id) => write!(f, "person/{id}"),
        }
    }
}

impl std::str::FromStr for Scope {
    type Err = NotScope;
    fn from_str(text: &str) -> Result<Scope, NotScope> {
        let wrong = || NotScope(text.chars().take(64).collect());
        match text.split_once('/') {
            None if text == "all" => Ok(Scope::All),
            Some(("academie", code)) => code.parse().map(Scope::Academie).map_err(|_| wrong()),
            Some(("departement", code)) if !code.is_empty() => Ok(Scope::Departement(code.to_owned())),
            Some(("school", id)) => id.parse().map(Scope::School).map_err(|_| wrong()),
            Some(("section", id)) => id.parse().map(Scope::Section).map_err(|_| wrong()),
            Some(("person", id)) => id.parse().map(Scope::Person).map_err(|_| wrong()),
            _ => Err(wrong()),
        }
    }
}

impl TryFrom<String> for Scope {
    type Error = NotScope;
    fn try_from(text: String) -> Result<Scope, NotScope> {
        text.parse()
    }
}
impl From<Scope> for String {
    fn from(scope: Scope) -> String {
        scope.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_reads_back_what_it_wrote() {
        let id = uuid::Uuid::from_u128(7);
        for scope in [
            Scope::All,
            Scope::Academie(10),
            Scope::Departement("02A".into()),
            Scope::School(id.into()),
            Scope::Section(id.into()),
            Scope::Person(id.into()),
        ] {
            assert_eq!(scope.to_string().parse(), Ok(scope));
        }
        assert!("academie/x".parse::<Scope>().is_err());
        assert!("departement/".parse::<Scope>().is_err());
    }
}
