//! "That was not me": the owner sees a session in the list that is not theirs. Somebody has the password, so the account is
//! contained at once, with every session, remembered device and code; what that session has sent and nobody has read is
//! held. Whoever says so on a device of their own goes on at once to a new password; from any other, the way back is a
//! printed sheet, as a thief could say it too.

use model::{
    Actor, Millis, SchoolId, SessionId, containment::ContainmentReason, epoch::EpochKind, limits, territory::Scope,
};
use store::{containment::NewContainment, epoch::NewEpoch};

use crate::{
    App, Result,
    factor::{MayChange, may_change},
    halt::hold_strangers,
    printed::{self, Order},
    record,
    switchboard::Hint,
};

/// What came of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Disowned {
    /// Everything is shut, and this code lets the owner choose a new password now.
    Back {
        /// For the page that follows, not for paper.
        code: String,
    },
    /// Everything is shut, this session too; an adult of the school prints a sheet.
    Shut,
    /// There is no such session of theirs.
    NotFound,
}

/// Shuts the account because one of its sessions is not its owner's.
pub async fn disown(app: &App, actor: &Actor, session: SessionId) -> Result<Disowned> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let open = store::account::sessions(&mut tx, actor.person, now).await?;
    let Some(strange) = open.into_iter().find(|one| one.id == session && Some(one.id) != actor.session) else {
        return Ok(Disowned::NotFound);
    };
    let own_device = may_change(&mut tx, actor, now).await? == MayChange::Yes;
    let new = NewContainment {
        id: app.id(),
        person: actor.person,
        school: actor.affiliations.first().map_or(SchoolId(uuid::Uuid::nil()), |one| one.school),
        until: now + limits::CONTAINMENT_LIFE,
        reason: ContainmentReason::Owner,
        message: None,
        campaign: None,
        by: Some(actor.person),
        note: "",
    };
    store::containment::begin(&mut tx, &new, [app.id(), app.id()], now).await?;
    // A containment ends by itself; a password of which its owner says that somebody else has it never holds again.
    let scope = Scope::Person(actor.person);
    let of = NewEpoch::of(app.id(), &scope, EpochKind::Credentials, now, "disown");
    store::epoch::set(&mut tx, &NewEpoch { by: Some(actor.person), ..of }).await?;
    let since = strange.issued_at();
    let out = store::containment::out_since(&mut tx, actor.person, since, limits::HELD_WITH_ACCOUNT_MAX).await?;
    let held = hold_strangers(&mut tx, out, None, now).await?;
    let facts = serde_json::json!({
        "session": session, "device": strange.device, "address": strange.address, "agent": strange.agent,
        "opened": since, "held": held, "own_device": own_device,
    });
    record::append(app, &mut tx, "session.disown", Some(actor.person), &format!("person/{}", actor.person), &facts)
        .await?;
    let answer = if own_device {
        // What is printed at the epoch's own millisecond is dead with the rest.
        let (person, at, until) = (actor.person, now + Millis(1), now + limits::OWN_CODE_LIFE);
        let order = Order { person, by: Some(person), at, until, batch: None };
        let (_, code) = printed::print(app, &mut tx, &order).await?;
        Disowned::Back { code }
    } else {
        Disowned::Shut
    };
    app.commit(tx, [Hint::Sessions, Hint::Desk, Hint::Withdrawal]).await?;
    Ok(answer)
}
