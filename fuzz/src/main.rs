//! `cargo run -p fuzz`: every target on its seeds, spoiled by chance, always the same. `./test fuzz` runs it.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks on its terminal")]

use std::{path::PathBuf, process::ExitCode, time::Duration};

use clap::Parser;
use fuzz::{
    TARGETS, Target,
    run::{Ran, run, seeds},
};
use sha2::{Digest as _, Sha256};

/// Gives every target its seeds, spoiled by chance, and says on which input a promise breaks.
#[derive(Debug, Parser)]
struct Args {
    /// Targets; without any, all.
    targets: Vec<String>,
    /// Where chance begins.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Spoiled seeds of each target, instead of its own number.
    #[arg(long)]
    tries: Option<usize>,
    /// Seconds after which a target is left.
    #[arg(long, default_value_t = 8.0)]
    seconds: f64,
    /// Gives the target these files alone, as they are.
    #[arg(long)]
    file: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    if let Some(unknown) = args.targets.iter().find(|name| fuzz::target(name).is_none()) {
        let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        eprintln!("no target is called « {unknown} »; there are: {}", names.join(", "));
        return ExitCode::FAILURE;
    }
    let mut broken = 0;
    println!("{:<12} {:>7} {:>9} {:>10}  what the bytes are", "target", "inputs", "seconds", "slowest");
    for target in
        TARGETS.iter().filter(|target| args.targets.is_empty() || args.targets.iter().any(|name| name == target.name))
    {
        match go(target, &args) {
            Ok(ran) => {
                tell(target, &ran);
                broken += usize::from(ran.finding.is_some());
            }
            Err(error) => {
                eprintln!("{}: its seeds cannot be read: {error}", target.name);
                broken += 1;
            }
        }
    }
    if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn go(target: &Target, args: &Args) -> std::io::Result<Ran> {
    let within = Duration::from_secs_f64(args.seconds.clamp(0.1, 1e6));
    if !args.file.is_empty() {
        let files = args.file.iter().map(std::fs::read).collect::<std::io::Result<Vec<_>>>()?;
        return Ok(run(target, &files, args.seed, 0, Duration::MAX));
    }
    Ok(run(target, &seeds(target)?, args.seed, args.tries.unwrap_or(target.tries), within))
}

fn tell(target: &Target, ran: &Ran) {
    println!(
        "{:<12} {:>7} {:>9.1} {:>7} ms  {}",
        target.name,
        ran.inputs,
        ran.took.as_secs_f64(),
        ran.slowest.as_millis(),
        target.what
    );
    if let Some(finding) = &ran.finding {
        let name = model::text::hex(&Sha256::digest(&finding.content)[..8]);
        let path = PathBuf::from("target/fuzz/findings").join(format!("{}-{name}", target.name));
        let kept = path
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| std::fs::write(&path, &finding.content));
        println!("  BROKEN: {}", finding.said);
        match kept {
            Ok(()) => println!("  again: cargo run -p fuzz -- {} --file {}", target.name, path.display()),
            Err(error) => println!("  the input could not be kept: {error}"),
        }
    }
}
