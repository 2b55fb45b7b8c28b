//! The key that signs checkpoints and the key that checks them, in the texts of C2SP signed-note and of Go's `note`
//! package: `name+id+base64(0x01 || public key)` and `PRIVATE+KEY+name+id+base64(0x01 || seed)`.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer};

use crate::{Bytes, Error, hash::Hash};

/// What distinguishes Ed25519 from other kinds of signature on notes.
const ED25519: u8 = 1;
const PRIVATE: &str = "PRIVATE+KEY+";

/// The key that anybody may have: it checks. Its text is the `vkey` that is handed over, printed, and given to `verify`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyingKey {
    name: String,
    key: ed25519_dalek::VerifyingKey,
}

/// The key that only the sealing node has. Its name is the log's origin.
pub struct SigningKey {
    verifying: VerifyingKey,
    key: ed25519_dalek::SigningKey,
}

impl VerifyingKey {
    /// The name, which is the origin of the log, `ent.example/journal`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of `SHA-256(name || 0x0A || 0x01 || public key)`.
    pub fn id(&self) -> Bytes<4> {
        let [a, b, c, d, ..] = Hash::of(&[self.name.as_bytes(), b"\n", &[ED25519], self.key.as_bytes()]).0;
        Bytes([a, b, c, d])
    }

    /// Whether this signature on the text is this key's. Refuses the weak keys and signatures that some libraries let
    /// through, so that two honest checkers never disagree.
    pub(crate) fn has_signed(&self, text: &str, signature: &[u8; 64]) -> bool {
        self.key.verify_strict(text.as_bytes(), &Signature::from_bytes(signature)).is_ok()
    }
}

impl SigningKey {
    /// Makes a key from its name and 32 bytes of good chance.
    pub fn new(name: &str, chance: [u8; 32]) -> Result<SigningKey, Error> {
        let wrong = |c: char| c.is_whitespace() || c.is_control() || c == '+';
        if name.is_empty() || name.contains(wrong) {
            return Err(Error::NotKeyName(name.to_owned()));
        }
        let key = ed25519_dalek::SigningKey::from_bytes(&chance);
        Ok(SigningKey { verifying: VerifyingKey { name: name.to_owned(), key: key.verifying_key() }, key })
    }

    /// The key that checks what this one signs.
    pub fn verifying_key(&self) -> &VerifyingKey {
        &self.verifying
    }

    /// The text to keep in a file that only the program may read. There is no `Display`, so that it is never printed
    /// by mistake.
    pub fn to_secret_text(&self) -> String {
        let bytes = STANDARD.encode([&[ED25519], self.key.as_bytes().as_slice()].concat());
        format!("{PRIVATE}{}+{}+{bytes}", self.verifying.name, self.verifying.id())
    }

    pub(crate) fn sign(&self, text: &str) -> [u8; 64] {
        self.key.sign(text.as_bytes()).to_bytes()
    }
}

impl fmt::Display for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = STANDARD.encode([&[ED25519], self.key.as_bytes().as_slice()].concat());
        write!(f, "{}+{}+{bytes}", self.name, self.id())
    }
}

impl FromStr for VerifyingKey {
    type Err = Error;
    fn from_str(text: &str) -> Result<VerifyingKey, Error> {
        let (name, id, bytes) = parts(text.trim()).ok_or(Error::NotVerifyingKey)?;
        let key = ed25519_dalek::VerifyingKey::from_bytes(&bytes).map_err(|_| Error::NotVerifyingKey)?;
        let key = VerifyingKey { name: name.to_owned(), key };
        if key.id() == id { Ok(key) } else { Err(Error::WrongKeyId(key.name)) }
    }
}

impl FromStr for SigningKey {
    type Err = Error;
    fn from_str(text: &str) -> Result<SigningKey, Error> {
        let text = text.trim().strip_prefix(PRIVATE).ok_or(Error::NotSigningKey)?;
        let (name, id, seed) = parts(text).ok_or(Error::NotSigningKey)?;
        let key = SigningKey::new(name, seed)?;
        if key.verifying.id() == id { Ok(key) } else { Err(Error::WrongKeyId(key.verifying.name)) }
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("verifying", &self.verifying).finish_non_exhaustive()
    }
}

/// `name+id+base64`; the base64 may itself hold plus signs, the name may not.
fn parts(text: &str) -> Option<(&str, Bytes<4>, [u8; 32])> {
    let (name, rest) = text.split_once('+')?;
    let (id, bytes) = rest.split_once('+')?;
    match STANDARD.decode(bytes).ok()?.split_first()? {
        (&ED25519, bytes) if !name.is_empty() => Some((name, id.parse().ok()?, bytes.try_into().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_back_what_they_wrote() {
        let key = SigningKey::new("ent.example/journal", [9; 32]).expect("a right name");
        let again: SigningKey = key.to_secret_text().parse().expect("what was written");
        assert_eq!(again.verifying_key(), key.verifying_key());
        assert_eq!(key.verifying_key().to_string().parse().as_ref(), Ok(key.verifying_key()));
    }

    #[test]
    fn a_key_of_another_program_is_read() {
        let foo: VerifyingKey =
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k".parse().expect("a C2SP key");
        assert_eq!(foo.name(), "example.com/foo");
    }

    #[test]
    fn a_key_copied_wrongly_is_refused() {
        let text = "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
        assert_eq!(text.parse::<VerifyingKey>(), Err(Error::WrongKeyId("example.com/foo".to_owned())));
        assert_eq!("example.com/foo".parse::<VerifyingKey>(), Err(Error::NotVerifyingKey));
        assert!(matches!(text.parse::<SigningKey>(), Err(Error::NotSigningKey)));
    }

    #[test]
    fn a_name_that_a_note_could_not_carry_is_refused() {
        for name in ["", "a b", "a+b", "a\u{a0}b", "a\nb"] {
            assert!(matches!(SigningKey::new(name, [1; 32]), Err(Error::NotKeyName(_))), "{name}");
        }
    }

    #[test]
    fn the_secret_does_not_leak_into_logs() {
        let key = SigningKey::new("ent.example/journal", [9; 32]).expect("a right name");
        assert!(!format!("{key:?}").contains(&STANDARD.encode([9; 30])));
    }
}
