//! Which service asks, and whether it is that one.

use model::service::{Service, ServiceUrl};
use store::Tx;

use crate::{App, Result, token};

/// What a service shows of itself.
#[derive(Debug)]
pub struct Credentials<'a> {
    /// Its client identifier.
    pub id: &'a str,
    /// Its secret; none: it has none to show.
    pub secret: Option<&'a str>,
}

/// The service of this client identifier that lets people in by OpenID Connect, if there is one.
pub(super) async fn find(tx: &mut Tx, id: &str) -> Result<Option<Service>> {
    let services = store::service::all(tx).await?;
    Ok(services.into_iter().find(|service| service.enabled && service.client().is_some() && service.code == id))
}

/// The same, when people may be sent to this address of it with a code.
pub async fn at(app: &App, id: &str, redirect: &str) -> Result<Option<(Service, ServiceUrl)>> {
    let mut tx = app.db.read().await?;
    found_at(&mut tx, id, redirect).await
}

/// The same within a transaction. Addresses are compared as texts: nothing of them is understood.
pub(super) async fn found_at(tx: &mut Tx, id: &str, redirect: &str) -> Result<Option<(Service, ServiceUrl)>> {
    let Some(service) = find(tx, id).await? else { return Ok(None) };
    let known = service.client().and_then(|client| client.redirects.iter().find(|url| url.as_str() == redirect));
    let url = known.cloned();
    Ok(url.map(|url| (service, url)))
}

/// The service that these are of. One that has a secret shows it, one that has none shows none. Hashes are compared: how
/// long that takes tells nothing of a secret of 256 bits.
pub(super) async fn authenticated(app: &App, shown: &Credentials<'_>) -> Result<Option<Service>> {
    let mut tx = app.db.read().await?;
    let Some(service) = find(&mut tx, shown.id).await? else { return Ok(None) };
    let right = match (service.client().and_then(|client| client.secret_hash.as_deref()), shown.secret) {
        (Some(hash), Some(secret)) => token::hash(secret).as_slice() == hash,
        (None, None) => true,
        _ => false,
    };
    Ok(right.then_some(service))
}
