//! The register of services of others: what the operator adds and takes away at the console of the machine, and which
//! service an address is of. There is no actor, as in [`crate::operate`]. Those that speak OpenID Connect are added by
//! [`crate::oidc::register`].

use model::{
    Actor, Millis, PersonId, SessionId, TicketId, limits,
    service::{AttributeSet, NotService, Prefix, Protocol, Service, ServiceUrl, is_code},
};
use store::{
    Tx,
    ticket::{Asked, NewTicket},
};

use crate::{App, Result, record, token, token::Token};

/// A service to add.
#[derive(Debug)]
pub struct NewService<'a> {
    /// How the operator will name it.
    pub code: &'a str,
    /// How people know it.
    pub name: &'a str,
    /// Where it is: everything below these.
    pub prefixes: &'a [String],
    /// What it is told of people.
    pub attributes: AttributeSet,
}

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Added {
    /// It lets people in from now on; under these addresses.
    Yes(Vec<String>),
    /// It lets people in from now on by OpenID Connect; with this secret, which is said once, unless it can keep none.
    Client(Option<Token>),
    /// Its code is not letters, digits and dashes, or its name is empty or too long.
    WrongName,
    /// One of its addresses cannot be used, and why.
    WrongAddress(String, NotService),
    /// It has no address, or too many.
    WrongCount,
    /// There is one of this code.
    CodeTaken,
    /// One of its addresses is under one of another service, or over it; that one's code.
    Overlaps(String),
    /// There are as many services as there may be.
    TooMany,
}

/// Every service, by code.
pub async fn list(app: &App) -> Result<Vec<Service>> {
    let mut tx = app.db.read().await?;
    Ok(store::service::all(&mut tx).await?)
}

/// Adds a service that speaks CAS.
pub async fn add(app: &App, new: &NewService<'_>) -> Result<Added> {
    if new.prefixes.is_empty() || new.prefixes.len() > limits::PREFIXES_PER_SERVICE_MAX {
        return Ok(Added::WrongCount);
    }
    let prefixes = match each_once(new.prefixes, Prefix::parse) {
        Ok(prefixes) => prefixes,
        Err(why) => return Ok(why),
    };
    let mut tx = app.db.begin().await?;
    let known = store::service::all(&mut tx).await?;
    if let Some(why) = cannot_be_added(&known, new.code, new.name) {
        return Ok(why);
    }
    // An address names one service, so that what it is told does not hang on an order.
    let meets = |other: &Prefix| prefixes.iter().any(|prefix| prefix.meets(other));
    if let Some(other) = known.iter().find(|service| service.prefixes().iter().any(meets)) {
        return Ok(Added::Overlaps(other.code.clone()));
    }
    let addresses: Vec<String> = prefixes.iter().map(|prefix| prefix.as_str().to_owned()).collect();
    let facts = serde_json::json!({ "name": new.name.trim(), "attributes": new.attributes, "addresses": addresses });
    link(app, tx, (new.code, new.name), new.attributes, Protocol::Cas(prefixes), &facts).await?;
    Ok(Added::Yes(addresses))
}

/// Keeps a service that nothing speaks against, with what the journal says of it.
pub(crate) async fn link(
    app: &App,
    mut tx: Tx,
    (code, name): (&str, &str),
    attributes: AttributeSet,
    speaks: Protocol,
    facts: &serde_json::Value,
) -> Result<()> {
    let (code, name) = (code.to_owned(), name.trim().to_owned());
    let service = Service { id: app.id(), code, name, attributes, enabled: true, speaks };
    store::service::add(&mut tx, &service, app.now()).await?;
    record::append(app, &mut tx, "console.service_add", None, &subject(&service), facts).await?;
    Ok(tx.commit().await?)
}

/// Addresses as they are written, each once; or which of them cannot be used.
pub(crate) fn each_once<T: PartialEq>(
    texts: &[String],
    parse: impl Fn(&str) -> std::result::Result<T, NotService>,
) -> std::result::Result<Vec<T>, Added> {
    let mut read = Vec::new();
    for text in texts {
        match parse(text) {
            Ok(address) if read.contains(&address) => {}
            Ok(address) => read.push(address),
            Err(why) => return Err(Added::WrongAddress(text.clone(), why)),
        }
    }
    Ok(read)
}

/// Why no service can be added under this code and this name, whatever it speaks.
pub(crate) fn cannot_be_added(known: &[Service], code: &str, name: &str) -> Option<Added> {
    let name = name.trim();
    if !is_code(code) || name.is_empty() || name.chars().count() > limits::SERVICE_NAME_CHARS_MAX {
        return Some(Added::WrongName);
    }
    if known.iter().any(|service| service.code == code) {
        return Some(Added::CodeTaken);
    }
    (known.len() >= limits::SERVICES_MAX).then_some(Added::TooMany)
}

/// Takes a service away. It is not told of sessions that end later: nothing is sent to an address that is not registered.
/// False: there is none of this code.
pub async fn remove(app: &App, code: &str) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    let Some(service) = of_code(&mut tx, code).await? else { return Ok(false) };
    store::service::remove(&mut tx, service.id).await?;
    record::append(app, &mut tx, "console.service_remove", None, &subject(&service), &serde_json::json!({})).await?;
    tx.commit().await?;
    Ok(true)
}

/// Lets a service let people in, or not. It is told of sessions that end all the same. False: there is none of this code.
pub async fn set_enabled(app: &App, code: &str, enabled: bool) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    let Some(service) = of_code(&mut tx, code).await? else { return Ok(false) };
    if store::service::set_enabled(&mut tx, service.id, enabled).await? {
        let facts = serde_json::json!({ "enabled": enabled });
        record::append(app, &mut tx, "console.service_enable", None, &subject(&service), &facts).await?;
        tx.commit().await?;
    }
    Ok(true)
}

/// The service that lets people in at an address, if there is one.
pub async fn at(app: &App, address: &str) -> Result<Option<(Service, ServiceUrl)>> {
    let mut tx = app.db.read().await?;
    find(&mut tx, address).await
}

/// The same within a transaction.
pub(crate) async fn find(tx: &mut Tx, address: &str) -> Result<Option<(Service, ServiceUrl)>> {
    let Ok(url) = ServiceUrl::parse(address) else { return Ok(None) };
    let services = store::service::all(tx).await?;
    let found = services.into_iter().find(|service| service.enabled && service.has(&url));
    Ok(found.map(|service| (service, url)))
}

async fn of_code(tx: &mut Tx, code: &str) -> Result<Option<Service>> {
    Ok(store::service::all(tx).await?.into_iter().find(|service| service.code == code))
}

pub(crate) fn subject(service: &Service) -> String {
    format!("service/{}", service.code)
}

/// Whether a session has just begun and has led nowhere else: then it was begun for the service that is gone to.
pub(crate) async fn is_fresh(tx: &mut Tx, actor: &Actor, session: SessionId, now: Millis) -> Result<bool> {
    Ok(now - actor.signed_in_at <= limits::FRESH_SIGN_IN && !store::ticket::has_any(tx, session).await?)
}

/// Somebody who goes to a service, at an address of it.
pub(crate) struct Visit<'a> {
    pub(crate) service: &'a Service,
    pub(crate) url: &'a ServiceUrl,
    pub(crate) person: PersonId,
    pub(crate) session: SessionId,
    /// The password was typed for it.
    pub(crate) fresh: bool,
}

impl Visit<'_> {
    /// Gives what lets them in: its identity and its text.
    pub(crate) async fn ticket(
        &self,
        app: &App,
        tx: &mut Tx,
        kind: token::Ticket,
        asked: Option<Asked<'_>>,
    ) -> Result<(TicketId, String)> {
        let (id, text) = (app.id::<TicketId>(), token::new_ticket(app, kind));
        let ticket = NewTicket {
            id,
            hash: &token::hash(&text),
            service: self.service.id,
            url: self.url.as_str(),
            session: self.session,
            person: self.person,
            fresh: self.fresh,
            life: kind.life(),
            asked,
        };
        store::ticket::issue(tx, &ticket, app.now()).await?;
        Ok((id, text))
    }
}

/// What a service knows a person by that no other service knows them by, and from which nobody finds the person. It stays
/// when the service changes its protocol.
pub(crate) fn opaque(app: &App, service: &str, person: PersonId) -> String {
    token::keyed(app, &format!("cas/{service}/{person}"))
}
