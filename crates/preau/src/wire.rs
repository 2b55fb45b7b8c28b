//! Puts the rooms together.

use std::sync::Arc;

use actions::{App, Parts};
use shield::Shield;
use store::{Db, blobs::Blobs};

use crate::{
    cli::Error,
    config::Config,
    folder::Folder,
    system::{SystemClock, seed},
};

/// The program's parts, from its configuration and its data folder.
pub(crate) async fn app(config: &Config, folder: &Folder) -> Result<App, Error> {
    let db = Db::open(&config.database_url()).await?;
    let app = App::new(Parts {
        db,
        blobs: Blobs::open(&folder.blobs())?,
        judge: Box::new(Shield::embedded()?),
        seal_key: folder.journal_key(&config.journal_name, seed()?)?,
        pepper: folder.secret("pepper.key", seed()?)?,
        clock: Arc::new(SystemClock),
        seed: seed()?,
    });
    let app = app.with_networks(config.networks.0.clone());
    Ok(if config.antivirus.is_some() { app.with_antivirus() } else { app })
}
