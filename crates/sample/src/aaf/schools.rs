//! Schools, with their classes and groups.

use std::io::{self, Write};

use model::school::SchoolKind;

use super::{
    Category,
    xml::{Entry, Request},
};
use crate::{places::ACADEMIE, town::School};

/// Writes a school.
pub(super) fn write(out: &mut impl Write, school: &School) -> io::Result<()> {
    let key = school.key.to_string();
    let kind = match school.kind {
        SchoolKind::Lycee => "LYCEE D ENSEIGNEMENT GENERAL ET TECHNOLOGIQUE",
        _ => "COLLEGE",
    };
    let classes: Vec<String> =
        school.classes.iter().map(|class| format!("{}${}${}", class.name, class.label, class.level.mef)).collect();
    let groups: Vec<String> = school
        .groups
        .iter()
        .map(|group| {
            let classes = group.classes.iter().map(|class| school.classes[*class].name.as_str());
            [&*group.name, &*group.label].into_iter().chain(classes).collect::<Vec<_>>().join("$")
        })
        .collect();
    let mut entry = Entry::open(out, Request::Add, Category::EtabEducNat, &key)?;
    entry.value("ENTStructureJointure", &key)?;
    entry.value("ENTStructureUAI", school.uai.as_str())?;
    entry.value("ENTEtablissementUAI", school.uai.as_str())?;
    entry.value("ENTStructureNomCourant", &school.name)?;
    entry.value("ENTStructureTypeStruct", kind)?;
    entry.value("ENTEtablissementContrat", "PU")?;
    entry.value("ENTEtablissementMinistereTutelle", "MINISTERE DE L'EDUCATION NATIONALE")?;
    entry.value("ENTServAcAcademie", &ACADEMIE.1.to_uppercase())?;
    entry.value("street", &school.street)?;
    entry.value("postalCode", &school.place.postal_code)?;
    entry.value("l", &school.place.commune)?;
    entry.value("telephoneNumber", &school.phone)?;
    entry.values("ENTStructureClasses", &classes)?;
    entry.values("ENTStructureGroupes", &groups)?;
    entry.close()
}
