//! A service asks for the next tokens. A refresh token is used once: shown again, it ends all that came of its code.

use store::service_token::{self, Kind};

use super::{
    Answer, Credentials, Refusal, client,
    give::{give, void},
    has,
};
use crate::{App, Result, record, sign_in, token};

/// What a service shows.
#[derive(Debug)]
pub struct Refresh<'a> {
    /// Of itself.
    pub client: Credentials<'a>,
    /// The token.
    pub token: &'a str,
    /// What it wants to be given; empty: the same.
    pub scope: &'a str,
}

/// Gives the next tokens.
pub async fn refresh(app: &App, shown: &Refresh<'_>) -> Result<Answer> {
    if shown.token.is_empty() {
        return Ok(Answer::No(Refusal::InvalidRequest));
    }
    let Some(service) = client::authenticated(app, &shown.client).await? else {
        return Ok(Answer::No(Refusal::InvalidClient));
    };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let hash = token::hash(shown.token);
    let Some(ticket) = service_token::ticket(&mut tx, Kind::Refresh, &hash).await? else {
        return Ok(Answer::No(Refusal::InvalidGrant));
    };
    let scope = ticket.scope.as_deref().unwrap_or_default();
    if shown.scope.split(' ').any(|name| !name.is_empty() && !has(scope, name)) {
        return Ok(Answer::No(Refusal::InvalidScope));
    }
    let spent = ticket.service == service.id && service_token::spend(&mut tx, &hash, now).await?;
    if !spent {
        // In the hands of another service it was stolen as well.
        if ticket.service != service.id || service_token::was_used(&mut tx, &hash).await? {
            void(app, &mut tx, &ticket, "refresh_token").await?;
            tx.commit().await?;
        }
        return Ok(Answer::No(Refusal::InvalidGrant));
    }
    let Some(session) = sign_in::still_open(&mut tx, ticket.session, now).await? else {
        return Ok(Answer::No(Refusal::InvalidGrant));
    };
    let given = give(app, &mut tx, &service, &ticket, &session, None).await?;
    let facts = serde_json::json!({ "ticket": ticket.id, "session": ticket.session });
    let subject = format!("person/{}", ticket.person);
    record::append(app, &mut tx, "service.refresh", Some(ticket.person), &subject, &facts).await?;
    tx.commit().await?;
    Ok(Answer::Yes(given))
}
