//! A policy moves from one state to another: into the shadow, into a share of the schools, into force, and out of it.

use model::{
    Actor, limits,
    policy::{PolicyKind, PolicyState},
};
use store::{
    Tx,
    policy::{Move, Policy},
};
use uuid::Uuid;

use super::{may_govern, signature};
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
    /// The signature would hold more of the newest letters than any may.
    TooBroad {
        /// Letters that it would hold.
        held: i64,
        /// Of so many.
        of: i64,
    },
    /// There is no such policy for them.
    NotFound,
}

/// Moves a policy. Active to active confirms what an emergency brought.
pub async fn move_to(app: &App, by: Option<&Actor>, id: Uuid, order: &Order<'_>) -> Result<Moved> {
    let now = app.now();
    let broad = if order.to.is_in_force() { broad(app, by, id).await? } else { None };
    let mut tx = app.db.begin().await?;
    let Some(policy) = store::policy::get(&mut tx, id).await? else { return Ok(Moved::NotFound) };
    if !may_govern(&mut tx, by, &policy.scope).await? {
        return Ok(Moved::NotFound);
    }
    if !is_legal(&policy, order) {
        return Ok(Moved::NotFrom(policy.state));
    }
    if order.to.is_read() && !policy.state.is_read() && is_full(&mut tx, policy.kind).await? {
        return Ok(Moved::TooMany);
    }
    if let Some((held, of)) = broad {
        return Ok(Moved::TooBroad { held, of });
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
    if policy.kind == PolicyKind::Signature && order.to == PolicyState::Active {
        retired = store::policy::retire_others(&mut tx, &policy.name, id, now).await?;
        signature::begin(app, &mut tx, id, now).await?;
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

/// Letters that a signature would hold, if they are too many; looked at before the move, as others may write meanwhile.
async fn broad(app: &App, by: Option<&Actor>, id: Uuid) -> Result<Option<(i64, i64)>> {
    let mut tx = app.db.read().await?;
    let Some(policy) = store::policy::get(&mut tx, id).await? else { return Ok(None) };
    if policy.kind != PolicyKind::Signature || !may_govern(&mut tx, by, &policy.scope).await? {
        return Ok(None);
    }
    drop(tx);
    signature::too_broad(app, &policy).await
}

/// Whether nodes read as many policies as they may.
async fn is_full(tx: &mut Tx, kind: PolicyKind) -> Result<bool> {
    let read = store::policy::read(tx).await?;
    let signatures = read.iter().filter(|policy| policy.kind == PolicyKind::Signature).count();
    let full = kind == PolicyKind::Signature && signatures >= limits::SIGNATURES_READ_MAX;
    Ok(full || read.len() as i64 >= limits::POLICIES_READ_MAX)
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
