//! What was written.

use std::path::PathBuf;

use crate::{
    functions::{LIBRARIAN, TEACHER},
    town::Town,
};

/// The files, and the people in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Where the files are, in the order of their names.
    pub files: Vec<PathBuf>,
    /// Schools that have people in the files.
    pub schools: usize,
    /// Human beings, each once.
    pub people: usize,
    /// élèves
    pub pupils: usize,
    /// responsables, and those who may only be called
    pub guardians: usize,
    /// enseignants and documentalistes, whatever the number of their schools
    pub teachers: usize,
    /// personnels
    pub staff: usize,
    /// chefs d'établissement, their deputies, and the head of a primary school, who teaches too
    pub heads: usize,
}

impl Written {
    /// Counts the people of a town.
    pub(crate) fn count(&mut self, town: &Town) {
        let mut is_guardian = vec![false; town.guardians.len()];
        for pupil in &town.pupils {
            let named = pupil.ties.iter().filter(|tie| tie.authority > 0 || town.is_secondary(pupil.school));
            named.for_each(|tie| is_guardian[tie.guardian] = true);
        }
        let guardians = is_guardian.iter().filter(|is| **is).count();
        let mut parents = 0;
        for member in &town.staff {
            match member.function.code {
                "DIR" => self.heads += 1,
                _ if member.function.code == TEACHER.code || member.function.code == LIBRARIAN.code => {
                    self.teachers += 1;
                }
                _ => self.staff += 1,
            }
            parents += usize::from(member.parent.is_some());
        }
        self.schools += town.schools.len();
        self.pupils += town.pupils.len();
        self.guardians += guardians;
        self.people += town.pupils.len() + guardians + town.staff.len() - parents;
    }
}
