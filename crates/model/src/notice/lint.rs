//! What somebody should see before a notice leaves: mistakes that hurt stop it, the others are said.

use std::{collections::HashSet, ops::Range};

use super::{
    Kind, Language, Part, Texts, Words,
    plain::{HARD_WORDS, lix, sentences, words},
    sms,
};
use crate::{Millis, limits, text::fold};

/// What is known when a notice is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// What it is for.
    pub kind: Kind,
    /// When the next word comes.
    pub next_word_at: Option<Millis>,
    /// Its code, as readers see it; none before it is kept.
    pub code: Option<&'a str>,
    /// Texts of threats that are not to be repeated.
    pub threats: &'a [String],
    /// Given names of the pupils of the schools concerned, folded.
    pub given_names: &'a HashSet<String>,
    /// The present moment.
    pub now: Millis,
}

/// What is the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It repeats the words of a threat.
    QuotesThreat,
    /// It names a pupil.
    NamesPupil,
    /// Something of the model was left to fill in.
    Unfilled,
    /// It does not say when the next word comes.
    NoNextTime,
    /// That time has passed.
    NextTimePast,
    /// The text for telephones lacks the code.
    NoCode,
    /// A sentence of more words than [`limits::NOTICE_SENTENCE_WORDS_MAX`].
    LongSentence {
        /// Its words.
        words: usize,
    },
    /// A word of offices.
    HardWord {
        /// What people say.
        instead: &'static str,
    },
    /// The whole is hard to read; see [`lix`].
    HardText {
        /// How hard.
        lix: usize,
    },
    /// A character makes the text for telephones dear.
    DearCharacter {
        /// Which.
        character: char,
        /// What could stand there.
        instead: Option<&'static str>,
    },
    /// The text for telephones is more messages than [`limits::NOTICE_SEGMENTS_PROPOSED`].
    ManySegments {
        /// How many.
        segments: usize,
    },
}

impl What {
    /// Whether it keeps the notice from leaving.
    pub const fn stops(&self) -> bool {
        matches!(
            self,
            What::QuotesThreat
                | What::NamesPupil
                | What::Unfilled
                | What::NoNextTime
                | What::NextTimePast
                | What::NoCode
        )
    }

    /// Stable code of its kind.
    pub const fn code(&self) -> &'static str {
        match self {
            What::QuotesThreat => "quotes_threat",
            What::NamesPupil => "names_pupil",
            What::Unfilled => "unfilled",
            What::NoNextTime => "no_next_time",
            What::NextTimePast => "next_time_past",
            What::NoCode => "no_code",
            What::LongSentence { .. } => "long_sentence",
            What::HardWord { .. } => "hard_word",
            What::HardText { .. } => "hard_text",
            What::DearCharacter { .. } => "dear_character",
            What::ManySegments { .. } => "many_segments",
        }
    }
}

/// Something that was found, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What.
    pub what: What,
    /// In which part of which language; none: of the whole notice.
    pub place: Option<(Language, Part)>,
    /// Which bytes of that part; empty: all of it.
    pub span: Range<usize>,
}

/// Looks at a notice: what stops it first, then in the order of the text. At most [`limits::NOTICE_FINDINGS_MAX`].
pub fn lint(texts: &Texts, known: &Known<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let whole = |what| Finding { what, place: None, span: 0..0 };
    match known.next_word_at {
        None if !known.kind.may_be_last() => found.push(whole(What::NoNextTime)),
        Some(at) if at <= known.now => found.push(whole(What::NextTimePast)),
        _ => {}
    }
    let threats: Vec<HashSet<String>> = known.threats.iter().map(|threat| runs(threat)).collect();
    for (language, words) in texts.languages() {
        for part in Part::ALL.iter().copied() {
            let text = words.part(part);
            let mut say = |what, span| found.push(Finding { what, place: Some((language, part)), span });
            unfilled(text, &mut say);
            quotes(text, &threats, &mut say);
            names(text, known.given_names, &mut say);
            match part {
                Part::Sms => telephones(text, known.code, &mut say),
                _ => plainness(text, language, &mut say),
            }
        }
        let lix = lix(&said(words));
        if lix > limits::NOTICE_LIX_MAX {
            found.push(Finding { what: What::HardText { lix }, place: Some((language, Part::Known)), span: 0..0 });
        }
    }
    found.sort_by_key(|finding| !finding.what.stops());
    found.truncate(limits::NOTICE_FINDINGS_MAX);
    found
}

/// All that is read on a page.
fn said(words: &Words) -> String {
    [&words.known, &words.unknown, &words.to_do].map(String::as_str).join("\n")
}

/// What stands in square brackets was left to fill in.
fn unfilled(text: &str, say: &mut impl FnMut(What, Range<usize>)) {
    let mut from = 0;
    while let Some(open) = text[from..].find('[').map(|at| from + at) {
        let Some(close) = text[open..].find(']').map(|at| open + at + 1) else { return };
        say(What::Unfilled, open..close);
        from = close;
    }
}

/// The folded words of a text, each with its span.
fn folded(text: &str) -> Vec<(String, Range<usize>)> {
    words(text).into_iter().map(|span| (fold(&text[span.clone()]), span)).filter(|(word, _)| !word.is_empty()).collect()
}

/// Every run of [`limits::NOTICE_QUOTED_WORDS`] words of a threat.
fn runs(threat: &str) -> HashSet<String> {
    let words: Vec<String> = folded(threat).into_iter().map(|(word, _)| word).collect();
    let kept = &words[..words.len().min(limits::NOTICE_THREAT_WORDS_MAX)];
    kept.windows(limits::NOTICE_QUOTED_WORDS).map(|run| run.join(" ")).collect()
}

/// Runs of words that a threat has too, each whole.
fn quotes(text: &str, threats: &[HashSet<String>], say: &mut impl FnMut(What, Range<usize>)) {
    if threats.is_empty() {
        return;
    }
    let words = folded(text);
    let mut quoted: Option<Range<usize>> = None;
    for run in words.windows(limits::NOTICE_QUOTED_WORDS) {
        let key = run.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ");
        if !threats.iter().any(|threat| threat.contains(&key)) {
            continue;
        }
        let span = run[0].1.start..run[run.len() - 1].1.end;
        match &mut quoted {
            Some(known) if span.start < known.end => known.end = span.end,
            _ => {
                if let Some(known) = quoted.replace(span) {
                    say(What::QuotesThreat, known);
                }
            }
        }
    }
    if let Some(known) = quoted {
        say(What::QuotesThreat, known);
    }
}

/// What stands before the name of somebody who is no pupil, or of a place.
const BEFORE_OTHERS: [&str; 32] = [
    "m",
    "mm",
    "mme",
    "mr",
    "mrs",
    "ms",
    "madame",
    "monsieur",
    "docteur",
    "dr",
    "saint",
    "sainte",
    "lycee",
    "college",
    "ecole",
    "school",
    "rue",
    "avenue",
    "boulevard",
    "place",
    "square",
    "stade",
    "salle",
    "gymnase",
    "parc",
    "pont",
    "hopital",
    "mairie",
    "impasse",
    "espace",
    "centre",
    "maternelle",
];
/// Given names that are words too: at the beginning of a sentence they may be only that.
const WORDS_TOO: [&str; 22] = [
    "pierre",
    "rose",
    "marine",
    "claire",
    "aurore",
    "avril",
    "mai",
    "olive",
    "prudence",
    "victoire",
    "constance",
    "reine",
    "ange",
    "france",
    "martin",
    "blanche",
    "juste",
    "noel",
    "clement",
    "severe",
    "desire",
    "may",
];

/// Capitalised words that are given names of pupils.
fn names(text: &str, given_names: &HashSet<String>, say: &mut impl FnMut(What, Range<usize>)) {
    let starts: HashSet<usize> = sentences(text)
        .filter_map(|span| text[span.clone()].find(char::is_alphanumeric).map(|at| span.start + at))
        .collect();
    let mut before = String::new();
    for (word, span) in folded(text) {
        let capital = text[span.clone()].chars().next().is_some_and(char::is_uppercase);
        let elsewhere = BEFORE_OTHERS.contains(&before.as_str());
        let only_word = starts.contains(&span.start) && WORDS_TOO.contains(&word.as_str());
        if capital && !elsewhere && !only_word && given_names.contains(&word) {
            say(What::NamesPupil, span);
        }
        before = word;
    }
}

fn telephones(text: &str, code: Option<&str>, say: &mut impl FnMut(What, Range<usize>)) {
    if text.is_empty() {
        return;
    }
    if code.is_some_and(|code| !text.contains(code)) {
        say(What::NoCode, 0..0);
    }
    let cost = sms::cost(text);
    for character in cost.offending.iter().copied() {
        let at = text.find(character).unwrap_or(0);
        say(What::DearCharacter { character, instead: sms::instead(character) }, at..at + character.len_utf8());
    }
    if cost.segments > limits::NOTICE_SEGMENTS_PROPOSED {
        say(What::ManySegments { segments: cost.segments }, 0..0);
    }
}

fn plainness(text: &str, language: Language, say: &mut impl FnMut(What, Range<usize>)) {
    for span in sentences(text) {
        let count = words(&text[span.clone()]).len();
        if count > limits::NOTICE_SENTENCE_WORDS_MAX {
            say(What::LongSentence { words: count }, span);
        }
    }
    if language != Language::Fr {
        return;
    }
    let words = folded(text);
    for (hard, instead) in HARD_WORDS.iter().copied() {
        let hard: Vec<&str> = hard.split(' ').collect();
        for run in words.windows(hard.len()) {
            if run.iter().map(|(word, _)| word.as_str()).eq(hard.iter().copied()) {
                say(What::HardWord { instead }, run[0].1.start..run[run.len() - 1].1.end);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Millis = Millis(1_710_959_400_000);

    fn look(words: Words, change: impl FnOnce(&mut Known<'_>)) -> Vec<(What, String)> {
        let threats = vec!["Je vais tout faire sauter demain à onze heures dans le hall".to_owned()];
        let names: HashSet<String> = ["ines", "rose", "simone"].map(str::to_owned).into();
        let mut known = Known {
            kind: Kind::FirstWord,
            next_word_at: Some(NOW + Millis::hours(1)),
            code: Some("K7M3-9QXA"),
            threats: &threats,
            given_names: &names,
            now: NOW,
        };
        change(&mut known);
        let texts = Texts { fr: words, en: None };
        let found = lint(&texts, &known);
        found
            .into_iter()
            .map(|one| {
                let text = one.place.map_or("", |(_, part)| texts.fr.part(part));
                (one.what, text[one.span].to_owned())
            })
            .collect()
    }

    fn of(known: &str) -> Vec<(What, String)> {
        look(Words { known: known.into(), ..Words::default() }, |_| ())
    }

    #[test]
    fn a_threat_is_not_repeated_however_it_is_dressed() {
        let found = of("On lit : « JE VAIS, tout faire… sauter demain A onze heures » partout.");
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].0, What::QuotesThreat);
        assert_eq!(found[0].1, "JE VAIS, tout faire… sauter demain A onze heures");
        assert_eq!(of("Demain à onze heures dans la cour."), [], "five words are anybody’s");
    }

    #[test]
    fn a_pupil_is_not_named_and_others_may_be() {
        let found = of("Le compte d’Inès a été volé.");
        assert_eq!(found, [(What::NamesPupil, "Inès".to_owned())]);
        assert_eq!(of("Appelez Mme Rose. Le lycée Simone Vallier est ouvert, rue Rose."), []);
        assert_eq!(of("Rose est la couleur du portail."), [], "a word too, at the beginning");
        assert_eq!(of("Nous cherchons Rose.").len(), 1);
        assert_eq!(of("Lycée Simone-Vallier : tout va bien. une rose"), []);
    }

    #[test]
    fn the_next_word_has_a_time_that_is_to_come() {
        let empty = Words::default;
        assert_eq!(look(empty(), |known| known.next_word_at = None)[0].0, What::NoNextTime);
        assert_eq!(look(empty(), |known| known.next_word_at = Some(NOW))[0].0, What::NextTimePast);
        let last = |known: &mut Known<'_>| (known.kind, known.next_word_at) = (Kind::Closing, None);
        assert_eq!(look(empty(), last), []);
    }

    #[test]
    fn what_is_left_to_fill_in_stops_it() {
        assert_eq!(
            of("Venez au [lieu], à [heure]."),
            [(What::Unfilled, "[lieu]".into()), (What::Unfilled, "[heure]".into())]
        );
        assert_eq!(of("un crochet [ seul"), []);
    }

    #[test]
    fn a_text_for_telephones_has_its_code_and_is_cheap() {
        let sms = |text: &str| look(Words { sms: text.into(), ..Words::default() }, |_| ());
        assert_eq!(sms("Tout va bien. Avis K7M3-9QXA"), []);
        assert_eq!(sms("Tout va bien.")[0].0, What::NoCode);
        let dear = sms("Fenêtres fermées, K7M3-9QXA");
        assert_eq!(dear, [(What::DearCharacter { character: 'ê', instead: Some("e") }, "ê".to_owned())]);
        let long = format!("K7M3-9QXA {}", "a".repeat(300));
        assert_eq!(sms(&long)[0].0, What::ManySegments { segments: 3 });
    }

    #[test]
    fn long_sentences_and_words_of_offices_are_said_and_stop_nothing() {
        let long = "un deux trois quatre cinq six sept huit neuf dix ".repeat(3);
        let found = of(&format!("{long}. Suite à cela, nous allons PROCÉDER à un appel."));
        assert!(found.iter().any(|(what, _)| *what == What::LongSentence { words: 30 }), "{found:?}");
        assert!(
            found.iter().any(|(what, text)| matches!(what, What::HardWord { instead: "après" }) && text == "Suite à")
        );
        assert!(found.iter().any(|(what, _)| matches!(what, What::HardWord { instead: "faire" })));
        assert!(found.iter().all(|(what, _)| !what.stops()));
    }

    proptest! {
        #[test]
        fn any_text_is_looked_at_and_spans_are_inside_of_it(known in "\\PC{0,200}", text in "\\PC{0,200}") {
            let texts = Texts { fr: Words { known, sms: text, ..Words::default() }, en: None };
            let names = HashSet::from(["a".to_owned()]);
            let threats = [texts.fr.known.clone()];
            let found = lint(&texts, &Known {
                kind: Kind::Shelter, next_word_at: None, code: None, threats: &threats, given_names: &names, now: NOW,
            });
            for one in found {
                if let Some((_, part)) = one.place {
                    prop_assert!(texts.fr.part(part).get(one.span).is_some());
                }
            }
        }
    }
}
