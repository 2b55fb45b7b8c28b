//! Guardians are where their children are: their affiliations and memberships are worked out, never read.
//!
//! `cross join` keeps SQLite, which knows nothing of how large a plan is, from beginning with everybody; `until + 0`
//! keeps it from looking for one person among all those of a school or an audience. PostgreSQL reads both as they are.

use model::Millis;

use crate::{Result, Tx};

/// Ends and begins what guardians of the plan's pupils, and the plan's guardians, are and belong to.
pub async fn guardians(tx: &mut Tx, now: Millis) -> Result<()> {
    touched(tx, now).await?;
    affiliations(tx, now).await?;
    memberships(tx, now).await
}

async fn touched(tx: &mut Tx, now: Millis) -> Result<()> {
    tx.run(
        "insert into plan_guardian (person) select person from plan_record where part = 'guardian' \
         on conflict do nothing",
        (),
    )
    .await?;
    tx.run(
        "insert into plan_guardian (person) select guardian from plan_guardianship where guardian is not null \
         on conflict do nothing",
        (),
    )
    .await?;
    // Those of pupils who moved or left, and those who are guardians no more: their guardianship ends now.
    tx.run(
        "insert into plan_guardian (person) select g.guardian from guardianship g where g.until >= $1 \
         and g.pupil in (select person from plan_record where part = 'pupil' and standing <> 'new') \
         on conflict do nothing",
        (now,),
    )
    .await?;
    tx.run(
        "insert into plan_touched (person, is_new) select person, (1 = 0) from plan_guardian \
         where person is not null on conflict do nothing",
        (),
    )
    .await?;
    Ok(())
}

async fn affiliations(tx: &mut Tx, now: Millis) -> Result<()> {
    tx.run(
        "update affiliation set until = $1 where until > $1 and profile = 'guardian' \
         and person in (select t.person from plan_guardian t cross join plan_touched n \
            where n.person = t.person and not n.is_new) \
         and not exists (select 1 from guardianship g cross join affiliation c \
            where g.guardian = affiliation.person and g.until > $1 and c.person = g.pupil \
            and c.school = affiliation.school and c.profile = 'pupil' and c.until + 0 > $1)",
        (now,),
    )
    .await?;
    tx.run(
        "insert into affiliation (person, school, profile, since, until, title) \
         select distinct g.guardian, c.school, cast('guardian' as text), cast($1 as bigint), cast($2 as bigint), \
            cast('' as text) \
         from plan_guardian t cross join guardianship g cross join affiliation c \
         where g.guardian = t.person and g.until > $1 and c.person = g.pupil and c.profile = 'pupil' and c.until > $1 \
         and not exists (select 1 from affiliation a where a.person = g.guardian and a.school = c.school \
            and a.profile = 'guardian' and a.until + 0 > $1) \
         on conflict (person, school, profile, since) do update set until = excluded.until",
        (now, Millis::NEVER),
    )
    .await?;
    Ok(())
}

async fn memberships(tx: &mut Tx, now: Millis) -> Result<()> {
    tx.run(
        "update membership set until = $1 where until > $1 \
         and person in (select t.person from plan_guardian t cross join plan_touched n \
            where n.person = t.person and not n.is_new) \
         and exists (select 1 from audience a where a.id = membership.audience and a.profile = 'guardian') \
         and not exists (select 1 from guardianship g cross join membership m cross join audience hers \
            cross join audience mine where g.guardian = membership.person and g.until > $1 \
            and m.person = g.pupil and m.until > $1 and hers.id = m.audience and hers.profile = 'pupil' \
            and mine.id = membership.audience and mine.school = hers.school \
            and (mine.section = hers.section or (mine.section is null and hers.section is null)))",
        (now,),
    )
    .await?;
    tx.run(
        "insert into membership (person, audience, since, until) \
         select distinct g.guardian, mine.id, cast($1 as bigint), cast($2 as bigint) \
         from plan_guardian t cross join guardianship g cross join membership m cross join audience hers \
            cross join audience mine \
         where g.guardian = t.person and g.until > $1 and m.person = g.pupil and m.until > $1 \
         and hers.id = m.audience and hers.profile = 'pupil' \
         and mine.school = hers.school and mine.section = hers.section and mine.profile = 'guardian' \
         and not exists (select 1 from membership o where o.person = g.guardian and o.audience = mine.id \
            and o.until + 0 > $1) \
         on conflict (person, audience, since) do update set until = excluded.until",
        (now, Millis::NEVER),
    )
    .await?;
    tx.run(
        "insert into membership (person, audience, since, until) \
         select a.person, mine.id, cast($1 as bigint), cast($2 as bigint) \
         from plan_guardian t cross join affiliation a cross join audience mine \
         where a.person = t.person and a.profile = 'guardian' and a.until > $1 \
         and mine.school = a.school and mine.section is null and mine.profile = 'guardian' \
         and not exists (select 1 from membership o where o.person = a.person and o.audience = mine.id \
            and o.until + 0 > $1) \
         on conflict (person, audience, since) do update set until = excluded.until",
        (now, Millis::NEVER),
    )
    .await?;
    Ok(())
}
