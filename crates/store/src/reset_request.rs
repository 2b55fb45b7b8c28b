//! Resets that wait for a second person.

use model::{Millis, PersonId, limits, reset::ResetStep, territory::Scope};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Result, Tx,
    epoch::{Place, scope_of},
};

/// One that is asked for.
#[derive(Debug)]
pub struct NewRequest<'a> {
    /// Identity; of a reset that is to begin, its own.
    pub id: Uuid,
    /// What is to be done.
    pub step: ResetStep,
    /// The reset that is to end.
    pub reset: Option<Uuid>,
    /// Where.
    pub scope: &'a Scope,
    /// Whom it spares.
    pub spares_since: Option<Millis>,
    /// Whoever has had a passkey since this or longer is spared.
    pub spares_passkeys: Option<Millis>,
    /// Why.
    pub note: &'a str,
    /// Who asks.
    pub by: PersonId,
    /// It has begun already, for half an hour.
    pub begun: bool,
}

/// Keeps a request.
pub async fn ask(tx: &mut Tx, new: &NewRequest<'_>, now: Millis) -> Result<()> {
    let Place { academie, departement, school, section, .. } = Place::of(new.scope);
    tx.run(
        "insert into reset_request (id, step, reset, academie, departement, school, section, spares_since, note, \
         asked_by, asked_at, begun, spares_passkeys) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        (
            new.id,
            new.step,
            new.reset,
            academie,
            departement,
            school,
            section,
            new.spares_since,
            new.note,
            new.by,
            now,
            new.begun,
            new.spares_passkeys,
        ),
    )
    .await?;
    Ok(())
}

/// A request that nobody has answered.
#[derive(Debug, Clone, FromRow)]
pub struct Request {
    /// Identity.
    pub id: Uuid,
    /// What is to be done.
    #[sqlx(try_from = "String")]
    pub step: ResetStep,
    /// The reset that is to end.
    pub reset: Option<Uuid>,
    academie: Option<i64>,
    departement: Option<String>,
    school: Option<Uuid>,
    section: Option<Uuid>,
    spares_since: Option<i64>,
    spares_passkeys: Option<i64>,
    /// Why, in the words of who asks.
    pub note: String,
    /// Who asks.
    #[sqlx(try_from = "Uuid")]
    pub asked_by: PersonId,
    /// Their name.
    pub asked_by_name: String,
    asked_at: i64,
    /// It has begun already, for half an hour.
    pub begun: bool,
}

impl Request {
    /// Where.
    pub fn scope(&self) -> Scope {
        scope_of(self.academie, self.departement.as_deref(), self.school, self.section)
    }
    /// Whom it spares.
    pub fn spares_since(&self) -> Option<Millis> {
        self.spares_since.map(Millis)
    }
    /// Whoever has had a passkey since this or longer is spared.
    pub fn spares_passkeys(&self) -> Option<Millis> {
        self.spares_passkeys.map(Millis)
    }
    /// When it was asked for.
    pub fn asked_at(&self) -> Millis {
        Millis(self.asked_at)
    }
}

/// Requests that nobody has answered.
macro_rules! waiting {
    () => {
        "select r.id, r.step, r.reset, r.academie, r.departement, r.school, r.section, r.spares_since, r.spares_passkeys, r.note, \
         r.asked_by, p.given_name || ' ' || p.family_name as asked_by_name, r.asked_at, r.begun \
         from reset_request r join person p on p.id = r.asked_by where r.answered_at is null "
    };
}

/// A request that nobody has answered, asked for since a moment.
pub async fn get(tx: &mut Tx, id: Uuid, since: Millis) -> Result<Option<Request>> {
    tx.maybe(concat!(waiting!(), "and r.id = $1 and r.asked_at > $2"), (id, since)).await
}

/// Requests that nobody has answered, asked for since a moment, the oldest first.
pub async fn waiting(tx: &mut Tx, since: Millis) -> Result<Vec<Request>> {
    tx.all(
        concat!(waiting!(), "and r.asked_at > $1 order by r.asked_at, r.id limit $2"),
        (since, limits::RESETS_SHOWN_MAX),
    )
    .await
}

/// Answers a request; false when somebody has.
pub async fn answer(tx: &mut Tx, id: Uuid, by: PersonId, agreed: bool, now: Millis) -> Result<bool> {
    let answered = tx
        .run(
            "update reset_request set answered_by = $2, answered_at = $3, agreed = $4 \
             where id = $1 and answered_at is null",
            (id, by, now, agreed),
        )
        .await?;
    Ok(answered == 1)
}
