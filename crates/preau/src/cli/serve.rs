//! `preau serve`: pages, event streams and the worker, until told to stop.

use std::{future::Future, net::SocketAddr, process::ExitCode, sync::Arc};

use clap::Args;
use gateway::films::Films;
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::watch,
};

use super::{Error, say};
use crate::{
    config::{Config, SecondFactor},
    folder::Folder,
    rules::Watch,
    wire, worker,
};

/// What may be said on the command line.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Adresse et port d'écoute. L'emporte sur la configuration.
    #[arg(long, value_name = "ADRESSE:PORT")]
    listen: Option<SocketAddr>,
}

pub(crate) async fn run(mut config: Config, command: Serve) -> Result<ExitCode, Error> {
    config.listen = command.listen.unwrap_or(config.listen);
    start_logs(&config.log);
    let folder = Arc::new(Folder::serve(&config.data_folder)?);
    let listener = listen(&mut config).await?;
    let app = Arc::new(wire::app(&config, &folder).await?);
    if actions::operate::is_empty(&app).await? {
        say("L'annuaire est vide. Commencez par : preau import FICHIERS… puis preau invite IDENTIFIANT");
    }
    until_stopped(config, listener, folder, app, None, |_| {}).await
}

/// Serves until an interrupt or a termination signal: pages first, then the worker, which seals once more.
pub(crate) async fn until_stopped(
    config: Config,
    listener: TcpListener,
    folder: Arc<Folder>,
    app: Arc<actions::App>,
    demo: Option<web::DemoHandle>,
    ready: impl FnOnce(&str),
) -> Result<ExitCode, Error> {
    let watched = match config.metrics.listen {
        Some(address) => Some(bind(address, "sous [metrics] dans la configuration").await?),
        None => None,
    };
    let asked_to_stop = shutdown()?;
    let carriers = wire::carriers(&config, &folder)?;
    actions::policy::keep_own(&app).await?;
    actions::policies::refresh(&app).await?;
    let url = format!("http://{}", listener.local_addr()?);
    say(&format!("Préau est servi sur {url}"));
    if let Some(address) = watched.as_ref().and_then(|listener| listener.local_addr().ok()) {
        say(&format!("Les compteurs sont servis sur http://{address}/metrics"));
    }
    ready(&url);
    let meters = Arc::new(web::Meters::default());
    let secure = config.public_url.as_deref().is_some_and(|url| url.starts_with("https://"));
    let films = config.attachments.ffmpeg.as_deref().map(Films::new);
    let lookers = Arc::new(worker::Lookers { antivirus: config.antivirus, films });
    let settings = web::Settings {
        secure_cookies: secure,
        public_url: config.public_url,
        factor_required: config.accounts.second_factor == SecondFactor::Required,
        proxies: web::Proxies { trusted: config.server.trusted_proxies, header: config.server.forwarded_by },
        meters: meters.clone(),
        demo,
    };
    let (stop, stopped) = watch::channel(false);
    let rules = config.shield.rules.as_deref().map(Watch::of);
    let watching = rules.map(|rules| tokio::spawn(worker::watch_rules(app.clone(), rules, stopped.clone())));
    let carrying: Vec<_> = carriers
        .into_iter()
        .map(|carrier| tokio::spawn(gateway::channels::run::run(app.clone(), Arc::new(carrier), stopped.clone())))
        .collect();
    let work = tokio::spawn(worker::run(app.clone(), folder, lookers, stopped.clone()));
    if let Some(listener) = watched {
        let mut told = stopped.clone();
        let ended = async move {
            let _ = told.changed().await;
        };
        tokio::spawn(web::serve(listener, web::metrics(app.clone(), meters), ended));
    }
    let hear = tokio::spawn(worker::hear(app.clone(), stopped));
    web::serve(listener, web::router(app.clone(), settings), asked_to_stop).await?;
    let _ = stop.send(true);
    let _ = work.await;
    let _ = hear.await;
    if let Some(watching) = watching {
        let _ = watching.await;
    }
    for one in carrying {
        let _ = one.await;
    }
    app.db.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Takes the port of the pages. From then on the configuration says which one that is, also when the system chose it.
pub(crate) async fn listen(config: &mut Config) -> Result<TcpListener, Error> {
    let listener = bind(config.listen, "avec --listen").await?;
    config.listen = listener.local_addr()?;
    Ok(listener)
}

async fn bind(address: SocketAddr, how: &str) -> Result<TcpListener, Error> {
    TcpListener::bind(address).await.map_err(|error| {
        Error::Said(format!(
            "impossible d'écouter sur {address} : {error}. Un autre programme s'en sert peut-être : choisissez un autre port {how}"
        ))
    })
}

/// Resolves when the operator or the system asks to stop. Listens from the call on: a request to stop that comes with
/// the first breath is a farewell too, and not a death.
fn shutdown() -> Result<impl Future<Output = ()>, Error> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Structured logs on the standard error.
pub(crate) fn start_logs(filter: &str) {
    let filter = tracing_subscriber::EnvFilter::try_new(filter).unwrap_or_else(|_| "info".into());
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).json().try_init();
}
