//! `annuaire-education.csv`: schools, with the columns of the open directory of schools.

use std::{
    io::{self, Write},
    path::Path,
};

use model::school::SchoolKind;

use crate::{
    csv::row,
    files::Output,
    places::{ACADEMIE, DEPARTEMENT, REGION},
    town::School,
};

/// Columns, in the order of the open directory.
const COLUMNS: &[&str] = &[
    "identifiant_de_l_etablissement",
    "nom_etablissement",
    "type_etablissement",
    "statut_public_prive",
    "adresse_1",
    "adresse_2",
    "adresse_3",
    "code_postal",
    "code_commune",
    "nom_commune",
    "code_departement",
    "code_academie",
    "code_region",
    "telephone",
    "fax",
    "web",
    "mail",
    "nombre_d_eleves",
    "libelle_departement",
    "libelle_academie",
    "libelle_region",
    "latitude",
    "longitude",
    "date_ouverture",
    "date_maj_ligne",
    "etat",
    "ministere_tutelle",
    "code_nature",
    "libelle_nature",
];

/// Begins the file.
pub(crate) fn create(folder: &Path) -> io::Result<Output> {
    let mut out = Output::create(folder, "annuaire-education.csv")?;
    row(&mut out, COLUMNS)?;
    Ok(out)
}

/// Writes a school.
pub(crate) fn school(out: &mut impl Write, school: &School) -> io::Result<()> {
    let (kind, nature) = match school.kind {
        SchoolKind::Primary => ("Ecole", ("151", "ECOLE DE NIVEAU ELEMENTAIRE")),
        SchoolKind::College => ("Collège", ("340", "COLLEGE")),
        SchoolKind::Lycee => ("Lycée", ("302", "LYCEE D ENSEIGNEMENT GENERAL ET TECHNOLOGIQUE")),
        SchoolKind::Other => ("EREA", ("370", "ETABLISSEMENT REGIONAL D'ENSEIGNEMENT ADAPTE")),
    };
    let uai = school.uai.as_str();
    let (latitude, longitude) = school.position;
    row(
        out,
        &[
            uai,
            &school.name,
            kind,
            if school.is_private { "Privé" } else { "Public" },
            &school.street,
            "",
            &format!("{} {}", school.place.postal_code, school.place.commune.to_uppercase()),
            &school.place.postal_code,
            &school.place.postal_code,
            &school.place.commune,
            DEPARTEMENT.0,
            &ACADEMIE.0.to_string(),
            REGION.0,
            &school.phone,
            "",
            &format!("https://{}.example", uai.to_lowercase()),
            &format!("ce.{uai}@ac-creteil.example"),
            &school.size.to_string(),
            DEPARTEMENT.1,
            ACADEMIE.1,
            REGION.1,
            &format!("{latitude:.3}"),
            &format!("{longitude:.3}"),
            "1988-09-01",
            "2026-09-01",
            if school.is_closed { "FERME" } else { "OUVERT" },
            "MINISTERE DE L'EDUCATION NATIONALE",
            nature.0,
            nature.1,
        ],
    )
}
