//! The journal: what was done, by whom, when, in a form in which nothing can be changed unseen.
//!
//! Every action appends one [`Entry`]. Entries are the leaves of a Merkle tree (RFC 6962 §2.1); at least every second
//! the tree's root is signed as a [`Checkpoint`], which also names the checkpoint before it. Whoever holds one
//! checkpoint can tell whether anything up to it was changed, removed, reordered or added since: [`Verifier`] does, and
//! so does the script of `FORMAT.md` with common tools only.
//!
//! A leaf holds a salted commitment to what the entry says and not the words themselves, so that they can be erased
//! when the law asks for it while every proof still holds.
//!
//! No I/O, no clock, no chance: a database, a time and a salt are given by the caller.

mod checkpoint;
mod entry;
mod error;
mod fault;
mod frontier;
mod hash;
mod keys;
mod note;
mod proof;
mod prover;
mod verify;

pub use checkpoint::{Checkpoint, Sealed, seal};
pub use entry::{Entry, Payload, Recorded, SealedEntry};
pub use error::Error;
pub use fault::{Fault, Remark, Report};
pub use frontier::Frontier;
pub use hash::{Bytes, Hash, Salt, leaf_hash, node_hash, root_of};
pub use keys::{SigningKey, VerifyingKey};
pub use note::{open as open_note, sign as sign_note};
pub use proof::{consistency_proof, inclusion_proof, verify_consistency, verify_inclusion};
pub use prover::Prover;
pub use verify::{Verifier, verify};

/// The format of the log, for an expert.
pub const FORMAT: &str = include_str!("../FORMAT.md");
/// A script that checks an exported log with common tools only.
pub const EXPERT_SCRIPT: &str = include_str!("../expert/verify.py");
