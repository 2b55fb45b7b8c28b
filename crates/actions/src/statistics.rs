//! Threats over the years, for the desk of their territories.

use model::{Actor, Millis};
use store::statistics::Threatened;

use crate::{App, Result};

/// How far back statistics go.
const YEARS: Millis = Millis::days(366 * 10);

/// Threats against the schools of a desk, the newest first.
pub async fn threats(app: &App, by: &Actor) -> Result<Vec<Threatened>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    Ok(store::statistics::of_desk(&mut tx, by.person, now - YEARS, now).await?)
}
