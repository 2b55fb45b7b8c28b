//! `preau decision`: what was decided on a message, from what, and whether it is decided the same again.

use std::process::ExitCode;

use actions::decision::{self, Replay};
use clap::Args;
use model::{MessageId, policy::Value};
use shield::policy::schema::FEATURES;

use super::{Error, fail, say};
use crate::{config::Config, folder::Folder, wire};

/// Which message.
#[derive(Debug, Args)]
pub(crate) struct Decision {
    /// Identité du message, telle que la cellule de crise la voit.
    message: MessageId,
}

pub(crate) async fn run(config: Config, command: Decision) -> Result<ExitCode, Error> {
    let folder = Folder::open(&config.data_folder)?;
    let app = wire::app(&config, &folder).await?;
    let Some(told) = decision::explain(&app, command.message).await? else {
        return Ok(fail(
            "aucune décision n'est gardée pour ce message : il n'existe pas, ou il est d'avant ce registre",
        ));
    };
    let ruling = &told.ruling;
    let slow = if ruling.slow { " (vagues lentes)" } else { "" };
    say(&format!("décision       {}{slow}", ruling.outcome));
    say(&format!("compte         {}", ruling.consequence));
    say(&format!("règle          {}", ruling.rule));
    say(&format!("politique      {}", ruling.policy));
    for overlay in &ruling.overlays {
        say(&format!("surcouche      {overlay}"));
    }
    for rule in &ruling.shadow {
        say(&format!("dans l'ombre   {rule}"));
    }
    say(&format!("règles, modèle {}", told.rules));
    if told.outcome != ruling.outcome {
        say(&format!("à la fin       {} : pièces jointes, confinement ou texte admis", told.outcome));
    }
    for (feature, value) in FEATURES.iter().zip(&ruling.features) {
        say(&format!("  {:<24} {}", feature.name, shown(value)));
    }
    Ok(match told.replay {
        Replay::Same => {
            say("rejoué : le texte, relu, donne les mêmes variables et la même décision, au bit près");
            ExitCode::SUCCESS
        }
        Replay::SameFeatures(why) => {
            say(&format!(
                "rejoué : les variables donnent la même décision, au bit près ; le texte n'est pas relu, car {why}"
            ));
            ExitCode::SUCCESS
        }
        Replay::Missing(hash) => fail(&format!("pas rejoué : la politique d'empreinte {hash} n'est pas gardée ici")),
        Replay::Differs(what) => fail(&format!("rejoué autrement : {what}")),
    })
}

fn shown(value: &Value) -> String {
    match value {
        Value::Unavailable => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::Double(value) => value.to_string(),
        Value::Text(value) => value.clone(),
        Value::Words(words) => words.join(" "),
    }
}
