//! People and their records.

use model::Millis;

use crate::{Result, Tx};

/// Makes and changes people. A further record of somebody changes their names only while the first one is gone.
pub async fn people(tx: &mut Tx, now: Millis) -> Result<()> {
    tx.run(
        "insert into person (id, source_key, family_name, given_name, sort_key, birth_date, mail, mobile, \
         fingerprint, updated_at, left_at) \
         select person, source_key, family_name, given_name, sort_key, birth_date, mail, mobile, fingerprint, \
         cast($1 as bigint), cast($2 as bigint) from plan_record where standing = 'new'",
        (now, Millis::NEVER),
    )
    .await?;
    tx.run(
        "update person set family_name = r.family_name, given_name = r.given_name, sort_key = r.sort_key, \
         birth_date = r.birth_date, mail = r.mail, mobile = r.mobile, updated_at = $1 from plan_record r \
         where r.person = person.id and r.standing = 'changed' and (r.is_main or person.fingerprint = 0)",
        (now,),
    )
    .await?;
    tx.run(
        "update person set fingerprint = r.fingerprint from plan_record r \
         where r.person = person.id and r.is_main and r.standing in ('changed', 'absent', 'gone')",
        (),
    )
    .await?;
    tx.run(
        "insert into person_alias (source_key, person, fingerprint) \
         select source_key, person, fingerprint from plan_record where standing = 'alias'",
        (),
    )
    .await?;
    tx.run(
        "update person_alias set fingerprint = r.fingerprint from plan_record r \
         where r.source_key = person_alias.source_key and not r.is_main and r.standing in ('changed', 'absent', 'gone')",
        (),
    )
    .await?;
    tx.run(
        "insert into plan_touched (person, is_new) select person, (1 = 1) from plan_record where standing = 'new' \
         on conflict do nothing",
        (),
    )
    .await?;
    tx.run(
        "insert into plan_touched (person, is_new) select person, (1 = 0) from plan_record where standing <> 'new' \
         on conflict do nothing",
        (),
    )
    .await?;
    Ok(())
}
