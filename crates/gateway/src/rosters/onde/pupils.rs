//! Pupils: `CSVExtraction-eleves.csv`.

use std::{collections::HashMap, io::Read};

use model::{
    Profile, Uai,
    roster::{Change, Part, PersonRecord, Place, Post, Record, SectionRef},
};

use super::{Kind, guardians::Guardians, name, name_key, rows, school};
use crate::rosters::{
    broken::{self, Broken},
    draft::{Items, Sink},
    table::Table,
    text,
};

/// Columns of the family name.
pub(super) const FAMILY: [&str; 3] = ["nomeleve", "nomdefamilleeleve", "nomdenaissanceeleve"];

/// One pupil.
pub(super) struct Pupil {
    place: Place,
    /// Key of the record.
    key: String,
    family: String,
    given: String,
    birth_date: Option<String>,
    level: String,
    /// Name of the class, or empty.
    pub(super) class: String,
}

/// The pupils of a school.
pub(super) struct Pupils {
    uai: Uai,
    all: Vec<Pupil>,
    /// Those whom a name (with either family name) may mean.
    by_name: HashMap<String, Vec<usize>>,
    refused: Vec<Items>,
}

impl Pupils {
    /// Reads the file.
    pub(super) fn load<R: Read>(mut table: Table<R>, uai: &Uai) -> Result<Pupils, Broken> {
        let mut all: Vec<Pupil> = Vec::new();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        let mut keys: HashMap<String, u64> = HashMap::new();
        let prefix = Kind::Pupils.prefix(uai);
        let refused = rows(&mut table, |row, items| {
            let born = name(row, &FAMILY, "Nom Elève", items)?;
            let given = name(row, &["prenomeleve"], "Prénom Elève", items)?;
            let used = row.get(&["nomdusageeleve"]);
            let used = used.and_then(|used| items.kept("Nom d'usage Elève", used, text::name(used)));
            let date = row.get(&["datenaissance", "datedenaissance", "datenaissanceeleve"]);
            let birth_date = match date {
                Some(date) => items.kept("Date naissance", date, text::birth_date(date)),
                None => Some(String::new()),
            };
            let key = format!("{prefix}{} {}", name_key(&born, &given), birth_date.as_deref().unwrap_or_default());
            if let Some(line) = keys.get(&key) {
                let reason = format!(
                    "deux élèves ont les mêmes nom, prénom et date de naissance (voir la ligne {line})\u{202f}; \
                     seul le premier est importé"
                );
                return Err(items.refusal("Nom Elève", &born, &reason, None));
            }
            keys.insert(key.clone(), row.place.line);
            let class = row.get(&["classe", "libelleclasse", "nomclasse"]);
            let class = class.and_then(|class| items.kept("Classe", class, text::name(class))).unwrap_or_default();
            let level = row.get(&["niveau"]).map(text::clean).unwrap_or_default();
            let level = model::text::cut(&level, model::limits::NAME_CHARS_MAX).to_owned();
            let mut meant = vec![name_key(&born, &given)];
            meant.extend(used.as_ref().map(|used| name_key(used, &given)));
            meant.dedup();
            for name in meant {
                by_name.entry(name).or_default().push(all.len());
            }
            let family = used.unwrap_or(born);
            all.push(Pupil { place: row.place.clone(), key, family, given, birth_date, level, class });
            Ok(())
        })?;
        Ok(Pupils { uai: uai.clone(), all, by_name, refused })
    }

    /// The one pupil whom a guardian's row means, by name, and by class when two have the same name.
    pub(super) fn meant(&self, family: &[&str], given: &str, class: &str) -> Option<usize> {
        let mut found: Vec<usize> = Vec::new();
        for family in family {
            found.extend(self.by_name.get(&name_key(family, given)).into_iter().flatten());
        }
        found.sort_unstable();
        found.dedup();
        if found.len() > 1 && !class.is_empty() {
            let class = model::text::fold(class);
            found.retain(|pupil| model::text::fold(&self.all[*pupil].class) == class);
        }
        match found[..] {
            [pupil] => Some(pupil),
            _ => None,
        }
    }

    /// Gives every pupil, and every refusal of their file.
    pub(super) fn give(self, guardians: Option<&Guardians>, sink: &mut Sink<'_>) -> Result<(), Broken> {
        for items in self.refused {
            let place = items.place();
            items.into_sink(sink).map_err(|_| broken::stopped(&place, place.line))?;
        }
        for (index, pupil) in self.all.into_iter().enumerate() {
            let place = pupil.place.clone();
            let mut record = PersonRecord::new(pupil.place, pupil.key, Part::Pupil, Change::Whole);
            record.family = Some(pupil.family);
            record.given = Some(pupil.given);
            record.birth_date = pupil.birth_date;
            record.mail = Some(String::new());
            record.mobile = Some(String::new());
            record.posts = Some(vec![Post { school: school(&self.uai), profile: Profile::Pupil, title: pupil.level }]);
            let class = (!pupil.class.is_empty()).then(|| SectionRef { school: school(&self.uai), name: pupil.class });
            record.classes = Some(class.into_iter().collect());
            record.groups = Some(Vec::new());
            record.guardians = guardians.map(|guardians| guardians.of(index));
            sink(Ok(Record::Person(Box::new(record)))).map_err(|_| broken::stopped(&place, place.line))?;
        }
        Ok(())
    }
}
