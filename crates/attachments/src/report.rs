//! What was found in one file, with everything that it holds.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{Kind, pdq::Pdq};

/// Raised when readers find more in a file than before: a stored report of another version is made again.
const VERSION: i64 = 1;

/// What was found in one file and in the files inside it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// What it is, by its content.
    pub kind: Kind,
    /// The text in it, names of inner files and contents of QR codes included; cut at
    /// [`model::limits::FILE_TEXT_BYTES_MAX`].
    pub text: String,
    /// Addresses of the Web in it.
    pub links: BTreeSet<String>,
    /// SHA-256 of the files inside it, in hexadecimal.
    pub files: BTreeSet<String>,
    /// Hashes of its pictures that look alike when the pictures do.
    pub pictures: BTreeSet<Pdq>,
    /// What its QR codes say.
    pub codes: BTreeSet<String>,
    /// Why a part of it could not be read.
    pub unreadable: BTreeSet<Unreadable>,
    /// Bounds that it went beyond; what lay behind was not read.
    pub overrun: BTreeSet<Overrun>,
    /// It is, or holds, what a computer would run: a program, a script, macros.
    pub program: bool,
}

impl Report {
    /// Nothing found yet in a file of this kind.
    pub(crate) fn of(kind: Kind) -> Report {
        Report {
            kind,
            text: String::new(),
            links: BTreeSet::new(),
            files: BTreeSet::new(),
            pictures: BTreeSet::new(),
            codes: BTreeSet::new(),
            unreadable: BTreeSet::new(),
            overrun: BTreeSet::new(),
            program: false,
        }
    }

    /// The version of the readers that made it.
    pub const fn version() -> i64 {
        VERSION
    }
}

/// Why a part of a file could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unreadable {
    /// Locked by a password.
    Encrypted,
    /// Cut off, damaged, or not what it says that it is.
    Damaged,
    /// A kind of archive that is not opened here.
    Archive,
    /// A form of picture that is not decoded here.
    Picture,
    /// Sound or moving pictures.
    Media,
    /// Documents of before 2007: only stretches of text are found.
    OldOffice,
    /// Text in letters whose meaning the file does not give.
    Glyphs,
    /// A kind that is not known here.
    Unknown,
    /// A reader failed on it; the fault is ours.
    Fault,
}

/// A bound that a file goes beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overrun {
    /// Archives in archives, deeper than [`model::limits::FILE_DEPTH_MAX`].
    Depth,
    /// More than [`model::limits::FILE_UNPACKED_BYTES_MAX`] when unpacked.
    Bytes,
    /// More than [`model::limits::FILE_RATIO_MAX`] times its packed size.
    Ratio,
    /// More than [`model::limits::FILE_PARTS_MAX`] files or objects in it.
    Parts,
    /// A picture of more than [`model::limits::PICTURE_SIDE_MAX`] or [`model::limits::FILE_PIXELS_MAX`].
    Pixels,
    /// A film whose pictures took longer to take than [`model::limits::FILM_TIME`].
    Time,
    /// More text than [`model::limits::FILE_TEXT_BYTES_MAX`].
    Text,
}
