//! The data folder: the database of the embedded engine, attachments, keys, and a lock so that one process serves it.

use std::{
    fs::{File, OpenOptions},
    io::Write as _,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

use journal::{SigningKey, VerifyingKey};

/// An open data folder.
pub(crate) struct Folder {
    path: PathBuf,
    /// Held as long as the program serves.
    lock: Option<File>,
}

/// Why a data folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// A file or the folder cannot be made, read or written.
    #[error("impossible de {attempt} {path} : {source}")]
    File {
        /// What was attempted.
        attempt: &'static str,
        /// On what.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Another process serves it.
    #[error(
        "le dossier {0} est déjà servi par un autre processus Préau : arrêtez-le, ou choisissez un autre dossier avec --data"
    )]
    Busy(PathBuf),
    /// A key was damaged.
    #[error("la clé {path} est abîmée ({source}) : remettez en place sa copie de sauvegarde")]
    Key {
        /// The file.
        path: PathBuf,
        /// Why.
        source: journal::Error,
    },
    /// A secret has a wrong size.
    #[error("le secret {0} est abîmé : remettez en place sa copie de sauvegarde")]
    Secret(PathBuf),
}

impl Folder {
    /// Opens the folder, makes it when missing, and keeps other processes from serving it.
    pub(crate) fn serve(path: &Path) -> Result<Folder, Error> {
        let mut folder = Folder::open(path)?;
        let lock = folder.path.join("lock");
        let file = File::create(&lock).map_err(failed("écrire", &lock))?;
        match file.try_lock() {
            Ok(()) => folder.lock = Some(file),
            Err(std::fs::TryLockError::WouldBlock) => return Err(Error::Busy(path.to_owned())),
            Err(std::fs::TryLockError::Error(source)) => return Err(failed("verrouiller", &lock)(source)),
        }
        Ok(folder)
    }

    /// Opens the folder beside a process that may serve it.
    pub(crate) fn open(path: &Path) -> Result<Folder, Error> {
        // A folder that was there keeps the rights that its operator gave it.
        std::fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(path)
            .map_err(failed("créer le dossier", path))?;
        Ok(Folder { path: path.to_owned(), lock: None })
    }

    /// Where attachments are.
    pub(crate) fn blobs(&self) -> PathBuf {
        self.path.join("attachments")
    }

    /// A file of this folder.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The key that signs the journal, made the first time from 32 bytes of chance.
    pub(crate) fn journal_key(&self, name: &str, chance: [u8; 32]) -> Result<SigningKey, Error> {
        let path = self.file("journal.key");
        let damaged = |source| Error::Key { path: path.clone(), source };
        if path.exists() {
            return read(&path)?.parse().map_err(damaged);
        }
        let key = SigningKey::new(name, chance).map_err(damaged)?;
        write_secret(&path, key.to_secret_text().as_bytes())?;
        let public = self.file("journal.pub");
        std::fs::write(&public, format!("{}\n", key.verifying_key())).map_err(failed("écrire", &public))?;
        Ok(key)
    }

    /// The key that checks the journal.
    pub(crate) fn journal_public_key(&self) -> Result<VerifyingKey, Error> {
        let path = self.file("journal.pub");
        read(&path)?.parse().map_err(|source| Error::Key { path, source })
    }

    /// The key that seals evidence packs, made the first time. Its public half is beside it, as minisign reads it.
    pub(crate) fn dossier_key(&self, chance: [u8; 32]) -> Result<dossier::SealKey, Error> {
        let key = dossier::SealKey::new(self.secret("dossier.key", chance)?);
        let (public, text) = (self.file("dossier.pub"), key.public().to_string());
        if std::fs::read_to_string(&public).ok().as_ref() != Some(&text) {
            std::fs::write(&public, text).map_err(failed("écrire", &public))?;
        }
        Ok(key)
    }

    /// A secret of 32 bytes, made the first time.
    pub(crate) fn secret(&self, name: &str, chance: [u8; 32]) -> Result<[u8; 32], Error> {
        let path = self.file(name);
        if path.exists() {
            let bytes = std::fs::read(&path).map_err(failed("lire", &path))?;
            return bytes.try_into().map_err(|_| Error::Secret(path));
        }
        write_secret(&path, &chance)?;
        Ok(chance)
    }

    /// Keeps the newest checkpoint outside the database, whole or not at all: it is what `verify` compares with.
    pub(crate) fn keep_checkpoint(&self, note: &str) -> Result<(), Error> {
        let (new, path) = (self.file("journal.checkpoint.new"), self.file("journal.checkpoint"));
        std::fs::write(&new, note).map_err(failed("écrire", &new))?;
        std::fs::rename(&new, &path).map_err(failed("écrire", &path))
    }
}

/// Reads a small text file.
pub(crate) fn read(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(failed("lire", path))
}

/// A file that only its owner may read.
fn write_secret(path: &Path, content: &[u8]) -> Result<(), Error> {
    let mut file =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(failed("écrire", path))?;
    file.write_all(content).and_then(|()| file.sync_all()).map_err(failed("écrire", path))
}

fn failed(attempt: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::File { attempt, path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_made_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let place = tempfile::tempdir().expect("a folder");
        let made = place.path().join("new/data");
        Folder::open(&made).expect("made");
        let rights = |path: &Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
        assert_eq!(rights(&made), 0o700);
        std::fs::set_permissions(&made, std::fs::Permissions::from_mode(0o750)).expect("set");
        Folder::open(&made).expect("opened");
        assert_eq!(rights(&made), 0o750, "what the operator has set stays");
    }

    #[test]
    fn a_folder_is_served_once_and_keeps_its_keys() {
        let place = tempfile::tempdir().expect("a folder");
        let folder = Folder::serve(place.path()).expect("opened");
        assert!(matches!(Folder::serve(place.path()), Err(Error::Busy(_))));
        let key = folder.journal_key("ent.example/journal", [1; 32]).expect("made");
        let again = folder.journal_key("ent.example/journal", [2; 32]).expect("read");
        assert_eq!(key.verifying_key(), again.verifying_key());
        assert_eq!(&folder.journal_public_key().expect("public"), key.verifying_key());
        assert_eq!(folder.secret("pepper", [3; 32]).expect("made"), folder.secret("pepper", [4; 32]).expect("read"));
        drop(folder);
        Folder::serve(place.path()).expect("free again");
    }
}
