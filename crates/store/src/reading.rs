//! What a reader did with a message, made on first touch: the exposure ledger (invariant 4).
//!
//! Each statement asks again whether the message is out, in the transaction that writes: on either side of a
//! withdrawal's commit, a message is either counted as shown before it, or not shown at all.

use model::{MessageId, Millis, PersonId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx, sql};

/// Writes that the subject and first words are about to be shown in a list. False: the message went away meanwhile and
/// must not be shown.
pub async fn listed(tx: &mut Tx, person: PersonId, message: MessageId, now: Millis) -> Result<bool> {
    if !still_out(tx, message).await? {
        return Ok(false);
    }
    tx.run(
        "insert into reading (person, message, listed_at, unread) values ($1, $2, $3, $4) \
         on conflict (person, message) do nothing",
        (person, message, now, true),
    )
    .await?;
    Ok(true)
}

/// Writes that the body is about to be shown. False: it must not be.
pub async fn opened(tx: &mut Tx, person: PersonId, message: MessageId, now: Millis) -> Result<bool> {
    if !still_out(tx, message).await? {
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
    if !still_out(tx, message).await? {
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

/// Whether a message is out, held still until this transaction ends: on PostgreSQL a withdrawal waits for the lock, on
/// SQLite there is one writer.
async fn still_out(tx: &mut Tx, message: MessageId) -> Result<bool> {
    let row: Option<(Uuid,)> = tx
        .maybe(
            sql!(
                "select id from message where id = $1 and state in ('delivered', 'waves')",
                [lite: "", pg: " for share"]
            ),
            (message,),
        )
        .await?;
    Ok(row.is_some())
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
