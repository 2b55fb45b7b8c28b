//! Secrets that a browser or a sheet of paper carries. Only their hashes are stored.

use hmac::{Hmac, KeyInit as _, Mac as _};
use model::{Millis, limits};
use sha2::{Digest as _, Sha256};

use crate::App;

/// A secret for a cookie: 256 bits, in hexadecimal.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new one.
    pub fn new(app: &App) -> Token {
        Token(model::text::hex(&app.chance::<32>()))
    }

    /// The secret, for the cookie alone.
    pub fn secret(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    pub fn hash(&self) -> [u8; 32] {
        hash(&self.0)
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

/// SHA-256 of a secret that has enough chance of its own.
pub fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Crockford's base 32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of chance in a code.
const CODE_CHARS: usize = 10;

/// A code for a printed sheet: ten characters of chance and a check character, `XXXXX-XXXXX-C`.
pub fn new_code(app: &App) -> String {
    let code: Vec<u8> = app.chance::<CODE_CHARS>().iter().map(|byte| ALPHABET[usize::from(byte & 31)]).collect();
    let text: String = code.iter().copied().map(char::from).collect();
    format!("{}-{}-{}", &text[..5], &text[5..], check(&code))
}

/// Characters of chance in a service ticket: 145 bits.
const TICKET_CHARS: usize = 29;

/// What lets a session into a service, in the 32 characters that every service takes.
pub(crate) fn new_ticket(app: &App, kind: Ticket) -> String {
    let chance = app.chance::<TICKET_CHARS>();
    let text: String = chance.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect();
    format!("{}{text}", kind.begins())
}

/// What lets a session into a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ticket {
    /// A ticket of CAS.
    Cas,
    /// An authorization code of OpenID Connect.
    Code,
}

impl Ticket {
    /// What its text begins with.
    pub(crate) const fn begins(self) -> &'static str {
        match self {
            Ticket::Cas => "ST-",
            Ticket::Code => "AC-",
        }
    }

    /// How long it may be shown.
    pub(crate) const fn life(self) -> Millis {
        match self {
            Ticket::Cas => limits::TICKET_LIFE,
            Ticket::Code => limits::CODE_LIFE,
        }
    }
}

/// Why a code cannot be one of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotCode;

/// The plain form of a code as somebody typed it: in any case, with or without dashes, O for 0 and I or L for 1.
pub fn read_code(typed: &str) -> Result<String, NotCode> {
    let plain: Option<Vec<u8>> = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .take(CODE_CHARS + 2)
        .map(|c| match c.to_ascii_uppercase() {
            'O' => Some(b'0'),
            'I' | 'L' => Some(b'1'),
            c => u8::try_from(c).ok().filter(|byte| ALPHABET.contains(byte)),
        })
        .collect();
    match plain.as_deref().and_then(<[u8]>::split_last) {
        Some((last, code)) if code.len() == CODE_CHARS && char::from(*last) == check(code) => {
            Ok(code.iter().copied().map(char::from).collect())
        }
        _ => Err(NotCode),
    }
}

/// What a code is for: one of one purpose is none of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To choose a new password.
    Sheet,
    /// In the place of a second factor.
    Recovery,
    /// To take the desk's power.
    Glass,
}

impl Purpose {
    /// What a code's hash begins with.
    const fn begins(self) -> &'static str {
        match self {
            Purpose::Sheet => "",
            Purpose::Recovery => "recovery/",
            Purpose::Glass => "glass/",
        }
    }
}

/// A new code and what is stored of it.
pub(crate) fn draw_code(app: &App, purpose: Purpose) -> (String, [u8; 32]) {
    loop {
        let code = new_code(app);
        if let Ok(hash) = typed_code(app, purpose, &code) {
            return (code, hash);
        }
    }
}

/// What is stored of a code as somebody typed it.
pub(crate) fn typed_code(app: &App, purpose: Purpose, typed: &str) -> Result<[u8; 32], NotCode> {
    let plain = read_code(typed)?;
    let begun = Sha256::new().chain_update(app.pepper).chain_update(purpose.begins());
    Ok(begun.chain_update(plain).finalize().into())
}

/// A name that nobody without the installation's secret can make or undo: 128 bits in hexadecimal, the same for the same
/// text. What it is for stands at the beginning of the text.
pub(crate) fn keyed(app: &App, text: &str) -> String {
    model::text::hex(&keyed_bytes(app, text)[..16])
}

/// What nobody without the installation's secret can make: 256 bits, the same for the same text.
pub(crate) fn keyed_bytes(app: &App, text: &str) -> [u8; 32] {
    // HMAC takes keys of every length.
    let Ok(mac) = Hmac::<Sha256>::new_from_slice(&app.pepper) else { unreachable!("a key of 32 bytes") };
    mac.chain_update(text.as_bytes()).finalize().into_bytes().into()
}

/// A check character that finds every single wrong character and every swap of neighbours but a few.
fn check(code: &[u8]) -> char {
    let sum = code.iter().zip(1_usize..).fold(0, |sum, (byte, place)| {
        let value = ALPHABET.iter().position(|known| known == byte).unwrap_or_default();
        // Odd weights are invertible modulo 32, so no single change keeps the sum.
        sum + value * (2 * place + 1)
    });
    char::from(ALPHABET[sum % 32])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it_and_a_slip_is_seen() {
        let code = b"01ABCXYZ9K";
        let text = format!("01abc-xyz9k {}", check(code).to_ascii_lowercase());
        assert_eq!(read_code(&text), Ok("01ABCXYZ9K".to_owned()));
        assert_eq!(read_code(&text.replace('0', "o").replace('1', "l")), Ok("01ABCXYZ9K".to_owned()));
        for place in 0..10 {
            let mut wrong = code.to_vec();
            wrong[place] = if wrong[place] == b'7' { b'8' } else { b'7' };
            let typed: String = wrong.iter().copied().map(char::from).chain([check(code)]).collect();
            assert_eq!(read_code(&typed), Err(NotCode), "{typed}");
        }
        assert_eq!(read_code(""), Err(NotCode));
        assert_eq!(read_code("É1ABC-XYZ9K-4"), Err(NotCode));
    }
}
