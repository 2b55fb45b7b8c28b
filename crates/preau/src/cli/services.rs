//! `preau services`: which services of others let people in through this installation.

use std::process::ExitCode;

use actions::services::{self, Added, NewService};
use clap::{Args, Subcommand};
use model::{limits, service::AttributeSet};

use super::{Error, say};
use crate::{config::Config, folder::Folder, wire};

/// What to do with them.
#[derive(Debug, Args)]
pub(crate) struct Services {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Liste les services reliés, avec leurs adresses et ce qui leur est dit des personnes.
    List,
    /// Relie un service : on y entrera en se connectant ici, et il sera prévenu de la fin de chaque session.
    Add {
        /// Nom court, en minuscules, chiffres et tirets. Les identifiants opaques des personnes en dépendent.
        code: String,
        /// Nom que les personnes voient en se connectant.
        #[arg(long, value_name = "NOM")]
        name: String,
        /// Adresse du service : tout ce qui est dessous en fait partie, et rien d’autre. `https://hôte/chemin`, plusieurs fois au besoin.
        #[arg(long = "url", value_name = "ADRESSE", required = true)]
        urls: Vec<String>,
        /// Ce qui lui est dit des personnes : `pronote` (nom, prénom, date de naissance, catégories), `hub` (UAI, profil, identifiant opaque) ou `common` (identifiant, noms, courriel, profils, établissements, classes).
        #[arg(long, value_name = "JEU")]
        attributes: String,
    },
    /// N’y laisse plus entrer personne ; il reste prévenu de la fin des sessions ouvertes.
    Disable {
        /// Nom court du service.
        code: String,
    },
    /// Y laisse de nouveau entrer.
    Enable {
        /// Nom court du service.
        code: String,
    },
    /// Oublie un service. Il ne sera plus prévenu de rien : commencez par `disable`, et laissez finir les sessions.
    Remove {
        /// Nom court du service.
        code: String,
    },
}

pub(crate) async fn run(config: Config, command: Services) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    let base = config.public_url.unwrap_or_else(|| format!("http://{}", config.listen));
    let (known, code, done) = match command.what {
        What::List => return list(&app).await,
        What::Add { code, name, urls, attributes } => {
            let Some(attributes) = AttributeSet::from_code(&attributes) else {
                let why = "n’est pas un jeu d’attributs : pronote, hub ou common";
                return Err(Error::Said(format!("« {attributes} » {why}")));
            };
            let new = NewService { code: &code, name: &name, prefixes: &urls, attributes };
            let addresses = added(services::add(&app, &new).await?)?;
            say(&format!("{} est relié : {}", name.trim(), addresses.join(", ")));
            say(&format!("Adresse du serveur CAS à lui donner : {}/cas", base.trim_end_matches('/')));
            return Ok(ExitCode::SUCCESS);
        }
        What::Disable { code } => {
            (services::set_enabled(&app, &code, false).await?, code, "ne laisse plus entrer personne")
        }
        What::Enable { code } => (services::set_enabled(&app, &code, true).await?, code, "laisse entrer"),
        What::Remove { code } => (services::remove(&app, &code).await?, code, "est oublié"),
    };
    if !known {
        return Err(Error::Said(format!("aucun service ne s’appelle « {code} » : « preau services list » les montre")));
    }
    say(&format!("Le service « {code} » {done}."));
    Ok(ExitCode::SUCCESS)
}

async fn list(app: &actions::App) -> Result<ExitCode, Error> {
    let services = services::list(app).await?;
    for service in &services {
        let closed = if service.enabled { "" } else { " (fermé)" };
        say(&format!("{}  {}  {}{closed}", service.code, service.attributes, service.name));
        for prefix in &service.prefixes {
            say(&format!("    {}", prefix.as_str()));
        }
    }
    let s = if services.len() > 1 { "s" } else { "" };
    say(&format!("{} service{s} relié{s}.", services.len()));
    Ok(ExitCode::SUCCESS)
}

/// The addresses under which a service was added, or why it was not.
fn added(added: Added) -> Result<Vec<String>, Error> {
    let why = match added {
        Added::Yes(addresses) => return Ok(addresses),
        Added::WrongName => format!(
            "le nom court s’écrit en minuscules, chiffres et tirets (40 au plus), le nom en {} caractères au plus",
            limits::SERVICE_NAME_CHARS_MAX
        ),
        Added::WrongAddress(text, why) => format!("l’adresse « {text} » ne convient pas : {why}"),
        Added::WrongCount => format!("il faut de une à {} adresses", limits::PREFIXES_PER_SERVICE_MAX),
        Added::CodeTaken => {
            "un service de ce nom court existe déjà : retirez-le d’abord, ou choisissez un autre nom".to_owned()
        }
        Added::Overlaps(other) => {
            format!("une de ces adresses est aussi du service « {other} » : donnez-en une plus précise")
        }
        Added::TooMany => format!("il y a déjà {} services : retirez-en un", limits::SERVICES_MAX),
    };
    Err(Error::Said(why))
}
