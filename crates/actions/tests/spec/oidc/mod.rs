//! Services that speak OpenID Connect: a code is for one service, one address, one verifier and one showing; what it gave
//! ends with the session, and at once when somebody shows again what was used.

use actions::{
    oidc::{
        Answer, Credentials, Given, Refusal,
        authorize::{Going, Request, authorize},
        exchange::{Exchange, exchange},
        keys,
        refresh::{Refresh, refresh},
        register::{NewClient, register},
        userinfo::userinfo,
    },
    services::Added,
    single_logout::{self, Words},
    testing::{Tab, World},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use model::{Actor, TicketId, job::Job, service::AttributeSet};
use p256::ecdsa::{Signature, VerifyingKey, signature::Verifier as _};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use store::testing::TestDb;

pub(crate) mod acts;
mod codes;
mod ends;
mod going;
mod linking;
mod tokens;

/// What a service shows with a code; its challenge is the hash of this.
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const EVERYTHING: &str = "openid profile email offline_access";

/// Where a service of the tests is sent people.
pub(crate) fn address(code: &str) -> String {
    format!("https://{code}.example/retour?de=preau")
}

/// Links a service; gives its secret.
pub(crate) async fn link(world: &World, code: &str, attributes: AttributeSet) -> String {
    match adds(world, code, attributes, false).await {
        Added::Client(Some(secret)) => secret.secret().to_owned(),
        other => panic!("{other:?}"),
    }
}

async fn adds(world: &World, code: &str, attributes: AttributeSet, public: bool) -> Added {
    let (redirects, after) = ([address(code)], [format!("https://{code}.example/fin")]);
    let logout = format!("https://{code}.example/logout");
    let new = NewClient {
        code,
        name: "Un carnet",
        attributes,
        redirects: &redirects,
        after_logout: &after,
        logout: Some(&logout),
        public,
    };
    register(&world.app, &new).await.expect("an answer")
}

fn challenge() -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER))
}

/// Where a service's question leads.
async fn goes<'a>(world: &World, actor: Option<&Actor>, code: &'a str, change: impl FnOnce(&mut Request<'a>)) -> Going {
    let mut asked = question(code);
    change(&mut asked);
    authorize(&world.app, actor, &asked).await.expect("an answer")
}

/// What a service asks. A test may keep a few texts for ever.
pub(crate) fn question(code: &str) -> Request<'_> {
    Request {
        client: code,
        redirect: address(code).leak(),
        response_type: "code",
        scope: EVERYTHING,
        state: "état",
        nonce: "n-1",
        challenge: challenge().leak(),
        method: "S256",
        ..Request::default()
    }
}

/// What the service finds in the address to which a browser was sent.
fn said(going: &Going, code: &str, name: &str) -> Option<String> {
    let Going::To(to) = going else { panic!("{going:?}") };
    let query = to.strip_prefix(&format!("{}&", address(code))).expect("its own address");
    let pairs: Vec<_> = query.split('&').filter_map(|pair| pair.split_once('=')).collect();
    assert!(pairs.contains(&("state", "%C3%A9tat")) && pairs.contains(&("iss", "http%3A%2F%2Flocalhost")), "{query}");
    pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
}

/// A code for who is signed in.
pub(crate) async fn coded(world: &World, actor: &Actor, code: &str) -> String {
    let going = goes(world, Some(actor), code, |_| {}).await;
    said(&going, code, "code").unwrap_or_else(|| panic!("{going:?}"))
}

/// A service of the tests, as it shows itself.
#[derive(Clone, Copy)]
pub(crate) struct Service<'a> {
    pub(crate) code: &'a str,
    pub(crate) secret: Option<&'a str>,
}

impl<'a> Service<'a> {
    fn shown(self) -> Credentials<'a> {
        Credentials { id: self.code, secret: self.secret }
    }

    pub(crate) async fn exchanges(self, world: &World, code: &str) -> Result<Given, Refusal> {
        self.exchanges_for(world, code, &address(self.code), VERIFIER).await
    }

    async fn exchanges_for(self, world: &World, code: &str, redirect: &str, verifier: &str) -> Result<Given, Refusal> {
        let shown = Exchange { client: self.shown(), code, redirect, verifier };
        given(exchange(&world.app, &shown).await.expect("an answer"))
    }

    pub(crate) async fn refreshes(self, world: &World, given: &Given) -> Result<Given, Refusal> {
        let token = given.refresh.as_ref().expect("a refresh token").secret();
        self::given(refresh(&world.app, &Refresh { client: self.shown(), token, scope: "" }).await.expect("an answer"))
    }

    /// Somebody goes there and is let in.
    pub(crate) async fn lets_in(self, world: &World, actor: &Actor) -> Given {
        let code = coded(world, actor, self.code).await;
        self.exchanges(world, &code).await.expect("let in")
    }
}

fn given(answer: Answer) -> Result<Given, Refusal> {
    match answer {
        Answer::Yes(given) => Ok(given),
        Answer::No(refusal) => Err(refusal),
    }
}

async fn opens(world: &World, given: &Given) -> Option<Value> {
    userinfo(&world.app, given.access.secret()).await.expect("an answer").map(Value::Object)
}

async fn signed_in(world: &World, who: &str) -> (Tab, Actor) {
    let mut tab = world.person(who).own_tab();
    assert!(tab.signs_in(world, who).await, "{who} signs in");
    let actor = tab.who(world).await.expect("signed in");
    (tab, actor)
}

/// Header and claims of a token, which a published key has signed.
async fn verified(world: &World, token: &str) -> (Value, Value) {
    let parts: Vec<&str> = token.split('.').collect();
    let read = |part: &str| URL_SAFE_NO_PAD.decode(part).expect("base 64");
    let header: Value = serde_json::from_slice(&read(parts[0])).expect("a header");
    let keys = serde_json::to_value(keys::published(&world.app).await.expect("keys")).expect("JSON");
    let keys = keys.as_array().expect("a list");
    let key = keys.iter().find(|key| key["kid"] == header["kid"]).expect("its key is published");
    let part = |name: &str| read(key[name].as_str().expect("a coordinate"));
    let point = [vec![4], part("x"), part("y")].concat();
    let key = VerifyingKey::from_sec1_bytes(&point).expect("a point of the curve");
    let signature = Signature::from_slice(&read(parts[2])).expect("a signature");
    key.verify(format!("{}.{}", parts[0], parts[1]).as_bytes(), &signature).expect("signed by it");
    (header, serde_json::from_slice(&read(parts[1])).expect("claims"))
}

/// Services that are told of ended sessions now: where, and what the token says.
async fn told(world: &World) -> Vec<(String, Value)> {
    single_logout::sweep(&world.app, TicketId(uuid::Uuid::nil())).await.expect("looked for");
    let mut told = Vec::new();
    for claimed in actions::jobs::claim(&world.app).await.expect("claimed") {
        if let Job::Logout { ticket } = claimed.job
            && let Some(notice) = single_logout::notice(&world.app, ticket).await.expect("an answer")
        {
            let Words::Oidc(token) = &notice.words else { panic!("{notice:?}") };
            let (header, claims) = verified(world, token).await;
            assert_eq!(header["typ"], "logout+jwt");
            single_logout::told(&world.app, &notice, 200).await.expect("noted");
            told.push((notice.to.as_str().to_owned(), claims));
        }
        actions::jobs::finish(&world.app, &claimed, Ok(())).await.expect("done");
    }
    told
}

async fn linked(t: TestDb) -> (World, String) {
    let world = World::new(t).await;
    let secret = link(&world, "carnet", AttributeSet::Common).await;
    (world, secret)
}

fn carnet(secret: &str) -> Service<'_> {
    Service { code: "carnet", secret: Some(secret) }
}
