//! Pupils: their school, their class, their groups, and who has authority over them.

use model::{
    Profile, limits,
    roster::{Part, PersonRecord, Post, Refusal, SectionRef},
};

use super::{
    Names,
    attributes::Attribute,
    entry::Entry,
    parts,
    person::{common, in_school, school_ref},
    sentence,
};
use crate::rosters::{draft::Items, text};

/// A pupil.
pub(super) fn take(entry: &Entry, names: &Names, items: &mut Items) -> Result<PersonRecord, Box<Refusal>> {
    let mut record = common(entry, Part::Pupil, "aaf:eleve:", items)?;
    let whole = record.change == model::roster::Change::Whole;
    if record.change == model::roster::Change::Gone {
        return Ok(record);
    }
    let own = entry.first(Attribute::School);
    if whole && own.is_none() {
        let reason = "l'élève n'est rattaché à aucun établissement\u{202f}; corrigez sa fiche à la source";
        return Err(items.refusal(Attribute::School.name(), "", reason, Some(record.key)));
    }
    record.posts = own.map(|school| {
        let title = level(entry, names);
        vec![Post { school: school_ref(school), profile: Profile::Pupil, title }]
    });
    record.classes = sections(entry, Attribute::PupilClasses, own, whole, items);
    record.groups = sections(entry, Attribute::PupilGroups, own, whole, items);
    let said = entry.says(Attribute::PupilGuardians) || entry.says(Attribute::PupilAuthority);
    if whole || said {
        record.guardians = Some(guardians(entry, items));
    }
    Ok(record)
}

fn level(entry: &Entry, names: &Names) -> String {
    let by_mef = || entry.first(Attribute::PupilMef).and_then(|code| names.mefs.get(code)).cloned();
    let by_level = entry.first(Attribute::PupilLevel).map(sentence);
    by_level.or_else(by_mef).unwrap_or_default()
}

/// The classes or groups that an attribute names; `None` when a partial record does not speak of them.
pub(super) fn sections(
    entry: &Entry,
    attribute: Attribute,
    own: Option<&str>,
    whole: bool,
    items: &mut Items,
) -> Option<Vec<SectionRef>> {
    if !whole && !entry.says(attribute) {
        return None;
    }
    let mut all: Vec<SectionRef> = Vec::new();
    for value in entry.all(attribute) {
        let found = in_school(value, own).ok_or_else(|| {
            "l'établissement de cette classe ou de ce groupe manque\u{202f}; le reste de la fiche est importé"
                .to_owned()
        });
        let read = found.and_then(|(school, rest)| {
            let name = text::name(rest.first().copied().unwrap_or_default());
            name.map(|name| SectionRef { school, name }).map_err(|_| {
                "le nom de la classe ou du groupe manque ou est trop long\u{202f}; le reste de la fiche est importé"
                    .to_owned()
            })
        });
        let Some(section) = items.kept(attribute.name(), value, read) else { continue };
        if !all.contains(&section) && all.len() < limits::IMPORT_SECTIONS_PER_PERSON_MAX {
            all.push(section);
        }
    }
    Some(all)
}

/// Those who have authority. `id$link$finance$authority$contact$payment`: without authority (`0`), a relation is
/// somebody to call, not somebody who may read and write.
fn guardians(entry: &Entry, items: &mut Items) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let related = entry.all(Attribute::PupilGuardians).filter_map(|value| {
        let parts = parts(value);
        let authority = parts.get(3).is_none_or(|authority| *authority == "1" || *authority == "2");
        authority.then(|| parts[0].to_owned())
    });
    let authority = entry.all(Attribute::PupilAuthority).map(str::to_owned);
    let named: Vec<String> =
        if entry.says(Attribute::PupilGuardians) { related.collect() } else { authority.collect() };
    for id in named.into_iter().filter(|id| !id.is_empty()) {
        let key = format!("aaf:resp:{id}");
        if all.contains(&key) {
            continue;
        }
        if all.len() == limits::IMPORT_GUARDIANS_PER_PUPIL_MAX {
            let reason =
                "l'élève a trop de responsables\u{202f}; les premiers sont gardés, le reste de la fiche est importé";
            items.kept::<()>(Attribute::PupilGuardians.name(), &id, Err(reason.to_owned()));
            break;
        }
        all.push(key);
    }
    all
}
