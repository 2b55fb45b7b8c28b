//! Whose name an officer asked for, and what may be said of a minor without it.

use model::{MessageId, Millis, PersonId, SchoolId, unmask::List};
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

/// Notes that an officer asked for the names of a list, from now on.
pub async fn note_list(
    tx: &mut Tx,
    (list, subject): (List, Uuid),
    officer: PersonId,
    reason: &str,
    now: Millis,
) -> Result<()> {
    tx.run(
        "insert into unmasked_list (list, subject, officer, at, reason) values ($1, $2, $3, $4, $5) \
         on conflict (list, subject, officer) do update set at = excluded.at, reason = excluded.reason",
        (list, subject, officer, now, reason),
    )
    .await?;
    Ok(())
}

/// Whether an officer asked since a moment.
pub async fn is_list_noted(
    tx: &mut Tx,
    (list, subject): (List, Uuid),
    officer: PersonId,
    since: Millis,
) -> Result<bool> {
    let row: Option<(i64,)> = tx
        .maybe(
            "select at from unmasked_list where list = $1 and subject = $2 and officer = $3 and at > $4",
            (list, subject, officer, since),
        )
        .await?;
    Ok(row.is_some())
}
