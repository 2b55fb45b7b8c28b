//! The reports that somebody's own account page offers: on sessions that they disowned, and on messages for which their
//! account, their child's, or one of the school that they head, was taken from whoever used it.

use model::{Actor, Millis, limits};

use super::{Door, Of, facts::text, seed::is_of_age};
use crate::{App, Result};

/// One report that may be asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// On what.
    pub of: Of,
    /// When it happened.
    pub at: Millis,
    /// By which door.
    pub door: Door,
    /// Whose account it is; none: the actor's own.
    pub whose: Option<String>,
}

/// What may be asked for, newest first.
pub async fn offered(app: &App, actor: &Actor) -> Result<Vec<Offered>> {
    let now = app.now();
    let since = now - limits::EXCULPATION_OFFERED;
    let mut tx = app.db.read().await?;
    let mut offered = Vec::new();
    for entry in store::exculpation::disowned(&mut tx, actor.person, since).await? {
        if let Some(session) = text(&entry, "session").and_then(|id| id.parse().ok()) {
            offered.push(Offered { of: Of::Session(session), at: entry.at(), door: Door::Family, whose: None });
        }
    }
    for led in store::exculpation::led_to_containment(&mut tx, actor.person, since, now).await? {
        let own = led.person == actor.person;
        if own || !is_of_age(&led.birth_date, now) {
            let whose = (!own).then(|| led.name.clone());
            offered.push(Offered { of: Of::Message(led.message), at: led.since(), door: Door::Family, whose });
        }
    }
    for one in actor.heads() {
        for led in store::exculpation::led_to_containment_in(&mut tx, one.school, since).await? {
            let (of, whose) = (Of::Message(led.message), Some(led.name.clone()));
            offered.push(Offered { of, at: led.since(), door: Door::School, whose });
        }
    }
    offered.sort_by_key(|one| std::cmp::Reverse(one.at));
    Ok(offered)
}
