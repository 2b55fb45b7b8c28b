//! Throw-away databases for tests, on both engines.
//!
//! The PostgreSQL server is private to this checkout: its files are in the system's folder for temporary files, it
//! listens on a Unix socket only, and as it refuses to run as root it then runs as the user `postgres`. The first
//! test starts it and the others find it running; [`stop_postgres`] ends it.
#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot prepare its database must fail at once"
)]

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::atomic::{AtomicU32, Ordering},
};

use crate::Db;

/// A database that goes away with the test.
pub struct TestDb {
    /// The open database.
    pub db: Db,
    /// Its address, to open it again.
    pub url: String,
    folder: Option<tempfile::TempDir>,
}

impl TestDb {
    /// A folder that goes away with the test, for blobs and keys.
    pub fn folder(&mut self) -> &Path {
        self.folder.get_or_insert_with(|| tempfile::tempdir().expect("a temporary folder")).path()
    }
}

/// A new SQLite database in a temporary folder.
pub async fn sqlite() -> TestDb {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite:{}", folder.path().join("preau.db").display());
    let db = Db::open(&url).await.expect("a new SQLite database");
    TestDb { db, url, folder: Some(folder) }
}

/// A new database on the private PostgreSQL server.
pub async fn postgres() -> TestDb {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let socket = tokio::task::spawn_blocking(start_postgres).await.expect("the server starts");
    let address = |name: &str| format!("postgres://postgres@localhost/{name}?host={}", socket.display());
    let name = format!("t{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    let admin = sqlx::PgPool::connect(&address("postgres")).await.expect("the server answers");
    let drop = format!("drop database if exists {name} with (force)");
    sqlx::query(sqlx::AssertSqlSafe(drop)).execute(&admin).await.expect("dropped");
    let create = format!("create database {name} template template0 encoding 'UTF8' locale 'C'");
    sqlx::query(sqlx::AssertSqlSafe(create)).execute(&admin).await.expect("created");
    admin.close().await;
    let url = address(&name);
    let db = Db::open(&url).await.expect("a new PostgreSQL database");
    TestDb { db, url, folder: None }
}

/// Runs one body on a new database of each engine: `both!(name, |t: TestDb| async move { … })` gives the tests
/// `name::sqlite` and `name::postgres`.
#[macro_export]
macro_rules! both {
    ($(#[$meta:meta])* $name:ident, $body:expr) => {
        $(#[$meta])*
        mod $name {
            #[allow(unused_imports, reason = "a short body may need none of them")]
            use super::*;
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let body: fn($crate::testing::TestDb) -> _ = $body;
                body($crate::testing::sqlite().await).await;
            }
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let body: fn($crate::testing::TestDb) -> _ = $body;
                body($crate::testing::postgres().await).await;
            }
        }
    };
}

/// Where the private server's files are: a short path, as that of a Unix socket is bounded.
fn home() -> PathBuf {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in env!("CARGO_MANIFEST_DIR").bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    std::env::temp_dir().join(format!("preau-pg-{:08x}", hash as u32))
}

/// Starts the private server unless it runs; gives the folder of its socket.
pub fn start_postgres() -> PathBuf {
    let home = home();
    std::fs::create_dir_all(&home).expect("a folder for the private PostgreSQL");
    let lock = std::fs::File::create(home.with_extension("lock")).expect("a lock file");
    lock.lock().expect("the lock on the private PostgreSQL");
    if !pg_ctl(&home, &["status"]) {
        give_to_postgres(&home);
        if !home.join("data/PG_VERSION").exists() {
            let _ = std::fs::remove_dir_all(home.join("data"));
            let data = home.join("data");
            let made = as_postgres("initdb")
                .args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync", "--pgdata"])
                .arg(&data)
                .output()
                .expect("initdb runs");
            assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        }
        let options = format!(
            "-c listen_addresses= -c unix_socket_directories={} -c fsync=off -c synchronous_commit=off \
             -c full_page_writes=off -c max_connections=400 -c shared_buffers=64MB -c autovacuum=off",
            home.display()
        );
        let log = home.join("log");
        let started = pg_ctl(&home, &["--wait", "--options", &options, "--log", &log.display().to_string(), "start"]);
        let log = std::fs::read_to_string(&log).unwrap_or_default();
        assert!(started, "the private PostgreSQL did not start: {log}");
    }
    home
}

/// Stops the private server and removes its files.
pub fn stop_postgres() {
    let home = home();
    if home.exists() {
        pg_ctl(&home, &["--mode=immediate", "--wait", "stop"]);
        let _ = std::fs::remove_dir_all(&home);
        let _ = std::fs::remove_file(home.with_extension("lock"));
    }
}

fn pg_ctl(home: &Path, args: &[&str]) -> bool {
    let mut command = as_postgres("pg_ctl");
    command.arg("--pgdata").arg(home.join("data")).args(args);
    command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// A program of the server, to be run by an ordinary user.
fn as_postgres(program: &str) -> Command {
    let path = find(program);
    if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]).arg(path).current_dir("/");
        command
    } else {
        Command::new(path)
    }
}

fn give_to_postgres(home: &Path) {
    if is_root() {
        let given = Command::new("chown").args(["-R", "postgres:postgres"]).arg(home).status();
        assert!(
            given.is_ok_and(|status| status.success()),
            "the folder of the private PostgreSQL is given to its user"
        );
    }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|said| said.stdout.starts_with(b"0\n"))
}

/// Debian keeps the server's programs out of the path.
fn find(program: &str) -> PathBuf {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    debian
        .map(|version| version.path().join("bin").join(program))
        .filter(|path| path.exists())
        .max()
        .unwrap_or_else(|| PathBuf::from(program))
}

#[cfg(test)]
mod tests {
    use crate::testing::TestDb;

    both!(what_was_not_committed_is_not_there, |t: TestDb| async move {
        let mut tx = t.db.begin().await.expect("begun");
        tx.run("insert into academie (code, name) values ($1, $2)", (10_i64, "Lyon")).await.expect("inserted");
        drop(tx);
        let mut tx = t.db.read().await.expect("begun");
        assert_eq!(
            tx.all::<(i64, String)>("select code, name from academie order by code", ()).await.expect("read"),
            vec![]
        );
    });

    both!(a_reader_cannot_write, |t: TestDb| async move {
        let mut tx = t.db.read().await.expect("begun");
        let refused = tx.run("insert into academie (code, name) values ($1, $2)", (10_i64, "Lyon")).await;
        assert!(refused.is_err());
    });

    both!(many_rows_go_in_at_once_and_read_back_in_order, |t: TestDb| async move {
        let mut tx = t.db.begin().await.expect("begun");
        let rows: Vec<_> = (0..1_000_i64).map(|n| (n, format!("académie {n}"))).collect();
        let head = "insert into academie (code, name)";
        assert_eq!(tx.insert(head, 2, "", rows.clone()).await.expect("inserted"), 1_000);
        assert_eq!(tx.insert(head, 2, "on conflict do nothing", rows.clone()).await.expect("again"), 0);
        assert!(matches!(tx.insert(head, 2, "", vec![(1_i64, "x")]).await, Err(crate::Error::Exists)));
        drop(tx);
        let mut tx = t.db.begin().await.expect("begun");
        tx.insert(head, 2, "", rows.clone()).await.expect("inserted");
        tx.commit().await.expect("committed");
        let mut tx = t.db.read().await.expect("begun");
        assert_eq!(
            tx.all::<(i64, String)>("select code, name from academie order by code", ()).await.expect("read"),
            rows
        );
    });
}
