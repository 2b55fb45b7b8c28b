//! Powers as rows: who holds which, from whom, until when; and the codes on paper that give one at night.

use model::{Millis, PersonId, Role, actor::Grant, limits, territory::Scope};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Result, Tx,
    epoch::{Place, scope_of},
};

/// A power to be given.
#[derive(Debug)]
pub struct NewPower<'a> {
    /// Identity.
    pub id: Uuid,
    /// To whom.
    pub person: PersonId,
    /// Which, and where; at most as narrow as a school.
    pub grant: &'a Grant,
    /// Until when.
    pub until: Millis,
    /// Who gives it; none: the console, or codes on paper.
    pub by: Option<PersonId>,
    /// The power that it is a part of.
    pub parent: Option<Uuid>,
    /// The codes on paper that gave it.
    pub glass: Option<Uuid>,
    /// Why.
    pub note: &'a str,
    /// On behalf of which institution; empty: nobody said.
    pub house: &'a str,
}

impl<'a> NewPower<'a> {
    /// One of the console, without end.
    pub fn lasting(id: Uuid, person: PersonId, grant: &'a Grant) -> NewPower<'a> {
        NewPower { id, person, grant, until: Millis::NEVER, by: None, parent: None, glass: None, note: "", house: "" }
    }
}

/// Gives a power from now on.
pub async fn give(tx: &mut Tx, new: &NewPower<'_>, now: Millis) -> Result<()> {
    let Place { academie, departement, school, .. } = Place::of(&new.grant.scope);
    tx.run(
        "insert into role_grant (id, person, role, academie, departement, school, since, until, granted_by, parent, \
         glass, note, house) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        (
            new.id,
            new.person,
            new.grant.role,
            academie,
            departement,
            school,
            now,
            new.until,
            new.by,
            new.parent,
            new.glass,
            new.note,
            new.house,
        ),
    )
    .await?;
    Ok(())
}

/// A power in force.
#[derive(Debug, Clone, FromRow)]
pub struct Power {
    /// Identity.
    pub id: Uuid,
    /// Who holds it.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Which.
    #[sqlx(try_from = "String")]
    pub role: Role,
    academie: Option<i64>,
    departement: Option<String>,
    school: Option<Uuid>,
    since: i64,
    until: i64,
    /// Who gave it; none: the console, or codes on paper.
    pub by_name: Option<String>,
    granted_by: Option<Uuid>,
    /// The power that it is a part of.
    pub parent: Option<Uuid>,
    /// The codes on paper that gave it.
    pub glass: Option<Uuid>,
    /// Why.
    pub note: String,
    /// On behalf of which institution; empty: nobody said.
    pub house: String,
    /// Name of the place; none: everybody.
    pub place: Option<String>,
}

impl Power {
    /// Where.
    pub fn scope(&self) -> Scope {
        scope_of(self.academie, self.departement.as_deref(), self.school, None)
    }
    /// Since when.
    pub fn since(&self) -> Millis {
        Millis(self.since)
    }
    /// Until when; [`Millis::NEVER`] for those of the console.
    pub fn until(&self) -> Millis {
        Millis(self.until)
    }
    /// Who gave it, when a person did.
    pub fn by(&self) -> Option<PersonId> {
        self.granted_by.map(PersonId::from)
    }
}

/// Powers, with names.
macro_rules! powers {
    () => {
        "select g.id, g.person, p.given_name || ' ' || p.family_name as name, g.role, g.academie, g.departement, g.school, \
         g.since, g.until, b.given_name || ' ' || b.family_name as by_name, g.granted_by, g.parent, g.glass, g.note, g.house, \
         coalesce(s.name, d.name, r.name) as place from role_grant g join person p on p.id = g.person \
         left join person b on b.id = g.granted_by left join school s on s.id = g.school \
         left join departement d on d.code = g.departement left join academie r on r.code = g.academie "
    };
}

/// The powers in force, those that end first before the others.
pub async fn list(tx: &mut Tx, now: Millis) -> Result<Vec<Power>> {
    tx.all(
        concat!(powers!(), "where g.since <= $1 and g.until > $1 order by g.until, p.sort_key, g.id limit $2"),
        (now, limits::POWERS_SHOWN_MAX),
    )
    .await
}

/// One power in force.
pub async fn get(tx: &mut Tx, id: Uuid, now: Millis) -> Result<Option<Power>> {
    tx.maybe(concat!(powers!(), "where g.id = $1 and g.since <= $2 and g.until > $2"), (id, now)).await
}

/// The powers of a person in force.
pub async fn of(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<Power>> {
    tx.all(
        concat!(powers!(), "where g.person = $1 and g.since <= $2 and g.until > $2 order by g.since, g.id"),
        (person, now),
    )
    .await
}

/// Powers that somebody got by codes on paper and that are in force.
pub async fn by_glass(tx: &mut Tx, now: Millis) -> Result<Vec<Power>> {
    tx.all(
        concat!(
            powers!(),
            "where g.until > $1 and g.glass is not null and g.since <= $1 order by g.since, g.id limit 10"
        ),
        (now,),
    )
    .await
}

/// Parts of a power that are in force.
pub async fn parts(tx: &mut Tx, parent: Uuid, now: Millis) -> Result<i64> {
    let row: Option<(i64,)> =
        tx.maybe("select count(*) from role_grant where parent = $1 and until > $2", (parent, now)).await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// Ends a power and every part of it that was given on. Gives how many that were.
pub async fn end(tx: &mut Tx, id: Uuid, now: Millis) -> Result<u64> {
    tx.run("update role_grant set until = $2 where (id = $1 or parent = $1) and until > $2", (id, now)).await
}

/// Keeps what codes on paper are known by; those of before for the same place are void.
pub async fn print_glass(
    tx: &mut Tx,
    batch: Uuid,
    scope: &Scope,
    codes: &[(Uuid, [u8; 32])],
    now: Millis,
) -> Result<()> {
    let Place { academie, departement, .. } = Place::of(scope);
    tx.run(
        "update glass_code set voided_at = $3 where voided_at is null and academie is not distinct from $1 \
         and departement is not distinct from $2",
        (academie, departement.clone(), now),
    )
    .await?;
    for (id, hash) in codes {
        tx.run(
            "insert into glass_code (id, batch, academie, departement, code_hash, printed_at) \
             values ($1, $2, $3, $4, $5, $6)",
            (*id, batch, academie, departement.clone(), &hash[..], now),
        )
        .await?;
    }
    Ok(())
}

/// A code on paper that is good.
#[derive(Debug, FromRow)]
pub struct GlassCode {
    /// Identity.
    pub id: Uuid,
    /// Those printed with it.
    pub batch: Uuid,
    academie: Option<i64>,
    departement: Option<String>,
}

impl GlassCode {
    /// Where its power holds.
    pub fn scope(&self) -> Scope {
        scope_of(self.academie, self.departement.as_deref(), None, None)
    }
}

/// The code on paper with this hash, when it is good.
pub async fn glass(tx: &mut Tx, hash: &[u8]) -> Result<Option<GlassCode>> {
    tx.maybe(
        "select id, batch, academie, departement from glass_code where code_hash = $1 and voided_at is null",
        (hash,),
    )
    .await
}

/// Uses codes printed together up; false when somebody was faster.
pub async fn break_glass(tx: &mut Tx, batch: Uuid, now: Millis) -> Result<bool> {
    Ok(tx.run("update glass_code set voided_at = $2 where batch = $1 and voided_at is null", (batch, now)).await? > 0)
}

/// The institutions on whose behalf somebody has powers; empty texts are none.
pub async fn houses(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = tx
        .all(
            "select distinct house from role_grant where person = $1 and since <= $2 and until > $2 and house <> '' \
             order by house",
            (person, now),
        )
        .await?;
    Ok(rows.into_iter().map(|(house,)| house).collect())
}
