//! `preau sweep`: lists of stolen passwords, asked whether they open accounts of this house.

use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::ExitCode,
};

use actions::sweep::{self, Sweep};
use clap::Args;
use gateway::leaks::{self, Progress};

use super::{Error, fail, say, why};
use crate::{config::Config, folder::Folder, wire};

/// Lines between two words on how far it has come.
const TOLD_EVERY: u64 = 100_000;

/// Which lists.
#[derive(Debug, Args)]
pub(crate) struct SweepArgs {
    /// Listes : adresse:nom:mot de passe, nom:mot de passe, colonnes, blocs, JSON. `-` : l'entrée standard.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Compte seulement : aucun compte n'est fermé.
    #[arg(long)]
    dry_run: bool,
    /// Écrit aussi, une ligne chacun, les comptes à qui il faut une fiche (établissement, nom, identifiant).
    #[arg(long)]
    list: bool,
}

pub(crate) async fn run(config: Config, command: SweepArgs) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    let mut sweep = Sweep::new(command.dry_run);
    let mut whole = true;
    for file in &command.files {
        let list: Box<dyn BufRead> = match open(file) {
            Ok(list) => list,
            Err(error) => {
                fail(&format!("impossible de lire {} : {why}", file.display(), why = why(&error)));
                whole = false;
                continue;
            }
        };
        let mut next = TOLD_EVERY;
        let told = |progress: &Progress| {
            if progress.lines >= next {
                next = progress.lines + TOLD_EVERY;
                say(&format!("… {}", sentence(progress)));
            }
        };
        match leaks::sweep(&app, &mut sweep, list, told).await {
            Ok(progress) => say(&format!("{} : {}", file.display(), sentence(&progress))),
            Err(error) => {
                fail(&format!("{} : {error} ; ce qui a été fait reste fait", file.display()));
                whole = false;
            }
        }
    }
    let people = sweep.evicted();
    if command.list {
        for one in sweep::list(&app, people).await? {
            say(&format!("{}\t{}\t{}", one.school, one.name, one.login));
        }
    }
    let count = people.len();
    say(&match (command.dry_run, count) {
        (true, _) => format!("{count} compte(s) s'ouvrent avec ces listes. Rien n'a été changé."),
        (false, 0) => "Aucun compte ne s'ouvre avec ces listes.".to_owned(),
        (false, _) => format!(
            "{count} compte(s) fermé(s) : mots de passe, sessions, appareils et codes. Il leur faut une fiche ; la page \
             de leur classe la propose aux élèves sans mot de passe en vigueur. Effacez maintenant ces listes."
        ),
    });
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn open(file: &Path) -> std::io::Result<Box<dyn BufRead>> {
    if file == Path::new("-") {
        return Ok(Box::new(BufReader::new(std::io::stdin())));
    }
    Ok(Box::new(BufReader::with_capacity(1 << 20, File::open(file)?)))
}

fn sentence(progress: &Progress) -> String {
    let (swept, lines, unread) = (progress.swept, progress.lines, progress.unread);
    let (pairs, named, opened) = (swept.pairs, swept.named, swept.opened);
    format!("{lines} lignes, dont {unread} sans rien ; {pairs} paires, {named} au nom d'un compte, {opened} l'ouvrent")
}
