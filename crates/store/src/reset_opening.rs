//! When the places of a reset come back: reading from one moment, writing from another.

use model::{Millis, PersonId, SchoolId, limits, reset::Returning, territory::Scope};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Result, Tx,
    epoch::{Place, scope_of},
};

/// One that is decided.
#[derive(Debug)]
pub struct NewOpening<'a> {
    /// Identity.
    pub id: Uuid,
    /// Of which reset.
    pub reset: Uuid,
    /// Where.
    pub scope: &'a Scope,
    /// Who of it.
    pub who: Returning,
    /// Printed codes open accounts from then on.
    pub reads_at: Millis,
    /// They write to everybody they may from then on.
    pub writes_at: Millis,
    /// Who decides; none: the console.
    pub by: Option<PersonId>,
}

/// Keeps an opening, in the place of the one that was there for the same people.
pub async fn set(tx: &mut Tx, new: &NewOpening<'_>, now: Millis) -> Result<()> {
    let Place { academie, departement, school, section, .. } = Place::of(new.scope);
    tx.run(
        "update reset_opening set ended_at = $2 where reset = $1 and ended_at is null and who = $3 \
         and academie is not distinct from $4 and departement is not distinct from $5 \
         and school is not distinct from $6 and section is not distinct from $7",
        (new.reset, now, new.who, academie, departement.clone(), school, section),
    )
    .await?;
    tx.run(
        "insert into reset_opening (id, reset, academie, departement, school, section, who, reads_at, writes_at, \
         decided_by, decided_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        (new.id, new.reset, academie, departement, school, section, new.who, new.reads_at, new.writes_at, new.by, now),
    )
    .await?;
    Ok(())
}

/// Takes an opening back; false when it was not in force.
pub async fn end(tx: &mut Tx, id: Uuid, now: Millis) -> Result<bool> {
    Ok(tx.run("update reset_opening set ended_at = $2 where id = $1 and ended_at is null", (id, now)).await? == 1)
}

/// One opening in force.
#[derive(Debug, Clone, FromRow)]
pub struct Opening {
    /// Identity.
    pub id: Uuid,
    /// Of which reset.
    pub reset: Uuid,
    academie: Option<i64>,
    departement: Option<String>,
    school: Option<Uuid>,
    section: Option<Uuid>,
    /// Who of the place.
    #[sqlx(try_from = "String")]
    pub who: Returning,
    reads_at: i64,
    writes_at: i64,
    /// The school of the place, when it is one or a class of one.
    of_school: Option<Uuid>,
    /// Name of the place; none: everybody.
    pub name: Option<String>,
}

impl Opening {
    /// Where.
    pub fn scope(&self) -> Scope {
        scope_of(self.academie, self.departement.as_deref(), self.school, self.section)
    }
    /// When codes open accounts.
    pub fn reads_at(&self) -> Millis {
        Millis(self.reads_at)
    }
    /// When everybody writes again.
    pub fn writes_at(&self) -> Millis {
        Millis(self.writes_at)
    }
    /// The school of the place, when it is one or a class of one.
    pub fn school(&self) -> Option<SchoolId> {
        self.of_school.map(SchoolId::from)
    }
}

/// Openings in force, with the names of their places.
macro_rules! openings {
    () => {
        "select o.id, o.reset, o.academie, o.departement, o.school, o.section, o.who, o.reads_at, o.writes_at, \
         coalesce(o.school, c.school) as of_school, coalesce(c.name, s.name, d.name, r.name) as name \
         from reset_opening o left join section c on c.id = o.section left join school s on s.id = o.school \
         left join departement d on d.code = o.departement left join academie r on r.code = o.academie \
         where o.ended_at is null "
    };
}

/// One opening in force.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Opening>> {
    tx.maybe(concat!(openings!(), "and o.id = $1"), (id,)).await
}

/// The openings of a reset that are in force, in the order of time.
pub async fn list(tx: &mut Tx, reset: Uuid) -> Result<Vec<Opening>> {
    tx.all(
        concat!(openings!(), "and o.reset = $1 order by o.reads_at, o.writes_at, o.id limit $2"),
        (reset, limits::OPENINGS_SHOWN_MAX),
    )
    .await
}

/// When somebody comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow)]
pub struct Back {
    reads_at: i64,
    writes_at: i64,
}

impl Back {
    /// When their code opens their account.
    pub fn reads_at(self) -> Millis {
        Millis(self.reads_at)
    }
    /// When they write to everybody they may.
    pub fn writes_at(self) -> Millis {
        Millis(self.writes_at)
    }
}

/// When somebody comes back, as the newest reset of theirs that has openings says: that of the class before that of the
/// school before that of a territory, and that of their kind before that of everybody. `None`: no opening concerns them.
/// Whoever has a power, and whoever was spared, waits for none.
pub async fn of_person(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Option<Back>> {
    tx.maybe(
        "select o.reads_at, o.writes_at from (select id, 5 as place from reset_opening where section is null \
                and school is null and departement is null and academie is null \
             union all select x.id, 1 from membership m join audience a on a.id = m.audience \
                join reset_opening x on x.section = a.section where m.person = $1 and m.since <= $2 and m.until > $2 \
             union all select x.id, 2 from affiliation f join reset_opening x on x.school = f.school \
                where f.person = $1 and f.since <= $2 and f.until > $2 \
             union all select x.id, 3 from affiliation f join school s on s.id = f.school \
                join reset_opening x on x.departement = s.departement \
                where f.person = $1 and f.since <= $2 and f.until > $2 \
             union all select x.id, 4 from affiliation f join school s on s.id = f.school \
                join reset_opening x on x.academie = s.academie where f.person = $1 and f.since <= $2 and f.until > $2) n \
         join reset_opening o on o.id = n.id join epoch e on e.id = o.reset \
         where o.ended_at is null and (e.until is null or e.until > $2) \
         and (o.who = 'everyone' or exists (select 1 from affiliation f where f.person = $1 and f.since <= $2 \
            and f.until > $2 and o.who = case f.profile when 'pupil' then 'pupils' when 'guardian' then 'guardians' \
            else 'adults' end)) \
         and not exists (select 1 from account a where a.person = $1 and a.secret_set_at > e.spares_since \
            and a.secret_set_at <= e.not_before) \
         and not exists (select 1 from role_grant g where g.person = $1 and g.since <= $2 and g.until > $2) \
         and not exists (select 1 from affiliation h where h.person = $1 and h.profile = 'head' and h.since <= $2 \
            and h.until > $2) \
         order by e.not_before desc, n.place, case o.who when 'everyone' then 1 else 0 end, o.reads_at, o.id limit 1",
        (person, now),
    )
    .await
}
