//! `cargo run -p sim -- --seed 7 --steps 2000 --db sqlite`: plays a world, and says which promise breaks.
//! `cargo run -p sim -- scenario march_2024 --out DIR`: records a crisis for `preau replay`.
//! `cargo run --release -p sim -- doors --sequences 1000000`: tries every door of accounts in every order.
//! `cargo run --release -p sim -- bursts --count 4000`: what nobody can read, sent widely: how much of it is stopped.
//! `cargo run -p sim -- score DIR outcomes.jsonl`: says how a replay did.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is a command for people")]

use std::{
    error::Error,
    io::Read as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Parser, Subcommand};
use sim::{
    run::{Engine, Run},
    scenario::{self, Size, score::Score},
};

/// Plays a world of schools, attackers and crashes, and checks Préau's promises after each step.
#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true)]
struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    play: Play,
}

#[derive(Debug, clap::Args)]
struct Play {
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

#[derive(Debug, Subcommand)]
enum Command {
    /// Records a crisis: `entities.json`, `events.jsonl` for `preau replay`, and `truth.json`, which it is not told.
    Scenario {
        /// Which.
        #[arg(value_parser = scenario::NAMES)]
        name: String,
        /// Folder to write to.
        #[arg(long)]
        out: PathBuf,
        /// Where chance begins.
        #[arg(long, default_value_t = 20_240_320)]
        seed: u64,
        /// How large.
        #[arg(long, value_enum, default_value_t = Size::Full)]
        size: Size,
        /// Compresses the files.
        #[arg(long)]
        gzip: bool,
    },
    /// Tries every door of accounts in every order, and says which one answers wrongly.
    Doors {
        /// Where chance begins.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Database.
        #[arg(long, default_value = "sqlite")]
        db: Engine,
        /// Sequences of five acts.
        #[arg(long, default_value_t = 1_000_000)]
        sequences: usize,
    },
    /// Sends bursts of what nobody can read from stolen accounts, and says how many people could have displayed them.
    Bursts {
        /// Where chance begins.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// Bursts.
        #[arg(long, default_value_t = 4_000)]
        count: u64,
        /// Who may write to whom: `default`, or `open` to everybody.
        #[arg(long, default_value = "open", value_parser = ["default", "open"])]
        rules: String,
    },
    /// Says how a replay did: displays of threats before they were stopped, and what everybody else had to bear.
    Score {
        /// Folder of the scenario.
        folder: PathBuf,
        /// What `preau replay --out` wrote.
        outcomes: PathBuf,
        /// Where the readers' chance begins.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// How many letters in good faith that were stopped are listed; all of them with a large number.
        #[arg(long, default_value_t = 30)]
        list: usize,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let args = Args::parse();
    let done = match args.command {
        None => play(&args.play).await,
        Some(Command::Scenario { out, seed, size, gzip, .. }) => {
            scenario::write(&scenario::record(seed, size), &out, gzip).map_err(Into::into)
        }
        Some(Command::Doors { seed, sequences, db }) => doors(db, seed, sequences).await,
        Some(Command::Bursts { seed, count, rules }) => {
            let rules = if rules == "open" { actions::Rules::Open } else { actions::Rules::Preau };
            let bursts = Box::pin(sim::bursts::play(seed, count, rules, |n| eprintln!("{n} of {count}"))).await;
            print!("{bursts}");
            Ok(())
        }
        Some(Command::Score { folder, outcomes, seed, list }) => score(&folder, &outcomes, seed, list),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn play(play: &Play) -> Result<(), Box<dyn Error>> {
    let engines = play.db.map_or(vec![Engine::Sqlite, Engine::Postgres], |engine| vec![engine]);
    let mut reports = Vec::new();
    for engine in engines {
        let run = Run { seed: play.seed, steps: play.steps, engine, check_every: play.check_every };
        let tell = |step| {
            if step % 500 == 0 {
                eprintln!("{engine:?}: {step} of {}", play.steps);
            }
        };
        let report = run.go(tell).await?;
        println!("{engine:?}: {report:?}");
        reports.push(report);
    }
    if reports.windows(2).any(|pair| pair[0] != pair[1]) {
        return Err(format!("the two databases do not tell the same story: seed {}", play.seed).into());
    }
    Ok(())
}

async fn doors(db: Engine, seed: u64, sequences: usize) -> Result<(), Box<dyn Error>> {
    let tell = |played: &sim::doors::Played| {
        if played.sequences.is_multiple_of(24_000) {
            eprintln!("{} of {sequences}", played.sequences);
        }
    };
    let played = sim::doors::walk(db, seed, sequences, tell).await?;
    println!("{played:?}");
    Ok(())
}

fn score(folder: &Path, outcomes: &Path, seed: u64, list: usize) -> Result<(), Box<dyn Error>> {
    let packed = folder.join("events.jsonl.gz");
    let events = if packed.exists() {
        let mut text = String::new();
        flate2::read::MultiGzDecoder::new(std::fs::File::open(packed)?).read_to_string(&mut text)?;
        text
    } else {
        std::fs::read_to_string(folder.join("events.jsonl"))?
    };
    let truth = serde_json::from_slice(&std::fs::read(folder.join("truth.json"))?)?;
    let outcomes = std::fs::read_to_string(outcomes)?;
    let mut score = Score::of(&truth, events.lines(), outcomes.lines(), seed)?;
    score.list = list;
    println!("{score}");
    Ok(())
}
