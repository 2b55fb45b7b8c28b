//! A service exchanges a code for tokens. The code is spent by the first who shows it, whatever the answer.

use model::service::Service;
use sha2::{Digest as _, Sha256};
use store::ticket::Ticket;

use super::{
    Answer, Credentials, Refusal, client,
    give::{give, void},
    jwt, sid,
};
use crate::{App, Result, record, sign_in, token};

/// What a service shows.
#[derive(Debug)]
pub struct Exchange<'a> {
    /// Of itself.
    pub client: Credentials<'a>,
    /// The code.
    pub code: &'a str,
    /// The address for which it had the code.
    pub redirect: &'a str,
    /// What its challenge was the hash of.
    pub verifier: &'a str,
}

/// Gives tokens for a code.
pub async fn exchange(app: &App, shown: &Exchange<'_>) -> Result<Answer> {
    if shown.code.is_empty() || shown.redirect.is_empty() || shown.verifier.is_empty() {
        return Ok(Answer::No(Refusal::InvalidRequest));
    }
    let Some(service) = client::authenticated(app, &shown.client).await? else {
        return Ok(Answer::No(Refusal::InvalidClient));
    };
    if !shown.code.starts_with(token::Ticket::Code.begins()) {
        return Ok(Answer::No(Refusal::InvalidGrant));
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let hash = token::hash(shown.code);
    let Some(ticket) = store::ticket::spend(&mut tx, &hash, now).await? else {
        if let Some(ticket) = store::ticket::of(&mut tx, &hash).await? {
            void(app, &mut tx, &ticket, "code").await?;
            tx.commit().await?;
        }
        return Ok(Answer::No(Refusal::InvalidGrant));
    };
    let session = sign_in::still_open(&mut tx, ticket.session, now).await?;
    let session = session.filter(|_| ticket.expires_at() > now && is_for(&ticket, &service, shown));
    let (subject, who) = (format!("person/{}", ticket.person), Some(ticket.person));
    let answer = if let Some(session) = session {
        store::ticket::enter(&mut tx, ticket.id, &sid(app, &service, session.id)).await?;
        let given = give(app, &mut tx, &service, &ticket, &session, ticket.nonce.as_deref()).await?;
        let facts = serde_json::json!({ "ticket": ticket.id, "session": ticket.session });
        record::append(app, &mut tx, "service.enter", who, &subject, &facts).await?;
        Answer::Yes(given)
    } else {
        let facts = serde_json::json!({ "by": service.code, "ticket": ticket.id, "session": ticket.session });
        record::append(app, &mut tx, "service.refuse", who, &subject, &facts).await?;
        Answer::No(Refusal::InvalidGrant)
    };
    tx.commit().await?;
    Ok(answer)
}

/// Whether a code was given to this service, for this address, and to whoever knows this verifier.
fn is_for(ticket: &Ticket, service: &Service, shown: &Exchange<'_>) -> bool {
    let challenge = jwt::encode(&Sha256::digest(shown.verifier.as_bytes()));
    // The protocol's bounds: shorter ones could be guessed.
    let sound = (43..=128).contains(&shown.verifier.len());
    ticket.service == service.id && ticket.url == shown.redirect && sound && ticket.challenge == Some(challenge)
}
