//! What a reader did with a message, made on first touch: the exposure ledger (invariant 4).
//!
//! Each statement asks again whether the message is out, in the transaction that writes: on either side of a
//! withdrawal's commit, a message is either counted as shown before it, or not shown at all.

use std::collections::BTreeSet;

use model::{MessageId, Millis, PersonId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Result, Tx,
    fields::{IDS, Ids},
    sql,
};

/// Writes that the subjects and first words of these are about to be shown in a list. Gives those that are out: the
/// others went away meanwhile and must not be shown.
pub async fn listed(tx: &mut Tx, person: PersonId, messages: &[MessageId], now: Millis) -> Result<BTreeSet<MessageId>> {
    let mut listed = BTreeSet::new();
    for some in messages.chunks(IDS) {
        let out = still_out(tx, some).await?;
        let rows = out.iter().map(|message| (person, *message, now, true)).collect();
        tx.insert(
            "insert into reading (person, message, listed_at, unread)",
            4,
            "on conflict (person, message) do nothing",
            rows,
        )
        .await?;
        listed.extend(out);
    }
    Ok(listed)
}

/// Writes that the body is about to be shown. False: it must not be.
pub async fn opened(tx: &mut Tx, person: PersonId, message: MessageId, now: Millis) -> Result<bool> {
    if still_out(tx, &[message]).await?.is_empty() {
        return Ok(false);
    }
    tx.run(
        "insert into reading (person, message, listed_at, opened_at, last_opened_at, unread) \
         values ($1, $2, $3, $3, $3, $4) on conflict (person, message) do update \
         set opened_at = coalesce(reading.opened_at, excluded.opened_at), last_opened_at = excluded.last_opened_at, \
         unread = excluded.unread",
        (person, message, now, false),
    )
    .await?;
    Ok(true)
}

/// Writes that an attachment is about to be served. False: it must not be.
pub async fn file_opened(tx: &mut Tx, person: PersonId, message: MessageId, now: Millis) -> Result<bool> {
    if still_out(tx, &[message]).await?.is_empty() {
        return Ok(false);
    }
    tx.run(
        "insert into reading (person, message, listed_at, file_opened_at, unread) values ($1, $2, $3, $3, $4) \
         on conflict (person, message) do update set file_opened_at = coalesce(reading.file_opened_at, $3)",
        (person, message, now, false),
    )
    .await?;
    Ok(true)
}

/// Which of these messages are out, held still until this transaction ends: on PostgreSQL a withdrawal waits for the
/// lock, on SQLite there is one writer. At most [`IDS`].
async fn still_out(tx: &mut Tx, messages: &[MessageId]) -> Result<Vec<MessageId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            sql!(
                "select id from message where state in ('delivered', 'waves') and id in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, \
                 $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, \
                 $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50) \
                 order by id",
                [lite: "", pg: " for share"]
            ),
            (Ids(messages.to_vec()),),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// Marks an opened message as unread again; false when the person never had it.
pub async fn mark_unread(tx: &mut Tx, person: PersonId, message: MessageId) -> Result<bool> {
    let marked =
        tx.run("update reading set unread = $3 where person = $1 and message = $2", (person, message, true)).await?;
    Ok(marked == 1)
}

/// Puts a message out of the person's sight; false when the person never had it. The ledger stays.
pub async fn trash(tx: &mut Tx, person: PersonId, message: MessageId, now: Millis) -> Result<bool> {
    let trashed = tx
        .run(
            "update reading set trashed_at = $3 where person = $1 and message = $2 and trashed_at is null",
            (person, message, now),
        )
        .await?;
    Ok(trashed == 1)
}

/// One reader's exposure to a message.
#[derive(Debug, Clone, FromRow)]
pub struct Exposure {
    /// Who.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// Name.
    pub name: String,
    /// Which of the messages asked about.
    #[sqlx(try_from = "Uuid")]
    pub message: MessageId,
    listed_at: i64,
    opened_at: Option<i64>,
    last_opened_at: Option<i64>,
    file_opened_at: Option<i64>,
}

impl Exposure {
    /// When the subject and first words were first shown.
    pub fn listed_at(&self) -> Millis {
        Millis(self.listed_at)
    }
    /// When the body was first shown.
    pub fn opened_at(&self) -> Option<Millis> {
        self.opened_at.map(Millis)
    }
    /// When the body was last shown.
    pub fn last_opened_at(&self) -> Option<Millis> {
        self.last_opened_at.map(Millis)
    }
    /// When an attachment was first served.
    pub fn file_opened_at(&self) -> Option<Millis> {
        self.file_opened_at.map(Millis)
    }
}

/// Who was shown a message, in the order in which they were.
pub async fn exposures(tx: &mut Tx, message: MessageId, rows: i64) -> Result<Vec<Exposure>> {
    tx.all(
        "select r.person, p.given_name || ' ' || p.family_name as name, r.message, r.listed_at, r.opened_at, \
         r.last_opened_at, r.file_opened_at from reading r join person p on p.id = r.person \
         where r.message = $1 order by r.listed_at, r.person limit $2",
        (message, rows),
    )
    .await
}

/// How many people were shown a message: in a list at least, and open.
pub async fn exposed(tx: &mut Tx, message: MessageId) -> Result<(i64, i64)> {
    let row: Option<(i64, i64)> =
        tx.maybe("select count(*), count(opened_at) from reading where message = $1", (message,)).await?;
    Ok(row.unwrap_or_default())
}
