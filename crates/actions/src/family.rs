//! What guardians see of their children's accounts: that they opened on a new device, and never what is written in them.

use model::{Actor, Millis, PersonId, SessionId, limits};
use store::family::Strange;

use crate::{
    App, Result,
    factor::{MayChange, may_change},
    record,
};

/// A child's account.
#[derive(Debug, Clone)]
pub struct Child {
    /// The pupil.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their school.
    pub school_name: String,
    /// When it last opened on a device that was new to it, these days.
    pub new_device: Option<Millis>,
}

/// The actor's children who have an account.
pub async fn children(app: &App, actor: &Actor) -> Result<Vec<Child>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let mut children = Vec::new();
    for child in store::family::children(&mut tx, actor.person, now).await? {
        let strange = store::family::strange(&mut tx, child.id, None, now - limits::NEW_DEVICE_TOLD).await?;
        let new_device = strange.map(|session| session.opened());
        children.push(Child { id: child.id, name: child.name, school_name: child.school_name, new_device });
    }
    Ok(children)
}

/// The newest session of the actor's account on a device that was new, these days, of which nobody has said that it is
/// theirs. Told on their own devices only: whoever opened it need not know.
pub async fn strange(app: &App, actor: &Actor) -> Result<Option<Strange>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let found = store::family::strange(&mut tx, actor.person, actor.session, now - limits::NEW_DEVICE_TOLD).await?;
    match found {
        Some(session) if may_change(&mut tx, actor, now).await? == MayChange::Yes => Ok(Some(session)),
        _ => Ok(None),
    }
}

/// "That was me": the session is not told about any more. False: it is not one of theirs, or not said from a device of
/// theirs.
pub async fn own(app: &App, actor: &Actor, session: SessionId) -> Result<bool> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if may_change(&mut tx, actor, now).await? != MayChange::Yes
        || !store::family::own(&mut tx, actor.person, session, now).await?
    {
        return Ok(false);
    }
    let facts = serde_json::json!({ "session": session });
    record::append(app, &mut tx, "session.own", Some(actor.person), &format!("person/{}", actor.person), &facts)
        .await?;
    tx.commit().await?;
    Ok(true)
}
