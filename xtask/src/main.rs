//! Habits of the house, checked by the machine so that reviews can be about something else.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks on its terminal")]

mod docs;
mod fault;
mod sql;
mod tidy;
mod tokens;
mod tree;

use std::process::ExitCode;

use tree::Tree;

const HELP: &str = "\
cargo xtask COMMAND

  tidy            what the house asks of its files: direction of the crates, sizes, fixtures, words, locales, links,
                  generated pages
  sql             prepares every SQL text of the store on SQLite and on PostgreSQL
  docs [--check]  writes docs/reference, or says what is out of date
  stop-postgres   ends the private PostgreSQL that tests and `sql` leave running, and removes its files";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["tidy"] => Tree::read().map(|tree| tidy::run(&tree)),
        ["sql"] => Tree::read().and_then(|tree| sql::run(&tree)),
        ["docs"] => Tree::read().and_then(|tree| docs::write(&tree)),
        ["docs", "--check"] => Tree::read().map(|tree| fault::report(docs::check(&tree))),
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
