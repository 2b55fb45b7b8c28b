//! Who may ask for a pack of what.

use model::{Actor, Millis, PersonId, dossier::Of};
use store::{Tx, dossier::Ask};

use crate::Result;

/// What somebody may have gathered; nothing when there is no such thing for them. `by`: none is the console.
pub(super) async fn ask(
    tx: &mut Tx,
    by: Option<&Actor>,
    of: Of,
    child: Option<PersonId>,
    now: Millis,
) -> Result<Option<Ask>> {
    let all = Ask { of, by: None, child, now };
    let Some(actor) = by else {
        let (_, everywhere) = store::dossier::counts(tx, &all).await?;
        return Ok((everywhere > 0).then_some(all));
    };
    let theirs = Ask { by: Some(actor.person), ..all };
    let (own, _) = store::dossier::counts(tx, &Ask { child: None, ..theirs }).await?;
    if own > 0 {
        return Ok(Some(theirs));
    }
    // A head answers to the families of the school, whoever else is in it.
    let Some(child) = child else { return Ok(None) };
    let schools = store::dossier::schools_of_pupil(tx, child, now).await?;
    Ok(schools.into_iter().any(|school| actor.is_head_of(school)).then_some(all))
}
