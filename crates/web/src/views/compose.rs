//! Writing a message: who will be reached, in words and number, before it leaves.

use askama::Template;
use model::{AudienceId, DraftId, MessageId, Millis, Profile, audience::Line, draft::Wrong, limits, message::Refusal};
use uuid::Uuid;

use super::{FileLink, Frame, Here, Icon, words};
use crate::locale::Locale;

/// Readers from which the page asks to read once more before sending.
pub const WIDE_FROM_PEOPLE: i64 = 40;

/// `GET /compose?reply=ID&all=1|draft=ID|to=ID`, and `POST /messages` when it does not send.
///
/// The form posts `key`, `draft`, `reply_to`, `subject`, `body`, repeated `to` and `cc` (audience ids), repeated
/// `attachment` (files already uploaded), files `file`, the search box `q`, and the button's `do`:
/// - `send`: judge and send; `later`: the same at `later_date` and `later_time`, in the time of the school; `save`: keep as a draft;
/// - `find`: search `q` and show the form again with [`ComposePage::found`] (also what Enter does, so that no message
///   leaves by accident);
/// - `add:ID`, `copy:ID`: add an audience on that line; `remove:ID`: take it away; `drop:ID`: take a file away.
///
/// With `X-Fragment: recipients`, `find`, `add`, `copy` and `remove` answer with that block alone. With
/// `X-Fragment: saved`, `save` (the draft saving itself, without files) answers 204 and the draft's
/// identity in the header `X-Draft`.
#[derive(Debug, Template)]
#[template(path = "compose.html", blocks = ["recipients"])]
pub struct ComposePage {
    /// The frame.
    pub frame: Frame,
    /// Idempotency key: the same form sent twice is one message.
    pub key: Uuid,
    /// The draft that the form was opened from, or was saved to.
    pub draft: Option<DraftId>,
    /// When the draft was last saved.
    pub saved_at: Option<Millis>,
    /// The message that is answered.
    pub reply_to: Option<MessageId>,
    /// Whose message that is.
    pub reply_to_name: Option<String>,
    /// Subject as typed.
    pub subject: String,
    /// Text as typed.
    pub body: String,
    /// Whom, in the order chosen.
    pub chosen: Vec<Chosen>,
    /// Files already uploaded.
    pub files: Vec<FileLink>,
    /// Day and hour at which it is to be sent, as typed; empty when at once.
    pub later: (String, String),
    /// When the draft is to be sent, as long as nobody changes it.
    pub send_at: Option<Millis>,
    /// What was typed in the search box.
    pub query: String,
    /// What the search found; `None` when nothing was searched.
    pub found: Option<Vec<Found>>,
    /// Who will be reached.
    pub reach: Reach,
    /// Until when one writes to adults of one's school only: accounts come back step by step.
    pub writes_from: Option<Millis>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// An audience on a line of the message.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The audience.
    pub id: AudienceId,
    /// On which line.
    pub line: Line,
    /// "Zoé Martin", "3e B – responsables".
    pub label: String,
    /// People in it.
    pub readers: i64,
    /// One person, not a group.
    pub person: bool,
}

/// An audience found by the picker.
#[derive(Debug, Clone)]
pub struct Found {
    /// The audience.
    pub id: AudienceId,
    /// "Zoé Martin", "3e B – responsables".
    pub label: String,
    /// "Professeure de français · Collège des Tilleuls". May be empty.
    pub detail: String,
    /// People in it.
    pub readers: i64,
    /// One person, not a group.
    pub person: bool,
}

/// `GET /recipients?q=`: the picker's proposals alone.
#[derive(Debug, Template)]
#[template(path = "recipients.html")]
pub struct RecipientsFragment {
    /// The reader's language.
    pub locale: Locale,
    /// What was typed.
    pub query: String,
    /// At most [`limits::PICKER_ROWS_MAX`], best first.
    pub found: Vec<Found>,
    /// Decoys, for programs that take every row: no page puts them before anybody.
    pub baits: Vec<(AudienceId, String)>,
}

/// Who will be reached, each person once.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    /// People by profile, without repetition.
    pub people: Vec<(Profile, i64)>,
    /// The name, when it is one person.
    pub one: Option<String>,
}

/// What is wrong with what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Found when the form was read.
    Wrong(Wrong),
    /// The rules refuse it; with the name of the audience concerned, when there is one.
    Refused(Refusal, Option<String>),
    /// A file is larger than [`limits::ATTACHMENT_BYTES_MAX`]; it was left out.
    FileTooLarge(String),
    /// Too many drafts are kept already.
    TooManyDrafts,
    /// The day or the hour of sending is missing or none.
    NoTime,
    /// The time of sending is past.
    TimePast,
    /// The time of sending is more than [`limits::SCHEDULE_AHEAD_MAX`] away.
    TimeTooFar,
    /// Too many messages wait for their time already.
    TooManyScheduled,
}

/// The part of the form beside which a problem is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the field of that name")]
pub enum Field {
    Recipients,
    Subject,
    Body,
    Files,
    Later,
    Form,
}

impl Reach {
    /// People in all.
    pub fn count(&self) -> i64 {
        self.people.iter().map(|(_, count)| count).sum()
    }

    /// Wide enough to read once more.
    pub fn is_wide(&self) -> bool {
        self.count() >= WIDE_FROM_PEOPLE
    }

    /// "96 responsables, 30 élèves et 2 enseignants".
    pub fn words(&self, locale: Locale) -> String {
        let parts: Vec<String> = self
            .people
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(p, count)| words::people(locale, *p, *count))
            .collect();
        match parts.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [some @ .., last] => locale.say("list-and").arg("some", some.join(", ")).arg("last", last).to_string(),
        }
    }

    /// What the send button says: "Envoyer à 128 responsables".
    pub fn button(&self, locale: Locale) -> String {
        let mut some = self.people.iter().filter(|(_, count)| *count > 0);
        match (&self.one, some.next(), some.next()) {
            (Some(name), ..) => locale.say("compose-send-one").arg("name", name).to_string(),
            (None, None, _) => locale.say("compose-send").to_string(),
            (None, Some((profile, count)), None) => {
                locale.say("compose-send-words").arg("people", words::people(locale, *profile, *count)).to_string()
            }
            (None, Some(_), Some(_)) => locale.say("compose-send-people").arg("count", self.count()).to_string(),
        }
    }
}

impl Problem {
    /// Beside which field it is said.
    pub fn field(&self) -> Field {
        match self {
            Problem::Wrong(Wrong::SubjectTooLong) => Field::Subject,
            Problem::Wrong(Wrong::BodyTooLong | Wrong::BodyEmpty) => Field::Body,
            Problem::Wrong(Wrong::NobodyChosen | Wrong::TooManyChosen)
            | Problem::Refused(
                Refusal::NotAllowed
                | Refusal::UnknownRecipient
                | Refusal::NotYet
                | Refusal::TooWide
                | Refusal::NewDevice,
                _,
            ) => Field::Recipients,
            Problem::Wrong(Wrong::TooManyFiles)
            | Problem::Refused(Refusal::UnknownAttachment | Refusal::NoFiles, _)
            | Problem::FileTooLarge(_) => Field::Files,
            Problem::Refused(
                Refusal::UnknownReply | Refusal::TooMany | Refusal::Suspended | Refusal::Abroad | Refusal::ProofFirst,
                _,
            )
            | Problem::TooManyDrafts => Field::Form,
            Problem::NoTime | Problem::TimePast | Problem::TimeTooFar | Problem::TooManyScheduled => Field::Later,
        }
    }

    /// What it says: what happened, and what to do.
    pub fn words(&self, locale: Locale) -> String {
        match self {
            Problem::Wrong(Wrong::SubjectTooLong) => {
                locale.say("problem-subject-too-long").arg("max", limits::SUBJECT_CHARS_MAX)
            }
            Problem::Wrong(Wrong::BodyTooLong) => {
                locale.say("problem-body-too-long").arg("max", limits::BODY_BYTES_MAX / 1_000)
            }
            Problem::Wrong(Wrong::BodyEmpty) => locale.say("problem-body-empty"),
            Problem::Wrong(Wrong::NobodyChosen) => locale.say("problem-nobody-chosen"),
            Problem::Wrong(Wrong::TooManyChosen) => {
                locale.say("problem-too-many-chosen").arg("max", limits::AUDIENCES_PER_MESSAGE_MAX)
            }
            Problem::Wrong(Wrong::TooManyFiles) => {
                locale.say("problem-too-many-files").arg("max", limits::ATTACHMENTS_PER_MESSAGE_MAX)
            }
            Problem::Refused(Refusal::NotAllowed, Some(name)) => {
                locale.say("problem-not-allowed-name").arg("name", name)
            }
            Problem::Refused(Refusal::NotAllowed, None) => locale.say("problem-not-allowed"),
            Problem::Refused(Refusal::UnknownRecipient, _) => locale.say("problem-unknown-recipient"),
            Problem::Refused(Refusal::UnknownReply, _) => locale.say("problem-unknown-reply"),
            Problem::Refused(Refusal::UnknownAttachment, _) => locale.say("problem-unknown-attachment"),
            Problem::Refused(Refusal::TooMany, _) => locale.say("problem-too-many"),
            Problem::Refused(Refusal::NotYet, _) => locale.say("problem-not-yet"),
            Problem::Refused(Refusal::Suspended, _) => locale.say("problem-suspended"),
            Problem::Refused(Refusal::TooWide, _) => locale.say("problem-too-wide"),
            Problem::Refused(Refusal::NoFiles, _) => locale.say("problem-no-files"),
            Problem::Refused(Refusal::Abroad, _) => locale.say("problem-abroad"),
            Problem::Refused(Refusal::NewDevice, _) => locale.say("problem-new-device"),
            Problem::Refused(Refusal::ProofFirst, _) => locale.say("problem-proof-first"),
            Problem::FileTooLarge(name) => locale
                .say("problem-file-too-large")
                .arg("name", name)
                .arg("max", words::size(locale, limits::ATTACHMENT_BYTES_MAX as u64)),
            Problem::NoTime => locale.say("problem-no-time"),
            Problem::TimePast => locale.say("problem-time-past"),
            Problem::TimeTooFar => locale.say("problem-time-too-far"),
            Problem::TooManyScheduled => {
                locale.say("problem-too-many-scheduled").arg("max", limits::SCHEDULED_PER_PERSON_MAX)
            }
            Problem::TooManyDrafts => locale.say("problem-too-many-drafts").arg("max", limits::DRAFTS_PER_PERSON_MAX),
        }
        .to_string()
    }
}

/// The sentences of the problems of one field.
pub fn said_beside(problems: &[Problem], field: Field, locale: Locale) -> Vec<String> {
    problems.iter().filter(|problem| problem.field() == field).map(|problem| problem.words(locale)).collect()
}

impl Found {
    /// Whether it is chosen already.
    pub fn is_among(&self, chosen: &[Chosen]) -> bool {
        chosen.iter().any(|one| one.id == self.id)
    }
}

/// The live list does not know who is chosen: the script leaves them out.
const NOBODY: &[Chosen] = &[];

impl ComposePage {
    /// The sentences beside a field.
    pub fn beside(&self, field: Field) -> Vec<String> {
        said_beside(&self.problems, field, self.frame.locale())
    }

    /// The largest file, for people.
    pub fn file_size_max(&self) -> String {
        words::size(self.frame.locale(), limits::ATTACHMENT_BYTES_MAX as u64)
    }
}
