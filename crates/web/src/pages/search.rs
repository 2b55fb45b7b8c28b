//! Searching one's own messages.

use actions::search;
use axum::response::Response;
use model::{limits, text};

use super::{rows::Rows, show::page};
use crate::{
    error::Result,
    session::Ask,
    views::{Here, SearchPage},
};

pub(crate) async fn show(ask: Ask) -> Result<Response> {
    let query = text::cut(ask.query("q").trim(), limits::QUERY_CHARS_MAX * 4).to_owned();
    let found = search::search(ask.app(), &ask.actor, &query).await?;
    let rows = Rows::of(&ask.actor, ask.locale(), ask.app().now());
    page(&SearchPage {
        frame: ask.frame(Here::Search).await?,
        rows: found.iter().map(|message| rows.found(message, &query)).collect(),
        more: found.len() as i64 >= limits::SEARCH_ROWS_MAX,
        query,
    })
}
