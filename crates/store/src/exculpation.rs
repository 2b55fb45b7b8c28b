//! What is kept of a session, of its device and its network, and of its account's other uses: what a report on how a
//! message was sent is made from. Sessions are read whether or not they still hold: an epoch ends them and effaces nothing.

use model::{DeviceId, MessageId, Millis, PersonId, SchoolId, SessionId, limits, network::NetworkClass};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx, journal::EntryRow};

/// A session, open or not.
#[derive(Debug, Clone, FromRow)]
pub struct SessionRow {
    /// Its identity.
    #[sqlx(try_from = "Uuid")]
    pub id: SessionId,
    /// Whose account.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// On which device.
    #[sqlx(try_from = "Uuid")]
    pub device: DeviceId,
    issued_at: i64,
    last_seen_at: i64,
    ended_at: Option<i64>,
    /// Source address and port of the sign-in.
    pub address: String,
    /// What the browser said it was.
    pub agent: String,
    /// What stands for its network, when its address was one.
    pub network: Option<String>,
    network_class: String,
    /// Its country, when known.
    pub country: Option<String>,
    /// The device had never opened this account, or an epoch had forgotten it.
    pub device_new: bool,
    school: Option<Uuid>,
    risk_signs: Option<String>,
    /// Name of the account's school then.
    pub school_name: Option<String>,
}

impl SessionRow {
    /// When it was opened.
    pub fn issued_at(&self) -> Millis {
        Millis(self.issued_at)
    }
    /// When it was last used, to the minute.
    pub fn last_seen_at(&self) -> Millis {
        Millis(self.last_seen_at)
    }
    /// When it was ended by itself; epochs are not counted.
    pub fn ended_at(&self) -> Option<Millis> {
        self.ended_at.map(Millis)
    }
    /// Kind of its network.
    pub fn network_class(&self) -> NetworkClass {
        NetworkClass::from_code(&self.network_class).unwrap_or_default()
    }
    /// Codes of the signs that its opening was weighed by, as a JSON list; none when it was not.
    pub fn arrival_signs(&self) -> Option<&str> {
        self.risk_signs.as_deref()
    }
    /// The account's school then.
    pub fn school(&self) -> Option<SchoolId> {
        self.school.map(SchoolId::from)
    }
}

/// One session, whatever became of it.
pub async fn session(tx: &mut Tx, id: SessionId) -> Result<Option<SessionRow>> {
    tx.maybe(
        "select x.id, x.person, x.device, x.issued_at, x.last_seen_at, x.ended_at, x.address, x.agent, x.network, \
         x.network_class, x.country, x.device_new, x.school, x.risk_signs, s.name as school_name \
         from session x left join school s on s.id = x.school where x.id = $1",
        (id,),
    )
    .await
}

/// Other sessions of an account, before and since one of them.
#[derive(Debug, Clone, Copy, Default, FromRow)]
pub struct Uses {
    /// Opened before.
    pub before: i64,
    first_before: Option<i64>,
    last_before: Option<i64>,
    /// Opened since.
    pub since: i64,
    first_since: Option<i64>,
    last_since: Option<i64>,
    /// Opened since a later moment.
    pub later: i64,
}

impl Uses {
    /// The first and the last before.
    pub fn span_before(&self) -> Option<(Millis, Millis)> {
        Some((Millis(self.first_before?), Millis(self.last_before?)))
    }
    /// The first and the last since.
    pub fn span_since(&self) -> Option<(Millis, Millis)> {
        Some((Millis(self.first_since?), Millis(self.last_since?)))
    }
}

/// The other sessions of an account, counted. One that ended as it began was turned away, and is no use of anything.
macro_rules! uses {
    () => {
        "select count(case when issued_at < $4 then issued_at end) as before, \
         min(case when issued_at < $4 then issued_at end) as first_before, \
         max(case when issued_at < $4 then issued_at end) as last_before, \
         count(case when issued_at >= $4 then issued_at end) as since, \
         min(case when issued_at >= $4 then issued_at end) as first_since, \
         max(case when issued_at >= $4 then issued_at end) as last_since, \
         count(case when issued_at >= $5 then issued_at end) as later \
         from session where person = $1 and id <> $3 and (ended_at is null or ended_at > issued_at) "
    };
}

/// The other sessions of a session's account on its device. `later`: from when on they are counted once more.
pub async fn uses_of_device(tx: &mut Tx, of: &SessionRow, later: Millis) -> Result<Uses> {
    let uses: Option<Uses> =
        tx.maybe(concat!(uses!(), "and device = $2"), (of.person, of.device, of.id, of.issued_at(), later)).await?;
    Ok(uses.unwrap_or_default())
}

/// The same from its network, whatever the device; nothing when its address was none.
pub async fn uses_of_network(tx: &mut Tx, of: &SessionRow, later: Millis) -> Result<Uses> {
    let uses: Option<Uses> = tx
        .maybe(concat!(uses!(), "and network = $2"), (of.person, of.network.clone(), of.id, of.issued_at(), later))
        .await?;
    Ok(uses.unwrap_or_default())
}

/// Sessions of the account that were opened on other devices since this one.
pub async fn uses_elsewhere_since(tx: &mut Tx, of: &SessionRow) -> Result<i64> {
    let row: Option<(i64,)> = tx
        .maybe(
            "select count(*) from session where person = $1 and device <> $2 and issued_at > $3 \
             and (ended_at is null or ended_at > issued_at)",
            (of.person, of.device, of.issued_at()),
        )
        .await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// Since when the account knows the device, and whether something vouched for it.
pub async fn device_known(tx: &mut Tx, of: &SessionRow) -> Result<Option<(Millis, bool)>> {
    let row: Option<(i64, bool)> = tx
        .maybe("select known_since, vouched from device_use where person = $1 and device = $2", (of.person, of.device))
        .await?;
    Ok(row.map(|(since, vouched)| (Millis(since), vouched)))
}

/// Accounts of one school.
#[derive(Debug, Clone, FromRow)]
pub struct OthersRow {
    /// Name of the school; none for accounts that are of no school.
    pub school: Option<String>,
    /// Accounts.
    pub accounts: i64,
}

/// Other accounts that were opened between two moments.
macro_rules! others {
    () => {
        "select s.name as school, count(distinct x.person) as accounts from session x \
         left join school s on s.id = x.school where x.person <> $2 and x.issued_at >= $3 and x.issued_at <= $4 "
    };
}

/// Other accounts that the session's device opened between two moments, school by school, in no order.
pub async fn others_by_device(tx: &mut Tx, of: &SessionRow, from: Millis, to: Millis) -> Result<Vec<OthersRow>> {
    tx.all(
        concat!(others!(), "and x.device = $1 group by s.id, s.name order by accounts desc, s.id limit $5"),
        (of.device, of.person, from, to, limits::NEIGHBOURS_MAX),
    )
    .await
}

/// Other accounts that were opened from the session's network between two moments on devices new to them, school by
/// school, in no order.
pub async fn others_by_network(tx: &mut Tx, of: &SessionRow, from: Millis, to: Millis) -> Result<Vec<OthersRow>> {
    tx.all(
        concat!(
            others!(),
            "and x.network = $1 and x.device_new group by s.id, s.name order by accounts desc, s.id limit $5"
        ),
        (of.network.clone(), of.person, from, to, limits::NEIGHBOURS_MAX),
    )
    .await
}

/// One earlier opening of an account.
#[derive(Debug, Clone, FromRow)]
pub struct Opening {
    issued_at: i64,
    /// On which device.
    #[sqlx(try_from = "Uuid")]
    pub device: DeviceId,
    /// From which network.
    pub network: Option<String>,
    /// From which country.
    pub country: Option<String>,
}

impl Opening {
    /// When.
    pub fn at(&self) -> Millis {
        Millis(self.issued_at)
    }
}

/// The newest openings of an account between two moments.
pub async fn openings(tx: &mut Tx, person: PersonId, from: Millis, before: Millis) -> Result<Vec<Opening>> {
    tx.all(
        "select issued_at, device, network, country from session \
         where person = $1 and issued_at >= $2 and issued_at < $3 and (ended_at is null or ended_at > issued_at) \
         order by issued_at desc, id desc limit $4",
        (person, from, before, limits::EXCULPATION_USES_MAX),
    )
    .await
}

/// Entries about a subject.
macro_rules! entries {
    () => {
        "select id, seq, at, verb, actor, subject, payload, salt, commitment, leaf from journal_entry \
         where subject = $1 "
    };
}

/// Entries of one verb about a subject between two moments, oldest first.
pub async fn entries(tx: &mut Tx, subject: &str, verb: &str, from: Millis, to: Millis) -> Result<Vec<EntryRow>> {
    tx.all(
        concat!(entries!(), "and verb = $2 and at >= $3 and at <= $4 order by at, id limit $5"),
        (subject, verb, from, to, limits::EXCULPATION_ENTRIES_MAX),
    )
    .await
}

/// What was done to an account since a moment that says who holds it, oldest first.
pub async fn of_account(tx: &mut Tx, subject: &str, since: Millis) -> Result<Vec<EntryRow>> {
    tx.all(
        concat!(
            entries!(),
            "and at >= $2 and verb in ('session.disown', 'account.contain', 'account.uncontain', \
             'account.return', 'account.activate', 'account.password', 'account.leaked', 'device.restrict', 'factor.add', \
             'factor.remove', 'console.invite') order by at, id limit $3"
        ),
        (subject, since, limits::EXCULPATION_ENTRIES_MAX),
    )
    .await
}

/// What was done to a message, reading left out, oldest first.
pub async fn of_message(tx: &mut Tx, subject: &str) -> Result<Vec<EntryRow>> {
    tx.all(
        concat!(
            entries!(),
            "and verb in ('message.send', 'message.send_again', 'message.alert', 'message.hold_copies', \
             'message.halt', 'message.release', 'message.withdraw', 'message.ask_proof', 'message.prove', \
             'message.disown', 'appeal.make', 'appeal.answer') order by at, id limit $2"
        ),
        (subject, limits::EXCULPATION_ENTRIES_MAX),
    )
    .await
}

/// The newest sessions that a person disowned, as the journal tells them.
pub async fn disowned(tx: &mut Tx, person: PersonId, since: Millis) -> Result<Vec<EntryRow>> {
    tx.all(
        concat!(entries!(), "and verb = 'session.disown' and at >= $2 order by at desc, id desc limit $3"),
        (format!("person/{person}"), since, limits::EXCULPATION_OFFERED_MAX),
    )
    .await
}

/// A message that led to the containment of its account.
#[derive(Debug, Clone, FromRow)]
pub struct LedTo {
    /// The message.
    #[sqlx(try_from = "Uuid")]
    pub message: MessageId,
    /// Whose account.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// When they were born, `yyyy-mm-dd`; empty when unknown.
    pub birth_date: String,
    since: i64,
}

impl LedTo {
    /// When the account was contained.
    pub fn since(&self) -> Millis {
        Millis(self.since)
    }
}

/// The newest messages that led to a containment of a person's account, or of an account of a pupil whose guardian
/// they are now.
pub async fn led_to_containment(tx: &mut Tx, person: PersonId, since: Millis, now: Millis) -> Result<Vec<LedTo>> {
    tx.all(
        "select c.message, c.person, p.given_name || ' ' || p.family_name as name, p.birth_date, c.since \
         from containment c join person p on p.id = c.person \
         where c.message is not null and c.since >= $2 and (c.person = $1 or c.person in (select g.pupil \
            from guardianship g where g.guardian = $1 and g.since <= $3 and g.until > $3)) \
         order by c.since desc, c.id desc limit $4",
        (person, since, now, limits::EXCULPATION_OFFERED_MAX),
    )
    .await
}

/// The newest messages of a school's accounts that led to a containment.
pub async fn led_to_containment_in(tx: &mut Tx, school: SchoolId, since: Millis) -> Result<Vec<LedTo>> {
    tx.all(
        "select c.message, c.person, p.given_name || ' ' || p.family_name as name, p.birth_date, c.since \
         from containment c join person p on p.id = c.person \
         where c.message is not null and c.school = $1 and c.since >= $2 order by c.since desc, c.id desc limit $3",
        (school, since, limits::EXCULPATION_OFFERED_MAX),
    )
    .await
}

/// When a pupil was born, if the person is their guardian now: `yyyy-mm-dd`, empty when unknown.
pub async fn ward(tx: &mut Tx, guardian: PersonId, pupil: PersonId, now: Millis) -> Result<Option<String>> {
    let row: Option<(String,)> = tx
        .maybe(
            "select p.birth_date from guardianship g join person p on p.id = g.pupil \
             where g.guardian = $1 and g.pupil = $2 and g.since <= $3 and g.until > $3 order by g.since limit 1",
            (guardian, pupil, now),
        )
        .await?;
    Ok(row.map(|(born,)| born))
}
