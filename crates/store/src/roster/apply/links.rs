//! What pupils and staff are, where they belong, and who is whose guardian.
//!
//! A record rules the schools that its source speaks of: one school for ONDE (`home`), every school that AAF knows for
//! AAF, and only those whose people are in the files when somebody is closed for being absent from them.
//! `until + 0` keeps SQLite from looking for one person among all those of a school or an audience.

use model::Millis;

use crate::{Result, Tx};

/// Ends and begins affiliations of pupils and staff.
pub async fn affiliations(tx: &mut Tx, now: Millis) -> Result<()> {
    tx.run(
        "update affiliation set until = $1 where until > $1 and profile <> 'guardian' \
         and person in (select person from plan_record where standing <> 'new' and part <> 'guardian') \
         and exists (select 1 from plan_record r where r.person = affiliation.person \
            and ((r.part = 'pupil' and affiliation.profile = 'pupil') \
               or (r.part = 'staff' and affiliation.profile in ('teacher', 'staff', 'head'))) \
            and (r.home = affiliation.school or (r.home is null and exists (select 1 from school_source s \
               where s.school = affiliation.school and s.source_key >= 'aaf:' and s.source_key < 'aaf;'))) \
            and (r.standing <> 'absent' or affiliation.school in (select school from plan_school where in_scope))) \
         and not exists (select 1 from plan_affiliation d where d.person = affiliation.person \
            and d.school = affiliation.school and d.profile = affiliation.profile)",
        (now,),
    )
    .await?;
    tx.run(
        "update affiliation set title = d.title from plan_affiliation d where d.person = affiliation.person \
         and d.school = affiliation.school and d.profile = affiliation.profile and affiliation.until > $1 \
         and affiliation.title <> d.title",
        (now,),
    )
    .await?;
    tx.run(
        "insert into affiliation (person, school, profile, since, until, title) \
         select d.person, d.school, d.profile, cast($1 as bigint), cast($2 as bigint), d.title from plan_affiliation d \
         where not exists (select 1 from affiliation a where a.person = d.person and a.school = d.school \
            and a.profile = d.profile and a.until + 0 > $1) \
         on conflict (person, school, profile, since) do update set until = excluded.until, title = excluded.title",
        (now, Millis::NEVER),
    )
    .await?;
    Ok(())
}

/// Ends and begins memberships of pupils and staff.
pub async fn memberships(tx: &mut Tx, now: Millis) -> Result<()> {
    tx.run(
        "update membership set until = $1 where until > $1 \
         and person in (select person from plan_record where standing <> 'new' and part <> 'guardian') \
         and exists (select 1 from audience a join plan_record r on r.person = membership.person \
            where a.id = membership.audience \
            and ((r.part = 'pupil' and a.profile = 'pupil') \
               or (r.part = 'staff' and a.profile in ('teacher', 'staff', 'head'))) \
            and (r.home = a.school or (r.home is null and exists (select 1 from school_source s \
               where s.school = a.school and s.source_key >= 'aaf:' and s.source_key < 'aaf;'))) \
            and (r.standing <> 'absent' or a.school in (select school from plan_school where in_scope))) \
         and not exists (select 1 from plan_membership d where d.person = membership.person \
            and d.audience = membership.audience)",
        (now,),
    )
    .await?;
    tx.run(
        "insert into membership (person, audience, since, until) \
         select d.person, d.audience, cast($1 as bigint), cast($2 as bigint) from plan_membership d \
         where not exists (select 1 from membership m where m.person = d.person and m.audience = d.audience \
            and m.until + 0 > $1) \
         on conflict (person, audience, since) do update set until = excluded.until",
        (now, Millis::NEVER),
    )
    .await?;
    Ok(())
}

/// Ends and begins guardianships: a pupil's record says who the guardians are, a guardian's that they are gone.
pub async fn guardianships(tx: &mut Tx, now: Millis) -> Result<()> {
    tx.run(
        "update guardianship set until = $1 where until > $1 \
         and pupil in (select r.person from plan_record r where r.part = 'pupil' and r.says_guardians \
            and r.standing <> 'new' and (r.standing <> 'absent' or not exists (select 1 from affiliation a \
               where a.person = r.person and a.profile = 'pupil' and a.until > $1))) \
         and not exists (select 1 from plan_guardianship d where d.pupil = guardianship.pupil \
            and d.guardian = guardianship.guardian)",
        (now,),
    )
    .await?;
    tx.run(
        "update guardianship set until = $1 where until > $1 \
         and guardian in (select person from plan_record where part = 'guardian' and standing in ('absent', 'gone')) \
         and exists (select 1 from plan_record r join affiliation a on a.person = guardianship.pupil \
            where r.person = guardianship.guardian and r.part = 'guardian' and r.standing in ('absent', 'gone') \
            and a.profile = 'pupil' and a.until > $1 \
            and (r.home = a.school or (r.home is null and exists (select 1 from school_source s \
               where s.school = a.school and s.source_key >= 'aaf:' and s.source_key < 'aaf;'))) \
            and (r.standing <> 'absent' or a.school in (select school from plan_school where in_scope))) \
         and not exists (select 1 from plan_guardianship d where d.pupil = guardianship.pupil \
            and d.guardian = guardianship.guardian)",
        (now,),
    )
    .await?;
    tx.run(
        "insert into guardianship (guardian, pupil, since, until) \
         select d.guardian, d.pupil, cast($1 as bigint), cast($2 as bigint) from plan_guardianship d \
         where not exists (select 1 from guardianship g where g.guardian = d.guardian and g.pupil = d.pupil \
            and g.until > $1) \
         on conflict (guardian, pupil, since) do update set until = excluded.until",
        (now, Millis::NEVER),
    )
    .await?;
    Ok(())
}
