//! Files joined to messages and drafts. The content is a blob; here is what it is called and whose it is.

use model::{
    AttachmentId, DraftId, MessageId, Millis, PersonId,
    attachment::{FileState, KeptFor},
};
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
    /// Whether readers may open it.
    #[sqlx(try_from = "String")]
    pub state: FileState,
    why: Option<String>,
}

impl Attachment {
    /// Why it waits for a person.
    pub fn why(&self) -> Option<KeptFor> {
        self.why.as_deref().and_then(KeptFor::from_code)
    }

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
    tx.maybe("select id, owner, message, name, mime, bytes, sha256, state, why from attachment where id = $1", (id,))
        .await
}

/// The files of a message.
pub async fn of_message(tx: &mut Tx, message: MessageId) -> Result<Vec<Attachment>> {
    tx.all(
        "select id, owner, message, name, mime, bytes, sha256, state, why from attachment where message = $1 order by position, id",
        (message,),
    )
    .await
}

/// The files that wait in a draft.
pub async fn of_draft(tx: &mut Tx, owner: PersonId, draft: DraftId) -> Result<Vec<Attachment>> {
    tx.all(
        "select id, owner, message, name, mime, bytes, sha256, state, why from attachment \
         where draft = $1 and owner = $2 and message is null order by position, id",
        (draft, owner),
    )
    .await
}

/// Joins an uploaded file to a message, as readers may or may not open it; false when it is not the owner's, or was sent
/// already.
pub async fn send(
    tx: &mut Tx,
    owner: PersonId,
    id: AttachmentId,
    message: MessageId,
    position: i64,
    (state, why): (FileState, Option<KeptFor>),
) -> Result<bool> {
    let moved = tx
        .run(
            "update attachment set message = $3, position = $4, draft = null, state = $5, why = $6 \
             where id = $1 and owner = $2 and message is null",
            (id, owner, message, position, state, why),
        )
        .await?;
    Ok(moved == 1)
}

/// Moves a file that readers cannot open yet; false when it is not in the state that it leaves any more.
pub async fn settle(
    tx: &mut Tx,
    id: AttachmentId,
    from: FileState,
    (state, why): (FileState, Option<KeptFor>),
) -> Result<bool> {
    let moved = tx
        .run("update attachment set state = $3, why = $4 where id = $1 and state = $2", (id, from, state, why))
        .await?;
    Ok(moved == 1)
}

/// Takes a file out of a draft; false when it is not the owner's, or was sent.
pub async fn remove(tx: &mut Tx, owner: PersonId, id: AttachmentId) -> Result<bool> {
    Ok(tx.run("delete from attachment where id = $1 and owner = $2 and message is null", (id, owner)).await? == 1)
}
