//! Who teaches what: lessons are shared out among as few teachers as their hours need.

use std::collections::BTreeMap;

use model::school::SchoolKind;

use super::{Lesson, School, Section};

/// Tenths of an hour that a teacher gives in a week.
const SERVICE: u32 = 180;

/// The lessons of each teacher, discipline by discipline. Teachers of rare subjects go from school to school.
pub(super) fn share_out(schools: &[School]) -> Vec<Vec<Lesson>> {
    let mut pools: BTreeMap<(usize, &str), Vec<Lesson>> = BTreeMap::new();
    for (at, school) in schools.iter().enumerate().filter(|(_, school)| school.kind != SchoolKind::Primary) {
        for lesson in lessons(at, school) {
            let home = if lesson.subject.is_rare { 0 } else { at + 1 };
            pools.entry((home, lesson.subject.discipline.0)).or_default().push(lesson);
        }
    }
    pools.into_values().flat_map(shared).collect()
}

/// What is taught to the classes and the groups of a school.
fn lessons(at: usize, school: &School) -> Vec<Lesson> {
    let to_classes = school.classes.iter().enumerate().flat_map(|(class, one)| {
        let lesson = move |taught: &(&'static _, u32)| Lesson {
            school: at,
            section: Section::Class(class),
            subject: taught.0,
            tenths: taught.1,
        };
        one.level.taught.iter().map(lesson)
    });
    let to_groups = school.groups.iter().enumerate().map(|(group, one)| Lesson {
        school: at,
        section: Section::Group(group),
        subject: one.subject,
        tenths: one.tenths,
    });
    to_classes.chain(to_groups).collect()
}

/// Gives each lesson to the teacher who has least.
fn shared(lessons: Vec<Lesson>) -> Vec<Vec<Lesson>> {
    let hours: u32 = lessons.iter().map(|lesson| lesson.tenths).sum();
    let mut teachers: Vec<(u32, Vec<Lesson>)> = vec![(0, Vec::new()); hours.div_ceil(SERVICE) as usize];
    for lesson in lessons {
        if let Some((load, own)) = teachers.iter_mut().min_by_key(|(load, _)| *load) {
            *load += lesson.tenths;
            own.push(lesson);
        }
    }
    teachers.into_iter().map(|(_, own)| own).filter(|own| !own.is_empty()).collect()
}
