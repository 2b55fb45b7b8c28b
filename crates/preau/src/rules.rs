//! The operator's own rules: TOML files of a folder, beside those of the program.

use std::path::Path;

use actions::would_hold::{self, Checked};
use model::{limits, time::Clock as _};
use shield::RuleFile;
use store::Db;

use crate::{cli::Error, system::SystemClock};

/// Reads every `.toml` of a folder, in the order of their names.
pub(crate) fn read(folder: &Path) -> Result<Vec<RuleFile>, Error> {
    let cannot = |error: std::io::Error| {
        Error::Said(format!("impossible de lire le dossier de règles {} : {error}", folder.display()))
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        if path.extension().is_none_or(|ending| ending != "toml") {
            continue;
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = std::fs::metadata(&path).map_err(cannot)?.len();
        if files.len() >= limits::RULE_FILES_MAX || bytes > limits::RULE_FILE_BYTES_MAX {
            let (files, bytes) = (limits::RULE_FILES_MAX, limits::RULE_FILE_BYTES_MAX);
            return Err(Error::Said(format!(
                "{name} : pas plus de {files} fichiers de règles, de {bytes} octets chacun"
            )));
        }
        files.push(RuleFile { name, version: None, text: std::fs::read_to_string(&path).map_err(cannot)? });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// Those that hold, and those that are refused with their reasons.
pub(crate) async fn check(db: &Db, files: &[RuleFile]) -> Result<Checked, Error> {
    Ok(would_hold::check(db, files, SystemClock.now()).await?)
}
