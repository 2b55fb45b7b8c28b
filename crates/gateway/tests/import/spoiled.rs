//! The entry of `fuzz/` on files that chance has spoiled: they are read, refused or said to be broken, and nothing worse.

use std::path::Path;

use gateway::rosters::{Options, detect, survey};
use model::Uai;

use crate::files::first_day;

/// Spoiled files of each kind.
const TRIES: usize = 400;

fn reads(folder: &Path, name: &str, content: &[u8]) -> Option<u64> {
    let path = folder.join(name);
    std::fs::write(&path, content).expect("written");
    let options = Options { uai: Some(Uai::from_number(9_990_001)), complete: true };
    let found = detect(std::slice::from_ref(&path), &options).ok();
    let records = found.into_iter().flat_map(|found| found.sets).filter_map(|set| survey(&set).ok());
    let records = records.map(|survey| survey.records).reduce(|all, one| all + one);
    std::fs::remove_file(&path).expect("removed");
    records
}

#[test]
fn spoiled_files_are_read_refused_or_broken() {
    let folder = tempfile::tempdir().expect("a folder");
    let (sound, tried) = (folder.path().join("sound"), folder.path().join("tried"));
    first_day().write(&sound, "Complet", "20250915");
    sample::write(&folder.path().join("sample"), 5, sample::Size::Small).expect("written");
    std::fs::create_dir(&tried).expect("a folder");
    // The heads of the large files of the sample: their first lines say what they are.
    let head = |path: std::path::PathBuf| {
        let content = std::fs::read(path).expect("read");
        content[..content.len().min(6_000)].to_vec()
    };
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for entry in std::fs::read_dir(&sound)
        .expect("listed")
        .chain(std::fs::read_dir(folder.path().join("sample")).expect("listed"))
    {
        let path = entry.expect("an entry").path();
        let inside: Vec<_> = if path.is_dir() {
            std::fs::read_dir(&path).expect("listed").map(|entry| entry.expect("an entry").path()).collect()
        } else {
            vec![path]
        };
        for path in inside {
            files.push((path.file_name().expect("a name").to_string_lossy().into_owned(), head(path)));
        }
    }
    files.sort();
    let all: Vec<&[u8]> = files.iter().map(|(_, content)| content.as_slice()).collect();
    let mut read = 0;
    for (n, (name, content)) in (0..).zip(&files) {
        let mut seeds = vec![content.as_slice()];
        // A file is spoiled with pieces of the others as well.
        seeds.extend(all.iter().take(usize::from(n % 3 == 0)));
        for spoiled in sample::spoil::spoiled(&seeds, n, TRIES / files.len() + 1) {
            read += u64::from(reads(&tried, name, &spoiled).is_some());
        }
        reads(&tried, name, content);
    }
    assert!(read > 10, "only {read} of them could be read at all: the test says too little");
}
