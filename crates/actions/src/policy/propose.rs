//! A version of a policy is written: its text is checked and kept for good, and decides nothing yet.

use model::{
    Actor,
    policy::{PolicyKind, PolicyState},
    territory::Scope,
};
use store::policy::NewPolicy;
use uuid::Uuid;

use super::{check, is_territory, may_govern};
use crate::{App, Result, record};

/// Name of the program's own policy among the versions, so that what it decided can be decided again by a later program.
const OWN: &str = "preau";

/// What is proposed.
#[derive(Debug, Clone)]
pub struct NewVersion<'a> {
    /// What it is for.
    pub kind: PolicyKind,
    /// What people call it: lower-case letters, digits and `_`.
    pub name: &'a str,
    /// TOML.
    pub text: &'a str,
    /// What it is for, in a sentence.
    pub note: &'a str,
    /// Where it is to hold.
    pub scope: Scope,
}

/// What came of it.
#[derive(Debug)]
pub enum Proposed {
    /// Kept as a draft.
    Yes {
        /// Its identity.
        id: Uuid,
        /// Its number among the versions of its name.
        version: i64,
    },
    /// The text is no policy.
    Refused(Vec<String>),
    /// The name cannot be one.
    Name,
    /// The territory is not theirs to decide on, or none that a policy may have.
    Scope,
}

/// Keeps a new version, as a draft.
pub async fn propose(app: &App, by: Option<&Actor>, new: &NewVersion<'_>) -> Result<Proposed> {
    let checked = match check(new.kind, new.text) {
        Ok(checked) => checked,
        Err(refused) => return Ok(Proposed::Refused(refused)),
    };
    if !shield::policy::is_name(new.name) || new.name == OWN {
        return Ok(Proposed::Name);
    }
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if !is_territory(&new.scope) || !may_govern(&mut tx, by, &new.scope).await? {
        return Ok(Proposed::Scope);
    }
    let (id, author) = (app.id::<Uuid>(), by.map(|actor| actor.person));
    let row = NewPolicy {
        id,
        kind: new.kind,
        name: new.name,
        hash: checked.hash(),
        text: new.text,
        note: new.note,
        author,
        scope: &new.scope,
        state: PolicyState::Draft,
        share_key: u64::from_le_bytes(app.chance()),
    };
    let version = store::policy::insert(&mut tx, &row, now).await?;
    let facts = serde_json::json!({
        "kind": new.kind, "name": new.name, "version": version, "hash": checked.hash(), "scope": new.scope,
        "note": new.note,
    });
    record::append(app, &mut tx, "policy.propose", author, &format!("policy/{id}"), &facts).await?;
    tx.commit().await?;
    Ok(Proposed::Yes { id, version })
}

/// Keeps the text of the program's own policy, if this is its first start: what it decides can be decided again after
/// the next version came with another.
pub async fn keep_own(app: &App) -> Result<()> {
    let judge = app.own().judge.clone();
    let Some(own) = judge.policy() else { return Ok(()) };
    let mut tx = app.db.read().await?;
    if store::policy::text_of(&mut tx, &own.hash).await?.is_some() {
        return Ok(());
    }
    drop(tx);
    let mut tx = app.db.begin().await?;
    if store::policy::text_of(&mut tx, &own.hash).await?.is_some() {
        return Ok(());
    }
    let id = app.id::<Uuid>();
    let row = NewPolicy {
        id,
        kind: PolicyKind::Base,
        name: OWN,
        hash: &own.hash,
        text: shield::policy::BUILT_IN,
        note: &own.note,
        author: None,
        scope: &Scope::All,
        state: PolicyState::Retired,
        share_key: 0,
    };
    let version = store::policy::insert(&mut tx, &row, app.now()).await?;
    let facts = serde_json::json!({ "hash": own.hash, "version": version });
    record::append(app, &mut tx, "policy.own", None, &format!("policy/{id}"), &facts).await?;
    Ok(tx.commit().await?)
}
