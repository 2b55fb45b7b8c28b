//! Teachers, staff and heads: what they do in which schools, and whom they teach.

use model::{
    Profile, limits,
    roster::{Change, Part, PersonRecord, Post, Refusal, SchoolRef, SectionRef},
};

use super::{
    Names,
    attributes::Attribute,
    entry::Entry,
    parts,
    person::{common, in_school, school_ref},
    pupil::sections,
    sentence,
};
use crate::rosters::draft::Items;

/// Subjects named in a teacher's title.
const SUBJECTS_SHOWN: usize = 3;

/// A member of the staff.
pub(super) fn take(entry: &Entry, names: &Names, items: &mut Items) -> Result<PersonRecord, Box<Refusal>> {
    let mut record = common(entry, Part::Staff, "aaf:educ:", items)?;
    if record.change == Change::Gone {
        return Ok(record);
    }
    let whole = record.change == Change::Whole;
    let own = entry.first(Attribute::School);
    let classes = [Attribute::TaughtClasses, Attribute::TaughtClassesSubjects, Attribute::MainClasses];
    record.classes = taught(entry, &classes, own, whole, items);
    record.groups = taught(entry, &[Attribute::TaughtGroups, Attribute::TaughtGroupsSubjects], own, whole, items);
    if whole || entry.says(Attribute::Functions) || entry.says(Attribute::School) {
        let mut posts = posts(entry, names, own);
        // Who teaches a class of another school teaches in that school.
        let taught = record.classes.iter().chain(&record.groups).flatten();
        for section in taught {
            if !posts.iter().any(|post| post.school == section.school) {
                let title = subjects(entry, names, &section.school);
                posts.push(Post { school: section.school.clone(), profile: Profile::Teacher, title });
            }
        }
        if posts.is_empty() {
            let reason = "cette personne n'exerce dans aucun établissement\u{202f}; corrigez sa fiche à la source";
            return Err(items.refusal(Attribute::School.name(), "", reason, Some(record.key)));
        }
        record.posts = Some(posts);
    }
    Ok(record)
}

/// The union of what several attributes say. A partial record speaks of it only when it repeats what is taught.
fn taught(
    entry: &Entry,
    attributes: &[Attribute],
    own: Option<&str>,
    whole: bool,
    items: &mut Items,
) -> Option<Vec<SectionRef>> {
    if !whole && !attributes.iter().any(|a| *a != Attribute::MainClasses && entry.says(*a)) {
        return None;
    }
    let mut all: Vec<SectionRef> = Vec::new();
    for attribute in attributes {
        for section in sections(entry, *attribute, own, true, items).unwrap_or_default() {
            if !all.contains(&section) && all.len() < limits::IMPORT_SECTIONS_PER_PERSON_MAX {
                all.push(section);
            }
        }
    }
    Some(all)
}

/// `school$code$function$discipline$name of the discipline`, once for each thing that the person does.
fn posts(entry: &Entry, names: &Names, own: Option<&str>) -> Vec<Post> {
    let before_pupils = entry.first(Attribute::BeforePupils) == Some("O");
    let mut all: Vec<Post> = Vec::new();
    for value in entry.all(Attribute::Functions) {
        let parts = parts(value);
        let Some(school) = parts.first().filter(|school| !school.is_empty()) else { continue };
        let school = school_ref(school);
        let at = |index: usize| parts.get(index).copied().filter(|text| !text.is_empty() && *text != "-");
        let profile = match at(1) {
            Some("DIR") => Profile::Head,
            Some("ENS" | "DOC") => Profile::Teacher,
            None if before_pupils => Profile::Teacher,
            _ => Profile::Staff,
        };
        let function = at(2).map(sentence).unwrap_or_default();
        let title = match profile {
            Profile::Teacher => Some(subjects(entry, names, &school))
                .filter(|named| !named.is_empty())
                .or_else(|| at(4).map(sentence))
                .unwrap_or(function),
            _ => function,
        };
        match all.iter_mut().find(|post| post.school == school && post.profile == profile) {
            Some(post) if !title.is_empty() && !post.title.contains(&title) => {
                post.title = join(&[post.title.clone(), title]);
            }
            Some(_) => {}
            None => all.push(Post { school, profile, title }),
        }
    }
    if all.is_empty()
        && let Some(own) = own
    {
        let profile = if before_pupils { Profile::Teacher } else { Profile::Staff };
        let school = school_ref(own);
        all.push(Post { title: subjects(entry, names, &school), school, profile });
    }
    all
}

/// Names of what the person teaches in a school: `school$class$subject`.
fn subjects(entry: &Entry, names: &Names, school: &SchoolRef) -> String {
    let mut all: Vec<String> = Vec::new();
    for attribute in [Attribute::TaughtClassesSubjects, Attribute::TaughtGroupsSubjects] {
        for value in entry.all(attribute) {
            let Some((there, rest)) = in_school(value, None) else { continue };
            let Some(name) = rest.get(1).and_then(|code| names.subjects.get(*code)) else { continue };
            if there == *school && !all.contains(name) && all.len() < SUBJECTS_SHOWN {
                all.push(name.clone());
            }
        }
    }
    join(&all)
}

fn join(labels: &[String]) -> String {
    let labels: Vec<&str> = labels.iter().map(String::as_str).filter(|label| !label.is_empty()).collect();
    model::text::cut(&labels.join(", "), limits::NAME_CHARS_MAX).to_owned()
}
