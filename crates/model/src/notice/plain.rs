//! Plain language, by measures that anybody can follow: short sentences, everyday words, and LIX (Björnsson 1968), the
//! words of a sentence plus the share of words of more than six letters. A French newspaper is at about 50; a notice that
//! somebody reads in a bus is to stay under [`crate::limits::NOTICE_LIX_MAX`].

use std::ops::Range;

/// Words of offices, and what people say. Folded, so that they are found however they are written.
pub const HARD_WORDS: &[(&str, &str)] = &[
    ("afin de", "pour"),
    ("a l issue de", "après"),
    ("actuellement", "en ce moment"),
    ("au regard de", "à cause de"),
    ("confinement", "les élèves restent à l’intérieur"),
    ("conformement a", "comme le demande"),
    ("dans l attente de", "en attendant"),
    ("dans les meilleurs delais", "le plus vite possible"),
    ("dans les plus brefs delais", "le plus vite possible"),
    ("dispositif", "ce qui est prévu"),
    ("effectuer", "faire"),
    ("intrusion", "une personne est entrée"),
    ("levee de doute", "il n’y a pas de danger"),
    ("mise a l abri", "les élèves sont à l’intérieur"),
    ("mise en securite", "les élèves sont en sécurité"),
    ("neanmoins", "mais"),
    ("proceder a", "faire"),
    ("solliciter", "demander"),
    ("suite a", "après"),
    ("susceptible de", "peut"),
    ("ulterieurement", "plus tard"),
    ("veuillez", "merci de"),
    ("en vue de", "pour"),
    ("nonobstant", "malgré"),
    ("protocole", "ce qui est prévu"),
];

/// Sentences of a text, as spans of bytes: up to a full stop, an exclamation or question mark that a space follows, or
/// the end of a line.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let stops = matches!(c, '.' | '!' | '?' | '…') && chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        if stops || c == '\n' {
            spans.push(start..at + c.len_utf8());
            start = at + c.len_utf8();
        }
    }
    spans.push(start..text.len());
    spans.into_iter().filter(move |span| text[span.clone()].chars().any(char::is_alphanumeric))
}

/// Words of a text, as spans of bytes: runs of letters and digits, with the hyphens inside of them.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let mut spans: Vec<Range<usize>> = Vec::new();
    let mut start = None;
    let mut last = 0;
    for (at, c) in text.char_indices() {
        let inside = c.is_alphanumeric() || (c == '-' && start.is_some());
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                spans.push(from..last);
                start = None;
            }
            _ => {}
        }
        last = at + c.len_utf8();
    }
    spans.extend(start.map(|from| from..last));
    spans
}

/// LIX of a text; nought when it has no word.
pub fn lix(text: &str) -> usize {
    let words = words(text);
    if words.is_empty() {
        return 0;
    }
    let long = words.iter().filter(|span| text[(*span).clone()].chars().count() > 6).count();
    words.len() / sentences(text).count().max(1) + 100 * long / words.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_words_are_found_where_people_see_them() {
        let text = "Le lycée est fermé. À 7.30 h ?\nNon… Peut-être !";
        let found: Vec<&str> = sentences(text).map(|span| text[span].trim()).collect();
        assert_eq!(found, ["Le lycée est fermé.", "À 7.30 h ?", "Non…", "Peut-être !"]);
        let found: Vec<&str> =
            words("l’élève, peut-être -- ").into_iter().map(|span| &"l’élève, peut-être -- "[span]).collect();
        assert_eq!(found, ["l", "élève", "peut-être"]);
        assert_eq!(sentences(" \n ").count(), 0);
    }

    #[test]
    fn lix_tells_an_office_from_a_neighbour() {
        let neighbour = "Les élèves vont bien. Ils sont dans leur classe. Ne venez pas.";
        let office = "Conformément aux instructions préfectorales, l’établissement procédera ultérieurement à \
            l’information complémentaire des représentants légaux concernés";
        assert!(lix(neighbour) < 30, "{}", lix(neighbour));
        assert!(lix(office) > 60, "{}", lix(office));
        assert_eq!(lix(""), 0);
    }
}
