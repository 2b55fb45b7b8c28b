//! Schools next door, and what they were told.

use model::{Millis, PersonId, SchoolId, limits, situation::NeighbourWord};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A school that may be next door.
#[derive(Debug, Clone, FromRow)]
pub struct Near {
    /// The school.
    #[sqlx(try_from = "Uuid")]
    pub school: SchoolId,
    /// Its name.
    pub name: String,
    /// Its telephone number, as written in the directory.
    pub phone: String,
    /// Where it is, in degrees.
    pub latitude: f64,
    /// Where it is, in degrees.
    pub longitude: f64,
}

/// Where a school is, in degrees: latitude, then longitude. None: its directory does not say.
pub async fn point(tx: &mut Tx, school: SchoolId) -> Result<Option<(f64, f64)>> {
    let row: Option<(Option<f64>, Option<f64>)> =
        tx.maybe("select latitude, longitude from school where id = $1", (school,)).await?;
    Ok(row.and_then(|(latitude, longitude)| latitude.zip(longitude)))
}

/// Schools in a rectangle, but one.
pub async fn in_box(
    tx: &mut Tx,
    but: SchoolId,
    (south, north): (f64, f64),
    (west, east): (f64, f64),
    now: Millis,
) -> Result<Vec<Near>> {
    tx.all(
        "select id as school, name, phone, latitude, longitude from school where latitude >= $2 and latitude <= $3 \
         and longitude >= $4 and longitude <= $5 and id <> $1 and closed_at > $6 order by sort_key, id limit $7",
        (but, south, north, west, east, now, limits::SCHOOLS_NEXT_DOOR_MAX),
    )
    .await
}

/// What a school next door was told.
#[derive(Debug, Clone, FromRow)]
pub struct Told {
    /// The school that was told.
    #[sqlx(try_from = "Uuid")]
    pub school: SchoolId,
    /// What.
    #[sqlx(try_from = "String")]
    pub word: NeighbourWord,
    at: i64,
    seen_at: Option<i64>,
}

impl Told {
    /// When.
    pub const fn at(&self) -> Millis {
        Millis(self.at)
    }
    /// When somebody there first saw it.
    pub fn seen_at(&self) -> Option<Millis> {
        self.seen_at.map(Millis)
    }
}

/// What was said because of a situation.
pub async fn told(tx: &mut Tx, situation: Uuid) -> Result<Vec<Told>> {
    tx.all(
        "select school, word, at, seen_at from neighbour_word where situation = $1 order by at, school limit $2",
        (situation, limits::SCHOOLS_NEXT_DOOR_MAX),
    )
    .await
}

/// Tells a school; a newer word takes the place of an older one. False when it says what was said before.
pub async fn tell(
    tx: &mut Tx,
    situation: Uuid,
    school: SchoolId,
    word: NeighbourWord,
    by: PersonId,
    now: Millis,
) -> Result<bool> {
    let told = tx
        .run(
            "insert into neighbour_word (situation, school, word, at, by_person) values ($1, $2, $3, $4, $5) \
             on conflict (situation, school) do update set word = excluded.word, at = excluded.at, \
             by_person = excluded.by_person, seen_at = null where neighbour_word.word <> excluded.word",
            (situation, school, word, now, by),
        )
        .await?;
    Ok(told == 1)
}

/// A word that came to a school.
#[derive(Debug, Clone, FromRow)]
pub struct Heard {
    /// The situation of the other school.
    pub situation: Uuid,
    /// Name of the other school.
    pub school_name: String,
    /// Its telephone number.
    pub phone: String,
    /// What it says.
    #[sqlx(try_from = "String")]
    pub word: NeighbourWord,
    at: i64,
    seen_at: Option<i64>,
}

impl Heard {
    /// When.
    pub const fn at(&self) -> Millis {
        Millis(self.at)
    }
    /// Nobody here has seen it.
    pub const fn is_new(&self) -> bool {
        self.seen_at.is_none()
    }
}

/// Words that came to a school from situations that are open.
pub async fn heard(tx: &mut Tx, school: SchoolId) -> Result<Vec<Heard>> {
    tx.all(
        "select w.situation, s.name as school_name, s.phone, w.word, w.at, w.seen_at from neighbour_word w \
         join situation i on i.id = w.situation and i.closed_at is null join school s on s.id = i.school \
         where w.school = $1 order by w.at desc, w.situation limit $2",
        (school, limits::SCHOOLS_NEXT_DOOR_MAX),
    )
    .await
}

/// Somebody of the school saw its words.
pub async fn seen(tx: &mut Tx, school: SchoolId, now: Millis) -> Result<u64> {
    tx.run("update neighbour_word set seen_at = $2 where school = $1 and seen_at is null", (school, now)).await
}
