//! Nobody real in the repository: schools, addresses, telephones and pupils of samples are invented, and can be seen
//! to be.

use model::Uai;

use crate::{fault::Fault, tree::Tree};

/// Numbers of invented schools: no département has the code 999.
const INVENTED_SCHOOLS: std::ops::RangeInclusive<u32> = 9_990_000..=9_999_999;
/// Beginnings of the numbers that the regulator sets aside for fiction.
const FICTION: &[&str] = &["019900", "026191", "035301", "046571", "053649", "063998"];
/// Last labels of domains that can never be somebody's (RFC 2606), besides `example.com` and the like.
const RESERVED: &[&str] = &["example", "invalid", "test", "localhost"];
/// Digits in a row that look like a telephone and are an alphabet.
const DIGITS: &str = "0123456789";

pub(crate) fn check(tree: &Tree) -> Vec<Fault> {
    let written_here = tree.texts().filter(|(path, _)| !is_foreign(path));
    written_here.flat_map(|(path, text)| file(path, text)).collect()
}

/// Lock files and what others wrote: they name their authors.
fn is_foreign(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.ends_with("lock")
        || name.contains("-lock.")
        || name.contains(".min.")
        || name.contains("LICENSE")
        || path.contains("/vendor/")
}

fn file(path: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let is_code = path.rsplit('.').next() == Some("rs");
    let is_sample = path.split('/').any(|folder| folder == "samples");
    for (n, line) in text.lines().enumerate() {
        let mut fault = |what: String, remedy| faults.push(Fault::new(path, n + 1, what, remedy));
        for word in line.split(|c: char| !c.is_ascii_alphanumeric() && c != '_') {
            match shape(word).as_str() {
                "nnnnnnnA" => {
                    if let Some(what) = school(word, is_code) {
                        fault(what, "use a number from 9990000 to 9999999 with its letter (Uai::from_number)");
                    }
                }
                "nnnnnnnnnnA" | "nnnnnnnnnAA" if !is_sample => {
                    fault(
                        format!("{word} looks like a pupil's national number"),
                        "keep such values in a folder samples",
                    );
                }
                _ => {}
            }
        }
        for address in addresses(line).filter(|address| !is_reserved(address)) {
            fault(format!("{address} may be somebody's address"), "use a domain under .example or .invalid");
        }
        for number in telephones(line).filter(|number| !FICTION.iter().any(|begin| number.starts_with(begin))) {
            let what = format!("{number} may be somebody's telephone");
            fault(what, "use a number for fiction: 01 99 00 xx xx, 06 39 98 xx xx");
        }
    }
    faults
}

/// `n` for a digit, `A` for a capital, `a` for another letter.
fn shape(word: &str) -> String {
    if word.len() > 11 {
        return String::new();
    }
    let shape = |c: char| {
        if c.is_ascii_digit() {
            'n'
        } else if c.is_ascii_uppercase() {
            'A'
        } else {
            'a'
        }
    };
    word.chars().map(shape).collect()
}

/// What is wrong with a code of school. Tests may need a wrong letter, samples may not.
fn school(word: &str, is_code: bool) -> Option<String> {
    let uai = Uai::parse(word).ok()?;
    let number: u32 = word[..7].parse().ok()?;
    if !INVENTED_SCHOOLS.contains(&number) {
        Some(format!("{word} may be a real school"))
    } else if is_code || uai.check_letter_holds() {
        None
    } else {
        Some(format!("{word} has a wrong check letter"))
    }
}

fn addresses(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices('@').filter_map(|(at, _)| {
        let local = line[..at].bytes().rev().take_while(|b| b.is_ascii_alphanumeric() || b"._%+-".contains(b)).count();
        let domain = line[at + 1..].bytes().take_while(|b| b.is_ascii_alphanumeric() || b".-".contains(b)).count();
        let address = line[at - local..=at + domain].trim_end_matches(['.', '-']);
        let last = address.rsplit('.').next()?;
        let shaped = local > 0 && address[local..].contains('.') && last.len() > 1;
        (shaped && last.bytes().all(|b| b.is_ascii_alphabetic())).then_some(address)
    })
}

fn is_reserved(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    let mut labels = address.rsplit(['.', '@']);
    let (last, before) = (labels.next().unwrap_or_default(), labels.next().unwrap_or_default());
    RESERVED.contains(&last) || before == "example"
}

/// Ten digits that begin with 0, in a row or two by two, or behind +33 or 0033; given back in a row.
fn telephones(line: &str) -> impl Iterator<Item = String> {
    let starts = line.char_indices().filter(|(at, c)| {
        let before = line[..*at].chars().next_back();
        matches!(c, '0' | '+') && before.is_none_or(|c| !c.is_alphanumeric() && !".,-_+/#".contains(c))
    });
    starts.filter_map(|(at, _)| {
        let rest = &line[at..];
        let abroad = rest.strip_prefix("+33").or_else(|| rest.strip_prefix("0033"));
        let (mut number, mut rest) = match abroad {
            Some(rest) => ("0".to_owned(), rest.trim_start_matches([' ', '.', '-'])),
            None => ("0".to_owned(), rest.strip_prefix('0')?),
        };
        let first = rest.chars().next().filter(|c| ('1'..='9').contains(c))?;
        number.push(first);
        rest = &rest[1..];
        while number.len() < 10 {
            rest = rest.strip_prefix([' ', '.', '-', '\u{a0}', '\u{202f}']).unwrap_or(rest);
            let pair = rest.get(..2).filter(|pair| pair.bytes().all(|b| b.is_ascii_digit()))?;
            number.push_str(pair);
            rest = &rest[2..];
        }
        let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '_');
        (ends && number != DIGITS).then_some(number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        check(&Tree::of(&[(path, text)])).into_iter().map(|fault| fault.what).collect()
    }

    #[test]
    fn a_school_is_invented() {
        let invented = Uai::from_number(9_990_123);
        let letter = |letter: char| format!("{}{letter}", &invented.as_str()[..7]);
        let wrong = if invented.as_str().ends_with('A') { letter('B') } else { letter('A') };
        let real = Uai::from_number(750_001);
        assert_eq!(found("samples/a.csv", &format!("\"{invented}\";1")), [""; 0]);
        assert_eq!(found("samples/a.csv", &format!("x\n{wrong}")), [format!("{wrong} has a wrong check letter")]);
        assert_eq!(found("a.rs", &format!("\"{wrong}\"")), [""; 0]);
        assert_eq!(found("a.rs", &format!("\"{real}\"")), [format!("{real} may be a real school")]);
    }

    #[test]
    fn an_address_is_under_a_domain_that_nobody_has() {
        for good in [
            "eve@ent.example",
            "<a.b+c@example.org>",
            "x@y.invalid.",
            "v@1.2.3",
            "@media.screen",
            "u@localhost/x",
            "Eve@Ent.Example",
        ] {
            assert_eq!(found("a.md", good), [""; 0], "{good}");
        }
        let [first, second] = ["paul", "anne"].map(|who| format!("{who}@ac-lyon.fr"));
        let may = |who: &str| format!("{who} may be somebody's address");
        assert_eq!(found("a.md", &format!("to {first}, {second}.")), [may(&first), may(&second)]);
        assert_eq!(found("a.md", "a@notexample").len(), 0);
        assert_eq!(found("a.md", &format!("a@not{}", "example.fr")).len(), 1);
    }

    #[test]
    fn a_telephone_is_one_of_fiction() {
        for good in [
            "01 99 00 12 34",
            "06.39.98.00.00",
            "+33 6 39 98 12 34",
            "0465711234",
            DIGITS,
            "1.0612345678",
            "id-0612345678",
        ] {
            assert_eq!(found("a.csv", good), [""; 0], "{good}");
        }
        let real = ["06", "12", "34", "56", "78"];
        for bad in [real.join(" "), real.concat(), real.join("."), format!("+33{}", &real.concat()[1..])] {
            let expected = format!("{} may be somebody's telephone", real.concat());
            assert_eq!(found("a.csv", &format!("\"{bad}\";")), [expected], "{bad}");
        }
    }

    #[test]
    fn numbers_of_pupils_stay_with_the_samples() {
        for ine in [format!("{DIGITS}A"), format!("{}AB", &DIGITS[..9])] {
            assert_eq!(found("crates/a/tests/a.xml", &ine), [format!("{ine} looks like a pupil's national number")]);
            assert_eq!(found("crates/a/samples/a.xml", &ine), [""; 0]);
        }
    }

    #[test]
    fn what_others_wrote_is_left_alone() {
        let address = format!("paul@{}", "ac-lyon.fr");
        for path in ["Cargo.lock", "e2e/package-lock.json", "assets/htmx.min.js", "a/vendor/b.js", "LICENSE"] {
            assert_eq!(found(path, &address), [""; 0], "{path}");
        }
    }
}
