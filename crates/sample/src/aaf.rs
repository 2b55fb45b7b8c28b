//! AAF: the XML files of a collège and a lycée, complete (`Complet`) or only what has changed (`Delta`).

mod delta;
mod guardians;
mod names;
mod pupils;
mod schools;
mod staff;
mod xml;

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use model::Uai;

use crate::{
    files::Output,
    town::{Pupil, Section, Town},
};

pub(crate) use delta::write as write_delta;

/// Number of the invented workspace whose name stands in the files.
const WORKSPACE: u32 = 9_990_000;
/// Days of the exports.
const COMPLETE_ON: &str = "20260907";
const DELTA_ON: &str = "20261005";

/// What a file holds, by its name in AAF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Category {
    MefEducNat,
    MatiereEducNat,
    EtabEducNat,
    PersRelEleve,
    Eleve,
    PersEducNat,
}

impl Category {
    const fn code(self) -> &'static str {
        match self {
            Category::MefEducNat => "MefEducNat",
            Category::MatiereEducNat => "MatiereEducNat",
            Category::EtabEducNat => "EtabEducNat",
            Category::PersRelEleve => "PersRelEleve",
            Category::Eleve => "Eleve",
            Category::PersEducNat => "PersEducNat",
        }
    }
}

/// The files of a complete export, open together: a town is written to all of them, and forgotten.
pub(crate) struct Complete {
    names: [Output; 2],
    schools: Output,
    guardians: Output,
    pupils: Output,
    staff: Output,
}

impl Complete {
    /// Begins the files.
    pub(crate) fn create(folder: &Path) -> io::Result<Complete> {
        let open = |category| begin(folder, "Complet", COMPLETE_ON, category);
        let (mut mefs, mut subjects) = (open(Category::MefEducNat)?, open(Category::MatiereEducNat)?);
        names::mefs(&mut mefs)?;
        names::subjects(&mut subjects)?;
        Ok(Complete {
            names: [mefs, subjects],
            schools: open(Category::EtabEducNat)?,
            guardians: open(Category::PersRelEleve)?,
            pupils: open(Category::Eleve)?,
            staff: open(Category::PersEducNat)?,
        })
    }

    /// Writes everybody of a town's collège and lycée.
    pub(crate) fn town(&mut self, town: &Town) -> io::Result<()> {
        for at in (0..town.schools.len()).filter(|at| town.is_secondary(*at)) {
            schools::write(&mut self.schools, &town.schools[at])?;
        }
        let mut is_named = vec![false; town.guardians.len()];
        for pupil in town.pupils.iter().filter(|pupil| town.is_secondary(pupil.school)) {
            pupil.ties.iter().for_each(|tie| is_named[tie.guardian] = true);
            pupils::write(&mut self.pupils, town, pupil)?;
        }
        for (guardian, _) in town.guardians.iter().zip(is_named).filter(|(_, is_named)| *is_named) {
            guardians::write(&mut self.guardians, guardian)?;
        }
        for member in town.staff.iter().filter(|member| town.is_secondary(member.schools[0])) {
            staff::write(&mut self.staff, town, member)?;
        }
        Ok(())
    }

    /// Ends the files; says where they are.
    pub(crate) fn finish(self) -> io::Result<Vec<PathBuf>> {
        let [mefs, subjects] = self.names;
        [mefs, subjects, self.schools, self.guardians, self.pupils, self.staff].into_iter().map(end).collect()
    }
}

fn begin(folder: &Path, mode: &str, day: &str, category: Category) -> io::Result<Output> {
    let workspace = Uai::from_number(WORKSPACE);
    let mut out = Output::create(folder, &format!("ENT_{workspace}_{mode}_{day}_{}_0000.xml", category.code()))?;
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE ficAlimMENESR SYSTEM \"ficAlimMENESR.dtd\">\n<ficAlimMENESR>\n",
    )?;
    Ok(out)
}

fn end(mut out: Output) -> io::Result<PathBuf> {
    out.write_all(b"</ficAlimMENESR>\n")?;
    out.finish()
}

/// A class or a group as people's entries name it: `52009$3B`.
fn section(town: &Town, school: usize, section: Section) -> String {
    let school = &town.schools[school];
    let name = match section {
        Section::Class(class) => &school.classes[class].name,
        Section::Group(group) => &school.groups[group].name,
    };
    format!("{}${name}", school.key)
}

/// The groups of a pupil as their entry names them.
fn groups(town: &Town, pupil: &Pupil) -> Vec<String> {
    pupil.groups.iter().map(|group| section(town, pupil.school, Section::Group(*group))).collect()
}
