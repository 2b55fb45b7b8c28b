//! Who is back after a reset, place by place.

use model::{Millis, SchoolId, SectionId, limits, territory::Scope};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx, epoch::Place};

/// A class or a school, and how many of it are back.
#[derive(Debug, Clone, FromRow)]
pub struct BoardRow {
    /// The class or the school.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Accounts of it that had a password.
    pub accounts: i64,
    /// Those whose password was chosen since.
    pub back: i64,
    /// Those for whom a sheet was printed since, that holds or was used.
    pub printed: i64,
    /// Those whose sheet was ticked as handed out.
    pub handed: i64,
}

/// Accounts since a reset: how many there are, are back, have a sheet, were handed it.
macro_rules! counted {
    () => {
        "count(*) as accounts, count(case when a.secret_set_at > $3 then 1 end) as back, \
         count(case when exists (select 1 from activation v where v.person = a.person and v.printed_at > $3 \
            and v.voided_at is null) then 1 end) as printed, \
         count(case when exists (select 1 from activation v where v.person = a.person and v.printed_at > $3 \
            and v.voided_at is null and v.handed_at is not null) then 1 end) as handed "
    };
}

/// The pupils of each class of a school, or of one class.
pub async fn by_class(
    tx: &mut Tx,
    school: SchoolId,
    only: Option<SectionId>,
    reset_at: Millis,
    now: Millis,
) -> Result<Vec<BoardRow>> {
    tx.all(
        concat!(
            "select c.id, c.name, ",
            counted!(),
            "from section c join audience x on x.section = c.id and x.profile = 'pupil' \
         join membership m on m.audience = x.id and m.since <= $4 and m.until > $4 \
         join account a on a.person = m.person and a.state = 'active' and a.secret_hash is not null \
         where c.school = $1 and c.kind = 'class' and ($5 or c.id = $2) \
         group by c.id, c.name order by c.name, c.id limit $6"
        ),
        (school, only, reset_at, now, only.is_none(), limits::BOARD_ROWS_MAX),
    )
    .await
}

/// Everybody of each school of a territory.
pub async fn by_school(tx: &mut Tx, scope: &Scope, reset_at: Millis, now: Millis) -> Result<Vec<BoardRow>> {
    let Place { academie, departement, .. } = Place::of(scope);
    let everyone = *scope == Scope::All;
    tx.all(
        concat!(
            "select s.id, s.name, ",
            counted!(),
            "from school s join (select distinct f.school, f.person from affiliation f \
            where f.since <= $4 and f.until > $4) o on o.school = s.id \
         join account a on a.person = o.person and a.state = 'active' and a.secret_hash is not null \
         where s.academie = $1 or s.departement = $2 or $5 \
         group by s.id, s.name, s.sort_key order by s.sort_key, s.id limit $6"
        ),
        (academie, departement, reset_at, now, everyone, limits::BOARD_ROWS_MAX),
    )
    .await
}

/// The name of a place, for people. `None`: there is none, or it is everybody.
pub async fn name(tx: &mut Tx, scope: &Scope) -> Result<Option<String>> {
    let row: Option<(String,)> = match scope {
        Scope::All | Scope::Person(_) => None,
        Scope::Academie(code) => tx.maybe("select name from academie where code = $1", (i64::from(*code),)).await?,
        Scope::Departement(code) => tx.maybe("select name from departement where code = $1", (code.clone(),)).await?,
        Scope::School(id) => tx.maybe("select name from school where id = $1", (*id,)).await?,
        Scope::Section(id) => {
            tx.maybe(
                "select c.name || ', ' || s.name from section c join school s on s.id = c.school where c.id = $1",
                (*id,),
            )
            .await?
        }
    };
    Ok(row.map(|(name,)| name))
}

/// Académies and départements that have schools, by name: what a person of a territory may choose from.
pub async fn territories(tx: &mut Tx) -> Result<Vec<(i64, String, String, String)>> {
    tx.all(
        "select distinct t.code, t.name, d.code, d.name from school s join academie t on t.code = s.academie \
         join departement d on d.code = s.departement order by t.name, d.name limit $1",
        (limits::BOARD_ROWS_MAX,),
    )
    .await
}

/// The school of a code UAI.
pub async fn school(tx: &mut Tx, uai: &str) -> Result<Option<SchoolId>> {
    let row: Option<(Uuid,)> = tx.maybe("select id from school where uai = $1", (uai.to_owned(),)).await?;
    Ok(row.map(|(id,)| id.into()))
}

/// Classes of a school, by name.
pub async fn classes(tx: &mut Tx, school: SchoolId, now: Millis) -> Result<Vec<(Uuid, String)>> {
    tx.all(
        "select id, name from section where school = $1 and kind = 'class' and closed_at > $2 order by name, id limit $3",
        (school, now, limits::BOARD_ROWS_MAX),
    )
    .await
}
