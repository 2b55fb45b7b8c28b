//! An authenticator made of software: a telephone or a token that makes a passkey and signs with it, for tests.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// The owner is there, and has shown that it is them.
const PRESENT: u8 = 0b0000_0001;
const VERIFIED: u8 = 0b0000_0100;
/// A new key follows.
const WITH_KEY: u8 = 0b0100_0000;

/// A passkey in its authenticator, and the browser that speaks for it.
#[derive(Debug, Clone)]
pub struct Key {
    secret: SigningKey,
    id: Vec<u8>,
    owner: Option<Vec<u8>>,
    /// What the page says that it is.
    pub origin: String,
    /// How often it has signed; zero for those that do not count.
    pub counter: u32,
    /// Its owner has shown by finger, face or code that it is them.
    pub verifies: bool,
    /// It says whose it is.
    pub says_whose: bool,
}

impl Key {
    /// Another one for each number, on the pages of this origin.
    pub fn new(number: u8, origin: &str) -> Key {
        Key {
            secret: SigningKey::from_slice(&[number + 1; 32]).expect("a key"),
            id: vec![number; 16],
            owner: None,
            origin: origin.to_owned(),
            counter: 0,
            verifies: true,
            says_whose: true,
        }
    }

    /// Answers `navigator.credentials.create`: the key is of whom it says from now on.
    pub fn makes(&mut self, options: &str) -> String {
        let options = &read(options)["publicKey"];
        self.owner = Some(bytes(&options["user"]["id"]));
        let mut about = self.about(text(&options["rp"]["id"]), WITH_KEY);
        about.extend([0; 16]);
        about.extend((self.id.len() as u16).to_be_bytes());
        about.extend(&self.id);
        about.extend(self.public());
        let mut object = vec![0xA3];
        object.extend(cbor_text("fmt"));
        object.extend(cbor_text("none"));
        object.extend(cbor_text("attStmt"));
        object.push(0xA0);
        object.extend(cbor_text("authData"));
        object.extend(cbor_bytes(&about));
        let client = self.client("webauthn.create", text(&options["challenge"]));
        self.answer(&json!({ "clientDataJSON": coded(&client), "attestationObject": coded(&object), "transports": ["internal"] }))
    }

    /// Answers `navigator.credentials.get`.
    pub fn signs(&mut self, options: &str) -> String {
        let options = &read(options)["publicKey"];
        if self.counter > 0 {
            self.counter += 1;
        }
        let about = self.about(text(&options["rpId"]), 0);
        let client = self.client("webauthn.get", text(&options["challenge"]));
        let signed: Signature = self.secret.sign(&[about.as_slice(), &Sha256::digest(&client)].concat());
        let owner = self.owner.as_deref().filter(|_| self.says_whose).map(coded);
        self.answer(&json!({
            "clientDataJSON": coded(&client), "authenticatorData": coded(&about), "signature": coded(&der(&signed)),
            "userHandle": owner,
        }))
    }

    /// What the authenticator says of itself.
    fn about(&self, site: &str, flags: u8) -> Vec<u8> {
        let verified = if self.verifies { VERIFIED } else { 0 };
        let mut about = Sha256::digest(site.as_bytes()).to_vec();
        about.push(PRESENT | verified | flags);
        about.extend(self.counter.to_be_bytes());
        about
    }

    /// What the browser says of the page.
    fn client(&self, kind: &str, challenge: &str) -> Vec<u8> {
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    /// Key of COSE: an elliptic one, for ES256, on P-256, and the two coordinates.
    fn public(&self) -> Vec<u8> {
        let point = self.secret.verifying_key().to_sec1_bytes();
        let (x, y) = point[1..].split_at(32);
        let mut key = vec![0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21];
        key.extend(cbor_bytes(x));
        key.push(0x22);
        key.extend(cbor_bytes(y));
        key
    }

    fn answer(&self, response: &Value) -> String {
        let id = coded(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": {} })
            .to_string()
    }
}

fn read(options: &str) -> Value {
    serde_json::from_str(options).expect("options")
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn bytes(value: &Value) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text(value)).expect("bytes")
}

fn coded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn cbor_text(text: &str) -> Vec<u8> {
    let mut out = vec![0x60 + text.len() as u8];
    out.extend(text.as_bytes());
    out
}

fn cbor_bytes(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x58, bytes.len() as u8];
    out.extend(bytes);
    out
}

/// A signature as ASN.1 has it: two whole numbers, without leading zeros and never negative.
fn der(signature: &Signature) -> Vec<u8> {
    let (r, s) = signature.split_bytes();
    let numbers = [whole(&r), whole(&s)].concat();
    let mut out = vec![0x30, numbers.len() as u8];
    out.extend(numbers);
    out
}

fn whole(bytes: &[u8]) -> Vec<u8> {
    let first = bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len() - 1);
    let mut digits = bytes[first..].to_vec();
    if digits[0] >= 0x80 {
        digits.insert(0, 0);
    }
    let mut out = vec![0x02, digits.len() as u8];
    out.extend(digits);
    out
}
