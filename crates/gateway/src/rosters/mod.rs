//! Rosters: files that say who is in which school. Any of them becomes the same stream of records.
//!
//! [`detect()`] looks at the heads of the files given and puts together those that belong together; [`preview`] reads
//! a set on a thread of its own, compares it with the directory and says what would change; [`apply`] changes it, in
//! one transaction. A bad record is reported with its file, line, field and reason, and the rest goes on; a broken
//! file stops the whole, with nothing applied.

mod aaf;
mod annuaire;
mod broken;
mod bytes;
mod detect;
mod draft;
mod import;

mod names;
mod onde;
mod read;
mod schools;
mod survey;
mod table;
mod text;

pub use bytes::Watch;
pub use detect::{FileSet, Found, Options, detect};
pub use import::{Tell, apply, preview};
pub use survey::{Survey, survey};
