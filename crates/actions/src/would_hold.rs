//! What the operator's own rules would have held of the newest messages: a rule that would hold too much is refused, with
//! its count.

use model::{Millis, limits};
use shield::{Letter, RuleFile, RuleRefused, Shield};
use store::Db;

use crate::{Error, Result};

/// What the rules of a folder give.
pub struct Checked {
    /// The program's rules and those that hold.
    pub shield: Shield,
    /// Files that are refused, with their reasons.
    pub refused: Vec<RuleRefused>,
}

/// Reads rule files, and refuses those that are not sound or that would hold too much of the newest messages. The work is
/// done beside that of the program.
pub async fn check(db: &Db, files: &[RuleFile], now: Millis) -> Result<Checked> {
    let mut newest = Vec::new();
    if !files.is_empty() {
        let mut tx = db.read().await?;
        newest = store::message::newest_texts(&mut tx, limits::RULE_TRAFFIC_MESSAGES).await?;
    }
    let files = files.to_vec();
    tokio::task::spawn_blocking(move || sieve(files, &newest, now)).await.map_err(|_| Error::Lost)?
}

fn sieve(mut kept: Vec<RuleFile>, newest: &[(String, String)], now: Millis) -> Result<Checked> {
    let mut refused = Vec::new();
    loop {
        let (shield, unsound) = Shield::with_local(&kept).map_err(|error| Error::Rules(error.to_string()))?;
        kept.retain(|file| unsound.iter().all(|refused| refused.file != file.name));
        refused.extend(unsound);
        let Some((rule, held)) = broadest(&shield, newest, now) else {
            return Ok(Checked { shield, refused });
        };
        let file =
            shield.local_rules().find(|(id, _)| *id == rule).map(|(_, file)| file.to_owned()).unwrap_or_default();
        let of = newest.len() as i64;
        let percent = held * 100 / of.max(1);
        let why = format!("« {rule} » retiendrait {percent} % des {of} derniers messages ({held}) : resserrez-la");
        kept.retain(|kept| kept.name != file);
        refused.push(RuleRefused { file, why });
    }
}

/// The local rule that would hold most, if it is over the bound, with how many messages.
fn broadest(shield: &Shield, newest: &[(String, String)], now: Millis) -> Option<(String, i64)> {
    shield.local_rules().next()?;
    let mut held: std::collections::BTreeMap<&str, i64> = std::collections::BTreeMap::new();
    for (subject, body) in newest {
        let letter = Letter { subject, body, file_names: &[] };
        for rule in shield.local_hits(&letter, Some(now)) {
            *held.entry(rule).or_default() += 1;
        }
    }
    let bound = limits::RULE_HELD_ALWAYS_FINE.max(newest.len() as i64 * limits::RULE_HELD_PERCENT_MAX / 100);
    let most = held.into_iter().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > bound);
    most.map(|(rule, count)| (rule.to_owned(), count))
}
