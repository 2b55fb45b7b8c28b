//! An evidence pack: what somebody who investigates, answers for a child, or must be told, is handed over.

use crate::{CampaignId, MessageId, codes::codes};

codes! {
    /// For whom a pack is made, which decides what is in it. The sources are the same.
    pub enum Variant {
        /// Who investigates: everything.
        Police = "police",
        /// A family: what is their own child's, and nothing of anybody else's.
        Family = "family",
        /// The data protection authority: numbers only.
        Cnil = "cnil",
        /// Who looks back on the night: no name, no text.
        Review = "review",
    }
}

impl Variant {
    /// Whether one pupil must be named, whose family the pack is for.
    pub const fn is_of_one(self) -> bool {
        matches!(self, Variant::Family)
    }

    /// Whether names, texts and files are in it.
    pub const fn has_words(self) -> bool {
        matches!(self, Variant::Police | Variant::Family)
    }
}

/// What a pack is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Of {
    /// A campaign, with all its messages.
    Campaign(CampaignId),
    /// One message.
    Message(MessageId),
}

impl Of {
    /// How it stands in an address: `campaign-…`, `message-…`.
    pub fn slug(self) -> String {
        match self {
            Of::Campaign(id) => format!("campaign-{id}"),
            Of::Message(id) => format!("message-{id}"),
        }
    }

    /// The campaign, when it is on one.
    pub const fn campaign(self) -> Option<CampaignId> {
        match self {
            Of::Campaign(id) => Some(id),
            Of::Message(_) => None,
        }
    }

    /// The message, when it is on one alone.
    pub const fn message(self) -> Option<MessageId> {
        match self {
            Of::Campaign(_) => None,
            Of::Message(id) => Some(id),
        }
    }
}

/// How the journal names it: `campaign/…`, `message/…`.
impl std::fmt::Display for Of {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Of::Campaign(id) => write!(f, "campaign/{id}"),
            Of::Message(id) => write!(f, "message/{id}"),
        }
    }
}

impl std::str::FromStr for Of {
    type Err = NothingSuch;

    /// Reads [`Of::slug`].
    fn from_str(text: &str) -> Result<Of, NothingSuch> {
        let of = match text.split_once('-') {
            Some(("campaign", id)) => id.parse().map(Of::Campaign),
            Some(("message", id)) => id.parse().map(Of::Message),
            _ => return Err(NothingSuch),
        };
        of.map_err(|_| NothingSuch)
    }
}

/// No pack is on such a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("un dossier porte sur `campaign-…` ou `message-…`")]
pub struct NothingSuch;
