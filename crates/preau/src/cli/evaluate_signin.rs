//! `preau evaluate-signin`: how well the weighing of sign-ins tells thieves from owners, on invented weeks.

use std::process::ExitCode;

use clap::Args;
use indicatif::ProgressBar;

use super::{Error, say};
use crate::arrivals;

/// What may be said on the command line.
#[derive(Debug, Args)]
pub(crate) struct EvaluateSignin {
    /// Graine : la même donne les mêmes semaines.
    #[arg(long, default_value_t = 1, value_name = "NOMBRE")]
    seed: u64,
    /// Personnes, de 40 à 20000.
    #[arg(long, default_value_t = 480, value_name = "NOMBRE", value_parser = clap::value_parser!(u32).range(40..=20_000))]
    people: u32,
    /// Tout en JSON.
    #[arg(long)]
    json: bool,
}

pub(crate) async fn run(command: &EvaluateSignin) -> Result<ExitCode, Error> {
    let year = sample::arrivals::year(command.seed, command.people as usize);
    let scratch = tempfile::tempdir()?;
    let bar = ProgressBar::new(year.sign_ins.len() as u64);
    let measured = arrivals::play(scratch.path(), &year, |n| {
        if n % 100 == 0 {
            bar.set_position(n as u64);
        }
    })
    .await;
    bar.finish_and_clear();
    let measured = measured.map_err(|error| Error::Said(error.to_string()))?;
    if command.json {
        say(&serde_json::to_string_pretty(&measured).map_err(std::io::Error::from)?);
    } else {
        say(&format!(
            "Graine {}, {} personnes de quatre établissements.\n{}",
            command.seed,
            year.people.len(),
            measured
        ));
    }
    Ok(ExitCode::SUCCESS)
}
