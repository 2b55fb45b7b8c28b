//! The life of a policy: written, tried on the log, moved from state to state, watched. Each of its moves is one action
//! with one entry in the journal. In memory it is in [`crate::policies`].

mod back_test;
mod moves;
mod propose;
pub mod signature;
mod watch;

use model::{Actor, Role, policy::PolicyKind, territory::Scope};
use shield::policy::Policy;
use store::{Tx, policy::Policy as Version};
use uuid::Uuid;

pub use shield::{OneSignature, policy::OneRule};

pub use back_test::{Report, Sample, Span, back_test, test};
pub use moves::{Moved, Order, move_to};
pub use propose::{NewVersion, Proposed, keep_own, propose};
pub use signature::Signature;
pub use watch::watch;

use crate::{App, Result};

/// A text that may be kept.
pub enum Checked {
    /// Rules over features that decide.
    Base(Policy),
    /// Rules over features on top of those.
    Overlay(Policy),
    /// Words that are looked for.
    Signature(Box<Signature>),
}

impl Checked {
    /// Hexadecimal SHA-256 of the text.
    pub fn hash(&self) -> &str {
        match self {
            Checked::Base(policy) | Checked::Overlay(policy) => &policy.hash,
            Checked::Signature(signature) => &signature.hash,
        }
    }
}

/// Reads and checks the text of a policy of a kind. Errors: what is wrong with it, each a French sentence.
pub fn check(kind: PolicyKind, text: &str) -> std::result::Result<Checked, Vec<String>> {
    let read = match kind {
        PolicyKind::Signature => return Ok(Checked::Signature(Box::new(Signature::parse(text)?))),
        PolicyKind::Base => Policy::parse(text).map(Checked::Base),
        PolicyKind::Overlay => Policy::parse_overlay(text).map(Checked::Overlay),
    };
    read.map_err(|refused| refused.iter().map(ToString::to_string).collect())
}

/// The versions that somebody may see, newest move first. `by`: none is the console.
pub async fn list(app: &App, by: Option<&Actor>) -> Result<Vec<Version>> {
    let mut tx = app.db.read().await?;
    let mut seen = Vec::new();
    for version in store::policy::list(&mut tx).await? {
        if may_see(&mut tx, by, &version.scope).await? {
            seen.push(version);
        }
    }
    Ok(seen)
}

/// One version that somebody may see.
pub async fn get(app: &App, by: Option<&Actor>, id: Uuid) -> Result<Option<Version>> {
    let mut tx = app.db.read().await?;
    let Some(version) = store::policy::get(&mut tx, id).await? else { return Ok(None) };
    Ok(may_see(&mut tx, by, &version.scope).await?.then_some(version))
}

/// One version by what decisions call it: `carnaval.2`.
pub async fn named(app: &App, title: &str) -> Result<Option<Version>> {
    let Some((name, version)) = title.rsplit_once('.').and_then(|(name, n)| Some((name, n.parse().ok()?))) else {
        return Ok(None);
    };
    let mut tx = app.db.read().await?;
    Ok(store::policy::named(&mut tx, name, version).await?)
}

/// Versions that are in force and that this program cannot read, each with why: another one wrote them.
pub async fn unreadable(db: &store::Db) -> Result<Vec<(String, String)>> {
    let mut tx = db.read().await?;
    let mut found = Vec::new();
    for version in store::policy::read(&mut tx).await? {
        if let Err(why) = check(version.kind, &version.text) {
            found.push((version.title(), why.join(" ; ")));
        }
    }
    Ok(found)
}

/// Whether somebody may decide on the policies of a territory: the desk and the operator of all of it. Whoever may run
/// the program on its data may; that is the console.
pub(crate) async fn may_govern(tx: &mut Tx, by: Option<&Actor>, scope: &Scope) -> Result<bool> {
    let Some(actor) = by else { return Ok(true) };
    let academie = match scope {
        Scope::School(school) => store::policy::academie_of(tx, *school).await?,
        _ => None,
    };
    let held = actor.roles.iter().filter(|grant| matches!(grant.role, Role::Desk | Role::Operator));
    Ok(held.into_iter().any(|grant| match &grant.scope {
        Scope::All => true,
        Scope::Academie(code) => grant.scope == *scope || academie == Some(i64::from(*code)),
        other => other == scope,
    }))
}

/// Whoever governs some territory sees what holds there: its own, and what is for everybody around it.
async fn may_see(tx: &mut Tx, by: Option<&Actor>, scope: &Scope) -> Result<bool> {
    let Some(actor) = by else { return Ok(true) };
    if may_govern(tx, by, scope).await? {
        return Ok(true);
    }
    let some = actor.roles.iter().any(|grant| matches!(grant.role, Role::Desk | Role::Operator));
    Ok(some && *scope == Scope::All)
}

/// A territory that a policy may have.
pub const fn is_territory(scope: &Scope) -> bool {
    matches!(scope, Scope::All | Scope::Academie(_) | Scope::School(_))
}
