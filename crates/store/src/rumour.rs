//! What is told that is not true, or not known to be, and what schools answer.

use model::{Millis, PersonId, SchoolId, limits, notice::RumourState};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// Notes what is told, about schools.
pub async fn insert(tx: &mut Tx, id: Uuid, claim: &str, schools: &[SchoolId], by: PersonId, now: Millis) -> Result<()> {
    tx.run(
        "insert into rumour (id, claim, answer, state, opened_by, opened_at) values ($1, $2, '', 'open', $3, $4)",
        (id, claim, by, now),
    )
    .await?;
    for (position, school) in (0_i64..).zip(schools) {
        tx.run("insert into rumour_place (rumour, position, school) values ($1, $2, $3)", (id, position, *school))
            .await?;
    }
    Ok(())
}

/// A rumour.
#[derive(Debug, Clone, FromRow)]
pub struct Rumour {
    /// Identity.
    pub id: Uuid,
    /// What is told.
    pub claim: String,
    /// What is answered; empty while there is nothing.
    pub answer: String,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: RumourState,
    opened_at: i64,
    answered_at: Option<i64>,
}

impl Rumour {
    /// When it was noted.
    pub fn opened_at(&self) -> Millis {
        Millis(self.opened_at)
    }
    /// When it was answered.
    pub fn answered_at(&self) -> Option<Millis> {
        self.answered_at.map(Millis)
    }
}

/// One rumour.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Rumour>> {
    tx.maybe("select id, claim, answer, state, opened_at, answered_at from rumour where id = $1", (id,)).await
}

/// The newest rumours that were noted since a moment.
pub async fn newest(tx: &mut Tx, since: Millis) -> Result<Vec<Rumour>> {
    tx.all(
        "select id, claim, answer, state, opened_at, answered_at from rumour where opened_at > $1 \
         order by opened_at desc, id desc limit $2",
        (since, limits::RUMOURS_SHOWN_MAX),
    )
    .await
}

/// The rumours that have an answer and are still shown, the newest answer first.
pub async fn answered(tx: &mut Tx, since: Millis) -> Result<Vec<Rumour>> {
    tx.all(
        "select id, claim, answer, state, opened_at, answered_at from rumour \
         where opened_at > $1 and state = 'answered' order by answered_at desc, id desc limit $2",
        (since, limits::RUMOURS_SHOWN_MAX),
    )
    .await
}

/// The schools that a rumour is about, with their names.
pub async fn places(tx: &mut Tx, rumour: Uuid) -> Result<Vec<(Uuid, String)>> {
    tx.all(
        "select p.school, s.name from rumour_place p join school s on s.id = p.school where p.rumour = $1 \
         order by p.position",
        (rumour,),
    )
    .await
}

/// Answers a rumour, or answers it better; false when it is closed.
pub async fn answer(tx: &mut Tx, id: Uuid, (by, answer): (PersonId, &str), now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update rumour set state = 'answered', answer = $3, answered_by = $2, answered_at = $4 \
             where id = $1 and state in ('open', 'answered')",
            (id, by, answer, now),
        )
        .await?;
    Ok(moved == 1)
}

/// Closes a rumour: it is shown no more; false when it is closed.
pub async fn close(tx: &mut Tx, id: Uuid, by: PersonId, now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update rumour set state = 'closed', closed_by = $2, closed_at = $3 \
             where id = $1 and state in ('open', 'answered')",
            (id, by, now),
        )
        .await?;
    Ok(moved == 1)
}
