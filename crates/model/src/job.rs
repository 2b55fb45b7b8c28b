//! Work for later. The enum is closed: the worker's match is exhaustive.

use serde::{Deserialize, Serialize};

use crate::{CampaignId, DraftId, ImportId, MessageId, TicketId};

/// A piece of work, stored as JSON with its kind. A job may run twice: its handler must not mind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    /// The next wave of a message is due: move it on, and wake the pages of those it reaches.
    Wave {
        /// The message.
        message: MessageId,
    },
    /// A draft was to be sent at this time: judge it and send it, if it still is.
    SendLater {
        /// The draft.
        draft: DraftId,
    },
    /// A threat was recognised: contain the accounts that sent it before.
    Carriers {
        /// The message that was recognised.
        message: MessageId,
    },
    /// Run an import whose files were uploaded.
    Import {
        /// The run.
        import: ImportId,
    },
    /// Look for a campaign among the messages of the last days.
    LookBack {
        /// The campaign.
        campaign: CampaignId,
    },
    /// Examine a content that was joined to a message or a draft.
    Examine {
        /// Its SHA-256, in hexadecimal.
        sha256: String,
    },
    /// Have the antivirus look at a content.
    Scan {
        /// Its SHA-256, in hexadecimal.
        sha256: String,
    },
    /// Decide again a sample of what was decided in the last day.
    Replay {
        /// The day, counted from 1970.
        day: i64,
    },
    /// Look for a signature that came into force among the messages before one, newest first.
    Signature {
        /// The version.
        policy: uuid::Uuid,
        /// The messages before this one are left.
        before: MessageId,
        /// Messages that it has held so far.
        held: i64,
    },
    /// Decide on the files of a message by what is known of them now.
    Settle {
        /// The message.
        message: MessageId,
    },
    /// Tell a service that the session that a ticket was given to has ended.
    Logout {
        /// The ticket.
        ticket: TicketId,
    },
}

impl Job {
    /// Name of the kind, as stored.
    pub const fn kind(&self) -> &'static str {
        match self {
            Job::Wave { .. } => "wave",
            Job::SendLater { .. } => "send_later",
            Job::Carriers { .. } => "carriers",
            Job::Import { .. } => "import",
            Job::LookBack { .. } => "look_back",
            Job::Examine { .. } => "examine",
            Job::Scan { .. } => "scan",
            Job::Settle { .. } => "settle",
            Job::Logout { .. } => "logout",
            Job::Replay { .. } => "replay",
            Job::Signature { .. } => "signature",
        }
    }
}
