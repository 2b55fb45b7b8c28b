//! Territories and the schools in them.

use model::{SchoolId, territory::Scope};
use store::Tx;

use crate::Result;

/// Whether a school is in a territory.
pub(crate) async fn covers(tx: &mut Tx, scope: &Scope, school: SchoolId) -> Result<bool> {
    let place = store::reset::place_of(tx, school).await?;
    Ok(match (scope, place) {
        (Scope::All, place) => place.is_some(),
        (Scope::Academie(code), Some((academie, _))) => academie == i64::from(*code),
        (Scope::Departement(code), Some((_, departement))) => departement == *code,
        (Scope::School(own), Some(_)) => *own == school,
        (Scope::Section(section), Some(_)) => {
            store::person::section(tx, *section).await?.is_some_and(|place| place.school == school)
        }
        _ => false,
    })
}

/// Whether a place is another, or a part of it.
pub(crate) async fn within(tx: &mut Tx, wide: &Scope, narrow: &Scope) -> Result<bool> {
    if wide == narrow {
        return Ok(true);
    }
    match (wide, narrow) {
        (Scope::Person(_) | Scope::Section(_), _) | (_, Scope::Person(_) | Scope::All) => Ok(false),
        (Scope::All, _) => Ok(true),
        (_, Scope::School(school)) => covers(tx, wide, *school).await,
        (_, Scope::Section(section)) => match store::person::section(tx, *section).await? {
            Some(place) => covers(tx, wide, place.school).await,
            None => Ok(false),
        },
        (Scope::Academie(code), Scope::Departement(departement)) => {
            Ok(store::reset::academie_of(tx, departement).await? == Some(i64::from(*code)))
        }
        _ => Ok(false),
    }
}
