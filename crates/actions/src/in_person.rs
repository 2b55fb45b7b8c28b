//! A code for somebody who is there: an adult of the school with the pupil before them, or a guardian at home. It is shown
//! on a screen for half an hour and takes the place of every code of before; nobody but its holder chooses or sees a
//! password.
//!
//! Nobody gives a code to who has more power than a pupil or a guardian. A guardian gives none while the account is
//! contained: somebody else may have theirs as well, and the school knows the pupil.

use model::{Actor, Millis, PersonId, account::AccountState, limits};
use store::Tx;

use crate::{
    App, Result, contained,
    factor::{MayChange, may_change},
    printed::{self, Order},
    record,
    reset::openings,
};

/// A code on a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Whose.
    pub name: String,
    /// Their user name.
    pub login: String,
    /// The code, `XXXXX-XXXXX-C`.
    pub code: String,
    /// Until when it is good.
    pub until: Millis,
}

/// What came of asking for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// Here it is, once.
    Yes(Shown),
    /// Their place comes back after a reset, and not before then.
    NotYet(Millis),
    /// A guardian gives codes from a device of their own only.
    UnknownDevice,
    /// The account is contained: the school gives the code.
    Contained,
    /// There is nobody to whom the actor may give one.
    NotFound,
}

/// As whom somebody gives a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum As {
    School,
    Guardian,
}

/// Draws a code for somebody who is there.
pub async fn give(app: &App, actor: &Actor, to: PersonId) -> Result<Given> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(by) = may_give(&mut tx, actor, to, now).await? else { return Ok(Given::NotFound) };
    if by == As::Guardian {
        if may_change(&mut tx, actor, now).await? != MayChange::Yes {
            return Ok(Given::UnknownDevice);
        }
        if contained::in_force(&mut tx, to, now).await?.is_some() {
            return Ok(Given::Contained);
        }
    }
    if let Some(from) = openings::waits(&mut tx, to, now).await?.reads_at {
        return Ok(Given::NotYet(from));
    }
    let account = store::account::of(&mut tx, to)
        .await?
        .filter(|account| matches!(account.state, AccountState::Provisioned | AccountState::Active));
    let Some(account) = account else { return Ok(Given::NotFound) };
    let until = now + limits::SCREEN_CODE_LIFE;
    let order = Order { person: to, by: Some(actor.person), at: now, until, batch: None };
    let (id, code) = printed::print(app, &mut tx, &order).await?;
    let facts = serde_json::json!({ "activation": id, "until": until, "guardian": by == As::Guardian });
    record::append(app, &mut tx, "code.give", Some(actor.person), &format!("person/{to}"), &facts).await?;
    let name = store::person::name(&mut tx, to).await?.unwrap_or_default();
    tx.commit().await?;
    Ok(Given::Yes(Shown { name, login: account.login, code, until }))
}

/// As whom the actor may give a code to somebody, if they may.
async fn may_give(tx: &mut Tx, actor: &Actor, to: PersonId, now: Millis) -> Result<Option<As>> {
    let Some(holder) = store::person::actor(tx, to, now).await? else { return Ok(None) };
    if store::person::has_power(tx, to, now).await? || to == actor.person {
        return Ok(None);
    }
    if holder.affiliations.iter().any(|one| actor.works_in(one.school)) {
        return Ok(Some(As::School));
    }
    Ok(store::family::is_guardian(tx, actor.person, to, now).await?.then_some(As::Guardian))
}
