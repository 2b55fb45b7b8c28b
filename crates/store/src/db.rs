//! The one place that knows there are two databases.
//!
//! A query is written once, in the SQL that SQLite and PostgreSQL share, with `$1` placeholders. [`Tx`] runs it on
//! whichever database the configuration named. The few statements that cannot be shared are spelled twice, side by
//! side, with [`sql!`](crate::sql).
//!
//! SQLite: one writer connection in `begin immediate`, WAL with `synchronous = full`, so that a commit that was
//! answered survives `kill -9` and loss of power; a pool of `query_only` readers.

use std::{path::Path, str::FromStr, time::Duration};

use sqlx::{
    AssertSqlSafe, Connection as _, Executor, FromRow, PgPool, Postgres, SqlSafeStr, SqlitePool, Transaction,
    postgres::{PgArguments, PgConnectOptions, PgPoolOptions, PgRow},
    sqlite::{
        SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteRow,
        SqliteSynchronous,
    },
};

use crate::{
    Error, Result, Sql,
    fields::Fields,
    statement::{Mark, values},
    timing::{Step, Timings},
    writer::{Lite, Writer},
};

static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!();

/// Connections that read at once.
const READERS: u32 = 8;
/// Connections to PostgreSQL.
const CONNECTIONS: u32 = 16;
/// Parameters of one statement, on the database that allows fewer.
const PARAMETERS_MAX: usize = 32_000;
/// Rows of one statement that inserts many.
const ROWS_PER_INSERT: usize = 256;
/// How long one waits for the writer of SQLite.
pub(crate) const WRITER_WAITED_FOR: Duration = Duration::from_secs(30);
/// Rows that SQLite's thread hands over before it waits for whoever asked.
const ROWS_BUFFERED: usize = 512;
/// Bytes that the write-ahead log keeps of the disk once it is begun anew.
const LOG_KEPT: &str = "67108864";

/// An open database.
#[derive(Clone)]
pub enum Db {
    /// SQLite in a file.
    Sqlite {
        /// The only connection that writes.
        writer: Writer,
        /// Connections that may only read.
        readers: SqlitePool,
        /// How long it takes.
        timings: Timings,
    },
    /// A PostgreSQL server.
    Postgres {
        /// Connections.
        pool: PgPool,
        /// How long it takes.
        timings: Timings,
    },
}

/// A transaction. Dropped without [`Tx::commit`], it leaves nothing.
pub enum Tx {
    /// On SQLite.
    Sqlite(Lite, Timings),
    /// On PostgreSQL.
    Postgres(Transaction<'static, Postgres>, Timings),
}

/// A row that both databases can produce. `#[derive(FromRow)]` gives it.
pub trait Record: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}
impl<T> Record for T where T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin {}

impl Db {
    /// Opens `sqlite:PATH` (made when missing) or `postgres://…`, and brings its tables up to date.
    pub async fn open(url: &str) -> Result<Db> {
        let db = Db::connect(url).await?;
        db.migrate().await?;
        Ok(db)
    }

    /// Opens a database as it is.
    pub async fn connect(url: &str) -> Result<Db> {
        let failed = |source| Error::Open { url: without_password(url), source };
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            let options = PgConnectOptions::from_str(url).map_err(failed)?;
            let pool = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(Duration::from_secs(10));
            let pool = pool.connect_with(options).await.map_err(failed)?;
            return Ok(Db::Postgres { pool, timings: Timings::default() });
        }
        Db::connect_sqlite(url, SqliteSynchronous::Full).await
    }

    /// Opens a database in a file that may be lost with the machine: nothing is flushed to the disk. For replays.
    pub async fn open_scratch(path: &Path) -> Result<Db> {
        let db = Db::connect_sqlite(&format!("sqlite:{}", path.display()), SqliteSynchronous::Off).await?;
        db.migrate().await?;
        Ok(db)
    }

    async fn connect_sqlite(url: &str, synchronous: SqliteSynchronous) -> Result<Db> {
        let failed = |source| Error::Open { url: without_password(url), source };
        let options = SqliteConnectOptions::from_str(url)
            .map_err(failed)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(synchronous)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("temp_store", "memory")
            .pragma("cache_size", "-32000")
            // Nobody's commit copies the log: see `log_copier.rs`.
            .pragma("wal_autocheckpoint", "0")
            .pragma("journal_size_limit", LOG_KEPT)
            .statement_cache_capacity(512)
            .row_buffer_size(ROWS_BUFFERED);
        // A file does not hang up: asking a connection whether it is there would cost each transaction a crossing.
        let writer = SqlitePoolOptions::new().max_connections(1).acquire_timeout(WRITER_WAITED_FOR);
        let writer = writer.test_before_acquire(false);
        let writer = writer.after_release(|connection, _| Box::pin(is_clean(connection)));
        let writer = writer.connect_with(options.clone()).await.map_err(failed)?;
        let readers = SqlitePoolOptions::new().max_connections(READERS).min_connections(1).test_before_acquire(false);
        let readers = readers.connect_with(options.clone().pragma("query_only", "1")).await.map_err(failed)?;
        let writer = Writer::new(&options, writer, readers.clone());
        Ok(Db::Sqlite { writer, readers, timings: Timings::default() })
    }

    /// Opens a SQLite database in a file of this path.
    pub async fn open_file(path: &Path) -> Result<Db> {
        Db::open(&format!("sqlite:{}", path.display())).await
    }

    /// Whether this is PostgreSQL. For messages to the operator; statements do not branch on it.
    pub fn is_postgres(&self) -> bool {
        matches!(self, Db::Postgres { .. })
    }

    async fn migrate(&self) -> Result<()> {
        match self {
            Db::Sqlite { writer, .. } => MIGRATIONS.run(writer.pool()).await?,
            Db::Postgres { pool, .. } => MIGRATIONS.run(pool).await?,
        }
        let mut tx = self.begin().await?;
        for statement in crate::search::SCHEMA {
            tx.run(statement, ()).await?;
        }
        tx.commit().await
    }

    /// Begins to write. On SQLite this waits for the writer before it.
    pub async fn begin(&self) -> Result<Tx> {
        self.begin_writing(false).await
    }

    /// Begins to write something short, to be flushed together with what others write at the same moment. On SQLite
    /// all of them are undone if the work of one fails half way: whoever calls this tries once more with
    /// [`Db::begin`] after [`Error::Undone`].
    pub async fn join(&self) -> Result<Tx> {
        self.begin_writing(true).await
    }

    async fn begin_writing(&self, together: bool) -> Result<Tx> {
        #[cfg(feature = "testing")]
        crate::fault::strike().await?;
        Ok(match self {
            Db::Sqlite { writer, timings, .. } => {
                let watch = timings.watch(Step::Begin);
                let turn = if together { writer.together().await? } else { writer.alone().await? };
                drop(watch);
                Tx::Sqlite(Lite::writing(turn), timings.clone())
            }
            Db::Postgres { pool, timings } => {
                let watch = timings.watch(Step::Begin);
                let begun = pool.begin().await?;
                drop(watch);
                Tx::Postgres(begun, timings.clone())
            }
        })
    }

    /// Begins to read: one consistent view, which no writer waits for.
    pub async fn read(&self) -> Result<Tx> {
        #[cfg(feature = "testing")]
        crate::fault::strike().await?;
        Ok(match self {
            Db::Sqlite { readers, timings, .. } => Tx::Sqlite(Lite::reading(readers.begin().await?), timings.clone()),
            Db::Postgres { pool, timings } => {
                let begun = pool.begin_with("begin isolation level repeatable read read only").await?;
                Tx::Postgres(begun, timings.clone())
            }
        })
    }

    /// Prepares a statement without running it, to learn whether the database accepts its text.
    pub async fn check(&self, sql: String) -> Result<()> {
        match self {
            Db::Sqlite { readers, .. } => {
                readers.acquire().await?.prepare(AssertSqlSafe(sql).into_sql_str()).await?;
            }
            Db::Postgres { pool, .. } => {
                pool.acquire().await?.prepare(AssertSqlSafe(sql).into_sql_str()).await?;
            }
        }
        Ok(())
    }

    /// The newest migration that was applied, if any was, and the newest that this program knows.
    pub async fn newest_migration(&self) -> Result<(Option<i64>, i64)> {
        let known = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or_default();
        let mut tx = self.read().await?;
        let row: (Option<i64>,) = match tx.maybe("select max(version) from _sqlx_migrations where success", ()).await {
            Ok(row) => row.unwrap_or_default(),
            // No migration was ever applied: the table is not there.
            Err(Error::Sql(sqlx::Error::Database(_))) => (None,),
            Err(error) => return Err(error),
        };
        Ok((row.0, known))
    }

    /// Closes every connection once its work is done.
    pub async fn close(&self) {
        match self {
            Db::Sqlite { writer, readers, .. } => {
                readers.close().await;
                writer.pool().close().await;
            }
            Db::Postgres { pool, .. } => pool.close().await,
        }
    }

    /// How long it takes, since it was opened.
    pub fn timings(&self) -> &Timings {
        match self {
            Db::Sqlite { timings, .. } | Db::Postgres { timings, .. } => timings,
        }
    }
}

impl Tx {
    /// Whether this is PostgreSQL, for what only several nodes need.
    pub fn is_postgres(&self) -> bool {
        matches!(self, Tx::Postgres(..))
    }

    /// Runs a statement; gives the number of rows that it touched.
    pub async fn run(&mut self, sql: impl Into<Sql>, fields: impl Fields) -> Result<u64> {
        #[cfg(feature = "testing")]
        crate::fault::strike().await?;
        let sql = sql.into();
        Ok(match self {
            Tx::Sqlite(tx, timings) => {
                let _watch = timings.watch(Step::Statement);
                sqlx::query_with(sql.sqlite, lite(fields)?).execute(tx.for_writing().await?).await?.rows_affected()
            }
            Tx::Postgres(tx, timings) => {
                let _watch = timings.watch(Step::Statement);
                sqlx::query_with(sql.postgres, pg(fields)?).execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    /// Runs a statement whose effect nobody asks about, before the next one or the commit: on SQLite such statements
    /// cross to its thread together.
    pub async fn later(&mut self, sql: impl Into<Sql>, fields: impl Fields) -> Result<()> {
        #[cfg(feature = "testing")]
        crate::fault::strike().await?;
        let sql = sql.into();
        match self {
            Tx::Sqlite(tx, _) => tx.later(sql.sqlite, fields).await?,
            Tx::Postgres(tx, timings) => {
                let _watch = timings.watch(Step::Statement);
                sqlx::query_with(sql.postgres, pg(fields)?).execute(&mut **tx).await?;
            }
        }
        Ok(())
    }

    /// Every row that a statement gives.
    pub async fn all<T: Record>(&mut self, sql: impl Into<Sql>, fields: impl Fields) -> Result<Vec<T>> {
        #[cfg(feature = "testing")]
        crate::fault::strike().await?;
        let sql = sql.into();
        Ok(match self {
            Tx::Sqlite(tx, timings) => {
                let _watch = timings.watch(Step::Statement);
                sqlx::query_as_with(sql.sqlite, lite(fields)?).fetch_all(tx.for_reading().await?).await?
            }
            Tx::Postgres(tx, timings) => {
                let _watch = timings.watch(Step::Statement);
                sqlx::query_as_with(sql.postgres, pg(fields)?).fetch_all(&mut **tx).await?
            }
        })
    }

    /// The row that a statement gives, if any.
    pub async fn maybe<T: Record>(&mut self, sql: impl Into<Sql>, fields: impl Fields) -> Result<Option<T>> {
        #[cfg(feature = "testing")]
        crate::fault::strike().await?;
        let sql = sql.into();
        Ok(match self {
            Tx::Sqlite(tx, timings) => {
                let _watch = timings.watch(Step::Statement);
                sqlx::query_as_with(sql.sqlite, lite(fields)?).fetch_optional(tx.for_reading().await?).await?
            }
            Tx::Postgres(tx, timings) => {
                let _watch = timings.watch(Step::Statement);
                sqlx::query_as_with(sql.postgres, pg(fields)?).fetch_optional(&mut **tx).await?
            }
        })
    }

    /// Inserts many rows of `columns` values each: `head` is `insert into t (a, b)`, `tail` what follows the values
    /// (`on conflict do nothing`), or nothing.
    pub async fn insert<F: Fields>(
        &mut self,
        head: &'static str,
        columns: usize,
        tail: &'static str,
        rows: Vec<F>,
    ) -> Result<u64> {
        let step = (PARAMETERS_MAX / columns.max(1)).clamp(1, ROWS_PER_INSERT);
        let mut touched = 0;
        let mut rows = rows.into_iter();
        loop {
            let batch: Vec<F> = rows.by_ref().take(step).collect();
            if batch.is_empty() {
                return Ok(touched);
            }
            #[cfg(feature = "testing")]
            crate::fault::strike().await?;
            // The text depends on the number of rows alone; full batches share one prepared statement.
            touched += match self {
                Tx::Sqlite(tx, timings) => {
                    // A row that is refused undoes the transaction as a whole, as on PostgreSQL: there is no need to keep a
                    // copy of each page in case only this statement had to be undone.
                    let head = head.replacen("insert into", "insert or fail into", 1);
                    let text = AssertSqlSafe(values(&head, columns, batch.len(), tail, Mark::Bare));
                    let mut to = SqliteArguments::default();
                    batch.into_iter().try_for_each(|row| row.sqlite(&mut to)).map_err(sqlx::Error::Encode)?;
                    let _watch = timings.watch(Step::Statement);
                    sqlx::query_with(text, to).execute(tx.for_writing().await?).await?.rows_affected()
                }
                Tx::Postgres(tx, timings) => {
                    let text = AssertSqlSafe(values(head, columns, batch.len(), tail, Mark::Numbered));
                    let mut to = PgArguments::default();
                    batch.into_iter().try_for_each(|row| row.postgres(&mut to)).map_err(sqlx::Error::Encode)?;
                    let _watch = timings.watch(Step::Statement);
                    sqlx::query_with(text, to).execute(&mut **tx).await?.rows_affected()
                }
            };
        }
    }

    /// Makes everything since the beginning lasting, or nothing.
    pub async fn commit(self) -> Result<()> {
        #[cfg(feature = "testing")]
        crate::fault::strike().await?;
        match self {
            Tx::Sqlite(tx, timings) => {
                let _watch = timings.watch(Step::Commit);
                tx.commit().await?;
            }
            Tx::Postgres(tx, timings) => {
                let _watch = timings.watch(Step::Commit);
                tx.commit().await?;
            }
        }
        #[cfg(feature = "testing")]
        crate::fault::strike().await?;
        Ok(())
    }
}

fn lite(fields: impl Fields) -> sqlx::Result<SqliteArguments> {
    let mut to = SqliteArguments::default();
    fields.sqlite(&mut to).map_err(sqlx::Error::Encode)?;
    Ok(to)
}

fn pg(fields: impl Fields) -> sqlx::Result<PgArguments> {
    let mut to = PgArguments::default();
    fields.postgres(&mut to).map_err(sqlx::Error::Encode)?;
    Ok(to)
}

/// Whether a connection may be used again. On a full disk or a failed write SQLite ends the transaction by itself, and
/// the driver goes on believing in it: such a connection would refuse to begin for ever.
async fn is_clean(connection: &mut SqliteConnection) -> sqlx::Result<bool> {
    if connection.is_in_transaction() {
        // The rollback of a dropped transaction may still be on its way.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

/// The address as it may be shown: what stands between `:` and `@` is a secret.
fn without_password(url: &str) -> String {
    match (url.find("://"), url.rfind('@')) {
        (Some(scheme), Some(at)) if scheme + 3 < at => {
            let user = url[scheme + 3..at].split(':').next().unwrap_or_default();
            format!("{}{user}:…{}", &url[..scheme + 3], &url[at..])
        }
        _ => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_without_its_password() {
        assert_eq!(without_password("postgres://u:s3cret@h/d"), "postgres://u:…@h/d");
        assert_eq!(without_password("sqlite:x.db"), "sqlite:x.db");
    }
}
