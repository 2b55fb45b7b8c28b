//! Puts the rooms together.

use std::sync::Arc;

use actions::{App, Parts, password::Breached};
use gateway::channels::Carrier;
use shield::{RuleFile, RuleRefused, Shield};
use store::{Db, blobs::Blobs};

use crate::{
    cli::Error,
    config::Config,
    folder::Folder,
    rules,
    system::{SystemClock, seed},
};

/// The program's parts, from its configuration and its data folder.
pub(crate) async fn app(config: &Config, folder: &Folder) -> Result<App, Error> {
    let db = Db::open(&config.database_url()).await?;
    let (judge, files, refused) = judge(config, &db).await?;
    let rules = judge.local_rules().count();
    let app = App::new(Parts {
        db,
        blobs: Blobs::open(&folder.blobs())?,
        judge: Box::new(judge),
        seal_key: folder.journal_key(&config.journal_name, seed()?)?,
        dossier_key: folder.dossier_key(seed()?)?,
        pepper: folder.secret("pepper.key", seed()?)?,
        clock: Arc::new(SystemClock),
        seed: seed()?,
    });
    let app = app.with_rule_files(rules, files, refused);
    let app = app.at(&config.address()).with_networks(config.networks.0.clone());
    let app = app.with_outside(Arc::new(gateway::Providers::default()));
    let app = app.with_channels(config.channels().on());
    let app = match &config.accounts.breached_passwords {
        Some(path) => app.with_breached(Breached::open(path)?),
        None => app,
    };
    let app = match config.accounts.proof_above_readers.0 {
        0 => app,
        readers => app.with_proof_above(readers),
    };
    Ok(if config.antivirus.is_some() { app.with_antivirus() } else { app })
}

/// Those who carry notices. The secret that push services know us by is made the first time that push is on.
pub(crate) fn carriers(config: &Config, folder: &Folder) -> Result<Vec<Carrier>, Error> {
    let channels = config.channels();
    let key = if channels.on().push { folder.secret("push.key", seed()?)? } else { [0; 32] };
    Ok(channels.carriers(key)?)
}

/// The shield with the operator's own rules, their files, and those that are refused: they are named in the log and by
/// `preau rules`, and the others hold, for a service that does not start protects nobody.
async fn judge(config: &Config, db: &Db) -> Result<(Shield, Vec<RuleFile>, Vec<RuleRefused>), Error> {
    let Some(folder) = &config.shield.rules else { return Ok((Shield::embedded()?, Vec::new(), Vec::new())) };
    let files = rules::read(folder)?;
    let checked = rules::check(db, &files).await?;
    for refused in &checked.refused {
        tracing::error!(file = %refused.file, why = %refused.why, "a file of rules is refused; the others are in force");
    }
    Ok((checked.shield, files, checked.refused))
}
