//! Resets of a territory: epochs that a person set for many.

use model::{Millis, PersonId, SchoolId, epoch::EpochKind, limits, territory::Scope};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Result, Tx,
    epoch::{self, NewEpoch, Place, scope_of},
};

/// How resets are told from other epochs.
const REASON: &str = "reset";

/// One reset.
#[derive(Debug, Clone, FromRow)]
pub struct Reset {
    /// Identity.
    pub id: Uuid,
    not_before: i64,
    academie: Option<i64>,
    departement: Option<String>,
    school: Option<Uuid>,
    section: Option<Uuid>,
    spares_since: Option<i64>,
    spares_passkeys: Option<i64>,
    until: Option<i64>,
    decided_by: Option<Uuid>,
}

impl Reset {
    /// What was issued before this is dead.
    pub fn not_before(&self) -> Millis {
        Millis(self.not_before)
    }
    /// Where.
    pub fn scope(&self) -> Scope {
        scope_of(self.academie, self.departement.as_deref(), self.school, self.section)
    }
    /// Passwords chosen after this hold.
    pub fn spares_since(&self) -> Option<Millis> {
        self.spares_since.map(Millis)
    }
    /// Whoever has had a passkey since this or longer is spared.
    pub fn spares_passkeys(&self) -> Option<Millis> {
        self.spares_passkeys.map(Millis)
    }
    /// When it ends, or ended: it was undone, or nobody has agreed to it yet.
    pub fn until(&self) -> Option<Millis> {
        self.until.map(Millis)
    }
    /// When it ended, if it has.
    pub fn ended_at(&self, now: Millis) -> Option<Millis> {
        self.until().filter(|until| *until <= now)
    }
    /// Who decided it; none for the console.
    pub fn by(&self) -> Option<PersonId> {
        self.decided_by.map(PersonId::from)
    }
}

/// A reset to begin.
#[derive(Debug)]
pub struct NewReset<'a> {
    /// Identity.
    pub id: Uuid,
    /// Where.
    pub scope: &'a Scope,
    /// Passwords chosen after this hold.
    pub spares_since: Option<Millis>,
    /// Whoever has had a passkey since this or longer is spared.
    pub spares_passkeys: Option<Millis>,
    /// Who decided it; none: the console.
    pub by: Option<PersonId>,
    /// When it ends unless a second person agrees, with an identity for what ends the sessions for good.
    pub provisional: Option<(Millis, Uuid)>,
}

/// Ends what was issued in a territory before now: one row, whatever its size.
pub async fn begin(tx: &mut Tx, new: &NewReset<'_>, now: Millis) -> Result<()> {
    let NewReset { id, scope, spares_since, spares_passkeys, by, provisional } = *new;
    let until = provisional.map(|(until, _)| until);
    let sessions = provisional.map(|(_, sessions)| (sessions, EpochKind::Sessions, None, "provisional"));
    for (id, kind, until, reason) in [(id, EpochKind::Credentials, until, REASON)].into_iter().chain(sessions) {
        let of = NewEpoch::of(id, scope, kind, now, reason);
        let spares_powers = by.is_some();
        epoch::set(tx, &NewEpoch { until, by, spares_since, spares_passkeys, spares_powers, ..of }).await?;
    }
    Ok(())
}

/// What would have ended by itself goes on; false when it has ended.
pub async fn make_lasting(tx: &mut Tx, id: Uuid, now: Millis) -> Result<bool> {
    let made =
        tx.run("update epoch set until = null where id = $1 and reason = $3 and until > $2", (id, now, REASON)).await?;
    Ok(made == 1)
}

/// Ends before its time what would have ended by itself.
pub async fn end_provisional(tx: &mut Tx, id: Uuid, now: Millis) -> Result<bool> {
    let ended =
        tx.run("update epoch set until = $2 where id = $1 and reason = $3 and until > $2", (id, now, REASON)).await?;
    Ok(ended == 1)
}

/// Undoes a reset for those who have not come back: their passwords hold again, and what was open stays dead. False: it
/// was undone already.
pub async fn undo(tx: &mut Tx, sessions: Uuid, reset: &Reset, now: Millis) -> Result<bool> {
    let undone = tx
        .run("update epoch set until = $2 where id = $1 and reason = $3 and until is null", (reset.id, now, REASON))
        .await?;
    if undone == 1 {
        let scope = reset.scope();
        let of = NewEpoch::of(sessions, &scope, EpochKind::Sessions, reset.not_before(), "undone");
        let spares_powers = reset.by().is_some();
        let (spares_since, spares_passkeys) = (reset.spares_since(), reset.spares_passkeys());
        epoch::set(tx, &NewEpoch { spares_since, spares_passkeys, spares_powers, ..of }).await?;
    }
    Ok(undone == 1)
}

/// Epochs, as resets are read.
macro_rules! resets {
    () => {
        "select id, not_before, academie, departement, school, section, spares_since, spares_passkeys, until, \
         decided_by from epoch "
    };
}

/// One reset.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Reset>> {
    tx.maybe(concat!(resets!(), "where id = $1 and reason = $2"), (id, REASON)).await
}

/// Resets, newest first.
pub async fn list(tx: &mut Tx) -> Result<Vec<Reset>> {
    tx.all(
        concat!(resets!(), "where reason = $1 order by not_before desc, id desc limit $2"),
        (REASON, limits::RESETS_SHOWN_MAX),
    )
    .await
}

/// How many it concerns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, FromRow)]
pub struct Counts {
    /// Accounts of the territory that have a password.
    pub accounts: i64,
    /// Of these, those whose password was chosen after the moment that is spared, or who have a passkey that spares them.
    pub spared: i64,
    /// Those whose password was chosen after the reset: they came back.
    pub back: i64,
}

/// Counts the accounts of a territory: all, chosen after one moment, chosen after another.
pub async fn counts(
    tx: &mut Tx,
    scope: &Scope,
    (spares_since, spares_passkeys): (Option<Millis>, Option<Millis>),
    reset_at: Millis,
    now: Millis,
) -> Result<Counts> {
    let Place { academie, departement, school, section, .. } = Place::of(scope);
    let everyone = *scope == Scope::All;
    let row: Option<Counts> = tx
        .maybe(
            "select count(*) as accounts, count(case when a.secret_set_at > $6 or exists \
             (select 1 from factor k where k.person = a.person and k.kind = 'passkey' and k.confirmed_at <= $9 \
                and (k.ended_at is null or k.ended_at > $7)) then 1 end) as spared, \
             count(case when a.secret_set_at > $7 then 1 end) as back from account a \
             where a.state = 'active' and a.secret_hash is not null and ($8 \
             or exists (select 1 from affiliation f join school s on s.id = f.school where f.person = a.person \
                and f.since <= $5 and f.until > $5 and (s.academie = $1 or s.departement = $2 or s.id = $3)) \
             or exists (select 1 from membership m join audience x on x.id = m.audience where m.person = a.person \
                and m.since <= $5 and m.until > $5 and x.section = $4))",
            (
                academie,
                departement,
                school,
                section,
                now,
                spares_since.unwrap_or(Millis::NEVER),
                reset_at,
                everyone,
                spares_passkeys.unwrap_or(Millis(-1)),
            ),
        )
        .await?;
    Ok(row.unwrap_or_default())
}

/// The académie of a département.
pub async fn academie_of(tx: &mut Tx, departement: &str) -> Result<Option<i64>> {
    let row: Option<(i64,)> = tx.maybe("select academie from departement where code = $1", (departement,)).await?;
    Ok(row.map(|(code,)| code))
}

/// The académie and the département of a school.
pub async fn place_of(tx: &mut Tx, school: SchoolId) -> Result<Option<(i64, String)>> {
    tx.maybe("select academie, departement from school where id = $1", (school,)).await
}
