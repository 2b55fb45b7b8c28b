//! Which subjects of providers open whose accounts.

use model::{Millis, PersonId, ProviderId, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A link between a subject and a person. Whether it holds is asked of epochs.
#[derive(Debug, Clone, FromRow)]
pub struct Link {
    /// Identity.
    pub id: Uuid,
    /// Of which provider.
    #[sqlx(try_from = "Uuid")]
    pub provider: ProviderId,
    /// The subject, as the provider names it.
    pub subject: String,
    /// Whose account it opens.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    made_at: i64,
    last_used_at: Option<i64>,
}

impl Link {
    /// When it was made; an epoch after that ends it (invariant 6).
    pub fn made_at(&self) -> Millis {
        Millis(self.made_at)
    }
    /// When it last opened a session.
    pub fn last_used_at(&self) -> Option<Millis> {
        self.last_used_at.map(Millis)
    }
}

/// The links of a subject that were not taken away, of providers in force, the oldest first.
pub async fn of_subject(tx: &mut Tx, provider: ProviderId, subject: &str) -> Result<Vec<Link>> {
    tx.all(
        "select l.id, l.provider, l.subject, l.person, l.made_at, l.last_used_at from provider_link l \
         join provider p on p.id = l.provider where l.provider = $1 and l.subject = $2 and l.ended_at is null \
         and p.ended_at is null order by l.made_at, l.id limit $3",
        (provider, subject, limits::PEOPLE_PER_SUBJECT_MAX as i64),
    )
    .await
}

/// A person's links, likewise.
pub async fn of_person(tx: &mut Tx, person: PersonId) -> Result<Vec<Link>> {
    tx.all(
        "select l.id, l.provider, l.subject, l.person, l.made_at, l.last_used_at from provider_link l \
         join provider p on p.id = l.provider where l.person = $1 and l.ended_at is null and p.ended_at is null \
         order by l.made_at, l.id limit $2",
        (person, limits::LINKS_PER_PERSON_MAX as i64),
    )
    .await
}

/// Makes a link. One that the two had before is replaced.
pub async fn add(
    tx: &mut Tx,
    id: Uuid,
    (provider, subject): (ProviderId, &str),
    person: PersonId,
    now: Millis,
) -> Result<()> {
    tx.run(
        "update provider_link set ended_at = $4 where provider = $1 and subject = $2 and person = $3 \
         and ended_at is null",
        (provider, subject, person, now),
    )
    .await?;
    tx.run(
        "insert into provider_link (id, provider, subject, person, made_at) values ($1, $2, $3, $4, $5)",
        (id, provider, subject, person, now),
    )
    .await?;
    Ok(())
}

/// Notes that a link has opened a session.
pub async fn used(tx: &mut Tx, id: Uuid, now: Millis) -> Result<()> {
    tx.run("update provider_link set last_used_at = $2 where id = $1", (id, now)).await?;
    Ok(())
}

/// Takes a link away; false when it is not theirs or is gone.
pub async fn end(tx: &mut Tx, person: PersonId, id: Uuid, now: Millis) -> Result<bool> {
    let ended = tx
        .run(
            "update provider_link set ended_at = $3 where id = $1 and person = $2 and ended_at is null",
            (id, person, now),
        )
        .await?;
    Ok(ended == 1)
}

/// Takes every link of a person away. Gives their number.
pub async fn end_all(tx: &mut Tx, person: PersonId, now: Millis) -> Result<u64> {
    tx.run("update provider_link set ended_at = $2 where person = $1 and ended_at is null", (person, now)).await
}
