//! What somebody may write to, under the rules in force.

use model::{Actor, Millis};
use store::{Tx, rules::Rights};

use crate::{App, Result, Rules};

/// The rights of a person now.
pub(crate) async fn of(app: &App, tx: &mut Tx, actor: &Actor, now: Millis) -> Result<Rights> {
    let mut rights = store::rules::rights(tx, actor.person, now).await?;
    if app.rules == Rules::Open {
        rights.schools = actor.affiliations.iter().map(|affiliation| affiliation.school).collect();
        rights.schools.dedup();
    }
    Ok(rights)
}
