//! A service shows an access token and is told who came.

use serde_json::{Map, Value};

use super::claims;
use crate::{App, Result, cas::attributes, services, sign_in, token};

/// What is told of whom a token is of; `None` when it opens nothing.
pub async fn userinfo(app: &App, access: &str) -> Result<Option<Map<String, Value>>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some(ticket) = store::service_token::opens(&mut tx, &token::hash(access), now).await? else { return Ok(None) };
    let services = store::service::all(&mut tx).await?;
    let Some(service) = services.into_iter().find(|known| known.id == ticket.service && known.enabled) else {
        return Ok(None);
    };
    if sign_in::still_open(&mut tx, ticket.session, now).await?.is_none() {
        return Ok(None);
    }
    let Some(facts) = attributes::facts(&mut tx, ticket.person, now).await? else { return Ok(None) };
    let sub = services::opaque(app, &service.code, ticket.person);
    Ok(Some(claims::claims(service.attributes, ticket.scope.as_deref().unwrap_or_default(), &sub, facts)))
}

/// Every claim that some service may be told.
pub const fn announced() -> &'static [&'static str] {
    &claims::CLAIMS
}
