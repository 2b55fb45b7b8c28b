//! What is watched without anybody asking: a rule whose time is over ends, and one that hits far more often than its
//! test said is taken out. May run twice, and on several nodes.

use model::{Millis, limits, policy::PolicyState};
use store::policy::{Move, Policy};

use crate::{App, Result, record, switchboard::Hint};

/// Looks at every policy that is read. Gives the number of those that were taken out.
pub async fn watch(app: &App) -> Result<usize> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let read = store::policy::read(&mut tx).await?;
    drop(tx);
    let ending: Vec<(Policy, PolicyState)> =
        read.into_iter().filter_map(|policy| ending(&policy, now).map(|to| (policy, to))).collect();
    if ending.is_empty() {
        return Ok(0);
    }
    let (mut tx, mut out) = (app.db.begin().await?, 0);
    for (policy, to) in ending {
        let step = Move { from: policy.state, to, share: policy.share, expires_at: policy.expires_at() };
        if !store::policy::moves(&mut tx, policy.id, &step, now).await? {
            continue;
        }
        let facts = serde_json::json!({
            "from": policy.state, "policy": policy.title(), "hash": policy.hash, "hits": policy.hits,
            "judged": policy.judged, "tested_hits": policy.tested_hits, "tested_of": policy.tested_of,
        });
        let subject = format!("policy/{}", policy.id);
        if to == PolicyState::Expired {
            record::append(app, &mut tx, "policy.expire", None, &subject, &facts).await?;
        } else {
            record::append(app, &mut tx, "policy.demote", None, &subject, &facts).await?;
        }
        tracing::warn!(policy = policy.title(), to = to.code(), "a policy was taken out by itself");
        out += 1;
    }
    app.commit(tx, [Hint::Desk]).await?;
    Ok(out)
}

/// Where it is to go, if it is to be taken out.
fn ending(policy: &Policy, now: Millis) -> Option<PolicyState> {
    if policy.expires_at().is_some_and(|at| now >= at) && policy.state.may_become(PolicyState::Expired) {
        return Some(PolicyState::Expired);
    }
    (is_wild(policy) && policy.state.may_become(PolicyState::Demoted)).then_some(PolicyState::Demoted)
}

/// Whether it hits far more letters than it did of the log. What was never tested has promised nothing; it ends by itself.
fn is_wild(policy: &Policy) -> bool {
    let (Some(tested), Some(of)) = (policy.tested_hits, policy.tested_of) else { return false };
    // hits / judged > factor * tested / of, without fractions; one hit at least is granted to the test.
    let live = i128::from(policy.hits) * i128::from(of.max(1));
    let told = i128::from(limits::POLICY_DEMOTE_FACTOR) * i128::from(tested.max(1)) * i128::from(policy.judged.max(1));
    policy.hits >= limits::POLICY_DEMOTE_HITS_MIN && live > told
}
