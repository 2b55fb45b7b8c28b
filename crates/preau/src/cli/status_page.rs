//! `preau status-page`: the public page as files, for another host to serve while this one cannot be reached.

use std::{
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use web::status_page;

use super::{Error, fail, say};
use crate::{config::Config, folder::Folder, wire};

/// Where to write, or what to check.
#[derive(Debug, Args)]
pub(crate) struct StatusPage {
    /// Dossier où écrire la page ; il est créé s'il manque. Chaque fichier est remplacé d'un coup.
    #[arg(long, value_name = "DOSSIER", required_unless_present = "check")]
    out: Option<PathBuf>,
    /// Vérifie qu'un dossier, ou sa copie, est bien ce que cette installation a signé, et n'écrit rien.
    #[arg(long, value_name = "DOSSIER", conflicts_with = "out")]
    check: Option<PathBuf>,
}

pub(crate) async fn run(config: Config, command: StatusPage) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    if let Some(copy) = command.check {
        let key = folder.journal_public_key()?;
        return Ok(match status_page::check(&key, |name| read(&copy, name)) {
            Ok(count) => {
                say(&format!("{count} pages signées par cette installation, inchangées."));
                ExitCode::SUCCESS
            }
            Err(why) => fail(&why.to_string()),
        });
    }
    let Some(out) = command.out else { return Ok(fail("indiquez le dossier : --out")) };
    let app = wire::app(&config, &folder).await?;
    let files = status_page::files(&app).await.map_err(|error| Error::Said(error.to_string()))?;
    std::fs::create_dir_all(&out)?;
    for (name, text) in &files {
        write(&out, name, text)?;
    }
    say(&format!("{} fichiers écrits dans {}.", files.len(), out.display()));
    say(
        "Vérification sans Préau : sha256sum -c SHA256SUMS ; la signature est dans SHA256SUMS.note, la clé dans key.txt.",
    );
    Ok(ExitCode::SUCCESS)
}

/// What a file holds; names that lead out of the folder hold nothing.
fn read(folder: &Path, name: &str) -> Option<Vec<u8>> {
    let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '.') && !name.contains("..");
    if plain { std::fs::read(folder.join(name)).ok() } else { None }
}

/// Writes a file beside its place, then puts it there at once: whoever is served sees the old page or the new one.
fn write(folder: &Path, name: &str, text: &str) -> Result<(), Error> {
    let beside = folder.join(format!(".{name}.new"));
    let mut file = File::create(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    std::fs::rename(&beside, folder.join(name))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_takes_the_place_of_the_old_one_and_leaves_nothing_beside() {
        let folder = tempfile::tempdir().expect("a folder");
        for text in ["old", "new"] {
            write(folder.path(), "index.html", text).expect("written");
            assert_eq!(read(folder.path(), "index.html").as_deref(), Some(text.as_bytes()));
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
        assert_eq!(read(folder.path(), "../index.html"), None);
        assert_eq!(read(folder.path(), "absent"), None);
    }
}
