//! Keys for comparing and ordering text, made here so that both databases agree.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Folds a text for search and order: lower case, no accents, `œ` as `oe`, and every run of what is neither letter
/// nor digit as one space.
///
/// ```
/// assert_eq!(model::text::fold("  Élève : Œuvrard-N'Diaye "), "eleve oeuvrard n diaye");
/// ```
pub fn fold(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            // Nearly every letter of a name: nothing to take apart.
            fold_one(c.to_ascii_lowercase(), &mut key);
        } else {
            decompose_compatible(c, |part| {
                if !is_combining_mark(part) {
                    part.to_lowercase().for_each(|part| fold_one(part, &mut key));
                }
            });
        }
    }
    if key.ends_with(' ') {
        key.pop();
    }
    key
}

fn fold_one(c: char, key: &mut String) {
    match c {
        'œ' => key.push_str("oe"),
        'æ' => key.push_str("ae"),
        'ß' => key.push_str("ss"),
        'ø' => key.push('o'),
        'ł' => key.push('l'),
        c if c.is_alphanumeric() => key.push(c),
        _ if key.is_empty() || key.ends_with(' ') => {}
        _ => key.push(' '),
    }
}

/// The first key after every key that begins with `prefix`: `prefix <= key < after_prefix(prefix)` finds by index
/// what begins so. Keys are compared by code point, which is byte order in UTF-8.
pub fn after_prefix(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

/// At most `max` bytes of a text, cut between two characters.
pub fn cut(text: &str, max: usize) -> &str {
    &text[..text.floor_char_boundary(max)]
}

/// The bytes that hexadecimal digits stand for; `None` when they are none.
pub fn unhex(digits: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = digits.chars().map(|c| c.to_digit(16).map(|digit| digit as u8)).collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    Some(digits.chunks_exact(2).map(|two| two[0] * 16 + two[1]).collect())
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    digits.map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_forgets_case_accents_and_punctuation() {
        assert_eq!(fold("DUPONT-MOREL, Zoé"), "dupont morel zoe");
        assert_eq!(fold("3°B"), "3 b");
        assert_eq!(fold("Nguyễn Đức"), "nguyen đuc");
        assert_eq!(fold(" - "), "");
        assert_eq!(fold("E\u{301}LE\u{300}VE, \u{301}"), "eleve", "accents that stand alone");
        assert_eq!(fold("ﬁn ½ İstanbul Ǆ"), "fin 1 2 istanbul dz");
    }

    #[test]
    fn a_cut_never_splits_a_character() {
        assert_eq!(cut("été", 1), "");
        assert_eq!(cut("été", 3), "ét");
        assert_eq!(cut("été", 99), "été");
    }
}
