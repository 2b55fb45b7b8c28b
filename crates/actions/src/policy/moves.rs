//! A policy moves from one state to another: into the shadow, into a share of the schools, into force, and out of it.

use model::{
    Actor, limits,
    policy::{PolicyKind, PolicyState},
};
use store::policy::{Move, Policy};
use uuid::Uuid;

use super::may_govern;
use crate::{App, Result, record, switchboard::Hint};

/// Where it is to go.
#[derive(Debug, Clone)]
pub struct Order<'a> {
    /// The state.
    pub to: PolicyState,
    /// Percent of the schools, when that is partial.
    pub share: i64,
    /// In force at once and for [`limits::POLICY_EMERGENCY_LIFE`], tested or not.
    pub urgent: bool,
    /// Why.
    pub note: &'a str,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moved {
    /// It stands there now, and every node reads it within two seconds.
    Yes,
    /// That is no legal move from where it stands.
    NotFrom(PolicyState),
    /// As many policies are read as may be.
    TooMany,
    /// There is no such policy for them.
    NotFound,
}

/// Moves a policy. Active to active confirms what an emergency brought.
pub async fn move_to(app: &App, by: Option<&Actor>, id: Uuid, order: &Order<'_>) -> Result<Moved> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(policy) = store::policy::get(&mut tx, id).await? else { return Ok(Moved::NotFound) };
    if !may_govern(&mut tx, by, &policy.scope).await? {
        return Ok(Moved::NotFound);
    }
    if !is_legal(&policy, order) {
        return Ok(Moved::NotFrom(policy.state));
    }
    let read = store::policy::read(&mut tx).await?.len() as i64;
    if order.to.is_read() && !policy.state.is_read() && read >= limits::POLICIES_READ_MAX {
        return Ok(Moved::TooMany);
    }
    let step = Move {
        from: policy.state,
        to: order.to,
        share: if order.to == PolicyState::Partial { order.share.clamp(1, 100) } else { 100 },
        expires_at: order.urgent.then(|| now + limits::POLICY_EMERGENCY_LIFE),
    };
    if !store::policy::moves(&mut tx, id, &step, now).await? {
        return Ok(Moved::NotFrom(policy.state));
    }
    let mut retired = 0;
    if policy.kind == PolicyKind::Base && order.to == PolicyState::Active {
        retired = store::policy::retire_base(&mut tx, &policy.scope, id, now).await?;
    }
    let facts = serde_json::json!({
        "from": step.from, "to": step.to, "share": step.share, "until": step.expires_at, "hash": policy.hash,
        "policy": policy.title(), "scope": policy.scope, "retired": retired, "note": order.note,
    });
    let author = by.map(|actor| actor.person);
    record::append(app, &mut tx, "policy.move", author, &format!("policy/{id}"), &facts).await?;
    app.commit(tx, [Hint::Desk]).await?;
    Ok(Moved::Yes)
}

fn is_legal(policy: &Policy, order: &Order<'_>) -> bool {
    let confirms = policy.state == PolicyState::Active && order.to == PolicyState::Active;
    if confirms {
        return policy.expires_at().is_some() && !order.urgent;
    }
    // What decides instead of another is whole or not there: only overlays are tried in the shadow or in a share.
    if policy.kind == PolicyKind::Base && matches!(order.to, PolicyState::Shadow | PolicyState::Partial) {
        return false;
    }
    if matches!(order.to, PolicyState::Tested | PolicyState::Expired | PolicyState::Demoted) {
        return false;
    }
    if order.urgent { policy.state.may_become_urgently(order.to) } else { policy.state.may_become(order.to) }
}
