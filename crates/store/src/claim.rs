//! Who of the desk looks at a letter now. A claim ends by itself: it is evaluated when read.

use model::{MessageId, Millis, PersonId, SchoolId};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A claim in force.
#[derive(Debug, Clone, FromRow)]
pub struct Claim {
    /// Who looks at it.
    #[sqlx(try_from = "Uuid")]
    pub officer: PersonId,
    /// Their name.
    pub name: String,
    until: i64,
    /// Name of the one who passed it on.
    pub handed_by: Option<String>,
    /// What they said.
    pub note: String,
}

impl Claim {
    /// When it ends by itself.
    pub fn until(&self) -> Millis {
        Millis(self.until)
    }
}

/// Takes a letter, or keeps it longer. False: somebody else has it.
pub async fn take(tx: &mut Tx, message: MessageId, officer: PersonId, until: Millis, now: Millis) -> Result<bool> {
    let taken = tx
        .run(
            "insert into claim (message, officer, since, until, note) values ($1, $2, $3, $4, '') \
             on conflict (message) do update set officer = excluded.officer, since = excluded.since, \
             until = excluded.until, handed_by = null, note = '' \
             where claim.officer = excluded.officer or claim.until <= excluded.since",
            (message, officer, now, until),
        )
        .await?;
    Ok(taken == 1)
}

/// Gives a letter back. False: this officer did not have it.
pub async fn put_down(tx: &mut Tx, message: MessageId, officer: PersonId, now: Millis) -> Result<bool> {
    let freed = tx
        .run("update claim set until = $3 where message = $1 and officer = $2 and until > $3", (message, officer, now))
        .await?;
    Ok(freed == 1)
}

/// Passes a letter on to another officer. False: this officer does not have it.
pub async fn pass(
    tx: &mut Tx,
    message: MessageId,
    (from, to): (PersonId, PersonId),
    note: &str,
    until: Millis,
    now: Millis,
) -> Result<bool> {
    let passed = tx
        .run(
            "update claim set officer = $3, since = $6, until = $5, handed_by = $2, note = $4 \
             where message = $1 and officer = $2 and until > $6",
            (message, from, to, note, until, now),
        )
        .await?;
    Ok(passed == 1)
}

/// Who has a letter now.
pub async fn of_message(tx: &mut Tx, message: MessageId, now: Millis) -> Result<Option<Claim>> {
    tx.maybe(
        "select c.officer, p.given_name || ' ' || p.family_name as name, c.until, \
         h.given_name || ' ' || h.family_name as handed_by, c.note \
         from claim c join person p on p.id = c.officer left join person h on h.id = c.handed_by \
         where c.message = $1 and c.until > $2",
        (message, now),
    )
    .await
}

/// Somebody of a desk.
#[derive(Debug, Clone, FromRow)]
pub struct Officer {
    /// Who.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// Their name.
    pub name: String,
}

/// Those who may triage what is sent from a school, by name.
pub async fn officers(tx: &mut Tx, school: SchoolId, now: Millis, rows: i64) -> Result<Vec<Officer>> {
    tx.all(
        "select p.id as person, p.given_name || ' ' || p.family_name as name from person p join school s on s.id = $1 \
         where p.left_at > $2 and exists (select 1 from role_grant g where g.person = p.id and g.role = 'desk' \
            and g.since <= $2 and g.until > $2 and (g.school is null or g.school = s.id) \
            and (g.departement is null or g.departement = s.departement) \
            and (g.academie is null or g.academie = s.academie)) \
         order by p.sort_key, p.id limit $3",
        (school, now, rows),
    )
    .await
}
