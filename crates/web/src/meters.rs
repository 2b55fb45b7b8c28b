//! Requests counted by route and status, and the page that a monitoring system reads, on an address of its own.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use actions::App;
use axum::{
    Router,
    extract::{Request, State},
    http::header,
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};
use model::meter::{Exposition, Histogram, Kind};

use crate::routes::Route;

/// Requests since this node began.
#[derive(Debug, Default)]
pub struct Meters(Mutex<BTreeMap<Named, Requests>>);

/// Path and method as the table of routes has them: as many as there are routes, whatever is asked for.
type Named = (&'static str, &'static str);

#[derive(Debug, Default)]
struct Requests {
    by_status: BTreeMap<u16, u64>,
    time: Histogram,
}

/// What is said of a request that no route answered.
const NO_ROUTE: Named = ("none", "none");

/// The route that answered, on the answer's way out.
#[derive(Clone, Copy)]
pub(crate) struct Answered(pub(crate) &'static Route);

/// Counts every answer.
#[expect(clippy::disallowed_methods, reason = "a length of time for the operator; no decision depends on it")]
pub(crate) async fn count(State(meters): State<Arc<Meters>>, request: Request, next: Next) -> Response {
    let since = Instant::now();
    let answer = next.run(request).await;
    let route = answer.extensions().get::<Answered>();
    let named = route.map_or(NO_ROUTE, |Answered(route)| (route.path, route.method.as_str()));
    let mut all = meters.0.lock().unwrap_or_else(PoisonError::into_inner);
    let requests = all.entry(named).or_default();
    *requests.by_status.entry(answer.status().as_u16()).or_default() += 1;
    requests.time.record(since.elapsed());
    drop(all);
    answer
}

impl Meters {
    fn expose(&self, page: &mut Exposition) {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let name = "preau_requests_total";
        page.family(name, Kind::Counter, "Requests answered, by route, method and status.");
        for ((path, method), requests) in &*all {
            for (status, count) in &requests.by_status {
                let status = status.to_string();
                page.value(name, &[("route", path), ("method", method), ("status", &status)], count);
            }
        }
        let name = "preau_request_seconds";
        page.family(name, Kind::Histogram, "Time until an answer began, by route and method.");
        for ((path, method), requests) in &*all {
            page.histogram(name, &[("route", path), ("method", method)], &requests.time);
        }
    }
}

/// What monitoring is told, at `GET /metrics`. Whoever reaches it may read it: it holds counts alone, and is not for the
/// address that people reach.
pub fn metrics(app: Arc<App>, meters: Arc<Meters>) -> Router {
    Router::new().route("/metrics", get(show)).with_state((app, meters))
}

async fn show(State((app, meters)): State<(Arc<App>, Arc<Meters>)>) -> Response {
    let mut page = Exposition::default();
    meters.expose(&mut page);
    actions::meters::expose(&app, &mut page).await;
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], page.into_text()).into_response()
}
