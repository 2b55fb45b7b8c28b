//! `cargo run -p sim -- --seed 7 --steps 2000 --db sqlite`: plays a world, and says which promise breaks.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is a command for people")]

use std::process::ExitCode;

use clap::Parser;
use sim::run::{Engine, Run};

/// Plays a world of schools, attackers and crashes, and checks Préau's promises after each step.
#[derive(Debug, Parser)]
struct Args {
    /// Where chance begins.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Acts to play.
    #[arg(long, default_value_t = 1_000)]
    steps: usize,
    /// Database; without it, both, and their journals must be the same.
    #[arg(long)]
    db: Option<Engine>,
    /// Acts between two checks of everything.
    #[arg(long, default_value_t = 1)]
    check_every: usize,
}

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    let engines = args.db.map_or(vec![Engine::Sqlite, Engine::Postgres], |engine| vec![engine]);
    let mut reports = Vec::new();
    for engine in engines {
        let run = Run { seed: args.seed, steps: args.steps, engine, check_every: args.check_every };
        let told = |step| {
            if step % 500 == 0 {
                eprintln!("{engine:?}: {step} of {}", args.steps);
            }
        };
        match run.go(told).await {
            Ok(report) => {
                println!("{engine:?}: {report:?}");
                reports.push(report);
            }
            Err(failure) => {
                eprintln!("{failure}");
                return ExitCode::FAILURE;
            }
        }
    }
    if reports.windows(2).any(|pair| pair[0] != pair[1]) {
        eprintln!("the two databases do not tell the same story: seed {}, {} steps", args.seed, args.steps);
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
