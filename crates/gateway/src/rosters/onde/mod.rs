//! ONDE: the three CSV files that a primary school takes out of the national tool for primary schools.
//!
//! They name their school nowhere, have no keys, and the guardians' file repeats the children by name. So a school's
//! files are read together, children are recognised by their names and class, and keys are made of what does not
//! change: names and birth date. One file holds one school and is small ([`limits::ONDE_ROWS_MAX`] rows at most).

mod guardians;
mod pupils;
mod teachers;

use std::io::Read;

use model::{
    Uai, limits,
    roster::{Place, Refusal, SchoolRef},
};

use self::{guardians::Guardians, pupils::Pupils};
use crate::rosters::{
    broken::{self, Broken},
    draft::{Items, Sink},
    table::{Row, Table},
    text,
};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Guardians,
    Pupils,
    Teachers,
}

impl Kind {
    /// What a file with these columns holds.
    pub(crate) fn of(headers: &[String]) -> Option<Kind> {
        let has = |column: &str| headers.iter().any(|header| header == column);
        if headers.iter().any(|header| header.contains("responsable")) && headers.iter().any(|h| h.contains("enfant")) {
            Some(Kind::Guardians)
        } else if headers.iter().any(|header| pupils::FAMILY.contains(&header.as_str())) && has("prenomeleve") {
            Some(Kind::Pupils)
        } else if (has("nom") || has("nomenseignant"))
            && (has("directeur") || headers.iter().any(|h| h.starts_with("classe")))
        {
            Some(Kind::Teachers)
        } else {
            None
        }
    }

    /// Prefix of the keys of its people.
    pub(crate) fn prefix(self, uai: &Uai) -> String {
        let part = match self {
            Kind::Guardians => "resp",
            Kind::Pupils => "eleve",
            Kind::Teachers => "ens",
        };
        format!("onde:{uai}:{part}:")
    }
}

/// Columns that may name the school.
pub(crate) const SCHOOL: [&str; 6] = ["uai", "codeuai", "uaiecole", "numerouai", "uaietablissement", "rne"];

/// Gives the guardians of a school. The pupils' file says which children are known.
pub(crate) fn read_guardians<R: Read, S: Read>(
    guardians: Table<R>,
    pupils: Table<S>,
    uai: &Uai,
    sink: &mut Sink<'_>,
) -> Result<(), Broken> {
    let mut guardians = Guardians::load(guardians, uai)?;
    let pupils = Pupils::load(pupils, uai)?;
    guardians.recognise(&pupils);
    guardians.give(sink)
}

/// Gives the pupils of a school, with their guardians when there is a guardians' file.
pub(crate) fn read_pupils<R: Read, S: Read>(
    pupils: Table<R>,
    guardians: Option<Table<S>>,
    uai: &Uai,
    sink: &mut Sink<'_>,
) -> Result<(), Broken> {
    let pupils = Pupils::load(pupils, uai)?;
    let guardians = match guardians {
        Some(table) => {
            let mut guardians = Guardians::load(table, uai)?;
            guardians.recognise(&pupils);
            Some(guardians)
        }
        None => None,
    };
    pupils.give(guardians.as_ref(), sink)
}

pub(crate) use teachers::read as read_teachers;

/// Walks the rows of a file: `take` makes something of each, or refuses it.
fn rows<R: Read>(
    table: &mut Table<R>,
    mut take: impl FnMut(&Row<'_>, &mut Items) -> Result<(), Box<Refusal>>,
) -> Result<Vec<Items>, Broken> {
    let mut refused = Vec::new();
    let mut count = 0;
    while let Some((row, wrong)) = table.next()? {
        count += 1;
        if count > limits::ONDE_ROWS_MAX {
            let max = limits::ONDE_ROWS_MAX;
            let reason =
                format!("le fichier a plus de {max} lignes\u{202f}; une extraction ONDE ne contient qu'une école");
            return Err(broken::at(&row.place, &reason));
        }
        let mut items = Items::new(row.place.clone());
        let taken = match wrong {
            Some(reason) => Err(items.refusal("", "", reason, None)),
            None => take(&row, &mut items),
        };
        if let Err(refusal) = taken {
            items.refuse(refusal);
        }
        refused.push(items);
    }
    Ok(refused)
}

/// A name of a row, which must be there.
fn name(row: &Row<'_>, columns: &[&str], field: &str, items: &Items) -> Result<String, Box<Refusal>> {
    let cell = row.get(columns).unwrap_or_default();
    text::name(cell).map_err(|reason| items.refusal(field, cell, &reason, None))
}

/// What compares names of children between two files.
fn name_key(family: &str, given: &str) -> String {
    format!("{} {}", model::text::fold(family), model::text::fold(given))
}

fn school(uai: &Uai) -> SchoolRef {
    SchoolRef::Uai(uai.clone())
}

/// The school record that says whose people follow.
pub(crate) fn school_record(uai: &Uai, place: Place) -> model::roster::SchoolRecord {
    let mut school = model::roster::SchoolRecord::new(place, format!("onde:{uai}"), uai.clone());
    school.has_people = true;
    school
}

#[cfg(test)]
mod tests;
