//! Teachers and the head: `CSVExtraction-enseignants.csv`.

use std::{collections::HashSet, io::Read};

use model::{
    Profile, Uai,
    roster::{Change, Part, PersonRecord, Place, Post, Record, SectionRef},
};

use super::{Kind, name, name_key, rows, school};
use crate::rosters::{
    broken::{self, Broken},
    draft::Sink,
    table::Table,
    text,
};

const FAMILY: [&str; 4] = ["nomusage", "nomdusage", "nom", "nomenseignant"];
const GIVEN: [&str; 2] = ["prenom", "prenomenseignant"];

/// Reads the file: gives each teacher, and each refusal, to the sink.
pub(crate) fn read<R: Read>(mut table: Table<R>, uai: &Uai, place: &Place, sink: &mut Sink<'_>) -> Result<(), Broken> {
    let prefix = Kind::Teachers.prefix(uai);
    let mut keys = HashSet::new();
    let given = rows(&mut table, |row, items| {
        let family = name(row, &FAMILY, "Nom", items)?;
        let given = name(row, &GIVEN, "Prénom", items)?;
        let key = format!("{prefix}{}", name_key(&family, &given));
        if !keys.insert(key.clone()) {
            let reason = "deux enseignants ont les mêmes nom et prénom\u{202f}; seul le premier est importé";
            return Err(items.refusal("Nom", &family, reason, None));
        }
        let mut record = PersonRecord::new(row.place.clone(), key, Part::Staff, Change::Whole);
        (record.family, record.given) = (Some(family), Some(given));
        record.birth_date = Some(String::new());
        record.mail = match row.get(&["courriel", "mail"]) {
            Some(mail) => items.kept("Courriel", mail, text::mail(mail)),
            None => Some(String::new()),
        };
        record.mobile = match row.get(&["telephoneportable"]) {
            Some(phone) => items.kept("Téléphone portable", phone, text::phone(phone)),
            None => Some(String::new()),
        };
        let is_head = row.get(&["directeur"]).is_some_and(|cell| model::text::fold(cell) == "oui");
        let mut classes = Vec::new();
        for (_, cell) in row.cells().filter(|(column, cell)| column.starts_with("classe") && !cell.is_empty()) {
            if let Some(name) = items.kept("Classe", cell, text::name(cell)) {
                classes.push(SectionRef { school: school(uai), name });
            }
        }
        let post = |profile, title: &str| Post { school: school(uai), profile, title: title.to_owned() };
        let mut posts = Vec::new();
        if is_head {
            posts.push(post(Profile::Head, "Direction"));
        }
        if !is_head || !classes.is_empty() {
            posts.push(post(Profile::Teacher, ""));
        }
        record.posts = Some(posts);
        record.classes = Some(classes);
        record.groups = Some(Vec::new());
        items.give(Record::Person(Box::new(record)));
        Ok(())
    })?;
    for items in given {
        let line = items.place().line;
        items.into_sink(sink).map_err(|_| broken::stopped(place, line))?;
    }
    Ok(())
}
