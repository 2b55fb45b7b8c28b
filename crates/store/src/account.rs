//! Accounts, devices and sessions.

use model::{DeviceId, Millis, PersonId, SessionId, account::AccountState, epoch::EpochKind, limits, network::Origin};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Result, Tx, epoch,
    fields::{IDS, Names},
};

/// An account as the sign-in sees it.
#[derive(Debug, Clone, FromRow)]
pub struct Account {
    /// Whose it is.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// User name.
    pub login: String,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: AccountState,
    /// PHC string of the password, if one was chosen.
    pub secret_hash: Option<String>,
    secret_set_at: i64,
    /// Language chosen.
    pub locale: Option<String>,
    /// Reading font chosen.
    pub font: Option<String>,
    proof_until: Option<i64>,
}

impl Account {
    /// When the password was chosen.
    pub fn secret_set_at(&self) -> Millis {
        Millis(self.secret_set_at)
    }
    /// Until when the desk waits for a word of this person's.
    pub fn proof_until(&self) -> Option<Millis> {
        self.proof_until.map(Millis)
    }
}

/// The account that has this user name.
pub async fn by_login(tx: &mut Tx, login: &str) -> Result<Option<Account>> {
    tx.maybe(
        "select person, login, state, secret_hash, secret_set_at, locale, font, proof_until from account where login = $1",
        (login,),
    )
    .await
}

/// The accounts that have one of these user names, in no order.
pub async fn by_logins(tx: &mut Tx, logins: &[String]) -> Result<Vec<Account>> {
    let mut found = Vec::new();
    for some in logins.chunks(IDS) {
        found.extend(tx.all::<Account>(ACCOUNTS_OF_FIFTY, (Names(some.to_vec()),)).await?);
    }
    Ok(found)
}

const ACCOUNTS_OF_FIFTY: &str = "select person, login, state, secret_hash, secret_set_at, locale, font, proof_until \
    from account where login in ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, $47, $48, $49, $50)";

/// A person's account.
pub async fn of(tx: &mut Tx, person: PersonId) -> Result<Option<Account>> {
    tx.maybe(
        "select person, login, state, secret_hash, secret_set_at, locale, font, proof_until from account where person = $1",
        (person,),
    )
    .await
}

/// Makes an account that nobody has used.
pub async fn provision(tx: &mut Tx, person: PersonId, login: &str, now: Millis) -> Result<()> {
    tx.run(
        "insert into account (person, login, state, secret_set_at, created_at) values ($1, $2, $3, $4, $5)",
        (person, login, AccountState::Provisioned, Millis(0), now),
    )
    .await?;
    Ok(())
}

/// Sets a password and makes the account active; false when the account is not one that may become active.
pub async fn set_secret(tx: &mut Tx, person: PersonId, hash: &str, now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update account set secret_hash = $2, secret_set_at = $3, state = $4 \
             where person = $1 and state in ('provisioned', 'active')",
            (person, hash, now, AccountState::Active),
        )
        .await?;
    Ok(moved == 1)
}

/// Makes the account active without a password: another service says who comes. False: it is not one that may become active.
pub async fn give_up_secret(tx: &mut Tx, person: PersonId, now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update account set secret_hash = null, secret_set_at = $2, state = $3 \
             where person = $1 and state in ('provisioned', 'active')",
            (person, now, AccountState::Active),
        )
        .await?;
    Ok(moved == 1)
}

/// Keeps the language and the font that a person chose.
pub async fn set_comfort(tx: &mut Tx, person: PersonId, locale: Option<&str>, font: Option<&str>) -> Result<()> {
    tx.run(
        "update account set locale = $2, font = $3 where person = $1",
        (person, locale.map(str::to_owned), font.map(str::to_owned)),
    )
    .await?;
    Ok(())
}

/// The device whose cookie has this hash.
pub async fn device(tx: &mut Tx, token_hash: &[u8]) -> Result<Option<DeviceId>> {
    let row: Option<(Uuid,)> = tx.maybe("select id from device where token_hash = $1", (token_hash,)).await?;
    Ok(row.map(|(id,)| id.into()))
}

/// Makes a device.
pub async fn add_device(tx: &mut Tx, id: DeviceId, token_hash: &[u8], label: &str, now: Millis) -> Result<()> {
    tx.run(
        "insert into device (id, token_hash, label, first_seen_at) values ($1, $2, $3, $4)",
        (id, token_hash, label, now),
    )
    .await?;
    Ok(())
}

/// Since when this person has used this device, if they have, and it was not forgotten by an epoch (invariant 6).
pub async fn device_known_since(
    tx: &mut Tx,
    person: PersonId,
    device: DeviceId,
    now: Millis,
) -> Result<Option<Millis>> {
    let row: Option<(i64,)> =
        tx.maybe("select known_since from device_use where person = $1 and device = $2", (person, device)).await?;
    let Some(since) = row.map(|(at,)| Millis(at)) else { return Ok(None) };
    let epoch = epoch::newest(tx, person, EpochKind::Sessions, now).await?;
    Ok(Some(since).filter(|since| epoch.is_none_or(|not_before| *since > not_before)))
}

/// Whether this person's device may be trusted: it was not forgotten by an epoch, and either a printed code was used on
/// it or it has been theirs for some quiet days. A thief who signs in twice has not made a device of it.
pub async fn device_trusted(tx: &mut Tx, person: PersonId, device: DeviceId, now: Millis) -> Result<bool> {
    let Some(since) = device_known_since(tx, person, device, now).await? else { return Ok(false) };
    let row: Option<(bool,)> =
        tx.maybe("select vouched from device_use where person = $1 and device = $2", (person, device)).await?;
    Ok(row.is_some_and(|(vouched,)| vouched) || since + limits::DEVICE_QUIET <= now)
}

/// Notes that this person uses this device now; with `anew` they have known it from now on only. `vouched`: by a
/// printed code.
pub async fn use_device(
    tx: &mut Tx,
    person: PersonId,
    device: DeviceId,
    anew: bool,
    vouched: bool,
    now: Millis,
) -> Result<()> {
    tx.run(
        "insert into device_use (person, device, known_since, vouched, last_seen_at) values ($1, $2, $3, $5, $3) \
         on conflict (person, device) do update set last_seen_at = excluded.last_seen_at, \
         known_since = case when $4 then excluded.known_since else device_use.known_since end, \
         vouched = case when $4 then excluded.vouched else device_use.vouched or excluded.vouched end",
        (person, device, now, anew, vouched),
    )
    .await?;
    Ok(())
}

/// A session to be opened.
#[derive(Debug)]
pub struct NewSession<'a> {
    /// Its identity.
    pub id: SessionId,
    /// SHA-256 of the cookie.
    pub token_hash: &'a [u8],
    /// Whose.
    pub person: PersonId,
    /// From which browser.
    pub device: DeviceId,
    /// Source address and port.
    pub address: &'a str,
    /// What stands for its network, when it is an address.
    pub network: Option<&'a str>,
    /// What is known of the network.
    pub origin: &'a Origin,
    /// The device had never opened this account.
    pub device_new: bool,
    /// The browser in words.
    pub agent: &'a str,
    /// The person has proved more than that they have a password of somebody who has a second factor.
    pub proven: bool,
}

/// Opens a session.
pub async fn open_session(tx: &mut Tx, new: &NewSession<'_>, now: Millis) -> Result<()> {
    tx.run(
        "insert into session (id, token_hash, person, device, issued_at, last_seen_at, expires_at, address, agent, \
         network, network_class, country, device_new, proven_at, school) values ($1, $2, $3, $4, $5, $5, $6, $7, $8, \
         $9, $10, $11, $12, $13, (select f.school from affiliation f where f.person = $3 and f.until > $5 \
            order by f.since, f.school limit 1))",
        (
            new.id,
            new.token_hash,
            new.person,
            new.device,
            now,
            now + limits::SESSION_LIFE,
            new.address,
            new.agent,
            new.network.map(str::to_owned),
            new.origin.class,
            new.origin.country.clone(),
            new.device_new,
            new.proven.then_some(now),
        ),
    )
    .await?;
    Ok(())
}

/// An open session.
#[derive(Debug, Clone, FromRow)]
pub struct Session {
    /// Its identity.
    #[sqlx(try_from = "Uuid")]
    pub id: SessionId,
    /// Whose.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// On which device.
    #[sqlx(try_from = "Uuid")]
    pub device: DeviceId,
    issued_at: i64,
    last_seen_at: i64,
    proven_at: Option<i64>,
    /// Source address and port of the sign-in.
    pub address: String,
    /// The browser in words.
    pub agent: String,
}

impl Session {
    /// When it was opened.
    pub fn issued_at(&self) -> Millis {
        Millis(self.issued_at)
    }
    /// When its person last proved in it who they are.
    pub fn proven_at(&self) -> Option<Millis> {
        self.proven_at.map(Millis)
    }
    /// When it was last used, to the minute.
    pub fn last_seen_at(&self) -> Millis {
        Millis(self.last_seen_at)
    }
}

/// The session that a cookie names, when it is neither ended, nor expired, nor on another device, and its account may
/// sign in. Epochs are the caller's question.
pub async fn session(tx: &mut Tx, token_hash: &[u8], device_hash: &[u8], now: Millis) -> Result<Option<Session>> {
    tx.maybe(
        "select s.id, s.person, s.device, s.issued_at, s.last_seen_at, s.proven_at, s.address, s.agent from session s \
         join device d on d.id = s.device join account a on a.person = s.person \
         where s.token_hash = $1 and d.token_hash = $2 and s.ended_at is null and s.expires_at > $3 \
         and s.last_seen_at > $4 and a.state = 'active'",
        (token_hash, device_hash, now, now - limits::SESSION_IDLE),
    )
    .await
}

/// One session, under the same conditions, when no cookie names it.
pub async fn session_by_id(tx: &mut Tx, session: SessionId, now: Millis) -> Result<Option<Session>> {
    tx.maybe(
        "select s.id, s.person, s.device, s.issued_at, s.last_seen_at, s.proven_at, s.address, s.agent from session s \
         join account a on a.person = s.person where s.id = $1 and s.ended_at is null and s.expires_at > $2 \
         and s.last_seen_at > $3 and a.state = 'active'",
        (session, now, now - limits::SESSION_IDLE),
    )
    .await
}

/// A person's open sessions, newest use first.
pub async fn sessions(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<Session>> {
    tx.all(
        "select id, person, device, issued_at, last_seen_at, proven_at, address, agent from session \
         where person = $1 and ended_at is null and expires_at > $2 and last_seen_at > $3 \
         order by last_seen_at desc, id limit 100",
        (person, now, now - limits::SESSION_IDLE),
    )
    .await
}

/// Notes that a session is in use.
pub async fn touch_session(tx: &mut Tx, session: SessionId, now: Millis) -> Result<()> {
    tx.run("update session set last_seen_at = $2 where id = $1 and last_seen_at < $2", (session, now)).await?;
    Ok(())
}

/// Ends one session of a person; false when it is not theirs or has ended.
pub async fn end_session(tx: &mut Tx, person: PersonId, session: SessionId, now: Millis) -> Result<bool> {
    let ended = tx
        .run(
            "update session set ended_at = $3 where id = $2 and person = $1 and ended_at is null",
            (person, session, now),
        )
        .await?;
    Ok(ended == 1)
}

/// Tries to sign in with this name that failed since a moment, from a known device or from any unknown one.
pub async fn failures(tx: &mut Tx, login_key: &str, device: Option<DeviceId>, since: Millis) -> Result<i64> {
    let row: Option<(i64,)> = match device {
        Some(device) => {
            tx.maybe(
                "select count(*) from sign_in_try where login_key = $1 and at > $2 and device = $3 and not succeeded",
                (login_key, since, device),
            )
            .await?
        }
        None => {
            tx.maybe(
                "select count(*) from sign_in_try where login_key = $1 and at > $2 and device is null and not succeeded",
                (login_key, since),
            )
            .await?
        }
    };
    Ok(row.map_or(0, |(n,)| n))
}

/// Notes a try to sign in. `device` only when it is known to the account; `network` as [`model::network::key`] makes it.
pub async fn note_try(
    tx: &mut Tx,
    id: Uuid,
    login_key: &str,
    device: Option<DeviceId>,
    network: Option<&str>,
    succeeded: bool,
    now: Millis,
) -> Result<()> {
    tx.run(
        "insert into sign_in_try (id, login_key, device, network, at, succeeded) values ($1, $2, $3, $4, $5, $6)",
        (id, login_key, device, network.map(str::to_owned), now, succeeded),
    )
    .await?;
    Ok(())
}

/// Forgets tries older than a moment, but those of accounts that sent what an evidence pack holds.
pub async fn forget_tries(tx: &mut Tx, before: Millis, now: Millis) -> Result<u64> {
    tx.run(
        "delete from sign_in_try where at < $1 and login_key not in (select a.login from legal_hold h \
         join campaign c on c.id = h.campaign join message m on m.campaign = c.id or m.campaign = c.merged_into \
         join account a on a.person = m.sender where h.until > $2) \
         and login_key not in (select a.login from legal_hold h join message m on m.id = h.message \
         join account a on a.person = m.sender where h.until > $2)",
        (before, now),
    )
    .await
}

/// Sessions that are open at this moment, whether or not an epoch has ended them.
pub async fn open_sessions(tx: &mut Tx, now: Millis) -> Result<i64> {
    let row: Option<(i64,)> =
        tx.maybe("select count(*) from session where ended_at is null and expires_at > $1", (now,)).await?;
    Ok(row.map_or(0, |(count,)| count))
}
