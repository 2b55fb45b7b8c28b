//! The reference of the command line, from the same source as its help.

use std::process::ExitCode;

use clap::CommandFactory as _;

use super::{Args, say};

pub(crate) fn run() -> ExitCode {
    let mut command = Args::command();
    command.build();
    say("# Ligne de commande\n\nPage produite par `preau help-markdown`, l'aide du programme mise bout à bout.\n");
    section(&mut command);
    for sub in command.get_subcommands_mut().filter(|sub| !sub.is_hide_set()) {
        section(sub);
    }
    ExitCode::SUCCESS
}

fn section(command: &mut clap::Command) {
    let name = command.get_bin_name().unwrap_or("preau").to_owned();
    let help = command.render_long_help().to_string();
    let help: Vec<&str> = help.lines().map(str::trim_end).collect();
    say(&format!("## `{name}`\n\n```text\n{}\n```\n", help.join("\n").trim_end()));
}
