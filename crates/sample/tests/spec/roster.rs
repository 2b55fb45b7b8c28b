//! A plain reader of the written files.

use std::{collections::BTreeMap, fs, path::Path};

use quick_xml::{Reader, events::Event};
use sample::{Size, Written};
use tempfile::TempDir;

/// An entry of an AAF file.
#[derive(Debug, Default, Clone)]
pub(crate) struct Entry {
    pub(crate) request: String,
    pub(crate) id: String,
    pub(crate) values: BTreeMap<String, Vec<String>>,
}

impl Entry {
    /// The values of an attribute.
    pub(crate) fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }
    /// The first value of an attribute, or nothing.
    pub(crate) fn one(&self, name: &str) -> &str {
        self.all(name).first().map_or("", String::as_str)
    }
    /// The second part of the first value of an attribute: `3B` of `52009$3B`.
    pub(crate) fn part(&self, name: &str) -> &str {
        self.one(name).split('$').nth(1).unwrap_or_default()
    }
}

/// A row of a CSV file, by the names of its columns.
pub(crate) type Row = BTreeMap<String, String>;

/// The small sample, read back.
pub(crate) struct Sample {
    pub(crate) folder: TempDir,
    pub(crate) written: Written,
    pub(crate) schools: Vec<Entry>,
    pub(crate) pupils: Vec<Entry>,
    pub(crate) guardians: Vec<Entry>,
    pub(crate) staff: Vec<Entry>,
    pub(crate) annuaire: Vec<Row>,
    pub(crate) onde_pupils: Vec<Row>,
    pub(crate) onde_guardians: Vec<Row>,
    pub(crate) onde_teachers: Vec<Row>,
}

/// Writes the small sample of a seed and reads it back.
pub(crate) fn small(seed: u64) -> Sample {
    let folder = tempfile::tempdir().expect("a folder");
    let written = sample::write(folder.path(), seed, Size::Small).expect("written");
    let path = |ending: &str| {
        written.files.iter().find(|file| file.to_string_lossy().ends_with(ending)).unwrap_or_else(|| panic!("{ending}"))
    };
    let (aaf, csv) = (|what: &str| entries(path(&format!("_{what}_0000.xml"))), |what: &str| rows(path(what)));
    let (schools, pupils) = (aaf("EtabEducNat"), aaf("Eleve"));
    let (guardians, staff) = (aaf("PersRelEleve"), aaf("PersEducNat"));
    let annuaire = csv("annuaire-education.csv");
    let (onde_pupils, onde_guardians) = (csv("-eleves.csv"), csv("-responsables.csv"));
    let onde_teachers = csv("-enseignants.csv");
    Sample { folder, written, schools, pupils, guardians, staff, annuaire, onde_pupils, onde_guardians, onde_teachers }
}

impl Sample {
    /// The AAF number of the lycée.
    pub(crate) fn lycee(&self) -> &str {
        let kind = "ENTStructureTypeStruct";
        &self.schools.iter().find(|school| school.one(kind).starts_with("LYCEE")).expect("a lycée").id
    }
}

/// Reads an AAF file; panics when it is not well formed.
pub(crate) fn entries(path: &Path) -> Vec<Entry> {
    let text = fs::read_to_string(path).expect("UTF-8");
    let mut reader = Reader::from_str(&text);
    let (mut all, mut entry, mut attribute, mut value, mut tags) =
        (Vec::new(), Entry::default(), String::new(), String::new(), Vec::new());
    loop {
        match reader.read_event().expect("well formed") {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                if tags.len() == 1 {
                    entry = Entry { request: name.clone(), ..Entry::default() };
                }
                if let Some(name) = tag.try_get_attribute("name").expect("an attribute") {
                    attribute = name.value.to_string();
                    entry.values.insert(attribute.clone(), Vec::new());
                }
                value.clear();
                tags.push(name);
            }
            Event::Text(text) => value.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => {
                value.push_str(quick_xml::escape::resolve_predefined_entity(&name).expect("a known entity"));
            }
            Event::End(_) => {
                let name = tags.pop().expect("an open tag");
                match name.as_str() {
                    "id" => entry.id.clone_from(&value),
                    "value" => entry.values.entry(attribute.clone()).or_default().push(value.clone()),
                    _ if tags.len() == 1 => all.push(std::mem::take(&mut entry)),
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(tags, [""; 0], "the file is whole");
    all
}

/// Reads a CSV file.
pub(crate) fn rows(path: &Path) -> Vec<Row> {
    let text = fs::read_to_string(path).expect("UTF-8");
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row")).collect()
}
