//! What pupils, guardians and staff have in common, and guardians, who have nothing more.

use model::roster::{Change, Part, PersonRecord, Refusal, SchoolRef};

use super::{
    attributes::Attribute,
    entry::{Entry, Op},
    parts,
};
use crate::rosters::{draft::Items, text};

/// Names, birth date, mail and mobile telephone.
pub(super) fn common(entry: &Entry, part: Part, prefix: &str, items: &mut Items) -> Result<PersonRecord, Box<Refusal>> {
    let key = format!("{prefix}{}", entry.id);
    let change = match entry.op {
        Op::Add => Change::Whole,
        Op::Modify => Change::Partial,
        Op::Delete => Change::Gone,
    };
    let mut record = PersonRecord::new(items.place(), key.clone(), part, change);
    if change == Change::Gone {
        return Ok(record);
    }
    let name = |attribute: Attribute| {
        if change == Change::Partial && !entry.says(attribute) {
            return Ok(None);
        }
        let value = entry.first(attribute).unwrap_or_default();
        text::name(value).map(Some).map_err(|reason| items.refusal(attribute.name(), value, &reason, Some(key.clone())))
    };
    record.family = name(Attribute::Sn)?;
    record.given = name(Attribute::GivenName)?;
    let mut small = |attributes: &[Attribute], read: fn(&str) -> Result<String, text::Why>| {
        if change == Change::Partial && !attributes.iter().any(|a| entry.says(*a)) {
            return None;
        }
        match attributes.iter().find_map(|a| entry.first(*a).map(|value| (a, value))) {
            Some((attribute, value)) => items.kept(attribute.name(), value, read(value)),
            None => Some(String::new()),
        }
    };
    record.birth_date = small(&[Attribute::BirthDate], text::birth_date);
    record.mail = small(&[Attribute::Mail], text::mail);
    record.mobile = small(&[Attribute::Mobile, Attribute::MobileOld], text::phone);
    Ok(record)
}

/// A guardian. Their children name them, not they their children.
pub(super) fn guardian(entry: &Entry, items: &mut Items) -> Result<PersonRecord, Box<Refusal>> {
    common(entry, Part::Guardian, "aaf:resp:", items)
}

/// The school of a composite value `52009$3B`, and what follows; without `$`, the school to which the person belongs.
pub(super) fn in_school<'a>(value: &'a str, own: Option<&str>) -> Option<(SchoolRef, Vec<&'a str>)> {
    let mut all = parts(value);
    let school = if all.len() > 1 { all.remove(0) } else { own? };
    (!school.is_empty()).then(|| (school_ref(school), all))
}

/// A school by the number that AAF gives it.
pub(super) fn school_ref(number: &str) -> SchoolRef {
    SchoolRef::Key(format!("aaf:{number}"))
}
