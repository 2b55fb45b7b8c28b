//! Invented communes and streets.

use crate::chance::Chance;

/// The académie and the département of the invented territory. They exist, so that every directory knows their codes;
/// no commune, street or school in them does.
pub(crate) const ACADEMIE: (u8, &str) = (24, "Créteil");
pub(crate) const DEPARTEMENT: (&str, &str) = ("077", "Seine-et-Marne");
pub(crate) const REGION: (&str, &str) = ("11", "Ile-de-France");

const COMMUNES: &[&str] = &[
    "Valombre",
    "Montclairet",
    "Brévigneux",
    "Vaurécourt",
    "Saint-Elvin",
    "Les Essartons",
    "Chantevaure",
    "Pont-l'Aurelle",
    "La Ferté-Ombreuse",
    "Noirvaux",
    "Grivolles",
    "Marsolières",
    "Tournebrise",
    "Haut-Ormeval",
    "Rivecourbe",
    "L'Isle-Vauré",
    "Courtebrune",
    "Clairfontes",
    "Saint-Ormond",
    "Bellevigneux",
];
const VARIANTS: &[&str] =
    &["", "-le-Haut", "-le-Bas", "-sur-Vaure", "-en-Plaine", "-les-Bois", "-la-Forêt", "-le-Vieux", "-aux-Étangs"];
const STREETS: &[&str] = &[
    "rue des Tilleuls",
    "rue du Lavoir",
    "allée des Hirondelles",
    "avenue de la Vaure",
    "place du Marché",
    "chemin des Vieux-Murs",
    "rue de l'Ancienne-Gare",
    "impasse du Puits",
    "boulevard du Moulin",
    "rue des Trois-Ponts",
    "résidence Les Ormes, bâtiment C",
    "rue du Four-à-Chaux",
    "square de l'Horloge",
    "route de Montclairet",
    "sente aux Ânes",
    "rue Neuve",
    "quai des Mariniers",
    "rue de l'École",
];

/// A commune.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) commune: String,
    pub(crate) postal_code: String,
}

/// Where somebody lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) street: String,
    pub(crate) place: Place,
}

/// The commune of a number.
pub(crate) fn commune(number: usize) -> Place {
    let variant = VARIANTS[number / COMMUNES.len() % VARIANTS.len()];
    let commune = format!("{}{variant}", COMMUNES[number % COMMUNES.len()]);
    // The post office gives numbers that end in 0 in this département: these belong to nobody.
    Place { commune, postal_code: format!("77{:03}", 901 + number % 9 + number / 9 % 10 * 10) }
}

/// An address: mostly in the town itself, or else in one around it.
pub(crate) fn address(town: u32, chance: &mut Chance) -> Address {
    let around = if chance.percent(72) { 0 } else { chance.between(1, 5) };
    let street = format!("{} {}", chance.between(1, 140), chance.pick(STREETS));
    Address { street, place: commune(town as usize + around) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postal_codes_have_five_digits_and_are_in_the_departement() {
        for number in 0..4_000 {
            let place = commune(number);
            assert_eq!(place.postal_code.len(), 5, "{place:?}");
            assert!(place.postal_code.starts_with("77") && !place.postal_code.ends_with('0'), "{place:?}");
        }
    }
}
