//! What pages are served with, and serving them until told to stop.

use std::{
    future::Future,
    io,
    net::SocketAddr,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use actions::App;
use axum::{Extension, Router};
use model::limits;
use tokio::{
    net::TcpListener,
    sync::{Semaphore, watch},
};

use crate::{
    events::Streams,
    pages::imports::Applying,
    views::{Attack, DemoPerson},
};

/// How long requests under way are waited for once told to stop.
const FAREWELL: Duration = Duration::from_secs(10);

/// What the operator decides for the pages.
#[derive(Default)]
pub struct Settings {
    /// Cookies travel over TLS alone and are bound to this very host (`__Host-`). True whenever the service is reached
    /// by `https`, even if TLS ends before the program.
    pub secure_cookies: bool,
    /// Address under which people reach the service, `https://ent.example`: printed on connection sheets, and the
    /// origin from which forms are accepted when a proxy changes the host. `None`: as the request says.
    pub public_url: Option<String>,
    /// The demonstration: its people on `GET /demo`, its attack behind `POST /demo/attack`. `None`: those pages do not
    /// exist.
    pub demo: Option<DemoHandle>,
}

/// What the demonstration shows and can do.
pub struct DemoHandle {
    /// Who can be tried, in the order shown.
    pub people: Vec<DemoPerson>,
    /// Plays the attack from beginning to end; an error is said in the log alone.
    pub attack: Box<dyn Fn() -> AttackFuture + Send + Sync>,
}

/// An attack being played.
pub type AttackFuture = Pin<Box<dyn Future<Output = Result<Played, String>> + Send>>;

/// What came of the demonstration's attack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Played {
    /// Messages that the thief tried to send.
    pub tried: i64,
    /// Held or refused before anybody could read them.
    pub stopped: i64,
    /// People to whom one was displayed.
    pub displayed: i64,
}

/// The state that handlers share.
pub(crate) struct Web {
    /// The program.
    pub(crate) app: Arc<App>,
    /// What the operator decided.
    pub(crate) settings: Settings,
    /// Event streams that are open.
    pub(crate) streams: Streams,
    /// Files being received at this moment.
    pub(crate) uploads: Semaphore,
    /// The import that is being applied.
    pub(crate) applying: Applying,
    attack: Mutex<Attack>,
}

impl Web {
    /// The state of a router that has served nothing yet.
    pub(crate) fn new(app: Arc<App>, settings: Settings) -> Web {
        Web {
            app,
            settings,
            streams: Streams::default(),
            uploads: Semaphore::new(limits::UPLOADS_AT_ONCE),
            applying: Applying::default(),
            attack: Mutex::new(Attack::Ready),
        }
    }

    /// How far the demonstration's attack is.
    pub(crate) fn attack(&self) -> Attack {
        *self.attack.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes how far it is; gives how far it was.
    pub(crate) fn set_attack(&self, attack: Attack) -> Attack {
        std::mem::replace(&mut self.attack.lock().unwrap_or_else(PoisonError::into_inner), attack)
    }
}

/// Told once the program is to stop: event streams end, so that a farewell need not wait for them.
#[derive(Clone)]
pub(crate) struct Closing(watch::Receiver<bool>);

impl Closing {
    /// Resolves when the program is to stop.
    pub(crate) async fn wait(mut self) {
        // A sender that is gone means the same.
        let _ = self.0.wait_for(|closing| *closing).await;
    }
}

/// Serves a router until `shutdown` resolves; then lets what is under way end, for at most ten seconds.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (close, closing) = watch::channel(false);
    let stopped = Closing(closing.clone());
    let router = router.layer(Extension(Closing(closing)));
    let told = async move {
        shutdown.await;
        let _ = close.send(true);
    };
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let serving = axum::serve(listener, service).with_graceful_shutdown(told);
    let late = async move {
        stopped.wait().await;
        // Nothing is sent to this channel: it is a pause that tests can do without.
        let never = std::future::pending::<()>();
        let _ = tokio::time::timeout(FAREWELL, never).await;
    };
    tokio::select! {
        served = serving.into_future() => served,
        () = late => Ok(()),
    }
}
