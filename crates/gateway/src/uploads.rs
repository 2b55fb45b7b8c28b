//! Imports whose files came through the pages: the worker reads them as it would read files of a folder.

use std::path::Path;

use actions::{
    App, Error, Result,
    import::{self, Prepared, upload},
};
use model::{ImportId, Uai};

use crate::rosters::{FileSet, Options, Watch, detect, preview};

/// Reads the uploaded files of an import and keeps its plan, to be looked at and applied. What is wrong with the files
/// is written in the run; an error is a fault of this machine, and worth another try. May run twice.
pub async fn import_job(app: &App, id: ImportId) -> Result<()> {
    let Some(run) = import::run(app, id).await? else { return Ok(()) };
    if !matches!(run.state.as_str(), "waiting" | "reading") {
        return Ok(());
    }
    let files = upload::files(app, id).await?;
    let folder = tempfile::tempdir().map_err(|source| file_error("make", Path::new("temporary folder"), source))?;
    for file in &files {
        let Some(kept) = app.blobs.path_of(&file.sha256) else { continue };
        let link = folder.path().join(&file.name);
        std::os::unix::fs::symlink(&kept, &link).map_err(|source| file_error("link", &link, source))?;
    }
    let uai = run.uai.and_then(|code| Uai::parse(&code).ok());
    let set = match one_set(folder.path(), uai) {
        Ok(set) => set,
        Err(why) => return upload::fail(app, id, &why).await,
    };
    let watch = Watch::default();
    match preview(app, id, &set, None, &watch, &|_| {}).await? {
        Prepared::Ready(_) | Prepared::Broken(_) | Prepared::Stopped | Prepared::Overtaken => Ok(()),
    }
}

/// The one roster that the files make.
fn one_set(folder: &Path, uai: Option<Uai>) -> std::result::Result<FileSet, String> {
    let mut found =
        detect(&[folder.to_owned()], &Options { uai, complete: false }).map_err(|broken| broken.to_string())?;
    match (found.sets.pop(), found.sets.len()) {
        (Some(set), 0) => Ok(set),
        (_, others) => Err(format!(
            "ces fichiers font {} annuaires à la fois\u{202f}: importez-les l’un après l’autre",
            others + 1
        )),
    }
}

fn file_error(attempt: &'static str, path: &Path, source: std::io::Error) -> Error {
    Error::Store(actions::StoreError::File { attempt, path: path.display().to_string(), source })
}
