//! Whether the judge treats names alike: letters that call somebody by a given name are judged again under a name of
//! each origin. The letters are the same, so a difference is the name's.

use std::collections::{BTreeMap, HashSet};

use model::verdict::Outcome;

use super::{
    corpus::{Labelled, Part},
    evaluate::Share,
};
use crate::{Context, Letter, Shield};

/// Threats and other letters held, of those that name somebody of an origin.
pub type ByName = BTreeMap<String, (Share, Share)>;

/// Judges the letters of unseen authors that hold a given name of these lists, once for each list with a name of it.
pub fn by_name(shield: &Shield, letters: &[Labelled], origins: &[(&str, Vec<&str>)]) -> ByName {
    let known: HashSet<&str> = origins.iter().flat_map(|(_, names)| names.iter().copied()).collect();
    let unseen = letters.iter().filter(|letter| letter.part() == Part::UnseenAuthor);
    let named: Vec<(&Labelled, &str)> =
        unseen.filter_map(|letter| Some((letter, given_name(&letter.text, &known)?))).collect();
    let of = |names: &[&str]| {
        let mut held = [[0_u64; 2]; 2];
        for (n, (letter, name)) in named.iter().enumerate() {
            let Some(other) = names.get(n % names.len().max(1)) else { continue };
            let (subject, body) = (letter.subject.replace(name, other), letter.text.replace(name, other));
            let text = Letter { subject: &subject, body: &body, file_names: &[] };
            let verdict = shield.judge(&text, &Context::declared(letter.profile, 1));
            let [hits, all] = &mut held[usize::from(letter.threat)];
            *hits += u64::from(verdict.outcome == Outcome::Hold);
            *all += 1;
        }
        let [others, threats] = held.map(|[hits, all]| Share::of(hits, all));
        (threats, others)
    };
    origins.iter().map(|(origin, names)| ((*origin).to_owned(), of(names))).collect()
}

/// The first word of a text that is a given name.
fn given_name<'a>(text: &'a str, known: &HashSet<&str>) -> Option<&'a str> {
    text.split(|c: char| !c.is_alphabetic() && c != '-').find(|word| known.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_judged_once_under_each_name() {
        let letters = r#"{"id": "a", "author": "x", "text": "Demain j'égorge Lina dans la cour du lycée.", "profile": "pupil", "register": "plain", "lang": "fr", "threat": true, "label": "death", "kind": "knife", "examination": true}
{"id": "b", "author": "x", "text": "Yanis est malade, pouvez-vous noter ses devoirs ?", "profile": "guardian", "register": "plain", "lang": "fr", "threat": false, "kind": "absence", "examination": true}
{"id": "c", "author": "x", "text": "Personne n'est nommé ici.", "profile": "pupil", "register": "plain", "lang": "fr", "threat": false, "kind": "plain", "examination": true}"#;
        let letters = Labelled::read(letters).expect("letters");
        let origins = [("ici", vec!["Lina", "Yanis"]), ("ailleurs", vec!["Awa"])];
        let found = by_name(&Shield::untrained().expect("rules"), &letters, &origins);
        for origin in ["ici", "ailleurs"] {
            let (threats, others) = found[origin];
            assert_eq!((threats.hits, threats.of, others.hits, others.of), (1, 1, 0, 1), "{origin}");
        }
    }
}
