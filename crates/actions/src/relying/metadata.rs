//! What a provider announces of itself (OpenID Connect Discovery), and its keys: read when they are needed, kept for an
//! hour, on each node apart. Nothing of it is believed that the operator has not named: the issuer is the one that was
//! registered, letter by letter, and every address is one of TLS, or of this machine when the issuer is.

use std::sync::Arc;

use model::{
    Millis, ProviderId, limits,
    provider::Provider,
    service::{NotService, ServiceUrl},
};
use serde::Deserialize;

use super::{
    jwt::Key,
    outside::{Form, NoAnswer, Question},
};
use crate::App;

/// What is used of what a provider announces.
#[derive(Debug, Clone)]
pub(super) struct Metadata {
    /// Where people go.
    pub(super) authorization: ServiceUrl,
    /// Where a code is exchanged.
    pub(super) token: ServiceUrl,
    keys: ServiceUrl,
    /// Where people sign out.
    pub(super) end: Option<ServiceUrl>,
    /// It wants our secret in the form, not in a header.
    pub(super) secret_in_form: bool,
    /// Its answers name it (RFC 9207).
    pub(super) names_itself: bool,
}

/// Why what a provider announces cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Fault {
    /// It did not answer.
    #[error("{0} : {1}")]
    NoAnswer(String, NoAnswer),
    /// It answered something else.
    #[error("{0} répond {1}")]
    Status(String, u16),
    /// It is not what one reads there.
    #[error("{0} ne donne pas le document attendu ({1})")]
    Unreadable(String, &'static str),
    /// It is another one.
    #[error(
        "le document se dit de l’émetteur « {0} », et non de celui que vous avez donné : reprenez-le exactement, avec ou sans barre finale"
    )]
    OtherIssuer(String),
    /// An address in it cannot be used.
    #[error("l’adresse « {0} » qu’il annonce ne convient pas : {1}")]
    Address(&'static str, NotService),
    /// An address of this machine, which a provider elsewhere cannot have.
    #[error("l’adresse « {0} » qu’il annonce est de cette machine même")]
    OfThisMachine(&'static str),
}

#[derive(Deserialize)]
struct Document {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    end_session_endpoint: Option<String>,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

#[derive(Deserialize)]
struct Keys {
    keys: Vec<serde_json::Value>,
}

/// What one node knows of a provider.
#[derive(Default)]
pub(super) struct Known {
    metadata: Option<(Arc<Metadata>, Millis)>,
    keys: Option<(Arc<Vec<Key>>, Millis)>,
}

/// What a provider announces.
pub(super) async fn metadata(app: &App, provider: &Provider) -> Result<Arc<Metadata>, Fault> {
    let now = app.now();
    let known = app.relying.known(provider.id, |known| known.metadata.clone());
    if let Some((metadata, at)) = known
        && now - at < limits::PROVIDER_FRESH
    {
        return Ok(metadata);
    }
    let issuer = ServiceUrl::parse(&provider.issuer).map_err(|why| Fault::Address("issuer", why))?;
    let read = Arc::new(discover(app, &issuer).await?);
    app.relying.known(provider.id, |known| known.metadata = Some((read.clone(), now)));
    Ok(read)
}

/// The keys of a provider. One that is not among them is looked for again, not too often.
pub(super) async fn keys(app: &App, provider: &Provider, kid: Option<&str>) -> Result<Arc<Vec<Key>>, Fault> {
    let now = app.now();
    if let Some((keys, at)) = app.relying.known(provider.id, |known| known.keys.clone()) {
        let has = kid.is_none_or(|kid| keys.iter().any(|key| key.kid.as_deref() == Some(kid)));
        let life = if has { limits::PROVIDER_FRESH } else { limits::PROVIDER_KEYS_AGAIN };
        if now - at < life {
            return Ok(keys);
        }
    }
    let metadata = metadata(app, provider).await?;
    let read: Keys = document(app, &metadata.keys).await?;
    let keys = read.keys.into_iter().take(limits::PROVIDER_KEYS_MAX);
    // A key of a kind that is not known here signs nothing here.
    let keys: Arc<Vec<Key>> = Arc::new(keys.filter_map(|key| serde_json::from_value(key).ok()).collect());
    app.relying.known(provider.id, |known| known.keys = Some((keys.clone(), now)));
    Ok(keys)
}

/// Reads what an issuer announces, whatever is known of it.
pub(super) async fn discover(app: &App, issuer: &ServiceUrl) -> Result<Metadata, Fault> {
    let address = format!("{}/.well-known/openid-configuration", issuer.as_str().trim_end_matches('/'));
    let address = ServiceUrl::parse(&address).map_err(|why| Fault::Address("issuer", why))?;
    let said: Document = document(app, &address).await?;
    if said.issuer != issuer.as_str() {
        return Err(Fault::OtherIssuer(said.issuer.chars().take(200).collect()));
    }
    let read = |name: &'static str, text: &str| {
        let url = ServiceUrl::parse(text).map_err(|why| Fault::Address(name, why))?;
        // An answer from outside must not make this program ask its own neighbours.
        let allowed = url.url().scheme() == "https" || issuer.url().scheme() == "http";
        if allowed { Ok(url) } else { Err(Fault::OfThisMachine(name)) }
    };
    let end = said.end_session_endpoint.as_deref();
    // Without a word of it, a header is the rule.
    let in_header = |ways: &Vec<String>| ways.iter().any(|way| way == "client_secret_basic");
    Ok(Metadata {
        authorization: read("authorization_endpoint", &said.authorization_endpoint)?,
        token: read("token_endpoint", &said.token_endpoint)?,
        keys: read("jwks_uri", &said.jwks_uri)?,
        end: end.map(|end| read("end_session_endpoint", end)).transpose()?,
        secret_in_form: !said.token_endpoint_auth_methods_supported.as_ref().is_none_or(in_header),
        names_itself: said.authorization_response_iss_parameter_supported,
    })
}

async fn document<T: serde::de::DeserializeOwned>(app: &App, from: &ServiceUrl) -> Result<T, Fault> {
    ask(app, from, None).await
}

/// Asks, and reads the answer.
pub(super) async fn ask<T: serde::de::DeserializeOwned>(
    app: &App,
    to: &ServiceUrl,
    form: Option<Form>,
) -> Result<T, Fault> {
    let text = text(app, to, form).await?;
    serde_json::from_str(&text).map_err(|_| Fault::Unreadable(place(to), "du JSON, avec tous ses champs"))
}

/// Asks; the answer, which must be a text.
pub(super) async fn text(app: &App, to: &ServiceUrl, form: Option<Form>) -> Result<String, Fault> {
    let answer = app.relying.ask(Question { to: to.clone(), form }).await;
    let answer = answer.map_err(|why| Fault::NoAnswer(place(to), why))?;
    if answer.status != 200 {
        return Err(Fault::Status(place(to), answer.status));
    }
    String::from_utf8(answer.body).map_err(|_| Fault::Unreadable(place(to), "du texte"))
}

fn place(to: &ServiceUrl) -> String {
    to.as_str().chars().take(200).collect()
}

/// Nothing is known of a provider any more.
pub(super) fn forget(app: &App, provider: ProviderId) {
    app.relying.known(provider, |known| *known = Known::default());
}
