//! Small values of rosters: names, dates, mails, telephones. Each either becomes clean or says why it cannot.

use model::limits;

/// Why a value is refused: a French sentence that says what to do.
pub(crate) type Why = String;

/// One line of text: spaces and control characters at the ends and in runs become one space.
pub(crate) fn clean(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// A name of a person, of a school, of a class.
pub(crate) fn name(text: &str) -> Result<String, Why> {
    let chars = text.chars().count();
    if chars > limits::NAME_CHARS_MAX {
        let max = limits::NAME_CHARS_MAX;
        return Err(format!("ce nom a {chars} caractères, {max} au plus sont admis\u{202f}; corrigez-le à la source"));
    }
    let name = clean(text);
    if name.chars().any(char::is_alphanumeric) {
        Ok(name)
    } else {
        Err("le nom manque\u{202f}; complétez-le à la source".to_owned())
    }
}

/// A birth date, written `DD/MM/YYYY` or `YYYY-MM-DD`, as `yyyy-mm-dd`.
pub(crate) fn birth_date(text: &str) -> Result<String, Why> {
    let wrong = || {
        "cette date de naissance n'existe pas\u{202f}; elle s'écrit JJ/MM/AAAA\u{202f}; le reste de la fiche est importé"
            .to_owned()
    };
    let text = text.trim();
    let parts: Vec<&str> = text.split(['/', '-']).collect();
    let [first, middle, last] = parts[..] else { return Err(wrong()) };
    let (year, month, day) = if text.contains('/') { (last, middle, first) } else { (first, middle, last) };
    let number = |text: &str| -> Option<u32> {
        (text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
    };
    let (Some(y), Some(m), Some(d)) = (number(year), number(month), number(day)) else { return Err(wrong()) };
    let last = match m {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if y % 4 == 0 && (y % 100 != 0 || y % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    };
    if (1900..=2100).contains(&y) && (1..=last).contains(&d) {
        Ok(format!("{y:04}-{m:02}-{d:02}"))
    } else {
        Err(wrong())
    }
}

/// A mail address, in lower case.
pub(crate) fn mail(text: &str) -> Result<String, Why> {
    let mail = text.trim().to_lowercase();
    let fits = mail.len() <= 254 && !mail.contains(|c: char| c.is_whitespace() || c.is_control());
    match mail.split_once('@') {
        Some((user, host)) if fits && !user.is_empty() && host.contains('.') && !host.contains('@') => Ok(mail),
        _ => Err("ce n'est pas une adresse de courriel\u{202f}; le reste de la fiche est importé".to_owned()),
    }
}

/// A telephone number: digits, and a plus before them.
pub(crate) fn phone(text: &str) -> Result<String, Why> {
    let mut number = String::new();
    for c in text.chars() {
        match c {
            '0'..='9' => number.push(c),
            '+' if number.is_empty() => number.push(c),
            ' ' | '.' | '-' | '/' | '(' | ')' | '\u{a0}' | '\u{202f}' => {}
            _ => number.push('?'),
        }
    }
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    if !number.contains('?') && (6..=15).contains(&digits) {
        Ok(number)
    } else {
        Err("ce n'est pas un numéro de téléphone\u{202f}; le reste de la fiche est importé".to_owned())
    }
}

/// A refused value as the report shows it.
pub(crate) fn shown(value: &str) -> String {
    let value = clean(model::text::cut(value, 4 * limits::IMPORT_REFUSED_VALUE_CHARS_MAX));
    let mut cut: String = value.chars().take(limits::IMPORT_REFUSED_VALUE_CHARS_MAX).collect();
    if cut.len() < value.len() {
        cut.push('…');
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cleaned_and_bounded() {
        assert_eq!(name("  Jean \u{a0} Paul\t"), Ok("Jean Paul".to_owned()));
        assert!(name(" - ").is_err());
        assert!(name(&"a".repeat(10_000)).expect_err("too long").contains("10000 caractères"));
    }

    #[test]
    fn dates_are_read_in_both_writings() {
        assert_eq!(birth_date("29/02/2012"), Ok("2012-02-29".to_owned()));
        assert_eq!(birth_date("2014-03-04"), Ok("2014-03-04".to_owned()));
        for wrong in ["29/02/2013", "31/04/2012", "", "12/2012", "aa/bb/cccc", "01/01/0001", "1/13/2012"] {
            assert!(birth_date(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn mails_and_telephones_are_told_from_noise() {
        assert_eq!(mail(" Zoe@Mail.Example "), Ok("zoe@mail.example".to_owned()));
        assert!(mail("zoe").is_err() && mail("a@b@c.example").is_err() && mail("a b@c.example").is_err());
        assert_eq!(phone("06 39 98-00.12"), Ok("0639980012".to_owned()));
        assert_eq!(phone("+33 (0)6 39 98 00 12"), Ok("+330639980012".to_owned()));
        assert!(phone("demander au père").is_err());
    }

    #[test]
    fn a_refused_value_is_shown_cut() {
        assert_eq!(shown("a\nb"), "a b");
        assert_eq!(shown(&"é".repeat(10_000)).chars().count(), 81);
    }
}
