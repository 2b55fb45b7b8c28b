//! Pupils and those around them.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::roster::{Sample, small};

/// The year in which the school year begins.
const YEAR: i32 = 2026;

/// Pupils of each class.
fn sizes(sample: &Sample) -> BTreeMap<String, usize> {
    let mut sizes = BTreeMap::new();
    for pupil in &sample.pupils {
        *sizes.entry(pupil.part("ENTEleveClasses").to_owned()).or_default() += 1;
    }
    for pupil in &sample.onde_pupils {
        *sizes.entry(pupil["Classe"].clone()).or_default() += 1;
    }
    sizes
}

#[test]
fn there_are_about_2500_people_and_they_are_counted_right() {
    for seed in [0, 7, 20_240_320] {
        let sample = small(seed);
        let written = &sample.written;
        assert!((2_400..=2_700).contains(&written.people), "{written:?}");
        assert_eq!(written.pupils, sample.pupils.len() + sample.onde_pupils.len());
        let staff = sample.staff.len() + sample.onde_teachers.len();
        assert_eq!(written.heads + written.teachers + written.staff, staff);
        let name = |family: &str, given: &str, mail: &str, mobile: &str| format!("{given} {family} {mail} {mobile}");
        let aaf = sample.guardians.iter().map(|guardian| {
            name(
                guardian.one("sn"),
                guardian.one("givenName"),
                guardian.one("mail"),
                guardian.one("ENTPersonMobileSMS"),
            )
        });
        let onde = sample.onde_guardians.iter().map(|row| {
            let used =
                ["Nom d'usage responsable", "Nom responsable"].into_iter().find(|column| !row[*column].is_empty());
            let family = &row[used.expect("a name")];
            name(family, &row["Prénom responsable"], &row["Courriel"], &row["Téléphone portable"])
        });
        assert_eq!(written.guardians, aaf.chain(onde).collect::<HashSet<String>>().len());
    }
}

#[test]
fn classes_have_the_sizes_and_the_ages_of_real_ones() {
    let sample = small(7);
    let sizes = sizes(&sample);
    for class in ["6A", "3B", "2NDE 4", "1G2", "TSTMG1", "CM2 A", "PS-MS"] {
        assert!(sizes.contains_key(class), "{class}");
    }
    assert_eq!(sizes.len(), 37);
    for pupil in &sample.pupils {
        let class = pupil.part("ENTEleveClasses");
        let of_lycee = pupil.one("ENTPersonStructRattach") == sample.lycee();
        let bounds = if of_lycee { 28..=35 } else { 24..=30 };
        assert!(bounds.contains(&sizes[class]), "{class} {}", sizes[class]);
        let born: i32 = pupil.one("ENTPersonDateNaissance")[6..].parse().expect("a year");
        let age = match class.chars().next() {
            Some('6') => 11,
            Some('5') => 12,
            Some('4') => 13,
            Some('3') => 14,
            Some('2') => 15,
            Some('1') => 16,
            _ => 17,
        };
        assert!((YEAR - born - age).abs() <= 1, "{class} {born}");
    }
    for pupil in &sample.onde_pupils {
        assert!((24..=30).contains(&sizes[&pupil["Classe"]]), "{pupil:?}");
    }
}

#[test]
fn every_guardian_of_every_pupil_is_in_the_files_and_the_other_way_round() {
    let sample = small(7);
    let known: HashSet<&str> = sample.guardians.iter().map(|guardian| guardian.id.as_str()).collect();
    assert_eq!(known.len(), sample.guardians.len());
    let mut named = HashSet::new();
    for pupil in &sample.pupils {
        let with_authority = pupil.all("ENTEleveAutoriteParentale");
        assert!((1..=2).contains(&with_authority.len()), "{pupil:?}");
        for related in pupil.all("ENTElevePersRelEleve") {
            let parts: Vec<&str> = related.split('$').collect();
            assert!(parts.len() == 6 && known.contains(parts[0]), "{related}");
            assert_eq!(parts[3] != "0", with_authority.contains(&parts[0].to_owned()), "{pupil:?}");
            named.insert(parts[0].to_owned());
        }
    }
    assert_eq!(named.len(), known.len());
}

#[test]
fn every_child_of_a_primary_school_is_named_by_a_guardian() {
    let sample = small(7);
    let name = |family: &str, given: &str, class: &str| format!("{given} {family} {class}");
    let pupils = sample.onde_pupils.iter().map(|row| name(&row["Nom Elève"], &row["Prénom Elève"], &row["Classe"]));
    let mut named = HashSet::new();
    for row in &sample.onde_guardians {
        let column = |what: &str, n: usize| row[&format!("{what} enfant {n}")].as_str();
        let children = (1..=4).filter(|n| !column("Prénom", *n).is_empty());
        named.extend(children.map(|n| name(column("Nom de famille", n), column("Prénom", n), column("Classe", n))));
    }
    assert_eq!(pupils.collect::<HashSet<String>>(), named);
}

#[test]
fn families_are_of_every_kind() {
    let sample = small(7);
    let home: HashMap<&str, &str> =
        sample.guardians.iter().map(|one| (one.id.as_str(), one.one("ENTPersonAdresse"))).collect();
    let (mut alone, mut apart, mut together, mut without, mut tutors, mut children) = (0, 0, 0, 0, 0, HashMap::new());
    for pupil in &sample.pupils {
        match pupil.all("ENTEleveAutoriteParentale") {
            [one, other] if home[one.as_str()] == home[other.as_str()] => together += 1,
            [_, _] => apart += 1,
            _ => alone += 1,
        }
        for related in pupil.all("ENTElevePersRelEleve") {
            let parts: Vec<&str> = related.split('$').collect();
            without += usize::from(parts[3] == "0" && parts[1] != "4");
            tutors += usize::from(parts[1] == "3");
            *children.entry(parts[0].to_owned()).or_insert(0) += 1;
        }
    }
    assert!(together > apart && apart > 60 && alone > 60, "{together} {apart} {alone}");
    assert!(without > 3 && tutors > 3, "{without} {tutors}");
    assert!(children.values().any(|number| *number == 3));
}

#[test]
fn two_pupils_of_a_school_have_the_same_names() {
    let sample = small(7);
    let mut met = HashMap::new();
    for pupil in sample.pupils.iter().filter(|pupil| pupil.one("ENTPersonStructRattach") == sample.lycee()) {
        let classes: &mut Vec<&str> = met.entry((pupil.one("sn"), pupil.one("givenName"))).or_default();
        classes.push(pupil.part("ENTEleveClasses"));
    }
    let alike: Vec<&Vec<&str>> = met.values().filter(|classes| classes.len() > 1).collect();
    assert_eq!(alike.len(), 1);
    assert_ne!(alike[0][0], alike[0][1]);
}
