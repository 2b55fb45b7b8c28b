//! Who a person is, as a service of others may be told.

use model::{Millis, PersonId};
use sqlx::FromRow;

use crate::{Result, Tx};

/// Schools or classes of one person that a service is told of.
const PLACES_MAX: i64 = 100;

/// A person with an account.
#[derive(Debug, Clone, FromRow)]
pub struct Identity {
    /// User name.
    pub login: String,
    /// Given name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// `yyyy-mm-dd`, or empty.
    pub birth_date: String,
    /// May be empty.
    pub mail: String,
}

/// A person, if they have an account.
pub async fn of(tx: &mut Tx, person: PersonId) -> Result<Option<Identity>> {
    tx.maybe(
        "select a.login, p.given_name, p.family_name, p.birth_date, p.mail from person p \
         join account a on a.person = p.id where p.id = $1",
        (person,),
    )
    .await
}

/// National codes of the schools that a person is of now.
pub async fn schools(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = tx
        .all(
            "select distinct s.uai from affiliation f join school s on s.id = f.school \
             where f.person = $1 and f.since <= $2 and f.until > $2 order by s.uai limit $3",
            (person, now, PLACES_MAX),
        )
        .await?;
    Ok(rows.into_iter().map(|(uai,)| uai).collect())
}

/// Names of the classes that a person is in now, as pupil or as teacher.
pub async fn classes(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = tx
        .all(
            "select distinct c.name from membership m join audience a on a.id = m.audience \
             join section c on c.id = a.section where m.person = $1 and m.since <= $2 and m.until > $2 \
             and c.kind = 'class' and a.profile in ('pupil', 'teacher') order by c.name limit $3",
            (person, now, PLACES_MAX),
        )
        .await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}
