//! The promises of ARCHITECTURE.md, checked on the rows by other means than the program's own.

mod books;
mod doors;
mod history;
mod seen;
mod words;

use actions::testing::{Facts, Tab, World};

use crate::{perform::Outcome, plan::Plan};

pub use history::History;

/// What is checked with a memory of what went before.
#[derive(Default)]
pub struct Checks {
    history: History,
    ledger: seen::Ledger,
}

/// Why a world is not as promised.
pub type Broken = String;

impl Checks {
    /// Everything, after an act that changed something. `watched` are those whose inbox is computed again.
    pub async fn all(&mut self, world: &World, tabs: &[Tab], watched: &[String]) -> Result<(), Broken> {
        self.history.follow(world).await?;
        self.history.agrees_with_the_table(world).await?;
        self.ledger.only_what_was_out(world, &self.history).await?;
        for key in watched {
            seen::inbox_is_what_the_rows_say(world, key).await?;
        }
        books::every_row_has_its_entry(world).await?;
        words::nothing_leaves(world).await?;
        doors::sessions_hold_as_the_rows_say(world, tabs).await?;
        Ok(())
    }

    /// What came of one act.
    pub async fn outcome(
        &self,
        world: &World,
        facts: Option<&Facts>,
        plan: &Plan,
        outcome: &Outcome,
    ) -> Result<(), Broken> {
        seen::shown_is_in_the_ledger(world, outcome).await?;
        seen::sent_as_the_rules_say(world, facts, plan, outcome).await
    }
}

/// Reads rows for a check.
pub(crate) async fn rows<T: store::db::Record>(world: &World, sql: &'static str) -> Result<Vec<T>, Broken> {
    let mut tx = world.app.db.read().await.map_err(|error| error.to_string())?;
    tx.all(sql, ()).await.map_err(|error| format!("{sql}: {error}"))
}

/// A check's outcome.
pub(crate) fn holds(promise: bool, broken: impl FnOnce() -> String) -> Result<(), Broken> {
    if promise { Ok(()) } else { Err(broken()) }
}
