//! `preau reset`: every password, session, device and code of a territory, ended by one row.

use std::process::ExitCode;

use actions::reset::{
    self, Listed, NewReset, Reset,
    openings::{self, Decided, NewOpening},
};
use clap::{Args, Subcommand};
use model::{Millis, reset::Returning, territory::Scope};
use uuid::Uuid;

use super::{
    Error, fail, say,
    times::{moment, written},
};
use crate::{config::Config, folder::Folder, wire};

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
    /// Dit quand un lieu d'une réinitialisation rouvre : la lecture d'abord, puis l'écriture.
    Open {
        /// Identifiant donné par `run` et `list`.
        id: Uuid,
        /// Lieu, dans celui de la réinitialisation : `departement/069`, `school/…`, `section/…`.
        #[arg(long)]
        scope: Scope,
        /// Qui : `everyone`, `adults`, `pupils`, `guardians`.
        #[arg(long, default_value = "everyone", value_parser = who)]
        who: Returning,
        /// On se connecte et on lit à partir de ce moment, comme 2026-03-23T08:00 (heure de Paris).
        #[arg(long, value_parser = moment)]
        reads: Millis,
        /// On écrit à tous à partir de ce moment ; sans lui, en même temps.
        #[arg(long, value_parser = moment)]
        writes: Option<Millis>,
    },
    /// Liste les étapes du retour d'une réinitialisation.
    Openings {
        /// Identifiant donné par `run` et `list`.
        id: Uuid,
    },
    /// Retire une étape : une plus large vaut à sa place, ou le lieu rouvre aussitôt.
    Close {
        /// Identifiant donné par `open` et `openings`.
        id: Uuid,
    },
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
    /// Épargne qui avait déjà une clé d'accès à ce moment et l'a encore : son mot de passe seul n'ouvrait aucun appareil.
    #[arg(long, value_parser = moment)]
    spare_passkeys_before: Option<Millis>,
}

pub(crate) async fn run(config: Config, command: ResetArgs) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    match command.what {
        What::Preview(Where { scope, spare_since, spare_passkeys_before }) => {
            let before = (spare_since, spare_passkeys_before);
            let Some(counts) = reset::preview(&app, None, &scope, before).await? else {
                return Ok(nowhere(&scope));
            };
            let (accounts, spared) = (counts.accounts, counts.spared);
            say(&format!("{scope} : {accounts} comptes ont un mot de passe, dont {spared} seraient épargnés."));
            Ok(ExitCode::SUCCESS)
        }
        What::Run { place: Where { scope, spare_since, spare_passkeys_before }, note } => {
            let (spares_since, spares_passkeys) = (spare_since, spare_passkeys_before);
            let new = NewReset { scope: scope.clone(), spares_since, spares_passkeys, note: &note };
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
            for Listed { reset, counts, .. } in reset::list(&app, None).await? {
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
        What::Open { id, scope, who, reads, writes } => {
            let new = NewOpening { scope, who, reads_at: reads, writes_at: writes.unwrap_or(reads) };
            Ok(match openings::open(&app, None, id, &new).await? {
                Decided::Yes(opening) => {
                    say(&format!(
                        "{opening}  {} : lecture le {}, écriture le {}.",
                        new.scope,
                        written(reads),
                        written(new.writes_at)
                    ));
                    ExitCode::SUCCESS
                }
                Decided::WritesFirst => fail("on ne peut pas écrire avant de lire : --writes vient après --reads"),
                Decided::TooFar => fail("le moment est trop loin : soixante jours au plus"),
                Decided::NotAllowed | Decided::BeforeOthers(_) => {
                    fail("aucune réinitialisation en vigueur n'a cet identifiant et ce lieu : preau reset list")
                }
            })
        }
        What::Openings { id } => {
            for one in openings::list(&app, id).await? {
                let (scope, who) = (one.scope(), one.who.code());
                say(&format!(
                    "{}  {scope}  {who}  lecture {}  écriture {}",
                    one.id,
                    written(one.reads_at()),
                    written(one.writes_at())
                ));
            }
            Ok(ExitCode::SUCCESS)
        }
        What::Close { id } => {
            if openings::close(&app, None, id).await?.is_none() {
                return Ok(fail("aucune étape en vigueur n'a cet identifiant : preau reset openings"));
            }
            say("Étape retirée.");
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

/// Who comes back, as it is typed.
fn who(typed: &str) -> Result<Returning, String> {
    Returning::from_code(typed).ok_or_else(|| "everyone, adults, pupils ou guardians est attendu".to_owned())
}
