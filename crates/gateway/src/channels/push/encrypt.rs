//! A word that only one browser can read (RFC 8291), in the coding `aes128gcm` (RFC 8188) with one record.

use aes_gcm::{
    Aes128Gcm, KeyInit as _, Nonce,
    aead::{Aead as _, Payload},
};
use hkdf::Hkdf;
use model::{contact::PushSubscription, limits};
use p256::{PublicKey, SecretKey, ecdh::diffie_hellman};
use sha2::{Digest as _, Sha256};

/// Bytes of the head: salt, size of a record, length of the key, key (RFC 8188 § 2.1).
const HEAD_BYTES: usize = 16 + 4 + 1 + 65;
/// Bytes that a record has besides the word: the sign of the last one, and the tag.
const RECORD_MORE: usize = 1 + 16;

/// Chance of one message: the salt, and the secret of its key.
#[derive(Clone, Copy)]
pub(super) struct Chance {
    pub(super) salt: [u8; 16],
    pub(super) secret: [u8; 32],
}

impl Chance {
    /// The chance of the n-th browser, from that of the message.
    pub(super) fn nth(whole: [u8; 48], n: u64) -> Chance {
        let part =
            |name: &[u8]| Sha256::new().chain_update(name).chain_update(n.to_be_bytes()).chain_update(whole).finalize();
        let mut salt = [0; 16];
        salt.copy_from_slice(&part(b"salt")[..16]);
        Chance { salt, secret: part(b"secret").into() }
    }
}

/// The body of a request; nothing when the browser's keys are none or the word is too long.
pub(super) fn encrypt(to: &PushSubscription, word: &[u8], chance: Chance) -> Option<Vec<u8>> {
    if word.len() + HEAD_BYTES + RECORD_MORE > limits::PUSH_BYTES_MAX || to.auth.len() != 16 {
        return None;
    }
    let theirs = PublicKey::from_sec1_bytes(&to.public_key).ok()?;
    // One secret in four thousand million is none: the message is tried again with another.
    let own = SecretKey::from_slice(&chance.secret).ok()?;
    let own_public = own.public_key().to_sec1_bytes();
    let shared = diffie_hellman(own.to_nonzero_scalar(), theirs.as_affine());
    let (key, nonce) = keys(to, shared.raw_secret_bytes(), &own_public, &chance.salt)?;
    let record = [word, &[2]].concat();
    let cipher = Aes128Gcm::new(&key.into());
    let sealed = cipher.encrypt(&Nonce::from(nonce), Payload { msg: &record, aad: &[] }).ok()?;
    let size = (limits::PUSH_BYTES_MAX as u32).to_be_bytes();
    Some([&chance.salt[..], &size, &[65], &own_public, &sealed].concat())
}

/// Key and nonce of the record (RFC 8291 § 3.4).
fn keys(to: &PushSubscription, shared: &[u8], own_public: &[u8], salt: &[u8]) -> Option<([u8; 16], [u8; 12])> {
    let mut secret = [0; 32];
    let info = [b"WebPush: info\0".as_slice(), &to.public_key, own_public].concat();
    Hkdf::<Sha256>::new(Some(&to.auth), shared).expand(&info, &mut secret).ok()?;
    let content = Hkdf::<Sha256>::new(Some(salt), &secret);
    let (mut key, mut nonce) = ([0; 16], [0; 12]);
    content.expand(b"Content-Encoding: aes128gcm\0", &mut key).ok()?;
    content.expand(b"Content-Encoding: nonce\0", &mut nonce).ok()?;
    Some((key, nonce))
}

#[cfg(test)]
mod tests {
    use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};

    use super::*;

    fn bytes(text: &str) -> Vec<u8> {
        BASE64_URL_SAFE_NO_PAD.decode(text).expect("base64url")
    }

    fn browser() -> PushSubscription {
        PushSubscription {
            endpoint: "https://push.example.net/x".to_owned(),
            public_key: bytes(
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            ),
            auth: bytes("BTBZMqHH6r4Tts7J_aSIgg"),
        }
    }

    // RFC 8291 § 5 and appendix A
    #[test]
    fn the_example_of_the_standard_gives_the_bytes_of_the_standard() {
        let chance = Chance {
            salt: bytes("DGv6ra1nlYgDCS1FRnbzlw").try_into().expect("16 bytes"),
            secret: bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw").try_into().expect("32 bytes"),
        };
        let body = encrypt(&browser(), b"When I grow up, I want to be a watermelon", chance).expect("encrypted");
        let expected = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";
        assert_eq!(BASE64_URL_SAFE_NO_PAD.encode(body), expected);
    }

    #[test]
    fn what_no_browser_could_read_is_not_made() {
        let chance = Chance::nth([7; 48], 0);
        assert!(encrypt(&browser(), &[b'x'; 4_000], chance).is_none(), "too long");
        assert!(encrypt(&browser(), &[b'x'; 3_993], chance).is_some(), "as long as can be");
        assert!(encrypt(&PushSubscription { auth: vec![0; 15], ..browser() }, b"x", chance).is_none());
        for public_key in [vec![], vec![4; 65], vec![0], browser().public_key[..64].to_vec()] {
            assert!(encrypt(&PushSubscription { public_key, ..browser() }, b"x", chance).is_none());
        }
    }

    #[test]
    fn every_browser_has_its_own_chance() {
        let (first, second) = (Chance::nth([7; 48], 0), Chance::nth([7; 48], 1));
        assert!(first.salt != second.salt && first.secret != second.secret);
    }
}
