//! The terms of a concept, written out.

use crate::views::fold;

/// Phrases that one term with alternatives may stand for.
const EXPANSIONS_MAX: usize = 2_000;

/// A word or phrase as it stands in the stream of words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Term {
    /// Folded words with single spaces.
    pub(super) words: String,
    /// Any ending of the last word counts.
    pub(super) open: bool,
}

/// Reads a list of terms separated by commas or line ends. The error says what is wrong with which term.
pub(super) fn read(list: &str) -> Result<Vec<Term>, String> {
    let mut terms = Vec::new();
    for text in list.split([',', '\n']).map(str::trim).filter(|text| !text.is_empty()) {
        for phrase in alternatives(text)? {
            let (phrase, open) = phrase.strip_suffix('*').map_or((phrase.as_str(), false), |stem| (stem, true));
            let words = plain(phrase);
            if words.is_empty() {
                return Err(format!("« {text} » n’a pas de lettres"));
            }
            if open && words.rsplit(' ').next().is_some_and(|stem| stem.len() < 4) {
                return Err(format!("le début « {text} » a moins de quatre lettres"));
            }
            if let Some(glued) = without_elision(&words) {
                terms.push(Term { words: glued, open });
            }
            terms.push(Term { words, open });
        }
    }
    Ok(terms)
}

/// `j'ai (mis|caché) ça` as its two phrases.
fn alternatives(text: &str) -> Result<Vec<String>, String> {
    let mut phrases = vec![String::new()];
    let mut rest = text;
    while let Some(open) = rest.find('(') {
        let close = rest[open..].find(')').map(|at| open + at).ok_or(format!("« {text} » ouvre ( sans )"))?;
        let choices: Vec<&str> = rest[open + 1..close].split('|').collect();
        phrases = phrases
            .iter()
            .flat_map(|phrase| choices.iter().map(move |choice| format!("{phrase}{}{choice}", &rest[..open])))
            .collect();
        if phrases.len() > EXPANSIONS_MAX {
            return Err(format!("« {text} » vaut pour plus de {EXPANSIONS_MAX} expressions"));
        }
        rest = &rest[close + 1..];
    }
    for phrase in &mut phrases {
        phrase.push_str(rest);
    }
    Ok(phrases)
}

/// Folded words with single spaces; apostrophes and hyphens part words, as they do in letters.
pub(super) fn plain(phrase: &str) -> String {
    let folded = fold(phrase);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// `j ai mis` as `jai mis`, the way it is typed in a hurry.
fn without_elision(words: &str) -> Option<String> {
    let mut glued = String::with_capacity(words.len());
    let mut found = false;
    let mut parts = words.split(' ').peekable();
    while let Some(part) = parts.next() {
        glued.push_str(part);
        let elided = matches!(part, "j" | "l" | "d" | "m" | "t" | "s" | "n" | "c" | "qu");
        if elided && parts.peek().is_some_and(|next| next.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h'])) {
            found = true;
        } else if parts.peek().is_some() {
            glued.push(' ');
        }
    }
    found.then_some(glued)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &str) -> Vec<String> {
        read(list).expect("terms").into_iter().map(|term| term.words).collect()
    }

    #[test]
    fn alternatives_and_elisions_are_written_out() {
        assert_eq!(words("j'ai (mis|caché)"), ["jai mis", "j ai mis", "jai cache", "j ai cache"]);
        assert_eq!(words("explos*, Élève"), ["explos", "eleve"]);
    }

    #[test]
    fn a_term_that_would_match_anything_is_refused() {
        assert!(read("e*").is_err());
        assert!(read("(a|b").is_err());
        assert!(read("!").is_err());
    }
}
