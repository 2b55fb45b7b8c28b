//! What somebody sent, without what it says.

use model::{MessageId, Millis, PersonId, limits, message::State};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// One message of a sender.
#[derive(Debug, Clone, FromRow)]
pub struct SentRow {
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

impl SentRow {
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
) -> Result<Vec<SentRow>> {
    tx.all(
        "select id, sent_at, state, readers from message where sender = $1 and sent_at > $2 and id <> $3 \
         and state in ('held', 'withdrawn') order by sent_at desc, id desc limit $4",
        (sender, since, except, rows),
    )
    .await
}

/// The first messages of an account between two moments.
pub async fn sent_between(tx: &mut Tx, person: PersonId, from: Millis, to: Millis) -> Result<Vec<SentRow>> {
    tx.all(
        "select id, sent_at, state, readers from message where sender = $1 and sent_at >= $2 and sent_at <= $3 \
         order by sent_at, id limit $4",
        (person, from, to, limits::EXCULPATION_MESSAGES_MAX),
    )
    .await
}

/// When the newest messages of an account between two moments were sent, and to how many people; those that went out.
pub async fn sendings(tx: &mut Tx, person: PersonId, from: Millis, before: Millis) -> Result<Vec<(Millis, i64)>> {
    let rows: Vec<(i64, i64)> = tx
        .all(
            "select sent_at, readers from message where sender = $1 and sent_at >= $2 and sent_at < $3 \
             and state in ('waves', 'delivered') order by sent_at desc, id desc limit $4",
            (person, from, before, limits::EXCULPATION_USES_MAX),
        )
        .await?;
    Ok(rows.into_iter().map(|(at, readers)| (Millis(at), readers)).collect())
}
