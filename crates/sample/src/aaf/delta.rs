//! What changes in a month: a pupil changes class, another comes with two guardians, a teacher leaves, and a guardian
//! loses the authority over one of two children.

use std::{io, path::Path};

use model::school::SchoolKind;

use super::{
    Category, DELTA_ON, begin, end, guardians, pupils, section,
    xml::{Entry, Request},
};
use crate::{
    levels::class_size,
    town::{Member, Pupil, Section, Town},
    written::Written,
};

/// Writes the files of what has changed; the newcomer is the last pupil of the town ([`Town::welcome`]).
pub(crate) fn write(folder: &Path, town: &Town) -> io::Result<Written> {
    let mut all = Written::default();
    let newcomer = town.pupils.last();

    let mut out = begin(folder, "Delta", DELTA_ON, Category::PersRelEleve)?;
    for tie in newcomer.iter().flat_map(|pupil| &pupil.ties) {
        guardians::write(&mut out, &town.guardians[tie.guardian])?;
        all.guardians += 1;
    }
    all.files.push(end(out)?);

    let mut out = begin(folder, "Delta", DELTA_ON, Category::Eleve)?;
    let mover = mover(town);
    if let Some((pupil, class)) = mover {
        let mut entry = Entry::open(&mut out, Request::Modify, Category::Eleve, &pupil.id.to_string())?;
        entry.value("ENTEleveClasses", &section(town, pupil.school, Section::Class(class)))?;
        entry.close()?;
        all.pupils += 1;
    }
    if let Some((pupil, kept)) = bereft(town, mover.map(|(pupil, _)| pupil.id)) {
        let mut entry = Entry::open(&mut out, Request::Modify, Category::Eleve, &pupil.id.to_string())?;
        pupils::related(&mut entry, town, &pupil.ties[..kept])?;
        entry.close()?;
        all.pupils += 1;
    }
    if let Some(newcomer) = newcomer {
        pupils::write(&mut out, town, newcomer)?;
        all.pupils += 1;
    }
    all.files.push(end(out)?);

    let mut out = begin(folder, "Delta", DELTA_ON, Category::PersEducNat)?;
    let may_leave = |m: &&Member| m.lessons.len() > 2 && m.schools.len() == 1 && m.parent.is_none();
    if let Some(teacher) = town.staff.iter().rev().find(may_leave) {
        Entry::open(&mut out, Request::Delete, Category::PersEducNat, &teacher.id.to_string())?.close()?;
        all.teachers += 1;
    }
    all.files.push(end(out)?);
    all.people = all.pupils + all.guardians + all.teachers;
    all.files.sort();
    Ok(all)
}

/// A pupil of a collège, and the next class of the same level.
fn mover(town: &Town) -> Option<(&Pupil, usize)> {
    town.pupils.iter().filter(|pupil| town.schools[pupil.school].kind == SchoolKind::College).find_map(|pupil| {
        let classes = &town.schools[pupil.school].classes;
        let next = classes.get(pupil.class + 1)?;
        let has_room = town.pupils_of(pupil.school, pupil.class + 1).count() < class_size(SchoolKind::College).1;
        (next.level.mef == classes[pupil.class].level.mef && has_room).then_some((pupil, pupil.class + 1))
    })
}

/// A pupil with two guardians of whom the second has another child too, and how many ties are left.
fn bereft(town: &Town, but: Option<u64>) -> Option<(&Pupil, usize)> {
    let of_aaf = |pupil: &&Pupil| town.is_secondary(pupil.school);
    town.pupils.iter().filter(of_aaf).filter(|pupil| Some(pupil.id) != but).find_map(|pupil| {
        let [_, second] = pupil.ties[..] else { return None };
        let has = |other: &&Pupil| other.ties.iter().any(|tie| tie.guardian == second.guardian && tie.authority > 0);
        let children = town.pupils.iter().filter(of_aaf).filter(has).count();
        (second.authority > 0 && children > 1).then_some((pupil, 1))
    })
}
