//! `preau services`: which services of others let people in through this installation.

use std::process::ExitCode;

use actions::{
    oidc::{
        keys,
        register::{NewClient, register},
    },
    services::{self, Added, NewService},
};
use clap::{Args, Subcommand};
use model::{
    limits,
    service::{AttributeSet, Protocol, Service},
};

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
        /// Nom court, en minuscules, chiffres et tirets. Les identifiants opaques des personnes en dépendent. En OpenID Connect, c’est l’identifiant du client.
        code: String,
        /// Nom que les personnes voient en se connectant.
        #[arg(long, value_name = "NOM")]
        name: String,
        /// Adresse d’un service CAS : tout ce qui est dessous en fait partie, et rien d’autre. `https://hôte/chemin`, plusieurs fois au besoin.
        #[arg(long = "url", value_name = "ADRESSE", required_unless_present = "oidc", conflicts_with = "oidc")]
        urls: Vec<String>,
        /// Le service parle OpenID Connect (code d’autorisation et PKCE). Son secret est affiché une seule fois.
        #[arg(long, requires = "redirects")]
        oidc: bool,
        /// Adresse de retour d’un service OpenID Connect, exactement comme il la demande. Plusieurs fois au besoin.
        #[arg(long = "redirect", value_name = "ADRESSE", requires = "oidc")]
        redirects: Vec<String>,
        /// Adresse où il peut renvoyer après la déconnexion, exactement. Plusieurs fois au besoin.
        #[arg(long, value_name = "ADRESSE", requires = "oidc")]
        after_logout: Vec<String>,
        /// Adresse où il est prévenu de la fin des sessions (`backchannel_logout_uri`).
        #[arg(long, value_name = "ADRESSE", requires = "oidc")]
        logout: Option<String>,
        /// Il ne peut garder aucun secret : un programme installé chez les personnes.
        #[arg(long, requires = "oidc")]
        public: bool,
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
    /// Fait signer par une nouvelle clé ce qui est dit aux services OpenID Connect. L’ancienne reste publiée un jour.
    RenewKey,
}

pub(crate) async fn run(config: Config, command: Services) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    let base = config.address();
    let (known, code, done) = match command.what {
        What::List => return list(&app).await,
        What::RenewKey => {
            say(&format!("La clé {} signe désormais.", keys::renew(&app).await?));
            return Ok(ExitCode::SUCCESS);
        }
        What::Add { code, name, urls, oidc, redirects, after_logout, logout, public, attributes } => {
            let Some(attributes) = AttributeSet::from_code(&attributes) else {
                let why = "n’est pas un jeu d’attributs : pronote, hub ou common";
                return Err(Error::Said(format!("« {attributes} » {why}")));
            };
            let (code, name, logout) = (&*code, &*name, logout.as_deref());
            let came = if oidc {
                let (redirects, after_logout) = (&*redirects, &*after_logout);
                let new = NewClient { code, name, attributes, redirects, after_logout, logout, public };
                register(&app, &new).await?
            } else {
                services::add(&app, &NewService { code, name, prefixes: &urls, attributes }).await?
            };
            return added(came, code, name, &base);
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
        for line in addresses(service) {
            say(&format!("    {line}"));
        }
    }
    let s = if services.len() > 1 { "s" } else { "" };
    say(&format!("{} service{s} relié{s}.", services.len()));
    Ok(ExitCode::SUCCESS)
}

/// The addresses of a service, one a line, each with what it is for.
fn addresses(service: &Service) -> Vec<String> {
    let client = match &service.speaks {
        Protocol::Cas(prefixes) => return prefixes.iter().map(|prefix| format!("CAS  {}", prefix.as_str())).collect(),
        Protocol::Oidc(client) => client,
    };
    let public = if client.secret_hash.is_some() { "" } else { " (sans secret)" };
    let mut lines: Vec<String> =
        client.redirects.iter().map(|url| format!("OpenID Connect{public}  {}", url.as_str())).collect();
    lines.extend(client.after_logout.iter().map(|url| format!("après la déconnexion  {}", url.as_str())));
    lines.extend(client.logout.iter().map(|url| format!("prévenu à  {}", url.as_str())));
    lines
}

/// Says what a service that was added needs to know, or why it was not.
fn added(added: Added, code: &str, name: &str, base: &str) -> Result<ExitCode, Error> {
    let why = match added {
        Added::Yes(addresses) => {
            say(&format!("{} est relié : {}", name.trim(), addresses.join(", ")));
            say(&format!("Adresse du serveur CAS à lui donner : {base}/cas"));
            return Ok(ExitCode::SUCCESS);
        }
        Added::Client(secret) => {
            say(&format!("{} est relié.", name.trim()));
            say(&format!("Émetteur (issuer) à lui donner : {base}"));
            say(&format!("Identifiant du client : {code}"));
            if let Some(secret) = secret {
                say(&format!("Secret du client, qui ne sera plus affiché : {}", secret.secret()));
            }
            return Ok(ExitCode::SUCCESS);
        }
        Added::WrongName => format!(
            "le nom court s’écrit en minuscules, chiffres et tirets (40 au plus), le nom en {} caractères au plus",
            limits::SERVICE_NAME_CHARS_MAX
        ),
        Added::WrongAddress(text, why) => format!("l’adresse « {text} » ne convient pas : {why}"),
        Added::WrongCount => {
            format!("il faut de une à {} adresses de chaque sorte", limits::PREFIXES_PER_SERVICE_MAX)
        }
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
