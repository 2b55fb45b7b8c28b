//! Roster files of a few invented people, in the formats of real ones.

use std::{fmt::Write as _, path::Path};

use model::Uai;

/// A school of the AAF files: its number, its code, its name.
#[derive(Debug, Clone)]
pub struct School {
    pub number: &'static str,
    pub uai: Uai,
    pub name: &'static str,
    pub kind: &'static str,
}

pub fn college() -> School {
    School { number: "501", uai: Uai::from_number(9_990_001), name: "Collège des Tilleuls", kind: "COLLEGE" }
}

pub fn lycee() -> School {
    School { number: "502", uai: Uai::from_number(9_990_002), name: "Lycée des Aulnes", kind: "LYCEE POLYVALENT" }
}

/// A person of the AAF files.
#[derive(Debug, Clone, Default)]
pub struct Person {
    pub id: String,
    pub family: String,
    pub given: String,
    pub birth: String,
    pub mail: String,
    pub mobile: String,
    /// For a pupil: their school's number.
    pub school: String,
    /// `501$3B`
    pub classes: Vec<String>,
    pub groups: Vec<String>,
    /// For a pupil: numbers of the guardians.
    pub guardians: Vec<String>,
    /// For staff: `501$ENS$ENSEIGNEMENT$L0202$LETTRES MODERNES`
    pub functions: Vec<String>,
}

impl Person {
    pub fn new(id: &str, given: &str, family: &str) -> Person {
        Person { id: id.into(), given: given.into(), family: family.into(), ..Person::default() }
    }

    pub fn in_class(mut self, school: &str, class: &str) -> Person {
        school.clone_into(&mut self.school);
        self.classes = vec![format!("{school}${class}")];
        self
    }

    pub fn in_group(mut self, school: &str, group: &str) -> Person {
        self.groups.push(format!("{school}${group}"));
        self
    }

    pub fn of(mut self, guardians: &[&str]) -> Person {
        self.guardians = guardians.iter().map(|id| (*id).to_owned()).collect();
        self
    }

    pub fn does(mut self, function: &str) -> Person {
        self.functions.push(function.to_owned());
        self
    }

    pub fn mail(mut self, mail: &str) -> Person {
        mail.clone_into(&mut self.mail);
        self
    }
}

/// The AAF files of a day.
#[derive(Debug, Clone, Default)]
pub struct Aaf {
    pub schools: Vec<School>,
    pub pupils: Vec<Person>,
    pub guardians: Vec<Person>,
    pub staff: Vec<Person>,
    /// Pupils, guardians and staff who have left, by number, for a delta.
    pub gone: [Vec<String>; 3],
}

impl Aaf {
    /// Writes them as `ENT_…_Complet_…` or `ENT_…_Delta_…`.
    pub fn write(&self, folder: &Path, mode: &str, date: &str) {
        std::fs::create_dir_all(folder).expect("a folder");
        let [pupils, guardians, staff] = &self.gone;
        let file = |category: &str, body: String| {
            let name = format!("ENT_9990000A_{mode}_{date}_{category}_0000.xml");
            std::fs::write(folder.join(name), document(&body)).expect("written");
        };
        file("EtabEducNat", self.schools.iter().map(school).collect());
        file("Eleve", self.pupils.iter().map(|p| person("Eleve", p)).collect::<String>() + &deletions(pupils));
        file(
            "PersRelEleve",
            self.guardians.iter().map(|p| person("PersRelEleve", p)).collect::<String>() + &deletions(guardians),
        );
        file(
            "PersEducNat",
            self.staff.iter().map(|p| person("PersEducNat", p)).collect::<String>() + &deletions(staff),
        );
    }
}

/// A whole AAF document around entries.
pub fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE ficAlimMENESR SYSTEM \"ficAlimMENESR.dtd\">\n\
         <ficAlimMENESR>\n{body}</ficAlimMENESR>\n"
    )
}

pub fn attribute(name: &str, values: &[String]) -> String {
    let values: Vec<&String> = values.iter().filter(|value| !value.is_empty()).collect();
    if values.is_empty() {
        return String::new();
    }
    let mut text = format!("<attr name=\"{name}\">");
    for value in values {
        let value = value.replace('&', "&amp;").replace('<', "&lt;");
        let _ = write!(text, "<value>{value}</value>");
    }
    text + "</attr>\n"
}

fn one(name: &str, value: &str) -> String {
    attribute(name, &[value.to_owned()])
}

/// An entry that adds somebody or something.
pub fn entry(category: &str, id: &str, attributes: &str) -> String {
    let operational = if category == "EtabEducNat" { "categorieStructure" } else { "categoriePersonne" };
    format!(
        "<addRequest>\n<operationalAttributes>{}</operationalAttributes>\n<identifier><id>{id}</id></identifier>\n\
         <attributes>\n{attributes}</attributes>\n</addRequest>\n",
        one(operational, category)
    )
}

/// An entry that modifies some attributes.
pub fn modification(category: &str, id: &str, attributes: &str) -> String {
    let attributes =
        attributes.replace("<attr ", "<modification operation=\"replace\" ").replace("</attr>", "</modification>");
    format!(
        "<modifyRequest><operationalAttributes>{}</operationalAttributes><identifier><id>{id}</id></identifier>\
         <modifications>{attributes}</modifications></modifyRequest>\n",
        one("categoriePersonne", category)
    )
}

fn deletions(ids: &[String]) -> String {
    let mut text = String::new();
    for id in ids {
        let head = "<deleteRequest><operationalAttributes/><identifier><id>";
        let _ = writeln!(text, "{head}{id}</id></identifier></deleteRequest>");
    }
    text
}

fn school(school: &School) -> String {
    let attributes = one("ENTStructureUAI", school.uai.as_str())
        + &one("ENTStructureNomCourant", school.name)
        + &one("ENTStructureTypeStruct", school.kind)
        + &one("ENTEtablissementContrat", "PU")
        + &one("l", "Valombre");
    entry("EtabEducNat", school.number, &attributes)
}

pub fn person(category: &str, p: &Person) -> String {
    let related: Vec<String> = p.guardians.iter().map(|id| format!("{id}$1$1$1$1$1")).collect();
    let attributes = one("sn", &p.family)
        + &one("givenName", &p.given)
        + &one("ENTPersonDateNaissance", &p.birth)
        + &one("mail", &p.mail)
        + &one("ENTPersonMobileSMS", &p.mobile)
        + &one("ENTPersonStructRattach", &p.school)
        + &attribute(if category == "Eleve" { "ENTEleveClasses" } else { "ENTAuxEnsClasses" }, &p.classes)
        + &attribute(if category == "Eleve" { "ENTEleveGroupes" } else { "ENTAuxEnsGroupes" }, &p.groups)
        + &attribute("ENTElevePersRelEleve", &related)
        + &attribute("ENTPersonFonctions", &p.functions);
    entry(category, &p.id, &attributes)
}

/// Two schools: in the collège Zoé and Ali of 3B, Mia of 3C, in the lycée Noé of 2NDE 4; Awa is the mother of Zoé and
/// Noé, Luc the father of Ali, Ines of Mia. Ada teaches in both, Léa heads the collège, Paul is its CPE.
pub fn first_day() -> Aaf {
    let french = "ENS$ENSEIGNEMENT$L0202$LETTRES MODERNES";
    Aaf {
        schools: vec![college(), lycee()],
        pupils: vec![
            Person::new("1", "Zoé", "N'Diaye").in_class("501", "3B").in_group("501", "3LATIN").of(&["11"]),
            Person::new("2", "Ali", "Le Goff").in_class("501", "3B").of(&["12"]),
            Person::new("3", "Mia", "Rossi").in_class("501", "3C").in_group("501", "3LATIN").of(&["13"]),
            Person::new("4", "Noé", "N'Diaye").in_class("502", "2NDE 4").of(&["11"]),
        ],
        guardians: vec![
            Person::new("11", "Awa", "N'Diaye").mail("awa@mail.example"),
            Person::new("12", "Luc", "Le Goff").mail("luc@mail.example"),
            Person::new("13", "Ines", "Rossi").mail("ines@mail.example"),
        ],
        staff: vec![
            Person {
                classes: vec!["501$3B".into(), "502$2NDE 4".into()],
                ..Person::new("21", "Ada", "Nguyễn").does(&format!("501${french}"))
            },
            Person::new("22", "Léa", "Haddad").does("501$DIR$DIRECTION$D0010$CHEF"),
            Person::new("23", "Paul", "Petit").does("501$EDU$EDUCATION$E0030$CPE"),
        ],
        ..Aaf::default()
    }
}
