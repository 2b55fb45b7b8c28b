//! A person's folders, the archive and the trash.

use askama::Template;
use model::{FolderId, folder::Place, limits};

use super::{Frame, Here, Icon, Row};
use crate::locale::Locale;

/// `GET /folders`, and `POST /folders` (`name`) when the folder cannot be made.
#[derive(Debug, Template)]
#[template(path = "folders.html")]
pub struct FoldersPage {
    /// The frame.
    pub frame: Frame,
    /// By name.
    pub folders: Vec<FolderRow>,
    /// A name that was typed and cannot be taken.
    pub typed: String,
    /// Why not.
    pub wrong: Option<String>,
}

/// A folder, for the list.
#[derive(Debug, Clone)]
pub struct FolderRow {
    /// The folder.
    pub id: FolderId,
    /// Its name.
    pub name: String,
    /// Messages in it that wait to be read.
    pub unread: i64,
}

/// `GET /folders/{place}?before=CURSOR`: a folder, `archive` or `trash`. Its forms, of a folder alone:
/// `POST /folders/{id}/rename` (`name`) and `POST /folders/{id}/delete`.
#[derive(Debug, Template)]
#[template(path = "folder.html")]
pub struct FolderPage {
    /// The frame.
    pub frame: Frame,
    /// Which.
    pub place: Place,
    /// Its name: the person's own, or ours.
    pub name: String,
    /// Newest first, at most [`limits::PAGE_ROWS`].
    pub rows: Vec<Row>,
    /// The cursor of the next, older page.
    pub older: Option<String>,
    /// A name that was typed and cannot be taken.
    pub typed: String,
    /// Why not.
    pub wrong: Option<String>,
}

/// The places into which a letter may be put.
#[derive(Debug, Clone, Default)]
pub struct Shelves {
    /// The person's folders, by name.
    pub folders: Vec<(FolderId, String)>,
}

impl Shelves {
    /// Every place that a letter may be put into, with its name.
    pub fn places(&self, locale: Locale) -> Vec<(Place, String)> {
        let ours = [
            (Place::Inbox, locale.say("place-inbox").to_string()),
            (Place::Archive, locale.say("place-archive").to_string()),
        ];
        let own = self.folders.iter().map(|(id, name)| (Place::Folder(*id), name.clone()));
        ours.into_iter().chain(own).collect()
    }
}

impl FoldersPage {
    /// Whether one more may be made.
    fn may_make(&self) -> bool {
        (self.folders.len() as i64) < limits::FOLDERS_PER_PERSON_MAX
    }
}

impl FolderPage {
    /// The folder, when it is one of the person's.
    fn own(&self) -> Option<FolderId> {
        match self.place {
            Place::Folder(id) => Some(id),
            Place::Inbox | Place::Archive | Place::Trash => None,
        }
    }

    /// What an empty one says.
    fn empty_key(&self) -> &'static str {
        match self.place {
            Place::Trash => "folder-empty-trash",
            Place::Archive => "folder-empty-archive",
            Place::Inbox | Place::Folder(_) => "folder-empty",
        }
    }
}
