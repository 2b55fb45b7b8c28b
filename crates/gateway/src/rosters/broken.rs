//! Turns what parsers and the system say into one French sentence: what, where, what to do.

use std::io;

pub(crate) use model::roster::Broken;
use model::{limits, roster::Place};

use crate::rosters::bytes::Trouble;

/// A file that stops here for this reason.
pub(crate) fn at(place: &Place, reason: &str) -> Broken {
    Broken { place: place.clone(), reason: reason.to_owned() }
}

/// What an error of the system means.
pub(crate) fn io(place: &Place, error: &io::Error) -> Broken {
    let reason = match Trouble::of(error) {
        Some(Trouble::Encoding { encoding, at }) => format!(
            "le fichier n'est pas en {encoding} comme il le déclare (vers l'octet {at})\u{202f}; \
             réexportez-le ou corrigez sa déclaration, rien n'a été importé"
        ),
        Some(Trouble::Endless) => format!(
            "une ligne, un champ ou une balise dépasse {} octets sans finir\u{202f}; \
             ce fichier est abîmé ou n'est pas un export, rien n'a été importé",
            limits::IMPORT_FIELD_BYTES_MAX
        ),
        Some(Trouble::Stopped) => "la lecture a été arrêtée à votre demande\u{202f}; rien n'a été importé".to_owned(),
        None => format!("le fichier ne peut pas être lu ({error})\u{202f}; rien n'a été importé"),
    };
    Broken { place: place.clone(), reason }
}

/// What an error of the XML reader means.
pub(crate) fn xml(place: &Place, error: &quick_xml::Error) -> Broken {
    match error {
        quick_xml::Error::Io(error) => io(place, error),
        quick_xml::Error::Syntax(error) => Broken {
            place: place.clone(),
            reason: format!(
                "le fichier est tronqué ou n'est pas du XML bien formé ({error})\u{202f}; \
                 transférez-le de nouveau, rien n'a été importé"
            ),
        },
        other => Broken {
            place: place.clone(),
            reason: format!(
                "le XML n'est pas bien formé ({other})\u{202f}; demandez un export neuf, rien n'a été importé"
            ),
        },
    }
}

/// What an error of the CSV reader means.
pub(crate) fn csv(place: &Place, error: &csv::Error) -> Broken {
    match error.kind() {
        csv::ErrorKind::Io(error) => io(place, error),
        _ => Broken {
            place: place.clone(),
            reason: format!("le fichier ne peut pas être lu comme un CSV ({error})\u{202f}; rien n'a été importé"),
        },
    }
}

/// The import has stopped for another reason, which it tells itself.
pub(crate) fn stopped(place: &Place, line: u64) -> Broken {
    let place = Place { line, ..place.clone() };
    Broken { place, reason: "la lecture a été arrêtée\u{202f}; rien n'a été importé".to_owned() }
}
