//! What those read whom a measure concerns: what is restricted for them, and the official information that nothing closes.

use actions::{mailbox, measure::Own};
use axum::{
    http::Method,
    response::{IntoResponse as _, Redirect, Response},
};
use model::{MessageId, measure::Restriction};

use super::{letters, notices, rows::Rows, show::page, situations};
use crate::{
    error::{Error, Result},
    routes::{Body, Part, Route},
    session::{Ask, Id, SIGNED_OUT, Visitor},
    views::{Here, OfficialLetterPage, OfficialPage, RestrictionRow, RestrictionsPage},
};

/// What is restricted for a visitor, as their pages show it.
pub(super) fn rows(visitor: &Visitor) -> Vec<RestrictionRow> {
    let row = |own: &Own| RestrictionRow {
        restriction: own.restriction,
        reason: own.reason.clone(),
        author: own.author.clone(),
        since: own.since,
        until: own.until,
    };
    visitor.restrictions.iter().map(row).collect()
}

pub(crate) async fn show(ask: Ask) -> Result<Response> {
    let rows = rows(&ask.visitor);
    let mut frame = ask.frame(Here::Elsewhere).await?;
    // The page says all that the band says, and more.
    frame.bands.retain(|band| band.href.as_deref() != Some("/restrictions"));
    page(&RestrictionsPage { frame, rows })
}

pub(crate) async fn official(ask: Ask) -> Result<Response> {
    let list = mailbox::official(ask.app(), &ask.actor).await?;
    let rows = Rows::of(&ask.actor, ask.locale(), ask.app().now());
    let mut situations = situations::own(&ask).await?;
    situations.retain(|one| one.facets.concerns_families());
    let mut frame = ask.frame(Here::Official).await?;
    // The page says all that the bands say, and more.
    frame.bands.retain(|band| band.href.as_deref() != Some("/official"));
    page(&OfficialPage {
        frame,
        situations,
        notices: notices::lines(&ask).await?,
        rows: list.into_iter().map(|row| rows.received(row)).collect(),
        closed: ask.visitor.messages_are_closed(),
    })
}

pub(crate) async fn official_letter(ask: Ask, Id(id): Id<MessageId>) -> Result<Response> {
    let shown = mailbox::open_official(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    page(&OfficialLetterPage { frame: ask.frame(Here::Official).await?, thread: letters::alone(&ask, &shown) })
}

/// The answer instead of a page that a measure closes to this visitor; none when nothing is closed.
pub(crate) fn closed(visitor: &Visitor, route: &Route) -> Option<Response> {
    // A letter that is being sent goes to the action, which refuses it and gives the text back.
    if route.body == Body::Message {
        return None;
    }
    let closes = |one: &Own| match (one.restriction, route.part()) {
        (_, Part::Always) => false,
        (Restriction::NoAccess, _) => true,
        (Restriction::NoMessages, part) => part == Part::Messages,
        _ => false,
    };
    if !visitor.restrictions.iter().any(closes) {
        return None;
    }
    // A script that reads a part again asks for the whole page instead, which leads on.
    Some(match route.method {
        _ if visitor.fragment.is_some() => SIGNED_OUT.into_response(),
        Method::GET => Redirect::to("/official").into_response(),
        _ => Redirect::to("/restrictions").into_response(),
    })
}
