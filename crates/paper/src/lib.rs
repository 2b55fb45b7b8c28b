//! What is printed, as tagged PDF: a screen reader reads each sheet in its order, with its language, its headings, its tables
//! and the alternative text of its drawings. Pure: words and bytes come in, bytes go out.
//!
//! Every document is checked against PDF/UA-1 (ISO 14289-1) while it is written, and one that fails is an error, never a
//! file.

mod draw;
mod face;
mod lay;
pub mod sheets;
mod square;

/// Why there is no document.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A font of this program's own could not be read.
    #[error("a font of the program could not be read")]
    Font,
    /// The document is not accessible, or cannot be written.
    #[error("the document could not be written: {0}")]
    Refused(String),
}
