//! Roll calls: of each pupil of a school, where they are.

use model::{
    Millis, PersonId, SchoolId, SectionId, limits,
    situation::{Mark, Tally},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A roll call.
#[derive(Debug, Clone, FromRow)]
pub struct RollCall {
    /// Identity.
    pub id: Uuid,
    /// The situation.
    pub situation: Uuid,
    started_at: i64,
    ended_at: Option<i64>,
    /// Of whom nobody knew when it ended.
    pub unknown: Option<i64>,
    /// Why it was ended with some missing.
    pub note: String,
}

impl RollCall {
    /// When it began.
    pub const fn started_at(&self) -> Millis {
        Millis(self.started_at)
    }
    /// When it ended.
    pub fn ended_at(&self) -> Option<Millis> {
        self.ended_at.map(Millis)
    }
}

/// Begins one; false when one is under way.
pub async fn start(tx: &mut Tx, id: Uuid, situation: Uuid, by: PersonId, now: Millis) -> Result<bool> {
    let started = tx
        .run(
            "insert into roll_call (id, situation, started_at, started_by, note) values ($1, $2, $3, $4, '') \
             on conflict do nothing",
            (id, situation, now, by),
        )
        .await?;
    Ok(started == 1)
}

/// The newest roll call of a situation, ended or not.
pub async fn newest(tx: &mut Tx, situation: Uuid) -> Result<Option<RollCall>> {
    tx.maybe(
        "select id, situation, started_at, ended_at, unknown, note from roll_call where situation = $1 \
         order by started_at desc, id desc limit 1",
        (situation,),
    )
    .await
}

/// Ends one; false when it had ended.
pub async fn end(tx: &mut Tx, id: Uuid, by: PersonId, (unknown, note): (i64, &str), now: Millis) -> Result<bool> {
    let ended = tx
        .run(
            "update roll_call set ended_at = $2, ended_by = $3, unknown = $4, note = $5 \
             where id = $1 and ended_at is null",
            (id, now, by, unknown, note),
        )
        .await?;
    Ok(ended == 1)
}

/// One pupil, as somebody marked them.
#[derive(Debug, Clone, Copy)]
pub struct NewMark<'a> {
    /// Who.
    pub pupil: PersonId,
    /// Where they are; none: nobody knows, though somebody thought so before.
    pub mark: Option<Mark>,
    /// To whom, or why.
    pub detail: &'a str,
    /// The identity of whoever took them was looked at.
    pub checked: bool,
    /// When it was seen.
    pub made_at: Millis,
}

/// Keeps a mark, unless a newer one is there; one that says that nobody knows takes the place of an older one all the same.
/// False when it was older.
pub async fn mark(tx: &mut Tx, roll_call: Uuid, new: &NewMark<'_>, by: PersonId) -> Result<bool> {
    let kept = tx
        .run(
            "insert into roll_call_mark (roll_call, pupil, mark, detail, checked, made_at, by_person) \
             values ($1, $2, $3, $4, $5, $6, $7) on conflict (roll_call, pupil) do update set mark = excluded.mark, \
             detail = excluded.detail, checked = excluded.checked, made_at = excluded.made_at, \
             by_person = excluded.by_person where roll_call_mark.made_at < excluded.made_at",
            (roll_call, new.pupil, new.mark.map_or("", Mark::code), new.detail, new.checked, new.made_at, by),
        )
        .await?;
    Ok(kept == 1)
}

/// How many of each, of the pupils of a school.
pub async fn tally(tx: &mut Tx, roll_call: Uuid, school: SchoolId, now: Millis) -> Result<Tally> {
    let rows: Vec<(Option<String>, i64)> = tx
        .all(
            "select k.mark, count(*) from (select distinct person from affiliation where school = $2 and profile = 'pupil' \
             and since <= $3 and until > $3) p \
             left join roll_call_mark k on k.roll_call = $1 and k.pupil = p.person and k.mark <> '' \
             group by k.mark order by k.mark",
            (roll_call, school, now),
        )
        .await?;
    let mut tally = Tally::default();
    for (mark, count) in rows {
        tally.add(mark.as_deref().and_then(Mark::from_code), count);
    }
    Ok(tally)
}

/// A class in a roll call.
#[derive(Debug, Clone, FromRow)]
pub struct ClassRow {
    /// The class.
    #[sqlx(try_from = "Uuid")]
    pub section: SectionId,
    /// Its name.
    pub name: String,
    /// Its pupils.
    pub pupils: i64,
    /// Of whom somebody knows.
    pub known: i64,
}

/// The classes of a school, with how many pupils of each are known. Who is in two classes is in both.
pub async fn classes(tx: &mut Tx, roll_call: Uuid, school: SchoolId, now: Millis) -> Result<Vec<ClassRow>> {
    tx.all(
        "select t.id as section, t.name, count(*) as pupils, count(k.pupil) as known from section t \
         join audience a on a.section = t.id and a.school = t.school and a.profile = 'pupil' \
         join membership b on b.audience = a.id and b.since <= $3 and b.until > $3 \
         left join roll_call_mark k on k.roll_call = $1 and k.pupil = b.person and k.mark <> '' \
         where t.school = $2 and t.kind = 'class' group by t.id, t.name order by t.name, t.id",
        (roll_call, school, now),
    )
    .await
}

/// A pupil in a roll call.
#[derive(Debug, Clone, FromRow)]
pub struct PupilRow {
    /// Who.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// Their name.
    pub name: String,
    mark: Option<String>,
    /// To whom, or why.
    pub detail: Option<String>,
    /// The identity of whoever took them was looked at.
    pub checked: Option<bool>,
    made_at: Option<i64>,
    /// Name of who marked them.
    pub by: Option<String>,
}

impl PupilRow {
    /// Where they are; none: nobody knows.
    pub fn mark(&self) -> Option<Mark> {
        self.mark.as_deref().and_then(Mark::from_code)
    }
    /// When that was seen.
    pub fn made_at(&self) -> Option<Millis> {
        self.made_at.map(Millis)
    }
}

/// Pupils with what is known of them.
macro_rules! pupils {
    () => {
        "select p.id as person, p.given_name || ' ' || p.family_name as name, k.mark, k.detail, k.checked, k.made_at, \
         w.given_name || ' ' || w.family_name as by from person p \
         left join roll_call_mark k on k.roll_call = $1 and k.pupil = p.id left join person w on w.id = k.by_person "
    };
}

/// The pupils of a class.
pub async fn of_class(tx: &mut Tx, roll_call: Uuid, section: SectionId, now: Millis) -> Result<Vec<PupilRow>> {
    tx.all(
        concat!(
            pupils!(),
            "where p.id in (select b.person from membership b join audience a on a.id = b.audience \
             where a.section = $2 and a.profile = 'pupil' and b.since <= $3 and b.until > $3) \
             order by p.sort_key, p.id limit $4"
        ),
        (roll_call, section, now, limits::ROLL_CALL_PUPILS_MAX),
    )
    .await
}

/// The pupils of a school who are in no class.
pub async fn of_no_class(tx: &mut Tx, roll_call: Uuid, school: SchoolId, now: Millis) -> Result<Vec<PupilRow>> {
    tx.all(
        concat!(
            pupils!(),
            "where p.id in (select f.person from affiliation f where f.school = $2 and f.profile = 'pupil' \
             and f.since <= $3 and f.until > $3) and p.id not in (select b.person from membership b \
             join audience a on a.id = b.audience join section t on t.id = a.section \
             where t.school = $2 and t.kind = 'class' and a.profile = 'pupil' and b.since <= $3 and b.until > $3) \
             order by p.sort_key, p.id limit $4"
        ),
        (roll_call, school, now, limits::ROLL_CALL_PUPILS_MAX),
    )
    .await
}

/// The pupils of a school of whom nobody knows, with their class.
pub async fn missing(
    tx: &mut Tx,
    roll_call: Uuid,
    school: SchoolId,
    now: Millis,
    rows: i64,
) -> Result<Vec<(String, String)>> {
    tx.all(
        "select p.given_name || ' ' || p.family_name as name, coalesce((select min(t.name) from section t \
            join audience a on a.section = t.id and a.profile = 'pupil' join membership b on b.audience = a.id \
            where t.school = $2 and t.kind = 'class' and b.person = p.id and b.since <= $3 and b.until > $3), '') as class \
         from person p where p.id in (select f.person from affiliation f where f.school = $2 and f.profile = 'pupil' \
            and f.since <= $3 and f.until > $3) \
         and not exists (select 1 from roll_call_mark k where k.roll_call = $1 and k.pupil = p.id and k.mark <> '') \
         order by p.sort_key, p.id limit $4",
        (roll_call, school, now, rows),
    )
    .await
}

/// Which of some people are pupils of a school today.
pub async fn pupils_among(tx: &mut Tx, people: &[PersonId], school: SchoolId, now: Millis) -> Result<Vec<PersonId>> {
    let mut found = Vec::new();
    for person in people.iter().take(limits::ROLL_CALL_MARKS_MAX) {
        let row: Option<(i64,)> = tx
            .maybe(
                "select since from affiliation where person = $1 and school = $2 and profile = 'pupil' \
                 and since <= $3 and until > $3",
                (*person, school, now),
            )
            .await?;
        if row.is_some() {
            found.push(*person);
        }
    }
    Ok(found)
}

/// Whether a roll call of a situation has not ended.
pub async fn is_open(tx: &mut Tx, situation: Uuid) -> Result<bool> {
    let row: Option<(i64,)> =
        tx.maybe("select started_at from roll_call where situation = $1 and ended_at is null", (situation,)).await?;
    Ok(row.is_some())
}
