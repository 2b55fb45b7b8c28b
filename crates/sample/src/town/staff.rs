//! Those who work in the schools: heads, vie scolaire, offices, health, teachers. Some have children in them.

use model::{school::SchoolKind, text::fold};

use super::{Guardian, Lesson, Maker, Member, Pupil, School, Section, adults::Adult, pools};
use crate::{
    functions::{
        BURSAR, CARETAKER, COUNSELLOR, DEPUTY, Function, HEAD, LABORATORY, LIBRARIAN, MONITOR, NURSE, PRIMARY_HEAD,
        PRIMARY_TEACHER, PSYCHOLOGIST, SECRETARY, SOCIAL_WORKER, TEACHER,
    },
    names::Sex,
};

/// One adult in so many has a child in these schools.
const ONE_PARENT_IN: usize = 12;

/// Everybody who works in these schools.
pub(super) fn make(
    maker: &mut Maker<'_>,
    schools: &[School],
    pupils: &[Pupil],
    guardians: &mut [Guardian],
) -> Vec<Member> {
    let mut staff = Vec::new();
    for (at, school) in schools.iter().enumerate() {
        for (function, number) in posts(school.kind) {
            for _ in 0..*number {
                staff.push(member(maker, function, vec![at], Vec::new()));
            }
        }
        if school.kind == SchoolKind::Primary {
            primary(maker, at, school, &mut staff);
        }
    }
    let secondary: Vec<usize> = (0..schools.len()).filter(|at| schools[*at].kind != SchoolKind::Primary).collect();
    for function in [&SOCIAL_WORKER, &PSYCHOLOGIST] {
        staff.push(member(maker, function, secondary.clone(), Vec::new()));
    }
    for lessons in pools::share_out(schools) {
        let mut of: Vec<usize> = lessons.iter().map(|lesson| lesson.school).collect();
        of.dedup();
        staff.push(member(maker, &TEACHER, of, lessons));
    }
    lead(schools, &mut staff);
    make_parents(maker, pupils, guardians, &mut staff);
    staff
}

/// Posts of a collège or a lycée that are not shared with another.
fn posts(kind: SchoolKind) -> &'static [(&'static Function, usize)] {
    match kind {
        SchoolKind::College => &[
            (&HEAD, 1),
            (&DEPUTY, 1),
            (&BURSAR, 1),
            (&SECRETARY, 2),
            (&COUNSELLOR, 1),
            (&MONITOR, 6),
            (&NURSE, 1),
            (&LIBRARIAN, 1),
            (&CARETAKER, 1),
        ],
        SchoolKind::Lycee => &[
            (&HEAD, 1),
            (&DEPUTY, 2),
            (&BURSAR, 1),
            (&SECRETARY, 3),
            (&COUNSELLOR, 2),
            (&MONITOR, 7),
            (&NURSE, 1),
            (&LIBRARIAN, 2),
            (&LABORATORY, 1),
            (&CARETAKER, 1),
        ],
        SchoolKind::Primary | SchoolKind::Other => &[],
    }
}

/// A teacher for each class of a primary school. The last one heads it, and another teaches their class one day a week.
fn primary(maker: &mut Maker<'_>, at: usize, school: &School, staff: &mut Vec<Member>) {
    let last = school.classes.len().saturating_sub(1);
    for class in 0..school.classes.len() {
        let function = if class == last { &PRIMARY_HEAD } else { &PRIMARY_TEACHER };
        let mut teacher = member(maker, function, vec![at], Vec::new());
        teacher.leads = Some((at, class));
        staff.push(teacher);
    }
    let mut relief = member(maker, &PRIMARY_TEACHER, vec![at], Vec::new());
    relief.leads = Some((at, last));
    staff.push(relief);
}

fn member(maker: &mut Maker<'_>, function: &'static Function, schools: Vec<usize>, lessons: Vec<Lesson>) -> Member {
    let adult = loop {
        let roots = maker.names.origin(&mut maker.chance);
        let sex = if maker.chance.percent(64) { Sex::Female } else { Sex::Male };
        let adult = Adult::make(maker, roots, sex);
        // Files without keys, as those of primary schools are, know a teacher by name.
        if maker.colleagues.insert(fold(&format!("{} {}", adult.given, adult.family))) {
            break adult;
        }
    };
    Member {
        id: maker.id(),
        mail: maker.mail(adult.given, adult.family, "ac-creteil"),
        family: adult.family.to_owned(),
        born_as: adult.born_as.to_owned(),
        given: adult.given.to_owned(),
        sex: adult.sex,
        mobile: String::new(),
        function,
        schools,
        lessons,
        leads: None,
        parent: None,
    }
}

/// Gives every class of a collège or a lycée its professeur principal: of those who have it most, one who has no other.
fn lead(schools: &[School], staff: &mut [Member]) {
    for (at, school) in schools.iter().enumerate() {
        for class in 0..school.classes.len() {
            let tenths = |member: &Member| -> u32 {
                let own = member.lessons.iter().filter(|l| (l.school, l.section) == (at, Section::Class(class)));
                own.map(|lesson| lesson.tenths).sum()
            };
            let free = staff.iter_mut().filter(|member| member.leads.is_none() && tenths(member) > 0);
            if let Some(leader) = free.max_by_key(|member| tenths(member)) {
                leader.leads = Some((at, class));
            }
        }
    }
}

/// Makes some members of the staff parents: the same names, and the same mail or the same mobile telephone, by which an
/// import recognises one person in two files.
fn make_parents(maker: &mut Maker<'_>, pupils: &[Pupil], guardians: &mut [Guardian], staff: &mut [Member]) {
    let mut parents: Vec<usize> = pupils
        .iter()
        .flat_map(|pupil| pupil.ties.iter().filter(|tie| tie.authority > 0).map(|tie| tie.guardian))
        .collect();
    parents.sort_unstable();
    parents.dedup();
    maker.chance.shuffle(&mut parents);
    for (n, member) in staff.iter_mut().skip(3).step_by(ONE_PARENT_IN).enumerate() {
        let Some(at) = parents.pop() else { return };
        let guardian = &mut guardians[at];
        if !maker.colleagues.insert(fold(&format!("{} {}", guardian.given, guardian.family))) {
            continue;
        }
        member.family.clone_from(&guardian.family);
        member.born_as.clone_from(&guardian.born_as);
        member.given.clone_from(&guardian.given);
        member.sex = guardian.sex;
        member.mail = maker.mail(&member.given, &member.family, "ac-creteil");
        member.parent = Some(at);
        if n % 3 == 2 && member.function != &PRIMARY_TEACHER && !guardian.mobile.is_empty() {
            member.mobile.clone_from(&guardian.mobile);
        } else {
            guardian.mail.clone_from(&member.mail);
        }
    }
}
