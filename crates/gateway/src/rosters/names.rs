//! What names of files tell: the school, the date, whether everybody is there, whether a part is missing.

use std::path::Path;

use model::{Uai, roster::Place};

use crate::rosters::{
    aaf,
    broken::{self, Broken},
};

/// Whether AAF files hold everybody of their schools.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mode {
    /// `Complet`: who is absent has left.
    Full,
    /// The name does not say: nobody is closed for being absent.
    Unsaid,
    /// `Delta`: only what has changed.
    Delta,
}

/// The code that stands in the name of a file or of a folder above it.
pub(crate) fn uai_in(path: &Path) -> Option<Uai> {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let names: Vec<String> = full.iter().rev().take(3).map(|name| name.to_string_lossy().into_owned()).collect();
    names.iter().find_map(|name| {
        let words = name.split(|c: char| !c.is_ascii_alphanumeric());
        words.into_iter().find_map(|word| Uai::parse(word).ok())
    })
}

/// The date and the mode of `ENT_0750001A_Complet_20250915_Eleve_0000.xml`.
pub(crate) fn dated(file: &str) -> (String, Mode) {
    let words = || file.split(['_', '.', '/', '\\']);
    let date = words().find(|word| word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit()));
    let says = |what: &str| words().any(|word| word.eq_ignore_ascii_case(what));
    let mode = match () {
        () if says("complet") => Mode::Full,
        () if says("delta") => Mode::Delta,
        () => Mode::Unsaid,
    };
    (date.unwrap_or_default().to_owned(), mode)
}

/// A large file is cut in parts `_0000`, `_0001`, …: with one missing, everybody in it would seem to have left.
pub(crate) fn check_parts<'a>(files: impl Iterator<Item = (aaf::Kind, &'a Place)>) -> Result<(), Broken> {
    let mut last: Option<(aaf::Kind, u32)> = None;
    for (kind, place) in files {
        let stem = place.file.rsplit_once('.').map_or(&*place.file, |(stem, _)| stem);
        let Some(number) = stem.rsplit('_').next().filter(|part| part.len() == 4).and_then(|part| part.parse().ok())
        else {
            continue;
        };
        let expected = match last {
            Some((same, before)) if same == kind => before + 1,
            _ => 0,
        };
        if number > expected {
            let reason = format!(
                "il manque la partie {expected:04} de cet export complet\u{202f}; donnez toutes les parties, rien n'a été importé"
            );
            return Err(broken::at(place, &reason));
        }
        last = Some((kind, number));
    }
    Ok(())
}

/// Names of the files, for people: the first ones, and how many more.
pub(crate) fn label(files: &[&str]) -> String {
    const SHOWN: usize = 6;
    let label = files.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    if files.len() > SHOWN { format!("{label} et {} autres", files.len() - SHOWN) } else { label }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_date_and_the_mode() {
        assert_eq!(dated("ENT_X_Complet_20250915_Eleve_0000.xml"), ("20250915".to_owned(), Mode::Full));
        assert_eq!(dated("aaf/ENT_X_Delta_20250916_Eleve_0000.xml"), ("20250916".to_owned(), Mode::Delta));
        assert_eq!(dated("Eleve.xml"), (String::new(), Mode::Unsaid));
    }

    #[test]
    fn a_school_is_read_from_the_name_of_its_folder() {
        let uai = Uai::from_number(9_990_003);
        assert_eq!(uai_in(Path::new(&format!("/x/ecole-{uai}/CSVExtraction-eleves.csv"))), Some(uai));
        assert_eq!(uai_in(Path::new("/x/y/CSVExtraction-eleves.csv")), None);
    }

    #[test]
    fn a_missing_part_of_a_full_export_is_noticed() {
        let place = |file: &str| Place { file: file.into(), line: 0 };
        let (a, b, c) = (place("E_0000.xml"), place("E_0001.xml"), place("E_0002.xml"));
        let pupils = |places: &[&Place]| {
            let places: Vec<_> = places.iter().map(|place| (aaf::Kind::Pupils, *place)).collect();
            check_parts(places.into_iter())
        };
        assert!(pupils(&[&a, &b, &c]).is_ok());
        assert!(pupils(&[&a, &c]).expect_err("one is missing").reason.contains("0001"));
        assert!(pupils(&[&b]).is_err());
    }
}
