//! The journal's rows. An entry is appended without a place, in the transaction of what it tells; sealing gives places.

use model::{EntryId, Millis, PersonId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx, sql};

/// An entry as stored.
#[derive(Debug, Clone, FromRow)]
pub struct EntryRow {
    /// Identity.
    #[sqlx(try_from = "Uuid")]
    pub id: EntryId,
    /// Place, once sealed.
    pub seq: Option<i64>,
    at: i64,
    /// What was done.
    pub verb: String,
    actor: Option<Uuid>,
    /// On what.
    pub subject: String,
    /// The facts, unless erased.
    pub payload: Option<String>,
    /// Chance mixed into the commitment, unless erased.
    pub salt: Option<Vec<u8>>,
    /// What the leaf holds of the facts.
    pub commitment: Vec<u8>,
    /// Hash of the leaf, once sealed.
    pub leaf: Option<Vec<u8>>,
}

impl EntryRow {
    /// When.
    pub fn at(&self) -> Millis {
        Millis(self.at)
    }
    /// Who.
    pub fn actor(&self) -> Option<PersonId> {
        self.actor.map(PersonId::from)
    }
}

/// An entry to be appended.
#[derive(Debug)]
pub struct NewEntry<'a> {
    /// Identity.
    pub id: EntryId,
    /// When.
    pub at: Millis,
    /// What is done.
    pub verb: &'a str,
    /// By whom.
    pub actor: Option<PersonId>,
    /// On what.
    pub subject: &'a str,
    /// The facts, JSON.
    pub payload: &'a str,
    /// Chance.
    pub salt: [u8; 16],
    /// What stands for the facts.
    pub commitment: [u8; 32],
}

/// Appends an entry, to be sealed within a second.
pub async fn append(tx: &mut Tx, e: &NewEntry<'_>) -> Result<()> {
    tx.later(
        "insert into journal_entry (id, at, verb, actor, subject, payload, salt, commitment) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        (e.id, e.at, e.verb, e.actor, e.subject, e.payload, e.salt.to_vec(), e.commitment.to_vec()),
    )
    .await?;
    Ok(())
}

/// Takes the right to seal until the transaction ends, so that one node seals at a time.
pub async fn take_seal(tx: &mut Tx) -> Result<()> {
    // On SQLite the writer is alone already.
    tx.run(sql!([lite: "select 1", pg: "lock table checkpoint in share row exclusive mode"]), ()).await?;
    Ok(())
}

/// Entries without a place, in the order in which they will get one.
pub async fn unsealed(tx: &mut Tx, rows: i64) -> Result<Vec<EntryRow>> {
    tx.all(
        "select id, seq, at, verb, actor, subject, payload, salt, commitment, leaf from journal_entry \
         where seq is null order by at, id limit $1",
        (rows,),
    )
    .await
}

/// Entries without a place since a moment, that moment included.
pub async fn unsealed_since(tx: &mut Tx, since: Millis, rows: i64) -> Result<Vec<EntryRow>> {
    tx.all(
        "select id, seq, at, verb, actor, subject, payload, salt, commitment, leaf from journal_entry \
         where seq is null and at >= $1 order by at, id limit $2",
        (since, rows),
    )
    .await
}

/// Gives an entry its place and its leaf.
pub async fn place(tx: &mut Tx, id: EntryId, seq: i64, leaf: [u8; 32]) -> Result<()> {
    tx.later("update journal_entry set seq = $2, leaf = $3 where id = $1 and seq is null", (id, seq, leaf.to_vec()))
        .await
}

/// Sealed entries from a place on, in order.
pub async fn sealed(tx: &mut Tx, from: i64, rows: i64) -> Result<Vec<EntryRow>> {
    tx.all(
        "select id, seq, at, verb, actor, subject, payload, salt, commitment, leaf from journal_entry \
         where seq >= $1 order by seq limit $2",
        (from, rows),
    )
    .await
}

/// Entries about a subject, oldest first.
pub async fn about(tx: &mut Tx, subject: &str, rows: i64) -> Result<Vec<EntryRow>> {
    tx.all(
        "select id, seq, at, verb, actor, subject, payload, salt, commitment, leaf from journal_entry \
         where subject = $1 order by at, id limit $2",
        (subject, rows),
    )
    .await
}

/// How many entries wait for their place.
pub async fn unsealed_count(tx: &mut Tx) -> Result<i64> {
    let row: Option<(i64,)> = tx.maybe("select count(*) from journal_entry where seq is null", ()).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// A checkpoint as stored.
#[derive(Debug, Clone, FromRow)]
pub struct CheckpointRow {
    /// Entries covered.
    pub size: i64,
    at: i64,
    /// Root of the tree.
    pub root: Vec<u8>,
    /// Signed note.
    pub note: String,
    /// From where to go on.
    pub frontier: String,
}

impl CheckpointRow {
    /// When.
    pub fn at(&self) -> Millis {
        Millis(self.at)
    }
}

/// The newest checkpoint.
pub async fn newest_checkpoint(tx: &mut Tx) -> Result<Option<CheckpointRow>> {
    tx.maybe("select size, at, root, note, frontier from checkpoint order by size desc limit 1", ()).await
}

/// Checkpoints beyond a size, in order.
pub async fn checkpoints(tx: &mut Tx, beyond: i64, rows: i64) -> Result<Vec<CheckpointRow>> {
    tx.all(
        "select size, at, root, note, frontier from checkpoint where size > $1 order by size limit $2",
        (beyond, rows),
    )
    .await
}

/// Keeps a checkpoint.
pub async fn add_checkpoint(
    tx: &mut Tx,
    size: i64,
    at: Millis,
    root: [u8; 32],
    note: &str,
    frontier: &str,
) -> Result<()> {
    tx.run(
        "insert into checkpoint (size, at, root, note, frontier) values ($1, $2, $3, $4, $5)",
        (size, at, root.to_vec(), note, frontier),
    )
    .await?;
    Ok(())
}

/// Time of the oldest entry without a place, and of the newest of all.
pub async fn times(tx: &mut Tx) -> Result<(Option<Millis>, Option<Millis>)> {
    let oldest: Option<(Option<i64>,)> = tx.maybe("select min(at) from journal_entry where seq is null", ()).await?;
    let newest: Option<(i64,)> =
        tx.maybe("select at from journal_entry where seq is not null order by seq desc limit 1", ()).await?;
    Ok((oldest.and_then(|(at,)| at).map(Millis), newest.map(|(at,)| Millis(at))))
}
