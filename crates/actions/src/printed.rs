//! Printed codes, whatever door they are shown at: drawn and kept as a hash, found unless an epoch came since, taken once
//! and not before the place comes back; and whoever shows one begins anew.

use model::{BatchId, Millis, PersonId, epoch::EpochKind, limits, territory::Scope};
use serde_json::Value;
use store::{
    Tx,
    activation::{Activation, NewCode},
    epoch::NewEpoch,
};
use uuid::Uuid;

use crate::{
    App, Result, contain, factor, grid, record,
    reset::openings,
    sign_in::{Browser, Opened, Proof, open},
    token::{self, Purpose},
    tries::Tries,
};

/// A code to be given to somebody.
pub(crate) struct Order {
    pub(crate) person: PersonId,
    /// Who gives it; none: the console.
    pub(crate) by: Option<PersonId>,
    /// When; an epoch that comes later ends it.
    pub(crate) at: Millis,
    pub(crate) until: Millis,
    /// With which others it is printed, and its place among them.
    pub(crate) batch: Option<(BatchId, i64)>,
}

/// Draws a code in the place of those of before. Gives its identity and its text, which is kept nowhere.
pub(crate) async fn print(app: &App, tx: &mut Tx, order: &Order) -> Result<(Uuid, String)> {
    let (text, hash) = token::draw_code(app, Purpose::Sheet);
    let Order { person, by, at, until, batch } = *order;
    let id = app.id();
    store::activation::print(tx, &NewCode { id, person, hash: &hash, by, at, until, batch }).await?;
    Ok((id, text))
}

/// The code with this hash, unless an epoch came since.
pub(crate) async fn find(tx: &mut Tx, hash: &[u8], now: Millis) -> Result<Option<Activation>> {
    match store::activation::find(tx, hash, now).await? {
        Some(code) if !is_stale(tx, &code, now).await? => Ok(Some(code)),
        _ => Ok(None),
    }
}

/// Printed before the newest epoch of its holder's chain (invariant 6).
async fn is_stale(tx: &mut Tx, code: &Activation, now: Millis) -> Result<bool> {
    let epoch = store::epoch::newest(tx, code.person, EpochKind::Credentials, now).await?;
    Ok(epoch.is_some_and(|not_before| code.printed_at() <= not_before))
}

/// What somebody typed.
pub(crate) enum Typed {
    Code(Activation),
    NoSuchCode,
    Wait(Millis),
}

/// The code that somebody typed, if it is one; wrong ones are counted where they come from. A device that signed in before
/// knows no code, so that all of a network wait alike.
pub(crate) async fn typed(app: &App, tx: &mut Tx, typed: &str, browser: Browser<'_>, now: Millis) -> Result<Typed> {
    let Ok(hash) = token::typed_code(app, Purpose::Sheet, typed) else { return Ok(Typed::NoSuchCode) };
    let tries = Tries::of_code(&hash, browser);
    if tries.network_must_wait(tx, now).await? {
        return Ok(Typed::Wait(limits::SIGN_IN_WINDOW));
    }
    let found = find(tx, &hash, now).await?;
    tries.note(app, tx, found.is_some(), now).await?;
    Ok(found.map_or(Typed::NoSuchCode, Typed::Code))
}

/// What came of taking a code.
pub(crate) enum Taken {
    Yes,
    /// Its holder's place comes back then.
    NotYet(Millis),
    /// Somebody was faster, or an epoch came.
    No,
}

/// Takes a code that was found, once.
pub(crate) async fn take(tx: &mut Tx, code: &Activation, now: Millis) -> Result<Taken> {
    if is_stale(tx, code, now).await? {
        return Ok(Taken::No);
    }
    if let Some(from) = openings::waits(tx, code.person, now).await?.reads_at {
        return Ok(Taken::NotYet(from));
    }
    if !store::activation::use_up(tx, code.id, now).await? {
        return Ok(Taken::No);
    }
    // A second factor that an epoch has ended is dead for good: neither the end of that epoch nor the new password, which it
    // may spare, gives back what a thief may have set up.
    let dead = factor::ended_before(tx, code.person, now).await?;
    store::factor::end_made_before(tx, code.person, dead, now).await?;
    Ok(Taken::Yes)
}

/// Everything that opened the account before opens nothing any more, what was decided on it is over, and a session is
/// opened. `facts` are those of the door.
pub(crate) async fn begin_anew(
    app: &App,
    tx: &mut Tx,
    code: &Activation,
    browser: Browser<'_>,
    mut facts: serde_json::Map<String, Value>,
    now: Millis,
) -> Result<Opened> {
    let person = code.person;
    let scope = Scope::Person(person);
    let epoch = NewEpoch::of(app.id(), &scope, EpochKind::Sessions, now, "activation");
    store::epoch::set(tx, &NewEpoch { by: Some(person), ..epoch }).await?;
    // What somebody else may have linked opens nothing either.
    let links_ended = store::provider_link::end_all(tx, person, now).await?;
    facts.insert("activation".to_owned(), serde_json::json!(code.id));
    facts.insert("links_ended".to_owned(), serde_json::json!(links_ended));
    if let Some(grid) = grid::come_into_force(tx, (person, code.id), now).await? {
        facts.insert("grid".to_owned(), serde_json::json!(grid));
    }
    record::append(app, tx, "account.activate", Some(person), &format!("person/{person}"), &Value::Object(facts))
        .await?;
    contain::owner_returned(app, tx, person, now).await?;
    // What is issued at the epoch's own millisecond is dead with the rest; this session begins after it.
    open(app, tx, person, browser, Proof::Activation, now + Millis(1)).await
}
