//! Every concept in one automaton.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::BitOr,
};

use aho_corasick::{AhoCorasick, MatchKind};
use sha2::Digest as _;

use super::{conjugate, file::File, terms};
use crate::{
    error::Error,
    words::{Words, vocabulary::Vocabulary},
};

/// A set of concepts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Concepts(u128);

/// Concepts that fit a [`Concepts`].
const CONCEPTS_MAX: usize = 128;

impl Concepts {
    pub(crate) fn of(concept: u8) -> Concepts {
        Concepts(1 << concept)
    }
    pub(crate) fn meets(self, other: Concepts) -> bool {
        self.0 & other.0 != 0
    }
    /// The concepts of the set, in order.
    pub(crate) fn each(self) -> impl Iterator<Item = u8> {
        (0..CONCEPTS_MAX as u8).filter(move |concept| self.0 >> concept & 1 == 1)
    }
}

impl BitOr for Concepts {
    type Output = Concepts;
    fn bitor(self, other: Concepts) -> Concepts {
        Concepts(self.0 | other.0)
    }
}

/// Where a concept was found, in words, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hit {
    pub(crate) first: u32,
    pub(crate) last: u32,
}

/// All that was found in one letter.
pub(crate) struct Finds {
    pub(crate) present: Concepts,
    by_concept: Vec<Vec<Hit>>,
}

impl Finds {
    /// Where a concept was found, in order.
    pub(crate) fn hits(&self, concept: u8) -> &[Hit] {
        &self.by_concept[usize::from(concept)]
    }
}

/// The concepts and the automaton that finds them.
pub(crate) struct Lexicon {
    names: BTreeMap<String, u8>,
    /// A mark of each concept that hangs on its name alone, so that a new one does not change those of the others.
    marks: Vec<[u8; 4]>,
    masks: Concepts,
    automaton: AhoCorasick,
    /// The concepts of each pattern of the automaton.
    of_pattern: Vec<Concepts>,
    vocabulary: Vocabulary,
}

#[derive(Default)]
struct Draft {
    patterns: BTreeMap<String, Concepts>,
    grave: BTreeSet<String>,
    known: BTreeSet<String>,
    stems: BTreeSet<String>,
}

impl Lexicon {
    pub(super) fn build(file: &File) -> Result<Lexicon, Error> {
        let inline = file.rule.iter().filter(|rule| !rule.terms.is_empty()).map(|rule| inline_name(&rule.id));
        let names: Vec<String> = file.concept.iter().map(|c| c.name.clone()).chain(inline).collect();
        if names.len() > CONCEPTS_MAX {
            return Err(Error::TooManyConcepts { found: names.len(), max: CONCEPTS_MAX });
        }
        let name_marks = names.iter().map(|name| mark(name)).collect();
        let names: BTreeMap<String, u8> = names.into_iter().zip(0..).collect();
        let mut draft = Draft::default();
        let mut masks = Concepts::default();
        for concept in &file.concept {
            let id = Concepts::of(names[&concept.name]);
            if concept.masks {
                masks = masks | id;
            }
            draft.add_terms(&concept.name, &concept.terms, id, concept.misspelt)?;
            draft.add_terms(&concept.name, &concept.also, id, false)?;
            draft.add_verbs(&concept.verbs, id, &names, concept.misspelt);
        }
        for rule in file.rule.iter().filter(|rule| !rule.terms.is_empty()) {
            draft.add_terms(&rule.id, &rule.terms, Concepts::of(names[&inline_name(&rule.id)]), false)?;
        }
        draft.known.extend(file.common_words.split_whitespace().map(terms::plain));
        let spellings = file.spelling.iter().map(|(short, word)| (terms::plain(short), terms::plain(word))).collect();
        let (patterns, of_pattern): (Vec<String>, Vec<Concepts>) = draft.patterns.into_iter().unzip();
        Ok(Lexicon {
            names,
            marks: name_marks,
            masks,
            automaton: AhoCorasick::builder().match_kind(MatchKind::Standard).build(&patterns)?,
            of_pattern,
            vocabulary: Vocabulary::new(&draft.grave, &draft.known, &draft.stems, spellings)?,
        })
    }

    pub(super) fn concept(&self, of: &str, name: &str) -> Result<u8, Error> {
        let unknown = || Error::UnknownConcept { of: of.to_owned(), concept: name.to_owned() };
        self.names.get(name).copied().ok_or_else(unknown)
    }

    /// The number of a concept that the code itself asks for, if the rules define it.
    pub(crate) fn find(&self, name: &str) -> Option<u8> {
        self.names.get(name).copied()
    }

    /// How many concepts there are.
    pub(crate) fn len(&self) -> u8 {
        self.names.len() as u8
    }

    /// The mark of a concept.
    pub(crate) fn mark(&self, concept: u8) -> [u8; 4] {
        self.marks[usize::from(concept)]
    }

    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Finds every concept in the words of a letter.
    pub(crate) fn scan(&self, words: &Words) -> Finds {
        let mut all: Vec<(Hit, Concepts)> = Vec::new();
        // For each word, the last word of the masks that begin at or before it.
        let mut masked: Vec<u32> = vec![0; words.list.len() + 1];
        for found in self.automaton.find_overlapping_iter(&words.stream) {
            let concepts = self.of_pattern[found.pattern().as_usize()];
            let hit = Hit { first: words.at(found.start() + 1), last: words.at(found.end().saturating_sub(2)) };
            if concepts.meets(self.masks) {
                let slot = &mut masked[hit.first as usize];
                *slot = (*slot).max(hit.last + 1);
            }
            all.push((hit, concepts));
        }
        for n in 1..masked.len() {
            masked[n] = masked[n].max(masked[n - 1]);
        }
        let mut finds = Finds { present: Concepts::default(), by_concept: vec![Vec::new(); self.names.len()] };
        for (hit, concepts) in all {
            let covered = masked[hit.first as usize] > hit.last;
            let left = if covered { Concepts(concepts.0 & self.masks.0) } else { concepts };
            finds.present = finds.present | left;
            for concept in left.each() {
                finds.by_concept[usize::from(concept)].push(hit);
            }
        }
        finds.by_concept.iter_mut().for_each(|hits| hits.sort_unstable());
        finds
    }
}

/// Four bytes that hang on a name.
pub(crate) fn mark(name: &str) -> [u8; 4] {
    let hash = sha2::Sha256::digest(name.as_bytes());
    [hash[0], hash[1], hash[2], hash[3]]
}

/// The name of the concept that a rule's own terms make. No file can define it: names there have no colon.
pub(super) fn inline_name(rule: &str) -> String {
    format!("rule:{rule}")
}

impl Draft {
    fn add_terms(&mut self, of: &str, list: &str, concept: Concepts, misspelt: bool) -> Result<(), Error> {
        for term in terms::read(list).map_err(|fault| Error::unfit(of, fault))? {
            let single = !term.words.contains(' ');
            let end = if term.open { "" } else { " " };
            self.add(format!(" {}{end}", term.words), concept);
            if single && misspelt && term.words.starts_with(['a', 'e', 'i', 'o', 'u', 'h']) {
                // lécole, dexplosifs: the elision is often forgotten.
                for elided in ["l", "d"] {
                    self.add(format!(" {elided}{}{end}", term.words), concept);
                    self.known.insert(format!("{elided}{}", term.words));
                }
            }
            if single && !term.open && term.words.len() >= 4 && !term.words.ends_with(['s', 'x', 'z']) {
                let plural = format!("{}s", term.words);
                self.add(format!(" {plural} "), concept);
                if misspelt {
                    self.grave.insert(plural)
                } else {
                    self.known.insert(plural)
                };
            }
            match (single, term.open) {
                (true, true) => _ = self.stems.insert(term.words),
                (true, false) if misspelt => _ = self.grave.insert(term.words),
                _ => self.known.extend(term.words.split(' ').filter(|word| word.len() > 1).map(str::to_owned)),
            }
        }
        Ok(())
    }

    fn add_verbs(&mut self, verbs: &str, concept: Concepts, names: &BTreeMap<String, u8>, misspelt: bool) {
        for verb in verbs.split([',', '\n']).map(terms::plain).filter(|verb| !verb.is_empty()) {
            for (form, carries) in conjugate::forms(&verb) {
                // j'égorge, je tue, as they are typed: jegorge, jtue.
                if form.ends_with('e') || form.ends_with("rai") || form.ends_with("rais") {
                    let says_i = names.get("author_now").map_or(Concepts::default(), |id| Concepts::of(*id));
                    self.add(format!(" j{form} "), concept | says_i);
                    self.known.insert(format!("j{form}"));
                }
                let carried =
                    carries.and_then(|name| names.get(name)).map_or(Concepts::default(), |id| Concepts::of(*id));
                self.add(format!(" {form} "), concept | carried);
                // Misspellings are looked for in the forms that people threaten with.
                let threatens =
                    ["er", "e", "ez", "ent", "erai", "erons", "era", "eront"].iter().any(|end| form.ends_with(end));
                if misspelt && threatens {
                    self.grave.insert(form)
                } else {
                    self.known.insert(form)
                };
            }
        }
    }

    fn add(&mut self, pattern: String, concept: Concepts) {
        let concepts = self.patterns.entry(pattern).or_default();
        *concepts = *concepts | concept;
    }
}
