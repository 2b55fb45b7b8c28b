//! What the reader sent.

use actions::mailbox;
use axum::response::Response;
use model::message::State;
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
        rows: rows.into_iter().map(|one| row(&ask, one)).collect(),
        older: next.map(cursor_text),
    };
    match ask.fragment() {
        Some("rows") => fragment(&view.as_rows()),
        _ => page(&view),
    }
}

fn row(ask: &Ask, row: SentRow) -> Row {
    let (withdrawn, now) = (row.state == State::Withdrawn, ask.app().now());
    let who = match row.labels {
        0 => ask.locale().say("sent-to-nobody").to_string(),
        1 => row.first_label.clone(),
        several => format!("{}, +{}", row.first_label, several - 1),
    };
    Row {
        id: row.id,
        who,
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
