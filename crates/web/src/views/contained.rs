//! Contained accounts, for the desk and for their owner.

use askama::Template;
use model::{
    MessageId, Millis,
    containment::{ContainmentEnd, ContainmentReason},
};
use uuid::Uuid;

use super::{Frame, Here, Icon, Mask};

/// `GET /desk/contained`.
///
/// Forms: `/desk/contained/{id}/lift` (`note`), `/desk/contained/asked` (`note`), `/desk/messages/{id}/contain`
/// (`note`).
#[derive(Debug, Template)]
#[template(path = "contained.html")]
pub struct ContainedPage {
    /// The frame.
    pub frame: Frame,
    /// Containments, those in force first. At most [`model::limits::DESK_ROWS_MAX`].
    pub rows: Vec<ContainedRow>,
    /// Accounts that the machine may not contain by itself any more.
    pub asked: Vec<AskedRow>,
    /// A containment was to be lifted without a note.
    pub note_missing: bool,
    /// Whether names of minors are shown.
    pub mask: Mask,
}

/// One containment.
#[derive(Debug, Clone)]
pub struct ContainedRow {
    /// Identity.
    pub id: Uuid,
    /// Whose account.
    pub name: String,
    /// User name; empty when the name is not shown.
    pub login: String,
    /// School.
    pub school: String,
    /// Why.
    pub reason: ContainmentReason,
    /// Who decided; `None`: the machine.
    pub by: Option<String>,
    /// In their words; may be empty.
    pub note: String,
    /// Since when.
    pub since: Millis,
    /// When it ends by itself.
    pub until: Millis,
    /// The letter that led to it.
    pub message: Option<MessageId>,
    /// Tries to sign in that were refused meanwhile.
    pub refused: i64,
    /// In force.
    pub holds: bool,
    /// How and when it ended before its time.
    pub ended: Option<(ContainmentEnd, Millis)>,
    /// Of the one who lifted it; may be empty.
    pub end_note: String,
}

/// An account that waits for a person's word.
#[derive(Debug, Clone)]
pub struct AskedRow {
    /// The letter.
    pub message: MessageId,
    /// Whose account.
    pub name: String,
    /// School.
    pub school: String,
    /// When the letter was sent.
    pub at: Millis,
}

/// What the owner of an account is told of its containment.
#[derive(Debug, Clone, Copy)]
pub struct OwnContainment {
    /// Since when.
    pub since: Millis,
    /// When it ended, or ends.
    pub until: Millis,
    /// A person of the desk decided it.
    pub by_desk: bool,
    /// It was lifted: it was not needed.
    pub lifted: bool,
}

impl ContainedPage {
    /// Accounts that are contained now.
    pub fn in_force(&self) -> usize {
        self.rows.iter().filter(|row| row.holds).count()
    }
    /// Accounts that one decision would contain.
    fn at_once(&self) -> i64 {
        model::limits::CONTAINED_AT_ONCE_MAX.min(self.asked.len() as i64)
    }
}

impl ContainedRow {
    /// Phrase of the reason.
    pub fn reason_key(&self) -> String {
        format!("contained-reason-{}", self.reason.code())
    }
    /// Phrase of how it stands.
    pub fn state_key(&self) -> &'static str {
        match self.ended {
            _ if self.holds => "contained-state-holds",
            Some((ContainmentEnd::Lifted, _)) => "contained-state-lifted",
            Some((ContainmentEnd::Returned, _)) => "contained-state-returned",
            None => "contained-state-over",
        }
    }
    /// When it ended, or will.
    pub fn end(&self) -> Millis {
        self.ended.map_or(self.until, |(_, at)| at)
    }
    fn tone(&self) -> &'static str {
        if self.holds { "danger" } else { "plain" }
    }
}

impl OwnContainment {
    /// Phrase that says why.
    pub fn why_key(self) -> &'static str {
        match (self.lifted, self.by_desk) {
            (true, _) => "own-containment-lifted",
            (false, true) => "own-containment-desk",
            (false, false) => "own-containment-machine",
        }
    }
}
