//! Territory, schools, sections, audiences.

use model::Millis;

use crate::{Result, Tx};

/// Makes and changes schools, classes, groups and audiences.
pub async fn schools(tx: &mut Tx, now: Millis) -> Result<()> {
    territory(tx).await?;
    tx.run(
        "insert into school (id, uai, name, kind, private_sector, academie, departement, commune, postal_code, \
         address, phone, mail, latitude, longitude, sort_key, updated_at, closed_at) \
         select school, uai, name, kind, private_sector, academie, departement, commune, postal_code, address, phone, \
         mail, latitude, longitude, sort_key, cast($1 as bigint), closed_at from plan_school where is_new",
        (now,),
    )
    .await?;
    tx.run(
        "update school set name = p.name, kind = p.kind, private_sector = p.private_sector, academie = p.academie, \
         departement = p.departement, commune = p.commune, postal_code = p.postal_code, address = p.address, \
         phone = p.phone, mail = p.mail, latitude = p.latitude, longitude = p.longitude, sort_key = p.sort_key, \
         closed_at = p.closed_at, updated_at = $1 \
         from plan_school p where p.school = school.id and p.is_changed and not p.is_new",
        (now,),
    )
    .await?;
    tx.run(
        "insert into school_source (source_key, school) select source_key, school from plan_school_source \
         where source_key <> '' on conflict (source_key) do update set school = excluded.school",
        (),
    )
    .await?;
    sections(tx).await?;
    audiences(tx).await
}

async fn territory(tx: &mut Tx) -> Result<()> {
    tx.run(
        "insert into academie (code, name) select academie, name from plan_territory where kind = 'academie' \
         on conflict (code) do nothing",
        (),
    )
    .await?;
    tx.run(
        "insert into departement (code, name, academie) select code, name, academie from plan_territory \
         where kind = 'departement' on conflict (code) do nothing",
        (),
    )
    .await?;
    Ok(())
}

async fn sections(tx: &mut Tx) -> Result<()> {
    tx.run(
        "insert into section (id, school, kind, name, level, closed_at) \
         select section, school, kind, name, level, closed_at from plan_section where is_new",
        (),
    )
    .await?;
    tx.run(
        "update section set level = p.level, closed_at = p.closed_at \
         from plan_section p where p.section = section.id and not p.is_new",
        (),
    )
    .await?;
    Ok(())
}

async fn audiences(tx: &mut Tx) -> Result<()> {
    tx.run(
        "insert into audience (id, school, section, kind, profile, label, readers, open_until) \
         select audience, school, section, kind, profile, label, cast(0 as bigint), cast(0 as bigint) \
         from plan_audience where is_new",
        (),
    )
    .await?;
    tx.run(
        "update audience set label = p.label from plan_audience p where p.audience = audience.id and not p.is_new",
        (),
    )
    .await?;
    tx.run("delete from directory_key where target in (select audience from plan_audience where not is_new)", ())
        .await?;
    tx.run(
        "insert into directory_key (school, key, target, kind) select a.school, k.key, a.audience, a.kind \
         from plan_audience a join plan_audience_key k on k.audience = a.audience",
        (),
    )
    .await?;
    Ok(())
}
