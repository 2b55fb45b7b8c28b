//! Which letter somebody writes on an ordinary day.

use std::collections::BTreeMap;

use super::words::{everyday, fill, one};
use crate::{chance::Chance, texts};

/// Harmless letters of the corpus, for the larger sizes only: the small one must not change when the corpus grows.
const CORPUS: &str = include_str!("../../../../corpus/benign.jsonl");

/// Everyday letters by who writes them.
pub(super) struct Letters {
    corpus: BTreeMap<String, Vec<String>>,
}

/// To whom somebody writes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum To {
    Pupil,
    Adult,
    Class,
    Families,
    Parent,
}

impl Letters {
    /// Our own words alone, or those of the corpus as well.
    pub(super) fn new(with_corpus: bool) -> Letters {
        let mut corpus: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in CORPUS.lines().filter(|_| with_corpus) {
            let Ok(value) = serde_json::from_str::<serde_json::Value>(line) else { continue };
            // Heads write those in a crisis, and victims quote: both have their place elsewhere.
            if ["official", "quote"].iter().any(|kind| value["kind"] == *kind) {
                continue;
            }
            if let (Some(profile), Some(text)) = (value["profile"].as_str(), value["text"].as_str()) {
                corpus.entry(profile.to_owned()).or_default().push(text.to_owned());
            }
        }
        Letters { corpus }
    }

    /// A letter of somebody of this role.
    pub(super) fn write(&self, role: &str, to: To, school: &str, chance: &mut Chance) -> String {
        let own: &[&str] = match (role, to) {
            ("pupil", To::Pupil) => &everyday::PUPILS,
            ("pupil", _) => &everyday::PUPIL_TO_ADULT,
            ("parent", _) => &everyday::PARENTS,
            ("teacher", To::Class) => &everyday::TO_CLASS,
            (_, To::Families) => &everyday::SCHOOL,
            _ => &everyday::TO_PARENT,
        };
        let profile = match role {
            "parent" => "guardian",
            "life" => "staff",
            other => other,
        };
        let of_corpus = self.corpus.get(profile).filter(|texts| !texts.is_empty());
        match of_corpus {
            Some(texts) if chance.once_in(4) => {
                let text = chance.pick(texts).cloned().unwrap_or_default();
                own_words(&text, school, chance)
            }
            _ if chance.once_in(5) && to != To::Families => own_words(texts::everyday(chance), school, chance),
            _ => {
                let text = fill(one(own, chance), school, chance);
                if chance.once_in(3) { own_words(&text, school, chance) } else { text }
            }
        }
    }
}

/// People do not write the same words: a room, an hour, a second thought make each letter its own.
fn own_words(text: &str, school: &str, chance: &mut Chance) -> String {
    const BEFORE: [&str; 6] =
        ["Salut {prénom}, ", "Re. ", "(désolé du retard) ", "Au fait : ", "Comme promis {jour} : ", ""];
    const AFTER: [&str; 8] = [
        " Je passe en salle {n} vers {h} h.",
        " À {jour}, {h} h si vous voulez.",
        " {prénom} est au courant aussi.",
        " Réponds-moi avant {jour} stp",
        " Voilà, bonne fin de journée.",
        " PS : {prénom} vous salue, page {n} du carnet.",
        " Merci d’avance !",
        "",
    ];
    let (before, after) = (one(&BEFORE, chance), one(&AFTER, chance));
    format!("{}{text}{}", fill(before, school, chance), fill(after, school, chance))
}
