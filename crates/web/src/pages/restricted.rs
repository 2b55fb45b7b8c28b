//! What those read whom a measure concerns: what is restricted for them, and the official information that nothing closes.

use actions::{mailbox, measure};
use axum::{
    http::Method,
    response::{IntoResponse as _, Redirect, Response},
};
use model::{Actor, MessageId};

use super::{letters, rows::Rows, show::page};
use crate::{
    error::{Error, Result},
    routes::{Body, Part, Route},
    server::Web,
    session::{Ask, Id, SIGNED_OUT, Visitor},
    views::{Here, OfficialLetterPage, OfficialPage, RestrictionRow, RestrictionsPage},
};

/// What is restricted for somebody now, as their pages show it.
pub(super) async fn rows(ask: &Ask) -> Result<Vec<RestrictionRow>> {
    let own = measure::own(ask.app(), &ask.actor).await?;
    let row = |own: measure::Own| RestrictionRow {
        restriction: own.restriction,
        reason: own.reason,
        author: own.author,
        since: own.since,
        until: own.until,
    };
    Ok(own.into_iter().map(row).collect())
}

pub(crate) async fn show(ask: Ask) -> Result<Response> {
    let rows = rows(&ask).await?;
    let mut frame = ask.frame(Here::Elsewhere).await?;
    // The page says all that the band says, and more.
    frame.bands.retain(|band| band.href.as_deref() != Some("/restrictions"));
    page(&RestrictionsPage { frame, rows })
}

pub(crate) async fn official(ask: Ask) -> Result<Response> {
    let list = mailbox::official(ask.app(), &ask.actor).await?;
    let rows = Rows::of(&ask.actor, ask.locale(), ask.app().now());
    let closed = measure::own(ask.app(), &ask.actor).await?.iter().any(|one| !one.restriction.lets_read());
    page(&OfficialPage {
        frame: ask.frame(Here::Official).await?,
        rows: list.into_iter().map(|row| rows.received(row)).collect(),
        closed,
    })
}

pub(crate) async fn official_letter(ask: Ask, Id(id): Id<MessageId>) -> Result<Response> {
    let shown = mailbox::open_official(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    page(&OfficialLetterPage { frame: ask.frame(Here::Official).await?, thread: letters::alone(&ask, &shown) })
}

/// The answer instead of a page that a measure closes to this person; none when nothing is closed. Asked at every request:
/// a measure is in force because its row says so.
pub(crate) async fn closed(web: &Web, (visitor, actor): (&Visitor, &Actor), route: &Route) -> Result<Option<Response>> {
    let part = route.part();
    // A letter that is being sent goes to the action, which refuses it and gives the text back.
    if part == Part::Always || route.body == Body::Message {
        return Ok(None);
    }
    let own = measure::own(&web.app, actor).await?;
    let closes = |one: &measure::Own| match one.restriction {
        model::measure::Restriction::NoAccess => true,
        model::measure::Restriction::NoMessages => part == Part::Messages,
        _ => false,
    };
    if !own.iter().any(closes) {
        return Ok(None);
    }
    // A script that reads a part again asks for the whole page instead, which leads on.
    let answer = match route.method {
        _ if visitor.fragment.is_some() => SIGNED_OUT.into_response(),
        Method::GET => Redirect::to("/official").into_response(),
        _ => Redirect::to("/restrictions").into_response(),
    };
    Ok(Some(answer))
}
