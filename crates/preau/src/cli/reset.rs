//! `preau reset`: every password, session, device and code of a territory, ended by one row.

use std::process::ExitCode;

use actions::reset::{self, NewReset, Reset};
use clap::{Args, Subcommand};
use model::{Millis, territory::Scope};
use uuid::Uuid;

use super::{Error, fail, say};
use crate::{config::Config, folder::Folder, wire};

/// Where times are written without saying so.
const ZONE: &str = "Europe/Paris";

/// What to do.
#[derive(Debug, Args)]
pub(crate) struct ResetArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Dit combien de comptes une réinitialisation toucherait, et ne change rien.
    Preview(Where),
    /// Réinitialise : mots de passe, sessions, appareils et codes d'avant ne valent plus rien. On revient par une fiche.
    Run {
        #[command(flatten)]
        place: Where,
        /// Pourquoi, pour le journal.
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Liste les réinitialisations : où elles en sont, combien de personnes sont revenues.
    List,
    /// Annule une réinitialisation pour qui n'est pas encore revenu : son mot de passe vaut à nouveau.
    Undo {
        /// Identifiant donné par `run` et `list`.
        id: Uuid,
        /// Pourquoi, pour le journal.
        #[arg(long, default_value = "")]
        note: String,
    },
}

/// A territory, and whom to spare.
#[derive(Debug, Args)]
struct Where {
    /// Territoire : `all`, `academie/10`, `departement/069`, `school/…`, `section/…`.
    #[arg(long)]
    scope: Scope,
    /// Épargne qui a choisi son mot de passe après ce moment, comme 2026-03-20T18:00 (heure de Paris).
    #[arg(long, value_parser = moment)]
    spare_since: Option<Millis>,
}

pub(crate) async fn run(config: Config, command: ResetArgs) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    match command.what {
        What::Preview(Where { scope, spare_since }) => {
            let Some(counts) = reset::preview(&app, None, &scope, spare_since).await? else {
                return Ok(nowhere(&scope));
            };
            let (accounts, spared) = (counts.accounts, counts.spared);
            say(&format!("{scope} : {accounts} comptes ont un mot de passe, dont {spared} seraient épargnés."));
            Ok(ExitCode::SUCCESS)
        }
        What::Run { place: Where { scope, spare_since }, note } => {
            let new = NewReset { scope: scope.clone(), spares_since: spare_since, note: &note };
            let Reset::Yes { id, counts } = reset::reset(&app, None, &new).await? else { return Ok(nowhere(&scope)) };
            let (accounts, spared) = (counts.accounts, counts.spared);
            say(&format!(
                "{scope} : {} comptes réinitialisés, {spared} épargnés. Tous les nœuds le savent.",
                accounts - spared
            ));
            say(&format!("Pour revenir en arrière, pour qui n'est pas encore revenu : preau reset undo {id}"));
            Ok(ExitCode::SUCCESS)
        }
        What::List => {
            for (reset, counts) in reset::list(&app, None).await? {
                let (at, scope) = (written(reset.not_before()), reset.scope());
                let undone = match reset.until() {
                    Some(at) if reset.ended_at(app.now()).is_some() => format!(" ; terminée le {}", written(at)),
                    Some(at) => format!(" ; sans accord, terminée le {}", written(at)),
                    None => String::new(),
                };
                let (back, accounts) = (counts.back, counts.accounts - counts.spared);
                say(&format!("{}  {at}  {scope}  {back} revenus sur {accounts}{undone}", reset.id));
            }
            Ok(ExitCode::SUCCESS)
        }
        What::Undo { id, note } => {
            if !reset::undo(&app, None, id, &note).await? {
                return Ok(fail("aucune réinitialisation en vigueur n'a cet identifiant : preau reset list"));
            }
            say(
                "Annulée : qui n'est pas encore revenu retrouve son mot de passe. Les sessions d'avant restent fermées.",
            );
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn nowhere(scope: &Scope) -> ExitCode {
    fail(&format!("« {scope} » ne se réinitialise pas : une personne reçoit une fiche, et une classe doit exister"))
}

/// A moment as it is typed: with its offset, or in the time of Paris.
fn moment(typed: &str) -> Result<Millis, String> {
    if let Ok(at) = typed.parse::<jiff::Timestamp>() {
        return Ok(Millis(at.as_millisecond()));
    }
    let civil: jiff::civil::DateTime =
        typed.parse().map_err(|_| "un moment s'écrit 2026-03-20T18:00, ou 2026-03-20T17:00:00Z".to_owned())?;
    let zoned = civil.in_tz(ZONE).map_err(|error| error.to_string())?;
    Ok(Millis(zoned.timestamp().as_millisecond()))
}

fn written(at: Millis) -> String {
    let at = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    at.in_tz(ZONE).map_or_else(|_| at.to_string(), |at| at.strftime("%Y-%m-%d %H:%M").to_string())
}
