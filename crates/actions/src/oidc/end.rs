//! A service sends a browser to sign out here. Only a service that shows an identity token of whoever is signed in is
//! believed: anybody can write a link.

use model::{Actor, PersonId, service::Service};
use serde::Deserialize;
use store::Tx;

use super::{jwt, keys};
use crate::{App, Result, services, sign_in};

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Ended {
    /// Nobody is signed in any more; on to there, when it is an address of the service.
    Out(Option<String>),
    /// Somebody still is: nothing shows that it is they who want to sign out.
    StillIn,
}

/// What a service asks, as it wrote it; empty where it wrote nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct SignOut<'a> {
    /// An identity token that it was given.
    pub hint: &'a str,
    /// Its client identifier.
    pub client: &'a str,
    /// Where to send the browser then.
    pub redirect: &'a str,
    /// To be given back.
    pub state: &'a str,
}

/// What is read of an identity token that comes back. It may be as old as it likes.
#[derive(Deserialize)]
struct Hint {
    iss: String,
    aud: String,
    sub: String,
}

/// Ends the session of whoever is signed in, with those in every service.
pub async fn end(app: &App, actor: Option<&Actor>, asked: &SignOut<'_>) -> Result<Ended> {
    let mut tx = app.db.read().await?;
    let hint = read(app, &mut tx, asked.hint).await?;
    let hint = hint.filter(|hint| asked.client.is_empty() || asked.client == hint.aud);
    let services = if hint.is_some() { store::service::all(&mut tx).await? } else { Vec::new() };
    drop(tx);
    let service = hint.as_ref().and_then(|hint| services.iter().find(|service| service.code == hint.aud));
    if let Some(actor) = actor {
        let theirs = service.map(|service| services::opaque(app, &service.code, actor.person));
        if theirs.is_none() || theirs != hint.map(|hint| hint.sub) {
            return Ok(Ended::StillIn);
        }
        sign_in::sign_out(app, actor).await?;
    }
    let client = service.and_then(Service::client);
    let known = client.and_then(|client| client.after_logout.iter().find(|url| url.as_str() == asked.redirect));
    Ok(Ended::Out(known.map(|url| match asked.state {
        "" => url.as_str().to_owned(),
        state => url.with(&[("state", state)]),
    })))
}

/// Whether an identity token that was given to a service is of this person.
pub(super) async fn is_of(app: &App, tx: &mut Tx, service: &Service, person: PersonId, hint: &str) -> Result<bool> {
    let hint = read(app, tx, hint).await?.filter(|hint| hint.aud == service.code);
    Ok(hint.is_some_and(|hint| hint.sub == services::opaque(app, &service.code, person)))
}

async fn read(app: &App, tx: &mut Tx, hint: &str) -> Result<Option<Hint>> {
    if hint.is_empty() {
        return Ok(None);
    }
    let keys = keys::known(app, tx).await?;
    let hint: Option<Hint> = jwt::read(&keys, jwt::Kind::Identity, hint);
    Ok(hint.filter(|hint| hint.iss == app.issuer))
}
