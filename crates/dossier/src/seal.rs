//! The seal, in the format of minisign: Ed25519 over the BLAKE2b-512 of what is signed (its algorithm `ED`), and over the
//! signature with the trusted comment. <https://jedisct1.github.io/minisign/>

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD};
use blake2::{Blake2b512, Digest as _};
use ed25519_dalek::{Signature, Signer as _};
use journal::Hash;

/// What marks a key of Ed25519.
const KEY: &[u8; 2] = b"Ed";
/// What marks a signature over a hash.
const HASHED: &[u8; 2] = b"ED";
const UNTRUSTED: &str = "untrusted comment: ";
const TRUSTED: &str = "trusted comment: ";

/// The key that seals packs.
pub struct SealKey {
    key: ed25519_dalek::SigningKey,
    public: PublicKey,
}

/// The key that anybody may have, as minisign writes it. Its number is made from it, so that a key kept elsewhere, or
/// restored, is known by the same number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicKey {
    id: [u8; 8],
    key: ed25519_dalek::VerifyingKey,
}

/// Why a seal is not right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSealed {
    /// A text is not what minisign writes.
    #[error("ce n’est pas un texte de minisign")]
    Unreadable,
    /// Another key has signed.
    #[error("une autre clé a signé")]
    OtherKey,
    /// What is signed is something else.
    #[error("la signature n’est pas celle de ce texte")]
    Wrong,
}

impl SealKey {
    /// The key of 32 bytes of good chance, kept as a secret file.
    pub fn new(secret: [u8; 32]) -> SealKey {
        let key = ed25519_dalek::SigningKey::from_bytes(&secret);
        let verifying = key.verifying_key();
        let mut id = [0; 8];
        id.copy_from_slice(&Hash::of(&[b"preau-dossier-1\n", verifying.as_bytes()]).0[..8]);
        SealKey { key, public: PublicKey { id, key: verifying } }
    }

    /// The key that checks what this one signs.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// Signs a text. `said` is the trusted comment, one line, which is signed as well.
    pub fn sign(&self, text: &[u8], said: &str) -> String {
        let signature = self.key.sign(&Blake2b512::digest(text)).to_bytes();
        let global = self.key.sign(&[&signature, said.as_bytes()].concat()).to_bytes();
        let first = STANDARD.encode([&HASHED[..], &self.public.id, &signature].concat());
        let number = self.public.number();
        format!("{UNTRUSTED}signature from Preau key {number}\n{first}\n{TRUSTED}{said}\n{}\n", STANDARD.encode(global))
    }
}

impl fmt::Debug for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealKey").field("public", &self.public).finish_non_exhaustive()
    }
}

impl PublicKey {
    /// The number by which minisign names it: sixteen hexadecimal digits.
    pub fn number(&self) -> String {
        format!("{:016X}", u64::from_le_bytes(self.id))
    }

    /// The one line that `minisign -P` takes.
    pub fn line(&self) -> String {
        STANDARD.encode([&KEY[..], &self.id, self.key.as_bytes()].concat())
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{UNTRUSTED}minisign public key {}\n{}", self.number(), self.line())
    }
}

/// Reads what minisign writes, or its one line.
impl FromStr for PublicKey {
    type Err = NotSealed;
    fn from_str(text: &str) -> Result<PublicKey, NotSealed> {
        let line = text.lines().find(|line| !line.starts_with(UNTRUSTED)).unwrap_or_default();
        let bytes = STANDARD.decode(line.trim()).map_err(|_| NotSealed::Unreadable)?;
        let rest = bytes.strip_prefix(KEY).ok_or(NotSealed::Unreadable)?;
        let (id, key) = rest.split_first_chunk::<8>().ok_or(NotSealed::Unreadable)?;
        let key: [u8; 32] = key.try_into().map_err(|_| NotSealed::Unreadable)?;
        let key = ed25519_dalek::VerifyingKey::from_bytes(&key).map_err(|_| NotSealed::Unreadable)?;
        Ok(PublicKey { id: *id, key })
    }
}

/// Checks a seal; gives its trusted comment.
pub fn verify_seal<'a>(text: &[u8], signature: &'a str, key: &PublicKey) -> Result<&'a str, NotSealed> {
    let mut lines = signature.lines();
    let mut next = || lines.next().ok_or(NotSealed::Unreadable);
    next()?.strip_prefix(UNTRUSTED).ok_or(NotSealed::Unreadable)?;
    let first = STANDARD.decode(next()?).map_err(|_| NotSealed::Unreadable)?;
    let said = next()?.strip_prefix(TRUSTED).ok_or(NotSealed::Unreadable)?;
    let global = STANDARD.decode(next()?).map_err(|_| NotSealed::Unreadable)?;
    let rest = first.strip_prefix(HASHED).ok_or(NotSealed::Unreadable)?;
    let (id, signed) = rest.split_first_chunk::<8>().ok_or(NotSealed::Unreadable)?;
    if *id != key.id {
        return Err(NotSealed::OtherKey);
    }
    holds(key, &Blake2b512::digest(text), signed)?;
    holds(key, &[signed, said.as_bytes()].concat(), &global)?;
    Ok(said)
}

fn holds(key: &PublicKey, text: &[u8], signature: &[u8]) -> Result<(), NotSealed> {
    let signature: [u8; 64] = signature.try_into().map_err(|_| NotSealed::Unreadable)?;
    key.key.verify_strict(text, &Signature::from_bytes(&signature)).map_err(|_| NotSealed::Wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_of_one_text_one_comment_and_one_key() {
        let key = SealKey::new([5; 32]);
        let seal = key.sign(b"manifest", "timestamp:1");
        assert_eq!(verify_seal(b"manifest", &seal, key.public()), Ok("timestamp:1"));
        assert_eq!(verify_seal(b"manifesT", &seal, key.public()), Err(NotSealed::Wrong));
        let moved = seal.replace("timestamp:1", "timestamp:2");
        assert_eq!(verify_seal(b"manifest", &moved, key.public()), Err(NotSealed::Wrong));
        assert_eq!(verify_seal(b"manifest", &seal, SealKey::new([6; 32]).public()), Err(NotSealed::OtherKey));
        assert_eq!(verify_seal(b"manifest", "x", key.public()), Err(NotSealed::Unreadable));
    }

    #[test]
    fn a_public_key_reads_back_whole_or_as_its_line() {
        let key = SealKey::new([5; 32]);
        for text in [key.public().to_string(), key.public().line()] {
            assert_eq!(text.parse().as_ref(), Ok(key.public()));
        }
        assert_eq!("RWQ".parse::<PublicKey>(), Err(NotSealed::Unreadable));
        assert_eq!(SealKey::new([5; 32]).public().number(), key.public().number());
        assert!(!format!("{key:?}").contains("5, 5, 5"));
    }
}
