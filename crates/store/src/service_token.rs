//! What an exchanged code gave to a service: access tokens, which open a person's claims for minutes, and refresh tokens,
//! each of which gives the next ones once.

use model::{Millis, TicketId};

use crate::{Result, Tx, ticket::Ticket};

/// What a token is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It opens a person's claims.
    Access,
    /// It gives the next tokens.
    Refresh,
}

impl Kind {
    const fn code(self) -> &'static str {
        match self {
            Kind::Access => "access",
            Kind::Refresh => "refresh",
        }
    }
}

/// Gives a token, by its hash.
pub async fn give(tx: &mut Tx, ticket: TicketId, kind: Kind, hash: &[u8], now: Millis, until: Millis) -> Result<()> {
    tx.run(
        "insert into service_token (token_hash, ticket, kind, issued_at, expires_at) values ($1, $2, $3, $4, $5)",
        (hash, ticket, kind.code(), now, until),
    )
    .await?;
    Ok(())
}

/// The ticket that a token came of, whatever has become of both.
pub async fn ticket(tx: &mut Tx, kind: Kind, hash: &[u8]) -> Result<Option<Ticket>> {
    tx.maybe(
        "select t.id, t.service, t.url, t.session, t.person, t.fresh, t.expires_at, t.scope, t.challenge, t.nonce \
         from service_token k join service_ticket t on t.id = k.ticket where k.token_hash = $1 and k.kind = $2",
        (hash, kind.code()),
    )
    .await
}

/// The ticket that an access token came of, if both still hold. Whether the session does is the caller's question.
pub async fn opens(tx: &mut Tx, hash: &[u8], now: Millis) -> Result<Option<Ticket>> {
    tx.maybe(
        "select t.id, t.service, t.url, t.session, t.person, t.fresh, t.expires_at, t.scope, t.challenge, t.nonce \
         from service_token k join service_ticket t on t.id = k.ticket \
         where k.token_hash = $1 and k.kind = 'access' and k.expires_at > $2 and t.ended_at is null",
        (hash, now),
    )
    .await
}

/// Uses a refresh token: true once, while it and its ticket hold.
pub async fn spend(tx: &mut Tx, hash: &[u8], now: Millis) -> Result<bool> {
    let spent = tx
        .run(
            "update service_token set used_at = $2 where token_hash = $1 and kind = 'refresh' and used_at is null \
             and expires_at > $2 \
             and exists (select 1 from service_ticket t where t.id = service_token.ticket and t.ended_at is null)",
            (hash, now),
        )
        .await?;
    Ok(spent == 1)
}

/// Whether a refresh token was used.
pub async fn was_used(tx: &mut Tx, hash: &[u8]) -> Result<bool> {
    let row: Option<(i64,)> =
        tx.maybe("select used_at from service_token where token_hash = $1 and used_at is not null", (hash,)).await?;
    Ok(row.is_some())
}

/// Forgets tokens that opened nothing any more at a moment. Used refresh tokens are kept as long as unused ones: one that
/// is shown again is known to be.
pub async fn forget(tx: &mut Tx, before: Millis) -> Result<u64> {
    tx.run("delete from service_token where expires_at < $1", (before,)).await
}
