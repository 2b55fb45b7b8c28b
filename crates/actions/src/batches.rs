//! What becomes of printed sheets: who received theirs, who has used it, and a pile that is lost is void at once.

use model::{Actor, BatchId};
use store::{
    Tx,
    batch::{Batch, Slip},
};
use uuid::Uuid;

use crate::{App, Result, record};

/// A batch with its sheets.
#[derive(Debug)]
pub struct Board {
    /// Where it stands.
    pub batch: Batch,
    /// Name of the school.
    pub school: String,
    /// Name of the class or group.
    pub section: String,
    /// Its sheets, as printed.
    pub slips: Vec<Slip>,
}

/// A batch with its sheets. `None`: there is none of a school in which the actor works.
pub async fn board(app: &App, actor: &Actor, id: BatchId) -> Result<Option<Board>> {
    let mut tx = app.db.read().await?;
    let Some((batch, place)) = theirs(app, &mut tx, actor, id).await? else { return Ok(None) };
    let slips = store::batch::slips(&mut tx, id).await?;
    Ok(Some(Board { batch, school: place.school_name, section: place.name, slips }))
}

/// Makes void what of a batch was not used: the pile was lost. Gives the number of sheets; `None`: as for [`board`].
pub async fn void(app: &App, actor: &Actor, id: BatchId) -> Result<Option<u64>> {
    let mut tx = app.db.begin().await?;
    if theirs(app, &mut tx, actor, id).await?.is_none() {
        return Ok(None);
    }
    let voided = store::batch::void(&mut tx, id, actor.person, app.now()).await?;
    let facts = serde_json::json!({ "voided": voided });
    record::append(app, &mut tx, "sheets.void", Some(actor.person), &format!("batch/{id}"), &facts).await?;
    tx.commit().await?;
    Ok(Some(voided))
}

/// Keeps which sheets of a batch were handed out: these, and of the others none. Gives how many ticks have changed;
/// `None`: as for [`board`].
pub async fn hand_out(app: &App, actor: &Actor, id: BatchId, handed: &[Uuid]) -> Result<Option<usize>> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if theirs(app, &mut tx, actor, id).await?.is_none() {
        return Ok(None);
    }
    let mut changed = 0;
    for slip in store::batch::slips(&mut tx, id).await? {
        let ticked = handed.contains(&slip.id);
        if ticked != slip.handed_at().is_some() {
            store::batch::tick(&mut tx, slip.id, ticked.then_some(now)).await?;
            changed += 1;
        }
    }
    let facts = serde_json::json!({ "handed": handed.len(), "changed": changed });
    record::append(app, &mut tx, "sheets.hand_out", Some(actor.person), &format!("batch/{id}"), &facts).await?;
    tx.commit().await?;
    Ok(Some(changed))
}

/// The batch and its class, if the actor works in its school.
async fn theirs(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    id: BatchId,
) -> Result<Option<(Batch, store::person::SectionPlace)>> {
    let Some(batch) = store::batch::get(tx, id, app.now()).await? else { return Ok(None) };
    let place = store::person::section(tx, batch.section).await?;
    Ok(place.filter(|place| actor.works_in(place.school)).map(|place| (batch, place)))
}
