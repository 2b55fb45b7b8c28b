//! A conversation alone on its page, and what a reader may do with one of its messages.

use actions::{care, mailbox, report, report::Reported};
use axum::response::Response;
use model::MessageId;

use super::{
    letters,
    rows::cursor,
    show::{fragment, go_and_say, page, there},
};
use crate::{
    error::{Error, Result},
    forms::Filled,
    session::{Ask, Id},
    views::{Here, Said, ThreadPage},
};

/// Lists that one comes from, and goes back to.
const LISTS: [&str; 4] = ["/inbox", "/sent", "/search", "/drafts"];
/// What the addresses of folders begin with.
const FOLDERS: &str = "/folders/";

pub(crate) async fn show(ask: Ask, Id(id): Id<MessageId>) -> Result<Response> {
    let before = cursor(ask.query("before"));
    let thread = letters::open(&ask, id, before).await?.ok_or(Error::NotFound)?;
    let from = ask.visitor.from.as_deref().unwrap_or_default();
    let path = from.split('?').next().unwrap_or_default();
    let back = if LISTS.contains(&path) || path.starts_with(FOLDERS) { from.to_owned() } else { "/inbox".to_owned() };
    // Asked for once, on the page that a sender is led to after sending.
    let help =
        matches!(ask.query("said"), "sent" | "being-checked") && care::offers_help(ask.app(), &ask.actor, id).await?;
    let view = ThreadPage { frame: ask.frame(Here::Inbox).await?, thread, back, help };
    match ask.fragment() {
        Some("pane") => fragment(&view.as_pane()),
        _ => page(&view),
    }
}

pub(crate) async fn report(ask: Ask, Id(id): Id<MessageId>, Filled(form): Filled) -> Result<Response> {
    match report::report(ask.app(), &ask.actor, id, form.get("reason")).await? {
        Reported::NotFound => Err(Error::NotFound),
        // The same word in every case: one must not learn that one report was enough.
        Reported::Kept | Reported::Held(_) | Reported::Again => Ok(go_and_say("/inbox", Said::Reported)),
    }
}

pub(crate) async fn mark_unread(ask: Ask, Id(id): Id<MessageId>) -> Result<Response> {
    there(mailbox::mark_unread(ask.app(), &ask.actor, id).await?)?;
    Ok(go_and_say("/inbox", Said::MarkedUnread))
}

pub(crate) async fn trash(ask: Ask, Id(id): Id<MessageId>) -> Result<Response> {
    there(mailbox::trash(ask.app(), &ask.actor, id).await?)?;
    Ok(go_and_say("/inbox", Said::Trashed))
}
