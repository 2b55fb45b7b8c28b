//! Powers given on: whoever holds one from the console gives a part of it to a colleague, for some days. What was given on is
//! given on no further, and ends with what it is a part of: nobody raises their own power, whatever they do in whatever
//! order.

use model::{Actor, Millis, PersonId, Role, account::AccountState, actor::Grant, limits, territory::Scope};
use store::{
    Tx,
    power::{self, NewPower, Power},
};
use uuid::Uuid;

use crate::{App, Result, places::within, record, switchboard::Hint};

/// What is given on.
#[derive(Debug)]
pub struct NewDelegation<'a> {
    /// User name of whoever receives it.
    pub login: &'a str,
    /// Which power.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// Until when.
    pub until: Millis,
    /// Why.
    pub note: &'a str,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delegated {
    /// They hold it now.
    Yes(Uuid),
    /// It is not the actor's to give, there, or was itself given on.
    NotAllowed,
    /// Nobody of this name works in a school or has a power already.
    NobodyThere,
    /// The end is past, or too far away.
    TooLong,
    /// So many hold parts of it that no more may.
    TooMany,
}

/// Gives a part of one's own power on.
pub async fn delegate(app: &App, actor: &Actor, new: &NewDelegation<'_>) -> Result<Delegated> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(own) = own_over(&mut tx, actor, new.role, &new.scope, now).await? else {
        return Ok(Delegated::NotAllowed);
    };
    if new.until <= now || new.until > now + limits::DELEGATION_LIFE_MAX {
        return Ok(Delegated::TooLong);
    }
    let login = new.login.trim().to_lowercase();
    let account = store::account::by_login(&mut tx, &login).await?;
    let active = account.filter(|one| one.state == AccountState::Active && one.person != actor.person);
    let Some(account) = active else { return Ok(Delegated::NobodyThere) };
    if !store::person::has_power(&mut tx, account.person, now).await? {
        return Ok(Delegated::NobodyThere);
    }
    if power::parts(&mut tx, own.id, now).await? >= limits::DELEGATIONS_MAX {
        return Ok(Delegated::TooMany);
    }
    let id = app.id::<Uuid>();
    let grant = Grant { role: new.role, scope: new.scope.clone() };
    let until = new.until.min(own.until());
    let part = NewPower {
        id,
        person: account.person,
        grant: &grant,
        until,
        by: Some(actor.person),
        parent: Some(own.id),
        glass: None,
        note: model::text::cut(new.note.trim(), limits::DESK_NOTE_BYTES_MAX),
        // Whoever acts for somebody acts for their institution.
        house: &own.house,
    };
    power::give(&mut tx, &part, now).await?;
    let facts = serde_json::json!({
        "power": id, "of": own.id, "role": new.role, "scope": new.scope, "until": until, "note": part.note,
    });
    let subject = format!("person/{}", account.person);
    record::append(app, &mut tx, "power.delegate", Some(actor.person), &subject, &facts).await?;
    app.commit(tx, [Hint::Desk]).await?;
    Ok(Delegated::Yes(id))
}

/// A power of the actor's own, from the console, that covers a place.
async fn own_over(tx: &mut Tx, actor: &Actor, role: Role, scope: &Scope, now: Millis) -> Result<Option<Power>> {
    if matches!(scope, Scope::Section(_) | Scope::Person(_)) {
        return Ok(None);
    }
    for own in power::of(tx, actor.person, now).await? {
        let given_on = own.parent.is_some() || own.glass.is_some();
        if own.role == role && !given_on && within(tx, &own.scope(), scope).await? {
            return Ok(Some(own));
        }
    }
    Ok(None)
}

/// Ends a power. The console ends any; whoever gave it on, or holds it from somebody, that one. False: it is not theirs to
/// end, or has ended.
pub async fn end(app: &App, by: Option<&Actor>, id: Uuid) -> Result<bool> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(power) = power::get(&mut tx, id, now).await? else { return Ok(false) };
    if by.is_some_and(|actor| !may_end(actor.person, &power)) || power::end(&mut tx, id, now).await? == 0 {
        return Ok(false);
    }
    let (author, subject) = (by.map(|actor| actor.person), format!("person/{}", power.person));
    let facts = serde_json::json!({ "power": id, "role": power.role, "scope": power.scope() });
    record::append(app, &mut tx, "power.end", author, &subject, &facts).await?;
    app.commit(tx, [Hint::Desk]).await?;
    Ok(true)
}

/// What was given at the console is ended there.
fn may_end(actor: PersonId, power: &Power) -> bool {
    let given_on = power.parent.is_some() || power.glass.is_some();
    given_on && (power.by() == Some(actor) || power.person == actor)
}

/// A power as a page shows it.
#[derive(Debug, Clone)]
pub struct Held {
    /// The power.
    pub power: Power,
    /// The actor may end it.
    pub may_end: bool,
}

/// The powers in force in the territories of the actor; all of them for the console.
pub async fn list(app: &App, by: Option<&Actor>) -> Result<Vec<Held>> {
    let mut tx = app.db.read().await?;
    let mut held = Vec::new();
    for power in power::list(&mut tx, app.now()).await? {
        let mut seen = by.is_none();
        for own in by.into_iter().flat_map(|actor| &actor.roles) {
            seen |= within(&mut tx, &own.scope, &power.scope()).await?;
        }
        if seen {
            let may_end = by.is_none_or(|actor| may_end(actor.person, &power));
            held.push(Held { power, may_end });
        }
    }
    Ok(held)
}

/// The powers of the actor that they may give on, with the names of their places.
pub async fn to_give(app: &App, actor: &Actor) -> Result<Vec<Power>> {
    let mut tx = app.db.read().await?;
    let own = power::of(&mut tx, actor.person, app.now()).await?;
    Ok(own.into_iter().filter(|one| one.parent.is_none() && one.glass.is_none()).collect())
}
