//! Messages whose writer may hurt themselves, and who looks after them.

use model::{MessageId, Millis, PersonId, SchoolId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// One of them.
#[derive(Debug, Clone, FromRow)]
pub struct Care {
    /// The message.
    #[sqlx(try_from = "Uuid")]
    pub message: MessageId,
    /// Who wrote it.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their school.
    #[sqlx(try_from = "Uuid")]
    pub school: SchoolId,
    /// Its name.
    pub school_name: String,
    opened_at: i64,
    /// Name of the one who looks after it.
    pub taken_by: Option<String>,
    taken_at: Option<i64>,
    closed_at: Option<i64>,
    /// What they wrote as they closed it.
    pub note: String,
}

impl Care {
    /// When it was written.
    pub fn opened_at(&self) -> Millis {
        Millis(self.opened_at)
    }
    /// Since when somebody looks after it.
    pub fn taken_at(&self) -> Option<Millis> {
        self.taken_at.map(Millis)
    }
    /// When it was closed.
    pub fn closed_at(&self) -> Option<Millis> {
        self.closed_at.map(Millis)
    }
}

/// Opens one, as its message is stored.
pub async fn open(tx: &mut Tx, message: MessageId, person: PersonId, school: SchoolId, now: Millis) -> Result<()> {
    tx.later(
        "insert into care (message, person, school, opened_at, note) values ($1, $2, $3, $4, '')",
        (message, person, school, now),
    )
    .await?;
    Ok(())
}

/// Whether a message is one of them.
pub async fn is_one(tx: &mut Tx, message: MessageId) -> Result<bool> {
    let row: Option<(i64,)> = tx.maybe("select opened_at from care where message = $1", (message,)).await?;
    Ok(row.is_some())
}

/// One of them, whoever asks.
pub async fn get(tx: &mut Tx, message: MessageId) -> Result<Option<Care>> {
    tx.maybe(
        "select c.message, c.person, p.given_name || ' ' || p.family_name as name, c.school, s.name as school_name, \
         c.opened_at, t.given_name || ' ' || t.family_name as taken_by, c.taken_at, c.closed_at, c.note \
         from care c join person p on p.id = c.person join school s on s.id = c.school \
         left join person t on t.id = c.taken_by where c.message = $1",
        (message,),
    )
    .await
}

/// Those of a school, open ones first, then the newest.
pub async fn of_school(tx: &mut Tx, school: SchoolId, since: Millis, rows: i64) -> Result<Vec<Care>> {
    tx.all(
        "select c.message, c.person, p.given_name || ' ' || p.family_name as name, c.school, s.name as school_name, \
         c.opened_at, t.given_name || ' ' || t.family_name as taken_by, c.taken_at, c.closed_at, c.note \
         from care c join person p on p.id = c.person join school s on s.id = c.school \
         left join person t on t.id = c.taken_by where c.school = $1 and (c.closed_at is null or c.closed_at > $2) \
         order by case when c.closed_at is null then 0 else 1 end, c.opened_at desc, c.message limit $3",
        (school, since, rows),
    )
    .await
}

/// Those of the schools where this person may triage, in the same order.
pub async fn of_desk(tx: &mut Tx, desk: PersonId, since: Millis, now: Millis, rows: i64) -> Result<Vec<Care>> {
    tx.all(
        "select c.message, c.person, p.given_name || ' ' || p.family_name as name, c.school, s.name as school_name, \
         c.opened_at, t.given_name || ' ' || t.family_name as taken_by, c.taken_at, c.closed_at, c.note \
         from care c join person p on p.id = c.person join school s on s.id = c.school \
         left join person t on t.id = c.taken_by where (c.closed_at is null or c.closed_at > $3) \
         and exists (select 1 from role_grant g where g.person = $1 and g.role = 'desk' \
            and g.since <= $2 and g.until > $2 and (g.school is null or g.school = s.id) \
            and (g.departement is null or g.departement = s.departement) \
            and (g.academie is null or g.academie = s.academie)) \
         order by case when c.closed_at is null then 0 else 1 end, c.opened_at desc, c.message limit $4",
        (desk, now, since, rows),
    )
    .await
}

/// Somebody looks after it from now on; false when it is closed.
pub async fn take(tx: &mut Tx, message: MessageId, by: PersonId, now: Millis) -> Result<bool> {
    let taken = tx
        .run(
            "update care set taken_by = $2, taken_at = $3 where message = $1 and closed_at is null",
            (message, by, now),
        )
        .await?;
    Ok(taken == 1)
}

/// It was looked after; false when it is closed already.
pub async fn close(tx: &mut Tx, message: MessageId, by: PersonId, note: &str, now: Millis) -> Result<bool> {
    let closed = tx
        .run(
            "update care set closed_at = $3, note = $4, taken_by = coalesce(taken_by, $2), \
             taken_at = coalesce(taken_at, $3) where message = $1 and closed_at is null",
            (message, by, now, note),
        )
        .await?;
    Ok(closed == 1)
}
