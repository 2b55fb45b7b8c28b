//! Search in one's messages.

use askama::Template;

use super::{Frame, Here, Icon, Row};

/// `GET /search?q=`.
#[derive(Debug, Template)]
#[template(path = "search.html")]
pub struct SearchPage {
    /// The frame.
    pub frame: Frame,
    /// What was asked; empty on the bare page.
    pub query: String,
    /// At most [`model::limits::SEARCH_ROWS_MAX`], newest first. [`Row::excerpt`] is the passage found.
    pub rows: Vec<Row>,
    /// There are more than those shown.
    pub more: bool,
}
