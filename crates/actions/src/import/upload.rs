//! Imports whose files come through the pages: kept as blobs, then read by the worker.

use model::{Actor, ImportId, Role, Uai, job::Job, limits, text};
use serde::{Deserialize, Serialize};
use store::roster::{
    plan,
    run::{self, NewRun},
};

use super::subject;
use crate::{App, Result, record};

/// A file that was uploaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uploaded {
    /// Its name, last part only.
    pub name: String,
    /// SHA-256 of its content, in hexadecimal: the blob's name.
    pub sha256: String,
}

impl Uploaded {
    /// A file of this name and content. The name is cut to what a file's name may be.
    pub fn new(name: &str, sha256: &[u8; 32]) -> Uploaded {
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let name: String = last.chars().filter(|c| !c.is_control()).take(limits::FILE_NAME_CHARS_MAX).collect();
        let name = if name.trim_matches('.').is_empty() { "fichier".to_owned() } else { name };
        Uploaded { name, sha256: text::hex(sha256) }
    }
}

/// Begins an import of uploaded files: the worker reads them, then its preview waits to be applied. `uai` is the school
/// of files that do not name theirs. `None`: this person imports nothing, or there is no file.
pub async fn begin(app: &App, actor: &Actor, files: &[Uploaded], uai: Option<&Uai>) -> Result<Option<ImportId>> {
    if !actor.has(Role::Operator) || files.is_empty() {
        return Ok(None);
    }
    let (id, now) = (app.id::<ImportId>(), app.now());
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let label = names.join(", ");
    let new = NewRun {
        id,
        // The worker says which format it is once it has looked.
        kind: "",
        label: text::cut(&label, LABEL_BYTES_MAX),
        files: &serde_json::to_string(files)?,
        started_by: Some(actor.person),
        uai: uai.map(Uai::as_str),
    };
    let mut tx = app.db.begin().await?;
    run::wait(&mut tx, &new, now).await?;
    store::job::push(&mut tx, app.id(), &Job::Import { import: id }, Some(&subject(id)), now).await?;
    let facts = serde_json::json!({ "files": files, "uai": uai });
    record::append(app, &mut tx, "import.upload", Some(actor.person), &subject(id), &facts).await?;
    tx.commit().await?;
    Ok(Some(id))
}

/// Bytes of the names of an import's files that are shown.
const LABEL_BYTES_MAX: usize = 300;

/// The uploaded files of an import; empty when it was begun at the console.
pub async fn files(app: &App, id: ImportId) -> Result<Vec<Uploaded>> {
    let mut tx = app.db.read().await?;
    let run = run::run(&mut tx, id).await?;
    Ok(run.map(|run| serde_json::from_str(&run.files)).transpose()?.unwrap_or_default())
}

/// Name of the one who began an import; `None` at the console.
pub async fn started_by(app: &App, id: ImportId) -> Result<Option<String>> {
    let mut tx = app.db.read().await?;
    match run::started_by(&mut tx, id).await? {
        Some(person) => Ok(store::person::name(&mut tx, person).await?),
        None => Ok(None),
    }
}

/// Name of the school of this code, when the directory knows it.
pub async fn school_name(app: &App, uai: &str) -> Result<Option<String>> {
    let mut tx = app.db.read().await?;
    Ok(store::directory::school_name(&mut tx, uai).await?)
}

/// Gives up an import that waits to be applied; false when none of this identity waits.
pub async fn give_up(app: &App, actor: &Actor, id: ImportId) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    if !actor.has(Role::Operator)
        || !run::advance(&mut tx, id, ("preview", "preview"), "stopped", None, app.now()).await?
    {
        return Ok(false);
    }
    if plan::is_of(&mut tx, id).await? {
        plan::clear(&mut tx).await?;
    }
    record::append(app, &mut tx, "import.give_up", Some(actor.person), &subject(id), &serde_json::json!({})).await?;
    tx.commit().await?;
    Ok(true)
}

/// Notes that the files of an import cannot be read, and why.
pub async fn fail(app: &App, id: ImportId, why: &str) -> Result<()> {
    let progress = serde_json::json!({ "broken": why }).to_string();
    let mut tx = app.db.begin().await?;
    run::advance(&mut tx, id, ("waiting", "reading"), "failed", Some(&progress), app.now()).await?;
    Ok(tx.commit().await?)
}
