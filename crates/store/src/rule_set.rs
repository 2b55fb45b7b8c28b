//! Which of the operator's rule files each node has in force.

use model::{Millis, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// What a node has in force.
#[derive(Debug, Clone)]
pub struct NewRuleSet<'a> {
    /// The node.
    pub node: Uuid,
    /// Identity of the rules, as decisions have it.
    pub hash: &'a str,
    /// Files.
    pub files: i64,
    /// Rules in them.
    pub rules: i64,
    /// Since when.
    pub since: Millis,
    /// JSON: pairs of a file and what is wrong with it.
    pub faults: &'a str,
}

/// Notes it, and forgets nodes that have said nothing for [`limits::RULE_SETS_KEPT`].
pub async fn note(tx: &mut Tx, new: &NewRuleSet<'_>, now: Millis) -> Result<()> {
    tx.run(
        "insert into rule_set (node, hash, files, rules, since, faults, seen_at) values ($1, $2, $3, $4, $5, $6, $7) \
         on conflict (node) do update set hash = excluded.hash, files = excluded.files, rules = excluded.rules, \
         since = excluded.since, faults = excluded.faults, seen_at = excluded.seen_at",
        (new.node, new.hash, new.files, new.rules, new.since, new.faults, now),
    )
    .await?;
    tx.run("delete from rule_set where seen_at < $1", (now - limits::RULE_SETS_KEPT,)).await?;
    Ok(())
}

/// What a node said last.
#[derive(Debug, Clone, FromRow)]
pub struct RuleSet {
    /// The node.
    pub node: Uuid,
    /// Identity of its rules.
    pub hash: String,
    /// Files.
    pub files: i64,
    /// Rules in them.
    pub rules: i64,
    since: i64,
    faults: String,
}

impl RuleSet {
    /// Since when they are in force.
    pub fn since(&self) -> Millis {
        Millis(self.since)
    }
    /// Newer files that are not, each with what is wrong with it.
    pub fn faults(&self) -> Vec<(String, String)> {
        serde_json::from_str(&self.faults).unwrap_or_default()
    }
}

/// Nodes that said something lately.
pub async fn all(tx: &mut Tx, now: Millis) -> Result<Vec<RuleSet>> {
    tx.all(
        "select node, hash, files, rules, since, faults from rule_set where seen_at >= $1 order by node",
        (now - limits::RULE_SETS_KEPT,),
    )
    .await
}
