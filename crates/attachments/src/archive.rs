//! Archives: what is in them is examined in turn, within the depth, ratio and number of parts that the bounds give.

use std::io::Cursor;

use zip::{ZipArchive, result::ZipError};

use crate::{Overrun, Unreadable, examiner::Examiner};

/// Opens a ZIP archive. `None`, said in the report, when it cannot be opened.
pub(crate) fn open<'a>(examiner: &mut Examiner, content: &'a [u8]) -> Option<ZipArchive<Cursor<&'a [u8]>>> {
    let opened = ZipArchive::new(Cursor::new(content));
    if opened.is_err() {
        examiner.unreadable(Unreadable::Damaged);
    }
    opened.ok()
}

/// The next part of an archive: its name and its content, `None` when it is a folder or cannot be read. Errors: a bound
/// that ends the reading of this archive.
pub(crate) fn part(
    examiner: &mut Examiner,
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    index: usize,
) -> Result<Option<(String, Vec<u8>)>, Overrun> {
    examiner.budget.part()?;
    // The name of a locked file is not locked.
    let name = match archive.name_for_index(index) {
        Some(Ok(name)) => name.into_owned(),
        _ => String::new(),
    };
    let file = match archive.by_index(index) {
        Ok(file) => file,
        Err(error) => {
            examiner.say(&name);
            examiner.unreadable(match error {
                ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
                    Unreadable::Encrypted
                }
                ZipError::UnsupportedArchive(_) => Unreadable::Archive,
                _ => Unreadable::Damaged,
            });
            return Ok(None);
        }
    };
    if file.is_dir() {
        return Ok(None);
    }
    let packed = usize::try_from(file.compressed_size()).unwrap_or(usize::MAX);
    let (content, whole) = examiner.budget.unpack(file, packed)?;
    if !whole {
        examiner.unreadable(Unreadable::Damaged);
    }
    Ok(Some((name, content)))
}

/// Examines every file of a ZIP archive.
pub(crate) fn zip(examiner: &mut Examiner, content: &[u8], depth: usize) {
    let Some(mut archive) = open(examiner, content) else { return };
    for index in 0..archive.len() {
        match part(examiner, &mut archive, index) {
            Ok(Some((name, content))) => examiner.inner(&name, &content, depth),
            Ok(None) => {}
            Err(overrun) => return examiner.overrun(overrun),
        }
    }
}

/// Examines what was packed with gzip.
pub(crate) fn gzip(examiner: &mut Examiner, content: &[u8], depth: usize) {
    match examiner.budget.unpack(flate2::read::MultiGzDecoder::new(content), content.len()) {
        Ok((unpacked, whole)) => {
            if !whole {
                examiner.unreadable(Unreadable::Damaged);
            }
            examiner.inner("", &unpacked, depth);
        }
        Err(overrun) => examiner.overrun(overrun),
    }
}

/// Bytes of a block of a tape archive.
const BLOCK: usize = 512;

/// Examines every file of a tape archive.
pub(crate) fn tar(examiner: &mut Examiner, content: &[u8], depth: usize) {
    let mut at = 0;
    while let Some(head) = content.get(at..at + BLOCK) {
        if head.iter().all(|byte| *byte == 0) {
            return;
        }
        if let Err(overrun) = examiner.budget.part() {
            return examiner.overrun(overrun);
        }
        let until_zero = |field: &[u8]| field.split(|byte| *byte == 0).next().unwrap_or_default().to_vec();
        let name = String::from_utf8_lossy(&until_zero(&head[..100])).into_owned();
        let digits = String::from_utf8_lossy(&until_zero(&head[124..136])).trim().to_owned();
        let Ok(size) = usize::from_str_radix(&digits, 8) else { return examiner.unreadable(Unreadable::Damaged) };
        let begin = at + BLOCK;
        let Some(inner) = begin.checked_add(size).and_then(|end| content.get(begin..end)) else {
            return examiner.unreadable(Unreadable::Damaged);
        };
        if !inner.is_empty() {
            examiner.inner(&name, inner, depth);
        }
        at = begin + size.div_ceil(BLOCK) * BLOCK;
    }
}
