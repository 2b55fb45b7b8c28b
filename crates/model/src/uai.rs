//! The code of a school: seven digits and a check letter (*unité administrative immatriculée*).

use std::fmt;

use serde::{Deserialize, Serialize};

/// Check letters by remainder of the seven digits by 23: the alphabet without I, O and Q.
const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

/// A UAI code, upper case. Its shape is right; [`Uai::check_letter_holds`] says whether its letter is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Uai(String);

/// Why a text is not a UAI code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("« {0} » n'est pas un code UAI : il faut sept chiffres et une lettre, par exemple 9990001X")]
pub struct NotUai(pub String);

impl Uai {
    /// Reads a code, whatever its case and the spaces around it. A wrong check letter is accepted, as some codes in
    /// use have one: ask [`Uai::check_letter_holds`] and warn.
    pub fn parse(text: &str) -> Result<Uai, NotUai> {
        let code = text.trim().to_ascii_uppercase();
        let bytes = code.as_bytes();
        let shaped = bytes.len() == 8 && bytes[..7].iter().all(u8::is_ascii_digit) && bytes[7].is_ascii_uppercase();
        if shaped { Ok(Uai(code)) } else { Err(NotUai(text.chars().take(32).collect())) }
    }

    /// The code whose digits are `number` (at most seven), with its right letter.
    pub fn from_number(number: u32) -> Uai {
        let number = number % 10_000_000;
        Uai(format!("{number:07}{}", char::from(LETTERS[(number % 23) as usize])))
    }

    /// Whether the letter is the one that the digits ask for.
    pub fn check_letter_holds(&self) -> bool {
        let number: u32 = self.0[..7].parse().unwrap_or(0);
        self.0.as_bytes()[7] == LETTERS[(number % 23) as usize]
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Uai {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl TryFrom<String> for Uai {
    type Error = NotUai;
    fn try_from(text: String) -> Result<Uai, NotUai> {
        Uai::parse(&text)
    }
}
impl From<Uai> for String {
    fn from(uai: Uai) -> String {
        uai.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_in_any_case_and_its_letter_is_checked() {
        let uai = Uai::from_number(691_234);
        assert!(uai.check_letter_holds());
        assert_eq!(Uai::parse(&format!(" {} ", uai.as_str().to_lowercase())), Ok(uai.clone()));
        let wrong = if uai.as_str().ends_with('A') { 'B' } else { 'A' };
        let other = Uai::parse(&format!("{}{wrong}", &uai.as_str()[..7])).expect("shape is right");
        assert!(!other.check_letter_holds());
    }

    #[test]
    fn anything_else_is_refused_with_an_example() {
        for text in ["", "069123", "069123456", "A691234X", "06912345", "069123é"] {
            assert!(Uai::parse(text).is_err(), "{text}");
        }
    }
}
