//! Names that other files refer to by code: trainings and subjects.

use std::io::{self, Write};

use super::{
    Category,
    xml::{Entry, Request},
};
use crate::{levels, subjects};

/// Writes every training.
pub(super) fn mefs(out: &mut impl Write) -> io::Result<()> {
    for level in levels::ALL.iter().filter(|level| !level.mef.is_empty()) {
        let mut entry = Entry::open(out, Request::Add, Category::MefEducNat, level.mef)?;
        entry.value("ENTMefJointure", level.mef)?;
        entry.value("ENTLibelleMef", level.name)?;
        entry.close()?;
    }
    Ok(())
}

/// Writes every subject.
pub(super) fn subjects(out: &mut impl Write) -> io::Result<()> {
    for subject in subjects::ALL {
        let mut entry = Entry::open(out, Request::Add, Category::MatiereEducNat, subject.code)?;
        entry.value("ENTMatJointure", subject.code)?;
        entry.value("ENTLibelleMatiere", subject.name)?;
        entry.close()?;
    }
    Ok(())
}
