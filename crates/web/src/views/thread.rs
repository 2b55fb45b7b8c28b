//! A conversation: its letters, and the form that answers.

use askama::Template;
use model::{AttachmentId, AudienceId, MessageId, Millis, attachment::KeptFor, folder::Place};
use uuid::Uuid;

use super::{Frame, Here, Icon, Shelves};
use crate::locale::Locale;

/// `GET /messages/{id}`.
#[derive(Debug, Template)]
#[template(path = "thread.html", blocks = ["pane"])]
pub struct ThreadPage {
    /// The frame.
    pub frame: Frame,
    /// The conversation.
    pub thread: Thread,
    /// Where "back" leads: the list that the reader came from.
    pub back: String,
    /// Help is offered to who has just written this.
    pub help: bool,
}

/// A conversation as one reader sees it.
#[derive(Debug, Clone)]
pub struct Thread {
    /// The message that was asked for.
    pub id: MessageId,
    /// Subject of the conversation; may be empty.
    pub subject: String,
    /// School or child that it is about, when the reader has several.
    pub tag: Option<String>,
    /// Oldest first, at most [`model::limits::THREAD_ROWS_MAX`].
    pub letters: Vec<Letter>,
    /// The place of earlier letters, when there are any.
    pub earlier: Option<String>,
    /// The message by which the newest letters are opened, when they are not these.
    pub newest: Option<MessageId>,
    /// How the reader may answer; `None` when they may not.
    pub reply: Option<Reply>,
    /// Where letters may be put.
    pub shelves: Shelves,
}

/// One letter of a conversation.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The message.
    pub id: MessageId,
    /// Who wrote it.
    pub from: String,
    /// What they are: "Professeure de français". May be empty.
    pub role: String,
    /// To whom, in words: "vous", "3e B – responsables, Karim Haddad".
    pub to: String,
    /// In copy, in words; may be empty.
    pub cc: String,
    /// When it was sent.
    pub at: Millis,
    /// When it reached its readers, if that was noticeably later ("distribué avec retard").
    pub late: Option<Millis>,
    /// What it says, or why that is not shown.
    pub content: Content,
    /// Files joined; empty when withdrawn.
    pub files: Vec<FileLink>,
    /// Written by the reader.
    pub mine: bool,
    /// The reader has reported it.
    pub reported: bool,
    /// Where the reader keeps it.
    pub place: Place,
    /// Shown whole; the others are folded to one line.
    pub open: bool,
}

/// What a letter shows.
#[derive(Debug, Clone)]
pub enum Content {
    /// Its text.
    Text(String),
    /// The reader's own text, which is not out yet. Held and queued alike.
    BeingChecked(String),
    /// The reader's own text of closed hours, and when it goes out as far as they are told.
    GoesOut(String, Millis),
    /// Nothing any more.
    Withdrawn(Withdrawal),
}

/// The neutral notice in place of a withdrawn letter.
#[derive(Debug, Clone)]
pub struct Withdrawal {
    /// When.
    pub at: Millis,
    /// It contained a threat; otherwise it was withdrawn for another reason, which is not said.
    pub threat: bool,
    /// Who to turn to: "la vie scolaire du collège, 04 65 71 00 00". `None` says the school's office.
    pub contact: Option<String>,
}

/// A file joined to a letter or a draft.
#[derive(Debug, Clone)]
pub struct FileLink {
    /// The file.
    pub id: AttachmentId,
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// Whether it is still being looked at, and cannot be opened yet.
    pub veiled: bool,
    /// Why it waits for a person; readers are not told.
    pub kept: Option<KeptFor>,
}

/// The form under a conversation.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Idempotency key of the answer.
    pub key: Uuid,
    /// The letter that it answers.
    pub to: MessageId,
    /// Whom it reaches.
    pub audience: AudienceId,
    /// Their name.
    pub name: String,
    /// People reached by "reply to all"; `None` when there is nobody else, or the reader may not.
    pub all: Option<i64>,
    /// What was typed, after an error.
    pub body: String,
    /// What is wrong with it.
    pub problems: Vec<super::Problem>,
}

impl Thread {
    /// Whether a file is being looked at now: the page reads again each second until it is not, as it may have been made
    /// just before the stream opened that would say so.
    pub fn is_followed(&self) -> bool {
        let theirs = self.letters.iter().filter(|letter| !letter.mine);
        theirs.flat_map(|letter| &letter.files).any(|file| file.veiled && file.kept.is_none())
    }
}

impl Letter {
    /// At most two letters that stand for the author.
    pub fn initials(&self) -> String {
        super::words::initials(&self.from)
    }

    /// First words, for a folded letter.
    pub fn excerpt(&self) -> &str {
        match &self.content {
            Content::Text(text) | Content::BeingChecked(text) | Content::GoesOut(text, _) => {
                model::text::cut(text, 160)
            }
            Content::Withdrawn(_) => "",
        }
    }

    /// Whether the reader has put it away.
    pub fn in_trash(&self) -> bool {
        self.place == Place::Trash
    }

    /// Others' letters that are shown may be reported, once.
    pub fn may_report(&self) -> bool {
        !self.mine && !self.reported && matches!(self.content, Content::Text(_))
    }
}

impl Reply {
    /// What is wrong, in sentences.
    pub fn sentences(&self, locale: Locale) -> Vec<String> {
        self.problems.iter().map(|problem| problem.words(locale)).collect()
    }
}

impl FileLink {
    /// For the desk: phrase of why it waits for a person, when it does.
    pub fn kept_key(&self) -> String {
        self.kept.map(|why| format!("kept-{why}")).unwrap_or_default()
    }

    /// Its size, for people: "340 ko".
    pub fn size(&self, locale: Locale) -> String {
        super::words::size(locale, self.bytes)
    }

    /// The ending of the name, upper case, at most four letters: "PDF". Empty when there is none.
    pub fn kind(&self) -> String {
        let ending = self.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        let plain = !ending.is_empty() && ending.len() <= 4 && ending.chars().all(|c| c.is_ascii_alphanumeric());
        if plain { ending.to_ascii_uppercase() } else { String::new() }
    }
}
