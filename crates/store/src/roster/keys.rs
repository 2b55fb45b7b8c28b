//! Directory keys of people: what may be typed to find them.

use model::{PersonId, SchoolId, audience::AudienceKind};
use uuid::Uuid;

use crate::{Result, Tx};

/// Schools whose people's keys are written anew, after [`super::apply::people`].
pub async fn schools(tx: &mut Tx) -> Result<Vec<SchoolId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select distinct a.school from plan_touched t cross join affiliation a \
             where a.person = t.person and a.until + 0 = $1 order by a.school",
            (model::Millis::NEVER,),
        )
        .await?;
    Ok(rows.into_iter().map(|(school,)| school.into()).collect())
}

/// People of a school whose keys are written anew: given name, family name. Who is there twice comes twice.
pub async fn people(tx: &mut Tx, school: SchoolId) -> Result<Vec<(PersonId, String, String)>> {
    let rows: Vec<(Uuid, String, String)> = tx
        .all(
            "select p.id, p.given_name, p.family_name from affiliation a \
             cross join plan_touched t cross join person p \
             where a.school = $1 and a.until = $2 and t.person = a.person and p.id = a.person order by a.profile, p.id",
            (school, model::Millis::NEVER),
        )
        .await?;
    Ok(rows.into_iter().map(|(id, given, family)| (id.into(), given, family)).collect())
}

/// Forgets the keys of the people who were known before.
pub async fn forget(tx: &mut Tx) -> Result<()> {
    tx.run("delete from directory_key where target in (select person from plan_touched where not is_new)", ()).await?;
    Ok(())
}

/// Writes keys of people of a school: fastest in their order.
pub async fn write(tx: &mut Tx, school: SchoolId, keys: Vec<(String, PersonId)>) -> Result<()> {
    let rows = keys.into_iter().map(|(key, person)| (school, key, person, AudienceKind::Person));
    tx.insert("insert into directory_key (school, key, target, kind)", 4, "on conflict do nothing", rows.collect())
        .await?;
    Ok(())
}
