//! `preau export`: the journal as files that an expert can check without this program.

use std::{
    fs::File,
    io::{BufWriter, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use clap::Args;
use store::Db;

use super::{Error, say};
use crate::{config::Config, folder::Folder};

/// Where to write.
#[derive(Debug, Args)]
pub(crate) struct Export {
    /// Dossier à créer ; il ne doit pas exister.
    folder: PathBuf,
}

pub(crate) async fn run(config: Config, command: Export) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    let key = folder.journal_public_key()?;
    std::fs::create_dir(&command.folder).map_err(|error| {
        Error::Said(format!("impossible de créer le dossier {} : {error}", command.folder.display()))
    })?;
    let db = Db::connect(&config.database_url()).await?;
    let mut journal = BufWriter::new(File::create_new(command.folder.join("journal.jsonl"))?);
    let mut entries = 0;
    loop {
        let page = actions::record::page(&db, entries).await?;
        let Some(last) = page.last() else { break };
        entries = last.seq + 1;
        for entry in &page {
            serde_json::to_writer(&mut journal, entry).map_err(std::io::Error::from)?;
            journal.write_all(b"\n")?;
        }
    }
    journal.flush()?;
    let notes = actions::record::notes(&db).await?;
    std::fs::write(command.folder.join("checkpoint.txt"), notes.last().map_or("", String::as_str))?;
    std::fs::write(command.folder.join("checkpoints.txt"), notes.join("\n"))?;
    std::fs::write(command.folder.join("key.txt"), format!("{key}\n"))?;
    std::fs::write(command.folder.join("FORMAT.md"), journal::FORMAT)?;
    std::fs::write(command.folder.join("verify.py"), journal::EXPERT_SCRIPT)?;
    say(&format!(
        "{entries} écritures et {} points de contrôle écrits dans {}.",
        notes.len(),
        command.folder.display()
    ));
    say("Vérification sans Préau : python3 verify.py journal.jsonl checkpoint.txt key.txt");
    Ok(ExitCode::SUCCESS)
}
