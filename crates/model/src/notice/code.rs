//! The code of a notice: short enough for the telephone, checked before anybody looks for it.

use std::{fmt, str::FromStr};

/// What codes are written in: no digit or letter that is taken for another (0 and O, 1, I and L). Thirty-one is prime, so
/// that the check character finds every wrong character and every two that were swapped.
const SYMBOLS: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
/// Characters that chance chooses: 27 thousand million codes.
const DRAWN: usize = 7;
/// Characters in all: the last one checks the others.
const LENGTH: usize = DRAWN + 1;
/// Where the mark stands that people read by.
const MIDDLE: usize = 4;

/// Code of a notice, as `K7M3-9QXA`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code([u8; LENGTH]);

/// Why what was typed is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotCode {
    /// Too few or too many characters, or some that codes do not have.
    #[error("a code has eight letters and digits, without 0, 1, I, L and O")]
    Shape,
    /// The characters do not fit together: one was copied wrongly.
    #[error("one of the characters was copied wrongly")]
    Check,
}

impl Code {
    /// Makes a code from chance.
    pub fn new(chance: [u8; 16]) -> Code {
        let mut left = u128::from_be_bytes(chance);
        let mut values = [0_usize; DRAWN];
        for value in &mut values {
            // 31 goes into 2^128 so often that no character is preferred by more than one part in 10^36.
            *value = usize::try_from(left % 31).unwrap_or(0);
            left /= 31;
        }
        let mut code = [SYMBOLS[check(&values)]; LENGTH];
        for (place, value) in code.iter_mut().zip(values) {
            *place = SYMBOLS[value];
        }
        Code(code)
    }

    /// The code as it is kept: without its mark.
    pub fn plain(&self) -> String {
        self.0.iter().copied().map(char::from).collect()
    }
}

/// The character that must follow, by its number: weights are all different and none is zero in a field of 31.
fn check(values: &[usize; DRAWN]) -> usize {
    values.iter().zip(2..).map(|(value, weight)| value * weight).sum::<usize>() % 31
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.plain();
        write!(f, "{}-{}", &plain[..MIDDLE], &plain[MIDDLE..])
    }
}

impl FromStr for Code {
    type Err = NotCode;

    /// Reads what somebody typed: small letters, spaces, hyphens and dots are as good.
    fn from_str(typed: &str) -> Result<Code, NotCode> {
        let mut code = [0; LENGTH];
        let mut values = [0_usize; LENGTH];
        let mut length = 0;
        let filling = |c: char| c.is_whitespace() || matches!(c, '-' | '.' | '_' | '\u{2010}'..='\u{2015}' | '\u{ad}');
        for c in typed.chars().filter(|c| !filling(*c)) {
            let symbol = c.to_ascii_uppercase();
            let value = SYMBOLS.iter().position(|one| char::from(*one) == symbol).ok_or(NotCode::Shape)?;
            *code.get_mut(length).ok_or(NotCode::Shape)? = SYMBOLS[value];
            values[length] = value;
            length += 1;
        }
        if length != LENGTH {
            return Err(NotCode::Shape);
        }
        let drawn: &[usize; DRAWN] = values.first_chunk().ok_or(NotCode::Shape)?;
        if check(drawn) == values[DRAWN] { Ok(Code(code)) } else { Err(NotCode::Check) }
    }
}

impl TryFrom<String> for Code {
    type Error = NotCode;
    fn try_from(text: String) -> Result<Code, NotCode> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_code_is_read_back_however_it_is_typed(chance in any::<[u8; 16]>()) {
            let code = Code::new(chance);
            let shown = code.to_string();
            prop_assert_eq!(shown.parse(), Ok(code));
            prop_assert_eq!(shown.to_lowercase().replace('-', " ").parse(), Ok(code));
            prop_assert_eq!(format!("  {}\u{a0}", code.plain()).parse(), Ok(code));
            let apart: String = code.plain().chars().flat_map(|c| [c, '.']).collect();
            prop_assert_eq!(apart.parse(), Ok(code));
        }

        #[test]
        fn one_wrong_character_or_two_swapped_are_found(chance in any::<[u8; 16]>(), at in 0..LENGTH, to in 0..31_usize, with in 0..LENGTH) {
            let plain: Vec<char> = Code::new(chance).plain().chars().collect();
            let mut wrong = plain.clone();
            wrong[at] = char::from(SYMBOLS[to]);
            if wrong != plain {
                prop_assert_eq!(wrong.iter().collect::<String>().parse::<Code>(), Err(NotCode::Check));
            }
            let mut swapped = plain.clone();
            swapped.swap(at, with);
            if swapped != plain {
                prop_assert_eq!(swapped.iter().collect::<String>().parse::<Code>(), Err(NotCode::Check));
            }
        }

        #[test]
        fn whatever_is_typed_is_answered(typed in ".{0,40}") {
            let _ = typed.parse::<Code>();
        }
    }

    #[test]
    fn what_looks_like_another_character_is_in_no_code() {
        for typed in ["", "K7M3-9QX", "K7M3-9QXAA", "O7M3-9QXA", "K1M3-9QXA", "K7M3-9QXÉ"] {
            assert_eq!(typed.parse::<Code>(), Err(NotCode::Shape), "{typed}");
        }
    }
}
