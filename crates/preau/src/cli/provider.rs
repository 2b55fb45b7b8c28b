//! `preau provider`: the providers of identity through which people come in.

use std::{
    io::Read as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use actions::{
    App,
    relying::{
        self,
        registry::{self, Added, NewProvider, NewSaml, Renewed},
        saml,
    },
};
use clap::{Args, Subcommand, ValueEnum};
use model::{
    limits,
    provider::{self, Provider, Public, Signed},
};

use super::{Error, say, why};
use crate::{config::Config, folder::Folder, wire};

/// What to do with them.
#[derive(Debug, Args)]
pub(crate) struct ProviderArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Liste les fournisseurs d’identité, avec les adresses que chacun doit connaître. Jamais leurs secrets.
    List,
    /// Ajoute un fournisseur d’identité (OpenID Connect, ou SAML avec --saml-metadata) : son bouton apparaît sur la page de connexion.
    Add(Add),
    /// Donne la nouvelle description d’un fournisseur SAML : ses clés ou son adresse changent, les comptes reliés le restent.
    Renew {
        /// Nom court du fournisseur.
        code: String,
        /// Sa description (métadonnées SAML) : un fichier, ou une adresse https.
        #[arg(long, value_name = "FICHIER|ADRESSE")]
        saml_metadata: String,
    },
    /// Oublie un fournisseur : plus personne n’entre par lui, et les sessions ouvertes par lui sont fermées.
    End {
        /// Nom court du fournisseur.
        code: String,
    },
}

#[derive(Debug, Args)]
struct Add {
    /// Nom court, en minuscules, chiffres et tirets. Il fait partie des adresses à déclarer chez le fournisseur.
    code: String,
    /// Ce que dit le bouton : le nom du fournisseur, comme les personnes le connaissent.
    #[arg(long, value_name = "NOM")]
    label: String,
    /// Émetteur (`issuer`), exactement comme le fournisseur l’écrit. Son annonce est lue aussitôt.
    #[arg(long, value_name = "ADRESSE", required_unless_present = "saml_metadata")]
    issuer: Option<String>,
    /// Identifiant de client que le fournisseur a donné.
    #[arg(long, value_name = "IDENTIFIANT", required_unless_present = "saml_metadata")]
    client: Option<String>,
    /// Fichier du secret que le fournisseur a donné ; `-` : l’entrée standard. Le secret est scellé, et jamais affiché.
    #[arg(long, value_name = "FICHIER", required_unless_present = "saml_metadata")]
    secret_file: Option<PathBuf>,
    /// Le fournisseur parle SAML : sa description (métadonnées), un fichier ou une adresse https. Elle est crue telle quelle : prenez-la d’une source sûre.
    #[arg(long, value_name = "FICHIER|ADRESSE", conflicts_with_all = ["issuer", "client", "secret_file"])]
    saml_metadata: Option<String>,
    /// Ce que le fournisseur SAML signe, et qui est seul cru. Par défaut : l’assertion.
    #[arg(long, value_name = "QUOI", requires = "saml_metadata")]
    signed: Option<WhatSigned>,
    /// Qui peut entrer par lui. Plusieurs fois au besoin.
    #[arg(long = "for", value_name = "PUBLIC", required = true)]
    publics: Vec<For>,
    /// Donnée du jeton d’identité (par défaut `sub`) ou attribut SAML (par défaut l’identifiant persistant, `NameID` ; pour EduConnect `FrEduCtRefId`) qui désigne la personne, pour toujours et elle seule. Jamais un nom ni une adresse.
    #[arg(long, value_name = "NOM")]
    claim: Option<String>,
    /// Niveau d’authentification exigé (`acr`) : il est demandé, et une connexion plus faible est refusée. Plusieurs fois : l’un d’eux.
    #[arg(long, value_name = "NIVEAU")]
    acr: Vec<String>,
}

/// What a provider that speaks SAML signs.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum WhatSigned {
    /// L’assertion.
    Assertion,
    /// La réponse qui la contient.
    Response,
    /// L’une et l’autre.
    Both,
}

impl From<WhatSigned> for Signed {
    fn from(what: WhatSigned) -> Signed {
        match what {
            WhatSigned::Assertion => Signed::Assertion,
            WhatSigned::Response => Signed::Response,
            WhatSigned::Both => Signed::Both,
        }
    }
}

/// Who may come in through a provider.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum For {
    /// Enseignants, personnels, direction.
    Staff,
    /// Responsables.
    Guardian,
    /// Élèves.
    Pupil,
}

impl From<For> for Public {
    fn from(public: For) -> Public {
        match public {
            For::Staff => Public::Staff,
            For::Guardian => Public::Guardian,
            For::Pupil => Public::Pupil,
        }
    }
}

pub(crate) async fn run(config: Config, command: ProviderArgs) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    match command.what {
        What::List => list(&app).await,
        What::Add(new) => add(&app, &new).await,
        What::Renew { code, saml_metadata } => renew(&app, &code, &saml_metadata).await,
        What::End { code } => end(&app, &code).await,
    }
}

async fn list(app: &App) -> Result<ExitCode, Error> {
    let providers = registry::list(app).await?;
    for provider in &providers {
        let publics: Vec<&str> = provider.publics.iter().map(|public| public.code()).collect();
        say(&format!("{}  {}  ({})", provider.code, provider.label, publics.join(", ")));
        say(&format!("    émetteur  {}", provider.issuer));
        match &provider.saml {
            None => say(&format!("    client  {}", provider.client)),
            Some(saml) => {
                say(&format!("    SAML, connexion  {}", saml.address.as_str()));
                say(&format!("    signe  {}, par {} clé(s)", saml.signed, saml.certificates.len()));
            }
        }
        say(&format!("    désignation  {}", provider.claim));
        if !provider.acr.is_empty() {
            say(&format!("    niveau exigé  {}", provider.acr.join(" ou ")));
        }
        addresses(app, provider);
    }
    let s = if providers.len() > 1 { "s" } else { "" };
    say(&format!("{} fournisseur{s} d’identité.", providers.len()));
    Ok(ExitCode::SUCCESS)
}

/// What a provider must know of this installation.
fn addresses(app: &App, provider: &Provider) {
    if provider.saml.is_some() {
        say(&format!("    nom de Préau et description (entityID, métadonnées)  {}", provider.client));
        say(&format!(
            "    adresse de retour (AssertionConsumerService)  {}",
            saml::answer_address(app, &provider.code)
        ));
        return;
    }
    let code = &provider.code;
    say(&format!("    adresse de retour (redirect_uri)  {}", relying::redirect(app, code)));
    say(&format!("    après la déconnexion (post_logout_redirect_uri)  {}", relying::after_logout(app)));
    say(&format!("    prévenir d’une déconnexion (backchannel_logout_uri)  {}", relying::logout_address(app, code)));
}

async fn add(app: &App, new: &Add) -> Result<ExitCode, Error> {
    let publics: Vec<Public> = new.publics.iter().map(|public| Public::from(*public)).collect();
    let added = if let Some(place) = &new.saml_metadata {
        let description = description(app, place).await?;
        let asked = NewSaml {
            code: &new.code,
            label: &new.label,
            description: &description,
            publics: &publics,
            claim: new.claim.as_deref().unwrap_or(provider::NAME_ID),
            acr: &new.acr,
            signed: new.signed.map_or(Signed::Assertion, Signed::from),
        };
        registry::add_saml(app, &asked).await?
    } else {
        let secret = secret(new.secret_file.as_deref().unwrap_or(Path::new("-")))?;
        let asked = NewProvider {
            code: &new.code,
            label: &new.label,
            issuer: new.issuer.as_deref().unwrap_or_default(),
            client: new.client.as_deref().unwrap_or_default(),
            secret: secret.trim(),
            publics: &publics,
            claim: new.claim.as_deref().unwrap_or("sub"),
            acr: &new.acr,
        };
        registry::add(app, &asked).await?
    };
    let Added::Yes { signs_out } = added else { return Err(Error::Said(why_not(new, &added))) };
    say(&format!("{} est ajouté. À déclarer chez ce fournisseur :", new.label.trim()));
    for provider in registry::list(app).await?.iter().filter(|provider| provider.code == new.code) {
        addresses(app, provider);
    }
    if !signs_out {
        say("Il n’annonce pas de déconnexion : qui se déconnecte ici reste connecté chez lui.");
    }
    Ok(ExitCode::SUCCESS)
}

fn why_not(new: &Add, added: &Added) -> String {
    let issuer = new.issuer.as_deref().unwrap_or_default();
    match added {
        Added::Yes { .. } => String::new(),
        Added::WrongName => format!(
            "le nom court s’écrit en minuscules, chiffres et tirets (40 au plus), le bouton en {} caractères au plus",
            limits::PROVIDER_LABEL_CHARS_MAX
        ),
        Added::WrongIssuer(why) => format!("l’adresse de l’émetteur, « {issuer} », ne convient pas : {why}"),
        Added::WrongWord => {
            "l’identifiant de client, le secret ou un niveau est vide, trop long, ou contient autre chose que des caractères ASCII visibles"
                .to_owned()
        }
        Added::WrongClaim => format!(
            "« {} » ne désigne personne pour toujours : un nom, une adresse ou un numéro peuvent être partagés ou changer de main. Gardez `sub`, ou un identifiant que le fournisseur n’attribue jamais deux fois",
            new.claim.as_deref().unwrap_or_default()
        ),
        Added::ForNobody => "dites qui peut entrer par lui, avec --for".to_owned(),
        Added::CodeTaken => "un fournisseur de ce nom court existe déjà : retirez-le d’abord avec « preau provider end », ou choisissez un autre nom".to_owned(),
        Added::TooMany => format!("il y a déjà {} fournisseurs : retirez-en un", limits::PROVIDERS_MAX),
        Added::Fault(fault) => format!("le fournisseur « {issuer} » ne peut pas être ajouté : {fault}"),
        Added::WrongDescription(why) => format!("la description du fournisseur ne peut pas servir : {why}"),
    }
}

/// How a provider describes itself: a file, or what is read at an address.
async fn description(app: &App, place: &str) -> Result<String, Error> {
    if place.starts_with("https://") || place.starts_with("http://") {
        let read = registry::description(app, place).await;
        return read.map_err(|fault| Error::Said(format!("la description ne peut pas être lue : {fault}")));
    }
    let most = limits::PROVIDER_ANSWER_BYTES_MAX as u64 + 1;
    let mut text = String::new();
    let read = std::fs::File::open(place).and_then(|file| file.take(most).read_to_string(&mut text));
    read.map_err(|error| Error::Said(format!("la description ne peut pas être lue dans {place} : {}", why(&error))))?;
    Ok(text)
}

async fn renew(app: &App, code: &str, place: &str) -> Result<ExitCode, Error> {
    let why = match registry::renew(app, code, &description(app, place).await?).await? {
        Renewed::Yes => {
            say(&format!("« {code} » a sa nouvelle description. Les comptes reliés le restent."));
            return Ok(ExitCode::SUCCESS);
        }
        Renewed::NoProvider => {
            format!("aucun fournisseur SAML ne s’appelle « {code} » : « preau provider list » les montre")
        }
        Renewed::OtherIssuer(issuer) => format!("cette description est d’un autre fournisseur, « {issuer} »"),
        Renewed::WrongDescription(why) => format!("la description du fournisseur ne peut pas servir : {why}"),
    };
    Err(Error::Said(why))
}

/// The secret of a file, which is not read further than one may be long.
fn secret(file: &Path) -> Result<String, Error> {
    let most = limits::PROVIDER_SECRET_BYTES_MAX as u64 + 2;
    let mut text = String::new();
    let read = if file == Path::new("-") {
        std::io::stdin().take(most).read_to_string(&mut text)
    } else {
        std::fs::File::open(file).and_then(|file| file.take(most).read_to_string(&mut text))
    };
    read.map_err(|error| {
        Error::Said(format!("le secret ne peut pas être lu dans {} : {}", file.display(), why(&error)))
    })?;
    Ok(text)
}

async fn end(app: &App, code: &str) -> Result<ExitCode, Error> {
    let Some(sessions) = registry::end(app, code).await? else {
        let why = format!("aucun fournisseur ne s’appelle « {code} » : « preau provider list » les montre");
        return Err(Error::Said(why));
    };
    say(&format!("Plus personne n’entre par « {code} ». Sessions fermées : {sessions}."));
    Ok(ExitCode::SUCCESS)
}
