//! Extensions of measures: done, or waiting for a second person.

use model::{Millis, PersonId, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// An extension to be kept.
#[derive(Debug)]
pub struct NewExtension<'a> {
    /// Identity.
    pub id: Uuid,
    /// Of which measure.
    pub measure: Uuid,
    /// The end that it moves.
    pub from_end: Millis,
    /// To when.
    pub to_end: Millis,
    /// Why.
    pub note: &'a str,
    /// Who asks; none: the console.
    pub by: Option<PersonId>,
    /// Nobody else needs to agree.
    pub done: bool,
}

/// Keeps an extension, asked for or done.
pub async fn keep(tx: &mut Tx, new: &NewExtension<'_>, now: Millis) -> Result<()> {
    let (answered_at, agreed) = (new.done.then_some(now), new.done.then_some(true));
    tx.run(
        "insert into measure_extension (id, measure, from_end, to_end, note, asked_by, asked_at, answered_at, agreed) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        (new.id, new.measure, new.from_end, new.to_end, new.note, new.by, now, answered_at, agreed),
    )
    .await?;
    Ok(())
}

/// An extension.
#[derive(Debug, Clone, FromRow)]
pub struct Extension {
    /// Identity.
    pub id: Uuid,
    /// Of which measure.
    pub measure: Uuid,
    from_end: i64,
    to_end: i64,
    /// Why.
    pub note: String,
    asked_by: Option<Uuid>,
    asked_at: i64,
    /// Name of who asked; none: the console.
    pub author: Option<String>,
    /// Name of who answered.
    pub second: Option<String>,
    answered_at: Option<i64>,
    /// What was answered.
    pub agreed: Option<bool>,
}

impl Extension {
    /// The end that it moves.
    pub fn from_end(&self) -> Millis {
        Millis(self.from_end)
    }
    /// To when.
    pub fn to_end(&self) -> Millis {
        Millis(self.to_end)
    }
    /// Who asked.
    pub fn by(&self) -> Option<PersonId> {
        self.asked_by.map(PersonId::from)
    }
    /// When it was asked for.
    pub fn asked_at(&self) -> Millis {
        Millis(self.asked_at)
    }
    /// When it was answered.
    pub fn answered_at(&self) -> Option<Millis> {
        self.answered_at.map(Millis)
    }
    /// Somebody may still answer.
    pub fn waits(&self, now: Millis) -> bool {
        self.answered_at.is_none() && self.asked_at() + limits::MEASURE_ANSWER_WITHIN > now
    }
}

/// Extensions, with names.
macro_rules! extensions {
    () => {
        "select x.id, x.measure, x.from_end, x.to_end, x.note, x.asked_by, x.asked_at, \
         a.given_name || ' ' || a.family_name as author, b.given_name || ' ' || b.family_name as second, \
         x.answered_at, x.agreed from measure_extension x left join person a on a.id = x.asked_by \
         left join person b on b.id = x.answered_by "
    };
}

/// One extension.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Extension>> {
    tx.maybe(concat!(extensions!(), "where x.id = $1"), (id,)).await
}

/// The extensions of a measure, the newest first.
pub async fn list(tx: &mut Tx, measure: Uuid) -> Result<Vec<Extension>> {
    tx.all(
        concat!(extensions!(), "where x.measure = $1 order by x.asked_at desc, x.id desc limit $2"),
        (measure, limits::MEASURES_SHOWN_MAX),
    )
    .await
}

/// Answers an extension; false when somebody has.
pub async fn answer(tx: &mut Tx, id: Uuid, by: PersonId, agreed: bool, now: Millis) -> Result<bool> {
    let answered = tx
        .run(
            "update measure_extension set answered_by = $2, agreed = $3, answered_at = $4 \
             where id = $1 and answered_at is null",
            (id, by, agreed, now),
        )
        .await?;
    Ok(answered == 1)
}
