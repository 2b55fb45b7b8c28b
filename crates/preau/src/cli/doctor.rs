//! `preau doctor`: looks at everything that may be wrong and says what to do.

use std::{
    io::{Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::ExitCode,
    time::Duration,
};

use actions::{meters::Load, password::Breached};
use gateway::films::Films;
use model::Millis;
use store::Db;

use super::{Error, say};
use crate::{config::Config, rules, system::SystemClock};
use model::time::Clock as _;

/// How late a job may be.
const JOB_LATE: Millis = Millis::minutes(5);
/// How long a message may wait for a person.
const HELD_LONG: Millis = Millis::days(1);
/// How long the counts may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// Bytes of the counts that are read.
const METRICS_BYTES_MAX: u64 = 10_000_000;

/// What one check found.
enum Found {
    Right(String),
    Wrong { what: String, remedy: &'static str },
}

pub(crate) async fn run(config: Config, file: Option<&Path>) -> Result<ExitCode, Error> {
    let mut found = vec![match file {
        Some(path) => Found::Right(format!("configuration lue : {}", path.display())),
        None => Found::Right("aucune configuration : valeurs par défaut".to_owned()),
    }];
    found.push(check_folder(&config.data_folder));
    found.extend(check_keys(&config.data_folder));
    if let Some(antivirus) = &config.antivirus {
        found.push(match antivirus.ping().await {
            Ok(()) => Found::Right(format!("antivirus : {antivirus} répond")),
            Err(error) => wrong(error.to_string(), "relancez clamd : d'ici là les pièces jointes restent voilées"),
        });
    }
    if let Some(ffmpeg) = &config.attachments.ffmpeg {
        found.push(match Films::new(ffmpeg).check().await {
            Ok(()) => Found::Right(format!("images des vidéos : {} répond", ffmpeg.display())),
            Err(error) => wrong(error.to_string(), "sans lui les vidéos restent voilées pour plus de cinq lecteurs"),
        });
    }
    if let Some(list) = &config.accounts.breached_passwords {
        found.push(match Breached::open(list) {
            Ok(_) => Found::Right(format!("mots de passe volés : liste {}", list.display())),
            Err(error) => wrong(error.to_string(), "corrigez « breached_passwords » dans la configuration"),
        });
    }
    match Db::connect(&config.database_url()).await {
        Ok(db) => {
            found.extend(check_database(&db).await);
            found.extend(check_rules(&config, &db).await);
            found.extend(check_scans(&config, &db).await);
        }
        Err(error) => found.push(wrong(error.to_string(), "vérifiez l'adresse et que le serveur répond")),
    }
    found.extend(check_metrics(&config));
    let faults = found.iter().filter(|f| matches!(f, Found::Wrong { .. })).count();
    for one in &found {
        match one {
            Found::Right(what) => say(&format!("  bien   {what}")),
            Found::Wrong { what, remedy } => say(&format!("  FAUTE  {what}\n         → {remedy}")),
        }
    }
    match faults {
        0 => say("Tout va bien."),
        n => say(&format!("{n} chose(s) à réparer.")),
    }
    Ok(if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn check_folder(path: &Path) -> Found {
    if !path.exists() {
        return wrong(
            format!("le dossier des données {} n'existe pas", path.display()),
            "lancez « preau serve » ou « preau demo » une première fois, ou indiquez-le avec --data",
        );
    }
    let probe = path.join(".doctor");
    match std::fs::write(&probe, b"x").and_then(|()| std::fs::remove_file(&probe)) {
        Ok(()) => Found::Right(format!("dossier des données {} : on peut y écrire", path.display())),
        Err(error) => wrong(
            format!("le dossier des données {} ne se laisse pas écrire : {error}", path.display()),
            "donnez-le à l'utilisateur qui lance Préau, ou faites de la place",
        ),
    }
}

fn check_keys(path: &Path) -> Vec<Found> {
    let secret = |name: &str| {
        let file = path.join(name);
        match std::fs::metadata(&file) {
            Err(_) => {
                wrong(format!("{name} manque"), "lancez « preau serve » une première fois, ou restaurez la sauvegarde")
            }
            Ok(meta) if meta.permissions().mode() & 0o077 != 0 => {
                wrong(format!("{name} peut être lu par d'autres que son propriétaire"), "chmod 600 sur ce fichier")
            }
            Ok(_) => Found::Right(format!("{name} en place, lisible par son seul propriétaire")),
        }
    };
    vec![secret("journal.key"), secret("pepper.key")]
}

/// Files that wait for the antivirus, if one is configured.
async fn check_scans(config: &Config, db: &Db) -> Option<Found> {
    config.antivirus.as_ref()?;
    // What is wrong with the database is said of the database.
    let waiting = actions::scan::waiting(db).await.ok().filter(|waiting| *waiting > 0)?;
    Some(wrong(
        format!("antivirus : {waiting} fichier(s) attendent encore sa réponse"),
        "relancez clamd ; Préau les lui redemande de lui-même, et une personne de la cellule peut les ouvrir",
    ))
}

async fn check_database(db: &Db) -> Vec<Found> {
    let engine = if db.is_postgres() { "PostgreSQL" } else { "SQLite" };
    let mut found = Vec::new();
    match db.newest_migration().await {
        Ok((Some(applied), known)) if applied == known => {
            found.push(Found::Right(format!("base {engine} à jour (migration {applied})")));
        }
        Ok((Some(applied), known)) if applied > known => found.push(wrong(
            format!("la base vient d'une version plus récente (migration {applied}, connue ici : {known})"),
            "installez la version de Préau qui l'a écrite",
        )),
        Ok(_) => found.push(wrong(format!("la base {engine} n'est pas à jour"), "lancez « preau migrate »")),
        Err(error) => return vec![wrong(error.to_string(), "vérifiez l'adresse de la base")],
    }
    match actions::jobs::health(db).await {
        Ok(health) => {
            found.push(match health.dead_jobs {
                0 => Found::Right("aucune tâche abandonnée".to_owned()),
                n => wrong(format!("{n} tâche(s) abandonnée(s)"), "lisez leur dernière erreur dans la table job"),
            });
            let now = SystemClock.now();
            let late = health.oldest_unsealed.is_some_and(|at| now - at > Millis::minutes(1));
            found.push(if late {
                wrong(
                    "le journal n'est plus signé depuis plus d'une minute".to_owned(),
                    "vérifiez que « preau serve » tourne et lisez ses traces",
                )
            } else {
                Found::Right(format!("journal : {} écritures signées", health.sealed))
            });
            if health.newest_entry.is_some_and(|at| at > now + Millis::minutes(5)) {
                found.push(wrong(
                    "le journal porte une heure dans le futur".to_owned(),
                    "réglez l'horloge de cette machine",
                ));
            }
        }
        Err(error) => found.push(wrong(error.to_string(), "lancez « preau migrate », puis « preau doctor »")),
    }
    let now = SystemClock.now();
    match actions::meters::load(db, now).await {
        Ok(load) => found.extend(check_load(&load, now)),
        Err(error) => found.push(wrong(error.to_string(), "lancez « preau migrate », puis « preau doctor »")),
    }
    found
}

/// Whether the rules that are written beside the program's are in force.
async fn check_rules(config: &Config, db: &Db) -> Vec<Found> {
    let mut found = Vec::new();
    if let Some(folder) = &config.shield.rules {
        let checked = match rules::read(folder) {
            Ok(files) => rules::check(db, &files).await,
            Err(error) => Err(error),
        };
        match checked {
            Ok(checked) => {
                let refused = checked.refused.iter().map(|refused| {
                    wrong(
                        format!("fichier de règles refusé, {refused}"),
                        "corrigez-le et essayez-le avec « preau rules » : « preau serve » le relit de lui-même",
                    )
                });
                found.extend(refused);
                found.push(Found::Right(format!("{} règle(s) de l'exploitant", checked.shield.local_rules().count())));
                let hash = checked.refused.is_empty().then(|| checked.shield.rules_hash());
                found.extend(check_nodes(db, hash).await);
            }
            Err(error) => found.push(wrong(error.to_string(), "vérifiez [shield] rules dans la configuration")),
        }
    }
    match actions::policy::unreadable(db).await {
        Ok(unreadable) => found.extend(unreadable.into_iter().map(|(title, why)| {
            wrong(
                format!("la version {title} est en vigueur et ne se lit pas : {why}"),
                "proposez-la à nouveau, corrigée, puis retirez celle-ci (preau policy)",
            )
        })),
        Err(error) => found.push(wrong(error.to_string(), "lancez « preau migrate », puis « preau doctor »")),
    }
    found
}

/// Whether the nodes that run have the folder's rules in force. `hash`: of the rules that the folder gives; none when one
/// of its files is refused.
async fn check_nodes(db: &Db, hash: Option<&str>) -> Vec<Found> {
    let nodes = match actions::rule_files::nodes(db, SystemClock.now()).await {
        Ok(nodes) => nodes,
        Err(error) => return vec![wrong(error.to_string(), "lancez « preau migrate », puis « preau doctor »")],
    };
    let mut found = Vec::new();
    for node in nodes {
        let (rules, files) = (node.rules, node.files);
        let what = format!("nœud {} : {rules} règle(s) de {files} fichier(s) en vigueur", node.node.simple());
        if let Some((file, why)) = node.faults().into_iter().next() {
            let kept = format!("{what} ; il garde les anciennes, car {file} : {why}");
            found.push(wrong(kept, "corrigez ce fichier : le nœud le relit en deux secondes, sans être relancé"));
        } else if hash.is_some_and(|hash| hash != node.hash) {
            let other = format!("{what} ; ce ne sont pas celles du dossier");
            found.push(wrong(other, "attendez deux secondes, puis comparez son dossier de règles avec celui-ci"));
        } else {
            found.push(Found::Right(what));
        }
    }
    found
}

/// What waits too long.
fn check_load(load: &Load, now: Millis) -> Vec<Found> {
    let older = |since: Option<Millis>, than: Millis| since.is_some_and(|since| now - since > than);
    vec![
        if older(load.oldest_due, JOB_LATE) {
            wrong(
                format!("{} tâche(s) en attente, dont une en retard de plus de cinq minutes", load.jobs_waiting),
                "vérifiez que « preau serve » tourne et lisez ses traces",
            )
        } else {
            Found::Right(format!("{} tâche(s) en attente, aucune en retard", load.jobs_waiting))
        },
        if older(load.oldest_held, HELD_LONG) {
            wrong(
                format!("{} message(s) en attente d'une décision, dont un depuis plus d'un jour", load.held),
                "prévenez la cellule de crise : ces messages ne sont montrés à personne",
            )
        } else {
            Found::Right(format!("{} message(s) en attente d'une décision", load.held))
        },
        Found::Right(format!("{} session(s) ouverte(s)", load.sessions)),
    ]
}

/// Whether the counts for monitoring are served, and to nobody else.
fn check_metrics(config: &Config) -> Option<Found> {
    let address = config.metrics.listen?;
    if address.ip().is_unspecified() || address == config.listen {
        return Some(wrong(
            format!("les compteurs sont servis sur {address} à quiconque atteint cette machine"),
            "donnez sous [metrics] une adresse que seule votre surveillance atteint, par exemple 127.0.0.1:9464",
        ));
    }
    Some(match read_metrics(address) {
        Ok(page) if page.contains("\npreau_database_up 1\n") => Found::Right(format!("compteurs lus sur {address}")),
        Ok(_) => wrong(
            format!("{address} ne répond pas des compteurs de Préau, ou dit que la base ne répond pas"),
            "vérifiez l'adresse sous [metrics], et les traces de « preau serve »",
        ),
        Err(error) => wrong(
            format!("les compteurs ne répondent pas sur {address} : {error}"),
            "lancez « preau serve » avec cette configuration, ou retirez [metrics]",
        ),
    })
}

fn read_metrics(address: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&address, PATIENCE)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.write_all(b"GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut page = Vec::new();
    stream.take(METRICS_BYTES_MAX).read_to_end(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn wrong(what: String, remedy: &'static str) -> Found {
    Found::Wrong { what, remedy }
}
