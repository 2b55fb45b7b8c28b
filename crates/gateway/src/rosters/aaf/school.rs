//! Schools, with their classes and groups.

use model::{
    Uai, limits,
    roster::{Refusal, SchoolRecord, SectionRecord},
    school::{SchoolKind, SectionKind},
};

use super::{
    Names,
    attributes::Attribute,
    entry::{Entry, Op},
    parts, sentence,
};
use crate::rosters::{draft::Items, schools, text};

/// Classes and groups of one school.
const SECTIONS_MAX: usize = 1_000;

/// A school.
pub(super) fn take(entry: &Entry, names: &Names, items: &mut Items) -> Result<SchoolRecord, Box<Refusal>> {
    let code = entry.first(Attribute::Uai).unwrap_or_default();
    let uai = Uai::parse(code).map_err(|error| {
        let reason = format!("{error}\u{202f}; l'établissement et ceux qui n'ont que lui sont laissés de côté");
        items.refusal(Attribute::Uai.name(), code, &reason, None)
    })?;
    let mut school = SchoolRecord::new(items.place(), format!("aaf:{}", entry.id), uai);
    school.has_people = true;
    if entry.op == Op::Delete {
        school.closed = Some(true);
        return Ok(school);
    }
    school.closed = Some(false);
    let line = |attribute: Attribute| entry.first(attribute).map(text::clean).filter(|text| !text.is_empty());
    school.name = match entry.first(Attribute::SchoolName) {
        Some(name) => items.kept(Attribute::SchoolName.name(), name, text::name(name)),
        None => None,
    };
    school.kind = line(Attribute::SchoolKind).map(|kind| schools::kind(&kind));
    school.private_sector = line(Attribute::SchoolContract).map(|contract| contract != "PU");
    school.academie_name = line(Attribute::Academie);
    school.commune = line(Attribute::Commune);
    school.postal_code = line(Attribute::PostalCode);
    school.address = line(Attribute::Street);
    school.phone = line(Attribute::Telephone);
    if school.kind == Some(SchoolKind::Other) {
        school.kind = school.name.as_deref().map(schools::kind);
    }
    for (attribute, kind) in
        [(Attribute::SchoolClasses, SectionKind::Class), (Attribute::SchoolGroups, SectionKind::Group)]
    {
        for value in entry.all(attribute) {
            sections(value, attribute, kind, names, &mut school.sections, items);
        }
    }
    Ok(school)
}

/// `3B$TROISIEME B$10310019110`: name, label, and for a class the codes of its training.
fn sections(
    value: &str,
    attribute: Attribute,
    kind: SectionKind,
    names: &Names,
    all: &mut Vec<SectionRecord>,
    items: &mut Items,
) {
    let parts = parts(value);
    let Some(name) = items.kept(attribute.name(), value, text::name(parts[0])) else { return };
    let by_mef = parts.get(2).and_then(|code| names.mefs.get(*code)).cloned();
    let level = match kind {
        SectionKind::Class => by_mef.unwrap_or_default(),
        // What a group is about stands in its label.
        SectionKind::Group => parts.get(1).map(|label| sentence(label)).unwrap_or_default(),
    };
    let known = all.iter().any(|section| section.kind == kind && section.name == name);
    if !known && all.len() < SECTIONS_MAX.min(limits::IMPORT_VALUES_PER_RECORD_MAX) {
        all.push(SectionRecord { kind, name, level });
    }
}
