//! The command line: one file per command.

mod account;
mod channels;
mod decision;
mod decoys;
mod demo;
mod doctor;
mod dossier;
mod evaluate_signin;
mod examine;
mod export;
mod filings;
mod help;
mod import;
mod judge;
mod measures;
mod migrate;
mod policy;
mod powers;
mod provider;
mod replay;
mod report;
mod reset;
mod rules;
mod serve;
mod services;
mod status_page;
mod sweep;
mod threats;
mod times;
mod train;
mod verify;

use std::{io::ErrorKind, path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

use crate::{config::Config, folder};

/// Messagerie scolaire qui juge une menace avant que quiconque la voie, la retire partout d'un coup, et le prouve.
#[derive(Debug, Parser)]
#[command(name = "preau", version, propagate_version = true, disable_help_subcommand = true)]
pub(crate) struct Args {
    /// Fichier de configuration (TOML). Sans lui, tout a une valeur par défaut.
    #[arg(long, global = true, value_name = "FICHIER")]
    config: Option<PathBuf>,
    /// Dossier des données : base, pièces jointes, clés. L'emporte sur la configuration.
    #[arg(long, global = true, value_name = "DOSSIER")]
    data: Option<PathBuf>,
    /// Adresse de la base : `sqlite:FICHIER` ou `postgres://…`. L'emporte sur la configuration.
    #[arg(long, global = true, value_name = "ADRESSE")]
    database: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Sert la messagerie. Sans configuration : SQLite dans `preau-data`, sur <http://127.0.0.1:8080>.
    Serve(serve::Serve),
    /// Montre tout de suite : une académie inventée, des comptes à essayer, une petite attaque.
    Demo(demo::Demo),
    /// Lit des annuaires (AAF XML, ONDE CSV, annuaire de l'éducation CSV) et les applique après aperçu.
    Import(import::Import),
    /// Donne à une personne un code pour choisir son mot de passe.
    Invite(account::Invite),
    /// Donne un pouvoir à une personne : cellule de crise, ou exploitation.
    Grant(account::Grant),
    /// Pouvoirs en vigueur : les lister, y mettre fin.
    Powers(powers::Powers),
    /// Imprime trois codes de secours : deux d'entre eux donnent le pouvoir de la cellule pour une heure.
    BreakGlass(powers::BreakGlass),
    /// Juge des lettres, une par ligne JSON, sans base ni historique.
    Judge(judge::Judge),
    /// Dit ce qui est trouvé dans des fichiers, une ligne JSON chacun, comme s'ils étaient joints à un message.
    Examine(examine::Examine),
    /// Apprend le modèle du bouclier à partir de lettres étiquetées, et l'écrit dans un fichier.
    Train(train::Train),
    /// Mesure le bouclier sur les lettres dont il n'a rien appris : menaces retenues, fausses alertes, intervalles.
    Evaluate(train::Evaluate),
    /// Mesure ce que Préau voit à la connexion : voleurs arrêtés, titulaires dérangés, sur des semaines inventées.
    EvaluateSignin(evaluate_signin::EvaluateSignin),
    /// Rejoue une crise enregistrée à travers le vrai programme : ce que devient chaque message, chaque connexion.
    Replay(replay::ReplayArgs),
    /// Essaie les règles de l'exploitant : leurs propres tests, puis les derniers messages.
    Rules(rules::Rules),
    /// La politique : les règles qui décident, leurs versions, leurs essais sur l'historique.
    Policy(policy::Policy),
    /// Une décision, ce dont elle a été faite, et si on la refait pareille.
    Decision(decision::Decision),
    /// Boîtes leurres : ce qui les atteint ne vient pas d'une personne qui écrit à la main. Les poser, les lister, les retirer.
    Decoys(decoys::Decoys),
    /// Réinitialise les comptes d'un territoire, d'un coup : ce qui a été volé ne vaut plus rien.
    Reset(reset::ResetArgs),
    /// Mesures : ce qui est limité, où et jusqu'à quand ; en prendre une, la lever.
    Measures(measures::MeasuresArgs),
    /// Mots de passe volés : ferme, avant qu'on s'en serve, les comptes que des listes ouvrent. Rien n'en est gardé.
    Sweep(sweep::SweepArgs),
    /// Menaces d'années passées : des empreintes, sans texte.
    Threats(threats::Threats),
    /// Services reliés : ceux où l’on entre en se connectant ici (CAS ou OpenID Connect), Pronote ou un centre de ressources par exemple.
    Services(services::Services),
    /// Fournisseurs d’identité : ceux par lesquels on entre ici (OpenID Connect), ProConnect ou FranceConnect par exemple.
    Provider(provider::ProviderArgs),
    /// Canaux par lesquels partent les avis aux familles (push, SMS, courriel) : les essayer.
    Channels(channels::ChannelsArgs),
    /// Rapports à remettre : comment un message a été envoyé, et ce qui indique quelqu'un d'autre que le titulaire.
    Report(report::Report),
    /// Dossiers de preuves : en établir un, scellé, pour une enquête, une famille, la CNIL ou un retour d'expérience ; en vérifier un.
    Dossier(dossier::DossierArgs),
    /// Démarches dues après une attaque : ce qui reste à déposer, et les textes prêts à coller.
    Filings(filings::FilingsArgs),
    /// La page publique en fichiers datés et signés, à servir depuis un autre hôte : ce que disent les établissements.
    StatusPage(status_page::StatusPage),
    /// Relit tout le journal et dit ce qui a été touché.
    Verify(verify::Verify),
    /// Écrit le journal dans un dossier, pour qu'un expert le vérifie avec ses propres outils.
    Export(export::Export),
    /// Cherche ce qui ne va pas et dit quoi faire.
    Doctor,
    /// Met la base à jour sans servir.
    Migrate,
    /// Écrit la référence de la ligne de commande en Markdown.
    #[command(hide = true)]
    HelpMarkdown,
}

/// Why a file cannot be read, in words that say what to do.
pub(crate) fn why(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "rien ne porte ce nom ; vérifiez le chemin".to_owned(),
        ErrorKind::PermissionDenied => {
            "l’utilisateur de Préau n’a pas le droit de le lire ; changez ce droit ou son propriétaire".to_owned()
        }
        ErrorKind::IsADirectory => "c’est un dossier ; nommez un fichier".to_owned(),
        ErrorKind::NotADirectory => "c’est un fichier ; nommez un dossier".to_owned(),
        ErrorKind::InvalidData => "ce n’est pas un texte en UTF-8".to_owned(),
        _ => error.to_string(),
    }
}

/// Why a command could not be carried out; a sentence for the operator.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The configuration.
    #[error(transparent)]
    Config(#[from] crate::config::Error),
    /// The data folder.
    #[error(transparent)]
    Folder(#[from] folder::Error),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// An action.
    #[error(transparent)]
    Actions(#[from] actions::Error),
    /// The rules of the shield.
    #[error("les règles du bouclier ne peuvent pas être lues : {0}")]
    Shield(#[from] shield::Error),
    /// The list of stolen passwords.
    #[error(transparent)]
    Breached(#[from] actions::password::NotAList),
    /// The journal.
    #[error(transparent)]
    Journal(#[from] journal::Error),
    /// The system gives no chance.
    #[error("le système ne donne pas de hasard : {0}")]
    Chance(#[from] getrandom::Error),
    /// Reading or writing.
    #[error("lecture ou écriture impossible : {0}")]
    Io(#[from] std::io::Error),
    /// A channel.
    #[error(transparent)]
    Channel(#[from] gateway::channels::SetUp),
    /// Anything that a command says itself.
    #[error("{0}")]
    Said(String),
}

/// Carries out a command.
pub(crate) async fn run(args: Args) -> Result<ExitCode, Error> {
    let mut config = Config::read(args.config.as_deref())?;
    if let Some(data) = &args.data {
        config.data_folder.clone_from(data);
    }
    if args.database.is_some() {
        config.database = args.database;
    }
    match args.command {
        Command::Serve(command) => serve::run(config, command).await,
        Command::Demo(command) => demo::run(config, args.data, command).await,
        Command::Import(command) => import::run(config, command).await,
        Command::Invite(command) => account::invite(config, command).await,
        Command::Grant(command) => account::grant(config, command).await,
        Command::Powers(command) => powers::run(config, command).await,
        Command::BreakGlass(command) => powers::print_glass(config, command).await,
        Command::Judge(command) => judge::run(&command),
        Command::Examine(command) => examine::run(config, command).await,
        Command::Train(command) => train::train(&command),
        Command::Evaluate(command) => train::evaluate(&command),
        Command::EvaluateSignin(command) => evaluate_signin::run(&command).await,
        Command::Replay(command) => Box::pin(replay::run(config, command)).await,
        Command::Rules(command) => rules::run(config, command).await,
        Command::Policy(command) => policy::run(config, command).await,
        Command::Decision(command) => decision::run(config, command).await,
        Command::Decoys(command) => decoys::run(config, command).await,
        Command::Reset(command) => reset::run(config, command).await,
        Command::Measures(command) => measures::run(config, command).await,
        Command::Sweep(command) => sweep::run(config, command).await,
        Command::Threats(command) => threats::run(config, command).await,
        Command::Services(command) => services::run(config, command).await,
        Command::Provider(command) => provider::run(config, command).await,
        Command::Channels(command) => channels::run(config, command).await,
        Command::Report(command) => Box::pin(report::run(config, command)).await,
        Command::Dossier(command) => dossier::run(config, command).await,
        Command::Filings(command) => filings::run(config, command).await,
        Command::StatusPage(command) => status_page::run(config, command).await,
        Command::Verify(command) => verify::run(config, command).await,
        Command::Export(command) => export::run(config, command).await,
        Command::Doctor => doctor::run(config, args.config.as_deref()).await,
        Command::Migrate => migrate::run(config).await,
        Command::HelpMarkdown => Ok(help::run()),
    }
}

/// Says why on the standard error, and ends with code 1.
#[expect(clippy::print_stderr, reason = "this is where a command says why it failed")]
pub(crate) fn fail(why: &str) -> ExitCode {
    eprintln!("preau : {why}");
    ExitCode::FAILURE
}

/// Writes a line on the standard output. A reader that has gone (`preau verify | head`) is no fault of the command.
fn say(line: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stdout(), "{line}");
}
