//! A provider that speaks SAML and is invented: it reads the question of an address, and writes and signs answers.

use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use saml::testing::{Answer, Asked, CERTIFICATE, ECDSA, Hand, asked, description, form, sign};

use super::World;
use crate::{
    Result,
    relying::registry::{Added, NewSaml, add_saml},
};
use model::provider::{ACCOUNT, Public, Signed, VECTORS};

/// Its name for itself.
pub const COUNTER: &str = "https://guichet.example/idp";
/// Where people go.
pub const COUNTER_ADDRESS: &str = "https://guichet.example/sso";

/// How it describes itself.
pub fn counter_description() -> String {
    description(COUNTER, COUNTER_ADDRESS, CERTIFICATE)
}

/// Somebody at the counter, who has come by an address.
#[derive(Debug, Clone)]
pub struct AtCounter {
    /// What was asked.
    pub asked: Asked,
    /// What is answered, as an honest counter does.
    pub answer: Answer,
    /// What comes back with it.
    pub state: String,
}

impl AtCounter {
    /// Whoever comes shows that they are a subject.
    pub fn new(world: &World, address: &str, subject: &str) -> AtCounter {
        let (there, query) = address.split_once('?').expect("a question");
        assert_eq!(there, COUNTER_ADDRESS);
        let pairs: Vec<(String, String)> =
            url::form_urlencoded::parse(query.as_bytes()).map(|(a, b)| (a.into_owned(), b.into_owned())).collect();
        let value = |name: &str| pairs.iter().find(|(key, _)| key == name).expect("asked").1.clone();
        let asked = asked(&value("SAMLRequest"));
        let answer = Answer {
            provider: COUNTER.to_owned(),
            audience: asked.issuer.clone(),
            recipient: asked.answer.clone(),
            request: asked.id.clone(),
            now: world.now(),
            subject: format!("n-{subject}"),
            number: asked.id[1..17].to_owned(),
            attributes: vec![(ACCOUNT.to_owned(), subject.to_owned())],
        };
        AtCounter { asked, answer, state: value("RelayState") }
    }

    /// The counter says as what and where they come: values of the attribute.
    #[must_use]
    pub fn named(mut self, vectors: &[&str]) -> AtCounter {
        self.answer.attributes.extend(vectors.iter().map(|value| (VECTORS.to_owned(), (*value).to_owned())));
        self
    }

    /// The answer, with its assertion signed, as a browser brings it.
    pub fn form(&self) -> String {
        self.form_by(9)
    }

    /// The same, signed by the key whose secret number is so many times this byte.
    pub fn form_by(&self, secret: u8) -> String {
        let key = SigningKey::from_slice(&[secret; 32]).expect("a key");
        let signs = |bytes: &[u8]| {
            let signature: Signature = key.sign(bytes);
            signature.to_bytes().to_vec()
        };
        let text = self.answer.response(&self.answer.assertion());
        form(&sign(&text, &self.answer.assertion_id(), &Hand { algorithm: ECDSA, signs: &signs, prefixes: "" }))
    }
}

impl World {
    /// Registers the invented counter under a code, for these people.
    pub async fn adds_counter(&self, code: &str, publics: &[Public], acr: &[String]) -> Added {
        self.adds(code, publics, acr).await.expect("an answer")
    }

    /// The same for everybody, whether it succeeds or not.
    pub async fn registers_counter(&self, code: &str) -> Result<Added> {
        self.adds(code, Public::ALL, &[]).await
    }

    async fn adds(&self, code: &str, publics: &[Public], acr: &[String]) -> Result<Added> {
        let new = NewSaml {
            code,
            label: "EduConnect d’essai",
            description: &counter_description(),
            publics,
            claim: ACCOUNT,
            acr,
            signed: Signed::Assertion,
        };
        add_saml(&self.app, &new).await
    }
}
