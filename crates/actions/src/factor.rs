//! Second factors: what proves a person beside their password. An application's codes, passkeys ([`crate::passkey`]),
//! grids of codes ([`crate::grid`]), and ten codes on paper for the day when these are lost.
//!
//! A factor is a credential: an epoch that ends passwords ends it (invariant 6). It is set up and taken away on a device
//! that is the owner's alone, so that a thief who has the password does not make the account theirs by it.

use model::{
    Actor, FactorId, Millis, PersonId,
    epoch::EpochKind,
    factor::{FactorKind, ProofKind},
    limits,
};
use store::{Tx, factor::Factor};

use crate::{
    App, Result, grid, record,
    token::{self, Purpose},
    totp,
};

/// A person's second factors, as they see them.
#[derive(Debug)]
pub struct Overview {
    /// Those in force, the oldest first.
    pub factors: Vec<Factor>,
    /// Recovery codes that are left.
    pub recovery_left: i64,
    /// They may be changed from here.
    pub may_change: MayChange,
}

/// Whether somebody may change what opens their account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MayChange {
    /// They may.
    Yes,
    /// Not from a device that only a password has vouched for since a few days.
    UnknownDevice,
    /// There is no account, or another service opens it.
    NoPassword,
}

/// The actor's second factors.
pub async fn overview(app: &App, actor: &Actor) -> Result<Overview> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let after = ended_before(&mut tx, actor.person, now).await?;
    Ok(Overview {
        factors: store::factor::confirmed(&mut tx, actor.person, after).await?,
        recovery_left: store::factor::recovery_left(&mut tx, actor.person, after).await?,
        may_change: may_change(&mut tx, actor, now).await?,
    })
}

/// A factor that waits for its first code.
#[derive(Debug)]
pub struct Begun {
    /// The secret, for those who type it: base 32.
    pub secret: String,
    /// The same as an address, for the square that a telephone reads.
    pub address: String,
}

/// Begins an application's codes. `None`: not from this device, or there are enough already.
pub async fn begin(app: &App, actor: &Actor, label: &str) -> Result<Option<Begun>> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(id) = start(app, &mut tx, actor, (FactorKind::Totp, label), now).await? else { return Ok(None) };
    let begun = shown(app, &mut tx, actor.person, id).await?;
    let (subject, facts) = (format!("person/{}", actor.person), serde_json::json!({ "factor": id }));
    record::append(app, &mut tx, "factor.begin", Some(actor.person), &subject, &facts).await?;
    tx.commit().await?;
    Ok(begun)
}

/// A factor of a kind that waits for its confirmation. `None`: not from this device, or there are enough already.
pub(crate) async fn start(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    (kind, label): (FactorKind, &str),
    now: Millis,
) -> Result<Option<FactorId>> {
    if !may_add(tx, actor, now).await? {
        return Ok(None);
    }
    let id = app.id::<FactorId>();
    store::factor::begin(tx, id, actor.person, kind, &label_of(label), now).await?;
    Ok(Some(id))
}

/// The factor of a kind that the actor has begun in time. `None`: there is none.
pub(crate) async fn waiting(tx: &mut Tx, actor: &Actor, kind: FactorKind, now: Millis) -> Result<Option<Factor>> {
    Ok(store::factor::begun(tx, actor.person, kind, now - limits::FACTOR_BEGUN_LIFE).await?)
}

/// The same, when it may be confirmed from this device.
pub(crate) async fn to_confirm(tx: &mut Tx, actor: &Actor, kind: FactorKind, now: Millis) -> Result<Option<Factor>> {
    match may_change(tx, actor, now).await? {
        MayChange::Yes => waiting(tx, actor, kind, now).await,
        _ => Ok(None),
    }
}

/// The factor that the actor has begun and not confirmed, as it was shown; `None`: there is none.
pub async fn begun(app: &App, actor: &Actor) -> Result<Option<Begun>> {
    let mut tx = app.db.read().await?;
    match waiting(&mut tx, actor, FactorKind::Totp, app.now()).await? {
        Some(factor) => shown(app, &mut tx, actor.person, factor.id).await,
        None => Ok(None),
    }
}

async fn shown(app: &App, tx: &mut Tx, person: PersonId, id: FactorId) -> Result<Option<Begun>> {
    let Some(account) = store::account::of(tx, person).await? else { return Ok(None) };
    let codes = totp::of(app, id, &account.login);
    let secret = codes.secret().to_base32();
    Ok(codes.to_url().ok().map(|address| Begun { secret, address }))
}

/// What came of confirming.
#[derive(Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// It proves its owner from now on. With the first one come codes on paper, shown this once.
    Yes {
        /// They, or none when there are some already.
        recovery: Vec<String>,
    },
    /// That is not the code that the application shows.
    Wrong,
    /// Nothing was begun, or too long ago.
    Nothing,
}

/// Confirms the factor that was begun, by a code of it.
pub async fn confirm(app: &App, actor: &Actor, typed: &str) -> Result<Confirmed> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(factor) = to_confirm(&mut tx, actor, FactorKind::Totp, now).await? else {
        return Ok(Confirmed::Nothing);
    };
    let Some(account) = store::account::of(&mut tx, actor.person).await? else { return Ok(Confirmed::Nothing) };
    let Some(step) = totp::step(&totp::of(app, factor.id, &account.login), typed, now) else {
        return Ok(Confirmed::Wrong);
    };
    if !store::factor::confirm(&mut tx, factor.id, step, now).await? {
        return Ok(Confirmed::Nothing);
    }
    let recovery = added(app, &mut tx, actor, (factor.id, factor.kind), now).await?;
    tx.commit().await?;
    Ok(Confirmed::Yes { recovery })
}

/// What follows when a factor is confirmed: codes on paper with the first one, a session that has proved itself, the entry.
pub(crate) async fn added(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    (factor, kind): (FactorId, FactorKind),
    now: Millis,
) -> Result<Vec<String>> {
    let after = ended_before(tx, actor.person, now).await?;
    let recovery = match store::factor::recovery_left(tx, actor.person, after).await? {
        0 => draw_recovery(app, tx, actor.person, now).await?,
        _ => Vec::new(),
    };
    if let Some(session) = actor.session {
        store::factor::prove_session(tx, session, now).await?;
    }
    let facts = serde_json::json!({ "factor": factor, "kind": kind, "recovery_codes": recovery.len() });
    let subject = format!("person/{}", actor.person);
    record::append(app, tx, "factor.add", Some(actor.person), &subject, &facts).await?;
    Ok(recovery)
}

/// Takes a factor away; with the last one go the codes on paper. False: it is not theirs, or not from this device.
pub async fn remove(app: &App, actor: &Actor, id: FactorId) -> Result<bool> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if may_change(&mut tx, actor, now).await? != MayChange::Yes
        || !store::factor::end(&mut tx, actor.person, id, now).await?
    {
        return Ok(false);
    }
    if in_force(&mut tx, actor.person, now).await?.is_empty() {
        store::factor::void_recovery(&mut tx, actor.person, now).await?;
    }
    let subject = format!("person/{}", actor.person);
    record::append(app, &mut tx, "factor.remove", Some(actor.person), &subject, &serde_json::json!({ "factor": id }))
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// Draws new recovery codes; the former ones are void. `None`: not from this device, or there is no factor to recover.
pub async fn renew_recovery(app: &App, actor: &Actor) -> Result<Option<Vec<String>>> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if may_change(&mut tx, actor, now).await? != MayChange::Yes
        || in_force(&mut tx, actor.person, now).await?.is_empty()
    {
        return Ok(None);
    }
    let codes = draw_recovery(app, &mut tx, actor.person, now).await?;
    let subject = format!("person/{}", actor.person);
    record::append(
        app,
        &mut tx,
        "factor.recovery",
        Some(actor.person),
        &subject,
        &serde_json::json!({ "recovery_codes": codes.len() }),
    )
    .await?;
    tx.commit().await?;
    Ok(Some(codes))
}

async fn draw_recovery(app: &App, tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<String>> {
    let drawn = (0..limits::RECOVERY_CODES).map(|_| token::draw_code(app, Purpose::Recovery));
    let (codes, hashes): (Vec<_>, Vec<_>) = drawn.unzip();
    let kept: Vec<_> = hashes.into_iter().map(|hash| (app.id(), hash)).collect();
    store::factor::replace_recovery(tx, person, &kept, now).await?;
    Ok(codes)
}

/// Whether a factor may be added: from the device that is used, and to those that are there.
pub(crate) async fn may_add(tx: &mut Tx, actor: &Actor, now: Millis) -> Result<bool> {
    Ok(may_change(tx, actor, now).await? == MayChange::Yes
        && (in_force(tx, actor.person, now).await?.len() as i64) < limits::FACTORS_MAX)
}

/// The name of a factor as its owner typed it, bounded.
pub(crate) fn label_of(typed: &str) -> String {
    typed.trim().chars().take(limits::FACTOR_LABEL_CHARS_MAX).collect()
}

/// Whether somebody may change what opens their account, from the device that they use.
pub(crate) async fn may_change(tx: &mut Tx, actor: &Actor, now: Millis) -> Result<MayChange> {
    let account = store::account::of(tx, actor.person).await?;
    if account.is_none_or(|account| account.secret_hash.is_none()) {
        return Ok(MayChange::NoPassword);
    }
    Ok(if on_own_device(tx, actor, now).await? { MayChange::Yes } else { MayChange::UnknownDevice })
}

/// Whether an actor is on a device that is theirs: a thief who is in the account is not.
pub(crate) async fn on_own_device(tx: &mut Tx, actor: &Actor, now: Millis) -> Result<bool> {
    let Some(device) = actor.device else { return Ok(false) };
    Ok(store::account::device_trusted(tx, actor.person, device, now).await?)
}

/// A person's factors in force.
pub(crate) async fn in_force(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<Factor>> {
    let after = ended_before(tx, person, now).await?;
    Ok(store::factor::confirmed(tx, person, after).await?)
}

/// Credentials that were made until then are dead.
pub(crate) async fn ended_before(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Millis> {
    Ok(store::epoch::newest(tx, person, EpochKind::Credentials, now).await?.unwrap_or(Millis(0)))
}

/// Takes a code that somebody typed: of an application, of the cells that are asked, or of the paper. Each is taken once. `None`: it is none of theirs.
pub(crate) async fn check(
    app: &App,
    tx: &mut Tx,
    person: PersonId,
    typed: &str,
    now: Millis,
) -> Result<Option<ProofKind>> {
    let Some(account) = store::account::of(tx, person).await? else { return Ok(None) };
    let after = ended_before(tx, person, now).await?;
    let factors = store::factor::confirmed(tx, person, after).await?;
    // Without a factor there is nothing to recover.
    if factors.is_empty() {
        return Ok(None);
    }
    for factor in factors.iter().filter(|factor| factor.kind == FactorKind::Totp) {
        let Some(step) = totp::step(&totp::of(app, factor.id, &account.login), typed, now) else { continue };
        return Ok(store::factor::use_step(tx, factor.id, step, now).await?.then_some(ProofKind::Totp));
    }
    if let Some(one) = factors.iter().find(|one| one.kind == FactorKind::Grid && grid::answers(app, one, typed)) {
        let taken = store::factor::use_step(tx, one.id, one.last_step() + 1, now).await?;
        return Ok(taken.then_some(ProofKind::Grid));
    }
    let Ok(hash) = token::typed_code(app, Purpose::Recovery, typed) else { return Ok(None) };
    let used = store::factor::use_recovery(tx, person, &hash, after, now).await?;
    Ok(used.then_some(ProofKind::Recovery))
}
