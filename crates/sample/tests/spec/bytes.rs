//! Files as such: the same again, in place of the former ones, as many as were asked for.

use std::{collections::BTreeMap, fs, io, path::Path};

use sample::Size;

use crate::roster::small;

/// Every file under a folder, by its name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            all.insert(name, fs::read(&path).expect("a file"));
        }
    }
    all
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_gives_others() {
    let (one, same, other) = (small(7), small(7), small(8));
    assert_eq!(files(one.folder.path()), files(same.folder.path()));
    assert_ne!(files(one.folder.path()), files(other.folder.path()));
    assert_eq!(files(one.folder.path()).len(), 10);
}

#[test]
fn former_files_are_replaced_and_nothing_else_is_left() {
    let sample = small(7);
    let before = files(sample.folder.path());
    let pupils = sample.written.files.iter().find(|file| file.ends_with("CSVExtraction-eleves.csv")).expect("a file");
    fs::write(pupils, "spoilt").expect("written");
    sample::write(sample.folder.path(), 7, Size::Small).expect("written");
    assert_eq!(files(sample.folder.path()), before);
}

#[test]
fn a_large_academie_has_about_1500_people_in_each_school() {
    let folder = tempfile::tempdir().expect("a folder");
    let written = sample::write(folder.path(), 7, Size::Large { schools: 5 }).expect("written");
    assert_eq!((written.schools, written.files.len()), (5, 7));
    let of_each = written.people / written.schools;
    assert!((1_400..=1_650).contains(&of_each), "{written:?}");
}

#[test]
fn more_schools_than_there_are_codes_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = sample::write(folder.path(), 7, Size::Large { schools: 8_001 }).expect_err("too many");
    assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
}
