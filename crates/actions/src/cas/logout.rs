//! Single logout: a service that was let in by a session is told when that session holds no more, however it ended.
//!
//! Signing out ends tickets in its own transaction. An epoch, a password change or a containment ends sessions without
//! touching their rows, so a sweep asks each new epoch once which tickets it ended; and, a few at a time, every open
//! ticket whether its session still holds, which finds what ends without a row of its own (age, a closed account, a
//! person who moved into a class that was reset). Tickets are the queue: jobs are made of a few at a time, so that the
//! reset of an académie does not keep waves and withdrawals waiting.

use model::{JobId, Millis, TicketId, job::Job, limits, service::ServiceUrl};

use crate::{App, Result, record, sign_in};

/// Looks for sessions that ended and has their services told. Gives where the next round begins.
pub async fn sweep(app: &App, after: TicketId) -> Result<TicketId> {
    by_epochs(app).await?;
    let next = round(app, after).await?;
    queue(app).await?;
    Ok(next)
}

/// Ends what the newest epochs ended.
async fn by_epochs(app: &App) -> Result<()> {
    let mut tx = app.db.read().await?;
    let epochs = store::ticket::unswept(&mut tx).await?;
    drop(tx);
    if epochs.is_empty() {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    for epoch in &epochs {
        store::ticket::sweep(&mut tx, epoch, app.now()).await?;
    }
    Ok(tx.commit().await?)
}

/// Asks of the next open tickets whether their sessions hold.
async fn round(app: &App, after: TicketId) -> Result<TicketId> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let tickets = store::ticket::open_after(&mut tx, after).await?;
    let mut ended = Vec::new();
    for (_, session) in &tickets {
        let session = (*session).into();
        if !ended.contains(&session) && sign_in::still_open(&mut tx, session, now).await?.is_none() {
            ended.push(session);
        }
    }
    drop(tx);
    if !ended.is_empty() {
        let mut tx = app.db.begin().await?;
        for session in ended {
            store::ticket::end_session(&mut tx, session, now).await?;
        }
        tx.commit().await?;
    }
    let whole = tickets.len() as i64 >= limits::TICKETS_PER_ROUND;
    let last = tickets.last().filter(|_| whole).map(|(id, _)| *id);
    Ok(last.unwrap_or_default().into())
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
    /// Where: the address for which it had the ticket.
    pub to: ServiceUrl,
    /// The ticket, by which it knows the session.
    pub ticket: String,
    /// Its identity, a name for this notice.
    pub id: TicketId,
    /// Code of the service.
    pub service: String,
    /// When it is told.
    pub at: Millis,
}

/// What a service is to be told of a ticket; `None` when it was, or when its address is not registered any more.
pub async fn notice(app: &App, ticket: TicketId) -> Result<Option<Notice>> {
    let mut tx = app.db.read().await?;
    let Some((service, url, text)) = store::ticket::to_tell(&mut tx, ticket).await? else { return Ok(None) };
    let services = store::service::all(&mut tx).await?;
    let Ok(to) = ServiceUrl::parse(&url) else { return Ok(None) };
    // One that lets nobody in any more is told as well: what ends there is still a session of ours.
    let service = services.into_iter().find(|known| known.id.uuid() == service && known.has(&to));
    Ok(service.map(|service| Notice { to, ticket: text, id: ticket, service: service.code, at: app.now() }))
}

/// Notes that a service was told. May run twice.
pub async fn told(app: &App, notice: &Notice, status: u16) -> Result<()> {
    let mut tx = app.db.begin().await?;
    if !store::ticket::told(&mut tx, notice.id, app.now()).await? {
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
    Ok(tx.commit().await?)
}
