//! The inbox: a list, and a conversation beside it.

use actions::{family, mailbox};
use axum::response::Response;
use model::MessageId;
use store::family::Strange;

use super::{
    agent, letters,
    rows::{Rows, cursor, cursor_text},
    show::{fragment, page},
};
use crate::{
    error::Result,
    session::Ask,
    views::{Here, InboxPage, StrangeSession, Thread},
};

fn strange(session: &Strange) -> StrangeSession {
    StrangeSession { id: session.id.uuid(), opened: session.opened(), device: agent::name(&session.agent) }
}

pub(crate) async fn show(ask: Ask) -> Result<Response> {
    let before = cursor(ask.query("before"));
    let asked: Option<MessageId> = ask.query("message").parse().ok();
    // Opened before the list is read, so that the list shows it as read.
    let open = match (asked, ask.fragment()) {
        // The list alone needs no more than the mark of its current row, and opens nothing.
        (Some(id), Some("rows")) => Some(Thread { id, ..letters::nothing() }),
        (Some(id), _) => letters::open(&ask, id, None).await?,
        (None, _) => None,
    };
    let inbox = mailbox::inbox(ask.app(), &ask.actor, before).await?;
    let rows = Rows::of(&ask.actor, ask.locale(), ask.app().now());
    let view = InboxPage {
        frame: ask.frame_with(Here::Inbox, inbox.unread).await?,
        rows: inbox.rows.into_iter().map(|row| rows.received(row)).collect(),
        before: before.map(cursor_text),
        older: inbox.next.map(cursor_text),
        open,
        strange: family::strange(ask.app(), &ask.actor).await?.as_ref().map(strange),
    };
    match ask.fragment() {
        Some("rows") => fragment(&view.as_rows()),
        Some("pane") => fragment(&view.as_pane()),
        _ => page(&view),
    }
}
