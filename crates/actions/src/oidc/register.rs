//! The operator links a service that speaks OpenID Connect, at the console of the machine.

use model::{
    limits,
    service::{AttributeSet, Client, Protocol, ServiceUrl},
};

use super::keys;
use crate::{
    App, Result,
    services::{self, Added, each_once},
    token::Token,
};

/// A service to add.
#[derive(Debug)]
pub struct NewClient<'a> {
    /// How the operator will name it; it is its client identifier.
    pub code: &'a str,
    /// How people know it.
    pub name: &'a str,
    /// What it is told of people.
    pub attributes: AttributeSet,
    /// Where people are sent with a code.
    pub redirects: &'a [String],
    /// Where people may be sent when they have signed out.
    pub after_logout: &'a [String],
    /// Where it is told that a session has ended.
    pub logout: Option<&'a str>,
    /// It can keep no secret.
    pub public: bool,
}

/// Adds it. Its secret is said once, and only its hash is kept.
pub async fn register(app: &App, new: &NewClient<'_>) -> Result<Added> {
    let most = limits::REDIRECTS_PER_SERVICE_MAX;
    if new.redirects.is_empty() || new.redirects.len() > most || new.after_logout.len() > most {
        return Ok(Added::WrongCount);
    }
    let read = |texts| each_once(texts, ServiceUrl::parse);
    let (redirects, after_logout) = match (read(new.redirects), read(new.after_logout)) {
        (Ok(redirects), Ok(after_logout)) => (redirects, after_logout),
        (Err(why), _) | (_, Err(why)) => return Ok(why),
    };
    let logout = match new.logout.map(ServiceUrl::parse).transpose() {
        Ok(url) => url,
        Err(why) => return Ok(Added::WrongAddress(new.logout.unwrap_or_default().to_owned(), why)),
    };
    let mut tx = app.db.begin().await?;
    let known = store::service::all(&mut tx).await?;
    if let Some(why) = services::cannot_be_added(&known, new.code, new.name) {
        return Ok(why);
    }
    let secret = (!new.public).then(|| Token::new(app));
    let secret_hash = secret.as_ref().map(|secret| secret.hash().to_vec());
    keys::ensure(app, &mut tx).await?;
    let facts = serde_json::json!({
        "name": new.name.trim(), "attributes": new.attributes, "redirects": new.redirects,
        "after_logout": new.after_logout, "logout": new.logout, "public": new.public,
    });
    let speaks = Protocol::Oidc(Client { secret_hash, redirects, after_logout, logout });
    services::link(app, tx, (new.code, new.name), new.attributes, speaks, &facts).await?;
    Ok(Added::Client(secret))
}
