//! Near-identical copies of a letter, found by sketch and compared by text.

use model::{MessageId, limits};
use store::{Tx, verdict::Candidate};

use crate::{App, Result};

/// Messages of the last days whose text is a near copy of this one, other than `but`.
pub(crate) async fn of(app: &App, tx: &mut Tx, subject: &str, body: &str, but: MessageId) -> Result<Vec<MessageId>> {
    let near = near(tx, subject, body, app.now() - limits::LOOK_BACK, limits::SIBLINGS_COMPARED_MAX).await?;
    Ok(near.into_iter().map(|c| c.message).filter(|id| *id != but).collect())
}

/// The same, with what is known of each, newest first.
pub(crate) async fn near(
    tx: &mut Tx,
    subject: &str,
    body: &str,
    since: model::Millis,
    rows: i64,
) -> Result<Vec<Candidate>> {
    let Some(sketch) = shield::sketch::of(subject, body) else { return Ok(Vec::new()) };
    let bands = shield::sketch::bands(sketch.simhash);
    let candidates = store::verdict::candidates(tx, sketch.exact, bands, since, rows).await?;
    Ok(candidates.into_iter().filter(|c| shield::sketch::is_sibling(&sketch, &c.subject, &c.body)).collect())
}
