//! Identities. Each noun has its own type, so that two ids cannot be taken for one another.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Millis;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The identity behind the type, for the database.
            pub const fn uuid(self) -> Uuid { self.0 }
        }
        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self { Self(id) }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.simple().fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> { Uuid::parse_str(text).map(Self) }
        }
    )+};
}

ids! {
    /// A file joined to a message or a draft.
    AttachmentId,
    /// A set of people that can be written to as one. The audience of one person has that person's id.
    AudienceId,
    /// One threat in its many copies.
    CampaignId,
    /// A mailbox that no honest sender knows. A draft may name it as it names a person.
    DecoyId,
    /// A browser that has signed in before.
    DeviceId,
    /// A message not yet sent.
    DraftId,
    /// An entry of the journal.
    EntryId,
    /// Sheets that were printed together.
    BatchId,
    /// A second factor of a person.
    FactorId,
    /// A person's own folder of messages.
    FolderId,
    /// One run of an import.
    ImportId,
    /// A piece of work for the worker.
    JobId,
    /// A message.
    MessageId,
    /// A version of a notice that leaves the program for many people.
    OutgoingId,
    /// A provider of identity through which people come in.
    ProviderId,
    /// A person, whatever the number of their affiliations.
    PersonId,
    /// A school. Its UAI code may change hands; this id does not.
    SchoolId,
    /// A class or a group of a school.
    SectionId,
    /// A service of others that lets people in through this installation.
    ServiceId,
    /// An open session.
    SessionId,
    /// A conversation: a message and its replies.
    ThreadId,
    /// A service ticket: what lets a session into one service, once.
    TicketId,
}

impl MessageId {
    /// Before every message of a moment, and behind all that were sent earlier: identities sort by time.
    pub fn first_of(at: Millis) -> MessageId {
        MessageId(uuid_v7(at, [0; 10]))
    }
}

impl From<PersonId> for AudienceId {
    fn from(person: PersonId) -> Self {
        Self(person.0)
    }
}

impl From<DecoyId> for AudienceId {
    fn from(decoy: DecoyId) -> Self {
        Self(decoy.0)
    }
}

/// When an identity of [`uuid_v7`] was made.
pub fn time_of(id: Uuid) -> Option<Millis> {
    let (seconds, nanos) = id.get_timestamp()?.to_unix();
    Some(Millis(seconds.cast_signed() * 1_000 + i64::from(nanos / 1_000_000)))
}

/// Makes an identity that sorts by time: `UUIDv7` (RFC 9562 §5.7), from a time and 80 bits of chance.
pub fn uuid_v7(at: Millis, chance: [u8; 10]) -> Uuid {
    uuid::Builder::from_unix_timestamp_millis(at.0.max(0).cast_unsigned(), &chance).into_uuid()
}
