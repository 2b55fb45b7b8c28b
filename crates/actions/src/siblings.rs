//! Near-identical copies of a letter, found by their marks and compared by text.

use std::{borrow::Cow, collections::BTreeMap};

use model::{MessageId, Millis, limits, verdict::Label};
use shield::sketch::{MinHash, Prepared};
use store::{Tx, verdict::Candidate};

use crate::{Result, care};

/// Bytes under which a body alone says too little, and the subject counts with it.
const BODY_ALONE_BYTES: usize = 60;
/// Likeness of two marks under which their texts are not compared: three errors of the estimate under the likeness of
/// siblings.
pub(crate) const MAY_BE_FROM: f32 = 0.42;
/// Texts that are asked for at once.
const READ_AT_ONCE: usize = 50;
/// Likeness of two marks from which their texts need not be compared.
const SURELY_FROM: f32 = 0.75;

/// The shield's word that a letter reports what another wrote, from which it is no copy of it; and the threat of its
/// own from which it is one all the same.
const REPORTS_FROM: f32 = 0.85;
const OWN_THREAT_FROM: f64 = 0.5;

/// What of a letter is compared: the body, whose subject a thief changes at will; short ones with their subject.
pub(crate) fn compared<'a>(subject: &str, body: &'a str) -> Cow<'a, str> {
    if body.len() < BODY_ALONE_BYTES { format!("{subject}\n{body}").into() } else { body.into() }
}

/// The same, read once.
pub(crate) fn read(subject: &str, body: &str) -> Prepared {
    Prepared::of(&compared(subject, body))
}

/// Keeps the marks of a letter that is being sent.
pub(crate) async fn keep(tx: &mut Tx, message: MessageId, text: &Prepared, now: Millis) -> Result<()> {
    let sketch = text.sketch();
    let (bands, minhash) = (sketch.bands(), sketch.minhash.bytes());
    store::verdict::insert_sketch(tx, message, sketch.exact, sketch.simhash, minhash, bands, now).await?;
    Ok(())
}

/// The near copies of the last days that share the fate of a message that is stopped: whoever warns others with the words
/// that they received is left. Nobody is judging one meanwhile that this does not see: they have committed, or see what
/// we do.
pub(crate) async fn copies(tx: &mut Tx, of: MessageId, text: &Prepared, now: Millis) -> Result<Vec<Candidate>> {
    store::verdict::stop_judging(tx).await?;
    let exact = text.sketch().exact;
    let near = near(tx, text, now - limits::LOOK_BACK, limits::SIBLINGS_COMPARED_MAX).await?;
    let mut copies = Vec::with_capacity(near.len());
    for copy in near.into_iter().filter(|c| c.message != of) {
        if copy.exact == exact || !reports(&copy.labels()?, copy.threat) {
            copies.push(copy);
        }
    }
    Ok(copies)
}

/// Messages since a moment whose text is a near copy of this one, newest first; itself among them once it is stored.
pub(crate) async fn near(tx: &mut Tx, text: &Prepared, since: Millis, rows: i64) -> Result<Vec<Candidate>> {
    if !text.may_have_siblings() {
        return Ok(Vec::new());
    }
    let sketch = text.sketch();
    let mut may_be = Vec::new();
    for mark in store::verdict::near(tx, sketch.exact, sketch.bands(), since, rows).await? {
        let likeness =
            if mark.exact == sketch.exact { 1.0 } else { likeness(&sketch.minhash, mark.minhash.as_deref()) };
        if likeness >= MAY_BE_FROM {
            may_be.push((mark.message, likeness));
        }
    }
    let mut near = Vec::new();
    for some in may_be.chunks(READ_AT_ONCE) {
        let ids: Vec<MessageId> = some.iter().map(|(id, _)| *id).collect();
        let found = store::verdict::candidates(tx, &ids).await?;
        let mut found: BTreeMap<MessageId, Candidate> = found.into_iter().map(|one| (one.message, one)).collect();
        for (id, likeness) in some {
            let Some(candidate) = found.remove(id) else { continue };
            // Only what the marks leave in doubt is read.
            if *likeness >= SURELY_FROM || text.is_sibling(&compared(&candidate.subject, &candidate.body)) {
                near.push(candidate);
                if near.len() as i64 >= rows {
                    return Ok(near);
                }
            }
        }
    }
    Ok(near)
}

/// Whether a letter reports what another wrote: whoever warns with the words that they received is not withdrawn with
/// them. Nor is whoever may hurt themselves.
pub(crate) fn reports(labels: &BTreeMap<Label, f32>, threat: f64) -> bool {
    care::is_care(labels, threat)
        || labels.get(&Label::Quotation).is_some_and(|p| *p >= REPORTS_FROM) && threat < OWN_THREAT_FROM
}

/// How alike two marks are; one that was never made may be like anything.
pub(crate) fn likeness(mark: &MinHash, other: Option<&[u8]>) -> f32 {
    other.and_then(MinHash::from_bytes).map_or(MAY_BE_FROM, |other| mark.likeness(&other))
}
