//! For whoever watches over the program: whether it is up, and whether it does its work.

use std::sync::Arc;

use actions::jobs;
use axum::{
    Json,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use model::{Millis, limits};

use crate::server::Web;

/// How long an entry may wait for its seal before the journal counts as late.
const SEAL_LATE: Millis = Millis(30 * limits::SEAL_EVERY.0);

/// The process answers.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// The database answers, the journal is sealed, no job was given up. 503 when one of them does not hold.
pub(crate) async fn show(State(web): State<Arc<Web>>) -> Response {
    let (database, journal, jobs) = match jobs::health(&web.app.db).await {
        Ok(health) => {
            let late = health.oldest_unsealed.is_some_and(|at| web.app.now() - at > SEAL_LATE);
            (true, !late, health.dead_jobs == 0)
        }
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (false, false, false)
        }
    };
    let word = |holds| if holds { "ok" } else { "failing" };
    let told = serde_json::json!({ "database": word(database), "journal": word(journal), "jobs": word(jobs) });
    let status = if database && journal && jobs { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(told)).into_response()
}
