//! Files that are there whole or not at all: written beside their place, moved into it when they are finished.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

const BUFFER_BYTES: usize = 256 * 1024;

/// A file being written.
pub(crate) struct Output {
    path: PathBuf,
    part: PathBuf,
    out: BufWriter<File>,
}

impl Output {
    /// Begins a file in a folder, which is made when it is missing.
    pub(crate) fn create(folder: &Path, name: &str) -> io::Result<Output> {
        fs::create_dir_all(folder)?;
        let (path, part) = (folder.join(name), folder.join(format!("{name}.part")));
        let out = BufWriter::with_capacity(BUFFER_BYTES, File::create(&part)?);
        Ok(Output { path, part, out })
    }

    /// Puts the file in its place, over a former one; says where.
    pub(crate) fn finish(mut self) -> io::Result<PathBuf> {
        self.out.flush()?;
        fs::rename(&self.part, &self.path)?;
        Ok(self.path)
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
