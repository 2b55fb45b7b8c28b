//! What became of one's messages, and what was said against it.

use askama::Template;
use model::{MessageId, Millis, PersonId, appeal::Outcome};

use super::{Frame, Here, Icon};

/// `GET /sent/decisions`.
#[derive(Debug, Template)]
#[template(path = "decisions.html")]
pub struct DecisionsPage {
    /// The frame.
    pub frame: Frame,
    /// Newest first.
    pub rows: Vec<DecisionRow>,
    /// What is wrong with an appeal: on which message, its phrase, what was typed.
    pub wrong: Option<(MessageId, &'static str, String)>,
}

/// A decision on one message.
#[derive(Debug, Clone)]
pub struct DecisionRow {
    /// The message.
    pub id: MessageId,
    /// To whom.
    pub to: String,
    /// Its subject; empty when it was withdrawn.
    pub subject: String,
    /// When it was sent.
    pub at: Millis,
    /// When that was decided.
    pub decided: Millis,
    /// It was withdrawn, not released.
    pub withdrawn: bool,
    /// Phrase of why.
    pub why: &'static str,
    /// When its sender appealed.
    pub appealed: Option<Millis>,
    /// How that was answered.
    pub answer: Option<(Outcome, String)>,
}

impl DecisionsPage {
    /// What is wrong with the appeal on this message.
    fn wrong_of(&self, row: &DecisionRow) -> Option<&'static str> {
        self.wrong.as_ref().filter(|(id, ..)| *id == row.id).map(|(_, key, _)| *key)
    }
    /// What was typed there.
    fn typed(&self, row: &DecisionRow) -> &str {
        self.wrong.as_ref().filter(|(id, ..)| *id == row.id).map_or("", |(.., text)| text.as_str())
    }
}

impl DecisionRow {
    /// May be appealed against.
    fn may_appeal(&self) -> bool {
        self.withdrawn && self.appealed.is_none()
    }
}

/// `GET /desk/appeals`.
#[derive(Debug, Template)]
#[template(path = "appeals.html")]
pub struct AppealsPage {
    /// The frame.
    pub frame: Frame,
    /// Who reads: what they decided, somebody else answers.
    pub reader: PersonId,
    /// Open ones first.
    pub rows: Vec<AppealRow>,
    /// An answer was given without a word for the sender.
    pub note_missing: bool,
}

/// One appeal.
#[derive(Debug, Clone)]
pub struct AppealRow {
    /// The message.
    pub id: MessageId,
    /// What may be said of the sender.
    pub who: String,
    /// Their school.
    pub school: String,
    /// In their words.
    pub body: String,
    /// When.
    pub at: Millis,
    /// Who decided what is appealed against.
    pub decided_by: PersonId,
    /// Their name.
    pub decided_name: String,
    /// How it was answered, by whom and in which words.
    pub answer: Option<(Outcome, String, String)>,
}

impl AppealsPage {
    /// The reader decided it: somebody else answers.
    fn is_own(&self, row: &AppealRow) -> bool {
        row.decided_by == self.reader
    }
}
