//! Second factors, codes on paper for whoever lost them, and sign-ins that wait for one.

use model::{DeviceId, FactorId, Millis, PersonId, SessionId, factor::FactorKind, limits};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx, provider_proof::ProofId};

/// A second factor of a person.
#[derive(Debug, Clone, FromRow)]
pub struct Factor {
    /// Its identity.
    #[sqlx(try_from = "Uuid")]
    pub id: FactorId,
    /// What it is.
    #[sqlx(try_from = "String")]
    pub kind: FactorKind,
    /// As its owner calls it.
    pub label: String,
    made_at: i64,
    last_used_at: Option<i64>,
    last_step: i64,
}

impl Factor {
    /// When it was begun; an epoch after that ends it (invariant 6).
    pub fn made_at(&self) -> Millis {
        Millis(self.made_at)
    }
    /// When it last proved somebody.
    pub fn last_used_at(&self) -> Option<Millis> {
        self.last_used_at.map(Millis)
    }
    /// The newest half minute whose code was taken; of a grid, how many of its pairs were answered.
    pub fn last_step(&self) -> i64 {
        self.last_step
    }
}

/// Begins a factor, which proves nothing until it is confirmed. Others of the same kind that its owner has begun are
/// forgotten.
pub async fn begin(
    tx: &mut Tx,
    id: FactorId,
    person: PersonId,
    kind: FactorKind,
    label: &str,
    now: Millis,
) -> Result<()> {
    tx.run(
        "delete from factor where person = $1 and kind = $2 and confirmed_at is null and activation is null",
        (person, kind),
    )
    .await?;
    tx.run(
        "insert into factor (id, person, kind, label, made_at) values ($1, $2, $3, $4, $5)",
        (id, person, kind, label, now),
    )
    .await?;
    Ok(())
}

/// Begins a factor that is printed with a code and waits for it to be used. Others that waited for a code of this person's
/// are forgotten: printing a code voids those of before.
pub async fn begin_printed(
    tx: &mut Tx,
    id: FactorId,
    (person, activation): (PersonId, Uuid),
    (kind, label): (FactorKind, &str),
    now: Millis,
) -> Result<()> {
    tx.run("delete from factor where person = $1 and confirmed_at is null and activation is not null", (person,))
        .await?;
    tx.run(
        "insert into factor (id, person, kind, label, made_at, activation) values ($1, $2, $3, $4, $5, $6)",
        (id, person, kind, label, now, activation),
    )
    .await?;
    Ok(())
}

/// The factor that was printed with a code and waits for it. `None`: the code has none.
pub async fn printed_with(tx: &mut Tx, activation: Uuid) -> Result<Option<Factor>> {
    tx.maybe(
        "select id, kind, label, made_at, last_used_at, last_step from factor where activation = $1 \
         and confirmed_at is null and ended_at is null",
        (activation,),
    )
    .await
}

/// Ends a person's other factors of a kind. Gives how many.
pub async fn end_others(tx: &mut Tx, person: PersonId, kind: FactorKind, but: FactorId, now: Millis) -> Result<u64> {
    tx.run(
        "update factor set ended_at = $4 where person = $1 and kind = $2 and id <> $3 and ended_at is null \
         and confirmed_at is not null",
        (person, kind, but, now),
    )
    .await
}

/// Ends a person's factors that were begun up to a moment.
pub async fn end_made_before(tx: &mut Tx, person: PersonId, moment: Millis, now: Millis) -> Result<u64> {
    tx.run(
        "update factor set ended_at = $3 where person = $1 and made_at <= $2 and ended_at is null",
        (person, moment, now),
    )
    .await
}

/// The newest factor of a kind that a person has begun since a moment and not confirmed.
pub async fn begun(tx: &mut Tx, person: PersonId, kind: FactorKind, since: Millis) -> Result<Option<Factor>> {
    tx.maybe(
        "select id, kind, label, made_at, last_used_at, last_step from factor where person = $1 and kind = $2 \
         and activation is null and confirmed_at is null and ended_at is null and made_at > $3 order by made_at desc, id desc limit 1",
        (person, kind, since),
    )
    .await
}

/// A factor that was begun proves its owner from now on; `step` is the half minute whose code confirmed it. False: it was
/// confirmed already.
pub async fn confirm(tx: &mut Tx, id: FactorId, step: i64, now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update factor set confirmed_at = $2, last_step = $3 where id = $1 and confirmed_at is null \
             and ended_at is null",
            (id, now, step),
        )
        .await?;
    Ok(moved == 1)
}

/// A person's factors that were begun after a moment, confirmed and not taken away, the oldest first.
pub async fn confirmed(tx: &mut Tx, person: PersonId, after: Millis) -> Result<Vec<Factor>> {
    tx.all(
        "select id, kind, label, made_at, last_used_at, last_step from factor where person = $1 \
         and confirmed_at is not null and ended_at is null and made_at > $2 order by made_at, id limit $3",
        (person, after, limits::FACTORS_MAX),
    )
    .await
}

/// Takes the code of a half minute; false when that one or a later one was taken before.
pub async fn use_step(tx: &mut Tx, id: FactorId, step: i64, now: Millis) -> Result<bool> {
    let moved = tx
        .run("update factor set last_step = $2, last_used_at = $3 where id = $1 and last_step < $2", (id, step, now))
        .await?;
    Ok(moved == 1)
}

/// Takes a factor away; false when it is not theirs or is gone.
pub async fn end(tx: &mut Tx, person: PersonId, id: FactorId, now: Millis) -> Result<bool> {
    let moved = tx
        .run("update factor set ended_at = $3 where id = $1 and person = $2 and ended_at is null", (id, person, now))
        .await?;
    Ok(moved == 1)
}

/// Gives a person new recovery codes, by their hashes; the former ones are void.
pub async fn replace_recovery(tx: &mut Tx, person: PersonId, codes: &[(Uuid, [u8; 32])], now: Millis) -> Result<()> {
    void_recovery(tx, person, now).await?;
    for (id, hash) in codes {
        tx.run(
            "insert into recovery_code (id, person, code_hash, made_at) values ($1, $2, $3, $4)",
            (*id, person, hash.as_slice(), now),
        )
        .await?;
    }
    Ok(())
}

/// Voids a person's recovery codes.
pub async fn void_recovery(tx: &mut Tx, person: PersonId, now: Millis) -> Result<()> {
    tx.run(
        "update recovery_code set voided_at = $2 where person = $1 and used_at is null and voided_at is null",
        (person, now),
    )
    .await?;
    Ok(())
}

/// Uses a recovery code of this person up, if it was made after a moment; false when there is none.
pub async fn use_recovery(tx: &mut Tx, person: PersonId, hash: &[u8], after: Millis, now: Millis) -> Result<bool> {
    let used = tx
        .run(
            "update recovery_code set used_at = $4 where person = $1 and code_hash = $2 and made_at > $3 \
             and used_at is null and voided_at is null",
            (person, hash, after, now),
        )
        .await?;
    Ok(used == 1)
}

/// Recovery codes that were made after a moment and are left.
pub async fn recovery_left(tx: &mut Tx, person: PersonId, after: Millis) -> Result<i64> {
    let row: Option<(i64,)> = tx
        .maybe(
            "select count(*) from recovery_code where person = $1 and made_at > $2 and used_at is null \
             and voided_at is null",
            (person, after),
        )
        .await?;
    Ok(row.map_or(0, |(left,)| left))
}

/// A sign-in that waits for a second factor.
#[derive(Debug, Clone, FromRow)]
pub struct Step {
    /// Its identity.
    pub id: Uuid,
    /// Who typed the right password.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    begun_at: i64,
    provider_proof: Option<Uuid>,
}

impl Step {
    /// What a provider said; none: the password was typed.
    pub fn provider_proof(&self) -> Option<ProofId> {
        self.provider_proof.map(ProofId)
    }
    /// When the password was typed.
    pub fn begun_at(&self) -> Millis {
        Millis(self.begun_at)
    }
}

/// Begins one.
pub async fn begin_step(
    tx: &mut Tx,
    id: Uuid,
    token_hash: &[u8],
    (person, proof): (PersonId, Option<ProofId>),
    device: DeviceId,
    now: Millis,
) -> Result<()> {
    tx.run(
        "insert into sign_in_step (id, token_hash, person, device, begun_at, provider_proof) \
         values ($1, $2, $3, $4, $5, $6)",
        (id, token_hash, person, device, now, proof.map(|proof| proof.0)),
    )
    .await?;
    Ok(())
}

/// The step of these two secrets. `None`: there is none, another browser has begun it, it went on already, or its time is
/// over.
pub async fn step(tx: &mut Tx, token_hash: &[u8], device_hash: &[u8], now: Millis) -> Result<Option<Step>> {
    tx.maybe(
        "select s.id, s.person, s.begun_at, s.provider_proof from sign_in_step s join device d on d.id = s.device \
         where s.token_hash = $1 and d.token_hash = $2 and s.used_at is null and s.begun_at > $3",
        (token_hash, device_hash, now - limits::SECOND_STEP_LIFE),
    )
    .await
}

/// The same, which has one try less from now on. `None` also: it has no try left.
pub async fn try_step(tx: &mut Tx, token_hash: &[u8], device_hash: &[u8], now: Millis) -> Result<Option<Step>> {
    let Some(step) = step(tx, token_hash, device_hash, now).await? else { return Ok(None) };
    let tried = tx
        .run(
            "update sign_in_step set tries = tries + 1 where id = $1 and tries < $2 and used_at is null",
            (step.id, limits::SECOND_STEP_TRIES_MAX),
        )
        .await?;
    Ok((tried == 1).then_some(step))
}

/// Goes on from a step, once; false when it went on already.
pub async fn leave_step(tx: &mut Tx, id: Uuid, now: Millis) -> Result<bool> {
    Ok(tx.run("update sign_in_step set used_at = $2 where id = $1 and used_at is null", (id, now)).await? == 1)
}

/// Forgets steps that were begun before a moment.
pub async fn forget_steps(tx: &mut Tx, before: Millis) -> Result<u64> {
    tx.run("delete from sign_in_step where begun_at < $1", (before,)).await
}

/// Notes that somebody proved in this session who they are.
pub async fn prove_session(tx: &mut Tx, session: SessionId, now: Millis) -> Result<()> {
    tx.run("update session set proven_at = $2 where id = $1 and ended_at is null", (session, now)).await?;
    Ok(())
}
