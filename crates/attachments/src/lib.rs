//! Reads files that people join to messages: what they are by their content, the text, links, pictures and QR codes in
//! them, whatever they are packed in. Pure: bytes in, a [`Report`] out.
//!
//! Whoever wrote the file wants this code to fail. So nothing here trusts a length, an offset or a name that a file
//! states; every reader takes what it unpacks from one [`budget`], whose bounds have their names in
//! [`model::limits`]; what goes beyond is said ([`Overrun`]), as is what cannot be read ([`Unreadable`]). Neither means
//! that a file is harmless: who decides on it must be told.

mod archive;
mod budget;
mod examiner;
mod kind;
mod office;
mod pdf;
pub mod pdq;
mod picture;
mod report;
mod text;

pub use examiner::{examine, examine_film};
pub use kind::{Film, Kind, film, sniff};
pub use report::{Overrun, Report, Unreadable};
pub use text::links;
