//! `preau filings`: what is owed after an attack, and the drafts as files.

use std::{path::PathBuf, process::ExitCode};

use actions::filing::{self, Opened};
use clap::{Args, Subcommand};
use model::{CampaignId, limits};
use store::filing::Filing;

use super::{Error, fail, say, times::written};
use crate::{config::Config, folder::Folder, wire};

/// What to do.
#[derive(Debug, Args)]
pub(crate) struct FilingsArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Liste ce qui reste à déposer, l'échéance la plus proche d'abord.
    List,
    /// Prépare les démarches d'une campagne confirmée, pour tous ses établissements, et écrit leurs textes dans un dossier.
    Draft {
        /// Identité de la campagne.
        campaign: CampaignId,
        /// Dossier à créer ; il ne doit pas exister.
        #[arg(long, value_name = "DOSSIER")]
        out: PathBuf,
    },
}

pub(crate) async fn run(config: Config, command: FilingsArgs) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    match command.what {
        What::List => {
            let due = filing::due(&app, None).await?;
            for one in &due {
                say(&line(one));
            }
            say(&format!("{} démarche(s), {} au plus affichées.", due.len(), limits::FILINGS_LISTED_MAX));
            Ok(ExitCode::SUCCESS)
        }
        What::Draft { campaign, out } => {
            if let Err(why) = std::fs::create_dir(&out) {
                return Ok(fail(&format!("impossible de créer {} ({why}) ; rien n'a été fait", out.display())));
            }
            let (opened, refreshed) = match filing::open(&app, None, campaign).await? {
                Opened::Yes { opened, refreshed } => (opened, refreshed),
                Opened::NotConfirmed => return Ok(fail("la campagne n'est pas confirmée : rien n'est à déposer")),
                Opened::NotFound => return Ok(fail("aucune campagne n'a cette identité")),
            };
            let all = filing::of_campaign(&app, None, campaign).await?;
            for one in &all {
                let path = out.join(name(one));
                std::fs::write(&path, &one.body)
                    .map_err(|why| Error::Said(format!("impossible d'écrire {} : {why}", path.display())))?;
            }
            say(&format!(
                "{} texte(s) dans {} : {opened} préparé(s), {refreshed} réécrit(s).",
                all.len(),
                out.display()
            ));
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn line(one: &Filing) -> String {
    let place = if one.uai.is_empty() { &one.campaign_label } else { &one.uai };
    format!("{}  {:<18} {:<10} {place}", written(one.due_at()), one.kind.code(), one.state.code())
}

/// `cnil-9990001D.txt`: what sorts well beside its fellows.
fn name(one: &Filing) -> String {
    let place = if one.uai.is_empty() { "campagne" } else { &one.uai };
    format!("{}-{place}.txt", one.kind)
}
