//! Classes of words: "knife" and "blade" are one kind of thing to the model, in French and in what else is written.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use crate::{error::Error, rules::mark};

/// Letters of the shortest beginning that names a class.
const STEM_BYTES_MIN: usize = 3;
/// Letters of the longest.
const STEM_BYTES_MAX: usize = 12;

/// The classes, each by its number.
pub(crate) struct Classes {
    /// A mark of each class that hangs on its name alone.
    marks: Vec<[u8; 4]>,
    /// Whether each class names violence, its means or its end.
    grave: Vec<bool>,
    courtesies: HashSet<String>,
    ambiguous: HashSet<String>,
    whole: HashMap<String, Vec<u8>>,
    stems: HashMap<String, Vec<u8>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    courtesy: String,
    ambiguous: String,
    class: BTreeMap<String, String>,
}

/// Classes that a word has by its ending: the future of each person. Numbered from the top.
const ENDINGS: [(&[&str], u8); 5] =
    [(&["rai"], 250), (&["ras"], 251), (&["ra"], 252), (&["rons", "rez"], 253), (&["ront"], 254)];
/// A word with a digit.
const DIGITS: u8 = 255;
/// Classes that name violence, its means or its end.
const GRAVE: [&str; 11] =
    ["kill", "hurt", "blow", "shoot", "weapon", "bomb", "fire", "poison", "death", "blood", "victim"];
/// Letters of the shortest word that is read as a future.
const FUTURE_LETTERS_MIN: usize = 4;

impl Classes {
    /// Reads the file of classes.
    pub(crate) fn parse(text: &str) -> Result<Classes, Error> {
        let file: File = toml::from_str(text).map_err(|source| Error::Syntax { file: 0, source: Box::new(source) })?;
        let marks = file.class.keys().map(|name| mark(name)).collect();
        let courtesies = file.courtesy.split_whitespace().map(crate::views::fold).collect();
        let ambiguous = file.ambiguous.split_whitespace().map(crate::views::fold).collect();
        let grave = file.class.keys().map(|name| GRAVE.contains(&name.as_str())).collect();
        let mut classes = Classes { grave, marks, courtesies, ambiguous, whole: HashMap::new(), stems: HashMap::new() };
        for (number, (name, words)) in (0_u8..).zip(&file.class) {
            for word in words.split_whitespace() {
                let (map, word) = match word.strip_suffix('*') {
                    Some(stem) => (&mut classes.stems, stem),
                    None => (&mut classes.whole, word),
                };
                let word = crate::views::fold(word);
                if word.is_empty() || word.len() > 2 * STEM_BYTES_MAX {
                    return Err(Error::unfit(name, format!("« {word} » is no word of a class")));
                }
                let of = map.entry(word).or_default();
                if !of.contains(&number) {
                    of.push(number);
                }
            }
        }
        Ok(classes)
    }

    /// Whether a folded word names violence, its means or its end, of its own.
    pub(crate) fn is_grave(&self, word: &str, scratch: &mut Vec<u8>) -> bool {
        if self.ambiguous.contains(word) {
            return false;
        }
        self.of(word, scratch);
        scratch.iter().any(|class| self.grave.get(usize::from(*class)).copied().unwrap_or(false))
    }

    /// Whether a folded word only opens or closes letters.
    pub(crate) fn is_courtesy(&self, word: &str) -> bool {
        self.courtesies.contains(word)
    }

    /// The mark of a class.
    pub(crate) fn mark(&self, class: u8) -> [u8; 4] {
        self.marks.get(usize::from(class)).copied().unwrap_or([class, 0, 0, 0])
    }

    /// The classes of a folded word.
    pub(crate) fn of(&self, word: &str, out: &mut Vec<u8>) {
        out.clear();
        if let Some(of) = self.whole.get(word) {
            out.extend(of);
        }
        for end in STEM_BYTES_MIN..=word.len().min(STEM_BYTES_MAX) {
            if let Some(of) = word.get(..end).and_then(|stem| self.stems.get(stem)) {
                out.extend(of.iter().filter(|class| !self.whole.get(word).is_some_and(|w| w.contains(class))));
            }
        }
        if word.len() >= FUTURE_LETTERS_MIN {
            let ending = ENDINGS.iter().find(|(ends, _)| ends.iter().any(|end| word.ends_with(end)));
            out.extend(ending.map(|(_, class)| *class));
        }
        if word.bytes().any(|byte| byte.is_ascii_digit()) {
            out.push(DIGITS);
        }
        out.sort_unstable();
        out.dedup();
    }
}
