//! Digits and symbols written for letters.

/// Readings tried for one word; a word with more is read with the commonest.
const READINGS_MAX: usize = 24;

/// The letters that a sign may stand for, the commonest first.
fn letters(c: char) -> &'static [char] {
    match c {
        '0' => &['o'],
        '1' | '!' | '|' => &['i', 'l'],
        '2' => &['z'],
        '3' | '€' => &['e'],
        '4' | '@' => &['a'],
        '5' | '$' => &['s'],
        '6' => &['g', 'b'],
        '7' | '+' => &['t'],
        '8' => &['b'],
        '9' => &['g', 'q'],
        '£' => &['l', 'e'],
        'μ' => &['u', 'm'],
        _ => &[],
    }
}

/// The plain readings of a word written with signs, the commonest first. Empty when it holds none.
pub(super) fn readings(word: &str) -> Vec<String> {
    let signs = word.chars().filter(|c| !letters(*c).is_empty()).count();
    let plain = word.chars().filter(char::is_ascii_alphabetic).count();
    let symbols = word.chars().filter(|c| !c.is_ascii_digit() && !letters(*c).is_empty()).count();
    // A number is a number, unless it is long and spells a known word; the caller asks the dictionary.
    if signs == 0 || (plain == 0 && symbols == 0 && word.len() < 4) || word.len() > 40 {
        return Vec::new();
    }
    let mut readings = vec![String::with_capacity(word.len())];
    for c in word.chars() {
        let choices = letters(c);
        let (first, others) = match choices {
            [] => (c, &[][..]),
            [first, others @ ..] => (*first, others),
        };
        let mut more = Vec::new();
        for other in others {
            if (readings.len() + more.len()) < READINGS_MAX {
                more.extend(readings.iter().map(|reading| format!("{reading}{other}")));
            }
        }
        for reading in &mut readings {
            reading.push(first);
        }
        readings.append(&mut more);
    }
    readings
}

/// Whether a word with hidden letters (`b*mbe`, `tu##`) may be this one.
pub(super) fn hides(masked: &str, word: &str) -> bool {
    masked.len() == word.len() && masked.bytes().zip(word.bytes()).all(|(m, w)| m == w || matches!(m, b'*' | b'#'))
}
