//! A message being written: parsed once, at the edge, into what cannot be wrong.

use crate::{AttachmentId, AudienceId, MessageId, audience::Line, limits};

/// A subject line: one line, trimmed, bounded. May be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject(String);

/// The text of a message: bounded, line ends as `\n`, no NUL, not blank unless a file is joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body(String);

/// What is wrong with what was typed. Each is shown beside its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Subject longer than [`limits::SUBJECT_CHARS_MAX`].
    #[error("l'objet dépasse {} caractères", limits::SUBJECT_CHARS_MAX)]
    SubjectTooLong,
    /// Body longer than [`limits::BODY_BYTES_MAX`].
    #[error("le message dépasse {} kilo-octets", limits::BODY_BYTES_MAX / 1_000)]
    BodyTooLong,
    /// Nothing was written.
    #[error("le message est vide")]
    BodyEmpty,
    /// Nobody was chosen.
    #[error("choisissez au moins un destinataire")]
    NobodyChosen,
    /// More audiences than [`limits::AUDIENCES_PER_MESSAGE_MAX`].
    #[error("pas plus de {} destinataires ou groupes par message", limits::AUDIENCES_PER_MESSAGE_MAX)]
    TooManyChosen,
    /// More files than [`limits::ATTACHMENTS_PER_MESSAGE_MAX`].
    #[error("pas plus de {} pièces jointes par message", limits::ATTACHMENTS_PER_MESSAGE_MAX)]
    TooManyFiles,
}

impl Subject {
    /// Reads a subject: control characters and line ends become spaces.
    pub fn parse(text: &str) -> Result<Subject, Wrong> {
        let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let clean = clean.trim();
        if clean.chars().count() > limits::SUBJECT_CHARS_MAX {
            return Err(Wrong::SubjectTooLong);
        }
        Ok(Subject(clean.to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Body {
    /// Reads a body. `with_files` allows a blank one.
    pub fn parse(text: &str, with_files: bool) -> Result<Body, Wrong> {
        let clean = text.replace("\r\n", "\n").replace(['\r', '\0'], "\n");
        if clean.len() > limits::BODY_BYTES_MAX {
            return Err(Wrong::BodyTooLong);
        }
        if clean.trim().is_empty() && !with_files {
            return Err(Wrong::BodyEmpty);
        }
        Ok(Body(clean.trim_end().to_owned()))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An audience on one line of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Addressee {
    /// Whom.
    pub audience: AudienceId,
    /// On which line.
    pub line: Line,
}

/// A message ready to be judged.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Subject, may be empty.
    pub subject: Subject,
    /// Text.
    pub body: Body,
    /// Whom, without repetition; at least one.
    pub to: Vec<Addressee>,
    /// The message that this one answers.
    pub in_reply_to: Option<MessageId>,
    /// Files already uploaded by the author.
    pub attachments: Vec<AttachmentId>,
    /// Chosen by the form: the same key twice gives the same message, not two.
    pub idempotency_key: uuid::Uuid,
}

impl Draft {
    /// Puts a message together, or says everything that is wrong with it.
    pub fn parse(
        subject: &str,
        body: &str,
        to: Vec<Addressee>,
        in_reply_to: Option<MessageId>,
        attachments: Vec<AttachmentId>,
        idempotency_key: uuid::Uuid,
    ) -> Result<Draft, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let mut keep = |problem| wrong.push(problem);
        let subject = Subject::parse(subject).map_err(&mut keep).ok();
        let body = Body::parse(body, !attachments.is_empty()).map_err(&mut keep).ok();
        let mut once: Vec<Addressee> = Vec::with_capacity(to.len());
        for addressee in to {
            if once.len() <= limits::AUDIENCES_PER_MESSAGE_MAX && once.iter().all(|a| a.audience != addressee.audience)
            {
                once.push(addressee);
            }
        }
        match once.len() {
            0 => keep(Wrong::NobodyChosen),
            n if n > limits::AUDIENCES_PER_MESSAGE_MAX => keep(Wrong::TooManyChosen),
            _ => {}
        }
        if attachments.len() > limits::ATTACHMENTS_PER_MESSAGE_MAX {
            keep(Wrong::TooManyFiles);
        }
        match (subject, body) {
            (Some(subject), Some(body)) if wrong.is_empty() => {
                Ok(Draft { subject, body, to: once, in_reply_to, attachments, idempotency_key })
            }
            _ => Err(wrong),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(subject: &str, body: &str, people: u128) -> Result<Draft, Vec<Wrong>> {
        let to =
            (0..people).map(|n| Addressee { audience: uuid::Uuid::from_u128(n + 1).into(), line: Line::To }).collect();
        Draft::parse(subject, body, to, None, vec![], uuid::Uuid::nil())
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let wrong = draft(&"x".repeat(limits::SUBJECT_CHARS_MAX + 1), " \n ", 0).map(|_| ()).unwrap_err();
        assert_eq!(wrong, vec![Wrong::SubjectTooLong, Wrong::BodyEmpty, Wrong::NobodyChosen]);
    }

    #[test]
    fn the_same_person_chosen_twice_is_reached_once() {
        let one = Addressee { audience: uuid::Uuid::from_u128(1).into(), line: Line::To };
        let draft = Draft::parse("s", "b", vec![one, one], None, vec![], uuid::Uuid::nil()).expect("a right draft");
        assert_eq!(draft.to.len(), 1);
    }

    #[test]
    fn a_subject_is_one_line() {
        assert_eq!(Subject::parse(" a\r\nb\0 ").expect("short").as_str(), "a  b");
    }
}
