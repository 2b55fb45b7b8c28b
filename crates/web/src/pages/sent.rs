//! What the reader sent.

use actions::mailbox;
use axum::response::Response;
use model::{Millis, message::State};
use store::message::SentRow;

use super::{
    rows::{cursor, cursor_text, own_state},
    show::{fragment, page},
};
use crate::{
    error::Result,
    session::Ask,
    views::{Here, Row, SentPage},
};

pub(crate) async fn show(ask: Ask) -> Result<Response> {
    let (rows, next) = mailbox::sent(ask.app(), &ask.actor, cursor(ask.query("before"))).await?;
    let view = SentPage {
        frame: ask.frame(Here::Sent).await?,
        rows: rows.into_iter().map(|one| row(one, ask.app().now())).collect(),
        older: next.map(cursor_text),
    };
    match ask.fragment() {
        Some("rows") => fragment(&view.as_rows()),
        _ => page(&view),
    }
}

fn row(row: SentRow, now: Millis) -> Row {
    let withdrawn = row.state == State::Withdrawn;
    let others = if row.labels > 1 { format!(", +{}", row.labels - 1) } else { String::new() };
    Row {
        id: row.id,
        who: format!("{}{others}", row.first_label),
        role: String::new(),
        at: row.sent_at(),
        unread: false,
        files: row.attachments > 0 && !withdrawn,
        tag: None,
        state: own_state(row.state, row.deferred_until(now)),
        subject: if withdrawn { String::new() } else { row.subject },
        excerpt: if withdrawn { String::new() } else { row.excerpt },
    }
}
