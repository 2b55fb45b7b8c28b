//! The word on which people go back into a school: an all-clear, or somebody's who answers for doing without.

use model::{
    Millis, PersonId,
    situation::{Word, WordKind},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// Keeps the word on which people go back in.
pub async fn keep(
    tx: &mut Tx,
    (situation, version): (Uuid, i64),
    word: &Word,
    by: PersonId,
    now: Millis,
) -> Result<()> {
    tx.run(
        "insert into all_clear (situation, version, kind, authority, name, given_at, reason, recorded_at, recorded_by) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        (
            situation,
            version,
            word.kind,
            word.authority.as_str(),
            word.name.as_str(),
            word.at,
            word.reason.as_str(),
            now,
            by,
        ),
    )
    .await?;
    Ok(())
}

/// A new doubt makes every earlier word void.
pub async fn void(tx: &mut Tx, situation: Uuid, now: Millis) -> Result<u64> {
    tx.run("update all_clear set void_at = $2 where situation = $1 and void_at is null", (situation, now)).await
}

#[derive(FromRow)]
struct WordRow {
    kind: String,
    authority: String,
    name: String,
    given_at: i64,
    reason: String,
}

/// The word that stands, if one does.
pub async fn standing(tx: &mut Tx, situation: Uuid) -> Result<Option<Word>> {
    let row: Option<WordRow> = tx
        .maybe(
            "select kind, authority, name, given_at, reason from all_clear where situation = $1 and void_at is null \
             order by version desc limit 1",
            (situation,),
        )
        .await?;
    row.map(|row| {
        Ok(Word {
            kind: WordKind::try_from(row.kind).map_err(|why| sqlx::Error::Decode(why.into()))?,
            authority: row.authority,
            name: row.name,
            at: Millis(row.given_at),
            reason: row.reason,
        })
    })
    .transpose()
}
