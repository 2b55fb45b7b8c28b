//! Service tickets and authorization codes: given to a session, shown once by a service, remembered until the service was
//! told that the session has ended.

use model::{Millis, PersonId, ServiceId, SessionId, TicketId, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A ticket to be given.
#[derive(Debug)]
pub struct NewTicket<'a> {
    /// Identity.
    pub id: TicketId,
    /// SHA-256 of its text.
    pub hash: &'a [u8],
    /// For which service.
    pub service: ServiceId,
    /// For which address of it, exactly.
    pub url: &'a str,
    /// Which session it is of.
    pub session: SessionId,
    /// Whose.
    pub person: PersonId,
    /// The password was typed for it.
    pub fresh: bool,
    /// How long it may be shown.
    pub life: Millis,
    /// What was asked with it, when it is an authorization code.
    pub asked: Option<Asked<'a>>,
}

/// What is asked with an authorization code.
#[derive(Debug)]
pub struct Asked<'a> {
    /// What it opens: names with spaces between.
    pub scope: &'a str,
    /// Hash of what shows that it comes from whoever asked (PKCE).
    pub challenge: &'a str,
    /// To be found in the identity token.
    pub nonce: Option<&'a str>,
}

/// Gives a ticket.
pub async fn issue(tx: &mut Tx, new: &NewTicket<'_>, now: Millis) -> Result<()> {
    let asked = new.asked.as_ref();
    tx.run(
        "insert into service_ticket (id, ticket_hash, service, url, session, person, fresh, issued_at, expires_at, \
         scope, challenge, nonce) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        (
            new.id,
            new.hash,
            new.service,
            new.url,
            new.session,
            new.person,
            new.fresh,
            now,
            now + new.life,
            asked.map(|asked| asked.scope.to_owned()),
            asked.map(|asked| asked.challenge.to_owned()),
            asked.and_then(|asked| asked.nonce).map(str::to_owned),
        ),
    )
    .await?;
    Ok(())
}

/// Whether a session was given any ticket.
pub async fn has_any(tx: &mut Tx, session: SessionId) -> Result<bool> {
    let row: Option<(Uuid,)> =
        tx.maybe("select id from service_ticket where session = $1 order by id limit 1", (session,)).await?;
    Ok(row.is_some())
}

/// A ticket that was given.
#[derive(Debug, Clone, FromRow)]
pub struct Ticket {
    /// Identity.
    #[sqlx(try_from = "Uuid")]
    pub id: TicketId,
    /// For which service.
    #[sqlx(try_from = "Uuid")]
    pub service: ServiceId,
    /// For which address of it, exactly.
    pub url: String,
    /// Which session it is of.
    #[sqlx(try_from = "Uuid")]
    pub session: SessionId,
    /// Whose.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// The password was typed for it.
    pub fresh: bool,
    expires_at: i64,
    /// What it opens, when it is an authorization code.
    pub scope: Option<String>,
    /// Hash of what shows that it comes from whoever asked.
    pub challenge: Option<String>,
    /// To be found in the identity token.
    pub nonce: Option<String>,
}

impl Ticket {
    /// Until when it may be shown.
    pub fn expires_at(&self) -> Millis {
        Millis(self.expires_at)
    }
}

/// Spends the ticket of this hash, whatever comes of it. `None`: there is none, it was spent, or its session has ended.
pub async fn spend(tx: &mut Tx, hash: &[u8], now: Millis) -> Result<Option<Ticket>> {
    let spent = tx
        .run(
            "update service_ticket set used_at = $2 where ticket_hash = $1 and used_at is null and ended_at is null",
            (hash, now),
        )
        .await?;
    if spent == 0 {
        return Ok(None);
    }
    of(tx, hash).await
}

/// The ticket of this hash, whatever has become of it.
pub async fn of(tx: &mut Tx, hash: &[u8]) -> Result<Option<Ticket>> {
    tx.maybe(
        "select id, service, url, session, person, fresh, expires_at, scope, challenge, nonce from service_ticket \
         where ticket_hash = $1",
        (hash,),
    )
    .await
}

/// Keeps the word by which its service now knows a session: the text of a spent ticket, or a `sid`.
pub async fn enter(tx: &mut Tx, ticket: TicketId, text: &str) -> Result<()> {
    tx.run("update service_ticket set ticket = $2 where id = $1", (ticket, text)).await?;
    Ok(())
}

/// Ends what was given to a session.
pub async fn end_session(tx: &mut Tx, session: SessionId, now: Millis) -> Result<()> {
    tx.run("update service_ticket set ended_at = $2 where session = $1 and ended_at is null", (session, now)).await?;
    Ok(())
}

/// Ends what one ticket gave; false when it had ended.
pub async fn end(tx: &mut Tx, ticket: TicketId, now: Millis) -> Result<bool> {
    let ended =
        tx.run("update service_ticket set ended_at = $2 where id = $1 and ended_at is null", (ticket, now)).await?;
    Ok(ended == 1)
}

/// An epoch whose tickets were not looked for yet.
#[derive(Debug, Clone, FromRow)]
pub struct Unswept {
    /// Its identity.
    pub id: Uuid,
    person: Option<Uuid>,
}

impl Unswept {
    /// Whom it is over, when that is one person.
    pub fn person(&self) -> Option<PersonId> {
        self.person.map(PersonId::from)
    }
}

/// Epochs whose tickets were not looked for yet.
pub async fn unswept(tx: &mut Tx) -> Result<Vec<Unswept>> {
    let rows = limits::EPOCHS_PER_SWEEP;
    tx.all("select id, person from epoch where swept_at is null order by id limit $1", (rows,)).await
}

/// Notes that the tickets of an epoch were looked for.
pub async fn swept(tx: &mut Tx, epoch: Uuid, now: Millis) -> Result<()> {
    tx.run("update epoch set swept_at = $2 where id = $1 and swept_at is null", (epoch, now)).await?;
    Ok(())
}

/// A ticket that was not known to have ended, and its session.
#[derive(Debug, Clone, Copy, FromRow)]
pub struct Open {
    /// The ticket.
    #[sqlx(try_from = "Uuid")]
    pub id: TicketId,
    /// Its session.
    #[sqlx(try_from = "Uuid")]
    pub session: SessionId,
}

/// Those of one person.
pub async fn open_of(tx: &mut Tx, person: PersonId) -> Result<Vec<Open>> {
    tx.all("select id, session from service_ticket where person = $1 and ended_at is null order by id", (person,)).await
}

/// Those after one of them, in the order in which they were given.
pub async fn open_after(tx: &mut Tx, after: TicketId) -> Result<Vec<Open>> {
    let rows = limits::TICKETS_PER_ROUND;
    tx.all(
        "select id, session from service_ticket where ended_at is null and id > $1 order by id limit $2",
        (after, rows),
    )
    .await
}

/// Tickets that let in, whose session has ended, and that no job is about; the longest ended first.
pub async fn untold(tx: &mut Tx) -> Result<Vec<TicketId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select id from service_ticket where ended_at is not null and queued_at is null and ticket is not null \
             order by ended_at, id limit $1",
            (limits::LOGOUTS_PER_SWEEP,),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// Notes that a job is about a ticket; false when one was.
pub async fn queue(tx: &mut Tx, ticket: TicketId, now: Millis) -> Result<bool> {
    let moved =
        tx.run("update service_ticket set queued_at = $2 where id = $1 and queued_at is null", (ticket, now)).await?;
    Ok(moved == 1)
}

/// A ticket whose service is to be told.
#[derive(Debug, Clone, FromRow)]
pub struct Untold {
    /// The service.
    #[sqlx(try_from = "Uuid")]
    pub service: ServiceId,
    /// For which address of it the ticket was.
    pub url: String,
    /// The word by which it knows the session.
    pub ticket: String,
    /// Which session that was.
    #[sqlx(try_from = "Uuid")]
    pub session: SessionId,
    /// Whose.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
}

/// What a service is to be told of a ticket, if it is.
pub async fn to_tell(tx: &mut Tx, ticket: TicketId) -> Result<Option<Untold>> {
    tx.maybe(
        "select service, url, ticket, session, person from service_ticket where id = $1 and ended_at is not null \
         and told_at is null and ticket is not null",
        (ticket,),
    )
    .await
}

/// Notes that a service was told by this word that a session has ended, and forgets the word; false when that was so. A
/// service that was let in several times in one session and knows it by one word is told once.
pub async fn told(tx: &mut Tx, session: SessionId, ticket: &str, now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update service_ticket set told_at = $3, ticket = null \
             where session = $1 and ticket = $2 and ended_at is not null and told_at is null",
            (session, ticket, now),
        )
        .await?;
    Ok(moved > 0)
}

/// Forgets tickets that never let in or whose service was told, given before a moment; and all of sessions that cannot
/// live any more. With them goes what they gave.
pub async fn forget(tx: &mut Tx, before: Millis) -> Result<u64> {
    let dead = before - limits::SESSION_LIFE;
    tx.run(
        "delete from service_token where ticket in (select id from service_ticket \
         where (issued_at < $1 and ticket is null) or issued_at < $2)",
        (before, dead),
    )
    .await?;
    tx.run("delete from service_ticket where (issued_at < $1 and ticket is null) or issued_at < $2", (before, dead))
        .await
}
