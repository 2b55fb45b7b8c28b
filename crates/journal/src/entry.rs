//! One line of the journal.

use model::{EntryId, Millis, PersonId};
use serde::{Deserialize, Serialize};

use crate::hash::{Hash, Salt, leaf_hash};

/// First field of every leaf: the name of its format.
const FORMAT: &str = "preau-entry-1";

/// What is appended: who did what to what, when, and in which words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Identity.
    pub id: EntryId,
    /// When, by the clock of the node that did it.
    pub at: Millis,
    /// The action, `message.send`.
    pub verb: String,
    /// Who; nobody when the program acts by itself.
    pub actor: Option<PersonId>,
    /// What it is about, `message/<id>`.
    pub subject: String,
    /// The facts, as JSON text. These very bytes are committed to: keep them as text.
    pub payload: String,
    /// Sixteen bytes of chance.
    pub salt: Salt,
}

impl Entry {
    /// What stands for the payload in the tree: `SHA-256(salt || payload)`.
    pub fn commitment(&self) -> Hash {
        commitment(&self.salt, &self.payload)
    }

    /// The entry as it is kept.
    pub fn commit(self) -> SealedEntry {
        SealedEntry {
            commitment: self.commitment(),
            id: self.id,
            at: self.at,
            verb: self.verb,
            actor: self.actor,
            subject: self.subject,
            payload: Some(self.payload),
            salt: Some(self.salt),
        }
    }
}

/// An entry as it is kept: its payload and salt may have been erased, its commitment stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealedEntry {
    /// Identity.
    pub id: EntryId,
    /// When.
    pub at: Millis,
    /// The action.
    pub verb: String,
    /// Who.
    pub actor: Option<PersonId>,
    /// What it is about.
    pub subject: String,
    /// `SHA-256(salt || payload)`.
    pub commitment: Hash,
    /// The facts, unless erased.
    pub payload: Option<String>,
    /// The chance that was mixed in, unless erased with the payload.
    pub salt: Option<Salt>,
}

/// Whether the words of an entry are those that it was sealed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Payload {
    /// They are.
    Proven,
    /// They were erased.
    Erased,
    /// They are others, or lack their salt.
    Wrong,
}

impl SealedEntry {
    /// The leaf, in its only spelling: netstrings (`<length in bytes>:<bytes>,`) of the format's name, the id, the time,
    /// the verb, the actor or nothing, the subject and the commitment. Ids and commitment are in hexadecimal, the time
    /// in decimal. Every field carries its length, so two different entries never have the same leaf.
    pub fn leaf(&self) -> String {
        let mut leaf = String::with_capacity(LEAF_FIXED_BYTES + self.verb.len() + self.subject.len());
        field(&mut leaf, FORMAT);
        field(&mut leaf, &self.id.to_string());
        field(&mut leaf, &self.at.0.to_string());
        field(&mut leaf, &self.verb);
        field(&mut leaf, &self.actor.map(|person| person.to_string()).unwrap_or_default());
        field(&mut leaf, &self.subject);
        field(&mut leaf, &self.commitment.to_string());
        leaf
    }

    /// The hash of the leaf.
    pub fn leaf_hash(&self) -> Hash {
        leaf_hash(self.leaf().as_bytes())
    }

    /// Forgets what the entry says. Its proof still holds; the erasure is an action, with an entry of its own.
    pub fn erase(&mut self) {
        self.payload = None;
        self.salt = None;
    }

    /// Compares the payload with its commitment.
    pub fn check_payload(&self) -> Payload {
        match (&self.payload, &self.salt) {
            (None, _) => Payload::Erased,
            (Some(payload), Some(salt)) if commitment(salt, payload) == self.commitment => Payload::Proven,
            (Some(_), _) => Payload::Wrong,
        }
    }
}

/// An entry at its place in the log, as the database keeps it and as an export prints it, one JSON object a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// Place in the log, from 0 without a gap: the index of the leaf in the tree.
    pub seq: u64,
    /// The entry.
    #[serde(flatten)]
    pub entry: SealedEntry,
    /// The leaf's hash as stored beside the entry when it was sealed. With it, the very entry that was changed can be
    /// named; without it, only the two checkpoints between which it stands.
    #[serde(default)]
    pub leaf_hash: Option<Hash>,
}

/// Bytes of a leaf without its verb and subject, at most.
const LEAF_FIXED_BYTES: usize = 224;

fn commitment(salt: &Salt, payload: &str) -> Hash {
    Hash::of(&[&salt.0, payload.as_bytes()])
}

fn field(leaf: &mut String, text: &str) {
    leaf.push_str(&text.len().to_string());
    leaf.push(':');
    leaf.push_str(text);
    leaf.push(',');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Bytes;

    fn entry() -> SealedEntry {
        Entry {
            id: format!("{:032x}", 1).parse().expect("an id"),
            at: Millis(1_710_964_320_000),
            verb: "message.send".to_owned(),
            actor: Some(format!("{:032x}", 2).parse().expect("an id")),
            subject: "message/é".to_owned(),
            payload: r#"{"readers":30}"#.to_owned(),
            salt: Bytes([7; 16]),
        }
        .commit()
    }

    #[test]
    fn a_leaf_is_what_the_format_says() {
        assert_eq!(
            entry().leaf(),
            "13:preau-entry-1,32:00000000000000000000000000000001,13:1710964320000,12:message.send,\
             32:00000000000000000000000000000002,10:message/é,\
             64:30120e57631cebbab57c83103e10d4cde5b6ff0c39bc3ea270e6494037c959d1,"
        );
    }

    #[test]
    fn text_that_imitates_the_format_makes_another_leaf() {
        let (mut one, mut other) = (entry(), entry());
        (one.verb, one.subject) = ("a,0:,1:b".to_owned(), "c".to_owned());
        (other.verb, other.subject) = ("a".to_owned(), "b,0:,1:c".to_owned());
        assert_ne!(one.leaf(), other.leaf());
    }

    #[test]
    fn an_erased_payload_leaves_the_leaf_as_it_was() {
        let mut erased = entry();
        erased.erase();
        assert_eq!(erased.leaf_hash(), entry().leaf_hash());
        assert_eq!(erased.check_payload(), Payload::Erased);
        assert_eq!(entry().check_payload(), Payload::Proven);
    }

    #[test]
    fn a_payload_without_its_salt_proves_nothing() {
        let mut unsalted = entry();
        unsalted.salt = None;
        assert_eq!(unsalted.check_payload(), Payload::Wrong);
    }
}
