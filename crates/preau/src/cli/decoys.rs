//! `preau decoys`: mailboxes that no honest sender knows; what reaches one is an attack.

use std::process::ExitCode;

use actions::decoy::{self, Order, Planted};
use clap::{Args, Subcommand};
use model::{DecoyId, Uai};

use super::{Error, fail, say, times::written};
use crate::{config::Config, folder::Folder, wire};

/// What to do.
#[derive(Debug, Args)]
pub(crate) struct Decoys {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Pose des boîtes leurres dans un établissement : une pour l'établissement et, si on le demande, une par classe.
    Plant {
        /// Code UAI de l'établissement.
        #[arg(value_name = "UAI", value_parser = uai)]
        school: Uai,
        /// Aussi une boîte pour chaque classe qui n'en a pas.
        #[arg(long)]
        classes: bool,
        /// Prénom de la boîte de l'établissement ; sans lui, un nom est composé de noms de l'établissement.
        #[arg(long, requires = "family", value_name = "PRÉNOM")]
        given: Option<String>,
        /// Nom de famille de la boîte de l'établissement.
        #[arg(long, requires = "given", value_name = "NOM")]
        family: Option<String>,
    },
    /// Liste les boîtes leurres en place, leur identifiant de connexion et ce qui les a touchées.
    List {
        /// Code UAI : celles d'un établissement seulement.
        #[arg(value_name = "UAI", value_parser = uai)]
        school: Option<Uai>,
    },
    /// Retire une boîte leurre. Son identifiant de connexion n'est donné à personne.
    Remove {
        /// Identifiant donné par `list`.
        id: DecoyId,
    },
}

fn uai(code: &str) -> Result<Uai, String> {
    Uai::parse(code).map_err(|error| error.to_string())
}

pub(crate) async fn run(config: Config, command: Decoys) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    match command.what {
        What::Plant { school, classes, given, family } => {
            let name = given.as_deref().zip(family.as_deref());
            let planted = decoy::plant(&app, &Order { school: &school, classes, name }).await?;
            Ok(answer(&school, &planted))
        }
        What::List { school } => list(&app, school.as_ref()).await,
        What::Remove { id } => {
            if !decoy::remove(&app, id).await? {
                return Ok(fail("aucune boîte leurre en place n'a cet identifiant : preau decoys list"));
            }
            say("Boîte leurre retirée.");
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn answer(school: &Uai, planted: &Planted) -> ExitCode {
    match planted {
        Planted::Yes(count) => {
            say(&format!("{count} boîte(s) leurre(s) posée(s) : preau decoys list {school}"));
            ExitCode::SUCCESS
        }
        Planted::Already => {
            say("Les boîtes leurres demandées sont déjà en place.");
            ExitCode::SUCCESS
        }
        Planted::NoSchool => fail(&format!("aucun établissement n'a le code {school} : importez d'abord l'annuaire")),
        Planted::NameTaken => {
            fail("quelqu'un porte ce nom, ou un identifiant de connexion en est fait : choisissez-en un autre")
        }
        Planted::NoName => fail("trop peu de personnes pour composer un nom : donnez-en un avec --given et --family"),
    }
}

async fn list(app: &actions::App, school: Option<&Uai>) -> Result<ExitCode, Error> {
    let Some(rows) = decoy::list(app, school).await? else {
        return Ok(fail("aucun établissement n'a ce code"));
    };
    for row in &rows {
        let place = row.section_name.as_deref().unwrap_or("établissement");
        let reached = match row.newest_at() {
            None => "jamais touchée".to_owned(),
            Some(at) => {
                let (letters, tries) = (row.letters, row.tries);
                format!("{letters} message(s), {tries} essai(s) de connexion, dernier le {}", written(at))
            }
        };
        say(&format!("{}  {}  {place}  {}  {}  {reached}", row.id(), row.uai, row.name, row.login));
    }
    say(&format!("{} boîte(s) leurre(s) en place.", rows.len()));
    Ok(ExitCode::SUCCESS)
}
