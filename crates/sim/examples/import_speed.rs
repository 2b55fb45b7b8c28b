//! Imports an invented académie of half a million people into SQLite and says how fast it went.
//!
//! `cargo run --release -p sim --example import_speed [-- SCHOOLS | -- FOLDER]`: so many schools of about
//! 1,500 people, made by the generator of samples, or the rosters of a folder. Then the same files once more, of which nothing is to change.
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a measure prints, stops at once when something is wrong, and times with the system's clock"
)]

use std::{
    path::{Path, PathBuf},
    time::Instant,
};

use actions::{
    import::{self, Applied, Prepared, Preview},
    testing::{EVENING, World},
};
use gateway::rosters::{self, FileSet, Options, Watch};

/// Schools of the invented académie when nobody says: half a million people.
const SCHOOLS: u32 = 334;

#[tokio::main]
async fn main() {
    let given = std::env::args().nth(1).unwrap_or_else(|| SCHOOLS.to_string());
    let made = tempfile::tempdir().expect("a folder");
    let folder = match given.parse::<u32>() {
        Ok(schools) => {
            sample::write(made.path(), 1, sample::Size::Large { schools }).expect("written");
            made.path().to_owned()
        }
        Err(_) => PathBuf::from(given),
    };
    let world = World::empty(store::testing::sqlite().await, 1, EVENING);
    println!("memory before: {} MB", peak_mb());
    let people = once(&world, &folder, "first import").await;
    let quiet = once(&world, &folder, "the same again").await;
    assert_eq!(quiet, 0, "nothing changes");
    println!("peak memory: {} MB; {people} people", peak_mb());
}

/// Imports every roster of a folder; gives the people who changed.
async fn once(world: &World, folder: &Path, what: &str) -> u64 {
    let found = rosters::detect(&[folder.to_owned()], &Options::default()).expect("rosters");
    let mut changed = 0;
    for set in &found.sets {
        changed += one(world, set, what).await;
    }
    changed
}

async fn one(world: &World, set: &FileSet, what: &str) -> u64 {
    let (id, watch) = (import::new_id(&world.app), Watch::default());
    let start = Instant::now();
    let prepared = rosters::preview(&world.app, id, set, None, &watch, &|_| {}).await.expect("prepared");
    let Prepared::Ready(preview) = prepared else { panic!("a plan is expected, not {prepared:?}") };
    let (read, peak) = (start.elapsed().as_secs_f64(), peak_mb());
    let step = std::sync::Mutex::new((Instant::now(), Vec::new()));
    let tell = |_| {
        let mut step = step.lock().expect("one thread");
        let spent = step.0.elapsed().as_secs_f64();
        *step = (Instant::now(), [std::mem::take(&mut step.1), vec![spent]].concat());
    };
    let applied = rosters::apply(&world.app, id, true, &watch, &tell).await.expect("applied");
    assert!(matches!(applied, Applied::Done(_)), "{applied:?}");
    let total = start.elapsed().as_secs_f64();
    let people = people(&preview);
    let spent: Vec<String> = step.lock().expect("one thread").1.iter().map(|s| format!("{s:.2}")).collect();
    println!(
        "{what}: {people} people of {} MB in {total:.1} s = {:.0} people/s (read and compared {read:.1} s, applied {:.1} s: steps {}); {} refused; peak memory {peak} MB when read, {} MB at the end",
        set.bytes / 1_000_000,
        people as f64 / total,
        total - read,
        spent.join(" "),
        preview.refused,
        peak_mb(),
    );
    preview.people().created + preview.people().changed + preview.people().closed
}

fn people(preview: &Preview) -> u64 {
    let all = preview.people();
    all.created + all.changed + all.closed + all.unchanged
}

/// The most memory that this process has held.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}
