//! Those who work in a collège or a lycée: what they do there, and whom they teach.

use std::io::{self, Write};

use super::{
    Category, guardians, section,
    xml::{Entry, Request},
};
use crate::{
    functions::{LIBRARIAN, TEACHER},
    town::{Lesson, Member, Section, Town},
};

/// Writes a member of the staff.
pub(super) fn write(out: &mut impl Write, town: &Town, member: &Member) -> io::Result<()> {
    let id = member.id.to_string();
    let taught = |lesson: &Lesson| format!("{}${}", section(town, lesson.school, lesson.section), lesson.subject.code);
    let (classes, groups): (Vec<&Lesson>, Vec<&Lesson>) =
        member.lessons.iter().partition(|lesson| matches!(lesson.section, Section::Class(_)));
    let classes: Vec<String> = classes.into_iter().map(taught).collect();
    let groups: Vec<String> = groups.into_iter().map(taught).collect();
    let lead: Vec<String> =
        member.leads.map(|(school, class)| section(town, school, Section::Class(class))).into_iter().collect();
    let faces_pupils = member.function == &TEACHER || member.function == &LIBRARIAN;
    let mut entry = Entry::open(out, Request::Add, Category::PersEducNat, &id)?;
    entry.value("ENTPersonJointure", &id)?;
    entry.value("sn", &member.family)?;
    entry.value("ENTPersonNomPatro", &member.born_as)?;
    entry.value("givenName", &member.given)?;
    entry.value("personalTitle", guardians::title(member.sex))?;
    entry.value("mail", &member.mail)?;
    if !member.mobile.is_empty() {
        entry.value("mobile", &member.mobile)?;
    }
    entry.value("ENTPersonStructRattach", &town.schools[member.schools[0]].key.to_string())?;
    entry.values("ENTPersonFonctions", &functions(town, member))?;
    entry.value("PersEducNatPresenceDevantEleves", if faces_pupils { "O" } else { "N" })?;
    entry.values("ENTAuxEnsClassesMatieres", &classes)?;
    entry.values("ENTAuxEnsGroupesMatieres", &groups)?;
    entry.values("ENTAuxEnsClassesPrincipal", &lead)?;
    entry.close()
}

/// `52009$ENS$ENSEIGNEMENT$L1000$HISTOIRE-GÉOGRAPHIE`, once for each school.
fn functions(town: &Town, member: &Member) -> Vec<String> {
    let function = member.function;
    let (discipline, post) =
        member.lessons.first().map_or((function.discipline, function.post), |lesson| lesson.subject.discipline);
    let of = |school: &usize| {
        format!("{}${}${}${discipline}${post}", town.schools[*school].key, function.code, function.name)
    };
    member.schools.iter().map(of).collect()
}
