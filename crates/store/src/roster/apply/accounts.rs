//! Who has left and who is back, their accounts, and how many people each audience has.

use model::{Millis, account::AccountState};

use crate::{Result, Tx};

/// Makes accounts for new people, closes those of people who left, and opens those of people who are back. A login is
/// made of the person's names and, from the second of a name on, a number that is never given again.
pub async fn accounts(tx: &mut Tx, now: Millis) -> Result<()> {
    left(tx, now).await?;
    // Accounts that were not made here count too.
    tx.run(
        "insert into login_series (base, used) select distinct r.login_base, cast(1 as bigint) from plan_record r \
         join account a on a.login = r.login_base where r.standing = 'new' on conflict do nothing",
        (),
    )
    .await?;
    tx.run(
        "insert into account (person, login, state, secret_set_at, created_at) \
         select n.person, n.base || case when n.place = 1 then '' else cast(n.place as text) end, \
            cast($2 as text), cast(0 as bigint), cast($1 as bigint) \
         from (select r.person, r.login_base as base, coalesce(s.used, 0) \
               + row_number() over (partition by r.login_base order by r.number) as place \
            from plan_record r left join login_series s on s.base = r.login_base where r.standing = 'new') n",
        (now, AccountState::Provisioned),
    )
    .await?;
    tx.run(
        "insert into login_series (base, used) select login_base, count(*) from plan_record where standing = 'new' \
         group by login_base on conflict (base) do update set used = login_series.used + excluded.used",
        (),
    )
    .await?;
    tx.run(
        "update account set state = $2 where state <> $2 and person in (select t.person \
            from (select person from plan_touched where not is_new union select person from plan_guardian) t \
            cross join person p where p.id = t.person and p.left_at <= $1)",
        (now, AccountState::Closed),
    )
    .await?;
    // Whoever comes back begins anew: the old password was theirs at another time.
    tx.run(
        "update account set state = $2, secret_hash = null, secret_set_at = $1 where state = $3 \
         and person in (select t.person from plan_touched t cross join person p \
            where not t.is_new and p.id = t.person and p.left_at > $1)",
        (now, AccountState::Provisioned, AccountState::Closed),
    )
    .await?;
    Ok(())
}

/// New pupils and staff are somewhere, or they would not be in the plan: they are not asked for.
async fn left(tx: &mut Tx, now: Millis) -> Result<()> {
    tx.run(
        "update person set left_at = $1 where left_at > $1 \
         and id in (select person from plan_touched where not is_new union select person from plan_guardian) \
         and not exists (select 1 from affiliation a where a.person = person.id and a.until > $1)",
        (now,),
    )
    .await?;
    tx.run(
        "update person set left_at = $2 where left_at <= $1 \
         and id in (select person from plan_touched where not is_new) \
         and exists (select 1 from affiliation a where a.person = person.id and a.until > $1)",
        (now, Millis::NEVER),
    )
    .await?;
    Ok(())
}

/// Counts again the people of the audiences of every school that the plan touches.
pub async fn readers(tx: &mut Tx, now: Millis) -> Result<()> {
    tx.run(
        "update audience set readers = (select count(*) from membership m where m.audience = audience.id \
            and m.until > $1) \
         where school in (select f.school from plan_touched t cross join affiliation f \
            where f.person = t.person and f.until >= $1)",
        (now,),
    )
    .await?;
    Ok(())
}
