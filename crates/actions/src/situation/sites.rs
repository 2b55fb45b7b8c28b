//! accueil alternatif: where the pupils of a school are received meanwhile.

use model::{Actor, Millis, limits, text::cut};
use store::reception_site as site;
use uuid::Uuid;

use super::{decided_by, subject};
use crate::{App, Result, record, switchboard::Hint};

/// A place as somebody typed it.
#[derive(Debug, Clone)]
pub struct NewSite {
    /// Made with the form: the same form twice is one place.
    pub id: Uuid,
    /// What people call it.
    pub name: String,
    /// Where it is.
    pub address: String,
    /// Pupils that it can receive.
    pub capacity: i64,
    /// Minutes of the day between which it receives, where the school is.
    pub hours: (i64, i64),
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sited {
    /// Done.
    Yes,
    /// Its name is missing.
    NoName,
    /// So many pupils, or none, make no sense there.
    WrongNumber,
    /// Its hours make no sense.
    WrongHours,
    /// There are as many as there may be.
    TooMany,
    /// It does not receive any more.
    TooLate,
    /// There is no such situation for this person.
    NotFound,
}

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// A place receives pupils from now on.
pub async fn open_site(app: &App, by: &Actor, situation: Uuid, new: NewSite) -> Result<Sited> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = decided_by(&mut tx, by, situation, now).await? else { return Ok(Sited::NotFound) };
    if found.closed_at().is_some() {
        return Ok(Sited::TooLate);
    }
    let name = cut(new.name.trim(), limits::SITUATION_TEXT_BYTES_MAX);
    let address = cut(new.address.trim(), limits::SITUATION_TEXT_BYTES_MAX);
    if name.is_empty() {
        return Ok(Sited::NoName);
    }
    if !(1..=limits::SITE_CAPACITY_MAX).contains(&new.capacity) {
        return Ok(Sited::WrongNumber);
    }
    let (from, to) = new.hours;
    if !(0..DAY).contains(&from) || !(0..DAY).contains(&to) || from == to {
        return Ok(Sited::WrongHours);
    }
    let known = site::of_situation(&mut tx, situation).await?;
    if known.iter().any(|one| one.id == new.id) {
        return Ok(Sited::Yes);
    }
    if known.len() as i64 >= limits::SITES_MAX {
        return Ok(Sited::TooMany);
    }
    let row = site::NewSite { id: new.id, name, address, capacity: new.capacity, hours: new.hours };
    if !site::open(&mut tx, situation, &row, by.person, now).await? {
        return Ok(Sited::NotFound);
    }
    let facts = serde_json::json!({
        "school": found.school, "site": new.id, "name": name, "address": address, "capacity": new.capacity,
        "hours": new.hours,
    });
    record::append(app, &mut tx, "situation.site_open", Some(by.person), &subject(situation), &facts).await?;
    app.commit(tx, [Hint::Situations]).await?;
    Ok(Sited::Yes)
}

/// How many pupils a place has now.
pub async fn count_site(app: &App, by: &Actor, (situation, id): (Uuid, Uuid), received: i64) -> Result<Sited> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(known) = known(&mut tx, by, (situation, id), now).await? else { return Ok(Sited::NotFound) };
    if received < 0 || received > known.capacity {
        return Ok(Sited::WrongNumber);
    }
    if !site::count(&mut tx, situation, id, received).await? {
        return Ok(Sited::TooLate);
    }
    let facts = serde_json::json!({ "site": id, "received": received });
    record::append(app, &mut tx, "situation.site_count", Some(by.person), &subject(situation), &facts).await?;
    app.commit(tx, [Hint::Situations]).await?;
    Ok(Sited::Yes)
}

/// A place stops receiving.
pub async fn close_site(app: &App, by: &Actor, (situation, id): (Uuid, Uuid)) -> Result<Sited> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if known(&mut tx, by, (situation, id), now).await?.is_none() {
        return Ok(Sited::NotFound);
    }
    if !site::close(&mut tx, situation, id, now).await? {
        return Ok(Sited::TooLate);
    }
    let facts = serde_json::json!({ "site": id });
    record::append(app, &mut tx, "situation.site_close", Some(by.person), &subject(situation), &facts).await?;
    app.commit(tx, [Hint::Situations]).await?;
    Ok(Sited::Yes)
}

/// A place of a situation that somebody decides on.
async fn known(
    tx: &mut store::Tx,
    by: &Actor,
    (situation, id): (Uuid, Uuid),
    now: Millis,
) -> Result<Option<site::Site>> {
    if decided_by(tx, by, situation, now).await?.is_none() {
        return Ok(None);
    }
    Ok(site::of_situation(tx, situation).await?.into_iter().find(|one| one.id == id))
}
