//! Signed tokens (RFC 7519, compact form), of the two kinds that are made here and by ES256 alone. What claims to be signed
//! otherwise, or not at all, is not read.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{
    Signature,
    signature::{Signer as _, Verifier as _},
};
use serde::{Deserialize, Serialize};

use super::keys::Key;
use crate::Result;

/// The algorithm, as headers name it.
pub(super) const ALGORITHM: &str = "ES256";

/// What a token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Who signed in.
    Identity,
    /// That a session has ended.
    Logout,
}

impl Kind {
    /// As headers name it, so that none is taken for the other.
    const fn code(self) -> &'static str {
        match self {
            Kind::Identity => "JWT",
            Kind::Logout => "logout+jwt",
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Header {
    alg: String,
    kid: String,
    typ: String,
}

/// Bytes as tokens write them.
pub(super) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A token.
pub(super) fn sign(key: &Key, kind: Kind, claims: &serde_json::Value) -> Result<String> {
    let header = Header { alg: ALGORITHM.to_owned(), kid: key.kid(), typ: kind.code().to_owned() };
    let signed = format!("{}.{}", encode(&serde_json::to_vec(&header)?), encode(&serde_json::to_vec(claims)?));
    let signature: Signature = key.signing().sign(signed.as_bytes());
    Ok(format!("{signed}.{}", encode(&signature.to_bytes())))
}

/// What a token of this kind says, when one of these keys signed it. Whether it is too old is the caller's question.
pub(super) fn read<T: serde::de::DeserializeOwned>(keys: &[Key], kind: Kind, token: &str) -> Option<T> {
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, claims) = signed.split_once('.')?;
    let header: Header = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(header).ok()?).ok()?;
    if header.alg != ALGORITHM || header.typ != kind.code() {
        return None;
    }
    let key = keys.iter().find(|key| key.kid() == header.kid)?;
    let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).ok()?).ok()?;
    key.signing().verifying_key().verify(signed.as_bytes(), &signature).ok()?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(claims).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn key(id: u128) -> Key {
        Key::from_secret(uuid::Uuid::from_u128(id), |n| [n + 1; 32]).expect("a key")
    }

    /// The same with another header, signed as well as anybody can who has not the key.
    fn with_header(token: &str, header: &Value) -> String {
        let (_, rest) = token.split_once('.').expect("a token");
        format!("{}.{rest}", encode(header.to_string().as_bytes()))
    }

    #[test]
    fn a_token_is_read_when_one_of_the_keys_signed_it() {
        let (one, other) = (key(1), key(2));
        let token = sign(&one, Kind::Identity, &json!({ "sub": "f00d" })).expect("signed");
        let keys = [other, one];
        let read: Value = read(&keys, Kind::Identity, &token).expect("read");
        assert_eq!(read, json!({ "sub": "f00d" }));
        assert_eq!(super::read::<Value>(&keys[..1], Kind::Identity, &token), None, "its key is gone");
        assert_eq!(super::read::<Value>(&keys, Kind::Logout, &token), None, "of another kind");
    }

    #[test]
    fn what_was_touched_or_is_signed_by_nobody_is_not_read() {
        let key = key(1);
        let kid = key.kid();
        let token = sign(&key, Kind::Identity, &json!({ "sub": "f00d" })).expect("signed");
        let keys = [key];
        let (head, signature) = token.rsplit_once('.').expect("a signature");
        let (header, claims) = head.split_once('.').expect("claims");
        for forged in [
            with_header(&token, &json!({ "alg": "none", "kid": kid, "typ": "JWT" })),
            with_header(&token, &json!({ "alg": "HS256", "kid": kid, "typ": "JWT" })),
            with_header(&token, &json!({ "alg": "ES256", "typ": "JWT" })),
            format!("{}.{claims}.", encode(json!({ "alg": "none", "kid": kid, "typ": "JWT" }).to_string().as_bytes())),
            format!("{header}.{}.{signature}", encode(json!({ "sub": "beef" }).to_string().as_bytes())),
            format!("{header}.{claims}."),
            format!("{header}.{claims}"),
            format!("{token}.{signature}"),
            format!("{header}.{claims}.{}", encode(&[0; 64])),
            format!("{token}="),
            String::new(),
        ] {
            assert_eq!(super::read::<Value>(&keys, Kind::Identity, &forged), None, "{forged}");
        }
    }
}
