//! The journal: every action appends its entry in the transaction of its change (invariant 5); sealing gives each a
//! place in the Merkle log and signs it, at least every second; verifying reads everything again.

use journal::{Bytes, Checkpoint, Entry, Frontier, Recorded, Report, Sealed, SealedEntry, Verifier, VerifyingKey};
use model::{EntryId, PersonId, limits};
use serde::Serialize;
use store::{Db, Tx, journal::EntryRow};

use crate::{App, Result};

/// Rows read at once when verifying.
const ROWS: i64 = 5_000;

/// Appends an entry: `verb` says what, `subject` on what (`message/<id>`), `facts` the rest. No text of a message goes
/// here, only its hash.
pub async fn append(
    app: &App,
    tx: &mut Tx,
    verb: &str,
    actor: Option<PersonId>,
    subject: &str,
    facts: &impl Serialize,
) -> Result<()> {
    let entry = Entry {
        id: app.id::<EntryId>(),
        at: app.now(),
        verb: verb.to_owned(),
        actor,
        subject: subject.to_owned(),
        payload: serde_json::to_string(facts)?,
        salt: Bytes(app.chance()),
    };
    let row = store::journal::NewEntry {
        id: entry.id,
        at: entry.at,
        verb,
        actor,
        subject,
        payload: &entry.payload,
        salt: entry.salt.0,
        commitment: entry.commitment().0,
    };
    Ok(store::journal::append(tx, &row).await?)
}

/// Gives every waiting entry its place and signs what the log has become. Gives the checkpoint and its note, if anything waited.
pub async fn seal(app: &App) -> Result<Option<Sealed>> {
    let mut tx = app.db.begin().await?;
    store::journal::take_seal(&mut tx).await?;
    let rows = store::journal::unsealed(&mut tx, limits::ENTRIES_PER_SEAL_MAX).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let newest = store::journal::newest_checkpoint(&mut tx).await?;
    let (previous, mut frontier) = match &newest {
        None => (None, Frontier::default()),
        Some(row) => (
            Some(Checkpoint::parse_and_verify(&row.note, app.seal_key.verifying_key())?),
            row.frontier.parse::<Frontier>()?,
        ),
    };
    let mut leaves = Vec::with_capacity(rows.len());
    for (seq, row) in (frontier.size() as i64..).zip(rows) {
        let id = row.id;
        let leaf = sealed_entry(row).leaf_hash();
        store::journal::place(&mut tx, id, seq, leaf.0).await?;
        leaves.push(leaf);
    }
    let sealed = journal::seal(previous.as_ref(), &mut frontier, leaves, app.now(), &app.seal_key)?;
    let Some(sealed) = sealed else { return Ok(None) };
    let c = &sealed.checkpoint;
    store::journal::add_checkpoint(&mut tx, c.size as i64, c.at, c.root.0, &sealed.note, &frontier.to_string()).await?;
    tx.commit().await?;
    Ok(Some(sealed))
}

/// Reads the whole journal again and says everything that is wrong with it. `known`: a checkpoint kept elsewhere.
pub async fn verify(db: &Db, key: &VerifyingKey, known: Option<Checkpoint>) -> Result<Report> {
    let mut tx = db.read().await?;
    let mut verifier = Verifier::new(key.clone(), known);
    let mut beyond = -1;
    let mut notes = std::collections::VecDeque::new();
    let mut from = 0;
    loop {
        let rows = store::journal::sealed(&mut tx, from, ROWS).await?;
        let Some(last) = rows.last().and_then(|row| row.seq) else { break };
        for row in rows {
            while verifier.wants_checkpoint() {
                if notes.is_empty() {
                    for c in store::journal::checkpoints(&mut tx, beyond, ROWS).await? {
                        beyond = c.size;
                        notes.push_back(c.note);
                    }
                }
                let Some(note) = notes.pop_front() else { break };
                verifier.checkpoint(&note);
            }
            match recorded(row) {
                Ok(recorded) => verifier.entry(&recorded),
                Err(seq) => verifier.unreadable_entry(seq),
            }
        }
        from = last + 1;
    }
    loop {
        notes.drain(..).for_each(|note| verifier.checkpoint(&note));
        let more = store::journal::checkpoints(&mut tx, beyond, ROWS).await?;
        let Some(last) = more.last() else { break };
        beyond = last.size;
        notes.extend(more.into_iter().map(|c| c.note));
    }
    let mut report = verifier.finish();
    // Entries without a place come after the newest checkpoint: no signature protects them yet.
    report.unsealed += store::journal::unsealed_count(&mut tx).await? as u64;
    Ok(report)
}

/// Sealed entries from a place on, in order, as an export prints them; empty past the end. An entry whose fields have a
/// shape that the program never writes is an error.
pub async fn page(db: &Db, from: u64) -> Result<Vec<Recorded>> {
    let mut tx = db.read().await?;
    let rows = store::journal::sealed(&mut tx, from as i64, ROWS).await?;
    rows.into_iter().map(|row| recorded(row).map_err(crate::Error::Unreadable)).collect()
}

/// Every checkpoint's signed note, in order.
pub async fn notes(db: &Db) -> Result<Vec<String>> {
    let mut tx = db.read().await?;
    let mut notes = Vec::new();
    let mut beyond = -1;
    loop {
        let more = store::journal::checkpoints(&mut tx, beyond, ROWS).await?;
        let Some(last) = more.last() else { return Ok(notes) };
        beyond = last.size;
        notes.extend(more.into_iter().map(|c| c.note));
    }
}

/// An entry as the log holds it; fields of a wrong size become what no leaf ever held, so that the verifier sees it.
fn sealed_entry(row: EntryRow) -> SealedEntry {
    SealedEntry {
        id: row.id,
        at: row.at(),
        actor: row.actor(),
        verb: row.verb,
        subject: row.subject,
        commitment: Bytes(sized(&row.commitment).unwrap_or_default()),
        payload: row.payload,
        salt: row.salt.as_deref().and_then(sized).map(Bytes),
    }
}

/// A sealed entry as an export has it; its place when it has a shape that the program never writes.
pub(crate) fn recorded(row: EntryRow) -> std::result::Result<Recorded, u64> {
    let seq = row.seq.unwrap_or_default() as u64;
    let leaf = row.leaf.as_deref().map(|leaf| sized(leaf).map(Bytes).ok_or(seq)).transpose()?;
    let readable = row.commitment.len() == 32 && row.salt.as_ref().is_none_or(|salt| salt.len() == 16);
    if readable { Ok(Recorded { seq, entry: sealed_entry(row), leaf_hash: leaf }) } else { Err(seq) }
}

fn sized<const N: usize>(bytes: &[u8]) -> Option<[u8; N]> {
    bytes.try_into().ok()
}
