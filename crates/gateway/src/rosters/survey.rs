//! Reads a roster and keeps nothing: what its files give, without a directory to compare it with.

use crate::rosters::{broken::Broken, bytes::Watch, detect::FileSet, read};

/// What the files of a set give.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Survey {
    /// Records that could be understood.
    pub records: u64,
    /// Lines and entries that could not.
    pub refused: u64,
}

/// Reads every file of a set to its end.
pub fn survey(set: &FileSet) -> Result<Survey, Broken> {
    let mut found = Survey::default();
    read::read(set, &Watch::default(), &mut |item| {
        match item {
            Ok(_) => found.records += 1,
            Err(_) => found.refused += 1,
        }
        Ok(())
    })?;
    Ok(found)
}
