//! An invented académie in the files of real ones, from a seed: the same seed and size give the same bytes.
//!
//! [`write()`] makes `annuaire-education.csv` (the schools and a dozen neighbours), a complete AAF export of collèges and
//! lycées, and for [`Size::Small`] the ONDE files of a primary school in a folder `ecole-<code>`. [`write_delta`] makes
//! the AAF Delta of the month after. Nobody in them exists: codes of schools begin with 999, telephones and domains are
//! those set aside for fiction, communes are invented; only the académie and the département are real, as directories
//! know no others.
//!
//! People are bound to one another as in real exports. A guardian has children in several schools; in ONDE and AAF they
//! have two records, with the same names, the same mail and the same mobile telephone. A teacher who is also a parent
//! has a staff record and a guardian's record, with the same names and one contact in common: mostly the mail of their
//! work, for some the mobile telephone. Some teachers work in both schools of the second degree, by one record. A parent
//! whose authority a court took away, and relatives to call, stand in `ENTElevePersRelEleve` with authority 0 and not in
//! `ENTEleveAutoriteParentale`; ONDE has no such field, and leaves them out.

mod aaf;
mod annuaire;
pub mod arrivals;
mod chance;
mod csv;
mod files;
mod functions;
mod levels;
mod names;
mod onde;
mod places;
pub mod spoil;
mod subjects;
mod town;
mod written;

use std::{io, path::Path};

use model::school::SchoolKind;

use crate::{
    levels::Width,
    names::Names,
    town::{SCHOOLS_MAX, Town},
};

pub use names::given_names;
pub use written::Written;

/// How many people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// A collège, a lycée and a primary school: about 2,500 people.
    Small,
    /// Collèges and lycées in turn, with about 1,500 people each, for measurements.
    Large {
        /// How many schools, at most 8,000.
        schools: u32,
    },
}

/// Writes the files of an académie into a folder, which is made when it is missing; former files of the same names are
/// replaced one by one, each when it is whole. Memory does not grow with the size.
///
/// # Errors
/// The folder cannot be written to, or more schools are asked for than there are invented codes.
pub fn write(folder: &Path, seed: u64, size: Size) -> io::Result<Written> {
    let names = Names::load();
    let mut written = Written::default();
    let mut annuaire = annuaire::create(folder)?;
    let mut aaf = aaf::Complete::create(folder)?;
    for (number, kinds) in towns(size)?.enumerate() {
        let width = if size == Size::Small { Width::Narrow } else { Width::Wide };
        let town = Town::make(&names, seed, number as u32, kinds, width);
        for (at, school) in town.schools.iter().enumerate() {
            annuaire::school(&mut annuaire, school)?;
            if !town.is_secondary(at) {
                written.files.extend(onde::write(folder, &town, at)?);
            }
        }
        aaf.town(&town)?;
        written.count(&town);
    }
    for school in town::neighbours(&names, seed) {
        annuaire::school(&mut annuaire, &school)?;
    }
    written.files.push(annuaire.finish()?);
    written.files.extend(aaf.finish()?);
    written.files.sort();
    Ok(written)
}

/// Writes what changes in the month after [`write()`] with this seed and [`Size::Small`]: in the collège a pupil changes
/// class; into the lycée comes a pupil with two guardians; a teacher leaves; a guardian of two pupils loses the authority
/// over one. The counts are those of the records in the files.
///
/// # Errors
/// The folder cannot be written to.
pub fn write_delta(folder: &Path, seed: u64) -> io::Result<Written> {
    let names = Names::load();
    let mut town = Town::make(&names, seed, 0, SMALL, Width::Narrow);
    town.welcome(&names, seed);
    aaf::write_delta(folder, &town)
}

const SMALL: &[SchoolKind] = &[SchoolKind::College, SchoolKind::Lycee, SchoolKind::Primary];
const PAIR: &[SchoolKind] = &[SchoolKind::College, SchoolKind::Lycee];

/// The kinds of the schools of each town.
fn towns(size: Size) -> io::Result<impl Iterator<Item = &'static [SchoolKind]>> {
    let (first, pairs, last) = match size {
        Size::Small => (Some(SMALL), 0, None),
        Size::Large { schools } if schools > SCHOOLS_MAX => {
            let reason = format!("{schools} schools were asked for, and there are codes for {SCHOOLS_MAX}");
            return Err(io::Error::new(io::ErrorKind::InvalidInput, reason));
        }
        Size::Large { schools } => (None, schools / 2, (schools % 2 == 1).then_some(&PAIR[..1])),
    };
    Ok(first.into_iter().chain((0..pairs).map(|_| PAIR)).chain(last))
}
