//! A service shows a ticket and is told who came.

use crate::{App, Result, cas::attributes, record, services, sign_in, token};

/// What a service asks.
#[derive(Debug)]
pub struct Question<'a> {
    /// The address for which it had the ticket.
    pub service: &'a str,
    /// The ticket.
    pub ticket: &'a str,
    /// It takes only a sign-in that was for it.
    pub renew: bool,
    /// It wants to act in the person's name elsewhere.
    pub proxy: bool,
}

/// What it is told.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// Who came.
    Yes(Welcome),
    /// Why it is told nothing.
    No(Refusal),
}

/// Who came.
#[derive(Debug, PartialEq, Eq)]
pub struct Welcome {
    /// What the service is to know the person by.
    pub user: String,
    /// What it is told besides, in order; a name may come several times.
    pub attributes: Vec<(&'static str, String)>,
}

/// Why a service is told nothing, in the protocol's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The address or the ticket is missing.
    InvalidRequest,
    /// The ticket is not of a kind that is given here.
    InvalidTicketSpec,
    /// Unknown, spent, too old, of a session that has ended, or not from a sign-in for this service.
    InvalidTicket,
    /// The ticket was for another address, or the service does not let people in any more.
    InvalidService,
    /// There are no proxy tickets.
    InvalidProxyCallback,
}

impl Refusal {
    /// Its code in the protocol.
    pub const fn code(self) -> &'static str {
        match self {
            Refusal::InvalidRequest => "INVALID_REQUEST",
            Refusal::InvalidTicketSpec => "INVALID_TICKET_SPEC",
            Refusal::InvalidTicket => "INVALID_TICKET",
            Refusal::InvalidService => "INVALID_SERVICE",
            Refusal::InvalidProxyCallback => "INVALID_PROXY_CALLBACK",
        }
    }

    /// In a sentence, for whoever looks after the service.
    pub const fn sentence(self) -> &'static str {
        match self {
            Refusal::InvalidRequest => "the parameters service and ticket are both needed",
            Refusal::InvalidTicketSpec => "only service tickets (ST-…) are given here",
            Refusal::InvalidTicket => "the ticket is unknown, spent or too old, or its session has ended",
            Refusal::InvalidService => "the ticket is for another service address; it is spent now",
            Refusal::InvalidProxyCallback => {
                "no proxy tickets are given here: ask again without pgtUrl; the ticket is spent now"
            }
        }
    }
}

/// Answers a service. The ticket is spent by the first question, whatever the answer.
pub async fn validate(app: &App, asked: &Question<'_>) -> Result<Answer> {
    if asked.service.is_empty() || asked.ticket.is_empty() {
        return Ok(Answer::No(Refusal::InvalidRequest));
    }
    if !asked.ticket.starts_with(token::Ticket::Cas.begins()) {
        return Ok(Answer::No(Refusal::InvalidTicketSpec));
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(ticket) = store::ticket::spend(&mut tx, &token::hash(asked.ticket), now).await? else {
        return Ok(Answer::No(Refusal::InvalidTicket));
    };
    let known = services::find(&mut tx, asked.service).await?;
    let service = known.map(|(service, _)| service).filter(|s| s.id == ticket.service && asked.service == ticket.url);
    let session = sign_in::still_open(&mut tx, ticket.session, now).await?;
    let facts = attributes::facts(&mut tx, ticket.person, now).await?;
    let told = match (service, session, facts) {
        (None, ..) => Err(Refusal::InvalidService),
        _ if ticket.expires_at() <= now || (asked.renew && !ticket.fresh) => Err(Refusal::InvalidTicket),
        (_, None, _) | (.., None) => Err(Refusal::InvalidTicket),
        _ if asked.proxy => Err(Refusal::InvalidProxyCallback),
        (Some(service), Some(_), Some(facts)) => {
            store::ticket::enter(&mut tx, ticket.id, asked.ticket).await?;
            Ok(attributes::welcome(service.attributes, facts, services::opaque(app, &service.code, ticket.person)))
        }
    };
    let (subject, who) = (format!("person/{}", ticket.person), Some(ticket.person));
    if let Err(refusal) = &told {
        let facts = serde_json::json!({ "ticket": ticket.id, "session": ticket.session, "why": refusal.code() });
        record::append(app, &mut tx, "service.refuse", who, &subject, &facts).await?;
    } else {
        let facts = serde_json::json!({ "ticket": ticket.id, "session": ticket.session });
        record::append(app, &mut tx, "service.enter", who, &subject, &facts).await?;
    }
    tx.commit().await?;
    Ok(told.map_or_else(Answer::No, Answer::Yes))
}
