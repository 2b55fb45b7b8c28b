//! What pages are served with, and serving them until told to stop.

use std::{
    future::Future,
    io,
    net::SocketAddr,
    pin::{Pin, pin},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use actions::App;
use axum::{
    Extension, Router,
    body::Body,
    extract::{ConnectInfo, Request},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use model::limits;
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    time::timeout,
};
use tower::ServiceExt as _;

use crate::{
    events::Streams,
    meters::Meters,
    pages::imports::Applying,
    proxies::Proxies,
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
    /// Deciding over others needs a second factor; without it the password is enough.
    pub factor_required: bool,
    /// Who is believed on where a request comes from.
    pub proxies: Proxies,
    /// Where requests are counted.
    pub meters: Arc<Meters>,
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

/// What connections may take.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Time for the head of a request, and for the silence between two requests of one connection.
    pub head: Duration,
    /// Connections open at once; the next ones wait with the system until one ends.
    pub connections: u32,
}

impl Default for Bounds {
    fn default() -> Bounds {
        let head = Duration::from_millis(limits::REQUEST_HEAD_TIME.0.unsigned_abs());
        Bounds { head, connections: limits::CONNECTIONS_MAX }
    }
}

/// Serves a router until `shutdown` resolves; then lets what is under way end, for at most ten seconds.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    serve_within(listener, router, Bounds::default(), shutdown).await
}

/// The same within other bounds.
pub async fn serve_within(
    listener: TcpListener,
    router: Router,
    bounds: Bounds,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (close, closing) = watch::channel(false);
    let closing = Closing(closing);
    let router = router.layer(Extension(closing.clone()));
    let slots = Arc::new(Semaphore::new(bounds.connections as usize));
    let accepting = accept(&listener, &router, bounds, &closing, &slots);
    tokio::select! {
        ended = accepting => ended?,
        () = shutdown => {}
    }
    drop(listener);
    let _ = close.send(true);
    // When every slot is free again, the last connection has ended.
    let _ = timeout(FAREWELL, slots.acquire_many(bounds.connections)).await;
    Ok(())
}

/// Takes connections, one after the other, as long as there is a slot for it.
async fn accept(
    listener: &TcpListener,
    router: &Router,
    bounds: Bounds,
    closing: &Closing,
    slots: &Arc<Semaphore>,
) -> io::Result<()> {
    loop {
        let slot = slots.clone().acquire_owned().await.map_err(io::Error::other)?;
        match listener.accept().await {
            Ok((stream, address)) => {
                if slots.available_permits() == 0 {
                    tracing::warn!(
                        connections = bounds.connections,
                        "as many connections as may be: the next must wait"
                    );
                }
                let serving = connection(stream, address, router.clone(), bounds.head, closing.clone());
                tokio::spawn(async move {
                    serving.await;
                    drop(slot);
                });
            }
            // The other side went away before it was taken.
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            Err(error) => {
                tracing::error!(%error, "a connection could not be taken; it is tried again in a second");
                let never = std::future::pending::<()>();
                let _ = timeout(Duration::from_secs(1), never).await;
            }
        }
    }
}

/// Serves one connection to its end; once told to stop, to the end of the request under way.
async fn connection(stream: TcpStream, peer: SocketAddr, router: Router, head: Duration, closing: Closing) {
    // Without it the last piece of an answer waits for the receipt of the one before.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().oneshot(request)
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(head);
    let mut serving = pin!(builder.serve_connection(TokioIo::new(stream), service));
    let ended = tokio::select! {
        ended = serving.as_mut() => ended,
        () = closing.wait() => {
            serving.as_mut().graceful_shutdown();
            serving.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}
