//! A provider of identity that is invented: it announces itself, signs who came, and lies when a test wants it to.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use serde_json::{Value, json};

use super::World;
use crate::relying::{
    outside::{Answer, Answering, NoAnswer, Outside, Question},
    registry::{Added, NewProvider, add},
};
use model::provider::Public;

/// The issuer of the invented provider.
pub const ISSUER: &str = "https://id.example";
/// By which name it knows the installation of tests.
pub const CLIENT: &str = "preau-essai";
/// What it gave to show who we are: with what forms and headers write otherwise.
pub const SECRET: &str = "un secret: +&=%";

type Change = Box<dyn Fn(&mut Value) + Send>;

/// What it does at this moment.
struct State {
    key: SigningKey,
    kid: String,
    /// Changes what it announces.
    announces: Change,
    /// Changes the header of the next words.
    header: Change,
    /// Changes their claims.
    claims: Change,
    /// What is answered in place of every answer.
    instead: Option<Result<Answer, String>>,
    asked: Vec<String>,
    /// Who comes, and what was asked with it: nonce, challenge.
    coming: Option<(String, String, String)>,
    now_s: i64,
}

/// The provider, which keeps what it was asked.
#[derive(Clone)]
pub struct Provider(Arc<Mutex<State>>);

impl Provider {
    /// One that is honest.
    pub fn new(world: &World) -> Provider {
        let key = SigningKey::from_slice(&[9; 32]).expect("a key");
        let nothing = || -> Change { Box::new(|_| {}) };
        Provider(Arc::new(Mutex::new(State {
            key,
            kid: "k1".to_owned(),
            announces: nothing(),
            header: nothing(),
            claims: nothing(),
            instead: None,
            asked: Vec::new(),
            coming: None,
            now_s: world.now().0 / 1_000,
        })))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Announces otherwise from now on.
    pub fn announces(&self, change: impl Fn(&mut Value) + Send + 'static) {
        self.state().announces = Box::new(change);
    }

    /// Writes other headers from now on.
    pub fn heads(&self, change: impl Fn(&mut Value) + Send + 'static) {
        self.state().header = Box::new(change);
    }

    /// Claims otherwise from now on.
    pub fn claims(&self, change: impl Fn(&mut Value) + Send + 'static) {
        self.state().claims = Box::new(change);
    }

    /// Answers so whatever it is asked; `None`: honestly again.
    pub fn answers(&self, instead: Option<Result<Answer, String>>) {
        self.state().instead = instead;
    }

    /// Signs with another key from now on, which it publishes if `published`.
    pub fn changes_key(&self, published: bool) {
        let mut state = self.state();
        state.key = SigningKey::from_slice(&[10; 32]).expect("a key");
        if published {
            "k2".clone_into(&mut state.kid);
        }
    }

    /// What it was asked so far: addresses.
    pub fn asked(&self) -> Vec<String> {
        self.state().asked.clone()
    }

    /// Somebody shows there who they are, having come by this address. Gives what the browser brings back: a code and the
    /// state.
    pub fn lets_in(&self, world: &World, address: &str, subject: &str) -> (String, String) {
        let (there, query) = address.split_once('?').expect("a question");
        assert_eq!(there, format!("{ISSUER}/authorize"));
        let pairs: Vec<(String, String)> =
            url::form_urlencoded::parse(query.as_bytes()).map(|(a, b)| (a.into_owned(), b.into_owned())).collect();
        let value = |name: &str| {
            let found = pairs.iter().find(|(key, _)| key == name);
            found.map_or_else(|| panic!("{name} is asked: {query}"), |(_, value)| value.clone())
        };
        assert_eq!((value("client_id"), value("code_challenge_method")), (CLIENT.to_owned(), "S256".to_owned()));
        let mut state = self.state();
        state.coming = Some((subject.to_owned(), value("nonce"), value("code_challenge")));
        state.now_s = world.now().0 / 1_000;
        (format!("code-{subject}"), value("state"))
    }

    /// The signed word that a session has ended.
    pub fn says_ended(&self, world: &World, subject: &str, sid: Option<&str>, jti: &str) -> String {
        let mut claims = json!({
            "iss": ISSUER, "aud": CLIENT, "iat": world.now().0 / 1_000, "exp": world.now().0 / 1_000 + 120,
            "jti": jti, "sub": subject, "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
        });
        if let Some(sid) = sid {
            claims["sid"] = sid.into();
        }
        self.state().signs("logout+jwt", claims)
    }
}

impl State {
    fn signs(&self, typ: &str, mut claims: Value) -> String {
        let mut header = json!({ "alg": "ES256", "kid": self.kid, "typ": typ });
        (self.header)(&mut header);
        (self.claims)(&mut claims);
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", encode(&header), encode(&claims));
        let signature = match header["alg"].as_str() {
            Some("none") => Vec::new(),
            // With what everybody knows, as if it were a secret.
            Some("HS256") => {
                use hmac::{Hmac, KeyInit as _, Mac as _};
                let secret = self.key.verifying_key().to_sec1_bytes();
                let mac = Hmac::<sha2::Sha256>::new_from_slice(&secret).expect("a key");
                mac.chain_update(signed.as_bytes()).finalize().into_bytes().to_vec()
            }
            _ => {
                let signature: Signature = self.key.sign(signed.as_bytes());
                signature.to_bytes().to_vec()
            }
        };
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn document(&self) -> Value {
        let mut document = json!({
            "issuer": ISSUER, "authorization_endpoint": format!("{ISSUER}/authorize"),
            "token_endpoint": format!("{ISSUER}/token"), "jwks_uri": format!("{ISSUER}/jwks"),
            "end_session_endpoint": format!("{ISSUER}/end"),
            "authorization_response_iss_parameter_supported": true,
        });
        (self.announces)(&mut document);
        document
    }

    fn keys(&self) -> Value {
        let published = if self.kid == "k1" { [9; 32] } else { [10; 32] };
        let point = SigningKey::from_slice(&published).expect("a key").verifying_key().to_sec1_bytes();
        let (x, y) = point[1..].split_at(32);
        let (x, y) = (URL_SAFE_NO_PAD.encode(x), URL_SAFE_NO_PAD.encode(y));
        json!({ "keys": [
            { "kty": "oct", "kid": "secret", "k": "AAAA" },
            { "kty": "EC", "crv": "P-256", "kid": self.kid, "use": "sig", "x": x, "y": y },
        ] })
    }

    /// The word on who came, for the code, the verifier and the secret that belong to it.
    fn exchanges(&mut self, question: &Question) -> Option<Value> {
        use sha2::{Digest as _, Sha256};
        let form = question.form.as_ref()?;
        let value = |name: &str| form.fields.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str());
        let coded = |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
        let basic = base64::engine::general_purpose::STANDARD.encode(format!("{}:{}", CLIENT, coded(SECRET)));
        let by_header = form.authorization.as_deref() == Some(&format!("Basic {basic}"));
        if !by_header && value("client_secret") != Some(SECRET) {
            return None;
        }
        let (subject, nonce, challenge) = self.coming.take()?;
        let verifier = URL_SAFE_NO_PAD.encode(Sha256::digest(value("code_verifier")?));
        if value("code")? != format!("code-{subject}") || verifier != challenge {
            return None;
        }
        let claims = json!({
            "iss": ISSUER, "aud": CLIENT, "sub": subject, "iat": self.now_s, "exp": self.now_s + 60, "nonce": nonce,
            "acr": "eidas1", "sid": format!("sid-{subject}"), "email": "ines@example.org",
        });
        Some(json!({ "token_type": "Bearer", "access_token": "a", "id_token": self.signs("JWT", claims) }))
    }
}

impl Outside for Provider {
    fn ask(&self, question: Question) -> Answering<'_> {
        let mut state = self.state();
        state.asked.push(question.to.as_str().to_owned());
        let (status, body) = match question.to.as_str().strip_prefix(ISSUER) {
            Some("/.well-known/openid-configuration") => (200, state.document()),
            Some("/jwks") => (200, state.keys()),
            Some("/token") => match state.exchanges(&question) {
                Some(answer) => (200, answer),
                None => (400, json!({ "error": "invalid_grant" })),
            },
            _ => (404, json!({})),
        };
        let honest = Ok(Answer { status, body: body.to_string().into_bytes() });
        let answer = match &state.instead {
            None => honest,
            Some(Ok(answer)) => Ok(answer.clone()),
            Some(Err(why)) => Err(NoAnswer::Unreachable(why.clone())),
        };
        Box::pin(async move { answer })
    }
}

impl World {
    /// The same world, whose program asks this provider.
    #[must_use]
    pub fn asking(mut self, provider: &Provider) -> World {
        let outside: Arc<dyn Outside> = Arc::new(provider.clone());
        let chance = super::chance(self.seed, self.restarts + 1_000);
        let app = super::app(&self.t.db, &self.folder, &self.clock, &self.judging, chance, self.app.rules);
        self.app = Arc::new(app.with_outside(outside));
        self
    }

    /// Registers the invented provider under a code, for these people.
    pub async fn adds_provider(&self, code: &str, publics: &[Public], acr: &[String]) -> Added {
        let new = NewProvider {
            code,
            label: "Guichet d’essai",
            issuer: ISSUER,
            client: CLIENT,
            secret: SECRET,
            publics,
            claim: "sub",
            acr,
        };
        add(&self.app, &new).await.expect("an answer")
    }
}
