//! Somebody who is signed in goes on to a service.

use model::Actor;

use crate::{
    App, Result, record,
    services::{self, Visit},
    token,
};

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Issued {
    /// Send the browser there.
    To(String),
    /// The service wants the password to be typed for it.
    SignInAgain,
    /// No service lets people in at this address.
    NoService,
}

/// Gives a ticket for an address. `renew`: the service does not take a sign-in that was for something else.
pub async fn issue(app: &App, actor: &Actor, address: &str, renew: bool) -> Result<Issued> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some((service, url)) = services::find(&mut tx, address).await? else { return Ok(Issued::NoService) };
    let Some(session) = actor.session else { return Ok(Issued::SignInAgain) };
    let fresh = services::is_fresh(&mut tx, actor, session, now).await?;
    if renew && !fresh {
        return Ok(Issued::SignInAgain);
    }
    let visit = Visit { service: &service, url: &url, person: actor.person, session, fresh };
    let (ticket, text) = visit.ticket(app, &mut tx, token::Ticket::Cas, None).await?;
    let facts = serde_json::json!({ "ticket": ticket, "session": session, "address": url.as_str() });
    record::append(app, &mut tx, "service.ticket", Some(actor.person), &services::subject(&service), &facts).await?;
    tx.commit().await?;
    Ok(Issued::To(url.with_ticket(&text)))
}
