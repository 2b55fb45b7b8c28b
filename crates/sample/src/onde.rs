//! ONDE: the three CSV files of a primary school, in a folder that bears its code, as they name their school nowhere.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use crate::{
    csv::row,
    files::Output,
    functions::PRIMARY_HEAD,
    names::Sex,
    town::{Pupil, Town},
};

/// Children of one guardian that the file has columns for.
const CHILDREN: usize = 4;

/// Writes the three files of a primary school.
pub(crate) fn write(folder: &Path, town: &Town, school: usize) -> io::Result<Vec<PathBuf>> {
    let folder = folder.join(format!("ecole-{}", town.schools[school].uai));
    let mut files = Vec::new();
    for (name, fill) in [
        ("CSVExtraction-eleves.csv", pupils as fn(&mut Output, &Town, usize) -> io::Result<()>),
        ("CSVExtraction-responsables.csv", guardians),
        ("CSVExtraction-enseignants.csv", teachers),
    ] {
        let mut out = Output::create(&folder, name)?;
        out.write_all("\u{feff}".as_bytes())?;
        fill(&mut out, town, school)?;
        files.push(out.finish()?);
    }
    Ok(files)
}

fn pupils(out: &mut Output, town: &Town, school: usize) -> io::Result<()> {
    let columns = [
        "Nom Elève",
        "Nom d'usage Elève",
        "Prénom Elève",
        "Date naissance",
        "Sexe",
        "Adresse",
        "CP",
        "Commune",
        "Pays",
        "Cycle",
        "Niveau",
        "Classe",
    ];
    row(out, &columns)?;
    for pupil in all(town, school) {
        let (year, month, day) = pupil.born;
        let address = &town.guardians[pupil.ties[0].guardian].address;
        row(
            out,
            &[
                pupil.family.as_str(),
                "",
                &pupil.given,
                &format!("{day:02}/{month:02}/{year}"),
                if pupil.sex == Sex::Female { "F" } else { "M" },
                &address.street,
                &address.place.postal_code,
                &address.place.commune,
                "FRANCE",
                pupil.level.name,
                pupil.level.short,
                &town.schools[school].classes[pupil.class].name,
            ],
        )?;
    }
    Ok(())
}

fn guardians(out: &mut Output, town: &Town, school: usize) -> io::Result<()> {
    let mut columns: Vec<String> = [
        "Civilité Responsable",
        "Nom d'usage responsable",
        "Nom responsable",
        "Prénom responsable",
        "Adresse responsable",
        "CP responsable",
        "Commune responsable",
        "Pays",
        "Courriel",
        "Téléphone domicile",
        "Téléphone travail",
        "Téléphone portable",
    ]
    .map(str::to_owned)
    .to_vec();
    for n in 1..=CHILDREN {
        columns.extend(["Nom de famille", "Prénom", "Classe"].map(|what| format!("{what} enfant {n}")));
    }
    row(out, &columns)?;
    for (at, guardian) in town.guardians.iter().enumerate() {
        let is_theirs = |pupil: &&Pupil| pupil.ties.iter().any(|tie| tie.guardian == at && tie.authority > 0);
        let children: Vec<&Pupil> = all(town, school).filter(is_theirs).take(CHILDREN).collect();
        if children.is_empty() {
            continue;
        }
        let used = if guardian.family == guardian.born_as { "" } else { &guardian.family };
        let title = title(guardian.sex);
        let mut cells = vec![
            title,
            used,
            &guardian.born_as,
            &guardian.given,
            &guardian.address.street,
            &guardian.address.place.postal_code,
            &guardian.address.place.commune,
            "FRANCE",
            &guardian.mail,
            &guardian.phone,
            "",
            &guardian.mobile,
        ];
        for child in &children {
            cells.extend([&*child.family, &*child.given, &*town.schools[school].classes[child.class].name]);
        }
        cells.resize(columns.len(), "");
        row(out, &cells)?;
    }
    Ok(())
}

fn teachers(out: &mut Output, town: &Town, school: usize) -> io::Result<()> {
    row(out, &["Civilité", "Nom usage", "Nom", "Prénom", "Courriel", "Directeur", "Classe"])?;
    for teacher in town.staff.iter().filter(|member| member.schools.contains(&school)) {
        let class = teacher.leads.map(|(_, class)| town.schools[school].classes[class].name.as_str());
        let is_head = if teacher.function == &PRIMARY_HEAD { "Oui" } else { "Non" };
        let (title, class) = (title(teacher.sex), class.unwrap_or_default());
        let used = if teacher.family == teacher.born_as { "" } else { &teacher.family };
        row(out, &[title, used, &teacher.born_as, &teacher.given, &teacher.mail, is_head, class])?;
    }
    Ok(())
}

fn all(town: &Town, school: usize) -> impl Iterator<Item = &Pupil> {
    town.pupils.iter().filter(move |pupil| pupil.school == school)
}

fn title(sex: Sex) -> &'static str {
    if sex == Sex::Female { "MME" } else { "M." }
}
