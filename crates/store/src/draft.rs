//! Messages not yet sent.

use model::{DraftId, MessageId, Millis, PersonId, draft::Addressee, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A draft as it was saved: nothing in it need be right yet.
#[derive(Debug, Clone)]
pub struct SavedDraft {
    /// Identity.
    pub id: DraftId,
    /// The message that it answers.
    pub in_reply_to: Option<MessageId>,
    /// Subject as typed.
    pub subject: String,
    /// Text as typed.
    pub body: String,
    /// Whom, so far.
    pub to: Vec<Addressee>,
    /// Last change.
    pub updated_at: Millis,
}

#[derive(FromRow)]
struct DraftRow {
    id: Uuid,
    in_reply_to: Option<Uuid>,
    subject: String,
    body: String,
    addressees: String,
    updated_at: i64,
}

impl TryFrom<DraftRow> for SavedDraft {
    type Error = crate::Error;
    fn try_from(row: DraftRow) -> Result<SavedDraft> {
        Ok(SavedDraft {
            id: row.id.into(),
            in_reply_to: row.in_reply_to.map(MessageId::from),
            subject: row.subject,
            body: row.body,
            to: serde_json::from_str(&row.addressees)?,
            updated_at: Millis(row.updated_at),
        })
    }
}

/// Saves a draft of this author, new or known; false when the id is another author's.
pub async fn save(tx: &mut Tx, author: PersonId, draft: &SavedDraft) -> Result<bool> {
    let saved = tx
        .run(
            "insert into draft (id, author, in_reply_to, subject, body, addressees, updated_at) \
             values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do update \
             set subject = excluded.subject, body = excluded.body, addressees = excluded.addressees, \
             updated_at = excluded.updated_at where draft.author = excluded.author",
            (
                draft.id,
                author,
                draft.in_reply_to,
                draft.subject.as_str(),
                draft.body.as_str(),
                serde_json::to_string(&draft.to)?,
                draft.updated_at,
            ),
        )
        .await?;
    Ok(saved == 1)
}

/// A draft of this author.
pub async fn get(tx: &mut Tx, author: PersonId, id: DraftId) -> Result<Option<SavedDraft>> {
    let row: Option<DraftRow> = tx
        .maybe(
            "select id, in_reply_to, subject, body, addressees, updated_at from draft where id = $1 and author = $2",
            (id, author),
        )
        .await?;
    row.map(SavedDraft::try_from).transpose()
}

/// The drafts of this author, last changed first.
pub async fn list(tx: &mut Tx, author: PersonId) -> Result<Vec<SavedDraft>> {
    let rows: Vec<DraftRow> = tx
        .all(
            "select id, in_reply_to, subject, body, addressees, updated_at from draft \
             where author = $1 order by updated_at desc, id desc limit $2",
            (author, limits::DRAFTS_PER_PERSON_MAX),
        )
        .await?;
    rows.into_iter().map(SavedDraft::try_from).collect()
}

/// How many drafts this author has.
pub async fn count(tx: &mut Tx, author: PersonId) -> Result<i64> {
    let row: Option<(i64,)> = tx.maybe("select count(*) from draft where author = $1", (author,)).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Forgets a draft and the files that wait in it; false when it is not this author's.
pub async fn delete(tx: &mut Tx, author: PersonId, id: DraftId) -> Result<bool> {
    tx.run("delete from attachment where draft = $1 and owner = $2 and message is null", (id, author)).await?;
    Ok(tx.run("delete from draft where id = $1 and author = $2", (id, author)).await? == 1)
}
