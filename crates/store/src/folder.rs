//! A person's own folders, and the messages that they keep in them. A message is in one place, noted in its reading.

use model::{FolderId, MessageId, Millis, PersonId, folder::Place, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Result, Tx,
    mailbox::{Cursor, Row},
};

/// Pages of candidates that are read for one page that is shown: a bound against a folder of messages that are held.
const ROUNDS_MAX: usize = 16;

/// A folder as a list shows it.
#[derive(Debug, Clone, FromRow)]
pub struct Folder {
    /// Identity.
    #[sqlx(try_from = "Uuid")]
    pub id: FolderId,
    /// Its name.
    pub name: String,
    /// Messages in it that wait to be read.
    pub unread: i64,
}

/// The folders of a person, by name.
pub async fn list(tx: &mut Tx, person: PersonId) -> Result<Vec<Folder>> {
    tx.all(
        "select f.id, f.name, (select count(*) from reading r join message m on m.id = r.message \
            where r.person = f.person and r.folder = f.id and r.trashed_at is null and r.unread \
            and m.state in ('waves', 'delivered')) as unread \
         from folder f where f.person = $1 order by f.name_key, f.id limit $2",
        (person, limits::FOLDERS_PER_PERSON_MAX),
    )
    .await
}

/// A folder of this person.
pub async fn name(tx: &mut Tx, person: PersonId, id: FolderId) -> Result<Option<String>> {
    let row: Option<(String,)> =
        tx.maybe("select name from folder where id = $1 and person = $2", (id, person)).await?;
    Ok(row.map(|(name,)| name))
}

/// How many folders a person has.
pub async fn count(tx: &mut Tx, person: PersonId) -> Result<i64> {
    let row: Option<(i64,)> = tx.maybe("select count(*) from folder where person = $1", (person,)).await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// Makes a folder; false when the person has one of this name.
pub async fn create(
    tx: &mut Tx,
    id: FolderId,
    person: PersonId,
    name: &model::folder::Name,
    now: Millis,
) -> Result<bool> {
    let made = tx
        .run(
            "insert into folder (id, person, name, name_key, created_at) values ($1, $2, $3, $4, $5) \
             on conflict (person, name_key) do nothing",
            (id, person, name.as_str(), name.key(), now),
        )
        .await?;
    Ok(made == 1)
}

/// Gives a folder another name; false when another of the person's has it, or there is no such folder.
pub async fn rename(tx: &mut Tx, person: PersonId, id: FolderId, name: &model::folder::Name) -> Result<bool> {
    let renamed = tx
        .run(
            "update folder set name = $3, name_key = $4 where id = $1 and person = $2 \
             and not exists (select 1 from folder o where o.person = $2 and o.name_key = $4 and o.id <> $1)",
            (id, person, name.as_str(), name.key()),
        )
        .await?;
    Ok(renamed == 1)
}

/// Removes a folder; what was in it is in the inbox again. False when there is no such folder of the person's.
pub async fn delete(tx: &mut Tx, person: PersonId, id: FolderId) -> Result<bool> {
    tx.run("update reading set folder = null where person = $1 and folder = $2", (person, id)).await?;
    Ok(tx.run("delete from folder where id = $1 and person = $2", (id, person)).await? == 1)
}

/// Puts a message in a place and takes it from the trash; false when the person was never shown it.
pub async fn put(tx: &mut Tx, person: PersonId, message: MessageId, folder: Option<FolderId>) -> Result<bool> {
    let moved = tx
        .run(
            "update reading set folder = $3, trashed_at = null where person = $1 and message = $2",
            (person, message, folder),
        )
        .await?;
    Ok(moved == 1)
}

/// Takes a message from the trash, back to where it was; false when it is not there.
pub async fn restore(tx: &mut Tx, person: PersonId, message: MessageId) -> Result<bool> {
    let restored = tx
        .run(
            "update reading set trashed_at = null where person = $1 and message = $2 and trashed_at is not null",
            (person, message),
        )
        .await?;
    Ok(restored == 1)
}

/// What a person keeps in a place other than the inbox, newest first, older than a message: what may be seen at this
/// moment, and the notices of what was withdrawn.
pub async fn page(
    tx: &mut Tx,
    person: PersonId,
    place: Place,
    before: Option<Cursor>,
    now: Millis,
) -> Result<(Vec<Row>, Option<Cursor>)> {
    // Identities sort by time: no message comes after this one.
    let mut at = before.map_or(Uuid::max(), |cursor| cursor.message.uuid());
    let step = limits::PAGE_ROWS + 1;
    let mut kept: Vec<Row> = Vec::new();
    for _ in 0..ROUNDS_MAX {
        let candidates = candidates(tx, person, place, at, step).await?;
        let exhausted = (candidates.len() as i64) < step;
        for row in candidates {
            at = row.id.uuid();
            if row.may_be_listed(person, now) {
                kept.push(row);
                if kept.len() as i64 > limits::PAGE_ROWS {
                    kept.pop();
                    let next = kept.last().map(Row::cursor);
                    return Ok((kept, next));
                }
            }
        }
        if exhausted {
            return Ok((kept, None));
        }
    }
    let next = kept.last().map(Row::cursor);
    Ok((kept, next))
}

async fn candidates(tx: &mut Tx, person: PersonId, place: Place, before: Uuid, rows: i64) -> Result<Vec<Row>> {
    match place {
        Place::Inbox => Ok(Vec::new()),
        Place::Trash => {
            tx.all(
                "select m.id, m.thread, m.sender, m.sender_name, m.sender_profile, s.name as school_name, m.subject, \
                 substr(m.body, 1, 140) as excerpt, m.state, m.sent_at, m.delivered_at, m.withdrawn_at, m.wave_from, \
                 m.wave_key, m.wave_slow, m.readers, m.attachments, r.listed_at, r.opened_at, r.unread as marked_unread \
                 from reading r join message m on m.id = r.message \
                 join school s on s.id = m.sender_school where r.person = $1 and r.trashed_at is not null \
                 and r.message < $2 order by r.message desc limit $3",
                (person, before, rows),
            )
            .await
        }
        Place::Archive | Place::Folder(_) => {
            let folder = if let Place::Folder(id) = place { id } else { FolderId::ARCHIVE };
            tx.all(
                "select m.id, m.thread, m.sender, m.sender_name, m.sender_profile, s.name as school_name, m.subject, \
                 substr(m.body, 1, 140) as excerpt, m.state, m.sent_at, m.delivered_at, m.withdrawn_at, m.wave_from, \
                 m.wave_key, m.wave_slow, m.readers, m.attachments, r.listed_at, r.opened_at, r.unread as marked_unread \
                 from reading r join message m on m.id = r.message \
                 join school s on s.id = m.sender_school where r.person = $1 and r.folder = $2 \
                 and r.trashed_at is null and r.message < $3 order by r.message desc limit $4",
                (person, folder, before, rows),
            )
            .await
        }
    }
}
