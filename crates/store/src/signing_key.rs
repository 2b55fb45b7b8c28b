//! Which keys sign what services are told by OpenID Connect. What is here is not secret: a key is derived from its
//! identity and the installation's secret.

use model::Millis;
use uuid::Uuid;

use crate::{Result, Tx};

/// The key that signs, if one was made.
pub async fn current(tx: &mut Tx) -> Result<Option<Uuid>> {
    let row: Option<(Uuid,)> =
        tx.maybe("select id from signing_key where retired_at is null order by id desc limit 1", ()).await?;
    Ok(row.map(|(id,)| id))
}

/// Keys that sign, or signed until after a moment; the newest first.
pub async fn since(tx: &mut Tx, moment: Millis) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = tx
        .all("select id from signing_key where retired_at is null or retired_at > $1 order by id desc", (moment,))
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Makes the key that signs from now on.
pub async fn make(tx: &mut Tx, id: Uuid, now: Millis) -> Result<()> {
    tx.run("update signing_key set retired_at = $1 where retired_at is null", (now,)).await?;
    tx.run("insert into signing_key (id, made_at) values ($1, $2)", (id, now)).await?;
    Ok(())
}
