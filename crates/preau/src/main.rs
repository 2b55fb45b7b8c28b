//! The program `preau`: reads its command line and configuration, puts the rooms together, and keeps the worker going.

mod arrivals;
mod cli;
mod config;
mod demo;
mod folder;
mod networks;
mod replay;
mod rules;
mod system;
mod wire;
mod worker;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    let args = cli::Args::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return cli::fail(&format!("le système refuse de lancer le programme : {error}")),
    };
    match runtime.block_on(cli::run(args)) {
        Ok(code) => code,
        Err(error) => cli::fail(&error.to_string()),
    }
}
