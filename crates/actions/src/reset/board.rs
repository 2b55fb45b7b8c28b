//! How far a territory is on its way back, and what somebody may reset.

use model::{Actor, Role, SchoolId, territory::Scope};
use store::{
    reset::{Counts, Reset},
    reset_board::{self, BoardRow},
};
use uuid::Uuid;

use super::{
    may_reset,
    openings::{self, Shown},
    spares_of,
};
use crate::{App, Result, places::covers};

/// A reset and who is back, place by place.
#[derive(Debug)]
pub struct Board {
    /// The reset.
    pub reset: Reset,
    /// Name of its place; none: everybody.
    pub place: Option<String>,
    /// In all.
    pub counts: Counts,
    /// The school whose classes are shown; none: schools are.
    pub school: Option<SchoolId>,
    /// Class by class, or school by school.
    pub rows: Vec<BoardRow>,
    /// When places come back, in the order of time.
    pub openings: Vec<Shown>,
    /// The actor decides on the whole of the reset.
    pub whole: bool,
    /// The place whose return the actor may decide on: what the board shows.
    pub decides: Option<Scope>,
}

/// The board of a reset; of one school of it when `school` says so. `None`: there is none for this person.
pub async fn board(app: &App, actor: &Actor, id: Uuid, school: Option<SchoolId>) -> Result<Option<Board>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some(reset) = store::reset::get(&mut tx, id).await? else { return Ok(None) };
    let scope = reset.scope();
    let at = reset.not_before();
    // A head sees their own school of a reset that is wider than it.
    let whole = may_reset(&mut tx, Some(actor), &scope, now).await?;
    let shown = match (&scope, school) {
        (Scope::School(own), _) => Some(*own),
        (Scope::Section(section), _) => store::person::section(&mut tx, *section).await?.map(|place| place.school),
        (_, school) => school,
    };
    let allowed = match shown {
        Some(school) if !whole => {
            covers(&mut tx, &scope, school).await?
                && may_reset(&mut tx, Some(actor), &Scope::School(school), now).await?
        }
        Some(school) => covers(&mut tx, &scope, school).await?,
        None => whole,
    };
    if !allowed {
        return Ok(None);
    }
    let only = match &scope {
        Scope::Section(section) => Some(*section),
        _ => None,
    };
    let rows = match shown {
        Some(school) => reset_board::by_class(&mut tx, school, only, at, now).await?,
        None => reset_board::by_school(&mut tx, &scope, at, now).await?,
    };
    let counted = match shown {
        Some(school) if only.is_none() => Scope::School(school),
        _ => scope,
    };
    let decides = may_reset(&mut tx, Some(actor), &counted, now).await?.then(|| counted.clone());
    Ok(Some(Board {
        openings: openings::of_board(&mut tx, actor, (id, shown), now).await?,
        whole,
        decides,
        place: reset_board::name(&mut tx, &counted).await?,
        counts: store::reset::counts(&mut tx, &counted, spares_of(&reset), at, now).await?,
        school: shown,
        rows,
        reset,
    }))
}

/// A place that somebody may reset, with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where.
    pub scope: Scope,
    /// Its name; none: everybody.
    pub name: Option<String>,
}

/// The places that an actor may choose from: a head's schools and their classes, the territories of a desk or an operator
/// and what they hold down to départements. One school of a territory is named by its code UAI; see [`school`].
pub async fn places(app: &App, actor: &Actor) -> Result<Vec<Place>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let mut places = Vec::new();
    let mut add = |scope: Scope, name: Option<String>| {
        let place = Place { scope, name };
        if !places.contains(&place) {
            places.push(place);
        }
    };
    for one in actor.heads() {
        add(Scope::School(one.school), Some(one.school_name.clone()));
        for (id, name) in reset_board::classes(&mut tx, one.school, now).await? {
            add(Scope::Section(id.into()), Some(format!("{name}, {}", one.school_name)));
        }
    }
    let held = actor.roles.iter().filter(|grant| matches!(grant.role, Role::Desk | Role::Operator));
    let wide: Vec<Scope> = held.map(|grant| grant.scope.clone()).collect();
    let known = if wide.is_empty() { Vec::new() } else { reset_board::territories(&mut tx).await? };
    for scope in wide {
        let name = reset_board::name(&mut tx, &scope).await?;
        add(scope.clone(), name);
        for (code, academie, departement, name) in &known {
            let of = u8::try_from(*code).map_or(Scope::All, Scope::Academie);
            if scope == Scope::All {
                add(of.clone(), Some(academie.clone()));
            }
            if scope == Scope::All || scope == of {
                add(Scope::Departement(departement.clone()), Some(name.clone()));
            }
        }
    }
    Ok(places)
}

/// The school of a code UAI, if the actor may reset it.
pub async fn school(app: &App, actor: &Actor, uai: &str) -> Result<Option<Scope>> {
    let mut tx = app.db.read().await?;
    let Some(school) = reset_board::school(&mut tx, &uai.trim().to_uppercase()).await? else { return Ok(None) };
    let scope = Scope::School(school);
    Ok(may_reset(&mut tx, Some(actor), &scope, app.now()).await?.then_some(scope))
}

/// The name of a place that is to be reset; none: everybody.
pub async fn name(app: &App, scope: &Scope) -> Result<Option<String>> {
    Ok(reset_board::name(&mut app.db.read().await?, scope).await?)
}
