//! Everything that the database holds, to compare before and after.

use std::collections::BTreeMap;

use store::{Db, sql};

use super::World;

/// The rows of each table as text, in order.
pub type Dump = BTreeMap<String, Vec<String>>;

impl World {
    /// Everything that the database holds now.
    pub async fn dump(&self) -> Dump {
        let mut tx = self.app.db.read().await.expect("reads");
        let names: Vec<(String,)> = tx
            .all(
                sql!(
                    [lite: "select name from sqlite_schema where type = 'table'",
                     pg: "select cast(table_name as text) from information_schema.tables where table_schema = 'public'"],
                    " order by 1"
                ),
                (),
            )
            .await
            .expect("the tables are listed");
        let mut dump = Dump::new();
        for (table,) in names {
            let row = match self.app.db {
                Db::Postgres { .. } => format!("cast({table} as text)"),
                Db::Sqlite { .. } => {
                    let columns: Vec<(String,)> =
                        tx.all("select name from pragma_table_info($1)", (table.as_str(),)).await.expect("columns");
                    let columns: Vec<String> = columns.iter().map(|(name,)| format!("quote({name})")).collect();
                    columns.join(" || ',' || ")
                }
            };
            // The facade takes constant texts alone; a test may keep a few for ever.
            let text: &'static str = format!("select {row} as line from {table} order by 1").leak();
            let rows: Vec<(String,)> = tx.all(text, ()).await.expect("a table is read");
            dump.insert(table, rows.into_iter().map(|(line,)| line).collect());
        }
        dump
    }
}

/// The tables that differ.
pub fn changed(before: &Dump, after: &Dump) -> Vec<String> {
    after.iter().filter(|(table, rows)| before.get(*table) != Some(*rows)).map(|(table, _)| table.clone()).collect()
}
