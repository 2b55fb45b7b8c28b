//! Guardians: `CSVExtraction-responsables.csv`, one row each, with columns repeated for each child.

use std::{
    collections::{BTreeMap, HashMap},
    io::Read,
};

use model::{
    Uai, limits,
    roster::{Change, Part, PersonRecord, Place, Record},
};

use super::{Kind, name, name_key, pupils::Pupils, rows};
use crate::rosters::{
    broken::{self, Broken},
    draft::{Items, Sink},
    table::{Row, Table},
    text,
};

const USED: [&str; 2] = ["nomdusageresponsable", "nomusageresponsable"];
const FAMILY: [&str; 3] = ["nomresponsable", "nomdefamilleresponsable", "nomdenaissanceresponsable"];
const GIVEN: [&str; 2] = ["prenomresponsable", "prenom"];
const MAIL: [&str; 4] = ["courriel", "mail", "courrielresponsable", "adressecourriel"];
const MOBILE: [&str; 3] = ["telephoneportable", "telportable", "portable"];

/// One guardian.
struct Guardian {
    place: Place,
    key: String,
    family: String,
    given: String,
    mail: Option<String>,
    mobile: Option<String>,
    children: Vec<Child>,
    /// Pupils of the pupils' file, once recognised.
    pupils: Vec<usize>,
}

/// A child, as a guardian's row names it.
#[derive(Default)]
struct Child {
    family: String,
    used: String,
    given: String,
    class: String,
}

/// The guardians of a school.
pub(super) struct Guardians {
    all: Vec<Guardian>,
    refused: Vec<Items>,
    of: HashMap<usize, Vec<usize>>,
}

impl Guardians {
    /// Reads the file.
    pub(super) fn load<R: Read>(mut table: Table<R>, uai: &Uai) -> Result<Guardians, Broken> {
        let mut all: Vec<Guardian> = Vec::new();
        let prefix = Kind::Guardians.prefix(uai);
        let refused = rows(&mut table, |row, items| {
            let family = if row.get(&USED).is_some() { &USED[..] } else { &FAMILY[..] };
            let family = name(row, family, "Nom responsable", items)?;
            let given = name(row, &GIVEN, "Prénom responsable", items)?;
            let mut small =
                |columns: &[&str], field: &str, read: fn(&str) -> Result<String, text::Why>| match row.get(columns) {
                    Some(cell) => items.kept(field, cell, read(cell)),
                    None => Some(String::new()),
                };
            let mail = small(&MAIL, "Courriel", text::mail);
            let mobile = small(&MOBILE, "Téléphone portable", text::phone);
            let key = format!("{prefix}{}", name_key(&family, &given));
            let (place, pupils) = (row.place.clone(), Vec::new());
            all.push(Guardian { place, key, family, given, mail, mobile, children: children(row), pupils });
            Ok(())
        })?;
        Ok(Guardians { all: told_apart(all), refused, of: HashMap::new() })
    }

    /// Finds the pupils whom each row means.
    pub(super) fn recognise(&mut self, pupils: &Pupils) {
        for (index, guardian) in self.all.iter_mut().enumerate() {
            let mut refused = Items::new(guardian.place.clone());
            for child in &guardian.children {
                match pupils.meant(&[&child.family, &child.used], &child.given, &child.class) {
                    Some(pupil) if guardian.pupils.contains(&pupil) => {}
                    Some(pupil) => {
                        guardian.pupils.push(pupil);
                        self.of.entry(pupil).or_default().push(index);
                    }
                    None => {
                        let reason = "aucun élève, ou plus d'un, porte ce nom dans le fichier des élèves\u{202f}; \
                                      ce lien est laissé de côté, le reste de la fiche est importé";
                        let value = format!("{} {}", child.given, child.family);
                        refused.kept::<()>("Prénom enfant", &value, Err(reason.to_owned()));
                    }
                }
            }
            if guardian.pupils.is_empty() {
                let reason =
                    "ce responsable n'a aucun enfant dans le fichier des élèves\u{202f}; la ligne est laissée de côté";
                let refusal = refused.refusal("Nom responsable", &guardian.family, reason, None);
                refused.refuse(refusal);
            }
            self.refused.push(refused);
        }
    }

    /// Keys of the guardians of a pupil.
    pub(super) fn of(&self, pupil: usize) -> Vec<String> {
        let all = self.of.get(&pupil).into_iter().flatten();
        all.take(limits::IMPORT_GUARDIANS_PER_PUPIL_MAX).map(|guardian| self.all[*guardian].key.clone()).collect()
    }

    /// Gives every guardian of a known child, and every refusal of their file.
    pub(super) fn give(self, sink: &mut Sink<'_>) -> Result<(), Broken> {
        for items in self.refused {
            let place = items.place();
            items.into_sink(sink).map_err(|_| broken::stopped(&place, place.line))?;
        }
        for guardian in self.all.into_iter().filter(|guardian| !guardian.pupils.is_empty()) {
            let place = guardian.place.clone();
            let mut record = PersonRecord::new(guardian.place, guardian.key, Part::Guardian, Change::Whole);
            record.family = Some(guardian.family);
            record.given = Some(guardian.given);
            record.birth_date = Some(String::new());
            record.mail = guardian.mail;
            record.mobile = guardian.mobile;
            sink(Ok(Record::Person(Box::new(record)))).map_err(|_| broken::stopped(&place, place.line))?;
        }
        Ok(())
    }
}

/// The children of a row: columns such as `Prénom enfant 2`, gathered by number.
fn children(row: &Row<'_>) -> Vec<Child> {
    let mut all: BTreeMap<usize, Child> = BTreeMap::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (column, cell) in row.cells().filter(|(column, _)| column.contains("enfant")) {
        let digits: String = column.chars().filter(char::is_ascii_digit).collect();
        let base: String = column.chars().filter(|c| !c.is_ascii_digit()).collect();
        let times = seen.entry(base.clone()).and_modify(|times| *times += 1).or_insert(1);
        // Without a number, the second column of a name is that of the second child.
        let number = digits.parse().unwrap_or(*times);
        if cell.is_empty() || number > limits::IMPORT_GUARDIANS_PER_PUPIL_MAX {
            continue;
        }
        let child = all.entry(number).or_default();
        let cell = text::clean(cell);
        match base.as_str() {
            base if base.starts_with("prenom") => child.given = cell,
            base if base.starts_with("classe") => child.class = cell,
            base if base.contains("usage") => child.used = cell,
            base if base.starts_with("nom") => child.family = cell,
            _ => {}
        }
    }
    all.into_values().filter(|child| !child.given.is_empty()).collect()
}

/// Rows of the same names and the same mail or mobile are one person, whose children are put together. Others of the
/// same names are told apart by what differs, as two parents must never be taken for one another.
fn told_apart(all: Vec<Guardian>) -> Vec<Guardian> {
    let mut kept: Vec<Guardian> = Vec::new();
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for mut guardian in all {
        let same = by_key.entry(guardian.key.clone()).or_default();
        let equal =
            |a: &Option<String>, b: &Option<String>| a == b && a.as_deref().is_some_and(|value| !value.is_empty());
        let one = same
            .iter()
            .copied()
            .find(|one| equal(&kept[*one].mail, &guardian.mail) || equal(&kept[*one].mobile, &guardian.mobile));
        if let Some(one) = one {
            kept[one].children.append(&mut guardian.children);
        } else {
            same.push(kept.len());
            kept.push(guardian);
        }
    }
    for same in by_key.into_values().filter(|same| same.len() > 1) {
        for index in same {
            let guardian = &mut kept[index];
            let contact = [&guardian.mail, &guardian.mobile].into_iter().flatten().find(|value| !value.is_empty());
            let child = guardian.children.first().map(|child| name_key(&child.family, &child.given));
            let mark = contact.cloned().or(child).unwrap_or_default();
            guardian.key = format!("{} #{mark}", guardian.key);
        }
    }
    kept
}
