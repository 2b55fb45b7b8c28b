//! What is particular about a school, whatever the day.

use model::{Millis, PersonId, SchoolId, situation::Flag};

use crate::{Result, Tx};

/// What is particular about a school.
pub async fn of(tx: &mut Tx, school: SchoolId) -> Result<Vec<Flag>> {
    let rows: Vec<(String,)> =
        tx.all("select flag from school_flag where school = $1 order by flag", (school,)).await?;
    Ok(rows.into_iter().filter_map(|(code,)| Flag::from_code(&code)).collect())
}

/// Sets what is particular about a school, or takes it away; false when it was so.
pub async fn set(tx: &mut Tx, school: SchoolId, (flag, on): (Flag, bool), by: PersonId, now: Millis) -> Result<bool> {
    let changed = if on {
        tx.run(
            "insert into school_flag (school, flag, set_at, set_by) values ($1, $2, $3, $4) on conflict do nothing",
            (school, flag, now, by),
        )
        .await?
    } else {
        tx.run("delete from school_flag where school = $1 and flag = $2", (school, flag)).await?
    };
    Ok(changed == 1)
}
