//! A printed code lets somebody choose a password, once.

use model::{Millis, PersonId, limits};
use serde_json::Map;
use store::{Tx, activation::Activation as Printed};

use crate::{
    App, Result,
    hasher::Busy,
    password::{self, Weak},
    printed::{self, Taken, Typed},
    reset::openings,
    sign_in::{Browser, Opened},
    switchboard::Hint,
    token::{self, Purpose},
};

/// What the activation form carries.
#[derive(Debug)]
pub struct Activation<'a> {
    /// Code as typed.
    pub code: &'a str,
    /// Password as chosen.
    pub password: &'a str,
    /// The browser.
    pub browser: Browser<'a>,
}

/// What came of it.
#[derive(Debug)]
pub enum Activated {
    /// The password is set, every former session is dead, and a new one is open.
    Yes(Opened),
    /// No such code, or it was used, replaced or has expired.
    NoSuchCode,
    /// The code is good, and their place comes back then.
    NotYet(Millis),
    /// The password may not be used.
    Weak(Weak),
    /// Too many sign in at this moment.
    Busy,
}

/// Whose code it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Their name.
    pub name: String,
    /// Their user name.
    pub login: String,
    /// Characters that their password needs.
    pub chars_min: usize,
    /// When their place comes back after a reset; none: now.
    pub from: Option<Millis>,
}

/// What the page says to a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Greeted {
    /// It is theirs.
    Yes(Holder),
    /// No such code, or it was used, replaced or has expired.
    NoSuchCode,
    /// Too many wrong ones came from this network, and too few right ones: in so long at most.
    Wait(Millis),
}

/// Whose code this is, without using it up; see [`printed::typed`].
pub async fn greet(app: &App, code: &str, browser: Browser<'_>) -> Result<Greeted> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let greeted = match printed::typed(app, &mut tx, code, browser, now).await? {
        Typed::Code(code) => Greeted::Yes(holder_of(&mut tx, code, now).await?),
        Typed::NoSuchCode => Greeted::NoSuchCode,
        Typed::Wait(time) => Greeted::Wait(time),
    };
    tx.commit().await?;
    Ok(greeted)
}

/// Whose code this is, without using it up.
pub async fn holder(app: &App, code: &str) -> Result<Option<Holder>> {
    let Ok(hash) = token::typed_code(app, Purpose::Sheet, code) else { return Ok(None) };
    let (mut tx, now) = (app.db.read().await?, app.now());
    match printed::find(&mut tx, &hash, now).await? {
        Some(code) => Ok(Some(holder_of(&mut tx, code, now).await?)),
        None => Ok(None),
    }
}

async fn holder_of(tx: &mut Tx, code: Printed, now: Millis) -> Result<Holder> {
    let name = store::person::name(tx, code.person).await?.unwrap_or_default();
    let chars_min = chars_min(tx, code.person, now).await?;
    let from = openings::waits(tx, code.person, now).await?.reads_at;
    Ok(Holder { name, login: code.login, chars_min, from })
}

/// Uses a code up and sets the password.
pub async fn activate(app: &App, form: &Activation<'_>) -> Result<Activated> {
    let Ok(hash) = token::typed_code(app, Purpose::Sheet, form.code) else { return Ok(Activated::NoSuchCode) };
    let mut tx = app.db.read().await?;
    let Some(code) = printed::find(&mut tx, &hash, app.now()).await? else { return Ok(Activated::NoSuchCode) };
    let chars_min = chars_min(&mut tx, code.person, app.now()).await?;
    drop(tx);
    if let Err(weak) = password::check(app, form.password, &code.login, chars_min).await? {
        return Ok(Activated::Weak(weak));
    }
    let secret = match app.hasher.hash(form.password, app.chance()).await? {
        Ok(secret) => secret,
        Err(Busy) => return Ok(Activated::Busy),
    };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    match printed::take(&mut tx, &code, now).await? {
        Taken::Yes => {}
        Taken::NotYet(from) => return Ok(Activated::NotYet(from)),
        Taken::No => return Ok(Activated::NoSuchCode),
    }
    if !store::account::set_secret(&mut tx, code.person, &secret, now).await? {
        return Ok(Activated::NoSuchCode);
    }
    let opened = printed::begin_anew(app, &mut tx, &code, form.browser, Map::new(), now).await?;
    app.commit(tx, [Hint::Sessions]).await?;
    Ok(Activated::Yes(opened))
}

/// Characters that the password of a code's holder needs.
async fn chars_min(tx: &mut Tx, person: PersonId, now: Millis) -> Result<usize> {
    match store::person::actor(tx, person, now).await? {
        Some(actor) => password::chars_min(tx, &actor, now).await,
        None => Ok(limits::PASSWORD_CHARS_MIN),
    }
}
