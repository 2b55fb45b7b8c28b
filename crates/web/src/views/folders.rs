//! Sent messages and drafts.

use askama::Template;
use model::{DraftId, Millis};

use super::{Frame, Here, Icon, Row};

/// `GET /sent?before=CURSOR`.
#[derive(Debug, Template)]
#[template(path = "sent.html", blocks = ["rows"])]
pub struct SentPage {
    /// The frame.
    pub frame: Frame,
    /// Newest first; [`Row::who`] is who receives.
    pub rows: Vec<Row>,
    /// The cursor of the next, older page.
    pub older: Option<String>,
}

/// `GET /drafts`.
#[derive(Debug, Template)]
#[template(path = "drafts.html")]
pub struct DraftsPage {
    /// The frame.
    pub frame: Frame,
    /// Last saved first.
    pub drafts: Vec<DraftRow>,
}

/// A message not yet sent.
#[derive(Debug, Clone)]
pub struct DraftRow {
    /// The draft.
    pub id: DraftId,
    /// To whom, in words; empty when nobody is chosen yet.
    pub to: String,
    /// Subject; may be empty.
    pub subject: String,
    /// First words; may be empty.
    pub excerpt: String,
    /// When it was saved.
    pub saved_at: Millis,
    /// Has files joined.
    pub files: bool,
    /// When it is to be sent.
    pub send_at: Option<Millis>,
    /// Why it was not sent at its time.
    pub not_sent: Option<String>,
}
