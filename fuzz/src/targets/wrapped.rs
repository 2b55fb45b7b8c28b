//! Archives in archives, each sound: the first byte says how many, the next ones which.

use std::io::{Cursor, Write as _};

use flate2::{Compression, write::GzEncoder};
use model::limits;
use sha2::{Digest as _, Sha256};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::files::examined;

/// Archives around a file, at most.
const LAYERS_MAX: usize = 8;
/// Bytes of a block of a tape archive.
const BLOCK: usize = 512;

pub(super) fn wrapped(content: &[u8]) {
    let Some((count, rest)) = content.split_first() else { return };
    let layers = usize::from(*count) % (LAYERS_MAX + 1);
    let Some((kinds, inner)) = rest.split_at_checked(layers) else { return };
    let mut file = inner.to_vec();
    for kind in kinds {
        file = match kind % 4 {
            0 => zip(&file, CompressionMethod::Deflated),
            1 => zip(&file, CompressionMethod::Stored),
            2 => gzip(&file),
            _ => tar(&file),
        };
    }
    let report = examined(&file);
    // A file of files at the last depth is not opened; what is none is still read there.
    if layers > limits::FILE_DEPTH_MAX + 1 {
        assert!(!report.overrun.is_empty(), "{layers} archives are no overrun: {report:?}");
    } else if layers > 0 && !inner.is_empty() && report.overrun.is_empty() {
        let hash = model::text::hex(&Sha256::digest(inner));
        assert!(report.files.contains(&hash), "the innermost file is not known by its hash");
    }
}

fn zip(file: &[u8], method: CompressionMethod) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    writer.start_file("dedans", options).expect("a file begins");
    writer.write_all(file).expect("a file is written");
    writer.finish().expect("an archive").into_inner()
}

fn gzip(file: &[u8]) -> Vec<u8> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(file).expect("memory takes it");
    packed.finish().expect("packed")
}

/// A tape archive of one file, its two empty blocks at the end (POSIX ustar).
fn tar(file: &[u8]) -> Vec<u8> {
    let mut archive = vec![0; BLOCK];
    archive[..6].copy_from_slice(b"dedans");
    archive[124..135].copy_from_slice(format!("{:011o}", file.len()).as_bytes());
    archive[257..262].copy_from_slice(b"ustar");
    archive.extend_from_slice(file);
    archive.resize(archive.len().div_ceil(BLOCK) * BLOCK + 2 * BLOCK, 0);
    archive
}
