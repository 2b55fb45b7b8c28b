//! `preau policy`: the rules that decide, as an operator reads, checks, tries and moves them.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use actions::{
    App,
    policy::{self, Checked, Moved, NewVersion, Order, Proposed, Report, Span},
};
use clap::{Args, Subcommand, ValueEnum};
use model::{
    limits,
    policy::{PolicyKind, PolicyState},
    territory::Scope,
    time::Clock as _,
};
use shield::policy::Ruled;
use store::Db;

use super::{Error, fail, say};
use crate::{config::Config, folder::Folder, system::SystemClock, wire};

/// What to do with them.
#[derive(Debug, Args)]
pub(crate) struct Policy {
    #[command(subcommand)]
    what: What,
}

/// What a file is.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// Des règles par-dessus la politique : elles ne rendent que plus sévère, sauf allègement motivé.
    Overlay,
    /// Une politique entière, à la place de celle du programme.
    Base,
    /// Des mots à reconnaître, avec leurs exemples (`[[rule]]`, comme dans un fichier de règles).
    Signature,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Liste les versions : où elles en sont, ce qu'elles ont touché.
    List,
    /// Montre une version, ou la politique livrée avec le programme (`preau`).
    Show {
        /// Nom et version, comme `carnaval.2`.
        title: String,
    },
    /// Vérifie un fichier sans rien garder.
    Check {
        /// Fichier TOML.
        file: PathBuf,
        /// Ce qu'il est.
        #[arg(long, value_enum, default_value = "overlay")]
        kind: Kind,
    },
    /// Dit ce qu'une politique aurait fait : décisions changées, charge de relecture, exemples. Aucun texte n'est montré.
    Test {
        /// Fichier TOML, ou version déjà proposée (`carnaval.2`), qui passe alors de brouillon à essayée.
        what: String,
        /// Jours d'historique.
        #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(i64).range(1..=limits::POLICY_TEST_DAYS_MAX))]
        days: i64,
        /// Ce qu'est le fichier.
        #[arg(long, value_enum, default_value = "overlay")]
        kind: Kind,
        /// Territoire : `all`, `academie/10`, `school/…`.
        #[arg(long, default_value = "all")]
        scope: Scope,
    },
    /// Garde une nouvelle version, en brouillon : elle ne décide de rien.
    Propose {
        /// Fichier TOML.
        file: PathBuf,
        /// Nom : lettres minuscules, chiffres et _.
        #[arg(long)]
        name: String,
        /// Ce qu'elle est.
        #[arg(long, value_enum, default_value = "overlay")]
        kind: Kind,
        /// Territoire : `all`, `academie/10`, `school/…`.
        #[arg(long, default_value = "all")]
        scope: Scope,
        /// Pourquoi.
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Met une version en vigueur ; ou seulement dans l'ombre, ou dans une part des établissements.
    Activate {
        /// Nom et version, comme `carnaval.2`.
        title: String,
        /// Sans effet : ses touches sont comptées.
        #[arg(long, conflicts_with_all = ["share", "urgent"])]
        shadow: bool,
        /// Dans cette part des établissements, en pour cent.
        #[arg(long, value_parser = clap::value_parser!(i64).range(1..=100), conflicts_with = "urgent")]
        share: Option<i64>,
        /// Tout de suite, essayée ou non ; finit après 72 heures si personne ne confirme (par `activate` à nouveau).
        #[arg(long)]
        urgent: bool,
        /// Pourquoi.
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Retire une version. Pour y revenir, proposez-la à nouveau.
    Retire {
        /// Nom et version, comme `carnaval.2`.
        title: String,
        /// Pourquoi.
        #[arg(long, default_value = "")]
        note: String,
    },
}

pub(crate) async fn run(config: Config, command: Policy) -> Result<ExitCode, Error> {
    match command.what {
        What::Check { file, kind } => Ok(match policy::check(kind.of(), &read(&file)?) {
            Ok(checked) => {
                let hash = &checked.hash()[..12];
                match &checked {
                    Checked::Base(policy) | Checked::Overlay(policy) => {
                        let (rules, terms) = (policy.rules.len() + policy.accounts.len(), policy.terms.len());
                        say(&format!("bon : {rules} règle(s), {terms} terme(s), empreinte {hash}…"));
                    }
                    Checked::Signature(signature) => {
                        let (rules, (found, tried)) = (signature.rules, signature.disguised);
                        let disguised = format!("exemples déguisés reconnus {found} fois sur {tried}");
                        say(&format!("bon : {rules} règle(s), {disguised}, empreinte {hash}…"));
                    }
                }
                ExitCode::SUCCESS
            }
            Err(refused) => refuse(&file, &refused),
        }),
        What::Show { title } if title == "preau" => {
            say(shield::policy::BUILT_IN.trim_end());
            Ok(ExitCode::SUCCESS)
        }
        What::Test { what, days, kind, scope } if Path::new(&what).exists() => {
            let file = Path::new(&what);
            let rules = match policy::check(kind.of(), &read(file)?) {
                Ok(rules) => rules,
                Err(refused) => return Ok(refuse(file, &refused)),
            };
            test_file(&config, rules, Span { days, scope }).await
        }
        other => {
            let folder = Folder::open(&config.data_folder)?;
            let app = wire::app(&config, &folder).await?;
            kept(&app, other).await
        }
    }
}

async fn test_file(config: &Config, rules: Checked, span: Span) -> Result<ExitCode, Error> {
    let db = Db::connect(&config.database_url()).await?;
    tell(&policy::back_test(&db, rules, &span, SystemClock.now()).await?);
    Ok(ExitCode::SUCCESS)
}

/// What needs the versions of the database.
async fn kept(app: &App, what: What) -> Result<ExitCode, Error> {
    match what {
        What::List => {
            for version in policy::list(app, None).await? {
                let (title, state, scope) = (version.title(), version.state.code(), version.scope.to_string());
                let touched = format!("{} touches sur {}", version.hits, version.judged);
                say(&format!(
                    "{title:<24} {:<8} {state:<8} {scope:<14} {touched}  {}",
                    version.kind.code(),
                    version.note
                ));
            }
            Ok(ExitCode::SUCCESS)
        }
        What::Show { title } => {
            let Some(version) = policy::named(app, &title).await? else { return Ok(unknown(&title)) };
            say(&format!("# {} : {}, {}, {}", version.title(), version.kind, version.state, version.scope));
            if let (Some(hits), Some(of)) = (version.tested_hits, version.tested_of) {
                say(&format!("# essai : {hits} décisions changées sur {of}"));
            }
            say(&format!("# empreinte {}\n{}", version.hash, version.text.trim_end()));
            Ok(ExitCode::SUCCESS)
        }
        What::Test { what, days, .. } => {
            let Some(version) = policy::named(app, &what).await? else { return Ok(unknown(&what)) };
            match policy::test(app, None, version.id, days).await? {
                Some(report) => tell(&report),
                None => return Ok(fail("cette version a été écrite par un autre programme et ne se lit pas ici")),
            }
            Ok(ExitCode::SUCCESS)
        }
        What::Propose { file, name, kind, scope, note } => {
            let new = NewVersion { kind: kind.of(), name: &name, text: &read(&file)?, note: &note, scope };
            Ok(match policy::propose(app, None, &new).await? {
                Proposed::Yes { version, .. } => {
                    say(&format!(
                        "gardée en brouillon : {name}.{version}. Ensuite : preau policy test {name}.{version}"
                    ));
                    ExitCode::SUCCESS
                }
                Proposed::Refused(refused) => refuse(&file, &refused),
                Proposed::Name => {
                    fail("le nom est fait de lettres minuscules, de chiffres et de _ ; « preau » est pris")
                }
                Proposed::Scope => fail("le territoire est tout (all), une académie ou un établissement"),
            })
        }
        What::Activate { title, shadow, share, urgent, note } => {
            let to = match (shadow, share) {
                (true, _) => PolicyState::Shadow,
                (false, Some(_)) => PolicyState::Partial,
                (false, None) => PolicyState::Active,
            };
            moves(app, &title, &Order { to, share: share.unwrap_or(100), urgent, note: &note }).await
        }
        What::Retire { title, note } => {
            moves(app, &title, &Order { to: PolicyState::Retired, share: 100, urgent: false, note: &note }).await
        }
        What::Check { .. } => Ok(ExitCode::SUCCESS),
    }
}

async fn moves(app: &App, title: &str, order: &Order<'_>) -> Result<ExitCode, Error> {
    let Some(version) = policy::named(app, title).await? else { return Ok(unknown(title)) };
    Ok(match policy::move_to(app, None, version.id, order).await? {
        Moved::Yes => {
            say(&format!("{title} : {}. Tous les nœuds le savent dans les deux secondes.", order.to));
            ExitCode::SUCCESS
        }
        Moved::NotFrom(PolicyState::Draft) => fail(&format!(
            "{title} n'a pas été essayée : preau policy test {title} d'abord, ou --urgent pour 72 heures"
        )),
        Moved::NotFrom(from) => fail(&format!("{title} est « {from} » et ne peut pas devenir « {} »", order.to)),
        Moved::TooMany => fail(&format!("{} versions sont déjà lues : retirez-en une", limits::POLICIES_READ_MAX)),
        Moved::TooBroad { held, of } => fail(&format!(
            "{title} retiendrait {held} des {of} derniers messages : resserrez-la et proposez-la à nouveau"
        )),
        Moved::NotFound => unknown(title),
    })
}

fn tell(report: &Report) {
    say(&format!("{} décisions sur {} jour(s), {} élèves.", report.judged, report.days, report.pupils));
    for ruled in Ruled::ALL {
        let (before, after) = (report.before[ruled as usize], report.after[ruled as usize]);
        say(&format!("  {:<10} {before:>9} → {after:>9}", ruled.code()));
    }
    let (stricter, milder, schools) = (report.stricter, report.milder, report.schools);
    say(&format!("Changées : {stricter} plus sévères, {milder} plus douces, dans {schools} établissements."));
    let (before, after) = report.held_per_day();
    say(&format!("À relire : {before:.1} → {after:.1} messages par jour"));
    if let Some((before, after)) = report.held_per_1000_pupils_a_month() {
        say(&format!("           {before:.2} → {after:.2} par mois pour 1 000 élèves"));
    }
    for sample in &report.samples {
        let (before, after) = (sample.before.code(), sample.after.code());
        say(&format!("  {}  {before} → {after}  par {}", sample.message, sample.rule));
    }
    if report.cut {
        say("Il y a plus de décisions que ce qui est regardé : les plus récentes l'ont été.");
    }
}

fn read(file: &Path) -> Result<String, Error> {
    std::fs::read_to_string(file)
        .map_err(|error| Error::Said(format!("impossible de lire {} : {error}", file.display())))
}

fn refuse(file: &Path, refused: &[String]) -> ExitCode {
    for one in refused {
        fail(&format!("{} : {one}", file.display()));
    }
    ExitCode::FAILURE
}

fn unknown(title: &str) -> ExitCode {
    fail(&format!("pas de version « {title} » : preau policy list donne les noms, comme carnaval.2"))
}

impl Kind {
    const fn of(self) -> PolicyKind {
        match self {
            Kind::Overlay => PolicyKind::Overlay,
            Kind::Signature => PolicyKind::Signature,
            Kind::Base => PolicyKind::Base,
        }
    }
}
