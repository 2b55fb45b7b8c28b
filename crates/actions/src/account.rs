//! One's own account: where it is open, its comfort, and changing the password.

use model::{Actor, Millis, PersonId, SessionId, account::AccountState, epoch::EpochKind, territory::Scope};
use store::{Tx, epoch::NewEpoch};

use crate::{
    App, Result,
    factor::{MayChange, may_change},
    hasher::{Busy, Turn},
    password::{self, Weak},
    record,
    sign_in::{Browser, Opened, Proof, open},
    switchboard::Hint,
    tries::Tries,
};

/// Languages that may be chosen.
const LOCALES: [&str; 2] = ["fr", "en"];
/// Reading fonts that may be chosen.
const FONTS: [&str; 1] = ["opendyslexic"];

/// An account as its owner sees it.
#[derive(Debug)]
pub struct Overview {
    /// User name.
    pub login: String,
    /// When the password was chosen; `None` when there is none.
    pub password_since: Option<Millis>,
    /// Characters that a new password needs.
    pub chars_min: usize,
    /// Open sessions, the one that asks first, then the last used first.
    pub sessions: Vec<OpenSession>,
}

/// One open session.
#[derive(Debug)]
pub struct OpenSession {
    /// Its identity. Never its secret.
    pub id: SessionId,
    /// When it was opened.
    pub opened: Millis,
    /// When it was last used, to the minute.
    pub used: Millis,
    /// Source address and port of the sign-in.
    pub address: String,
    /// What the browser says it is.
    pub agent: String,
    /// The one that asks.
    pub current: bool,
    /// The device had never been used by this person before.
    pub new_device: bool,
}

/// The actor's account. `None`: they have none.
pub async fn overview(app: &App, actor: &Actor) -> Result<Option<Overview>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some(account) = store::account::of(&mut tx, actor.person).await? else { return Ok(None) };
    let epoch = store::epoch::newest(&mut tx, actor.person, EpochKind::Sessions, now).await?;
    let mut sessions = Vec::new();
    for session in store::account::sessions(&mut tx, actor.person, now).await? {
        if epoch.is_some_and(|not_before| session.issued_at() <= not_before) {
            continue;
        }
        let known = store::account::device_known_since(&mut tx, actor.person, session.device, now).await?;
        sessions.push(OpenSession {
            id: session.id,
            opened: session.issued_at(),
            used: session.last_seen_at(),
            current: Some(session.id) == actor.session,
            new_device: known.is_none_or(|since| since >= session.issued_at()),
            address: session.address,
            agent: session.agent,
        });
    }
    sessions.sort_by_key(|session| !session.current);
    let password_since = account.secret_hash.is_some().then(|| account.secret_set_at());
    let chars_min = password::chars_min(&mut tx, actor, now).await?;
    Ok(Some(Overview { login: account.login, password_since, chars_min, sessions }))
}

/// Keeps the language and the reading font of the actor; what is not in the lists is the default.
pub async fn set_comfort(app: &App, actor: &Actor, locale: Option<&str>, font: Option<&str>) -> Result<()> {
    let locale = locale.filter(|code| LOCALES.contains(code));
    let font = font.filter(|code| FONTS.contains(code));
    let mut tx = app.db.begin().await?;
    store::account::set_comfort(&mut tx, actor.person, locale, font).await?;
    let facts = serde_json::json!({ "locale": locale, "font": font });
    record::append(app, &mut tx, "account.comfort", Some(actor.person), &format!("person/{}", actor.person), &facts)
        .await?;
    Ok(tx.commit().await?)
}

/// What the form that changes a password carries.
#[derive(Debug)]
pub struct NewPassword<'a> {
    /// The password in force, as typed.
    pub current: &'a str,
    /// The new one.
    pub password: &'a str,
    /// The browser.
    pub browser: Browser<'a>,
}

/// What came of it.
#[derive(Debug)]
pub enum Changed {
    /// Changed; every former session is dead, and this browser has a new one.
    Yes(Opened),
    /// The current password is not right, or too many wrong ones were tried.
    WrongCurrent,
    /// Not from a device that only a password has vouched for since a few days: a thief has the password too.
    UnknownDevice,
    /// The new one may not be used.
    Weak(Weak),
    /// Too many sign in at this moment.
    Busy,
}

/// Changes the actor's password. The current one is asked for, so that a browser left open does not give the account
/// away; wrong ones count as failed sign-ins.
pub async fn change_password(app: &App, actor: &Actor, form: &NewPassword<'_>) -> Result<Changed> {
    let mut tx = app.db.read().await?;
    let Some(account) = store::account::of(&mut tx, actor.person).await? else { return Ok(Changed::WrongCurrent) };
    let tries = Tries::of_login(&account.login, actor.device, form.browser);
    let must_wait = tries.must_wait(&mut tx, app.now()).await?;
    let from_here = may_change(&mut tx, actor, app.now()).await? == MayChange::Yes;
    let chars_min = password::chars_min(&mut tx, actor, app.now()).await?;
    drop(tx);
    if !from_here {
        return Ok(Changed::UnknownDevice);
    }
    if let Err(weak) = password::check(app, form.password, &account.login, chars_min).await? {
        return Ok(Changed::Weak(weak));
    }
    let right = match app.hasher.verify(form.current, account.secret_hash.as_deref(), Turn::First).await? {
        Ok(right) => right && !must_wait,
        Err(Busy) => return Ok(Changed::Busy),
    };
    if !right {
        let mut tx = app.db.begin().await?;
        tries.note(app, &mut tx, false, app.now()).await?;
        tx.commit().await?;
        return Ok(Changed::WrongCurrent);
    }
    let hash = match app.hasher.hash(form.password, app.chance()).await? {
        Ok(hash) => hash,
        Err(Busy) => return Ok(Changed::Busy),
    };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    if !store::account::set_secret(&mut tx, actor.person, &hash, now).await? {
        return Ok(Changed::WrongCurrent);
    }
    let scope = Scope::Person(actor.person);
    let epoch = NewEpoch::of(app.id(), &scope, EpochKind::Sessions, now, "password");
    store::epoch::set(&mut tx, &NewEpoch { by: Some(actor.person), ..epoch }).await?;
    let facts = serde_json::json!({ "session": actor.session });
    record::append(app, &mut tx, "account.password", Some(actor.person), &format!("person/{}", actor.person), &facts)
        .await?;
    // What is issued at the epoch's own millisecond is dead with the rest; this session begins after it.
    // It forgets every device but the one that asks.
    let opened = open(app, &mut tx, actor.person, form.browser, Proof::PasswordChange, now + Millis(1)).await?;
    app.commit(tx, [Hint::Sessions]).await?;
    Ok(Changed::Yes(opened))
}

/// Whether an account is open and nothing of it was ended since a moment: what was written then is still its owner's
/// (invariant 6).
pub(crate) async fn is_open_since(tx: &mut Tx, person: PersonId, at: Millis, now: Millis) -> Result<bool> {
    let account = store::account::of(tx, person).await?;
    if account.is_none_or(|account| account.state != AccountState::Active) {
        return Ok(false);
    }
    // What ends credentials ends sessions as well.
    let epoch = store::epoch::newest(tx, person, EpochKind::Sessions, now).await?;
    Ok(epoch.is_none_or(|not_before| at > not_before))
}
