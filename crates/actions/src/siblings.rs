//! Near-identical copies of a letter, found by sketch and compared by text.

use std::borrow::Cow;

use model::{MessageId, Millis, limits};
use shield::sketch::{Prepared, Sketch};
use store::{Tx, verdict::Candidate};

use crate::{App, Result};

/// Bytes under which a body alone says too little, and the subject counts with it.
const BODY_ALONE_BYTES: usize = 60;

/// What of a letter is compared: the body, whose subject a thief changes at will; short ones with their subject.
pub(crate) fn compared<'a>(subject: &str, body: &'a str) -> Cow<'a, str> {
    if body.len() < BODY_ALONE_BYTES { format!("{subject}\n{body}").into() } else { body.into() }
}

/// Keeps the sketch of a letter that is being sent.
pub(crate) async fn keep(tx: &mut Tx, message: MessageId, subject: &str, body: &str, now: Millis) -> Result<()> {
    let sketch = Sketch::of(&compared(subject, body));
    store::verdict::insert_sketch(tx, message, sketch.exact, sketch.simhash, sketch.bands(), now).await?;
    Ok(())
}

/// Messages of the last days whose text is a near copy of this one, other than `but`.
pub(crate) async fn of(app: &App, tx: &mut Tx, subject: &str, body: &str, but: MessageId) -> Result<Vec<MessageId>> {
    let near = near(tx, subject, body, app.now() - limits::LOOK_BACK, limits::SIBLINGS_COMPARED_MAX).await?;
    Ok(near.into_iter().map(|c| c.message).filter(|id| *id != but).collect())
}

/// The same, with what is known of each, newest first.
pub(crate) async fn near(tx: &mut Tx, subject: &str, body: &str, since: Millis, rows: i64) -> Result<Vec<Candidate>> {
    let text = Prepared::of(&compared(subject, body));
    if !text.may_have_siblings() {
        return Ok(Vec::new());
    }
    let sketch = text.sketch();
    let candidates = store::verdict::candidates(tx, sketch.exact, sketch.bands(), since, rows).await?;
    // Copies in the same words or under the same disguise are known by their hash; only the others are read.
    let same = |c: &Candidate| c.exact == sketch.exact || text.is_sibling(&compared(&c.subject, &c.body));
    Ok(candidates.into_iter().filter(same).collect())
}
