//! Adults of a school who are named for something: its safety contact, those who look after pupils in danger.

use model::{Millis, PersonId, SchoolId, duty::Duty};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// Somebody who is named.
#[derive(Debug, Clone, FromRow)]
pub struct Named {
    /// Who.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they do there, in words; may be empty.
    pub title: String,
}

/// Names somebody; false when they are named already.
pub async fn name(
    tx: &mut Tx,
    school: SchoolId,
    person: PersonId,
    duty: Duty,
    by: PersonId,
    now: Millis,
) -> Result<bool> {
    let named = tx
        .run(
            "insert into duty (school, person, duty, since, until, named_by) values ($1, $2, $3, $4, $5, $6) \
             on conflict (school, person, duty) do update set since = excluded.since, until = excluded.until, \
             named_by = excluded.named_by where duty.until <= excluded.since",
            (school, person, duty, now, Millis::NEVER, by),
        )
        .await?;
    Ok(named == 1)
}

/// Ends it; false when they are not named.
pub async fn end(tx: &mut Tx, school: SchoolId, person: PersonId, duty: Duty, now: Millis) -> Result<bool> {
    let ended = tx
        .run(
            "update duty set until = $4 where school = $1 and person = $2 and duty = $3 and until > $4",
            (school, person, duty, now),
        )
        .await?;
    Ok(ended == 1)
}

/// Those who are named and still work in the school; when there is none, its heads.
pub async fn of_school(tx: &mut Tx, school: SchoolId, duty: Duty, now: Millis) -> Result<Vec<Named>> {
    let named: Vec<Named> = tx
        .all(
            "select d.person, p.given_name || ' ' || p.family_name as name, max(f.title) as title \
             from duty d join person p on p.id = d.person \
             join affiliation f on f.person = d.person and f.school = d.school and f.since <= $3 and f.until > $3 \
                and f.profile in ('teacher', 'staff', 'head') \
             where d.school = $1 and d.duty = $2 and d.until > $3 \
             group by d.person, p.given_name, p.family_name, p.sort_key order by p.sort_key, d.person limit 50",
            (school, duty, now),
        )
        .await?;
    if !named.is_empty() {
        return Ok(named);
    }
    tx.all(
        "select f.person, p.given_name || ' ' || p.family_name as name, f.title from affiliation f \
         join person p on p.id = f.person where f.school = $1 and f.profile = 'head' and f.since <= $2 and f.until > $2 \
         order by p.sort_key, f.person limit 50",
        (school, now),
    )
    .await
}

/// Adults of a school who may be named, by name.
pub async fn adults(tx: &mut Tx, school: SchoolId, now: Millis, rows: i64) -> Result<Vec<Named>> {
    tx.all(
        "select f.person, p.given_name || ' ' || p.family_name as name, max(f.title) as title from affiliation f \
         join person p on p.id = f.person where f.school = $1 and f.profile in ('teacher', 'staff', 'head') \
         and f.since <= $2 and f.until > $2 \
         group by f.person, p.given_name, p.family_name, p.sort_key order by p.sort_key, f.person limit $3",
        (school, now, rows),
    )
    .await
}

/// Whether this person is named for any duty in a school where they work.
pub async fn has_any(tx: &mut Tx, person: PersonId, now: Millis) -> Result<bool> {
    let row: Option<(Uuid,)> = tx
        .maybe(
            "select d.school from duty d join affiliation f on f.person = d.person and f.school = d.school \
             and f.since <= $2 and f.until > $2 and f.profile in ('teacher', 'staff', 'head') \
             where d.person = $1 and d.until > $2 limit 1",
            (person, now),
        )
        .await?;
    Ok(row.is_some())
}

/// Schools where this person is named, or stands in because nobody is.
pub async fn schools_of(tx: &mut Tx, person: PersonId, duty: Duty, now: Millis) -> Result<Vec<SchoolId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select f.school from affiliation f where f.person = $1 and f.since <= $3 and f.until > $3 \
             and f.profile in ('teacher', 'staff', 'head') \
             and (exists (select 1 from duty d where d.school = f.school and d.person = $1 and d.duty = $2 \
                and d.until > $3) \
             or (f.profile = 'head' and not exists (select 1 from duty d where d.school = f.school and d.duty = $2 \
                and d.until > $3))) \
             group by f.school order by f.school",
            (person, duty, now),
        )
        .await?;
    Ok(rows.into_iter().map(|(school,)| school.into()).collect())
}

/// Whether all of these are named for it somewhere.
pub async fn are_all(tx: &mut Tx, people: &[PersonId], duty: Duty, now: Millis) -> Result<bool> {
    for person in people {
        let row: Option<(Uuid,)> = tx
            .maybe(
                "select d.school from duty d join affiliation f on f.person = d.person and f.school = d.school \
                 and f.until > $3 and f.profile in ('teacher', 'staff', 'head') \
                 where d.person = $1 and d.duty = $2 and d.until > $3 order by d.school limit 1",
                (*person, duty, now),
            )
            .await?;
        if row.is_none() {
            return Ok(false);
        }
    }
    Ok(!people.is_empty())
}
