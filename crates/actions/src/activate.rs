//! A printed code lets somebody choose a password, once.

use model::{Millis, PersonId, epoch::EpochKind, limits, territory::Scope};

use store::{Tx, activation::Activation as Printed, epoch::NewEpoch};

use crate::{
    App, Result, contain,
    hasher::Busy,
    password::{self, Weak},
    record,
    reset::openings,
    sign_in::{Browser, Opened, Proof, open},
    token,
    tries::Tries,
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

/// Whose code this is, without using it up; wrong ones are counted where they come from. A device that signed in before
/// knows no code, so that all of a network wait alike.
pub async fn greet(app: &App, code: &str, browser: Browser<'_>) -> Result<Greeted> {
    let Ok(plain) = token::read_code(code) else { return Ok(Greeted::NoSuchCode) };
    let (hash, now) = (token::code_hash(app, &plain), app.now());
    let tries = Tries::of_code(&hash, browser);
    let mut tx = app.db.begin().await?;
    if tries.network_must_wait(&mut tx, now).await? {
        return Ok(Greeted::Wait(limits::SIGN_IN_WINDOW));
    }
    let holder = holder_of(&mut tx, &hash, now).await?;
    tries.note(app, &mut tx, holder.is_some(), now).await?;
    tx.commit().await?;
    Ok(holder.map_or(Greeted::NoSuchCode, Greeted::Yes))
}

/// Whose code this is, without using it up.
pub async fn holder(app: &App, code: &str) -> Result<Option<Holder>> {
    let Ok(plain) = token::read_code(code) else { return Ok(None) };
    holder_of(&mut app.db.read().await?, &token::code_hash(app, &plain), app.now()).await
}

async fn holder_of(tx: &mut Tx, code_hash: &[u8], now: Millis) -> Result<Option<Holder>> {
    let Some(found) = store::activation::find(tx, code_hash, now).await? else { return Ok(None) };
    if is_stale(tx, &found, now).await? {
        return Ok(None);
    }
    let name = store::person::name(tx, found.person).await?.unwrap_or_default();
    let chars_min = chars_min(tx, found.person, now).await?;
    let from = openings::waits(tx, found.person, now).await?.reads_at;
    Ok(Some(Holder { name, login: found.login, chars_min, from }))
}

/// Uses a code up and sets the password.
pub async fn activate(app: &App, form: &Activation<'_>) -> Result<Activated> {
    let Ok(plain) = token::read_code(form.code) else { return Ok(Activated::NoSuchCode) };
    let code_hash = token::code_hash(app, &plain);
    let mut tx = app.db.read().await?;
    let Some(found) = store::activation::find(&mut tx, &code_hash, app.now()).await? else {
        return Ok(Activated::NoSuchCode);
    };
    let chars_min = chars_min(&mut tx, found.person, app.now()).await?;
    drop(tx);
    if let Err(weak) = password::check(app, form.password, &found.login, chars_min).await? {
        return Ok(Activated::Weak(weak));
    }
    let hash = match app.hasher.hash(form.password, app.chance()).await? {
        Ok(hash) => hash,
        Err(Busy) => return Ok(Activated::Busy),
    };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if let Some(from) = openings::waits(&mut tx, found.person, now).await?.reads_at {
        return Ok(Activated::NotYet(from));
    }
    if is_stale(&mut tx, &found, now).await?
        || !store::activation::use_up(&mut tx, found.id, now).await?
        || !store::account::set_secret(&mut tx, found.person, &hash, now).await?
    {
        return Ok(Activated::NoSuchCode);
    }
    let scope = Scope::Person(found.person);
    let epoch = NewEpoch::of(app.id(), &scope, EpochKind::Sessions, now, "activation");
    store::epoch::set(&mut tx, &NewEpoch { by: Some(found.person), ..epoch }).await?;
    // A code begins anew: what somebody else may have linked opens nothing any more.
    let links_ended = store::provider_link::end_all(&mut tx, found.person, now).await?;
    let subject = format!("person/{}", found.person);
    record::append(
        app,
        &mut tx,
        "account.activate",
        Some(found.person),
        &subject,
        &serde_json::json!({ "activation": found.id, "links_ended": links_ended }),
    )
    .await?;
    contain::owner_returned(app, &mut tx, found.person, now).await?;
    // What is issued at the epoch's own millisecond is dead with the rest; this session begins after it.
    let opened = open(app, &mut tx, found.person, form.browser, Proof::Activation, now + Millis(1)).await?;
    app.commit(tx, [crate::switchboard::Hint::Sessions]).await?;
    Ok(Activated::Yes(opened))
}

/// Printed before the newest epoch of the person's chain (invariant 6).
async fn is_stale(tx: &mut Tx, printed: &Printed, now: Millis) -> Result<bool> {
    let epoch = store::epoch::newest(tx, printed.person, EpochKind::Credentials, now).await?;
    Ok(epoch.is_some_and(|not_before| printed.printed_at() <= not_before))
}

/// Characters that the password of a code's holder needs.
async fn chars_min(tx: &mut Tx, person: PersonId, now: Millis) -> Result<usize> {
    match store::person::actor(tx, person, now).await? {
        Some(actor) => password::chars_min(tx, &actor, now).await,
        None => Ok(limits::PASSWORD_CHARS_MIN),
    }
}
