//! `preau demo`: everything at once, on invented people.

use std::{net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc};

use clap::Args;

use super::{Error, import, say, serve};
use crate::{
    config::{Config, SecondFactor},
    demo::{self, PASSWORD, Players},
    folder::Folder,
    wire,
};

/// What may be said on the command line.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Adresse et port d'écoute.
    #[arg(long, value_name = "ADRESSE:PORT")]
    listen: Option<SocketAddr>,
    /// Joue la petite attaque dès que le service est prêt.
    #[arg(long)]
    attack: bool,
}

/// Seed of the invented académie: the same people at every first start.
const SEED: u64 = 20_240_320;

pub(crate) async fn run(mut config: Config, data: Option<PathBuf>, command: Demo) -> Result<ExitCode, Error> {
    config.data_folder = data.unwrap_or_else(|| PathBuf::from("preau-demo"));
    // Whoever tries the desk for five minutes has no telephone at hand.
    config.accounts.second_factor = SecondFactor::Offered;
    config.listen = command.listen.unwrap_or(config.listen);
    serve::start_logs("warn");
    let folder = Arc::new(Folder::serve(&config.data_folder)?);
    let listener = serve::listen(&mut config).await?;
    let app = Arc::new(wire::app(&config, &folder).await?);
    if actions::operate::is_empty(&app).await? {
        say("Première fois : une académie inventée est écrite, puis importée comme une vraie.");
        let files = folder.file("sample");
        sample::write(&files, SEED, sample::Size::Small)?;
        import::everything_in(&app, &files).await?;
    }
    let players = Arc::new(demo::prepare(&app).await?);
    actions::record::seal(&app).await?;
    let handle = handle(&app, &players);
    if command.attack {
        let (app, players) = (app.clone(), players.clone());
        tokio::spawn(async move {
            match demo::play(&app, &players).await {
                Ok(played) => say(&format!(
                    "Attaque jouée : {} messages tentés, {} arrêtés avant d'être vus, {} personnes exposées.",
                    played.tried, played.stopped, played.displayed
                )),
                Err(error) => tracing::error!(%error, "the attack of the demonstration stopped"),
            }
        });
    }
    serve::until_stopped(config, listener, folder, app, Some(handle), move |url| introduce(&players, url)).await
}

fn handle(app: &Arc<actions::App>, players: &Arc<Players>) -> web::DemoHandle {
    let people = players.listed.iter().map(|player| web::views::DemoPerson {
        name: player.name.clone(),
        role: player.role.to_owned(),
        login: player.login.clone(),
        password: PASSWORD.to_owned(),
        hint: player.hint.to_owned(),
    });
    let people = people.collect();
    let (app, players) = (app.clone(), players.clone());
    let attack = move || -> web::AttackFuture {
        let (app, players) = (app.clone(), players.clone());
        Box::pin(async move { demo::play(&app, &players).await.map_err(|error| error.to_string()) })
    };
    web::DemoHandle { people, attack: Box::new(attack) }
}

/// Says who can be tried, one line each, with an address to click.
fn introduce(players: &Players, url: &str) {
    say(&format!("\nLa démonstration : {url}/demo    (mot de passe de tous : {PASSWORD})\n"));
    for player in &players.listed {
        let address = format!("{url}/sign-in?login={}", player.login);
        say(&format!("  {:<17} {:<28} {address}", player.role, player.name));
    }
    say(&format!(
        "\nPour voir une attaque en direct : le bouton de {url}/demo, ou « preau demo --attack ».\nArrêter : Ctrl-C.\n"
    ));
}
