//! Every target on its seeds and some spoiled ones; `./test fuzz` gives each many more.

use std::{collections::BTreeSet, time::Duration};

use fuzz::{
    TARGETS,
    run::{run, seeds, seeds_of},
};

/// Spoiled seeds of each target here.
const TRIES: usize = 24;

#[test]
fn every_target_keeps_its_promises_on_seeds_and_on_spoiled_ones() {
    for target in TARGETS {
        let seeds = seeds(target).expect("its seeds");
        assert!(!seeds.is_empty(), "{} has no seeds", target.name);
        let ran = run(target, &seeds, 1, TRIES, Duration::MAX);
        assert!(ran.finding.is_none(), "{}: {:?}", target.name, ran.finding);
        assert_eq!(ran.inputs, seeds.len() + TRIES, "{}", target.name);
    }
}

#[test]
fn every_folder_of_seeds_is_of_a_target() {
    let names: BTreeSet<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    assert_eq!(names.len(), TARGETS.len(), "no two targets have one name");
    let folder = seeds_of(&TARGETS[0]).parent().expect("the folder of all seeds").to_owned();
    let folders = std::fs::read_dir(folder).expect("the seeds").map(|entry| entry.expect("an entry").file_name());
    let folders: BTreeSet<String> = folders.map(|name| name.to_string_lossy().into_owned()).collect();
    assert_eq!(folders, names);
}

#[test]
fn what_breaks_a_promise_is_found_and_kept() {
    let target = fuzz::target("attachments").expect("a target");
    assert!(run(target, &[b"sain".to_vec()], 1, 0, Duration::MAX).finding.is_none());
    let late = run(target, &[b"sain".to_vec()], 1, 1_000_000, Duration::from_millis(50));
    assert!(late.inputs < 1_000_000, "a target is left when its time is over");
}
