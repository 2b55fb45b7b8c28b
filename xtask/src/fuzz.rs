//! `cargo xtask fuzz`: the targets of `fuzz/` under libFuzzer, which follows what bytes reach. What it finds worth keeping
//! stays in `target/fuzz/corpus`, so that the next run goes on from there.

use std::{
    collections::VecDeque,
    fmt::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Mutex, PoisonError},
    thread,
};

use crate::tree::{Result, root};

/// How code is built so that libFuzzer sees what is reached and what is compared: its counters and tables, as
/// `-Cpasses=sancov-module` of the stable compiler makes them. No sanitizer of memory: the house has no `unsafe`.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
                     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
                     -Cllvm-args=-sanitizer-coverage-trace-compares";
/// Bytes of one input.
const INPUT_BYTES_MAX: u32 = 40_000;
/// Seconds that one input may take: what takes longer is a finding.
const INPUT_SECONDS_MAX: u32 = 20;
/// Megabytes that one run may take: what takes more is a finding.
const MEGABYTES_MAX: u32 = 3_000;
/// Seconds of each target when nothing is said.
const SECONDS: u64 = 60;

/// What is asked.
#[derive(Debug, PartialEq, Eq)]
struct Asked {
    /// Seconds of each target.
    seconds: u64,
    targets: Vec<String>,
}

/// Reads `--seconds N` (each target), `--hours H` (all of them together), and names of targets.
fn asked(words: &[&str], all: &[String], at_once: usize) -> Result<Asked> {
    let mut asked = Asked { seconds: SECONDS, targets: Vec::new() };
    let mut hours = None;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let mut number = || words.next().and_then(|text| text.parse::<f64>().ok()).filter(|number| *number > 0.0);
        match *word {
            "--seconds" => asked.seconds = number().ok_or("--seconds needs a number")? as u64,
            "--hours" => hours = Some(number().ok_or("--hours needs a number")?),
            name if all.iter().any(|known| known == name) => asked.targets.push(name.to_owned()),
            other => return Err(format!("no target is called « {other} »; there are: {}", all.join(", ")).into()),
        }
    }
    if asked.targets.is_empty() {
        asked.targets = all.to_vec();
    }
    if let Some(hours) = hours {
        let rounds = asked.targets.len().div_ceil(at_once);
        asked.seconds = (hours * 3_600.0 / rounds as f64) as u64;
    }
    Ok(asked)
}

/// Builds and runs; false when a target has a finding.
pub(crate) fn run(words: &[&str]) -> Result<bool> {
    let at_once = thread::available_parallelism().map_or(1, usize::from);
    let asked = asked(words, &targets()?, at_once)?;
    let program = build()?;
    let waiting = Mutex::new(VecDeque::from(asked.targets.clone()));
    println!("{:<12} {:>8} {:>10} {:>9} {:>8}  findings", "target", "seconds", "inputs", "features", "corpus");
    let found = Mutex::new(0);
    thread::scope(|scope| {
        for _ in 0..at_once.min(asked.targets.len()) {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                    let Some(name) = next else { return };
                    let (line, findings) = one(&program, &name, asked.seconds)
                        .unwrap_or_else(|error| (format!("{name:<12} could not be run: {error}"), 1));
                    println!("{line}");
                    *found.lock().unwrap_or_else(PoisonError::into_inner) += findings;
                }
            });
        }
    });
    let found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    println!("{} targets, {} s each, {found} findings", asked.targets.len(), asked.seconds);
    Ok(found == 0)
}

/// The targets: each has a folder of seeds.
fn targets() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(root().join("fuzz/seeds"))? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// Builds the one program of all targets; gives its path.
fn build() -> Result<PathBuf> {
    let (folder, out) = (root().join("fuzz/libfuzzer"), root().join("target/libfuzzer"));
    // One lock for the house: what libFuzzer adds is resolved on top of it.
    std::fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let said = Command::new("rustc").arg("--version").arg("--verbose").output()?;
    let said = String::from_utf8(said.stdout)?;
    let host =
        said.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc does not say its host")?.to_owned();
    // With a target named, macros and build scripts are built without the flags.
    let built = Command::new("cargo")
        .args(["build", "--release", "--target", &host, "--target-dir"])
        .arg(&out)
        .env("RUSTFLAGS", FLAGS)
        .current_dir(folder)
        .status()?;
    if !built.success() {
        return Err("the program of the targets could not be built; it needs a C++ compiler".into());
    }
    Ok(out.join(host).join("release/libfuzzer"))
}

/// Runs one target. Gives its line and the number of its findings.
fn one(program: &Path, name: &str, seconds: u64) -> Result<(String, usize)> {
    let (corpus, findings) = (root().join("target/fuzz/corpus").join(name), root().join("target/fuzz/findings"));
    std::fs::create_dir_all(&corpus)?;
    std::fs::create_dir_all(&findings)?;
    let done = Command::new(program)
        .arg(&corpus)
        .arg(root().join("fuzz/seeds").join(name))
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={INPUT_BYTES_MAX}"))
        .arg(format!("-timeout={INPUT_SECONDS_MAX}"))
        .arg(format!("-rss_limit_mb={MEGABYTES_MAX}"))
        .arg(format!("-artifact_prefix={}/{name}-", findings.display()))
        .arg("-print_final_stats=1")
        .env("PREAU_FUZZ_TARGET", name)
        .stdin(Stdio::null())
        .output()?;
    let said = String::from_utf8_lossy(&done.stderr);
    let (mut line, broken) = (told(name, seconds, &said), !done.status.success());
    if broken {
        let words = said.lines().skip_while(|line| !line.contains("panicked at") && !line.contains("ERROR: libFuzzer"));
        let words: Vec<&str> =
            words.take(3).chain(said.lines().filter(|line| line.contains("Test unit written to"))).collect();
        let _ = write!(line, "\n  BROKEN: {}\n  again: cargo run -p fuzz -- {name} --file FILE", words.join("\n  "));
    }
    Ok((line, usize::from(broken)))
}

/// The line of a run, from what libFuzzer said.
fn told(name: &str, seconds: u64, said: &str) -> String {
    let count =
        said.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:")).unwrap_or("?").trim();
    let last = said.lines().rfind(|line| line.contains(" ft: ")).unwrap_or_default();
    let behind = |word: &str| {
        let mut words = last.split_whitespace();
        words.by_ref().find(|known| *known == word);
        words.next().unwrap_or("?").split('/').next().unwrap_or("?").to_owned()
    };
    let lasted = said
        .lines()
        .rfind(|line| line.starts_with("Done "))
        .and_then(|line| line.split(" in ").nth(1)?.split(' ').next());
    let lasted = lasted.map_or_else(|| format!("< {seconds}"), str::to_owned);
    let findings = if said.contains("Test unit written to") { "1" } else { "0" };
    format!("{name:<12} {lasted:>8} {count:>10} {:>9} {:>8}  {findings}", behind("ft:"), behind("corp:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_shared_by_the_targets_and_an_unknown_one_is_named() {
        let all = ["a", "b", "c"].map(str::to_owned);
        let whole = asked(&[], &all, 2).expect("asked");
        assert_eq!((whole.seconds, whole.targets.len()), (SECONDS, 3));
        assert_eq!(asked(&["--hours", "1"], &all, 2).expect("asked").seconds, 1_800);
        let one = asked(&["--seconds", "5", "b"], &all, 2).expect("asked");
        assert_eq!((one.seconds, one.targets), (5, vec!["b".to_owned()]));
        assert!(asked(&["d"], &all, 2).expect_err("unknown").to_string().contains("a, b, c"));
        assert!(asked(&["--hours"], &all, 2).is_err());
    }

    #[test]
    fn what_libfuzzer_says_becomes_a_line() {
        let said = "#128\tREDUCE cov: 91 ft: 102 corp: 5/61b lim: 4 exec/s: 0\n#900\tDONE   cov: 100 ft: 321 corp: 17/2Kb\n\
                    Done 900 runs in 61 second(s)\nstat::number_of_executed_units: 900\n";
        let line = told("pdf", 60, said);
        assert_eq!(line.split_whitespace().collect::<Vec<_>>(), ["pdf", "61", "900", "321", "17", "0"]);
        assert!(told("pdf", 60, "Test unit written to x").ends_with("  1"));
    }
}
