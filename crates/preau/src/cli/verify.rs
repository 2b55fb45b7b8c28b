//! `preau verify`: reads the whole journal again and says what was touched.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use journal::{Checkpoint, VerifyingKey};
use store::Db;

use super::{Error, say};
use crate::{
    config::Config,
    folder::{Folder, read},
};

/// What may be said on the command line.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// Point de contrôle gardé ailleurs (note signée). Par défaut : celui que le dossier des données garde hors de la base.
    #[arg(long, value_name = "FICHIER")]
    known: Option<PathBuf>,
    /// Clé publique du journal. Par défaut : celle du dossier des données.
    #[arg(long, value_name = "CLÉ")]
    key: Option<String>,
}

pub(crate) async fn run(config: Config, command: Verify) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    let key: VerifyingKey = match command.key {
        Some(text) => text.parse()?,
        None => folder.journal_public_key()?,
    };
    let beside = folder.file("journal.checkpoint");
    let known = match command.known.or_else(|| beside.exists().then_some(beside)) {
        Some(path) => Some(Checkpoint::parse_and_verify(&read(&path)?, &key)?),
        None => None,
    };
    let compared = known.as_ref().map(|checkpoint| checkpoint.size);
    let db = Db::connect(&config.database_url()).await?;
    let report = actions::record::verify(&db, &key, known).await?;
    say(&format!(
        "{} écritures lues, {} points de contrôle, dont {} recalculés à l'identique.",
        report.entries, report.checkpoints, report.agreed
    ));
    match compared {
        Some(size) => say(&format!("Comparé à un point de contrôle gardé hors de la base ({size} écritures).")),
        None => say(
            "Aucun point de contrôle gardé ailleurs : la disparition des dernières écritures avec leurs signatures ne se verrait pas.",
        ),
    }
    if report.unsealed > 0 {
        say(&format!("{} écritures attendent encore leur signature.", report.unsealed));
    }
    report.remarks.iter().for_each(|remark| say(&format!("À noter : {remark}.")));
    if report.holds() {
        if let Some(note) = &report.newest_note {
            say(&format!("Le journal est intact. Point de contrôle à garder ailleurs (pour --known) :\n\n{note}"));
        } else {
            say("Le journal est intact, et encore vide.");
        }
        return Ok(ExitCode::SUCCESS);
    }
    report.faults.iter().for_each(|fault| say(&format!("FAUTE : {fault}.")));
    let more = report.fault_count - report.faults.len() as u64;
    if more > 0 {
        say(&format!("… et {more} autres fautes."));
    }
    say("Le journal a été touché. Gardez une copie de la base en l'état et appelez la personne chargée des preuves.");
    Ok(ExitCode::FAILURE)
}
