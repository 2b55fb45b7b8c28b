//! Schools next door: they hear of police cars before anybody tells them anything. A word from here says whether they are
//! concerned.

use model::{
    Actor, Millis, SchoolId, limits,
    situation::{NeighbourWord, around, metres},
};
use store::{
    Tx,
    neighbour::{self, Told},
};
use uuid::Uuid;

use super::{decided_by, subject};
use crate::{App, Result, record, switchboard::Hint};

/// A school next door.
#[derive(Debug, Clone)]
pub struct Near {
    /// The school.
    pub school: SchoolId,
    /// Its name.
    pub name: String,
    /// Its telephone number.
    pub phone: String,
    /// How far, in metres.
    pub metres: i64,
    /// What it was told.
    pub told: Option<Told>,
}

/// Schools next door, the nearest first. None where the directory does not say where the school is.
pub(super) async fn near(
    tx: &mut Tx,
    school: SchoolId,
    situation: Option<Uuid>,
    now: Millis,
) -> Result<Option<Vec<Near>>> {
    let Some(here) = neighbour::point(tx, school).await? else { return Ok(None) };
    let (latitudes, longitudes) = around(here, limits::NEXT_DOOR_METRES);
    let told = match situation {
        Some(id) => neighbour::told(tx, id).await?,
        None => Vec::new(),
    };
    let mut found = Vec::new();
    for one in neighbour::in_box(tx, school, latitudes, longitudes, now).await? {
        let far = metres(here, (one.latitude, one.longitude));
        if far <= limits::NEXT_DOOR_METRES {
            found.push(Near {
                told: told.iter().find(|told| told.school == one.school).cloned(),
                school: one.school,
                name: one.name,
                phone: one.phone,
                #[expect(clippy::cast_possible_truncation, reason = "at most the distance of a neighbour")]
                metres: far.round() as i64,
            });
        }
    }
    found.sort_by_key(|one| one.metres);
    Ok(Some(found))
}

/// Tells schools next door whether they are concerned. Gives how many were told something new; none: no such situation is open for
/// this person, or one of the schools is not next door.
pub async fn tell(
    app: &App,
    by: &Actor,
    situation: Uuid,
    schools: &[SchoolId],
    word: NeighbourWord,
) -> Result<Option<usize>> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = decided_by(&mut tx, by, situation, now).await?.filter(|one| one.closed_at().is_none()) else {
        return Ok(None);
    };
    let near = near(&mut tx, found.school, Some(situation), now).await?.unwrap_or_default();
    if schools.iter().any(|school| near.iter().all(|one| one.school != *school)) {
        return Ok(None);
    }
    let mut told = Vec::new();
    for school in schools {
        if neighbour::tell(&mut tx, situation, *school, word, by.person, now).await? {
            told.push(*school);
        }
    }
    if !told.is_empty() {
        let facts = serde_json::json!({ "school": found.school, "word": word, "to": told });
        record::append(app, &mut tx, "situation.neighbour", Some(by.person), &subject(situation), &facts).await?;
        app.commit(tx, [Hint::Situations]).await?;
    }
    Ok(Some(told.len()))
}
