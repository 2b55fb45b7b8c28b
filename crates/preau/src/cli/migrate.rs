//! `preau migrate`: brings the database up to date without serving.

use std::process::ExitCode;

use store::Db;

use super::{Error, say};
use crate::{config::Config, folder::Folder};

pub(crate) async fn run(config: Config) -> Result<ExitCode, Error> {
    let _folder = Folder::serve(&config.data_folder)?;
    let db = Db::open(&config.database_url()).await?;
    db.close().await;
    say("La base est à jour.");
    Ok(ExitCode::SUCCESS)
}
