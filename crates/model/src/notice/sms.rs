//! What a text costs as a short message. GSM 03.38 (3GPP TS 23.038) has an alphabet of 128 characters and a second table
//! behind an escape; one character outside of both makes the whole text UCS-2, and 160 characters become 70. `ê`, `ô`,
//! `î`, `û`, `ç` in small letters, `œ` and the curved apostrophe are outside: French pays for them without knowing.

/// The first table, letters and digits apart.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
/// The second table: each counts two.
const EXTENDED: &str = "\u{c}^{}\\[~]|€";

/// What stands for a character that the alphabet lacks, when something does.
pub const INSTEAD: &[(char, &str)] = &[
    ('ê', "e"),
    ('ë', "e"),
    ('â', "a"),
    ('á', "a"),
    ('ô', "o"),
    ('ó', "o"),
    ('î', "i"),
    ('ï', "i"),
    ('í', "i"),
    ('û', "u"),
    ('ú', "u"),
    ('ÿ', "y"),
    ('ç', "c"),
    ('œ', "oe"),
    ('Œ', "OE"),
    ('À', "A"),
    ('Â', "A"),
    ('È', "E"),
    ('Ê', "E"),
    ('Ë', "E"),
    ('Î', "I"),
    ('Ï', "I"),
    ('Ô', "O"),
    ('Ù', "U"),
    ('Û', "U"),
    ('’', "'"),
    ('‘', "'"),
    ('“', "\""),
    ('”', "\""),
    ('«', "\""),
    ('»', "\""),
    ('–', "-"),
    ('—', "-"),
    ('\u{2010}', "-"),
    ('\u{2011}', "-"),
    ('…', "..."),
    ('\u{a0}', " "),
    ('\u{202f}', " "),
    ('\u{2009}', " "),
    ('•', "-"),
    ('°', "o"),
    ('\t', " "),
];

/// What a text costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// Whether the small alphabet is enough.
    pub gsm7: bool,
    /// Units: septets of the alphabet, or UTF-16 units.
    pub units: usize,
    /// Messages that are sent and paid for; none for an empty text.
    pub segments: usize,
    /// Characters that the alphabet lacks, each once, in order.
    pub offending: Vec<char>,
}

/// Units of a character in the small alphabet; none: it is in neither table.
fn septets(c: char) -> Option<usize> {
    if c.is_ascii_alphanumeric() || BASIC.contains(c) { Some(1) } else { EXTENDED.contains(c).then_some(2) }
}

/// What stands for a character in the small alphabet, when something does.
pub fn instead(c: char) -> Option<&'static str> {
    INSTEAD.iter().find(|(one, _)| *one == c).map(|(_, instead)| *instead)
}

/// A text in the small alphabet as far as that is possible.
pub fn spelled(text: &str) -> String {
    let mut spelled = String::with_capacity(text.len());
    for c in text.chars() {
        match instead(c) {
            Some(instead) if septets(c).is_none() => spelled.push_str(instead),
            _ => spelled.push(c),
        }
    }
    spelled
}

/// What a text costs: one message up to 160 septets or 70 UTF-16 units; beyond, parts of 153 or 67, in which a character
/// is never cut in two.
pub fn cost(text: &str) -> Cost {
    let mut offending = Vec::new();
    for c in text.chars().filter(|c| septets(*c).is_none()) {
        if !offending.contains(&c) {
            offending.push(c);
        }
    }
    let gsm7 = offending.is_empty();
    let (alone, part) = if gsm7 { (160, 153) } else { (70, 67) };
    let size = |c: char| if gsm7 { septets(c).unwrap_or(1) } else { c.len_utf16() };
    let units = text.chars().map(size).sum();
    let segments = if units == 0 {
        0
    } else if units <= alone {
        1
    } else {
        parts(text.chars().map(size), part)
    };
    Cost { gsm7, units, segments, offending }
}

fn parts(sizes: impl Iterator<Item = usize>, part: usize) -> usize {
    let (mut parts, mut filled) = (1, 0);
    for size in sizes {
        if filled + size > part {
            (parts, filled) = (parts + 1, 0);
        }
        filled += size;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn french_letters_are_in_the_alphabet_or_not_as_the_standard_says() {
        for c in "èéùàìòÇñÑ£€[]{}\\^~|äöü@§'".chars() {
            assert!(cost(&c.to_string()).gsm7, "{c}");
        }
        for c in "êôîûçœ’«»…ÈÀâï".chars() {
            let cost = cost(&c.to_string());
            assert!(!cost.gsm7 && cost.offending == [c], "{c}");
            assert!(instead(c).is_some_and(|text| super::cost(text).gsm7), "{c}");
        }
        assert_eq!((cost("€").units, cost("[x]").units, cost("é").units), (2, 5, 1));
    }

    #[test]
    fn a_text_is_cut_where_the_standard_cuts_it() {
        let of = |text: &str, times: usize| cost(&text.repeat(times)).segments;
        assert_eq!(
            [of("a", 0), of("a", 1), of("a", 160), of("a", 161), of("a", 306), of("a", 307)],
            [0, 1, 1, 2, 2, 3]
        );
        assert_eq!([of("ê", 70), of("ê", 71), of("ê", 134), of("ê", 135)], [1, 2, 2, 3]);
        assert_eq!([of("€", 80), of("€", 81)], [1, 2]);
        // 153 is odd: the escape of the 77th euro would be alone in its part.
        assert_eq!([of("€", 152), of("€", 153)], [2, 3]);
        // 67 is odd as well: a character outside of the basic plane is two units and stays whole.
        assert_eq!([of("😀", 35), of("😀", 66), of("😀", 67)], [1, 2, 3]);
    }

    #[test]
    fn a_text_spelled_again_is_cheaper() {
        let text = "L’élève a été retrouvé : « tout va bien »… à bientôt, cœur";
        assert!(!cost(text).gsm7);
        assert_eq!(spelled(text), "L'élève a été retrouvé : \" tout va bien \"... à bientot, coeur");
        assert!(cost(&spelled(text)).gsm7);
    }

    proptest! {
        #[test]
        fn any_text_has_a_cost_that_follows_from_its_units(text in "\\PC{0,400}") {
            let cost = cost(&text);
            prop_assert_eq!(cost.gsm7, cost.offending.is_empty());
            let (alone, part) = if cost.gsm7 { (160, 153) } else { (70, 67) };
            if cost.units <= alone {
                prop_assert_eq!(cost.segments, usize::from(cost.units > 0));
            } else {
                // Each part but the last lacks one unit at most.
                prop_assert!(cost.segments >= cost.units.div_ceil(part));
                prop_assert!(cost.segments <= cost.units.div_ceil(part - 1));
            }
            let again = super::cost(&spelled(&text));
            prop_assert!(again.offending.len() <= cost.offending.len());
        }
    }
}
