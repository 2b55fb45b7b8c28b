//! The format that experts read does not change unseen: files written by an earlier version are what we write today.
#![expect(clippy::expect_used, reason = "a test that cannot build its journal must fail at once")]

mod common;

use std::fmt::Write;

use journal::{Recorded, VerifyingKey, verify};

const JOURNAL: &str = include_str!("vectors/journal.jsonl");
const CHECKPOINT: &str = include_str!("vectors/checkpoint.txt");
const KEY: &str = include_str!("vectors/key.txt");

#[test]
fn the_exported_files_are_those_of_the_format() {
    let mut log = common::log(&[2, 3], 1);
    log.entries[1].entry.erase();
    let mut lines = String::new();
    for recorded in &log.entries {
        writeln!(lines, "{}", serde_json::to_string(recorded).expect("JSON")).expect("memory");
    }
    assert_eq!(lines, JOURNAL);
    assert_eq!(log.notes[1], CHECKPOINT);
    assert_eq!(format!("{}\n", common::key().verifying_key()), KEY);
}

#[test]
fn the_exported_files_verify() {
    let entries = JOURNAL.lines().map(|line| serde_json::from_str::<Recorded>(line).expect("an entry"));
    let key: VerifyingKey = KEY.parse().expect("a key");
    let mut log = common::log(&[2, 3], 1);
    log.notes[1] = CHECKPOINT.to_owned();
    let report = verify(entries, &log.notes, &key, None);
    assert!(report.holds(), "{:?}", report.faults);
    assert_eq!(report.newest.as_ref(), log.checkpoints.last());
    assert_eq!((report.entries, report.erased, report.agreed, report.unsealed), (6, 1, 2, 1));
}
