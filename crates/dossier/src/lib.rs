//! Evidence packs. Facts that somebody gathered become a list of files: a `BagIt` bag (RFC 8493) that `sha256sum -c`
//! checks, sealed by a signature that `minisign -V` checks, with the entries of the journal that prove it and the words
//! for who opens it without Préau.
//!
//! The same facts, variant and key give the same bytes. No I/O, no clock, no chance: facts, times and keys are given by
//! the caller, and the caller writes the files.

mod bag;
mod check;
mod facts;
mod letter;
mod log;
mod moment;
mod notice;
mod pack;
mod seal;
mod stix;
mod synthesis;
mod table;
mod tar;
pub mod timestamp;
mod variant;

pub use bag::{Bag, File};
pub use check::{Checked, check};
pub use facts::{
    Account, Containment, Custody, Dossier, Extract, Head, Joined, Left, Measure, Message, Pattern, Proof, Session,
    Shown, Text,
};
pub use pack::pack;
pub use seal::{NotSealed, PublicKey, SealKey, verify_seal};
pub use tar::tar;
pub use variant::{For, seen_by};
