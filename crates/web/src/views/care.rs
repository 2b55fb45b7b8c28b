//! Those who may hurt themselves, and who looks after them.

use askama::Template;
use model::{MessageId, Millis};

use super::{Frame, Here, Icon};

/// `GET /care`.
#[derive(Debug, Template)]
#[template(path = "care.html", blocks = ["list"])]
pub struct CarePage {
    /// The frame.
    pub frame: Frame,
    /// The reader is one of those who look after pupils.
    pub may: bool,
    /// Open ones first, then the newest.
    pub rows: Vec<CareRow>,
}

/// One case.
#[derive(Debug, Clone)]
pub struct CareRow {
    /// The message.
    pub id: MessageId,
    /// Who wrote it.
    pub name: String,
    /// Their school.
    pub school: String,
    /// When.
    pub at: Millis,
    /// Who looks after it, and since when.
    pub taken: Option<(String, Millis)>,
    /// When it was closed.
    pub closed: Option<Millis>,
    /// What they wrote then.
    pub note: String,
}

/// `GET /care/{id}`.
#[derive(Debug, Template)]
#[template(path = "care_case.html")]
pub struct CareCasePage {
    /// The frame.
    pub frame: Frame,
    /// The case.
    pub row: CareRow,
    /// Subject of the message.
    pub subject: String,
    /// Its text.
    pub body: String,
    /// A case was closed without a word.
    pub note_missing: bool,
}
