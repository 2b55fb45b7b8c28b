//! `preau invite` and `preau grant`: how the first adults get in, and how powers are given.

use std::process::ExitCode;

use clap::Args;
use model::{Role, territory::Scope};

use super::{Error, say};
use crate::{config::Config, folder::Folder, wire};

/// Whom to invite.
#[derive(Debug, Args)]
pub(crate) struct Invite {
    /// Identifiant de la personne, par exemple `zoe.martin`.
    login: String,
}

/// What to give to whom.
#[derive(Debug, Args)]
pub(crate) struct Grant {
    /// Identifiant de la personne.
    login: String,
    /// Pouvoir : `desk` (cellule de crise) ou `operator` (exploitation).
    role: String,
    /// Territoire : `all`, `academie/10`, `departement/069`, `school/…`.
    #[arg(long, default_value = "all")]
    scope: Scope,
    /// Institution au nom de laquelle la personne décide : une demande conjointe en demande deux différentes.
    #[arg(long, default_value = "")]
    house: String,
}

pub(crate) async fn invite(config: Config, command: Invite) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    let Some((_, code)) = actions::operate::invite(&app, &command.login).await? else {
        return Err(unknown(&command.login));
    };
    let base = config.public_url.unwrap_or_else(|| format!("http://{}", config.listen));
    say(&format!("Code de {} : {code}", command.login));
    say(&format!("À saisir une seule fois, dans les quatorze jours, sur {base}/activate"));
    Ok(ExitCode::SUCCESS)
}

pub(crate) async fn grant(config: Config, command: Grant) -> Result<ExitCode, Error> {
    let Some(role) = Role::from_code(&command.role) else {
        return Err(Error::Said(format!("« {} » n'est pas un pouvoir : desk ou operator", command.role)));
    };
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    let scope = command.scope.to_string();
    if actions::operate::grant(&app, &command.login, role, command.scope, &command.house).await?.is_none() {
        return Err(unknown(&command.login));
    }
    say(&format!("{} a maintenant le pouvoir « {role} » sur « {scope} ».", command.login));
    Ok(ExitCode::SUCCESS)
}

fn unknown(login: &str) -> Error {
    Error::Said(format!(
        "aucun compte ne s'appelle « {login} » : importez d'abord l'annuaire, ou vérifiez l'orthographe"
    ))
}
