//! Files that users join to messages, kept by the hash of their content in a folder beside the database.
//!
//! A blob is written under a temporary name, flushed to the disk, then renamed: it is whole or it is not there. The
//! same content is kept once. A blob that no row names is harmless and is swept later.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use sha2::{Digest as _, Sha256};

use crate::{Error, Result};

/// A folder of blobs.
#[derive(Debug, Clone)]
pub struct Blobs {
    folder: PathBuf,
}

impl Blobs {
    /// Uses this folder; makes it when missing.
    pub fn open(folder: &Path) -> Result<Blobs> {
        std::fs::create_dir_all(folder).map_err(failed("make", folder))?;
        Ok(Blobs { folder: folder.to_owned() })
    }

    /// Keeps a content; gives its SHA-256.
    pub fn put(&self, content: &[u8]) -> Result<[u8; 32]> {
        let hash: [u8; 32] = Sha256::digest(content).into();
        let path = self.path(&hash);
        if path.exists() {
            return Ok(hash);
        }
        let folder = path.parent().unwrap_or(&self.folder);
        std::fs::create_dir_all(folder).map_err(failed("make", folder))?;
        let mut file = tempfile_in(folder)?;
        file.1.write_all(content).and_then(|()| file.1.sync_all()).map_err(failed("write", &file.0))?;
        std::fs::rename(&file.0, &path).map_err(failed("write", &path))?;
        Ok(hash)
    }

    /// Begins a content that arrives in pieces and is larger than what one wants to hold at once.
    pub fn begin(&self) -> Result<NewBlob> {
        let (path, file) = tempfile_in(&self.folder)?;
        Ok(NewBlob { blobs: self.clone(), file, path, hash: Sha256::new(), kept: false })
    }

    /// The content that has this SHA-256, if it is kept.
    pub fn get(&self, hash: &[u8]) -> Result<Option<Vec<u8>>> {
        let path = self.path(hash);
        match std::fs::read(&path) {
            Ok(content) => Ok(Some(content)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(failed("read", &path)(error)),
        }
    }

    /// Where the content with this hexadecimal SHA-256 is kept, for those who read it as a file; `None` when it is not.
    pub fn path_of(&self, sha256: &str) -> Option<PathBuf> {
        let named = sha256.len() == 64 && sha256.bytes().all(|byte| byte.is_ascii_hexdigit());
        Some(self.folder.join(sha256.get(..2)?).join(sha256)).filter(|path| named && path.exists())
    }

    /// `ab/abcdef…`: the name holds nothing that a user chose.
    fn path(&self, hash: &[u8]) -> PathBuf {
        let name = model::text::hex(hash);
        self.folder.join(&name[..name.len().min(2)]).join(name)
    }
}

/// A content that arrives in pieces. Dropped before [`NewBlob::keep`], it leaves nothing.
#[derive(Debug)]
pub struct NewBlob {
    blobs: Blobs,
    file: std::fs::File,
    path: PathBuf,
    hash: Sha256,
    kept: bool,
}

impl NewBlob {
    /// Adds a piece.
    pub fn write(&mut self, piece: &[u8]) -> Result<()> {
        self.hash.update(piece);
        self.file.write_all(piece).map_err(failed("write", &self.path))
    }

    /// Keeps the content; gives its SHA-256.
    pub fn keep(mut self) -> Result<[u8; 32]> {
        let hash: [u8; 32] = std::mem::take(&mut self.hash).finalize().into();
        let path = self.blobs.path(&hash);
        let folder = path.parent().unwrap_or(&self.blobs.folder);
        std::fs::create_dir_all(folder).map_err(failed("make", folder))?;
        self.file.sync_all().map_err(failed("write", &self.path))?;
        std::fs::rename(&self.path, &path).map_err(failed("write", &path))?;
        self.kept = true;
        Ok(hash)
    }
}

impl Drop for NewBlob {
    fn drop(&mut self) {
        if !self.kept {
            // What cannot be removed is swept later, like a blob that no row names.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// A new file that no other writer has; its name need not be secret, only its own.
fn tempfile_in(folder: &Path) -> Result<(PathBuf, std::fs::File)> {
    for attempt in 0..1_000u32 {
        let path = folder.join(format!(".new-{}-{attempt}", std::process::id()));
        match std::fs::File::create_new(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed("write", &path)(error)),
        }
    }
    Err(failed("write", folder)(std::io::ErrorKind::AlreadyExists.into()))
}

fn failed(attempt: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.display().to_string();
    move |source| match source.kind() {
        std::io::ErrorKind::StorageFull => Error::Full,
        _ => Error::File { attempt, path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_is_kept_once_and_read_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let blobs = Blobs::open(folder.path()).expect("opened");
        let hash = blobs.put(b"plan de la sortie").expect("kept");
        assert_eq!(blobs.put(b"plan de la sortie").expect("kept again"), hash);
        assert_eq!(blobs.get(&hash).expect("read").as_deref(), Some(&b"plan de la sortie"[..]));
        assert_eq!(blobs.get(&[0; 32]).expect("read"), None);
    }

    #[test]
    fn a_content_in_pieces_is_the_same_as_whole_and_a_dropped_one_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let blobs = Blobs::open(folder.path()).expect("opened");
        let mut new = blobs.begin().expect("begun");
        new.write(b"plan de ").and_then(|()| new.write(b"la sortie")).expect("written");
        assert_eq!(new.keep().expect("kept"), blobs.put(b"plan de la sortie").expect("kept"));
        let files = || std::fs::read_dir(folder.path()).expect("listed").count();
        let before = files();
        let mut dropped = blobs.begin().expect("begun");
        dropped.write(b"x").expect("written");
        drop(dropped);
        assert_eq!(files(), before);
    }
}
