//! What an exchanged code and a refreshed token give, and why they give nothing.

use model::limits;
use serde_json::json;
use sha2::{Digest as _, Sha256};
use store::{
    Tx,
    account::Session,
    service_token::{self, Kind},
    ticket::Ticket,
};

use super::{has, jwt, keys, sid};
use crate::{App, Result, record, services, token::Token};
use model::service::Service;

/// What comes of a code or a refresh token.
#[derive(Debug)]
pub enum Answer {
    /// Tokens.
    Yes(Given),
    /// Why none.
    No(Refusal),
}

/// Tokens.
#[derive(Debug)]
pub struct Given {
    /// Opens the person's claims.
    pub access: Token,
    /// Gives the next tokens.
    pub refresh: Option<Token>,
    /// Says who signed in.
    pub id_token: String,
    /// What they open.
    pub scope: String,
}

/// Why a service is given nothing, in the protocol's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Something is missing, or there twice.
    InvalidRequest,
    /// It is no service, or not the one that it says.
    InvalidClient,
    /// The code or the token is worth nothing.
    InvalidGrant,
    /// It asks for more than was given.
    InvalidScope,
    /// Neither a code nor a refresh token.
    UnsupportedGrantType,
}

impl Refusal {
    /// Its code in the protocol.
    pub const fn code(self) -> &'static str {
        match self {
            Refusal::InvalidRequest => "invalid_request",
            Refusal::InvalidClient => "invalid_client",
            Refusal::InvalidGrant => "invalid_grant",
            Refusal::InvalidScope => "invalid_scope",
            Refusal::UnsupportedGrantType => "unsupported_grant_type",
        }
    }

    /// In a sentence, for whoever looks after the service.
    pub const fn sentence(self) -> &'static str {
        match self {
            Refusal::InvalidRequest => "a parameter is missing or there twice, or the service shows itself in two ways",
            Refusal::InvalidClient => {
                "no such service lets people in here, or the secret is not the one that it was given"
            }
            Refusal::InvalidGrant => {
                "it is unknown, used or too old, its session has ended, or it was for another service, address or verifier"
            }
            Refusal::InvalidScope => "a refresh token gives no more than the code gave",
            Refusal::UnsupportedGrantType => "only authorization_code and refresh_token are known here",
        }
    }
}

/// Gives the tokens of a ticket whose session holds.
pub(super) async fn give(
    app: &App,
    tx: &mut Tx,
    service: &Service,
    ticket: &Ticket,
    session: &Session,
    nonce: Option<&str>,
) -> Result<Given> {
    let now = app.now();
    let scope = ticket.scope.clone().unwrap_or_default();
    let access = Token::new(app);
    let until = now + limits::ACCESS_TOKEN_LIFE;
    service_token::give(tx, ticket.id, Kind::Access, &access.hash(), now, until).await?;
    let refresh = has(&scope, "offline_access").then(|| Token::new(app));
    if let Some(refresh) = &refresh {
        let until = now + limits::REFRESH_TOKEN_LIFE;
        service_token::give(tx, ticket.id, Kind::Refresh, &refresh.hash(), now, until).await?;
    }
    let mut claims = json!({
        "iss": app.issuer,
        "sub": services::opaque(app, &service.code, ticket.person),
        "aud": service.code,
        "iat": now.0 / 1_000,
        "exp": (now + limits::ID_TOKEN_LIFE).0 / 1_000,
        "auth_time": session.issued_at().0 / 1_000,
        "sid": sid(app, service, session.id),
        "at_hash": jwt::encode(&Sha256::digest(access.secret().as_bytes())[..16]),
    });
    if let Some(nonce) = nonce {
        claims["nonce"] = nonce.into();
    }
    let key = keys::ensure(app, tx).await?;
    let id_token = jwt::sign(&key, jwt::Kind::Identity, &claims)?;
    Ok(Given { access, refresh, id_token, scope })
}

/// Somebody shows again what was used: all that came of the code is void, and the service is told that the session has
/// ended there.
pub(super) async fn void(app: &App, tx: &mut Tx, ticket: &Ticket, shown: &str) -> Result<()> {
    if store::ticket::end(tx, ticket.id, app.now()).await? {
        let facts = json!({ "ticket": ticket.id, "session": ticket.session, "shown": shown });
        let subject = format!("person/{}", ticket.person);
        record::append(app, tx, "service.void", Some(ticket.person), &subject, &facts).await?;
    }
    Ok(())
}
