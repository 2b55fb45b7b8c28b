//! What was not planned. Expected outcomes are values of each action.

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// A failure of what stands under the actions.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database or the files beside it.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The journal could not be sealed or read.
    #[error("the journal: {0}")]
    Journal(#[from] journal::Error),
    /// An entry of the journal has a shape that the program never writes.
    #[error("l’écriture n° {0} du journal a une forme que le programme n’écrit jamais : lancez « preau verify »")]
    Unreadable(u64),
    /// A value could not be written as JSON.
    #[error("a value could not be written: {0}")]
    Json(#[from] serde_json::Error),
    /// Password hashing failed for another reason than a wrong password.
    #[error("a password could not be hashed: {0}")]
    Hash(String),
    /// A file whose content is not among the attachments.
    #[error("the content {0} is not in the folder of attachments: restore the folder from its backup")]
    NoContent(String),
    /// No key follows from the installation's secret: one case in more than can be counted.
    #[error("no key can be made of {0}: renew the key with « preau services renew-key »")]
    NoKey(uuid::Uuid),
    /// The program's own rules cannot be read: a fault of the build.
    #[error("the rules: {0}")]
    Rules(String),
    /// A blocking task was lost.
    #[error("a task of the program was lost; try again")]
    Lost,
}
