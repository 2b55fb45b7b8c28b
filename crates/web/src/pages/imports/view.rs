//! A run of an import, as its page shows it.

use actions::import::{Counts, Phase, Preview, Progress as Far, upload};
use model::roster::Refusal;
use store::roster::run::Run;

use crate::{
    error::Result,
    session::Ask,
    views::{Closing, CountRow, Here, ImportPage, ImportRow, ImportState, Noun, Progress, RefusalRow},
};

pub(super) async fn row(ask: &Ask, run: Run) -> Result<ImportRow> {
    Ok(ImportRow {
        id: run.id,
        name: run.label.clone(),
        at: run.started_at(),
        by: by(ask, &run).await?,
        state: state(&run.state),
        refused: preview(&run).map_or(0, |preview| preview.refused as i64),
    })
}

/// `at_work`: this node applies it, and has come so `far`.
pub(super) async fn page(
    ask: &Ask,
    run: Run,
    at_work: bool,
    far: Option<Far>,
    refusals: Vec<(i64, Refusal)>,
) -> Result<ImportPage> {
    let preview = preview(&run);
    let state = if at_work { ImportState::Applying } else { state(&run.state) };
    let files = upload::files(ask.app(), run.id).await?;
    let far = far.or_else(|| serde_json::from_str(&run.progress).ok());
    Ok(ImportPage {
        frame: ask.frame(Here::Imports).await?,
        id: run.id,
        name: run.label.clone(),
        files: if files.is_empty() {
            vec![run.label.clone()]
        } else {
            files.into_iter().map(|file| file.name).collect()
        },
        at: run.started_at(),
        by: by(ask, &run).await?,
        school: school(ask, &run).await?,
        state,
        progress: far.filter(|_| state.is_running()).map(progress),
        counts: preview.as_ref().map(counts).unwrap_or_default(),
        warnings: preview.as_ref().map(|preview| preview.warnings.clone()).unwrap_or_default(),
        closing: preview.as_ref().and_then(|preview| preview.asks_confirmation).map(|closing| Closing {
            people: closing.closed as i64,
            percent: (closing.closed * 100 / closing.of.max(1)) as i64,
        }),
        refused: preview.as_ref().map_or(refusals.len() as i64, |preview| preview.refused as i64),
        refusals: refusals.into_iter().map(|(_, refusal)| refused(refusal)).collect(),
        failure: (state == ImportState::Failed).then(|| failure(ask, &run)),
    })
}

async fn by(ask: &Ask, run: &Run) -> Result<String> {
    let name = upload::started_by(ask.app(), run.id).await?;
    Ok(name.unwrap_or_else(|| ask.locale().say("import-console").to_string()))
}

/// The school that the operator named: its code and, when the directory knows it, its name.
async fn school(ask: &Ask, run: &Run) -> Result<Option<(String, Option<String>)>> {
    let Some(uai) = run.uai.clone() else { return Ok(None) };
    let name = upload::school_name(ask.app(), &uai).await?;
    Ok(Some((uai, name)))
}

fn state(code: &str) -> ImportState {
    match code {
        "waiting" | "reading" => ImportState::Reading,
        "preview" => ImportState::Ready,
        "applying" => ImportState::Applying,
        "done" => ImportState::Done,
        "stopped" => ImportState::Stopped,
        _ => ImportState::Failed,
    }
}

fn preview(run: &Run) -> Option<Preview> {
    serde_json::from_str(&run.progress).ok()
}

/// Reading counts records, applying counts steps.
fn progress(far: Far) -> Progress {
    match far.phase {
        Phase::Reading | Phase::Closing => Progress { done: far.records as i64, total: None },
        Phase::Applying => Progress { done: i64::from(far.step), total: Some(i64::from(far.steps)) },
    }
}

fn counts(preview: &Preview) -> Vec<CountRow> {
    let row = |noun, counts: &Counts| CountRow {
        noun,
        created: counts.created as i64,
        changed: counts.changed as i64,
        same: counts.unchanged as i64,
        closed: counts.closed as i64,
    };
    vec![
        row(Noun::Schools, &preview.schools),
        row(Noun::Sections, &preview.sections),
        row(Noun::Pupils, &preview.pupils),
        row(Noun::Guardians, &preview.guardians),
        row(Noun::Staff, &preview.staff),
    ]
}

fn refused(refusal: Refusal) -> RefusalRow {
    RefusalRow {
        file: refusal.place.file.to_string(),
        line: refusal.place.line as i64,
        field: refusal.field,
        reason: refusal.reason,
    }
}

/// Why it failed, as the worker noted it.
fn failure(ask: &Ask, run: &Run) -> String {
    #[derive(serde::Deserialize)]
    struct Noted {
        broken: String,
    }
    let noted: Option<Noted> = serde_json::from_str(&run.progress).ok();
    noted.map_or_else(|| ask.locale().say("import-failed").to_string(), |noted| noted.broken)
}
