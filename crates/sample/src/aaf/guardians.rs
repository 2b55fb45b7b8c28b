//! Guardians, and those who may only be called. Pupils name them; they name nobody.

use std::io::{self, Write};

use super::{
    Category,
    xml::{Entry, Request},
};
use crate::{names::Sex, town::Guardian};

/// Writes a guardian.
pub(super) fn write(out: &mut impl Write, guardian: &Guardian) -> io::Result<()> {
    let id = guardian.id.to_string();
    let mut entry = Entry::open(out, Request::Add, Category::PersRelEleve, &id)?;
    entry.value("ENTPersonJointure", &id)?;
    entry.value("sn", &guardian.family)?;
    entry.value("ENTPersonNomPatro", &guardian.born_as)?;
    entry.value("givenName", &guardian.given)?;
    entry.value("personalTitle", title(guardian.sex))?;
    entry.value("ENTPersonAdresse", &guardian.address.street)?;
    entry.value("ENTPersonCodePostal", &guardian.address.place.postal_code)?;
    entry.value("ENTPersonVille", &guardian.address.place.commune)?;
    entry.value("ENTPersonPays", "FRANCE")?;
    entry.value("homePhone", &guardian.phone)?;
    entry.value("ENTPersonMobileSMS", &guardian.mobile)?;
    entry.value("mail", &guardian.mail)?;
    entry.close()
}

/// The title of a person.
pub(super) const fn title(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "MME",
        Sex::Male => "M.",
    }
}
