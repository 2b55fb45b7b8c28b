//! Reasons of the shield in the reader's language. A verdict is kept with its French sentences, as they were when the
//! desk decided; another language says the same by the reason's code.

use model::verdict::Reason;

use crate::locale::Locale;

/// `code = sentence`, a line each.
const ENGLISH: &str = include_str!("reasons.en.txt");

/// What a reason says. One whose code has no sentence in this language says it in French.
pub fn words(locale: Locale, reason: &Reason) -> String {
    match locale {
        Locale::Fr => reason.text.clone(),
        Locale::En => english(reason).unwrap_or_else(|| reason.text.clone()),
    }
}

/// Whether a code has its sentence in English.
pub fn is_known(code: &str) -> bool {
    sentence(code).is_some()
}

fn english(reason: &Reason) -> Option<String> {
    let numbers = numbers(&reason.text);
    let with = |count: usize| sentence(&format!("{}#{count}", reason.code));
    let found = (1..=numbers.len()).rev().find_map(with).or_else(|| sentence(&reason.code))?;
    let filled =
        (1..).zip(&numbers).fold(found.to_owned(), |text, (n, number)| text.replace(&format!("{{{n}}}"), number));
    let filled = filled.replace("{quote}", quoted(&reason.text));
    // A number that the French sentence does not hold cannot be said.
    (!filled.contains('{')).then_some(filled)
}

fn sentence(code: &str) -> Option<&'static str> {
    let mut lines = ENGLISH.lines().filter_map(|line| line.split_once(" = "));
    lines.find(|(known, _)| *known == code).map(|(_, sentence)| sentence)
}

/// What a sentence quotes; nothing when it quotes nothing.
fn quoted(text: &str) -> &str {
    text.split_once('«').and_then(|(_, rest)| rest.split_once('»')).map_or("", |(quote, _)| quote.trim())
}

/// The numbers of a sentence, in order.
fn numbers(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(locale: Locale, code: &str, text: &str) -> String {
        words(locale, &Reason { code: code.to_owned(), text: text.to_owned(), start: 0, end: 0, weight: 1.0 })
    }

    #[test]
    fn a_reason_is_said_in_the_reader_s_language() {
        let posee = "Dit avoir placé une bombe ou des explosifs.";
        assert_eq!(said(Locale::Fr, "signature:bombe-posee", posee), posee);
        assert_eq!(
            said(Locale::En, "signature:bombe-posee", posee),
            "Says that a bomb or explosives have been placed."
        );
    }

    #[test]
    fn its_numbers_are_carried_over() {
        assert_eq!(said(Locale::En, "reach", "300 destinataires."), "300 recipients.");
        assert_eq!(
            said(Locale::En, "reach", "300 destinataires dans 4 établissements."),
            "300 recipients in 4 schools."
        );
        assert_eq!(
            said(Locale::En, "campaign", "Ressemble à 96\u{202F}% à une menace confirmée\u{202F}: du 20 mars."),
            "96% like a confirmed threat."
        );
    }

    #[test]
    fn a_passage_is_carried_over_whatever_stands_in_it() {
        let text = "Écrit en lettres déguisées\u{202F}; se lit «\u{202F}une bombe a 2 heures\u{202F}».";
        assert_eq!(
            said(Locale::En, "obfuscation", text),
            "Written in disguised letters; reads “une bombe a 2 heures”."
        );
    }

    #[test]
    fn what_has_no_english_sentence_is_said_in_french() {
        for (code, text) in [("local:rule", "Règle d’ici."), ("reach", "Beaucoup de destinataires."), ("", "Autre.")]
        {
            assert_eq!(said(Locale::En, code, text), text);
        }
    }
}
