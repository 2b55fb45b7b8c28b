//! A short run on seeds that chance has spoiled, always the same.

use std::{
    io, panic,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use sample::spoil::spoiled;

use crate::Target;

/// Time that one input may take, in a build without optimisation on a machine that does other things: what takes longer
/// has no bound.
pub const INPUT_TIME_MAX: Duration = Duration::from_secs(20);

/// What a run came to.
#[derive(Debug)]
pub struct Ran {
    /// Inputs given, seeds included.
    pub inputs: usize,
    /// How long all of them took.
    pub took: Duration,
    /// How long the slowest took.
    pub slowest: Duration,
    /// An input on which a promise broke; the run ends there.
    pub finding: Option<Finding>,
}

/// An input on which a promise broke.
#[derive(Debug)]
pub struct Finding {
    /// What broke.
    pub said: String,
    /// The input.
    pub content: Vec<u8>,
}

/// Gives a target its seeds, and as many of them spoiled by this chance, until it is done or its time is over.
#[allow(clippy::disallowed_methods, reason = "a run is bounded by the time that really passes")]
pub fn run(target: &Target, seeds: &[Vec<u8>], chance: u64, tries: usize, within: Duration) -> Ran {
    let begun = Instant::now();
    let mut ran = Ran { inputs: 0, took: Duration::ZERO, slowest: Duration::ZERO, finding: None };
    for content in seeds.iter().cloned().chain(spoiled(seeds, chance, tries)) {
        if begun.elapsed() > within {
            break;
        }
        let one = Instant::now();
        let done = panic::catch_unwind(|| target.run(&content));
        let (took, mut said) = (one.elapsed(), done.err().map(|why| words(&*why)));
        if took > INPUT_TIME_MAX {
            said = said.or(Some(format!("it took {took:.1?}")));
        }
        ran.inputs += 1;
        ran.slowest = ran.slowest.max(took);
        if let Some(said) = said {
            ran.finding = Some(Finding { said, content });
            break;
        }
    }
    ran.took = begun.elapsed();
    ran
}

fn words(why: &(dyn std::any::Any + Send)) -> String {
    let text = why.downcast_ref::<String>().map(String::as_str).or_else(|| why.downcast_ref::<&str>().copied());
    text.unwrap_or("a panic without words").to_owned()
}

/// The folder of a target's seeds.
pub fn seeds_of(target: &Target) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(target.name)
}

/// The seeds of a target, in the order of their names. Errors: its folder cannot be read.
pub fn seeds(target: &Target) -> io::Result<Vec<Vec<u8>>> {
    let mut paths =
        std::fs::read_dir(seeds_of(target))?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    paths.sort();
    paths.iter().map(std::fs::read).collect()
}
