//! What a roster file says, once read: schools and people, each with the place where it stands.
//!
//! Readers make these records from whatever format; the import compares them with the directory. In a record, `None`
//! means « not said »: what the directory holds stays. `Some` of an empty list means that there is none any more.

use std::sync::Arc;

use crate::{
    Profile, Uai,
    codes::codes,
    school::{SchoolKind, SectionKind},
};

/// Where something stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Name of the file, without its folder.
    pub file: Arc<str>,
    /// Line, from 1; 0 when the file as a whole is meant.
    pub line: u64,
}

/// Something that could not be taken from a file. The rest of the file is imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Where.
    pub place: Place,
    /// Column or attribute.
    pub field: String,
    /// What stood there, cut.
    pub value: String,
    /// Why, and what to do, in French.
    pub reason: String,
    /// Key of the record that is left out because of it, when it could be read: that person is in the file, and so
    /// has not left.
    pub key: Option<String>,
}

/// A file that cannot be read on: the whole import stops and nothing of it is applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.sentence())]
pub struct Broken {
    /// Where.
    pub place: Place,
    /// Why, and what to do, in French.
    pub reason: String,
}

impl Broken {
    fn sentence(&self) -> String {
        let Broken { place: Place { file, line }, reason } = self;
        match line {
            0 => format!("{file}\u{202f}: {reason}"),
            _ => format!("{file}, ligne {line}\u{202f}: {reason}"),
        }
    }
}

/// One record.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    /// A school.
    School(Box<SchoolRecord>),
    /// A person, in one of their parts.
    Person(Box<PersonRecord>),
}

/// A school, as named in a roster.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum SchoolRef {
    /// By its national code.
    Uai(Uai),
    /// By the key that its source gives it, prefix included: `aaf:52009`.
    Key(String),
}

/// What a roster says of a school.
#[derive(Debug, Clone, PartialEq)]
pub struct SchoolRecord {
    /// Where it stands.
    pub place: Place,
    /// Key in its source: `aaf:52009`, `annuaire:9990001X`, `onde:9990001X`.
    pub key: String,
    /// National code.
    pub uai: Uai,
    /// Usual name.
    pub name: Option<String>,
    /// Kind.
    pub kind: Option<SchoolKind>,
    /// Whether it is private.
    pub private_sector: Option<bool>,
    /// Code of the académie, when it is said.
    pub academie: Option<u8>,
    /// Name of the académie.
    pub academie_name: Option<String>,
    /// Code of the département, three characters.
    pub departement: Option<String>,
    /// Name of the département.
    pub departement_name: Option<String>,
    /// Commune.
    pub commune: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// Street.
    pub address: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Mail.
    pub mail: Option<String>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// Whether it is closed, when it is said.
    pub closed: Option<bool>,
    /// Its classes and groups, when the source lists them.
    pub sections: Vec<SectionRecord>,
    /// Whether the files hold the people of this school, so that who is not in them has left.
    pub has_people: bool,
}

impl SchoolRecord {
    /// A school of which only the code is known.
    pub fn new(place: Place, key: String, uai: Uai) -> SchoolRecord {
        SchoolRecord {
            place,
            key,
            uai,
            name: None,
            kind: None,
            private_sector: None,
            academie: None,
            academie_name: None,
            departement: None,
            departement_name: None,
            commune: None,
            postal_code: None,
            address: None,
            phone: None,
            mail: None,
            latitude: None,
            longitude: None,
            closed: None,
            sections: Vec::new(),
            has_people: false,
        }
    }
}

/// A class or group, as a school lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionRecord {
    /// Class or group.
    pub kind: SectionKind,
    /// Its name in the school.
    pub name: String,
    /// Its level, or empty.
    pub level: String,
}

codes! {
    /// The part that a record tells of. A teacher who is also a parent has one record of each kind.
    pub enum Part {
        /// élève
        Pupil = "pupil",
        /// responsable
        Guardian = "guardian",
        /// enseignant, personnel, direction
        Staff = "staff",
    }
}

impl Part {
    /// The part that a profile belongs to.
    pub const fn of(profile: Profile) -> Part {
        match profile {
            Profile::Pupil => Part::Pupil,
            Profile::Guardian => Part::Guardian,
            Profile::Teacher | Profile::Staff | Profile::Head => Part::Staff,
        }
    }
}

/// How a record is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// All that the source knows of the person.
    Whole,
    /// Only what has changed.
    Partial,
    /// The person has left.
    Gone,
}

/// What a person does in a school.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Where.
    pub school: SchoolRef,
    /// As what.
    pub profile: Profile,
    /// Function or level in words, or empty.
    pub title: String,
}

/// A class or group that a person belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionRef {
    /// Its school.
    pub school: SchoolRef,
    /// Its name there.
    pub name: String,
}

/// What a roster says of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRecord {
    /// Where it stands.
    pub place: Place,
    /// Key in its source, prefix included: `aaf:eleve:2874113`.
    pub key: String,
    /// In which part.
    pub part: Part,
    /// How the record is meant.
    pub change: Change,
    /// nom d'usage
    pub family: Option<String>,
    /// prénom
    pub given: Option<String>,
    /// `yyyy-mm-dd`
    pub birth_date: Option<String>,
    /// Mail.
    pub mail: Option<String>,
    /// Mobile telephone.
    pub mobile: Option<String>,
    /// What they are, and where. Not for guardians: they are in the schools of their children.
    pub posts: Option<Vec<Post>>,
    /// Their classes.
    pub classes: Option<Vec<SectionRef>>,
    /// Their groups.
    pub groups: Option<Vec<SectionRef>>,
    /// For a pupil, the keys of the guardians' records.
    pub guardians: Option<Vec<String>>,
}

impl PersonRecord {
    /// A record that says nothing yet.
    pub fn new(place: Place, key: String, part: Part, change: Change) -> PersonRecord {
        PersonRecord {
            place,
            key,
            part,
            change,
            family: None,
            given: None,
            birth_date: None,
            mail: None,
            mobile: None,
            posts: None,
            classes: None,
            groups: None,
            guardians: None,
        }
    }
}

/// A group of files that are imported together, as the import must know it before the first record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// Names of the files, for people.
    pub label: String,
    /// Formats: `aaf`, `onde`, `annuaire`, joined by `+`.
    pub kind: String,
    /// Prefixes of keys (`aaf:eleve:`) of which the files hold every record: a key with such a prefix that is not in
    /// them belongs to somebody who has left.
    pub complete: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_says_where_and_why() {
        let at = |line| Place { file: "ENT_Eleve.xml".into(), line };
        let broken = Broken { place: at(12), reason: "le fichier est tronqué".into() };
        assert_eq!(broken.to_string(), "ENT_Eleve.xml, ligne 12\u{202f}: le fichier est tronqué");
        let broken = Broken { place: at(0), reason: "le fichier est vide".into() };
        assert_eq!(broken.to_string(), "ENT_Eleve.xml\u{202f}: le fichier est vide");
    }

    #[test]
    fn every_profile_has_its_part() {
        assert_eq!(Part::of(Profile::Head), Part::Staff);
        assert_eq!(Part::of(Profile::Guardian), Part::Guardian);
        assert_eq!(Part::of(Profile::Pupil), Part::Pupil);
    }
}
