//! Passkeys, and what browsers are asked to have them sign.

use model::{FactorId, Millis, PersonId, factor::Ceremony, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A passkey that proves somebody.
#[derive(Debug, Clone, FromRow)]
pub struct Passkey {
    /// The second factor that it is.
    #[sqlx(try_from = "Uuid")]
    pub factor: FactorId,
    /// Whose it is.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// Public key, counter and what the authenticator said of itself, as JSON.
    pub credential: String,
    made_at: i64,
}

impl Passkey {
    /// When it was set up; an epoch after that ends it (invariant 6).
    pub fn made_at(&self) -> Millis {
        Millis(self.made_at)
    }
}

/// Gives a factor its key.
pub async fn add(tx: &mut Tx, factor: FactorId, credential_id: &[u8], credential: &str) -> Result<()> {
    tx.run(
        "insert into passkey (factor, credential_id, credential) values ($1, $2, $3)",
        (factor, credential_id, credential),
    )
    .await?;
    Ok(())
}

/// A person's passkeys that were set up after a moment and not taken away, the oldest first.
pub async fn in_force(tx: &mut Tx, person: PersonId, after: Millis) -> Result<Vec<Passkey>> {
    tx.all(
        "select p.factor, f.person, p.credential, f.made_at from factor f join passkey p on p.factor = f.id \
         where f.person = $1 and f.confirmed_at is not null and f.ended_at is null and f.made_at > $2 \
         order by f.made_at, f.id limit $3",
        (person, after, limits::FACTORS_MAX),
    )
    .await
}

/// The passkey of this name, unless it was taken away.
pub async fn named(tx: &mut Tx, credential_id: &[u8]) -> Result<Option<Passkey>> {
    tx.maybe(
        "select p.factor, f.person, p.credential, f.made_at from passkey p join factor f on f.id = p.factor \
         where p.credential_id = $1 and f.confirmed_at is not null and f.ended_at is null",
        (credential_id,),
    )
    .await
}

/// Whether a passkey ever had this name, whoever's it was.
pub async fn is_known(tx: &mut Tx, credential_id: &[u8]) -> Result<bool> {
    let row: Option<(i64,)> =
        tx.maybe("select count(*) from passkey where credential_id = $1", (credential_id,)).await?;
    Ok(row.is_some_and(|(count,)| count > 0))
}

/// Notes that a passkey has proved its owner, and its counter with what it was; false when another answer of it was taken
/// meanwhile.
pub async fn prove(tx: &mut Tx, key: &Passkey, credential: &str, now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update passkey set credential = $2 where factor = $1 and credential = $3",
            (key.factor, credential, key.credential.as_str()),
        )
        .await?;
    tx.run("update factor set last_used_at = $2 where id = $1", (key.factor, now)).await?;
    Ok(moved == 1)
}

/// What a browser's passkey is asked to sign.
#[derive(Debug)]
pub struct NewChallenge<'a> {
    /// Hash of the secret of its device cookie.
    pub browser: &'a [u8],
    /// What for.
    pub ceremony: Ceremony,
    /// Who must answer; none: anybody may.
    pub person: Option<PersonId>,
    /// Bytes of chance.
    pub challenge: &'a [u8],
}

/// Asks a browser; what it was asked before for the same is forgotten.
pub async fn ask(tx: &mut Tx, new: &NewChallenge<'_>, now: Millis) -> Result<()> {
    tx.run(
        "insert into passkey_challenge (browser, ceremony, person, challenge, made_at) values ($1, $2, $3, $4, $5) \
         on conflict (browser, ceremony) do update set person = excluded.person, challenge = excluded.challenge, \
         made_at = excluded.made_at",
        (new.browser, new.ceremony, new.person, new.challenge, now),
    )
    .await?;
    Ok(())
}

/// What a browser was asked.
#[derive(Debug, Clone, FromRow)]
pub struct Challenge {
    person: Option<Uuid>,
    /// The bytes that must have been signed.
    pub challenge: Vec<u8>,
}

impl Challenge {
    /// Who must answer; none: anybody may.
    pub fn person(&self) -> Option<PersonId> {
        self.person.map(PersonId)
    }
}

/// Takes what a browser was asked since a moment, once. `None`: it was asked nothing, or that was taken.
pub async fn take(tx: &mut Tx, browser: &[u8], ceremony: Ceremony, since: Millis) -> Result<Option<Challenge>> {
    let found: Option<Challenge> = tx
        .maybe(
            "select person, challenge from passkey_challenge where browser = $1 and ceremony = $2 and made_at > $3",
            (browser, ceremony, since),
        )
        .await?;
    let Some(asked) = found else { return Ok(None) };
    let taken = tx
        .run(
            "delete from passkey_challenge where browser = $1 and ceremony = $2 and challenge = $3",
            (browser, ceremony, asked.challenge.as_slice()),
        )
        .await?;
    Ok((taken == 1).then_some(asked))
}

/// How many browsers were asked since a moment and have not answered.
pub async fn waiting(tx: &mut Tx, ceremony: Ceremony, since: Millis) -> Result<i64> {
    let row: Option<(i64,)> = tx
        .maybe("select count(*) from passkey_challenge where made_at > $1 and ceremony = $2", (since, ceremony))
        .await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// Forgets what was asked before a moment.
pub async fn forget(tx: &mut Tx, before: Millis) -> Result<u64> {
    tx.run("delete from passkey_challenge where made_at < $1", (before,)).await
}
