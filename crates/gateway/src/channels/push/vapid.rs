//! Who pushes: a token that this installation signs for each push service (RFC 8292), with ES256.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use model::Millis;
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};

/// How long a token holds: RFC 8292 § 2 allows a day.
const LIFE: Millis = Millis::hours(12);
/// How long one token is used before another is signed.
const USED: Millis = Millis::hours(1);
/// Push services whose token is kept.
const KEPT_MAX: usize = 1_000;

/// The key, and the tokens that it has signed lately.
pub(super) struct Vapid {
    contact: String,
    key: SigningKey,
    public_key: String,
    signed: Mutex<HashMap<String, (Millis, String)>>,
}

impl Vapid {
    /// From 32 bytes of chance; one in four thousand million is no key.
    pub(super) fn new(contact: &str, secret: [u8; 32]) -> Option<Vapid> {
        let key = SigningKey::from_slice(&secret).ok()?;
        let public_key = BASE64_URL_SAFE_NO_PAD.encode(key.verifying_key().to_sec1_bytes());
        Some(Vapid { contact: contact.to_owned(), key, public_key, signed: Mutex::default() })
    }

    /// The public key, in base64url.
    pub(super) fn public_key(&self) -> &str {
        &self.public_key
    }

    /// The header `Authorization` for a push service (§ 3).
    pub(super) fn authorization(&self, origin: &str, now: Millis) -> String {
        // A thread that panicked here left whole entries.
        let mut signed = self.signed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, header)) = signed.get(origin)
            && now - *at < USED
            && now >= *at
        {
            return header.clone();
        }
        if signed.len() >= KEPT_MAX {
            signed.clear();
        }
        let header = format!("vapid t={},k={}", self.token(origin, now), self.public_key);
        signed.insert(origin.to_owned(), (now, header.clone()));
        header
    }

    fn token(&self, origin: &str, now: Millis) -> String {
        let encode = |value: serde_json::Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        let head = encode(serde_json::json!({ "typ": "JWT", "alg": "ES256" }));
        let expires = (now + LIFE).0.div_euclid(1_000);
        let claims = encode(serde_json::json!({ "aud": origin, "exp": expires, "sub": self.contact }));
        let text = format!("{head}.{claims}");
        let signature: Signature = self.key.sign(text.as_bytes());
        format!("{text}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use p256::ecdsa::signature::Verifier as _;

    use super::*;

    const NOW: Millis = Millis(1_711_000_000_000);

    #[test]
    fn a_token_is_signed_for_its_service_and_for_half_a_day() {
        let vapid = Vapid::new("mailto:ent@example.org", [7; 32]).expect("a key");
        let header = vapid.authorization("https://push.example.net", NOW);
        let token = header.strip_prefix("vapid t=").and_then(|rest| rest.split(',').next()).expect("a token");
        let (text, signature) = token.rsplit_once('.').expect("a signature");
        let signature = BASE64_URL_SAFE_NO_PAD.decode(signature).expect("base64url");
        let signature = Signature::from_slice(&signature).expect("64 bytes");
        vapid.key.verifying_key().verify(text.as_bytes(), &signature).expect("it is ours");
        let claims = text.split_once('.').expect("claims").1;
        let claims = BASE64_URL_SAFE_NO_PAD.decode(claims).expect("base64url");
        let claims: serde_json::Value = serde_json::from_slice(&claims).expect("JSON");
        assert_eq!(claims["aud"], "https://push.example.net");
        assert_eq!(claims["exp"], 1_711_000_000 + 12 * 3_600);
        assert!(header.ends_with(&format!(",k={}", vapid.public_key())));
    }

    #[test]
    fn a_token_is_used_for_an_hour() {
        let vapid = Vapid::new("mailto:ent@example.org", [7; 32]).expect("a key");
        let at = |now| vapid.authorization("https://push.example.net", now);
        let first = at(NOW);
        assert_eq!(at(NOW + Millis::minutes(59)), first);
        assert_ne!(at(NOW + Millis::minutes(61)), first);
        assert_ne!(vapid.authorization("https://other.example.net", NOW), first);
    }
}
