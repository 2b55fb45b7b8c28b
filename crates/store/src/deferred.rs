//! Letters that wait for the end of closed hours.

use model::{MessageId, Millis, message::State, wave::WavePlan};
use uuid::Uuid;

use crate::{Result, Tx};

/// Keeps when a letter that was just stored goes out, and the measure that has it wait.
pub async fn keep(tx: &mut Tx, message: MessageId, until: Millis, measure: Uuid) -> Result<()> {
    tx.run("update message set deferred_until = $2, deferred_by = $3 where id = $1", (message, until, measure)).await?;
    Ok(())
}

/// The oldest letters whose time has come.
pub async fn due(tx: &mut Tx, now: Millis, rows: i64) -> Result<Vec<MessageId>> {
    let found: Vec<(Uuid,)> = tx
        .all(
            "select id from message where state = 'deferred' and deferred_until <= $1 order by sent_at, id limit $2",
            (now, rows),
        )
        .await?;
    Ok(found.into_iter().map(|(id,)| id.into()).collect())
}

/// Lets a letter out, wholly or in waves; false when it does not wait any more.
pub async fn let_out(
    tx: &mut Tx,
    message: MessageId,
    state: State,
    wave: Option<WavePlan>,
    now: Millis,
) -> Result<bool> {
    let moved = tx
        .run(
            "update message set state = $2, delivered_at = $3, wave_from = $4, wave_key = $5, wave_slow = $6 \
             where id = $1 and state = 'deferred'",
            (
                message,
                state,
                now,
                wave.map(|wave| wave.from),
                wave.map(|wave| wave.key.cast_signed()),
                wave.is_some_and(|wave| wave.slow),
            ),
        )
        .await?;
    Ok(moved == 1)
}

/// Holds a letter that waited, for a person; false when it does not wait any more.
pub async fn hold(tx: &mut Tx, message: MessageId, now: Millis) -> Result<bool> {
    let moved = tx
        .run("update message set state = 'held', held_at = $2 where id = $1 and state = 'deferred'", (message, now))
        .await?;
    Ok(moved == 1)
}

/// Has a letter wait longer; false when it does not wait any more.
pub async fn put_off(tx: &mut Tx, message: MessageId, until: Millis, measure: Uuid) -> Result<bool> {
    let moved = tx
        .run(
            "update message set deferred_until = $2, deferred_by = $3 where id = $1 and state = 'deferred'",
            (message, until, measure),
        )
        .await?;
    Ok(moved == 1)
}

/// Has the letters that wait for a measure's hours go out now: it has ended. What was held meanwhile waits for a person,
/// and its sender is told the same of both. Gives their number.
pub async fn hasten(tx: &mut Tx, measure: Uuid, now: Millis) -> Result<u64> {
    tx.run(
        "update message set deferred_until = $2 where deferred_by = $1 and deferred_until > $2 \
         and state in ('deferred', 'held')",
        (measure, now),
    )
    .await
}

/// How many letters of a measure still wait.
pub async fn waiting(tx: &mut Tx, measure: Uuid) -> Result<i64> {
    let row: Option<(i64,)> =
        tx.maybe("select count(*) from message where state = 'deferred' and deferred_by = $1", (measure,)).await?;
    Ok(row.map_or(0, |(count,)| count))
}
