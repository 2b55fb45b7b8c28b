//! The operator's rule files on this node. A folder is looked at twice a second; when a file of it changes, all of them are
//! tried again, and they come into force together or not at all: with a fault in one, the former ones stay, and the fault
//! is in the log, in the journal, at the console and on the desk's page. What each node has is a row, so that one that
//! was forgotten is seen.

use std::sync::Arc;

use model::{Actor, Millis, Role};
use shield::{RuleFile, RuleRefused};
use store::{
    Db, Tx,
    rule_set::{NewRuleSet, RuleSet},
};

use crate::{App, Result, judge::Judge, policies, record, would_hold};

/// What judges by itself on this node, and the files that are part of it.
pub(crate) struct Own {
    pub(crate) judge: Arc<dyn Judge>,
    /// In force.
    files: Vec<RuleFile>,
    rules: i64,
    since: Millis,
    /// Tried last, in force or not.
    tried: Vec<RuleFile>,
    /// What was wrong with those.
    refused: Vec<RuleRefused>,
}

impl Own {
    /// A judge without files.
    pub(crate) fn alone(judge: Arc<dyn Judge>, since: Millis) -> Own {
        Own { judge, files: Vec::new(), rules: 0, since, tried: Vec::new(), refused: Vec::new() }
    }

    /// The same of a node that begins with these files; of a start alone those that are sound are in force without the
    /// others, as a service that does not start protects nobody.
    pub(crate) fn with(self, rules: i64, tried: Vec<RuleFile>, refused: Vec<RuleRefused>) -> Own {
        let sound = |file: &&RuleFile| refused.iter().all(|refused| refused.file != file.name);
        let files = tried.iter().filter(sound).cloned().collect();
        Own { files, rules, tried, refused, ..self }
    }
}

/// What became of files that were looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loaded {
    /// They are those of before.
    Same,
    /// In force: so many rules.
    Yes(usize),
    /// The former ones stay in force.
    Refused(Vec<RuleRefused>),
}

/// Tries the files of the folder, and puts them in force together.
pub async fn load(app: &App, files: &[RuleFile]) -> Result<Loaded> {
    if app.own().tried == files {
        return Ok(Loaded::Same);
    }
    let checked = would_hold::check(&app.db, files, app.now()).await?;
    if !checked.refused.is_empty() {
        return refuse(app, files.to_vec(), checked.refused).await;
    }
    let rules = checked.shield.local_rules().count();
    let own = Own {
        judge: Arc::new(checked.shield),
        files: files.to_vec(),
        rules: rules as i64,
        since: app.now(),
        tried: files.to_vec(),
        refused: Vec::new(),
    };
    let mut tx = app.db.begin().await?;
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let facts = serde_json::json!({ "files": names, "rules": rules, "hash": own.judge.rules() });
    record::append(app, &mut tx, "rules.load", None, &node(app), &facts).await?;
    say(app, &mut tx, &own).await?;
    tx.commit().await?;
    policies::judge_by(app, own).await;
    Ok(Loaded::Yes(rules))
}

/// The folder cannot be read: what is in force stays so.
pub async fn cannot_read(app: &App, why: RuleRefused) -> Result<Loaded> {
    if app.own().refused == [why.clone()] {
        return Ok(Loaded::Same);
    }
    refuse(app, Vec::new(), vec![why]).await
}

async fn refuse(app: &App, tried: Vec<RuleFile>, refused: Vec<RuleRefused>) -> Result<Loaded> {
    let own = app.own();
    let Own { judge, files, rules, since, .. } = &*own;
    let kept = Own {
        judge: judge.clone(),
        files: files.clone(),
        rules: *rules,
        since: *since,
        tried,
        refused: refused.clone(),
    };
    let mut tx = app.db.begin().await?;
    let facts = serde_json::json!({ "faults": pairs(&refused), "hash": judge.rules() });
    record::append(app, &mut tx, "rules.refuse", None, &node(app), &facts).await?;
    say(app, &mut tx, &kept).await?;
    tx.commit().await?;
    app.set_own(kept);
    Ok(Loaded::Refused(refused))
}

/// Says what this node has in force, so that a node that has other rules than the others is seen.
pub async fn note(app: &App) -> Result<()> {
    let mut tx = app.db.begin().await?;
    say(app, &mut tx, &app.own()).await?;
    Ok(tx.commit().await?)
}

async fn say(app: &App, tx: &mut Tx, own: &Own) -> Result<()> {
    let faults = serde_json::to_string(&pairs(&own.refused))?;
    let (files, rules, since) = (own.files.len() as i64, own.rules, own.since);
    let new =
        NewRuleSet { node: app.switchboard.node(), hash: own.judge.rules(), files, rules, since, faults: &faults };
    Ok(store::rule_set::note(tx, &new, app.now()).await?)
}

/// What each node has in force, for whoever decides on policies. Nothing where no node has a folder of rules.
pub async fn sight(app: &App, actor: &Actor) -> Result<Vec<RuleSet>> {
    if !actor.roles.iter().any(|grant| matches!(grant.role, Role::Desk | Role::Operator)) {
        return Ok(Vec::new());
    }
    nodes(&app.db, app.now()).await
}

/// The same, at the console.
pub async fn nodes(db: &Db, now: Millis) -> Result<Vec<RuleSet>> {
    let mut tx = db.read().await?;
    Ok(store::rule_set::all(&mut tx, now).await?)
}

fn node(app: &App) -> String {
    format!("node/{}", app.switchboard.node())
}

fn pairs(refused: &[RuleRefused]) -> Vec<(&str, &str)> {
    refused.iter().map(|refused| (refused.file.as_str(), refused.why.as_str())).collect()
}
