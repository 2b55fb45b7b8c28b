//! `preau threats`: threats of earlier years, as marks without their texts.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read as _, Write as _},
    path::{Path, PathBuf},
    process::ExitCode,
};

use actions::threats::{self, Threat, ThreatLine};
use clap::{Args, Subcommand};
use model::limits;
use store::Db;

use super::{Error, fail, say, why};
use crate::{config::Config, folder::Folder, wire};

/// What to do with them.
#[derive(Debug, Args)]
pub(crate) struct Threats {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Reprend les menaces d'un fichier : une par ligne JSON, sans texte. Tout ou rien ; reprendre deux fois ne change rien.
    Import {
        /// Fichier écrit par `threats export` ou `threats make`.
        file: PathBuf,
    },
    /// Liste les menaces connues.
    List,
    /// Écrit les menaces connues dans un fichier, qui ne contient aucun texte.
    Export {
        /// Fichier à créer ; il ne doit pas exister.
        file: PathBuf,
    },
    /// Change des textes d'années passées en menaces à reprendre, sans toucher à la base.
    Make {
        /// Lignes JSON : {"text": "…", "date": "2021-11-08", "label": "…"}.
        texts: PathBuf,
        /// Fichier à créer ; il ne doit pas exister.
        file: PathBuf,
    },
}

/// A text of earlier years.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the keys of the file")]
struct Text {
    text: String,
    date: String,
    label: String,
}

pub(crate) async fn run(config: Config, command: Threats) -> Result<ExitCode, Error> {
    match command.what {
        What::Import { file } => {
            let read = lines(&file, limits::THREAT_LINE_BYTES_MAX, |line| {
                ThreatLine::parse(line).map_err(|fault| fault.to_string())
            })?;
            let Some(threats) = read else {
                return Ok(fail("rien n'a été repris : corrigez ces lignes et recommencez"));
            };
            import(config, &threats).await
        }
        What::List => {
            let db = Db::connect(&config.database_url()).await?;
            let lines = threats::export(&db).await?;
            for line in &lines {
                say(&format!("{}  {}…  {}", line.date, &line.exact[..12], line.label));
            }
            say(&format!("{} menaces connues.", lines.len()));
            Ok(ExitCode::SUCCESS)
        }
        What::Export { file } => {
            let db = Db::connect(&config.database_url()).await?;
            write(&file, &threats::export(&db).await?)
        }
        What::Make { texts, file } => {
            let read = lines(&texts, limits::BODY_BYTES_MAX * 2, |line| {
                let text: Text = serde_json::from_str(line).map_err(|error| error.to_string())?;
                ThreatLine::of(&text.text, &text.date, &text.label).map_err(|fault| fault.to_string())
            })?;
            let Some(made) = read else {
                return Ok(fail("rien n'a été écrit : corrigez ces lignes et recommencez"));
            };
            write(&file, &made)
        }
    }
}

async fn import(config: Config, threats: &[Threat]) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    let done = threats::import(&app, threats).await?;
    say(&format!("{} menaces reprises, {} déjà connues.", done.new, done.known));
    if done.beyond > 0 {
        let most = limits::KNOWN_THREATS_MAX;
        return Ok(fail(&format!("{} n'ont pas été reprises : on n'en garde pas plus de {most}", done.beyond)));
    }
    Ok(ExitCode::SUCCESS)
}

fn write(path: &Path, lines: &[ThreatLine]) -> Result<ExitCode, Error> {
    let cannot = |error: std::io::Error| Error::Said(format!("impossible d'écrire {} : {error}", path.display()));
    let mut file = std::io::BufWriter::new(File::create_new(path).map_err(cannot)?);
    for line in lines {
        let line = serde_json::to_string(line).map_err(std::io::Error::from)?;
        writeln!(file, "{line}").map_err(cannot)?;
    }
    file.flush().map_err(cannot)?;
    say(&format!("{} menaces écrites dans {}.", lines.len(), path.display()));
    Ok(ExitCode::SUCCESS)
}

/// Reads every line of a file. `None` when one is not right; each of those has been named then.
fn lines<T>(path: &Path, bytes_max: usize, read: impl Fn(&str) -> Result<T, String>) -> Result<Option<Vec<T>>, Error> {
    let cannot =
        |error: std::io::Error| Error::Said(format!("impossible de lire {} : {}", path.display(), why(&error)));
    let mut input = BufReader::new(File::open(path).map_err(cannot)?);
    let (mut found, mut wrong, mut line, mut number) = (Vec::new(), 0_usize, Vec::new(), 0_usize);
    loop {
        line.clear();
        number += 1;
        let length = input.by_ref().take(bytes_max as u64 + 1).read_until(b'\n', &mut line).map_err(cannot)?;
        if length == 0 {
            return Ok((wrong == 0).then_some(found));
        }
        let text = if length > bytes_max { Err("la ligne est trop longue".to_owned()) } else { Ok(&line) };
        let text =
            text.and_then(|line| std::str::from_utf8(line).map_err(|_| "la ligne n'est pas en UTF-8".to_owned()));
        match text.map(str::trim) {
            Ok("") => {}
            Ok(text) => match read(text) {
                Ok(value) => found.push(value),
                Err(fault) => {
                    wrong += 1;
                    fail(&format!("{}, ligne {number} : {fault}", path.display()));
                }
            },
            Err(fault) => {
                fail(&format!("{}, ligne {number} : {fault}", path.display()));
                return Ok(None);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_wrong_line_of_a_file_is_counted_and_nothing_of_it_is_taken() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("threats.jsonl");
        let number = |line: &str| line.parse::<u8>().map_err(|error| error.to_string());
        let read = |content: &[u8]| {
            std::fs::write(&path, content).expect("written");
            lines(&path, 10, number).expect("read")
        };
        assert_eq!(read(b"1\n\n 2 \n3"), Some(vec![1, 2, 3]));
        assert_eq!(read(b""), Some(vec![]));
        for wrong in [&b"1\nx\n"[..], b"1\n\xff\n", b"1\n12345678901234\n"] {
            assert_eq!(read(wrong), None);
        }
        assert!(lines(&folder.path().join("none"), 10, number).is_err());
    }
}
