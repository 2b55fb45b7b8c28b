//! `cargo xtask sql`: every SQL text of the store is prepared on both databases, without a test having to run it.

mod find;

use store::testing::{postgres, sqlite};

use crate::{
    fault::{self, Fault},
    tree::{Result, Tree},
};
use find::Statement;

const STORE: &str = "crates/store/src/";
const FACADE: &str = "crates/store/src/db.rs";
/// Statements that may be spelled differently for each database: the rest is one text.
const TWICE_MAX: usize = 15;
const REMEDY: &str = "write it in the SQL that both databases share, or spell it twice with sql!";

/// Finds the statements, prepares each, prints what is refused and the counts.
pub(crate) fn run(tree: &Tree) -> Result<bool> {
    let mut faults = Vec::new();
    let mut statements = Vec::new();
    for (path, text) in tree.under(STORE, ".rs") {
        let (found, unread) = find::statements(path, text);
        statements.extend(found);
        // The facade runs what it is handed, and the migrations each time that a database is opened.
        faults.extend(unread.into_iter().filter(|_| path != FACADE));
    }
    faults.extend(too_many_twice(&statements));
    let twice = statements.iter().filter(|statement| statement.is_twice()).count();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    faults.extend(runtime.block_on(prepare(&statements)));
    println!("{} statements, {twice} spelled twice (at most {TWICE_MAX})", statements.len());
    Ok(fault::report(faults))
}

async fn prepare(statements: &[Statement]) -> Vec<Fault> {
    let (lite, pg) = (sqlite().await, postgres().await);
    let mut faults = Vec::new();
    for statement in statements {
        for (engine, database, text) in [("SQLite", &lite, &statement.sqlite), ("PostgreSQL", &pg, &statement.postgres)]
        {
            let Some(text) = text else { continue };
            if let Err(why) = database.db.check(text.clone()).await {
                faults.push(Fault::new(&statement.path, statement.line, refused(engine, &why), REMEDY));
            }
        }
    }
    lite.db.close().await;
    pg.db.close().await;
    faults
}

/// What the database itself said: the errors around it only say that it failed.
fn refused(engine: &str, why: &dyn std::error::Error) -> String {
    let said = std::iter::successors(Some(why), |why| why.source()).last().map_or(String::new(), ToString::to_string);
    format!("{engine} refuses it: {}", said.replace('\n', " "))
}

fn too_many_twice(statements: &[Statement]) -> Option<Fault> {
    let mut twice = statements.iter().filter(|statement| statement.is_twice());
    let beyond = twice.nth(TWICE_MAX)?;
    let what = format!("more than {TWICE_MAX} statements are spelled twice, this one too");
    Some(Fault::new(&beyond.path, beyond.line, what, "find the text that both databases accept"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(sqlite: &str, postgres: &str) -> Statement {
        let (sqlite, postgres) = (Some(sqlite.to_owned()), Some(postgres.to_owned()));
        Statement { path: "a.rs".to_owned(), line: 3, sqlite, postgres }
    }

    #[test]
    fn statements_spelled_twice_are_counted() {
        let mut statements = vec![statement("select 1", "select 2"); TWICE_MAX];
        statements.extend(vec![statement("select 1", "select 1"); 100]);
        assert_eq!(too_many_twice(&statements), None);
        statements.push(statement("select 1", "select 2"));
        assert!(too_many_twice(&statements).is_some());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_one_engine_refuses_is_named_with_it() {
        let statements = [
            statement("select code from academie where code = $1", "select code from academie where code = $1"),
            statement("select code from academie for update", "select code from academie for update"),
            statement("select 1 where glob('a', 'b')", "select 1 where glob('a', 'b')"),
            statement("select missing from academie", "select missing from academie"),
        ];
        let faults = prepare(&statements).await;
        let engines: Vec<&str> = faults.iter().filter_map(|fault| fault.what.split(' ').next()).collect();
        assert_eq!(engines, ["SQLite", "PostgreSQL", "SQLite", "PostgreSQL"]);
    }
}
