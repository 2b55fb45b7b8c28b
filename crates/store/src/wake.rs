//! Tells the other nodes that something is worth reading again. A hint only: the tables are the truth.

use crate::{Db, Result, Tx, sql};

/// The channel of PostgreSQL's notifications.
const CHANNEL: &str = "preau";

/// Sends a hint to every node when the transaction commits. With SQLite there is one node and nothing to tell.
pub async fn notify(tx: &mut Tx, hint: &str) -> Result<()> {
    if tx.is_postgres() {
        tx.run(sql!([lite: "select $1, $2", pg: "select pg_notify($1, $2)"]), (CHANNEL, hint)).await?;
        return Ok(());
    }
    // Counted on both databases, so that a fault on purpose strikes at the same place on both.
    #[cfg(feature = "testing")]
    crate::fault::strike().await?;
    Ok(())
}

/// Hears the hints of every node, this one included.
pub struct Listener(sqlx::postgres::PgListener);

impl Listener {
    /// Listens on PostgreSQL; nothing to listen to on SQLite.
    pub async fn open(db: &Db) -> Result<Option<Listener>> {
        let Db::Postgres { pool, .. } = db else { return Ok(None) };
        let mut listener = sqlx::postgres::PgListener::connect_with(pool).await?;
        listener.listen(CHANNEL).await?;
        Ok(Some(Listener(listener)))
    }

    /// The next hint; none when the connection was lost and some may have been missed (it is made anew by itself).
    pub async fn next(&mut self) -> Result<Option<String>> {
        Ok(self.0.try_recv().await?.map(|heard| heard.payload().to_owned()))
    }
}
