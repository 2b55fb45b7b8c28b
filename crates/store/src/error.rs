//! What can go wrong with the database, in words that tell an operator what to do.

use sqlx::error::ErrorKind;

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure of the database or of the files beside it. Expected outcomes are values, not errors.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address of the database cannot be used.
    #[error(
        "could not open the database {url}: {source}. Check the address, that the folder exists and may be written, or that the server runs"
    )]
    Open {
        /// The address, without its password.
        url: String,
        /// What the driver said.
        source: sqlx::Error,
    },
    /// The database was migrated by a newer program.
    #[error(
        "the database is newer than this program (migration {0} is not known here): install the version of Préau that wrote it, or restore a backup"
    )]
    Newer(i64),
    /// A migration failed; nothing of it was kept.
    #[error("could not bring the database up to date: {0}")]
    Migrate(#[source] sqlx::migrate::MigrateError),
    /// Another process holds the SQLite database.
    #[error("the database is held by another process: stop it, or point this one at another data folder")]
    Locked,
    /// No room left.
    #[error("the disk that holds the database is full: nothing was changed; free some room and try again")]
    Full,
    /// A row with this key exists. Callers that expect it match on this.
    #[error("a row with this key exists already")]
    Exists,
    /// The database holds a value that this program does not know.
    #[error(transparent)]
    Code(#[from] model::account::UnknownCode),
    /// What was written together with others was undone with them. Callers of [`crate::Db::join`] try once more.
    #[error("what was written was undone, as the work of somebody else at the same moment failed: try again")]
    Undone,
    /// A stored JSON text could not be read.
    #[error("a stored value is damaged: {0}")]
    Json(#[from] serde_json::Error),
    /// A file could not be read or written.
    #[error("could not {attempt} the file {path}: {source}")]
    File {
        /// What was attempted.
        attempt: &'static str,
        /// On which file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// Anything else that the driver reports.
    #[error("the database refused: {0}")]
    Sql(#[source] sqlx::Error),
}

/// `SQLITE_BUSY`, `SQLITE_LOCKED`; `SQLITE_FULL`; PostgreSQL's `disk_full`.
const BUSY: [&str; 4] = ["5", "6", "261", "517"];
const FULL: [&str; 3] = ["13", "53100", "1034"];

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Error {
        if let sqlx::Error::Database(said) = &error {
            if said.kind() == ErrorKind::UniqueViolation {
                return Error::Exists;
            }
            if let Some(code) = said.code() {
                if BUSY.contains(&code.as_ref()) {
                    return Error::Locked;
                }
                if FULL.contains(&code.as_ref()) {
                    return Error::Full;
                }
            }
        }
        Error::Sql(error)
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Error {
        match error {
            sqlx::migrate::MigrateError::VersionMissing(version) => Error::Newer(version),
            other => Error::Migrate(other),
        }
    }
}
