//! Folders, the archive and the trash.

use model::folder::Place;

use super::{
    HOSTILE, messages,
    people::{hostile as hostile_frame, id, pupil, teacher},
};
use crate::{
    locale::Locale,
    views::{FolderPage, FolderRow, FoldersPage, Here, Said},
};

pub(super) fn list(locale: Locale) -> FoldersPage {
    let folder = |n, name: &str, unread| FolderRow { id: id(n), name: name.into(), unread };
    let folders = vec![folder(81, "Conseil de classe", 0), folder(82, "Sorties et voyages", 3)];
    FoldersPage { frame: teacher(locale, Here::Folders), folders, typed: String::new(), wrong: None }
}

pub(super) fn first(locale: Locale) -> FoldersPage {
    FoldersPage { frame: pupil(locale, Here::Folders), folders: vec![], ..list(locale) }
}

pub(super) fn full(locale: Locale) -> FoldersPage {
    let folders = (0..50).map(|n| FolderRow { id: id(n + 100), name: format!("Dossier {n}"), unread: 0 });
    FoldersPage { folders: folders.collect(), ..list(locale) }
}

pub(super) fn hostile(locale: Locale) -> FoldersPage {
    let folders = vec![FolderRow { id: id(81), name: HOSTILE.into(), unread: 120 }];
    let frame = hostile_frame(locale, Here::Folders);
    FoldersPage { frame, folders, typed: HOSTILE.into(), wrong: Some(HOSTILE.into()) }
}

pub(super) fn folder(locale: Locale) -> FolderPage {
    let mut frame = teacher(locale, Here::Folders);
    frame.said = Some(Said::FolderRenamed);
    FolderPage {
        frame,
        place: Place::Folder(id(82)),
        name: "Sorties et voyages".into(),
        rows: messages::inbox(locale).rows,
        older: Some("1710960720000-018e".into()),
        typed: "Sorties et voyages".into(),
        wrong: None,
    }
}

pub(super) fn trash(locale: Locale) -> FolderPage {
    let name = locale.say("place-trash").to_string();
    FolderPage { place: Place::Trash, name, rows: vec![], older: None, ..folder(locale) }
}

pub(super) fn wrong(locale: Locale) -> FolderPage {
    let wrong = Some(locale.say("folder-name-taken").to_string());
    FolderPage { name: HOSTILE.into(), typed: HOSTILE.into(), wrong, rows: vec![], older: None, ..folder(locale) }
}
