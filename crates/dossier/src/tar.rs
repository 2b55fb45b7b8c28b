//! A pack as one file to download: a tar archive (POSIX ustar), with nothing in it that the pack does not say.

use crate::File;

const BLOCK: usize = 512;

/// Packs files below one folder. Owner, rights and times are the same in every archive, so the same pack is the same
/// bytes.
pub fn tar(folder: &str, files: &[File]) -> Vec<u8> {
    let bytes: usize = files.iter().map(|file| file.bytes.len() + 2 * BLOCK).sum();
    let mut archive = Vec::with_capacity(bytes + 2 * BLOCK);
    for file in files {
        archive.extend_from_slice(&header(&format!("{folder}/{}", file.path), file.bytes.len()));
        archive.extend_from_slice(&file.bytes);
        archive.resize(archive.len().next_multiple_of(BLOCK), 0);
    }
    archive.resize(archive.len() + 2 * BLOCK, 0);
    archive
}

fn header(path: &str, bytes: usize) -> [u8; BLOCK] {
    // Names of more than a hundred bytes are parted at a slash.
    let (prefix, name) = if path.len() <= 100 {
        ("", path)
    } else {
        let from = path.len() - 101;
        path[from..].find('/').map_or(("", path), |at| (&path[..from + at], &path[from + at + 1..]))
    };
    let mut block = [0; BLOCK];
    let mut put = |at: usize, text: &str, max: usize| {
        let text = &text.as_bytes()[..text.len().min(max)];
        block[at..at + text.len()].copy_from_slice(text);
    };
    put(0, name, 100);
    put(100, "0000644", 8);
    put(108, "0000000", 8);
    put(116, "0000000", 8);
    put(124, &format!("{bytes:011o}"), 12);
    put(136, "00000000000", 12);
    put(148, "        ", 8);
    put(156, "0", 1);
    put(257, "ustar\x0000", 8);
    put(345, prefix, 155);
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    block
}
