//! Signing in, and being recognised at each request. Every door goes through [`sign_in`] and [`authenticate`].

use model::{
    Actor, DeviceId, Millis, PersonId, SessionId,
    account::AccountState,
    arrival::ArrivalLevel,
    epoch::EpochKind,
    factor::ProofKind,
    limits,
    network::{self, NetworkClass, Origin},
};
use shield::arrival::Arrival;
use store::{
    Tx,
    account::{Account, NewSession, Session},
    provider_proof::ProofId,
};

use crate::{
    App, Result, arrival, contain, decoy, factor,
    hasher::{Busy, Turn},
    record, relying,
    switchboard::Hint,
    token::{self, Token},
    tries::Tries,
};

/// What a sign-in form and its request carry.
#[derive(Debug)]
pub struct Attempt<'a> {
    /// User name as typed.
    pub login: &'a str,
    /// Password as typed.
    pub password: &'a str,
    /// The browser.
    pub browser: Browser<'a>,
}

/// The browser behind a request.
#[derive(Debug, Clone, Copy)]
pub struct Browser<'a> {
    /// Secret of its device cookie, if it has one.
    pub device: Option<&'a str>,
    /// Source address and port.
    pub address: &'a str,
    /// What it says it is.
    pub agent: &'a str,
    /// What is known of its network, when it is known otherwise than by the lists of [`App`].
    pub origin: Option<&'a Origin>,
}

/// What came of it. Unknown name, wrong password and closed account are one answer.
#[derive(Debug)]
pub enum SignedIn {
    /// In, with the secrets for two cookies.
    Yes(Opened),
    /// The password is right, the device is not one of theirs, and they have a second factor.
    Second(Step),
    /// Not in.
    No,
    /// The password is right, and nothing of how it comes is the owner's: no session is opened. With the secret
    /// for the device cookie, when the browser had none that we know.
    Unusual(Option<Token>),
    /// Too many names failed from this network: a device that the account does not know waits for so long at most.
    Wait(Millis),
    /// Too many sign in at this moment: come back in a few seconds.
    Busy,
}

/// A sign-in that waits for the second factor; see [`crate::second_step`].
#[derive(Debug)]
pub struct Step {
    /// For the form that asks for the code.
    pub token: Token,
    /// For the device cookie, when the browser had none that we know.
    pub device: Option<Token>,
}

/// A session that was opened.
#[derive(Debug)]
pub struct Opened {
    /// Who.
    pub person: PersonId,
    /// For the session cookie.
    pub session: Token,
    /// For the device cookie, when the browser had none that we know.
    pub device: Option<Token>,
}

/// Opens a session for the right name and password.
pub async fn sign_in(app: &App, attempt: &Attempt<'_>) -> Result<SignedIn> {
    let login = login_key(attempt.login);
    let mut tx = app.db.read().await?;
    let account = store::account::by_login(&mut tx, &login).await?;
    let known = known_device(&mut tx, account.as_ref(), attempt.browser.device, app.now()).await?;
    let tries = match &account {
        Some(_) => Tries::of_login(&login, known, attempt.browser),
        None => Tries::of_nobody(app, &login, attempt.browser),
    };
    if tries.network_must_wait(&mut tx, app.now()).await? {
        return Ok(SignedIn::Wait(limits::SIGN_IN_WINDOW));
    }
    let must_wait = tries.must_wait(&mut tx, app.now()).await?;
    drop(tx);

    let hash = account.as_ref().and_then(|account| account.secret_hash.as_deref());
    let turn = if known.is_some() { Turn::First } else { Turn::Usual };
    let right = match app.hasher.verify(attempt.password, hash, turn).await? {
        Ok(right) => right,
        Err(Busy) => return Ok(SignedIn::Busy),
    };

    let now = app.now();
    let is_nobody = account.is_none();
    let mut tx = app.db.begin().await?;
    let allowed = match account {
        Some(account) if right && !must_wait => may_enter(&mut tx, &account, now).await?.then_some(account.person),
        _ => None,
    };
    tries.note(app, &mut tx, allowed.is_some(), now).await?;
    let Some(person) = allowed else {
        if is_nobody {
            let device = device_at(&mut tx, attempt.browser.device).await?;
            decoy::tried(app, &mut tx, &login, (attempt.browser, device), now).await?;
        }
        tx.commit().await?;
        return Ok(SignedIn::No);
    };
    go_on(app, tx, (person, First::Password), attempt.browser, now).await
}

/// What somebody has shown first. A thief may have it as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum First {
    /// The password.
    Password,
    /// What a provider said of them.
    Provider(ProofId),
}

/// Goes on with somebody who has shown that: to the second factor, in, or turned away.
pub(crate) async fn go_on(
    app: &App,
    mut tx: Tx,
    (person, first): (PersonId, First),
    browser: Browser<'_>,
    now: Millis,
) -> Result<SignedIn> {
    let has_factor = !factor::in_force(&mut tx, person, now).await?.is_empty();
    if has_factor && !is_theirs(&mut tx, person, browser.device, now).await? {
        let step = begin_second(app, &mut tx, (person, first), browser, now).await?;
        tx.commit().await?;
        return Ok(SignedIn::Second(step));
    }
    let by = match first {
        First::Password => Proof::Password { alone: !has_factor },
        First::Provider(_) => Proof::Provider { alone: !has_factor },
    };
    let coming = come(app, &mut tx, Comer { person, browser, by }, now).await?;
    if coming.arrival.level.lets_in() {
        let opened = let_in(app, &mut tx, coming, now).await?;
        if let First::Provider(proof) = first {
            store::provider_proof::bind(&mut tx, proof, &opened.session.hash()).await?;
        }
        tx.commit().await?;
        return Ok(SignedIn::Yes(opened));
    }
    let (device, locked) = turn_away(app, &mut tx, coming, now).await?;
    match locked {
        0 => tx.commit().await?,
        _ => app.commit(tx, [Hint::Sessions, Hint::Desk, Hint::Withdrawal]).await?,
    }
    Ok(SignedIn::Unusual(device))
}

/// Whether a browser is one of the owner's.
async fn is_theirs(tx: &mut Tx, person: PersonId, cookie: Option<&str>, now: Millis) -> Result<bool> {
    Ok(match device_at(tx, cookie).await? {
        Some(device) => store::account::device_trusted(tx, person, device, now).await?,
        None => false,
    })
}

/// The device that a cookie names.
async fn device_at(tx: &mut Tx, cookie: Option<&str>) -> Result<Option<DeviceId>> {
    match cookie {
        Some(secret) => Ok(store::account::device(tx, &token::hash(secret)).await?),
        None => Ok(None),
    }
}

/// Keeps what was shown first, for this browser and a few minutes.
async fn begin_second(
    app: &App,
    tx: &mut Tx,
    (person, first): (PersonId, First),
    browser: Browser<'_>,
    now: Millis,
) -> Result<Step> {
    let proof = match first {
        First::Password => None,
        First::Provider(proof) => Some(proof),
    };
    let (device, new_device) = device_of(app, tx, browser, now).await?;
    let token = Token::new(app);
    store::factor::begin_step(tx, app.id(), &token.hash(), (person, proof), device, now).await?;
    let facts =
        serde_json::json!({ "device": device, "address": browser.address, "agent": browser_name(browser.agent) });
    record::append(app, tx, "session.begin", Some(person), &format!("person/{person}"), &facts).await?;
    Ok(Step { token, device: new_device })
}

/// How identity was proven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    /// By the password alone: a thief may have it too.
    Password {
        /// Nothing else protects the account, so that it proves all that can be proven.
        alone: bool,
    },
    /// By a printed code.
    Activation,
    /// By the password, in an open session on a device of theirs.
    PasswordChange,
    /// By the password and a second factor.
    Factor(ProofKind),
    /// By a passkey and nothing else.
    Passkey,
    /// By what a provider said: whoever sits at a browser that is signed in there may not be them.
    Provider {
        /// Nothing else protects the account.
        alone: bool,
    },
}

impl Proof {
    const fn code(self) -> &'static str {
        match self {
            Proof::Password { .. } => "password",
            Proof::Activation => "activation",
            Proof::PasswordChange => "password_change",
            Proof::Factor(kind) => kind.code(),
            Proof::Passkey => "passkey_alone",
            Proof::Provider { .. } => "provider",
        }
    }

    /// The browser may be trusted like one known before.
    const fn vouches(self) -> bool {
        !matches!(self, Proof::Password { .. } | Proof::Provider { .. })
    }

    /// Whoever gave it need not prove for a while who they are.
    const fn proves(self) -> bool {
        !matches!(self, Proof::Password { alone: false } | Proof::Provider { alone: false })
    }
}

/// Who comes, in which browser, and how identity was proven.
#[derive(Clone, Copy)]
struct Comer<'a> {
    person: PersonId,
    browser: Browser<'a>,
    by: Proof,
}

/// A session that was written down and weighed, and is not anybody's yet.
struct Coming<'a> {
    who: Comer<'a>,
    id: SessionId,
    session: Token,
    device: DeviceId,
    new_device: Option<Token>,
    known: bool,
    network: Option<String>,
    origin: Origin,
    arrival: Arrival,
}

/// Opens a session inside a transaction, once more than a password has proven identity.
pub(crate) async fn open(
    app: &App,
    tx: &mut Tx,
    person: PersonId,
    browser: Browser<'_>,
    by: Proof,
    now: Millis,
) -> Result<Opened> {
    let coming = come(app, tx, Comer { person, browser, by }, now).await?;
    let_in(app, tx, coming, now).await
}

/// Writes a session down and weighs how it comes.
async fn come<'a>(app: &App, tx: &mut Tx, who: Comer<'a>, now: Millis) -> Result<Coming<'a>> {
    let Comer { person, browser, by } = who;
    let (device, new_device) = device_of(app, tx, browser, now).await?;
    let known = store::account::device_known_since(tx, person, device, now).await?.is_some();
    let (id, session) = (app.id::<SessionId>(), Token::new(app));
    let (network, origin) = (network::key(browser.address), origin(app, browser));
    let new = NewSession {
        id,
        token_hash: &session.hash(),
        person,
        device,
        address: browser.address,
        network: network.as_deref(),
        origin: &origin,
        device_new: !known,
        agent: browser_name(browser.agent),
        proven: by.proves(),
    };
    store::account::open_session(tx, &new, now).await?;
    let arrival = arrival::of(tx, &new, by.vouches(), now).await?;
    Ok(Coming { who, id, session, device, new_device, known, network, origin, arrival })
}

/// The session is theirs, and the browser and its network are henceforth some that they come by.
async fn let_in(app: &App, tx: &mut Tx, coming: Coming<'_>, now: Millis) -> Result<Opened> {
    let (Comer { person, by, .. }, device, origin) = (coming.who, coming.device, &coming.origin);
    store::account::use_device(tx, person, device, !coming.known, by.vouches(), now).await?;
    if let Some(network) = coming.network.as_deref().filter(|_| origin.class != NetworkClass::Mobile) {
        let trusted = store::account::device_trusted(tx, person, device, now).await?;
        store::behaviour::use_network(tx, person, network, origin, trusted, now).await?;
    }
    record::append(app, tx, "session.open", Some(person), &coming.subject(), &coming.facts()).await?;
    if coming.arrival.level == ArrivalLevel::Restricted {
        contain::restrict(app, tx, (person, device), None, now).await?;
    }
    Ok(Opened { person, session: coming.session, device: coming.new_device })
}

/// The session ends as it begins; neither its device nor its network becomes known by it. Gives the name of the browser
/// when it had none, and the number of accounts that were taken from whoever came this way.
async fn turn_away(app: &App, tx: &mut Tx, coming: Coming<'_>, now: Millis) -> Result<(Option<Token>, usize)> {
    store::account::end_session(tx, coming.who.person, coming.id, now).await?;
    record::append(app, tx, "session.refuse", None, &coming.subject(), &coming.facts()).await?;
    let locked = arrival::lock(app, tx, (coming.device, coming.network.as_deref()), &coming.arrival, now).await?;
    Ok((coming.new_device, locked))
}

impl Coming<'_> {
    fn subject(&self) -> String {
        format!("person/{}", self.who.person)
    }

    /// What the journal says of a session that was asked for.
    fn facts(&self) -> serde_json::Value {
        let Comer { browser, by, .. } = self.who;
        serde_json::json!({
            "session": self.id, "device": self.device, "known_device": self.known, "by": by.code(),
            "address": browser.address, "network": self.origin.class, "country": self.origin.country,
            "agent": browser_name(browser.agent), "points": self.arrival.points, "signs": self.arrival.signs(),
            "level": self.arrival.level,
        })
    }
}

/// The device that a browser is, made anew when its cookie names none; then with the secret for the cookie.
async fn device_of(app: &App, tx: &mut Tx, browser: Browser<'_>, now: Millis) -> Result<(DeviceId, Option<Token>)> {
    if let Some(device) = device_at(tx, browser.device).await? {
        return Ok((device, None));
    }
    let (device, secret) = (app.id::<DeviceId>(), Token::new(app));
    store::account::add_device(tx, device, &secret.hash(), browser_name(browser.agent), now).await?;
    Ok((device, Some(secret)))
}

/// Where a browser comes from.
fn origin(app: &App, browser: Browser<'_>) -> Origin {
    browser.origin.cloned().unwrap_or_else(|| app.networks.origin(browser.address))
}

/// Who stands behind the two cookies of a request, if anybody does at this moment (invariant 6).
pub async fn authenticate(app: &App, session: &str, device: &str) -> Result<Option<Actor>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some(session) = valid(&mut tx, session, device, now).await? else { return Ok(None) };
    let Some(mut actor) = store::person::actor(&mut tx, session.person, now).await? else { return Ok(None) };
    let account = store::account::of(&mut tx, session.person).await?;
    drop(tx);
    actor.signed_in_at = session.issued_at();
    actor.proven_at = session.proven_at();
    actor.device = Some(session.device);
    actor.session = Some(session.id);
    actor.proof_until = account.as_ref().and_then(Account::proof_until);
    (actor.locale, actor.font) = account.map(|a| (a.locale, a.font)).unwrap_or_default();
    if now - session.last_seen_at() >= Millis::minutes(1) {
        let mut tx = app.db.begin().await?;
        store::account::touch_session(&mut tx, session.id, now).await?;
        tx.commit().await?;
    }
    Ok(Some(actor))
}

/// Whether the session of these two cookies still holds. An open page that only listens is no use of it, so nothing is
/// written.
pub async fn holds(app: &App, session: &str, device: &str) -> Result<bool> {
    let mut tx = app.db.read().await?;
    Ok(valid(&mut tx, session, device, app.now()).await?.is_some())
}

/// The session of these two cookies, unless it has ended or an epoch of the person's chain came after it.
async fn valid(tx: &mut Tx, session: &str, device: &str, now: Millis) -> Result<Option<Session>> {
    let found = store::account::session(tx, &token::hash(session), &token::hash(device), now).await?;
    since_epoch(tx, found, now).await
}

/// The session of this identity, if it still holds.
pub(crate) async fn still_open(tx: &mut Tx, session: SessionId, now: Millis) -> Result<Option<Session>> {
    let found = store::account::session_by_id(tx, session, now).await?;
    since_epoch(tx, found, now).await
}

/// The session, unless an epoch of the person's chain came after it.
async fn since_epoch(tx: &mut Tx, session: Option<Session>, now: Millis) -> Result<Option<Session>> {
    let Some(session) = session else { return Ok(None) };
    let epoch = store::epoch::newest(tx, session.person, EpochKind::Sessions, now).await?;
    Ok(Some(session).filter(|session| epoch.is_none_or(|not_before| session.issued_at() > not_before)))
}

/// Ends the actor's own session.
pub async fn sign_out(app: &App, actor: &Actor) -> Result<()> {
    if let Some(session) = actor.session {
        end_session(app, actor, session).await?;
    }
    Ok(())
}

/// Ends one of the actor's sessions, here or on another device; false when it is not theirs or has ended.
pub async fn end_session(app: &App, actor: &Actor, session: SessionId) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    let ended = store::account::end_session(&mut tx, actor.person, session, app.now()).await?;
    if ended {
        store::ticket::end_session(&mut tx, session, app.now()).await?;
        let facts = serde_json::json!({ "session": session, "own": Some(session) == actor.session });
        record::append(app, &mut tx, "session.end", Some(actor.person), &format!("person/{}", actor.person), &facts)
            .await?;
        app.commit(tx, [Hint::Sessions]).await?;
    }
    Ok(ended)
}

/// Active, with a password chosen after every epoch of the person's chain.
pub(crate) async fn may_enter(tx: &mut Tx, account: &Account, now: Millis) -> Result<bool> {
    let epoch = store::epoch::newest(tx, account.person, EpochKind::Credentials, now).await?;
    Ok(account.state == AccountState::Active && epoch.is_none_or(|not_before| account.secret_set_at() > not_before))
}

/// Whether something lets a person in: a password that holds, or a provider.
pub(crate) async fn has_way_in(tx: &mut Tx, person: PersonId, now: Millis) -> Result<bool> {
    let account = store::account::of(tx, person).await?.filter(|account| account.secret_hash.is_some());
    if let Some(account) = account
        && may_enter(tx, &account, now).await?
    {
        return Ok(true);
    }
    relying::is_way_in(tx, person, now).await
}

/// The device, when this account has used it since the newest epoch.
async fn known_device(
    tx: &mut Tx,
    account: Option<&Account>,
    cookie: Option<&str>,
    now: Millis,
) -> Result<Option<DeviceId>> {
    let Some(account) = account else { return Ok(None) };
    let Some(device) = device_at(tx, cookie).await? else { return Ok(None) };
    Ok(store::account::device_known_since(tx, account.person, device, now).await?.map(|_| device))
}

/// A user name as it is compared: trimmed, lower case, bounded.
fn login_key(typed: &str) -> String {
    model::text::cut(typed.trim(), 200).to_lowercase()
}

/// A browser's name, bounded; it is shown to the person as it is.
fn browser_name(agent: &str) -> &str {
    model::text::cut(agent, 300)
}
