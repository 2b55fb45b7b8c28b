//! Who was shown a message.

use askama::Template;
use model::{MessageId, Millis};

use super::Mask;
use crate::views::{Frame, Here, Icon};

/// `GET /desk/messages/{id}/exposure`: to whom it was displayed, and when.
#[derive(Debug, Template)]
#[template(path = "exposure.html")]
pub struct ExposurePage {
    /// The frame.
    pub frame: Frame,
    /// The message.
    pub id: MessageId,
    /// Why it is looked at, in three words or so; its text is not shown here.
    pub why: String,
    /// When it was sent.
    pub at: Millis,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Millis>,
    /// People it is addressed to.
    pub readers: i64,
    /// People to whom it was displayed.
    pub displayed: i64,
    /// Whether names of minors are shown.
    pub mask: Mask,
    /// First display first.
    pub rows: Vec<ExposedRow>,
}

/// One person to whom a message was displayed.
#[derive(Debug, Clone)]
pub struct ExposedRow {
    /// Name; empty when it is not shown.
    pub name: String,
    /// "Élève de 2nde 4".
    pub role: String,
    /// School.
    pub school: String,
    /// First display.
    pub first: Millis,
    /// Last display.
    pub last: Millis,
    /// When a joined file was opened.
    pub file_opened: Option<Millis>,
}
