//! Pupils: their class, their groups, and who has authority over them.

use std::io::{self, Write};

use super::{
    Category, groups, section,
    xml::{Entry, Request},
};
use crate::{
    names::Sex,
    town::{Link, Pupil, Section, Tie, Town},
};

/// Writes a pupil.
pub(super) fn write(out: &mut impl Write, town: &Town, pupil: &Pupil) -> io::Result<()> {
    let id = pupil.id.to_string();
    let (year, month, day) = pupil.born;
    let mut entry = Entry::open(out, Request::Add, Category::Eleve, &id)?;
    entry.value("ENTPersonJointure", &id)?;
    entry.value("sn", &pupil.family)?;
    entry.value("givenName", &pupil.given)?;
    entry.values("ENTPersonAutresPrenoms", &[&pupil.given, &pupil.second])?;
    entry.value("personalTitle", if pupil.sex == Sex::Female { "MLLE" } else { "M." })?;
    entry.value("ENTPersonDateNaissance", &format!("{day:02}/{month:02}/{year}"))?;
    // National numbers begin with other digits: nobody has one of these.
    entry.value("ENTEleveINE", &format!("{:09}ZZ", pupil.id % 10_000_000))?;
    entry.value("ENTPersonStructRattach", &town.schools[pupil.school].key.to_string())?;
    entry.value("ENTEleveMEF", pupil.level.mef)?;
    entry.value("ENTEleveNivFormation", pupil.level.name)?;
    entry.value("ENTEleveClasses", &section(town, pupil.school, Section::Class(pupil.class)))?;
    entry.values("ENTEleveGroupes", &groups(town, pupil))?;
    related(&mut entry, town, &pupil.ties)?;
    entry.close()
}

/// Writes those around a pupil, and apart those who have authority.
pub(super) fn related<W: Write>(entry: &mut Entry<'_, W>, town: &Town, ties: &[Tie]) -> io::Result<()> {
    let id = |tie: &Tie| town.guardians[tie.guardian].id;
    let all: Vec<String> = ties
        .iter()
        .map(|tie| {
            let link = match tie.link {
                Link::Father => 1,
                Link::Mother => 2,
                Link::Tutor => 3,
                Link::Relative => 4,
            };
            let pays = u8::from(tie.authority == 1);
            // Link, pays the school, authority, may be called, is paid.
            format!("{}${link}${pays}${}$1${pays}", id(tie), tie.authority)
        })
        .collect();
    let authority: Vec<String> = ties.iter().filter(|tie| tie.authority > 0).map(|tie| id(tie).to_string()).collect();
    entry.values("ENTElevePersRelEleve", &all)?;
    entry.values("ENTEleveAutoriteParentale", &authority)
}
