//! Reads the files of a set, in the order that the import wants, on a thread of their own.

use std::{fs::File, path::PathBuf};

use model::{
    Uai, limits,
    roster::{Place, Record},
};

use crate::rosters::{
    aaf, annuaire,
    broken::{self, Broken},
    bytes::{Text, Watch},
    detect::{FileSet, Source, What},
    draft::{Closed, Item, Sink},
    onde,
    table::Table,
};

/// Gives every record of the set to the sink.
pub(crate) fn read(set: &FileSet, watch: &Watch, sink: &mut Sink<'_>) -> Result<(), Broken> {
    let mut names = aaf::Names::default();
    let mut announced: Vec<&Uai> = Vec::new();
    for source in &set.sources {
        if let What::Onde { uai, .. } = &source.what
            && !announced.contains(&uai)
        {
            announced.push(uai);
        }
    }
    // The schools of ONDE files are announced before anybody: they stand in no file of their own.
    let mut announced = announced.into_iter();
    for source in &set.sources {
        if !matches!(
            source.what,
            What::Annuaire { .. } | What::Aaf(aaf::Kind::Mef | aaf::Kind::Subjects | aaf::Kind::Schools)
        ) {
            for uai in announced.by_ref() {
                let place = place_of(set, uai).unwrap_or_else(|| source.place.clone());
                let school = Record::School(Box::new(onde::school_record(uai, place.clone())));
                sink(Ok(school)).map_err(|_| broken::stopped(&place, 0))?;
            }
        }
        one(set, source, &mut names, watch, sink)?;
    }
    Ok(())
}

fn place_of(set: &FileSet, wanted: &Uai) -> Option<Place> {
    let of_school = |source: &&Source| matches!(&source.what, What::Onde { uai, .. } if uai == wanted);
    set.sources.iter().find(of_school).map(|source| source.place.clone())
}

fn one(
    set: &FileSet,
    source: &Source,
    names: &mut aaf::Names,
    watch: &Watch,
    sink: &mut Sink<'_>,
) -> Result<(), Broken> {
    let place = &source.place;
    match &source.what {
        What::Annuaire { delimiter } => annuaire::read(table(source, *delimiter, watch)?, place, sink),
        What::Aaf(kind) => aaf::read(text(source, watch)?, place, *kind, names, sink),
        What::Onde { kind, uai, delimiter } => {
            let open = |wanted: onde::Kind| -> Result<Option<Table<File>>, Broken> {
                let found = set.sources.iter().find_map(|other| match &other.what {
                    What::Onde { kind, uai: of, delimiter } if *kind == wanted && of == uai => {
                        Some((other, *delimiter))
                    }
                    _ => None,
                });
                // These are read again for their links: only the first reading counts as progress.
                found.map(|(other, delimiter)| table(other, delimiter, &watch.silent())).transpose()
            };
            let own = table(source, *delimiter, watch)?;
            match kind {
                onde::Kind::Guardians => match open(onde::Kind::Pupils)? {
                    Some(pupils) => onde::read_guardians(own, pupils, uai, sink),
                    None => Err(broken::at(
                        place,
                        "le fichier des élèves de cette école manque\u{202f}: sans lui, on ne sait de qui ces personnes \
                         sont responsables\u{202f}; donnez aussi CSVExtraction-eleves.csv",
                    )),
                },
                onde::Kind::Pupils => onde::read_pupils(own, open(onde::Kind::Guardians)?, uai, sink),
                onde::Kind::Teachers => onde::read_teachers(own, uai, place, sink),
            }
        }
    }
}

fn text(source: &Source, watch: &Watch) -> Result<Text<File>, Broken> {
    let file = File::open(PathBuf::from(&source.path)).map_err(|error| broken::io(&source.place, &error))?;
    Ok(Text::new(file, source.encoding, watch.clone()))
}

fn table(source: &Source, delimiter: u8, watch: &Watch) -> Result<Table<File>, Broken> {
    Table::open(text(source, watch)?, &source.place, delimiter)
}

/// Gathers records in batches, so that the threads meet a few hundred times less often.
pub(crate) struct Batches<F> {
    batch: Vec<Item>,
    send: F,
}

impl<F: FnMut(Vec<Item>) -> Result<(), Closed>> Batches<F> {
    pub(crate) fn new(send: F) -> Batches<F> {
        Batches { batch: Vec::new(), send }
    }

    pub(crate) fn push(&mut self, item: Item) -> Result<(), Closed> {
        self.batch.push(item);
        if self.batch.len() < limits::IMPORT_RECORDS_PER_BATCH {
            return Ok(());
        }
        self.flush()
    }

    pub(crate) fn flush(&mut self) -> Result<(), Closed> {
        let batch = std::mem::replace(&mut self.batch, Vec::with_capacity(limits::IMPORT_RECORDS_PER_BATCH));
        if batch.is_empty() { Ok(()) } else { (self.send)(batch) }
    }
}
