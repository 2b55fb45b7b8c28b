//! Single logout: a service that was let in by a session is told when that session holds no more, however it ended. Both
//! protocols are found and told in the same way, each in its own words.
//!
//! Signing out ends tickets in its own transaction. An epoch, a password change or a containment ends sessions without
//! touching their rows, so open tickets are asked whether their session still holds: at a new epoch those that it may have
//! ended; and all of them, a few at a time, which finds what ends without a row of its own (age, a closed account, a
//! person who moved into a class that was reset). Tickets are the queue: jobs are made of a few at a time, so that the
//! reset of an académie does not keep waves and withdrawals waiting.

use std::collections::BTreeSet;

use model::{JobId, Millis, SessionId, TicketId, job::Job, limits, service::ServiceUrl};
use store::ticket::{Open, Unswept};
use uuid::Uuid;

use crate::{App, Result, oidc, record, sign_in};

/// Before every ticket.
pub const FIRST: TicketId = TicketId(Uuid::nil());

/// Looks for sessions that ended and has their services told. Gives where the next round begins.
pub async fn sweep(app: &App, after: TicketId) -> Result<TicketId> {
    by_epochs(app).await?;
    let next = round(app, after).await?;
    queue(app).await?;
    Ok(next.unwrap_or(FIRST))
}

/// Looks at the open tickets that the newest epochs may have ended: those of one person, or every one.
async fn by_epochs(app: &App) -> Result<()> {
    let mut tx = app.db.read().await?;
    let epochs = store::ticket::unswept(&mut tx).await?;
    let mut open = Vec::new();
    for person in epochs.iter().filter_map(Unswept::person) {
        open.extend(store::ticket::open_of(&mut tx, person).await?);
    }
    drop(tx);
    if epochs.is_empty() {
        return Ok(());
    }
    end(app, &open).await?;
    if epochs.iter().any(|epoch| epoch.person().is_none()) {
        let mut after = Some(FIRST);
        while let Some(ticket) = after {
            after = round(app, ticket).await?;
        }
    }
    let mut tx = app.db.begin().await?;
    for epoch in &epochs {
        store::ticket::swept(&mut tx, epoch.id, app.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Looks at the next open tickets. Gives the last of them; none when there are no more.
async fn round(app: &App, after: TicketId) -> Result<Option<TicketId>> {
    let mut tx = app.db.read().await?;
    let open = store::ticket::open_after(&mut tx, after).await?;
    drop(tx);
    end(app, &open).await?;
    let whole = open.len() as i64 >= limits::TICKETS_PER_ROUND;
    Ok(open.last().filter(|_| whole).map(|ticket| ticket.id))
}

/// Ends those of these tickets whose session does not hold any more.
async fn end(app: &App, open: &[Open]) -> Result<()> {
    let now = app.now();
    let sessions: BTreeSet<SessionId> = open.iter().map(|ticket| ticket.session).collect();
    let mut tx = app.db.read().await?;
    let mut ended = Vec::new();
    for session in sessions {
        if sign_in::still_open(&mut tx, session, now).await?.is_none() {
            ended.push(session);
        }
    }
    drop(tx);
    if ended.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    for session in ended {
        store::ticket::end_session(&mut tx, session, now).await?;
    }
    Ok(tx.commit().await?)
}

/// Makes jobs of a few tickets that ended.
async fn queue(app: &App) -> Result<()> {
    let mut tx = app.db.read().await?;
    if store::ticket::untold(&mut tx).await?.is_empty() {
        return Ok(());
    }
    drop(tx);
    let now = app.now();
    let mut tx = app.db.begin().await?;
    for ticket in store::ticket::untold(&mut tx).await? {
        if store::ticket::queue(&mut tx, ticket, now).await? {
            let key = format!("logout/{ticket}");
            store::job::push(&mut tx, app.id::<JobId>(), &Job::Logout { ticket }, Some(&key), now).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// What a service is to be told.
#[derive(Debug)]
pub struct Notice {
    /// Where: the address for which it had the ticket, or the one that it named for this.
    pub to: ServiceUrl,
    /// In which words.
    pub words: Words,
    /// The word by which it knows the session: a ticket, or a `sid`.
    pub ticket: String,
    /// Which session that was.
    pub session: SessionId,
    /// The ticket's identity, a name for this notice.
    pub id: TicketId,
    /// Code of the service.
    pub service: String,
    /// When it is told.
    pub at: Millis,
}

/// The words of a protocol.
#[derive(Debug)]
pub enum Words {
    /// CAS: a request that names the ticket.
    Cas,
    /// OpenID Connect: this signed token.
    Oidc(String),
}

/// What a service is to be told of a ticket; `None` when it was, or when its address is not registered any more.
pub async fn notice(app: &App, ticket: TicketId) -> Result<Option<Notice>> {
    let mut tx = app.db.read().await?;
    let Some(untold) = store::ticket::to_tell(&mut tx, ticket).await? else { return Ok(None) };
    // One that lets nobody in any more is told as well: what ends there is still a session of ours.
    let services = store::service::all(&mut tx).await?;
    let Some(service) = services.into_iter().find(|known| known.id == untold.service) else { return Ok(None) };
    let known = match service.client() {
        Some(client) => match (&client.logout, oidc::logout_token(app, &mut tx, &service, &untold).await?) {
            (Some(to), Some(token)) => Some((to.clone(), Words::Oidc(token))),
            _ => None,
        },
        None => ServiceUrl::parse(&untold.url).ok().filter(|to| service.has(to)).map(|to| (to, Words::Cas)),
    };
    let Some((to, words)) = known else { return Ok(None) };
    let (id, at) = (ticket, app.now());
    Ok(Some(Notice { to, words, ticket: untold.ticket, session: untold.session, id, service: service.code, at }))
}

/// Notes that a service was told. May run twice.
pub async fn told(app: &App, notice: &Notice, status: u16) -> Result<()> {
    let mut tx = app.db.begin().await?;
    if !store::ticket::told(&mut tx, notice.session, &notice.ticket, app.now()).await? {
        return Ok(());
    }
    let subject = format!("service/{}", notice.service);
    let facts = serde_json::json!({ "ticket": notice.id, "status": status });
    record::append(app, &mut tx, "service.logout", None, &subject, &facts).await?;
    Ok(tx.commit().await?)
}

/// Forgets spent tickets that nobody needs any more.
pub async fn forget(app: &App) -> Result<()> {
    let mut tx = app.db.begin().await?;
    store::ticket::forget(&mut tx, app.now() - limits::TICKET_KEPT).await?;
    store::service_token::forget(&mut tx, app.now()).await?;
    Ok(tx.commit().await?)
}
