//! The operator's own rules: TOML files of a folder, beside those of the program.

use std::{
    fs, io,
    os::unix::fs::MetadataExt as _,
    path::{Path, PathBuf},
};

use actions::{
    App,
    rule_files::{self, Loaded},
    would_hold::{self, Checked},
};
use model::{limits, time::Clock as _};
use shield::{RuleFile, RuleRefused};
use store::Db;

use crate::{cli::Error, system::SystemClock};

/// Reads every `.toml` of a folder, in the order of their names.
pub(crate) fn read(folder: &Path) -> Result<Vec<RuleFile>, Error> {
    let cannot = |error: io::Error| {
        Error::Said(format!("impossible de lire le dossier de règles {} : {error}", folder.display()))
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = fs::metadata(&path).map_err(cannot)?.len();
        if files.len() >= limits::RULE_FILES_MAX || bytes > limits::RULE_FILE_BYTES_MAX {
            let (files, bytes) = (limits::RULE_FILES_MAX, limits::RULE_FILE_BYTES_MAX);
            return Err(Error::Said(format!(
                "{name} : pas plus de {files} fichiers de règles, de {bytes} octets chacun"
            )));
        }
        files.push(RuleFile { name, version: None, text: fs::read_to_string(&path).map_err(cannot)? });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// Those that hold, and those that are refused with their reasons.
pub(crate) async fn check(db: &Db, files: &[RuleFile]) -> Result<Checked, Error> {
    Ok(would_hold::check(db, files, SystemClock.now()).await?)
}

/// A folder that is looked at while the program runs.
pub(crate) struct Watch {
    folder: PathBuf,
    /// What it looked like when its files were last read.
    seen: Option<Result<Vec<Stamp>, String>>,
}

/// What changes when a file does, whatever its length and its time say: name, length, time of its content, time of its
/// inode to the nanosecond, and the inode, which another is when it was put in its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Stamp {
    name: String,
    bytes: u64,
    written: (i64, i64),
    changed: (i64, i64),
    inode: u64,
}

impl Watch {
    pub(crate) fn of(folder: &Path) -> Watch {
        Watch { folder: folder.to_owned(), seen: None }
    }

    /// Reads the files if one of them changed, and puts them in force together.
    pub(crate) async fn look(&mut self, app: &App) -> actions::Result<Loaded> {
        let folder = self.folder.clone();
        let now = tokio::task::spawn_blocking(move || stamps(&folder)).await.map_err(|_| actions::Error::Lost)?;
        let now = now.map_err(|error| error.to_string());
        if self.seen.as_ref() == Some(&now) {
            return Ok(Loaded::Same);
        }
        let folder = self.folder.clone();
        let files = tokio::task::spawn_blocking(move || read(&folder)).await.map_err(|_| actions::Error::Lost)?;
        let loaded = match files {
            Ok(files) => rule_files::load(app, &files).await?,
            Err(why) => {
                let file = self.folder.display().to_string();
                rule_files::cannot_read(app, RuleRefused { file, why: why.to_string() }).await?
            }
        };
        // Taken before the files were read: what changed meanwhile is seen the next time.
        self.seen = Some(now);
        Ok(loaded)
    }
}

fn stamps(folder: &Path) -> io::Result<Vec<Stamp>> {
    let mut stamps = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let meta = fs::metadata(&path)?;
        stamps.push(Stamp {
            name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            bytes: meta.len(),
            written: (meta.mtime(), meta.mtime_nsec()),
            changed: (meta.ctime(), meta.ctime_nsec()),
            inode: meta.ino(),
        });
    }
    stamps.sort();
    Ok(stamps)
}
