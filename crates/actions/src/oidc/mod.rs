//! Letting people into services of others by OpenID Connect: authorization codes with PKCE, and nothing else.
//!
//! A code is a ticket like those of CAS, and so is found and told by the same [`crate::single_logout`]. What it gives is bound to the
//! session that it was given to: every use asks [`crate::sign_in::still_open`], so that whatever ends that session ends
//! all of it (invariant 6). A code or a refresh token that is shown a second time was stolen by one of the two who showed
//! it: all that came of the code is void.

use model::{SessionId, limits, service::Service};
use serde_json::json;
use store::{Tx, ticket::Untold};
use uuid::Uuid;

use crate::{App, Result, services, token};

pub mod authorize;
mod claims;
mod client;
pub mod end;
pub mod exchange;
mod give;
mod jwt;
pub mod keys;
pub mod refresh;
pub mod register;
pub mod userinfo;

pub use client::{Credentials, at};
pub use give::{Answer, Given, Refusal};

/// What a service may ask for: who it is, their names and what they are, their mail, tokens that give the next ones.
pub const SCOPES: [&str; 4] = ["openid", "profile", "email", "offline_access"];

/// Whether a list of names with spaces between has one of them.
fn has(scope: &str, name: &str) -> bool {
    scope.split(' ').any(|one| one == name)
}

/// By what a service knows a session, and no other service does.
fn sid(app: &App, service: &Service, session: SessionId) -> String {
    token::keyed(app, &format!("oidc/sid/{}/{session}", service.code))
}

/// The signed word that a session has ended. None: no key was ever made.
pub(crate) async fn logout_token(app: &App, tx: &mut Tx, service: &Service, ended: &Untold) -> Result<Option<String>> {
    let Some(key) = keys::signing(app, tx).await? else { return Ok(None) };
    let now = app.now();
    let claims = json!({
        "iss": app.issuer,
        "aud": service.code,
        "sub": services::opaque(app, &service.code, ended.person),
        "sid": ended.ticket,
        "iat": now.0 / 1_000,
        "exp": (now + limits::LOGOUT_TOKEN_LIFE).0 / 1_000,
        "jti": app.id::<Uuid>().simple().to_string(),
        "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
    });
    jwt::sign(&key, jwt::Kind::Logout, &claims).map(Some)
}
