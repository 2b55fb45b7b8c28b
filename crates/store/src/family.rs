//! Guardians and their children; and what is told about new devices.

use model::{Millis, PersonId, SectionId, SessionId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// Whether somebody is a guardian of a pupil at this moment.
pub async fn is_guardian(tx: &mut Tx, guardian: PersonId, pupil: PersonId, now: Millis) -> Result<bool> {
    let row: Option<(i64,)> = tx
        .maybe(
            "select g.since from guardianship g where g.guardian = $1 and g.pupil = $2 and g.since <= $3 and g.until > $3",
            (guardian, pupil, now),
        )
        .await?;
    Ok(row.is_some())
}

/// A child of a guardian.
#[derive(Debug, Clone, FromRow)]
pub struct Child {
    /// The pupil.
    #[sqlx(try_from = "Uuid")]
    pub id: PersonId,
    /// Given and family name.
    pub name: String,
    /// Their school; one of them when there are several.
    pub school_name: String,
}

/// The children of a guardian who have an account, by name.
pub async fn children(tx: &mut Tx, guardian: PersonId, now: Millis) -> Result<Vec<Child>> {
    tx.all(
        "select p.id, p.given_name || ' ' || p.family_name as name, (select min(s.name) from affiliation f \
            join school s on s.id = f.school where f.person = p.id and f.profile = 'pupil' and f.since <= $2 \
            and f.until > $2) as school_name from guardianship g join person p on p.id = g.pupil \
         where g.guardian = $1 and g.since <= $2 and g.until > $2 \
         and exists (select 1 from account a where a.person = p.id and a.state in ('provisioned', 'active')) \
         and exists (select 1 from affiliation f where f.person = p.id and f.profile = 'pupil' and f.since <= $2 \
            and f.until > $2) order by p.sort_key, p.id limit 50",
        (guardian, now),
    )
    .await
}

/// Sessions that are told about: opened by a password alone, on a device that was new to the account, and nobody has said
/// that it is theirs.
macro_rules! strange {
    () => {
        "s.device_new and s.owned_at is null and (s.ended_at is null or s.ended_at > s.issued_at) \
         and not exists (select 1 from device_use u where u.person = s.person and u.device = s.device and u.vouched) "
    };
}

/// A session on a new device.
#[derive(Debug, Clone, FromRow)]
pub struct Strange {
    /// The session.
    #[sqlx(try_from = "Uuid")]
    pub id: SessionId,
    issued_at: i64,
    /// The browser in words.
    pub agent: String,
}

impl Strange {
    /// When it was opened.
    pub fn opened(&self) -> Millis {
        Millis(self.issued_at)
    }
}

/// The newest session of somebody on a device that was new, since a moment; another than this one.
pub async fn strange(tx: &mut Tx, person: PersonId, but: Option<SessionId>, since: Millis) -> Result<Option<Strange>> {
    tx.maybe(
        concat!(
            "select s.id, s.issued_at, s.agent from session s where s.person = $1 and s.id <> $2 and s.issued_at > $3 and ",
            strange!(),
            "order by s.issued_at desc, s.id limit 1"
        ),
        (person, but.unwrap_or(SessionId(Uuid::nil())), since),
    )
    .await
}

/// The owner says that a session is theirs; false when it is not of this account, or they have said so.
pub async fn own(tx: &mut Tx, person: PersonId, session: SessionId, now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update session set owned_at = $3 where id = $2 and person = $1 and owned_at is null",
            (person, session, now),
        )
        .await?;
    Ok(moved == 1)
}

/// The pupils of a class or group whose account was opened on a new device since a moment, with the last time.
pub async fn strange_of_section(
    tx: &mut Tx,
    section: SectionId,
    since: Millis,
    now: Millis,
) -> Result<Vec<(Uuid, i64)>> {
    tx.all(
        concat!(
            "select s.person, max(s.issued_at) from audience a join membership m on m.audience = a.id and m.since <= $3 \
             and m.until > $3 join session s on s.person = m.person and s.issued_at > $2 \
             where a.section = $1 and a.profile = 'pupil' and ",
            strange!(),
            "group by s.person order by s.person"
        ),
        (section, since, now),
    )
    .await
}
