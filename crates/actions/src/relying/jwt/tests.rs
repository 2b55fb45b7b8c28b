//! Words that another program has signed, by every algorithm of the list (`signed.json`, made with Node's `crypto` from keys
//! that nobody has any more), and what is made of them.

use serde_json::{Value, json};

use super::*;

#[derive(Deserialize)]
struct Vectors {
    signed: Vec<Vector>,
    weak: Weak,
}

#[derive(Deserialize)]
struct Vector {
    alg: String,
    key: Value,
    token: String,
}

#[derive(Deserialize)]
struct Weak {
    key: Value,
    token: String,
}

fn vectors() -> Vectors {
    serde_json::from_str(include_str!("signed.json")).expect("vectors")
}

fn key(value: &Value) -> Key {
    serde_json::from_value(value.clone()).expect("a key")
}

fn encode(text: &str) -> String {
    URL_SAFE_NO_PAD.encode(text)
}

fn says(keys: &[Key], token: &str) -> Result<Value, Unread> {
    read(keys, Kind::Identity, token)
}

#[test]
fn what_a_published_key_has_signed_is_read_by_every_algorithm_of_the_list() {
    let vectors = vectors();
    let keys: Vec<Key> = vectors.signed.iter().map(|one| key(&one.key)).collect();
    assert_eq!(keys.len(), 5);
    for one in &vectors.signed {
        assert_eq!(says(&keys, &one.token), Ok(json!({ "sub": "f00d" })), "{}", one.alg);
        let others: Vec<Key> = keys.iter().filter(|key| key.kid.as_ref() != Some(&one.alg)).cloned().collect();
        assert_eq!(says(&others, &one.token), Err(Unread::Key), "{}", one.alg);
        let (head, signature) = one.token.rsplit_once('.').expect("a signature");
        let (header, _) = head.split_once('.').expect("claims");
        let forged = format!("{header}.{}.{signature}", encode(r#"{"sub":"beef"}"#));
        assert_eq!(says(&keys, &forged), Err(Unread::Signature), "{}", one.alg);
        let empty = format!("{head}.");
        assert_eq!(says(&keys, &empty), Err(Unread::Signature), "{}", one.alg);
    }
}

#[test]
fn a_key_that_is_too_short_or_for_something_else_has_signed_nothing() {
    let vectors = vectors();
    assert_eq!(says(&[key(&vectors.weak.key)], &vectors.weak.token), Err(Unread::Signature), "1,024 bits");
    let one = &vectors.signed[0];
    for (name, value, why) in [
        ("use", json!("enc"), Unread::Key),
        ("alg", json!("PS256"), Unread::Key),
        ("kty", json!("EC"), Unread::Key),
        ("kid", json!("another"), Unread::Key),
        ("n", json!("!"), Unread::Signature),
        ("e", json!("Aw"), Unread::Signature),
    ] {
        let mut changed = one.key.clone();
        changed[name] = value;
        assert_eq!(says(&[key(&changed)], &one.token), Err(why), "{name}");
    }
    assert_eq!(says(&[], &one.token), Err(Unread::Key));
}

#[test]
fn what_is_signed_by_nobody_or_by_what_everybody_knows_is_not_read() {
    let vectors = vectors();
    let keys: Vec<Key> = vectors.signed.iter().map(|one| key(&one.key)).collect();
    let (head, signature) = vectors.signed[0].token.rsplit_once('.').expect("a signature");
    let (_, claims) = head.split_once('.').expect("claims");
    for (header, why) in [
        (r#"{"alg":"none"}"#, Unread::Algorithm),
        (r#"{"alg":"None","kid":"RS256"}"#, Unread::Algorithm),
        (r#"{"alg":"HS256","kid":"RS256"}"#, Unread::Algorithm),
        (r#"{"alg":"RS1","kid":"RS256"}"#, Unread::Algorithm),
        (r#"{"alg":"","kid":"RS256"}"#, Unread::Algorithm),
        (r#"{"kid":"RS256"}"#, Unread::Shape),
        (r#"{"alg":["RS256"],"kid":"RS256"}"#, Unread::Shape),
        (r#"{"alg":"RS256","kid":"RS256","crit":["b64"]}"#, Unread::Kind),
        (r#"{"alg":"RS256","kid":"RS256","typ":"logout+jwt"}"#, Unread::Kind),
        (r#"{"alg":"RS256","kid":"RS256","typ":"at+jwt"}"#, Unread::Kind),
        (r#"{"alg":"RS256","kid":"ES256"}"#, Unread::Key),
        // Two keys may have signed it, and it names none.
        (r#"{"alg":"RS256"}"#, Unread::Key),
    ] {
        for signature in ["", signature] {
            assert_eq!(says(&keys, &format!("{}.{claims}.{signature}", encode(header))), Err(why), "{header}");
        }
    }
    for text in ["", ".", "..", "a.b.c", "é.é.é", &"a".repeat(limits::PROVIDER_TOKEN_BYTES_MAX + 1)] {
        assert_eq!(says(&keys, text), Err(Unread::Shape), "{text:.20}");
    }
}
