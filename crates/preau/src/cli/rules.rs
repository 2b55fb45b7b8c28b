//! `preau rules`: what becomes of the operator's own rules, before and while they are in force.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use store::Db;

use super::{Error, fail, say};
use crate::{config::Config, rules};

/// Which folder.
#[derive(Debug, Args)]
pub(crate) struct Rules {
    /// Dossier de règles à essayer ; par défaut, celui de la configuration.
    folder: Option<PathBuf>,
}

pub(crate) async fn run(config: Config, command: Rules) -> Result<ExitCode, Error> {
    let Some(folder) = command.folder.or(config.shield.rules.clone()) else {
        return Ok(fail(
            "aucun dossier de règles : donnez-en un, ou écrivez [shield] rules = \"…\" dans la configuration",
        ));
    };
    let db = Db::connect(&config.database_url()).await?;
    let files = rules::read(&folder)?;
    let checked = rules::check(&db, &files).await?;
    for (rule, file) in checked.shield.local_rules() {
        say(&format!("bon     {file} : {rule}"));
    }
    for refused in &checked.refused {
        fail(&refused.to_string());
    }
    say(&format!("{} fichiers lus, {} refusés.", files.len(), checked.refused.len()));
    Ok(if checked.refused.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
