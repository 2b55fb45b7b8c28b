//! AAF (annuaire académique fédérateur): the XML files that feed an ENT for collèges and lycées.

mod attributes;
mod entry;
mod person;
mod pupil;
mod school;
mod staff;

use std::{collections::HashMap, io::Read};

use model::roster::{Place, Record, Refusal};

use self::{
    attributes::Attribute,
    entry::{Entries, Entry},
};
use crate::rosters::{
    broken::{self, Broken},
    bytes::Text,
    draft::{Items, Sink},
};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Mef,
    Subjects,
    Schools,
    Guardians,
    Pupils,
    Staff,
}

impl Kind {
    /// Its category, as written in the files and in their names.
    const fn code(self) -> &'static str {
        match self {
            Kind::Mef => "MefEducNat",
            Kind::Subjects => "MatiereEducNat",
            Kind::Schools => "EtabEducNat",
            Kind::Guardians => "PersRelEleve",
            Kind::Pupils => "Eleve",
            Kind::Staff => "PersEducNat",
        }
    }

    const ALL: [Kind; 6] = [Kind::Mef, Kind::Subjects, Kind::Schools, Kind::Guardians, Kind::Pupils, Kind::Staff];

    /// Prefix of the keys of its people.
    pub(crate) const fn prefix(self) -> Option<&'static str> {
        match self {
            Kind::Guardians => Some("aaf:resp:"),
            Kind::Pupils => Some("aaf:eleve:"),
            Kind::Staff => Some("aaf:educ:"),
            Kind::Mef | Kind::Subjects | Kind::Schools => None,
        }
    }

    /// What a file holds, by its first entry or, failing that, by its name.
    pub(crate) fn of(from: Text<impl Read>, place: &Place) -> Result<Option<Kind>, Broken> {
        let mut entry = Entry::default();
        if !Entries::new(from, place).next(&mut entry)? {
            return Ok(Kind::ALL.into_iter().find(|kind| place.file.contains(&format!("_{}_", kind.code()))));
        }
        let by_category = Kind::ALL.into_iter().find(|kind| kind.code() == entry.category);
        let says = |attribute| entry.says(attribute);
        Ok(by_category.or_else(|| match () {
            () if says(Attribute::MefKey) => Some(Kind::Mef),
            () if says(Attribute::SubjectKey) => Some(Kind::Subjects),
            () if says(Attribute::Uai) => Some(Kind::Schools),
            () => Kind::ALL.into_iter().find(|kind| place.file.contains(&format!("_{}_", kind.code()))),
        }))
    }
}

/// Names that other files refer to by code.
#[derive(Debug, Default)]
pub(crate) struct Names {
    mefs: HashMap<String, String>,
    subjects: HashMap<String, String>,
}

/// Codes of each sort that are remembered.
const NAMES_MAX: usize = 50_000;

/// Reads one file: gives each of its records, and each refusal, to the sink.
pub(crate) fn read(
    from: Text<impl Read>,
    place: &Place,
    kind: Kind,
    names: &mut Names,
    sink: &mut Sink<'_>,
) -> Result<(), Broken> {
    let mut entries = Entries::new(from, place);
    let mut entry = Entry::default();
    while entries.next(&mut entry)? {
        let mut items = Items::new(Place { line: entry.line, ..place.clone() });
        match take(&entry, kind, names, &mut items) {
            Ok(Some(record)) => items.give(record),
            Ok(None) => {}
            Err(refusal) => items.refuse(refusal),
        }
        items.into_sink(sink).map_err(|_| broken::stopped(place, entries.line()))?;
    }
    Ok(())
}

fn take(entry: &Entry, kind: Kind, names: &mut Names, items: &mut Items) -> Result<Option<Record>, Box<Refusal>> {
    let key = |prefix: &str| format!("{prefix}{}", entry.id);
    if entry.id.is_empty() || entry.id.chars().count() > model::limits::NAME_CHARS_MAX {
        let reason = "la fiche n'a pas d'identifiant utilisable\u{202f}; elle est laissée de côté";
        return Err(items.refusal("identifier", &entry.id, reason, None));
    }
    if !entry.category.is_empty()
        && entry.category != kind.code()
        && Kind::ALL.iter().any(|k| k.code() == entry.category)
    {
        let reason = format!(
            "cette fiche n'est pas de la catégorie {} du fichier\u{202f}; elle est laissée de côté",
            kind.code()
        );
        return Err(items.refusal("categoriePersonne", &entry.category, &reason, kind.prefix().map(key)));
    }
    if let Some((value, reason)) = &entry.refused {
        return Err(items.refusal("", value, reason, kind.prefix().map(key)));
    }
    match kind {
        Kind::Mef | Kind::Subjects => {
            remember(entry, names);
            Ok(None)
        }
        Kind::Schools => school::take(entry, names, items).map(|school| Some(Record::School(Box::new(school)))),
        Kind::Guardians => person::guardian(entry, items).map(|person| Some(Record::Person(Box::new(person)))),
        Kind::Pupils => pupil::take(entry, names, items).map(|person| Some(Record::Person(Box::new(person)))),
        Kind::Staff => staff::take(entry, names, items).map(|person| Some(Record::Person(Box::new(person)))),
    }
}

fn remember(entry: &Entry, names: &mut Names) {
    let pairs = [
        (Attribute::MefKey, Attribute::MefName, &mut names.mefs),
        (Attribute::SubjectKey, Attribute::SubjectName, &mut names.subjects),
    ];
    for (key, name, map) in pairs {
        if let (Some(key), Some(name)) = (entry.first(key), entry.first(name))
            && map.len() < NAMES_MAX
        {
            map.insert(key.to_owned(), sentence(name));
        }
    }
}

/// A label written in capitals, in ordinary letters: `LETTRES MODERNES` is « Lettres modernes ». Short ones are
/// acronyms and stay.
fn sentence(label: &str) -> String {
    let label = crate::rosters::text::clean(label);
    let label = model::text::cut(&label, model::limits::NAME_CHARS_MAX);
    if label.chars().count() <= 4 || label.chars().any(char::is_lowercase) || label.chars().any(|c| c.is_ascii_digit())
    {
        return label.to_owned();
    }
    let mut chars = label.chars();
    chars.next().map_or_else(String::new, |first| first.to_string() + &chars.as_str().to_lowercase())
}

/// The parts of a composite value: `52009$3B`.
fn parts(value: &str) -> Vec<&str> {
    value.split('$').map(str::trim).collect()
}

#[cfg(test)]
mod tests;
