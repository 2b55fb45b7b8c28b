//! Those who work in the schools, and whom they teach.

use std::collections::{HashMap, HashSet};

use crate::roster::{Entry, Sample, small};

fn functions<'a>(member: &'a Entry, school: &'a str) -> impl Iterator<Item = &'a str> {
    let here = member.all("ENTPersonFonctions").iter().filter_map(move |function| function.split_once('$'));
    here.filter(move |(of, _)| *of == school).filter_map(|(_, rest)| rest.split('$').next())
}

fn count(sample: &Sample, school: &str, code: &str) -> usize {
    sample.staff.iter().filter(|member| functions(member, school).any(|function| function == code)).count()
}

#[test]
fn a_lycee_has_all_that_a_demonstration_asks_for() {
    let sample = small(7);
    let lycee = sample.lycee();
    assert_eq!(count(&sample, lycee, "DIR"), 3);
    for (code, least) in [("EDU", 2), ("SUR", 6), ("ADF", 3), ("MDS", 2), ("ORI", 1), ("DOC", 1), ("ENS", 25)] {
        assert!(count(&sample, lycee, code) >= least, "{code}");
    }
    let project = format!("{lycee}$PROJET RADIO");
    let of_project = |pupil: &&Entry| pupil.all("ENTEleveGroupes").contains(&project);
    assert_eq!(sample.pupils.iter().filter(of_project).count(), 28);
    let classes: HashSet<&str> =
        sample.pupils.iter().filter(of_project).map(|pupil| pupil.part("ENTEleveClasses")).collect();
    assert!(classes.len() > 4, "{classes:?}");
}

#[test]
fn every_class_is_taught_and_has_one_professeur_principal() {
    let sample = small(7);
    let (mut teachers, mut leaders) = (HashMap::new(), HashMap::new());
    for member in &sample.staff {
        for lesson in member.all("ENTAuxEnsClassesMatieres") {
            let class = lesson.rsplit_once('$').expect("a subject").0;
            teachers.entry(class.to_owned()).or_insert_with(HashSet::new).insert(&member.id);
        }
        for class in member.all("ENTAuxEnsClassesPrincipal") {
            *leaders.entry(class.clone()).or_insert(0) += 1;
            assert!(
                member.all("ENTAuxEnsClassesMatieres").iter().any(|lesson| lesson.starts_with(class)),
                "{member:?}"
            );
        }
    }
    for pupil in &sample.pupils {
        let class = pupil.one("ENTEleveClasses");
        assert!(teachers[class].len() >= 4, "{class}");
        assert_eq!(leaders[class], 1, "{class}");
    }
    assert_eq!(leaders.len(), 29);
}

#[test]
fn classes_and_groups_of_people_are_those_of_their_schools() {
    let sample = small(7);
    let mut known = HashSet::new();
    for school in &sample.schools {
        for attribute in ["ENTStructureClasses", "ENTStructureGroupes"] {
            let names = school.all(attribute).iter().filter_map(|value| value.split('$').next());
            known.extend(names.map(|name| format!("{}${name}", school.id)));
        }
    }
    let mut met = HashSet::new();
    for pupil in &sample.pupils {
        met.extend(pupil.all("ENTEleveClasses").iter().chain(pupil.all("ENTEleveGroupes")).cloned());
    }
    assert_eq!(known, met);
    let mut taught = HashSet::new();
    for member in &sample.staff {
        let all = member.all("ENTAuxEnsClassesMatieres").iter().chain(member.all("ENTAuxEnsGroupesMatieres"));
        taught.extend(all.filter_map(|lesson| lesson.rsplit_once('$')).map(|(section, _)| section.to_owned()));
    }
    assert_eq!(known, taught);
}

#[test]
fn some_teach_in_both_schools() {
    let sample = small(7);
    let both = sample.staff.iter().filter(|member| {
        let schools: HashSet<&str> =
            member.all("ENTAuxEnsGroupesMatieres").iter().filter_map(|lesson| lesson.split('$').next()).collect();
        schools.len() == 2 && member.all("ENTPersonFonctions").len() == 2
    });
    assert!(both.count() >= 3);
}

#[test]
fn some_who_work_there_are_parents_and_share_a_contact_with_their_other_record() {
    let sample = small(7);
    let names = |one: &Entry| (one.one("sn").to_owned(), one.one("givenName").to_owned());
    let guardians: HashMap<_, &Entry> = sample.guardians.iter().map(|guardian| (names(guardian), guardian)).collect();
    let (mut by_mail, mut by_mobile) = (0, 0);
    for member in &sample.staff {
        let Some(guardian) = guardians.get(&names(member)) else { continue };
        by_mail += usize::from(member.one("mail") == guardian.one("mail"));
        let mobile = member.one("mobile");
        by_mobile += usize::from(!mobile.is_empty() && mobile == guardian.one("ENTPersonMobileSMS"));
    }
    assert!(by_mail >= 2 && by_mobile >= 1, "{by_mail} {by_mobile}");
}

#[test]
fn a_primary_school_has_one_head_who_teaches() {
    let sample = small(7);
    let heads: Vec<_> = sample.onde_teachers.iter().filter(|row| row["Directeur"] == "Oui").collect();
    assert!(heads.len() == 1 && !heads[0]["Classe"].is_empty(), "{heads:?}");
    let taught: HashSet<&str> = sample.onde_teachers.iter().map(|row| row["Classe"].as_str()).collect();
    assert!(sample.onde_pupils.iter().all(|row| taught.contains(row["Classe"].as_str())));
}
