//! The desk's question to the sender of a held message: was it you? One question a message; it ends by itself.

use model::{DeviceId, MessageId, Millis, PersonId, proof::Answer};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A question to be kept.
#[derive(Debug)]
pub struct NewProof {
    /// Identity.
    pub id: Uuid,
    /// About which message.
    pub message: MessageId,
    /// Its sender.
    pub person: PersonId,
    /// Who asks.
    pub by: PersonId,
    /// When it ends without an answer.
    pub until: Millis,
}

/// A question.
#[derive(Debug, Clone, FromRow)]
pub struct Proof {
    /// About which message.
    #[sqlx(try_from = "Uuid")]
    pub message: MessageId,
    asked_at: i64,
    until: i64,
    answered_at: Option<i64>,
    answer: Option<String>,
    /// Name of the one who asked.
    pub by_name: String,
}

impl Proof {
    /// When it was asked.
    pub fn asked_at(&self) -> Millis {
        Millis(self.asked_at)
    }
    /// When it ends without an answer.
    pub fn until(&self) -> Millis {
        Millis(self.until)
    }
    /// What was answered, and when.
    pub fn answer(&self) -> Option<(Answer, Millis)> {
        let answer = self.answer.as_deref().and_then(Answer::from_code)?;
        self.answered_at.map(|at| (answer, Millis(at)))
    }
    /// Whether it may still be answered.
    pub fn is_open(&self, now: Millis) -> bool {
        self.answer.is_none() && self.until > now.0
    }
}

/// Asks. False: this message's sender was asked before.
pub async fn ask(tx: &mut Tx, new: &NewProof, now: Millis) -> Result<bool> {
    let asked = tx
        .run(
            "insert into proof (id, message, person, asked_by, asked_at, until) values ($1, $2, $3, $4, $5, $6) \
             on conflict (message) do nothing",
            (new.id, new.message, new.person, new.by, now, new.until),
        )
        .await?;
    if asked == 1 {
        // What the frame of each page looks at, so that no page asks for questions that are not there.
        tx.run("update account set proof_until = $2 where person = $1", (new.person, new.until)).await?;
    }
    Ok(asked == 1)
}

/// The question about a message.
pub async fn of_message(tx: &mut Tx, message: MessageId) -> Result<Option<Proof>> {
    tx.maybe(
        "select q.message, q.asked_at, q.until, q.answered_at, q.answer, \
         p.given_name || ' ' || p.family_name as by_name from proof q join person p on p.id = q.asked_by \
         where q.message = $1",
        (message,),
    )
    .await
}

/// Questions that a person was asked since a moment.
pub async fn asked_since(tx: &mut Tx, person: PersonId, since: Millis) -> Result<i64> {
    let row: Option<(i64,)> =
        tx.maybe("select count(*) from proof where person = $1 and asked_at > $2", (person, since)).await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// The oldest question that a person may still answer.
pub async fn open_of(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Option<Proof>> {
    tx.maybe(
        "select q.message, q.asked_at, q.until, q.answered_at, q.answer, \
         p.given_name || ' ' || p.family_name as by_name from proof q join person p on p.id = q.asked_by \
         where q.person = $1 and q.answer is null and q.until > $2 order by q.asked_at, q.id limit 1",
        (person, now),
    )
    .await
}

/// Keeps an answer. False: there is no open question.
pub async fn answer(tx: &mut Tx, message: MessageId, person: PersonId, answer: Answer, now: Millis) -> Result<bool> {
    let kept = tx
        .run(
            "update proof set answer = $3, answered_at = $4 \
             where message = $1 and person = $2 and answer is null and until > $4",
            (message, person, answer, now),
        )
        .await?;
    Ok(kept == 1)
}

/// Whether a printed code, or a device known before, vouched for a device of this person's.
pub async fn is_vouched(tx: &mut Tx, person: PersonId, device: DeviceId) -> Result<bool> {
    let row: Option<(bool,)> =
        tx.maybe("select vouched from device_use where person = $1 and device = $2", (person, device)).await?;
    Ok(row.is_some_and(|(vouched,)| vouched))
}
