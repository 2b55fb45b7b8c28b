//! `preau report`: what may be handed over.

use std::process::ExitCode;

use actions::exculpation::{self, Of};
use clap::{Args, Subcommand};
use model::{MessageId, SessionId};
use uuid::Uuid;

use super::{Error, fail, say};
use crate::{config::Config, folder::Folder, wire};

/// Which report.
#[derive(Debug, Args)]
pub(crate) struct Report {
    #[command(subcommand)]
    which: Which,
}

#[derive(Debug, Subcommand)]
enum Which {
    /// Comment un message a été envoyé, ou une session ouverte : ce qui indique quelqu'un d'autre, ce qui indique le
    /// titulaire, ce qu'on ne sait pas. La demande est inscrite au journal.
    Exculpation {
        /// Identité du message ou de la session.
        id: Uuid,
        /// Les mêmes faits en JSON, dont le journal garde l'empreinte.
        #[arg(long)]
        json: bool,
    },
}

pub(crate) async fn run(config: Config, command: Report) -> Result<ExitCode, Error> {
    let Which::Exculpation { id, json } = command.which;
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    let of_message = exculpation::at_console(&app, Of::Message(MessageId(id))).await?;
    let made = match of_message {
        Some(made) => Some(made),
        None => exculpation::at_console(&app, Of::Session(SessionId(id))).await?,
    };
    let Some(made) = made else {
        return Ok(fail("aucun message ni aucune session n'a cette identité"));
    };
    if json {
        say(&made.json);
    } else {
        for line in web::report::lines(&made.report, &made.sha256, app.now()) {
            say(&line);
        }
    }
    Ok(ExitCode::SUCCESS)
}
