//! Imports of directories: upload, follow, apply, stop.

mod receive;
mod view;

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use actions::import::{self, Progress, Watcher, upload};
use axum::{extract::Request, http::StatusCode, response::Response};
use model::{ImportId, Uai, limits, roster::Refusal};

use super::show::{fragment, go, go_and_say, page, page_as, there};
use crate::{
    csv::Csv,
    error::{Error, Result},
    forms::Filled,
    session::{Ask, Id},
    views::{Here, ImportsPage, Said},
};

/// Runs listed on one page.
const RUNS_SHOWN: i64 = 50;
/// Refused lines shown on one page.
const REFUSALS_SHOWN: i64 = 500;

/// The import that this node applies at this moment, if it does: one at a time.
#[derive(Default)]
pub(crate) struct Applying(Mutex<Option<Arc<Work>>>);

/// An import being applied.
struct Work {
    id: ImportId,
    stop: AtomicBool,
    progress: Mutex<Option<Progress>>,
}

impl Applying {
    fn of(&self, id: ImportId) -> Option<Arc<Work>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone().filter(|work| work.id == id)
    }

    /// Begins; `None` when another is being applied.
    fn begin(&self, id: ImportId) -> Option<Arc<Work>> {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if now.is_some() {
            return None;
        }
        let work = Arc::new(Work { id, stop: AtomicBool::new(false), progress: Mutex::new(None) });
        *now = Some(work.clone());
        Some(work)
    }

    fn end(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

pub(crate) async fn list(ask: Ask) -> Result<Response> {
    page(&listed(&ask, Again::default()).await?)
}

/// A form that is shown again.
#[derive(Default)]
struct Again {
    wrong: Option<String>,
    wrong_uai: Option<String>,
    uai: String,
}

async fn listed(ask: &Ask, again: Again) -> Result<ImportsPage> {
    let mut runs = Vec::new();
    for run in import::runs(ask.app(), RUNS_SHOWN).await? {
        runs.push(view::row(ask, run).await?);
    }
    let Again { wrong, wrong_uai, uai } = again;
    Ok(ImportsPage { frame: ask.frame(Here::Imports).await?, runs, wrong, wrong_uai, uai })
}

/// Keeps the files and lets the worker read them.
pub(crate) async fn begin(ask: Ask, request: Request) -> Result<Response> {
    let (files, uai) = match receive::files(&ask.web, request).await {
        Ok(received) => received,
        Err(Error::TooLarge) => {
            let words = crate::views::words::size(ask.locale(), limits::ROSTERS_BYTES_MAX as u64);
            let wrong = ask.locale().say("imports-too-large").arg("max", words).to_string();
            let again = Again { wrong: Some(wrong), ..Again::default() };
            return page_as(StatusCode::PAYLOAD_TOO_LARGE, &listed(&ask, again).await?);
        }
        Err(error) => return Err(error),
    };
    let school = match uai.trim() {
        "" => Ok(None),
        code => Uai::parse(code).map(Some),
    };
    let mut again = Again { uai, ..Again::default() };
    match school {
        Ok(school) => {
            if let Some(id) = upload::begin(ask.app(), &ask.actor, &files, school.as_ref()).await? {
                return Ok(go_and_say(&format!("/imports/{id}"), Said::ImportStarted));
            }
            again.wrong = Some(ask.locale().say("imports-no-file").to_string());
        }
        Err(_) => again.wrong_uai = Some(ask.locale().say("imports-uai-wrong").to_string()),
    }
    page_as(StatusCode::UNPROCESSABLE_ENTITY, &listed(&ask, again).await?)
}

pub(crate) async fn show(ask: Ask, Id(id): Id<ImportId>) -> Result<Response> {
    let run = import::run(ask.app(), id).await?.ok_or(Error::NotFound)?;
    let applying = ask.web.applying.of(id);
    let at_work = applying.is_some();
    let far = applying.and_then(|work| *work.progress.lock().unwrap_or_else(PoisonError::into_inner));
    let refusals = import::refusals(ask.app(), id, 0, REFUSALS_SHOWN).await?;
    let view = view::page(&ask, run, at_work, far, refusals).await?;
    match ask.fragment() {
        Some("run") => fragment(&view.as_run()),
        _ => page(&view),
    }
}

/// What an import refused, as a file for a spreadsheet.
pub(crate) async fn refusals(ask: Ask, Id(id): Id<ImportId>) -> Result<Response> {
    import::run(ask.app(), id).await?.ok_or(Error::NotFound)?;
    let t = ask.locale();
    let title = |key| t.say(key).to_string();
    let titles = [
        title("import-file"),
        title("import-line"),
        title("import-field"),
        title("import-value"),
        title("import-reason"),
    ];
    let mut table = Csv::new(titles.iter().map(String::as_str));
    let refusals = import::refusals(ask.app(), id, 0, limits::IMPORT_REFUSALS_KEPT_MAX as i64).await?;
    for (_, Refusal { place, field, value, reason, .. }) in &refusals {
        table.row([&*place.file, &place.line.to_string(), field, value, reason]);
    }
    Ok(table.answer(&format!("refus-{id}")))
}

/// Changes the directory as the preview says. It goes on behind the page, which follows it.
pub(crate) async fn apply(ask: Ask, Id(id): Id<ImportId>, Filled(form): Filled) -> Result<Response> {
    import::run(ask.app(), id).await?.ok_or(Error::NotFound)?;
    let confirmed = form.get("confirm") == "yes";
    if let Some(work) = ask.web.applying.begin(id) {
        let web = ask.web.clone();
        tokio::spawn(async move {
            let tell = |progress| *work.progress.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
            let watcher = Watcher::new(&tell, &work.stop);
            if let Err(error) = import::apply(&web.app, id, confirmed, &watcher).await {
                tracing::error!(import = %id, %error, "an import could not be applied; nothing of it is");
            }
            web.applying.end();
        });
    }
    Ok(go(&format!("/imports/{id}")))
}

pub(crate) async fn stop(ask: Ask, Id(id): Id<ImportId>) -> Result<Response> {
    if let Some(work) = ask.web.applying.of(id) {
        work.stop.store(true, Ordering::Relaxed);
        return Ok(go_and_say(&format!("/imports/{id}"), Said::ImportStopped));
    }
    there(import::ask_to_stop(ask.app(), id).await? || upload::give_up(ask.app(), &ask.actor, id).await?)?;
    Ok(go_and_say(&format!("/imports/{id}"), Said::ImportStopped))
}
