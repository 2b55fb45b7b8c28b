//! Habits of the house, checked by the machine so that reviews can be about something else.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks on its terminal")]

mod docs;
mod fault;
mod fuzz;
mod replay;
mod report;
mod sql;
mod tidy;
mod tokens;
mod tree;

use std::process::ExitCode;

use tree::Tree;

const HELP: &str = "\
cargo xtask COMMAND

  tidy            what the house asks of its files: direction of the crates, sizes, fixtures, words, locales, links,
                  generated pages, the security checklist
  sql             prepares every SQL text of the store on SQLite and on PostgreSQL
  docs [--check]  writes docs/reference, or says what is out of date
  bench FAMILY    prints figures (families: spine, shield, accounts, crisis, replays, replay), in a release build; `--small` for a quick look;
                  `replay` records a crisis, plays it under both sets of rules and scores it (`--full`, `--rules open`);
                  `report` runs what measures the shield and writes docs/shield-report.md
  fuzz [TARGET…]  gives parsers and the shield bytes by chance, under libFuzzer: a minute each, `--seconds N` each, or
                  `--hours H` for all together; needs a C++ compiler
  stop-postgres   ends the private PostgreSQL that tests and `sql` leave running, and removes its files";

/// Runs the benches in a release build; `spine` also imports half a million people.
fn bench(words: &[&str]) -> tree::Result<bool> {
    let run = |args: &[&str]| {
        let cargo = std::process::Command::new("cargo").args(["run", "--quiet", "--release"]).args(args).status();
        cargo.map(|status| status.success())
    };
    let figures = run(&[&["--package", "benches", "--"], words].concat())?;
    let import: &[&str] = match words {
        ["spine"] => &["--package", "sim", "--example", "import_speed"],
        ["spine", "--small"] => &["--package", "sim", "--example", "import_speed", "--", "20"],
        _ => return Ok(figures),
    };
    Ok(run(import)? && figures)
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["tidy"] => Tree::read().map(|tree| tidy::run(&tree)),
        ["sql"] => Tree::read().and_then(|tree| sql::run(&tree)),
        ["docs"] => Tree::read().and_then(|tree| docs::write(&tree)),
        ["docs", "--check"] => Tree::read().map(|tree| fault::report(docs::check(&tree))),
        ["fuzz", rest @ ..] => fuzz::run(rest),
        ["bench", "replay", rest @ ..] => replay::run(rest),
        ["bench", "report"] => report::run(),
        ["bench", rest @ ..] => bench(rest),
        ["stop-postgres"] => {
            store::testing::stop_postgres();
            Ok(true)
        }
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(true)
        }
        _ => Err(format!("unknown command: {}\n\n{HELP}", words.join(" ")).into()),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
