//! Whose name an officer asked for, and what may be said of a minor without it.

use model::{MessageId, Millis, PersonId, SchoolId, message::State};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// Notes that an officer asked who is behind a letter; false when they had asked before.
pub async fn note(tx: &mut Tx, message: MessageId, officer: PersonId, reason: &str, now: Millis) -> Result<bool> {
    let noted = tx
        .run(
            "insert into unmasked (message, officer, at, reason) values ($1, $2, $3, $4) \
             on conflict (message, officer) do nothing",
            (message, officer, now, reason),
        )
        .await?;
    Ok(noted == 1)
}

/// Whether an officer asked.
pub async fn is_noted(tx: &mut Tx, message: MessageId, officer: PersonId) -> Result<bool> {
    let row: Option<(i64,)> =
        tx.maybe("select at from unmasked where message = $1 and officer = $2", (message, officer)).await?;
    Ok(row.is_some())
}

/// The class of a pupil at a moment, as one says it: « 2NDE 4 ».
pub async fn class_of(tx: &mut Tx, person: PersonId, school: SchoolId, at: Millis) -> Result<Option<String>> {
    let row: Option<(String,)> = tx
        .maybe(
            "select c.name from membership b join audience a on a.id = b.audience join section c on c.id = a.section \
             where b.person = $1 and b.since <= $3 and b.until > $3 and a.school = $2 and a.profile = 'pupil' \
             and c.kind = 'class' order by c.name, c.id limit 1",
            (person, school, at),
        )
        .await?;
    Ok(row.map(|(name,)| name))
}

/// Another message of the same sender that was stopped.
#[derive(Debug, Clone, FromRow)]
pub struct Stopped {
    /// The message.
    #[sqlx(try_from = "Uuid")]
    pub id: MessageId,
    sent_at: i64,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// People in its audiences.
    pub readers: i64,
}

impl Stopped {
    /// When it was sent.
    pub fn sent_at(&self) -> Millis {
        Millis(self.sent_at)
    }
}

/// The newest messages of a sender since a moment that are held or were withdrawn, one left out.
pub async fn stopped(
    tx: &mut Tx,
    sender: PersonId,
    except: MessageId,
    since: Millis,
    rows: i64,
) -> Result<Vec<Stopped>> {
    tx.all(
        "select id, sent_at, state, readers from message where sender = $1 and sent_at > $2 and id <> $3 \
         and state in ('held', 'withdrawn') order by sent_at desc, id desc limit $4",
        (sender, since, except, rows),
    )
    .await
}
