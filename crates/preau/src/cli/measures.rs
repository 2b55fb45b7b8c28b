//! `preau measures`: what is restricted, taken and lifted at the console when nobody else can.

use std::process::ExitCode;

use actions::measure::{self, Lifted, Proposed};
use clap::{Args, Subcommand};
use model::{
    Millis,
    measure::{Preset, Standing, Typed, Wrong},
    territory::Scope,
};
use uuid::Uuid;

use super::{
    Error, fail, say,
    times::{moment, written},
};
use crate::{config::Config, folder::Folder, wire};

/// What to do.
#[derive(Debug, Args)]
pub(crate) struct MeasuresArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Liste les mesures en vigueur, prévues ou en attente, et celles des trente derniers jours.
    List,
    /// Dit ce qu'un modèle arrêterait, d'après les messages des sept derniers jours, et ne change rien.
    Preview(Which),
    /// Prend une mesure d'après un modèle. La console décide seule ; à l'écran, il faut souvent deux personnes.
    Take {
        #[command(flatten)]
        what: Which,
        /// Fin, comme 2026-03-21T07:00 (heure de Paris). Aucune mesure n'est sans fin.
        #[arg(long, value_parser = moment)]
        until: Millis,
        /// Pourquoi : les personnes limitées le liront.
        #[arg(long)]
        reason: String,
    },
    /// Lève une mesure avant sa fin : ce qui attendait part, après une nouvelle vérification.
    Lift {
        /// Identifiant donné par `take` et `list`.
        id: Uuid,
        /// Pourquoi, pour le journal.
        #[arg(long, default_value = "")]
        note: String,
    },
}

/// A preset, and where.
#[derive(Debug, Args)]
struct Which {
    /// Modèle : `default`, `night`, `paris`, `amiens`, `national`.
    #[arg(long, value_parser = preset)]
    preset: Preset,
    /// Lieu, plusieurs fois si besoin : `all`, `academie/10`, `departement/069`, `school/…`, `section/…`, `person/…`.
    #[arg(long = "scope", required = true)]
    scopes: Vec<Scope>,
}

fn preset(text: &str) -> Result<Preset, String> {
    let known = || Preset::ALL.iter().map(|one| one.code()).collect::<Vec<_>>().join(", ");
    Preset::from_code(text).ok_or_else(|| format!("un de {} est attendu", known()))
}

pub(crate) async fn run(config: Config, command: MeasuresArgs) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    match command.what {
        What::List => list(&app).await,
        What::Preview(Which { preset, scopes }) => {
            let Some(found) = measure::figures(&app, None, &scopes, &preset.clauses()).await? else {
                return Ok(fail("trop de lieux pour une mesure : choisissez un département ou une académie"));
            };
            say(&format!(
                "{} personnes de {} établissements ; sur {} de leurs messages, au plus {:.1} arrêtés et {:.1} retardés par heure.",
                found.people,
                found.schools,
                found.letters,
                found.stopped_per_hour(),
                found.delayed_per_hour()
            ));
            Ok(ExitCode::SUCCESS)
        }
        What::Take { what: Which { preset, scopes }, until, reason } => {
            let typed =
                Typed { places: scopes, clauses: preset.clauses(), reason, ends_at: Some(until), ..Typed::default() };
            match measure::propose(&app, None, typed).await? {
                Proposed::Begun(id) | Proposed::Waits { id, .. } => {
                    say(&format!("Mesure {id} en vigueur, jusqu'au {}.", written(until)));
                    say(&format!("Pour la lever : preau measures lift {id}"));
                    Ok(ExitCode::SUCCESS)
                }
                Proposed::Wrong(wrong) => Ok(fail(&wrong.into_iter().map(why).collect::<Vec<_>>().join(" ; "))),
                Proposed::Exempt => Ok(fail("cette personne dirige ou a un pouvoir : aucune mesure ne la concerne")),
                Proposed::NotAllowed | Proposed::TooLate => Ok(fail("ce lieu n'existe pas")),
            }
        }
        What::Lift { id, note } => Ok(match measure::lift(&app, None, id, &note).await? {
            Lifted::Yes => {
                say("La mesure est levée. Tous les nœuds le savent.");
                ExitCode::SUCCESS
            }
            Lifted::TooLate => fail("cette mesure n'est pas en vigueur : elle a pris fin, ou attend un accord"),
            Lifted::NotFound => fail("aucune mesure n'a cet identifiant : `preau measures list` les donne"),
        }),
    }
}

async fn list(app: &actions::App) -> Result<ExitCode, Error> {
    let found = measure::list(app, None).await?;
    if found.is_empty() {
        say("Aucune mesure depuis trente jours.");
    }
    for one in found {
        let places: Vec<&str> = one.places.iter().map(|place| place.name.as_deref().unwrap_or("tous")).collect();
        let clauses = one.measure.clauses()?;
        let clauses: Vec<String> =
            clauses.iter().map(|clause| format!("{} {}", clause.whom, clause.restriction.code())).collect();
        say(&format!(
            "{}  {}  {}  jusqu'au {}  {}",
            one.measure.id,
            standing(one.standing),
            places.join(", "),
            written(one.measure.times().ends_at),
            clauses.join(", ")
        ));
    }
    Ok(ExitCode::SUCCESS)
}

const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Waits => "en attente",
        Standing::Provisional => "commencée, en attente d'accord",
        Standing::Planned => "prévue",
        Standing::InForce => "en vigueur",
        Standing::Expired => "terminée",
        Standing::Lapsed => "sans réponse",
        Standing::Refused => "refusée",
        Standing::Lifted => "levée",
        Standing::Replaced => "remplacée",
    }
}

const fn why(wrong: Wrong) -> &'static str {
    match wrong {
        Wrong::NoPlace => "aucun lieu",
        Wrong::TooManyPlaces => "trop de lieux : choisissez un département ou une académie",
        Wrong::NoClause | Wrong::TooManyClauses | Wrong::Unsound => "le modèle ne convient pas",
        Wrong::NoReason => "dites pourquoi avec --reason : les personnes limitées le liront",
        Wrong::LongReason => "la raison est trop longue : une ou deux phrases suffisent",
        Wrong::NoEnd => "aucune mesure n'est sans fin : donnez --until",
        Wrong::EndsFirst => "la fin est déjà passée",
        Wrong::TooLong => {
            "trop long : trois jours si tous les messages sont arrêtés, quatorze sinon ; elle pourra être prolongée"
        }
        Wrong::TooFar | Wrong::ReplacesLater => "une mesure commence dans les quatorze jours",
    }
}
