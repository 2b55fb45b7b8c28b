//! Drafts that are to be sent at a time.

use model::{DeviceId, DraftId, Millis, PersonId, SessionId, message::Refusal};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A draft that waits for its time.
#[derive(Debug, Clone, FromRow)]
pub struct Scheduled {
    /// The draft.
    #[sqlx(try_from = "Uuid")]
    pub draft: DraftId,
    /// Who wrote it.
    #[sqlx(try_from = "Uuid")]
    pub author: PersonId,
    at: i64,
    /// Key of the message that it will be.
    pub idempotency_key: Uuid,
    session: Option<Uuid>,
    device: Option<Uuid>,
    made_at: i64,
    refused: Option<String>,
    /// Its author had proved lately who they are.
    pub proven: bool,
}

impl Scheduled {
    /// When it is to be sent.
    pub fn at(&self) -> Millis {
        Millis(self.at)
    }
    /// When that was asked for.
    pub fn made_at(&self) -> Millis {
        Millis(self.made_at)
    }
    /// The session that asked for it.
    pub fn session(&self) -> Option<SessionId> {
        self.session.map(SessionId::from)
    }
    /// The device that asked for it.
    pub fn device(&self) -> Option<DeviceId> {
        self.device.map(DeviceId::from)
    }
    /// Why it was not sent at its time.
    pub fn refused(&self) -> Option<Refusal> {
        self.refused.as_deref().and_then(Refusal::from_code)
    }
    /// Whether it waits for its time.
    pub fn waits(&self) -> bool {
        self.refused.is_none()
    }
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct NewScheduled {
    /// The draft.
    pub draft: DraftId,
    /// Who wrote it.
    pub author: PersonId,
    /// When it is to be sent.
    pub at: Millis,
    /// Key of the message that it will be.
    pub idempotency_key: Uuid,
    /// The session that asks.
    pub session: Option<SessionId>,
    /// The device that asks.
    pub device: Option<DeviceId>,
    /// They had proved lately who they are.
    pub proven: bool,
}

/// Notes that a draft is to be sent at a time, whatever was noted of it before.
pub async fn set(tx: &mut Tx, new: &NewScheduled, now: Millis) -> Result<()> {
    tx.run("delete from scheduled where draft = $1 and author = $2", (new.draft, new.author)).await?;
    tx.run(
        "insert into scheduled (draft, author, at, idempotency_key, session, device, made_at, proven) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        (new.draft, new.author, new.at, new.idempotency_key, new.session, new.device, now, new.proven),
    )
    .await?;
    Ok(())
}

/// What is noted of a draft.
pub async fn get(tx: &mut Tx, draft: DraftId) -> Result<Option<Scheduled>> {
    tx.maybe(
        "select draft, author, at, idempotency_key, session, device, made_at, refused, proven from scheduled where draft = $1",
        (draft,),
    )
    .await
}

/// What is noted of the drafts of this author, soonest first.
pub async fn of(tx: &mut Tx, author: PersonId) -> Result<Vec<Scheduled>> {
    tx.all(
        "select draft, author, at, idempotency_key, session, device, made_at, refused, proven from scheduled \
         where author = $1 order by at, draft limit $2",
        (author, model::limits::DRAFTS_PER_PERSON_MAX),
    )
    .await
}

/// How many drafts of this author wait for their time.
pub async fn count(tx: &mut Tx, author: PersonId) -> Result<i64> {
    let row: Option<(i64,)> =
        tx.maybe("select count(*) from scheduled where author = $1 and refused is null", (author,)).await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// Forgets that a draft was to be sent; gives whether it was.
pub async fn clear(tx: &mut Tx, author: PersonId, draft: DraftId) -> Result<bool> {
    Ok(tx.run("delete from scheduled where draft = $1 and author = $2", (draft, author)).await? == 1)
}

/// Notes that a draft was not sent at its time, and why; false when it no longer waited for that time.
pub async fn refuse(tx: &mut Tx, draft: DraftId, at: Millis, why: Refusal) -> Result<bool> {
    let refused = tx
        .run(
            "update scheduled set refused = $3 where draft = $1 and at = $2 and refused is null",
            (draft, at, why.code()),
        )
        .await?;
    Ok(refused == 1)
}
