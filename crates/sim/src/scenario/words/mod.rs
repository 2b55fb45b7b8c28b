//! Words of the scenarios, written for this project. What stands in braces is filled in for each letter.

pub(super) mod crisis;
pub(super) mod everyday;
pub(super) mod threats;

use crate::chance::Chance;

const DAYS: [&str; 5] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi"];
const SUBJECTS: [&str; 10] = [
    "mathématiques",
    "français",
    "histoire",
    "SVT",
    "physique",
    "anglais",
    "espagnol",
    "philosophie",
    "musique",
    "EPS",
];
const NAMES: [&str; 16] = [
    "Inaya",
    "Bastien",
    "Mei",
    "Oumar",
    "Clémence",
    "Yanis",
    "Soraya",
    "Tiago",
    "Ilona",
    "Nathan",
    "Aïssatou",
    "Lilian",
    "Ewa",
    "Rayan",
    "Jade",
    "Kenzo",
];
const TOPICS: [&str; 12] = [
    "la photosynthèse",
    "la Commune de Paris",
    "les suites géométriques",
    "le théâtre de l’absurde",
    "la tectonique",
    "le débarquement de 1944",
    "les fractions",
    "le subjonctif",
    "la guerre d’Algérie",
    "la Révolution",
    "les volcans",
    "le romantisme",
];

/// Fills the braces of a text, each time otherwise.
pub(super) fn fill(text: &str, school: &str, chance: &mut Chance) -> String {
    let mut filled = String::with_capacity(text.len() + 40);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((slot, end)) = after.split_once('}') else { break };
        filled.push_str(before);
        match slot {
            "h" => filled.push_str(&chance.between(8, 17).to_string()),
            "n" => filled.push_str(&chance.between(2, 190).to_string()),
            "d" => filled.push_str(&chance.between(1, 28).to_string()),
            "jour" => filled.push_str(one(&DAYS, chance)),
            "matière" => filled.push_str(one(&SUBJECTS, chance)),
            "prénom" => filled.push_str(one(&NAMES, chance)),
            "sujet" => filled.push_str(one(&TOPICS, chance)),
            "école" => filled.push_str(school),
            other => filled.push_str(other),
        }
        rest = end;
    }
    filled.push_str(rest);
    filled
}

/// One of these texts.
pub(super) fn one<'a>(some: &[&'a str], chance: &mut Chance) -> &'a str {
    chance.pick(some).copied().unwrap_or_default()
}
