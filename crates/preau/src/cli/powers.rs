//! `preau powers` and `preau break-glass`: who holds which power, ending one, and codes on paper for a bad night.

use std::process::ExitCode;

use actions::{break_glass, powers};
use clap::{Args, Subcommand};
use model::{Millis, limits, territory::Scope};
use uuid::Uuid;

use super::{Error, fail, say, times::written};
use crate::{config::Config, folder::Folder, wire};

/// What to do.
#[derive(Debug, Args)]
pub(crate) struct Powers {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Liste les pouvoirs en vigueur : qui, où, jusqu'à quand, donné par qui.
    List,
    /// Met fin à un pouvoir, et à ce qui en a été donné pour un temps.
    End {
        /// Identifiant donné par `list`.
        id: Uuid,
    },
}

pub(crate) async fn run(config: Config, command: Powers) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    match command.what {
        What::List => {
            for powers::Held { power, .. } in powers::list(&app, None).await? {
                let until = match power.until() {
                    Millis::NEVER => "sans terme".to_owned(),
                    until => format!("jusqu'au {}", written(until)),
                };
                let by = power.by_name.as_ref().map(|name| format!("  donné par {name}")).unwrap_or_default();
                let glass = if power.glass.is_some() { "  codes de secours" } else { "" };
                say(&format!("{}  {}  {}  {}  {until}{by}{glass}", power.id, power.name, power.role, power.scope()));
            }
            Ok(ExitCode::SUCCESS)
        }
        What::End { id } => {
            if !powers::end(&app, None, id).await? {
                return Ok(fail("aucun pouvoir en vigueur n'a cet identifiant : preau powers list"));
            }
            say("Pouvoir retiré, et ce qui en avait été donné.");
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Where the codes hold.
#[derive(Debug, Args)]
pub(crate) struct BreakGlass {
    /// Territoire : `all`, `academie/10`, `departement/069`.
    #[arg(long)]
    scope: Scope,
}

pub(crate) async fn print_glass(config: Config, command: BreakGlass) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    let Some(codes) = break_glass::print(&app, &command.scope).await? else {
        return Ok(fail("les codes de secours sont pour tout le monde, une académie ou un département"));
    };
    say(&format!("Codes de secours pour « {} ». Ceux d'avant ne valent plus rien.", command.scope));
    say("Un par enveloppe, en trois lieux. Deux d'entre eux donnent le pouvoir de la cellule à un chef");
    say(&format!(
        "d'établissement, un exploitant ou un membre de la cellule connecté, pour {} minutes, sur /break-glass :",
        limits::GLASS_LIFE.0 / 60_000
    ));
    for (n, code) in (1..).zip(&codes) {
        say(&format!("  enveloppe {n} : {code}"));
    }
    Ok(ExitCode::SUCCESS)
}
