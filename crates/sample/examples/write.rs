//! Writes an invented académie: `cargo run -p sample --example write -- FOLDER SEED small|delta|large N`.

use std::{io, path::Path, process::ExitCode};

use sample::{Size, Written};

const USAGE: &str = "usage: write FOLDER SEED small | delta | large SCHOOLS";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words.iter().map(String::as_str).collect::<Vec<_>>()) {
        Some(Ok(written)) => {
            #[expect(clippy::print_stdout, reason = "this is what the example shows")]
            {
                println!("{written:#?}");
            }
            ExitCode::SUCCESS
        }
        Some(Err(error)) => fail(&format!("could not write the sample: {error}")),
        None => fail(USAGE),
    }
}

fn run(words: &[&str]) -> Option<io::Result<Written>> {
    let [folder, seed, size, rest @ ..] = words else { return None };
    let (folder, seed) = (Path::new(folder), seed.parse().ok()?);
    match (*size, rest) {
        ("small", []) => Some(sample::write(folder, seed, Size::Small)),
        ("delta", []) => Some(sample::write_delta(folder, seed)),
        ("large", [schools]) => Some(sample::write(folder, seed, Size::Large { schools: schools.parse().ok()? })),
        _ => None,
    }
}

#[expect(clippy::print_stderr, reason = "this is where a program says what went wrong")]
fn fail(reason: &str) -> ExitCode {
    eprintln!("{reason}");
    ExitCode::FAILURE
}
