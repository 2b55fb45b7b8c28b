//! Reading containments: the desk's list, and what their owner is told.

use model::{Actor, Millis, limits};
use store::containment::{Asked, Containment};

use crate::{App, Result};

/// How long a containment that has ended stays in the desk's list, and on its owner's page.
const REMEMBERED: Millis = Millis::days(7);

/// What the desk sees.
#[derive(Debug)]
pub struct Contained {
    /// Containments, those in force first, then the newest first.
    pub list: Vec<Containment>,
    /// Accounts that wait for a person's word.
    pub asked: Vec<Asked>,
    /// The present moment, which says what is in force.
    pub now: Millis,
}

/// The desk's contained accounts.
pub async fn list(app: &App, actor: &Actor) -> Result<Contained> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let (rows, since) = (limits::DESK_ROWS_MAX, now - REMEMBERED);
    let list = store::containment::list(&mut tx, actor.person, since, now, rows).await?;
    let since = now - limits::CONTAINMENT_LIFE;
    let asked = store::containment::asked(&mut tx, actor.person, since, now, rows).await?;
    Ok(Contained { list, asked, now })
}

/// The newest containment of the actor's own account, when it was not long ago.
pub async fn own(app: &App, actor: &Actor) -> Result<Option<Containment>> {
    let mut tx = app.db.read().await?;
    Ok(store::containment::newest_of(&mut tx, actor.person, app.now() - REMEMBERED).await?)
}

/// Whether what the actor writes from this device goes to adults of the school only, for now.
pub async fn is_restricted(app: &App, actor: &Actor) -> Result<bool> {
    let Some(device) = actor.device else { return Ok(false) };
    let mut tx = app.db.read().await?;
    Ok(store::containment::is_restricted(&mut tx, actor.person, device, app.now()).await?)
}

/// The containment in force of an account whose letter is looked at.
pub(crate) async fn in_force(tx: &mut store::Tx, person: model::PersonId, now: Millis) -> Result<Option<Containment>> {
    let newest = store::containment::newest_of(tx, person, now - limits::CONTAINMENT_LIFE).await?;
    Ok(newest.filter(|containment| containment.holds(now)))
}
