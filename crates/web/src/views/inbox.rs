//! The inbox: a list, and a reading pane beside it from 900 px.

use askama::Template;
use model::{MessageId, Millis};

use super::{Content, Frame, Here, Icon, StrangeSession, Thread};

/// `GET /inbox?before=CURSOR&message=ID`.
#[derive(Debug, Template)]
#[template(path = "inbox.html", blocks = ["rows", "pane"])]
pub struct InboxPage {
    /// The frame.
    pub frame: Frame,
    /// Newest first, at most [`model::limits::PAGE_ROWS`].
    pub rows: Vec<Row>,
    /// The cursor of this page, when it is not the newest: kept in the links of the rows.
    pub before: Option<String>,
    /// The cursor of the next, older page.
    pub older: Option<String>,
    /// The conversation in the reading pane.
    pub open: Option<Thread>,
    /// The account was opened on a new device, and nobody has said that it was them.
    pub strange: Option<StrangeSession>,
}

/// One message of a list. Received, sent and found messages are shown alike.
#[derive(Debug, Clone)]
pub struct Row {
    /// The message.
    pub id: MessageId,
    /// Who wrote it; for a sent message, who receives it.
    pub who: String,
    /// What that person is: "Professeure, 3e B", "Élève de 2nde 4". May be empty.
    pub role: String,
    /// Subject; may be empty.
    pub subject: String,
    /// First words of the text. Empty when withdrawn.
    pub excerpt: String,
    /// When it was sent.
    pub at: Millis,
    /// Not read yet.
    pub unread: bool,
    /// Has files joined.
    pub files: bool,
    /// School or child that it is about, when the reader has several.
    pub tag: Option<String>,
    /// Where it stands for this reader.
    pub state: RowState,
}

/// Where a message stands, for a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowState {
    /// Delivered.
    Plain,
    /// Taken from every reader.
    Withdrawn,
    /// Own message, not out yet: held and queued alike.
    BeingChecked,
    /// Own message of closed hours, which goes out then as far as its sender is told.
    GoesOut(Millis),
}

impl InboxPage {
    /// Address of a row: the same list, with that message open.
    pub fn href(&self, row: &Row) -> String {
        match &self.before {
            Some(before) => format!("/inbox?before={before}&message={}", row.id),
            None => format!("/inbox?message={}", row.id),
        }
    }

    /// Whether this row is the one in the reading pane.
    pub fn is_open(&self, row: &Row) -> bool {
        self.open.as_ref().is_some_and(|thread| thread.id == row.id)
    }

    /// Address of the list without a message open.
    pub fn list_href(&self) -> String {
        self.before.as_ref().map_or_else(|| "/inbox".to_owned(), |before| format!("/inbox?before={before}"))
    }
}

impl Row {
    /// Address of the conversation, alone on its page.
    pub fn href(&self) -> String {
        format!("/messages/{}", self.id)
    }
    /// At most two letters that stand for the correspondent.
    pub fn initials(&self) -> String {
        super::words::initials(&self.who)
    }
    /// Taken from every reader.
    pub fn withdrawn(&self) -> bool {
        self.state == RowState::Withdrawn
    }
    /// When an own message of closed hours goes out.
    pub fn goes_out(&self) -> Option<Millis> {
        match self.state {
            RowState::GoesOut(at) => Some(at),
            _ => None,
        }
    }
    /// Own message, not out yet.
    pub fn being_checked(&self) -> bool {
        self.state == RowState::BeingChecked
    }
}
