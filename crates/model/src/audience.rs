//! Whom a message is addressed to. A message is stored once and names audiences; it is never copied to readers.

use serde::{Deserialize, Serialize};

use crate::{AudienceId, Profile, SchoolId, codes::codes};

codes! {
    /// What an audience is made from.
    pub enum AudienceKind {
        /// One person. Its id is the person's.
        Person = "person",
        /// The pupils, guardians or teachers of a class.
        Class = "class",
        /// The pupils, guardians or teachers of a group.
        Group = "group",
        /// One profile of a whole school.
        School = "school",
    }
}

codes! {
    /// How an audience stands on a message.
    pub enum Line {
        /// à
        To = "to",
        /// copie
        Cc = "cc",
    }
}

/// An audience as shown to a person who chooses it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// Its identity; for one person, the person's.
    pub id: AudienceId,
    /// What it is made from.
    pub kind: AudienceKind,
    /// The school that it belongs to; none for one person.
    pub school: Option<SchoolId>,
    /// The profile of its members.
    pub profile: Option<Profile>,
    /// Name for people: "Zoé Martin", "3e B – élèves".
    pub label: String,
    /// People in it now.
    pub readers: i64,
}
