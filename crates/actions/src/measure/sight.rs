//! Reading measures: those that one decides on, and for a head those of wider places that their school is in.

use model::{Actor, Millis, SchoolId, measure::Standing, territory::Scope};
use store::{
    Tx,
    measure::{Measure, PlaceRow},
    measure_extension::{self, Extension},
};
use uuid::Uuid;

use super::{Figures, decides_on_all};
use crate::{App, Result, places::covers};

/// How long a measure that has ended stays in the list.
const REMEMBERED: Millis = Millis::days(30);

/// A measure of a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The measure.
    pub measure: Measure,
    /// Where.
    pub places: Vec<PlaceRow>,
    /// Where it stands now.
    pub standing: Standing,
    /// The actor decides on all of it.
    pub decides: bool,
    /// The actor proposed it.
    pub own: bool,
}

/// The measures that somebody may see, the newest first: those they decide on, and those that concern a school of theirs.
pub async fn list(app: &App, by: Option<&Actor>) -> Result<Vec<Listed>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let mut seen = Vec::new();
    for measure in store::measure::list(&mut tx, now - REMEMBERED, now).await? {
        seen.extend(listed(&mut tx, by, measure, now).await?);
    }
    Ok(seen)
}

async fn listed(tx: &mut Tx, by: Option<&Actor>, measure: Measure, now: Millis) -> Result<Option<Listed>> {
    let places = store::measure::places(tx, measure.id).await?;
    let scopes: Vec<Scope> = places.iter().map(PlaceRow::scope).collect();
    let decides = decides_on_all(tx, by, &scopes, now).await?;
    if !decides && !concerns_school_of(tx, by, &scopes, now).await? {
        return Ok(None);
    }
    let own = by.is_some_and(|actor| measure.by() == Some(actor.person));
    Ok(Some(Listed { standing: measure.standing(now), measure, places, decides, own }))
}

/// Whether one of these places has to do with a school that the actor heads, or with one of a territory of theirs.
async fn concerns_school_of(tx: &mut Tx, by: Option<&Actor>, scopes: &[Scope], now: Millis) -> Result<bool> {
    let schools: Vec<SchoolId> = by.into_iter().flat_map(Actor::heads).map(|one| one.school).collect();
    for scope in scopes {
        if crate::places::may_decide(tx, by, scope, now).await? {
            return Ok(true);
        }
        for school in &schools {
            if covers(tx, scope, *school).await? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// One measure, whole.
#[derive(Debug, Clone)]
pub struct Sight {
    /// As a list has it.
    pub listed: Listed,
    /// What its author was shown.
    pub figures: Figures,
    /// Extensions, the newest first.
    pub extensions: Vec<Extension>,
    /// Letters that wait for its hours to end.
    pub deferred: i64,
}

/// One measure. `None`: there is none that they may see.
pub async fn sight(app: &App, by: Option<&Actor>, id: Uuid) -> Result<Option<Sight>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some(measure) = store::measure::get(&mut tx, id).await? else { return Ok(None) };
    let Some(listed) = listed(&mut tx, by, measure, now).await? else { return Ok(None) };
    let figures = serde_json::from_str(&listed.measure.figures)?;
    let extensions = measure_extension::list(&mut tx, id).await?;
    let deferred = store::deferred::waiting(&mut tx, id).await?;
    Ok(Some(Sight { listed, figures, extensions, deferred }))
}
