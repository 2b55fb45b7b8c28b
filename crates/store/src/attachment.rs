//! Files joined to messages and drafts. The content is a blob; here is what it is called and whose it is.

use model::{AttachmentId, DraftId, MessageId, Millis, PersonId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A file.
#[derive(Debug, Clone, FromRow)]
pub struct Attachment {
    /// Identity.
    #[sqlx(try_from = "Uuid")]
    pub id: AttachmentId,
    /// Who uploaded it.
    #[sqlx(try_from = "Uuid")]
    pub owner: PersonId,
    message: Option<Uuid>,
    /// Name, cleaned.
    pub name: String,
    /// Type, as sniffed.
    pub mime: String,
    /// Size.
    pub bytes: i64,
    /// Hash of its content: the blob's name.
    pub sha256: Vec<u8>,
}

impl Attachment {
    /// The message that it was sent with.
    pub fn message(&self) -> Option<MessageId> {
        self.message.map(MessageId::from)
    }
}

/// A file to be noted.
#[derive(Debug)]
pub struct NewAttachment<'a> {
    /// Identity.
    pub id: AttachmentId,
    /// Who uploads it.
    pub owner: PersonId,
    /// The draft that it waits in.
    pub draft: DraftId,
    /// Cleaned name.
    pub name: &'a str,
    /// Sniffed type.
    pub mime: &'a str,
    /// Size.
    pub bytes: i64,
    /// Hash of its content.
    pub sha256: [u8; 32],
}

/// Notes a file that was uploaded.
pub async fn add(tx: &mut Tx, new: &NewAttachment<'_>, now: Millis) -> Result<()> {
    tx.run(
        "insert into attachment (id, owner, draft, position, name, mime, bytes, sha256, created_at) \
         values ($1, $2, $3, (select count(*) from attachment a where a.draft = $3), $4, $5, $6, $7, $8)",
        (new.id, new.owner, new.draft, new.name, new.mime, new.bytes, new.sha256.to_vec(), now),
    )
    .await?;
    Ok(())
}

/// One file.
pub async fn get(tx: &mut Tx, id: AttachmentId) -> Result<Option<Attachment>> {
    tx.maybe("select id, owner, message, name, mime, bytes, sha256 from attachment where id = $1", (id,)).await
}

/// The files of a message.
pub async fn of_message(tx: &mut Tx, message: MessageId) -> Result<Vec<Attachment>> {
    tx.all(
        "select id, owner, message, name, mime, bytes, sha256 from attachment where message = $1 order by position, id",
        (message,),
    )
    .await
}

/// The files that wait in a draft.
pub async fn of_draft(tx: &mut Tx, owner: PersonId, draft: DraftId) -> Result<Vec<Attachment>> {
    tx.all(
        "select id, owner, message, name, mime, bytes, sha256 from attachment \
         where draft = $1 and owner = $2 and message is null order by position, id",
        (draft, owner),
    )
    .await
}

/// Joins an uploaded file to a message; false when it is not the owner's, or was sent already.
pub async fn send(tx: &mut Tx, owner: PersonId, id: AttachmentId, message: MessageId, position: i64) -> Result<bool> {
    let moved = tx
        .run(
            "update attachment set message = $3, position = $4, draft = null \
             where id = $1 and owner = $2 and message is null",
            (id, owner, message, position),
        )
        .await?;
    Ok(moved == 1)
}

/// Takes a file out of a draft; false when it is not the owner's, or was sent.
pub async fn remove(tx: &mut Tx, owner: PersonId, id: AttachmentId) -> Result<bool> {
    Ok(tx.run("delete from attachment where id = $1 and owner = $2 and message is null", (id, owner)).await? == 1)
}
