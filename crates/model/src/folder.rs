//! Where a person keeps what they received: one place for each message, theirs alone.

use crate::{FolderId, limits, text};

/// A place of a mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Where everything arrives.
    Inbox,
    /// Read, done, kept.
    Archive,
    /// A folder of the person's.
    Folder(FolderId),
    /// Put away; may be taken back.
    Trash,
}

/// A text that names no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place of a mailbox")]
pub struct NoPlace;

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Place::Inbox => f.write_str("inbox"),
            Place::Archive => f.write_str("archive"),
            Place::Folder(id) => id.fmt(f),
            Place::Trash => f.write_str("trash"),
        }
    }
}

impl std::str::FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Place, NoPlace> {
        match text {
            "inbox" => Ok(Place::Inbox),
            "archive" => Ok(Place::Archive),
            "trash" => Ok(Place::Trash),
            id => id.parse().ok().filter(|id| *id != FolderId::ARCHIVE).map(Place::Folder).ok_or(NoPlace),
        }
    }
}

impl FolderId {
    /// How the archive is stored.
    pub const ARCHIVE: FolderId = FolderId(uuid::Uuid::nil());
}

/// A folder's name: one line, not blank, bounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name(String);

impl Name {
    /// Reads a name; `None` when nothing is left of it, or when it is longer than [`limits::FOLDER_NAME_CHARS_MAX`].
    pub fn parse(typed: &str) -> Option<Name> {
        let clean: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let name = clean.split_whitespace().collect::<Vec<_>>().join(" ");
        let fits = !text::fold(&name).is_empty() && name.chars().count() <= limits::FOLDER_NAME_CHARS_MAX;
        fits.then_some(Name(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What two names must not have in common.
    pub fn key(&self) -> String {
        text::fold(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_back_and_the_archive_has_one_name() {
        let folder = Place::Folder(FolderId(uuid::Uuid::from_u128(7)));
        for place in [Place::Inbox, Place::Archive, Place::Trash, folder] {
            assert_eq!(place.to_string().parse(), Ok(place));
        }
        for nowhere in ["", "Inbox", "../x", &FolderId::ARCHIVE.to_string()] {
            assert_eq!(nowhere.parse::<Place>(), Err(NoPlace), "{nowhere}");
        }
    }

    #[test]
    fn a_name_is_one_line_and_bounded() {
        assert_eq!(Name::parse("  Sorties\n et\tvoyages ").as_ref().map(Name::as_str), Some("Sorties et voyages"));
        assert_eq!(Name::parse("ÉTÉ").map(|name| name.key()), Name::parse("été").map(|name| name.key()));
        for wrong in ["", "   ", "\0", &"x".repeat(limits::FOLDER_NAME_CHARS_MAX + 1)] {
            assert_eq!(Name::parse(wrong), None, "{wrong:?}");
        }
    }
}
