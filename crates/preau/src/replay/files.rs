//! Files, plain or compressed with gzip, whatever their name says.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use flate2::read::MultiGzDecoder;

use super::Error;

/// Bytes of one line: a message of the largest size, escaped, with room.
const LINE_BYTES_MAX: u64 = 4_000_000;
/// Bytes of a file of entities, unpacked.
const ENTITIES_BYTES_MAX: u64 = 1_000_000_000;
const GZIP: [u8; 2] = [0x1F, 0x8B];

/// Everything in a file.
pub(super) fn whole(path: &Path) -> Result<Vec<u8>, Error> {
    let mut text = Vec::new();
    let mut from = reader(path, Arc::default())?.take(ENTITIES_BYTES_MAX);
    from.read_to_end(&mut text).map_err(failed(path))?;
    Ok(text)
}

/// The lines of a file, one after the other.
pub(super) struct Lines {
    path: String,
    from: Box<dyn BufRead + Send>,
    read: Arc<AtomicU64>,
    size: u64,
    line: u64,
}

impl Lines {
    pub(super) fn open(path: &Path) -> Result<Lines, Error> {
        let read = Arc::new(AtomicU64::new(0));
        let size = std::fs::metadata(path).map_err(failed(path))?.len();
        Ok(Lines { path: path.display().to_string(), from: reader(path, read.clone())?, read, size, line: 0 })
    }

    /// The next line that is not blank.
    pub(super) fn next(&mut self) -> Result<Option<String>, Error> {
        loop {
            let mut line = String::new();
            self.line += 1;
            let read = (&mut self.from).take(LINE_BYTES_MAX).read_line(&mut line);
            let read = read.map_err(|source| Error::File { path: self.path.clone(), source })?;
            if read == 0 {
                return Ok(None);
            }
            if read as u64 == LINE_BYTES_MAX {
                return Err(self.wrong(&"ligne trop longue"));
            }
            if !line.trim().is_empty() {
                return Ok(Some(line));
            }
        }
    }

    /// What is wrong with the line that was read last.
    pub(super) fn wrong(&self, why: &dyn std::fmt::Display) -> Error {
        Error::Event { path: self.path.clone(), line: self.line, why: why.to_string() }
    }

    /// Bytes of the file read so far, and in all.
    pub(super) fn bytes(&self) -> (u64, u64) {
        (self.read.load(Ordering::Relaxed), self.size)
    }
}

fn reader(path: &Path, read: Arc<AtomicU64>) -> Result<Box<dyn BufRead + Send>, Error> {
    let file = File::open(path).map_err(failed(path))?;
    let mut from = BufReader::new(Counted { file, read });
    let is_gzip = from.fill_buf().map_err(failed(path))?.starts_with(&GZIP);
    Ok(if is_gzip { Box::new(BufReader::new(MultiGzDecoder::new(from))) } else { Box::new(from) })
}

struct Counted {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(to)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

pub(super) fn failed(path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.display().to_string();
    move |source| Error::File { path, source }
}
