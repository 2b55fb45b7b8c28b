//! The form as it was typed: nothing in it need be right.

use model::{AttachmentId, AudienceId, DraftId, MessageId, Millis, audience::Line, draft::Addressee, limits};
use uuid::Uuid;

use crate::forms::Fields;

/// A message being written.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) key: Uuid,
    pub(super) draft: Option<DraftId>,
    pub(super) saved_at: Option<Millis>,
    pub(super) reply_to: Option<MessageId>,
    pub(super) subject: String,
    pub(super) body: String,
    pub(super) to: Vec<Addressee>,
    pub(super) attachments: Vec<AttachmentId>,
    pub(super) query: String,
    pub(super) press: Press,
    /// Day and hour at which it is to be sent, as typed.
    pub(super) later: (String, String),
    /// When the draft is to be sent as it stands.
    pub(super) send_at: Option<Millis>,
}

/// The button that was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Press {
    /// Judge and send.
    Send,
    /// Judge and send at a time.
    Later,
    /// Keep as a draft.
    Save,
    /// Search for recipients.
    Find,
    /// Add an audience on a line.
    Add(AudienceId, Line),
    /// Take an audience away.
    Remove(AudienceId),
    /// Take a file away.
    Drop(AttachmentId),
    /// None that we know.
    Nothing,
}

impl Typed {
    /// A blank form.
    pub(super) fn new(key: Uuid) -> Typed {
        Typed {
            key,
            draft: None,
            saved_at: None,
            reply_to: None,
            subject: String::new(),
            body: String::new(),
            to: Vec::new(),
            attachments: Vec::new(),
            query: String::new(),
            press: Press::Nothing,
            later: (String::new(), String::new()),
            send_at: None,
        }
    }

    /// Reads a form; `None` when it has no key and so is not one of ours, or did not arrive whole.
    pub(super) fn read(fields: &Fields) -> Option<Typed> {
        let line = |name: &'static str, line| {
            let ids = fields.all(name).filter_map(|id| id.parse().ok());
            ids.map(move |audience| Addressee { audience, line }).take(limits::AUDIENCES_PER_MESSAGE_MAX + 1)
        };
        let mut to: Vec<Addressee> = Vec::new();
        for addressee in line("to", Line::To).chain(line("cc", Line::Cc)) {
            if to.iter().all(|known| known.audience != addressee.audience) {
                to.push(addressee);
            }
        }
        Some(Typed {
            key: fields.read("key")?,
            draft: fields.read("draft"),
            saved_at: None,
            reply_to: fields.read("reply_to"),
            subject: fields.get("subject").to_owned(),
            body: fields.get("body").to_owned(),
            to,
            attachments: fields.all("attachment").filter_map(|id| id.parse().ok()).collect(),
            query: fields.get("q").to_owned(),
            press: Press::read(fields.get("do")),
            send_at: None,
            later: (short(fields.get("later_date")), short(fields.get("later_time"))),
        })
    }
}

/// A day or an hour: the rest of a long text is of no use.
fn short(text: &str) -> String {
    model::text::cut(text, 20).to_owned()
}

impl Press {
    fn read(text: &str) -> Press {
        let (what, id) = text.split_once(':').unwrap_or((text, ""));
        let audience = id.parse::<AudienceId>().ok();
        match (what, audience) {
            ("send", _) => Press::Send,
            ("later", _) => Press::Later,
            ("save", _) => Press::Save,
            ("find", _) => Press::Find,
            ("add", Some(audience)) => Press::Add(audience, Line::To),
            ("copy", Some(audience)) => Press::Add(audience, Line::Cc),
            ("remove", Some(audience)) => Press::Remove(audience),
            ("drop", Some(file)) => Press::Drop(AttachmentId(file.uuid())),
            _ => Press::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> Fields {
        Fields(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_form_without_its_key_is_not_ours() {
        assert!(Typed::read(&form(&[("subject", "x"), ("do", "send")])).is_none());
        assert!(Typed::read(&form(&[("key", "not one"), ("do", "send")])).is_none());
    }

    #[test]
    fn whatever_stands_in_a_form_is_read_without_fuss() {
        let id = Uuid::from_u128(7).simple().to_string();
        let typed = Typed::read(&form(&[
            ("key", &id),
            ("to", &id),
            ("cc", &id),
            ("to", "../../etc/passwd"),
            ("draft", "\u{202E}"),
            ("attachment", ""),
            ("do", &format!("remove:{id}")),
            ("do", "send"),
        ]));
        let typed = typed.expect("a form");
        assert_eq!((typed.to.len(), typed.draft, typed.attachments.len()), (1, None, 0));
        assert_eq!(typed.press, Press::Remove(Uuid::from_u128(7).into()), "one button is pressed, the first");
    }

    #[test]
    fn a_button_that_we_do_not_know_does_nothing() {
        for unknown in ["", "sendx", "add", "add:", "add:x", "remove:7", ":", "SEND"] {
            assert_eq!(Press::read(unknown), Press::Nothing, "{unknown}");
        }
    }
}
