//! The end of a session, on both sides: a provider says that one has ended there, by a word that it signed; and whoever
//! signs out here is shown the way out there.

use model::{Actor, Millis, ProviderId, SessionId};
use store::{Tx, provider_proof::Ended};

use super::{after_logout, jwt, metadata, of_code, of_id, subject, word::Said};
use crate::{App, Result, record, switchboard::Hint, token};

/// What came of the word of a provider that a session has ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Told {
    /// Sessions here that came of it have ended; or there were none.
    Yes,
    /// There is none of this code.
    NoProvider,
    /// It cannot be believed, or was said before.
    Refused,
}

/// Ends what came of a session that has ended at its provider.
pub async fn ended_there(app: &App, code: &str, word: &str) -> Result<Told> {
    // By SAML nobody says it.
    let provider = of_code(&mut app.db.read().await?, code).await?.filter(|provider| provider.saml.is_none());
    let Some(provider) = provider else { return Ok(Told::NoProvider) };
    let refused = |why: &dyn std::fmt::Display| {
        tracing::warn!(provider = %provider.code, %why, "the word that a session has ended cannot be believed");
        Ok(Told::Refused)
    };
    let header = match jwt::header(word) {
        Ok(header) => header,
        Err(why) => return refused(&why),
    };
    let keys = match metadata::keys(app, &provider, header.kid.as_deref()).await {
        Ok(keys) => keys,
        Err(fault) => return refused(&fault),
    };
    let said: Said = match jwt::read(&keys, jwt::Kind::Logout, word) {
        Ok(said) => said,
        Err(why) => return refused(&why),
    };
    let now = app.now();
    let jti = match said.ended(&provider, now) {
        Ok(jti) => token::hash(jti),
        Err(why) => return refused(&why),
    };
    let mut tx = app.db.begin().await?;
    if !store::provider_proof::first_seen(&mut tx, provider.id, &jti, now).await? {
        return refused(&"it was said before");
    }
    let ended = Ended { sub: said.sub.as_deref(), sid: said.sid.as_deref() };
    let sessions = end_all(&mut tx, provider.id, ended, now).await?;
    let facts = serde_json::json!({ "provider": provider.id, "sessions": sessions });
    record::append(app, &mut tx, "provider.logout", None, &subject(&provider), &facts).await?;
    app.commit(tx, [Hint::Sessions]).await?;
    Ok(Told::Yes)
}

/// Ends our sessions that came of such ones of a provider, with what they opened in services, and what was about to become
/// one.
pub(super) async fn end_all(
    tx: &mut Tx,
    provider: ProviderId,
    ended: Ended<'_>,
    now: Millis,
) -> Result<Vec<SessionId>> {
    store::provider_proof::use_up_all(tx, provider, ended, now).await?;
    let mut sessions = Vec::new();
    for (session, person) in store::provider_proof::sessions(tx, provider, ended).await? {
        if store::account::end_session(tx, person, session, now).await? {
            store::ticket::end_session(tx, session, now).await?;
            sessions.push(session);
        }
    }
    Ok(sessions)
}

/// The way out of a provider.
#[derive(Debug, PartialEq, Eq)]
pub struct Onward {
    /// Where the browser goes.
    pub address: String,
    /// What the provider is called.
    pub label: String,
}

/// The way out of the provider through which the actor's session came, when it has one. Asked before signing out here.
pub async fn way_out(app: &App, actor: &Actor) -> Result<Option<Onward>> {
    let Some(session) = actor.session else { return Ok(None) };
    let mut tx = app.db.read().await?;
    let Some(proof) = store::provider_proof::of_session(&mut tx, session).await? else { return Ok(None) };
    let provider = of_id(&mut tx, proof.provider).await?.filter(|provider| provider.saml.is_none());
    let Some(provider) = provider else { return Ok(None) };
    drop(tx);
    let metadata = match metadata::metadata(app, &provider).await {
        Ok(metadata) => metadata,
        Err(fault) => {
            tracing::warn!(provider = %provider.code, %fault, "whoever signs out stays signed in at a provider");
            return Ok(None);
        }
    };
    let after = after_logout(app);
    let asked =
        [("id_token_hint", &*proof.id_token), ("post_logout_redirect_uri", &*after), ("client_id", &*provider.client)];
    Ok(metadata.end.as_ref().map(|end| Onward { address: end.with(&asked), label: provider.label }))
}
