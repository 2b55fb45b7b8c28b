//! `preau examine`: what is found in files, one JSON line each, as it would be if they were joined to a message.

use std::{io::Read as _, path::PathBuf, process::ExitCode};

use actions::examine::Taken;
use clap::Args;
use gateway::films::Films;
use model::limits;
use serde_json::{Value, json};

use super::{Error, say, why};
use crate::config::Config;

/// What may be said on the command line.
#[derive(Debug, Args)]
pub(crate) struct Examine {
    /// Fichiers à examiner.
    #[arg(required = true, value_name = "FICHIERS")]
    files: Vec<PathBuf>,
}

pub(crate) async fn run(config: Config, command: Examine) -> Result<ExitCode, Error> {
    for path in &command.files {
        let fail =
            |error: std::io::Error| Error::Said(format!("impossible de lire {} : {}", path.display(), why(&error)));
        let mut content = Vec::new();
        let file = std::fs::File::open(path).map_err(fail)?;
        file.take(limits::ATTACHMENT_BYTES_MAX as u64 + 1).read_to_end(&mut content).map_err(fail)?;
        if content.len() > limits::ATTACHMENT_BYTES_MAX {
            let (path, max) = (path.display(), limits::ATTACHMENT_BYTES_MAX / 1_000_000);
            return Err(Error::Said(format!("{path} dépasse {max} Mo : une messagerie le refuserait")));
        }
        let pictures = pictures(&config, &content).await?;
        let mut found = serde_json::to_value(attachments::examine_film(&content, &pictures)).unwrap_or(Value::Null);
        found["file"] = json!(path.display().to_string());
        if let Some(antivirus) = &config.antivirus {
            let said = antivirus.look_at(&content).await.map_err(|error| Error::Said(error.to_string()))?;
            found["antivirus"] = json!(said.unwrap_or_else(|| "rien".to_owned()));
        }
        say(&found.to_string());
    }
    Ok(ExitCode::SUCCESS)
}

/// The pictures of a film, when the operator named who takes them.
async fn pictures(config: &Config, content: &[u8]) -> Result<Vec<Vec<u8>>, Error> {
    let (Some(ffmpeg), Some(film)) = (&config.attachments.ffmpeg, attachments::film(content)) else {
        return Ok(vec![]);
    };
    let taken = Films::new(ffmpeg).pictures(film, content).await.map_err(|error| Error::Said(error.to_string()))?;
    Ok(if let Taken::Pictures(pictures) = taken { pictures } else { vec![] })
}
