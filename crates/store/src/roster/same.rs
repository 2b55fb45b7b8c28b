//! Recognising one person under two keys: a teacher who is also a parent, a parent whom a primary school and a collège
//! both name. Names alone never suffice; the same mail or the same mobile telephone is wanted too.

use model::PersonId;
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A new record that seems to name somebody who is known.
#[derive(Debug, Clone, FromRow)]
pub struct Likeness {
    /// Key of the record.
    pub source_key: String,
    /// The person made for it.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// Who it seems to be.
    #[sqlx(try_from = "Uuid")]
    pub known: PersonId,
    /// Key of a record of theirs.
    pub known_key: String,
    /// Fingerprint of that record; 0 when nothing names them under it any more.
    pub known_fingerprint: i64,
}

/// New records of adults that seem to name people of the directory.
pub async fn with_directory(tx: &mut Tx) -> Result<Vec<Likeness>> {
    tx.all(
        "select r.source_key, r.person, p.id as known, p.source_key as known_key, p.fingerprint as known_fingerprint \
         from plan_record r join person p on p.sort_key = r.sort_key \
         where r.standing = 'new' and r.part <> 'pupil' \
         and ((r.mail <> '' and r.mail = p.mail) or (r.mobile <> '' and r.mobile = p.mobile)) \
         and not exists (select 1 from affiliation a where a.person = p.id and a.profile = 'pupil') \
         order by r.number, p.id",
        (),
    )
    .await
}

/// New records of adults that seem to name people of earlier records of the plan: parents of ONDE files among those of
/// AAF, and staff among all parents.
pub async fn within_plan(tx: &mut Tx) -> Result<Vec<Likeness>> {
    tx.all(
        "select r.source_key, r.person, k.person as known, k.source_key as known_key, k.fingerprint as known_fingerprint \
         from plan_record r join plan_record k \
            on k.sort_key = r.sort_key and k.number < r.number and k.part <> 'pupil' and k.person <> r.person \
         where r.standing = 'new' and (r.part = 'staff' or (r.part = 'guardian' and r.source_key >= 'onde:' and r.source_key < 'onde;')) \
         and k.standing in ('new', 'alias', 'changed') \
         and ((r.mail <> '' and r.mail = k.mail) or (r.mobile <> '' and r.mobile = k.mobile)) \
         order by r.number, k.number",
        (),
    )
    .await
}

/// Gives records to the people whom they name.
pub async fn unite(tx: &mut Tx, same: Vec<(PersonId, PersonId)>) -> Result<()> {
    tx.insert("insert into plan_same (person, known)", 2, "", same).await?;
    tx.run(
        "update plan_record set standing = 'alias', is_main = (1 = 0), \
         person = (select s.known from plan_same s where s.person = plan_record.person) \
         where person in (select person from plan_same)",
        (),
    )
    .await?;
    tx.run(
        "insert into plan_affiliation (person, school, profile, title) \
         select s.known, a.school, a.profile, a.title from plan_affiliation a join plan_same s on s.person = a.person \
         on conflict do nothing",
        (),
    )
    .await?;
    tx.run("delete from plan_affiliation where person in (select person from plan_same)", ()).await?;
    tx.run(
        "insert into plan_membership (person, audience) \
         select s.known, m.audience from plan_membership m join plan_same s on s.person = m.person \
         on conflict do nothing",
        (),
    )
    .await?;
    tx.run("delete from plan_membership where person in (select person from plan_same)", ()).await?;
    tx.run("delete from plan_same", ()).await?;
    Ok(())
}
