//! Territories and the schools in them.

use model::{Actor, Millis, Role, SchoolId, territory::Scope};
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

/// Whether somebody decides on a place: the console on any; the desk and the operator of all of a territory; a head on their
/// school, its classes and its people.
pub(crate) async fn may_decide(tx: &mut Tx, by: Option<&Actor>, scope: &Scope, now: Millis) -> Result<bool> {
    let Some(actor) = by else { return Ok(true) };
    let schools = match scope {
        Scope::School(school) => vec![*school],
        Scope::Section(section) => match store::person::section(tx, *section).await? {
            Some(place) => vec![place.school],
            None => return Ok(false),
        },
        Scope::Person(person) => {
            store::person::affiliations(tx, *person, now).await?.into_iter().map(|one| one.school).collect()
        }
        Scope::All | Scope::Academie(_) | Scope::Departement(_) => Vec::new(),
    };
    if schools.iter().any(|school| actor.is_head_of(*school)) {
        return Ok(true);
    }
    for grant in actor.roles.iter().filter(|grant| matches!(grant.role, Role::Desk | Role::Operator)) {
        let covers_one = match scope {
            Scope::Person(_) => {
                let mut any = false;
                for school in &schools {
                    any |= covers(tx, &grant.scope, *school).await?;
                }
                any
            }
            _ => within(tx, &grant.scope, scope).await?,
        };
        if covers_one {
            return Ok(true);
        }
    }
    Ok(false)
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
