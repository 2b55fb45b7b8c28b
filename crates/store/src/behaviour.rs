//! What a letter's sending can be compared with: the session that sends it, its sender's habit, who else came the same
//! way. Each is one statement over an index, and looks at a bounded number of rows.

use std::collections::BTreeSet;

use model::{
    AudienceId, DeviceId, Millis, PersonId, SchoolId, SessionId, limits,
    network::{NetworkClass, Origin},
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// How a session came.
#[derive(Debug, Clone, FromRow)]
pub struct Came {
    /// Code of the académie of the sender's school.
    pub academie: i64,
    issued_at: Option<i64>,
    searches: Option<i64>,
    /// Its network, when its address was one.
    pub network: Option<String>,
    network_class: Option<String>,
    /// Its country, when known.
    pub country: Option<String>,
    known_since: Option<i64>,
    vouched: Option<bool>,
    /// The account was used from this network before.
    pub network_known: bool,
    /// Somebody else of the school was.
    pub network_known_in_school: bool,
    /// The account was used from this country before.
    pub country_known: bool,
    /// Decoys whose user name this device tried lately.
    pub decoys_by_device: i64,
    /// The same from the session's network.
    pub decoys_by_network: i64,
}

impl Came {
    /// When the session was opened; none: there is no session.
    pub fn issued_at(&self) -> Option<Millis> {
        self.issued_at.map(Millis)
    }
    /// Searches of the directory that the database has counted.
    pub fn searches(&self) -> Option<i64> {
        self.searches
    }
    /// Kind of its network; none: there is no session.
    pub fn network_class(&self) -> Option<NetworkClass> {
        self.network_class.as_deref().and_then(NetworkClass::from_code)
    }
    /// Since when the device is this person's, and whether a printed code or a known device vouched for it.
    pub fn device(&self) -> Option<(Millis, bool)> {
        Some((Millis(self.known_since?), self.vouched?))
    }
}

/// How a person's session came, seen from a school. `None`: no such school.
pub async fn came(
    tx: &mut Tx,
    school: SchoolId,
    person: PersonId,
    session: Option<SessionId>,
    device: Option<DeviceId>,
    now: Millis,
) -> Result<Option<Came>> {
    tx.maybe(
        "select s.academie, x.issued_at, x.searches, x.network, x.network_class, x.country, d.known_since, d.vouched, \
         exists (select 1 from network_use u where u.person = $2 and u.network = x.network \
            and (u.vouched or u.known_since <= $5)) as network_known, \
         exists (select 1 from network_use u where u.school = $1 and u.network = x.network and u.person <> $2 \
            and (u.vouched or u.known_since <= $5)) as network_known_in_school, \
         exists (select 1 from network_use u where u.person = $2 and u.country = x.country \
            and (u.vouched or u.known_since <= $5)) as country_known, \
         (select count(distinct t.decoy) from decoy_touch t where t.device = $4 and t.at > $6) as decoys_by_device, \
         (select count(distinct t.decoy) from decoy_touch t where t.network = x.network and t.at > $6) \
            as decoys_by_network \
         from school s left join session x on x.id = $3 left join device_use d on d.person = $2 and d.device = $4 \
         where s.id = $1",
        (school, person, session, device, now - limits::DEVICE_QUIET, now - limits::DECOY_TRIES_KEPT),
    )
    .await
}

/// The country of the network that a session came from, when it is known.
pub async fn country(tx: &mut Tx, session: SessionId) -> Result<Option<String>> {
    let row: Option<(Option<String>,)> = tx.maybe("select country from session where id = $1", (session,)).await?;
    Ok(row.and_then(|(country,)| country))
}

/// What a sender did before.
#[derive(Debug, Clone, Copy, Default, FromRow)]
pub struct Habit {
    /// Messages of the last hour.
    pub messages_hour: i64,
    /// People in their audiences, those of several audiences counted several times.
    pub readers_hour: i64,
    /// Distinct schools whose audiences they named.
    pub schools_hour: i64,
    /// Messages of the last 30 days, at most [`limits::HABIT_MESSAGES_MAX`].
    pub messages_month: i64,
    /// How many of those were replies.
    pub replies_month: i64,
    /// Messages of the last day that are held or were withdrawn.
    pub stopped_day: i64,
    /// Most readers that one of the newest messages which went out had.
    pub readers_max: Option<i64>,
}

/// The habit of a sender.
pub async fn habit(tx: &mut Tx, sender: PersonId, now: Millis) -> Result<Habit> {
    let habit: Option<Habit> = tx
        .maybe(
            "select r.messages_hour, r.readers_hour, \
             (select count(distinct x.school) \
                from (select id from message where sender = $1 and sent_at > $2 order by sent_at desc, id desc limit $6) n \
                join message_audience a on a.message = n.id join audience x on x.id = a.audience) as schools_hour, \
             h.messages_month, h.replies_month, h.stopped_day, h.readers_max \
             from (select count(*) as messages_hour, cast(coalesce(sum(m.readers), 0) as bigint) as readers_hour \
                from (select readers from message where sender = $1 and sent_at > $2 \
                   order by sent_at desc, id desc limit $6) m) r, \
             (select count(case when n.sent_at > $3 then n.sent_at end) as messages_month, \
                count(case when n.sent_at > $3 then n.in_reply_to end) as replies_month, \
                count(case when n.sent_at > $5 and n.state in ('held', 'withdrawn') then n.sent_at end) as stopped_day, \
                max(case when n.state in ('delivered', 'waves') then n.readers end) as readers_max \
                from (select sent_at, in_reply_to, state, readers from message where sender = $1 \
                   order by sent_at desc, id desc limit $4) n) h",
            (
                sender,
                now - Millis::hours(1),
                now - Millis::days(30),
                limits::HABIT_MESSAGES_MAX,
                now - Millis::days(1),
                limits::SENDS_LOOKED_AT_MAX,
            ),
        )
        .await?;
    Ok(habit.unwrap_or_default())
}

/// Whom a sender's newest messages that went out named.
pub async fn contacts(tx: &mut Tx, sender: PersonId) -> Result<BTreeSet<AudienceId>> {
    let rows: Vec<(Uuid,)> = tx
        .all(
            "select distinct a.audience from (select id from message where sender = $1 \
                and state in ('delivered', 'waves') order by sent_at desc, id desc limit $2) m \
             join message_audience a on a.message = m.id limit $3",
            (sender, limits::CONTACT_MESSAGES_MAX, limits::CONTACTS_MAX),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}

/// Another account that came by the same device or network.
#[derive(Debug, Clone, FromRow)]
pub struct Neighbour {
    school: Option<Uuid>,
    /// By the same device.
    pub by_device: bool,
    /// From the same network, on a device that it had never been opened by.
    pub by_network: bool,
    issued_at: i64,
    /// It sent something that is held or was withdrawn, within a day.
    pub stopped: bool,
}

impl Neighbour {
    /// Its school.
    pub fn school(&self) -> Option<SchoolId> {
        self.school.map(SchoolId::from)
    }
    /// When it last came.
    pub fn came_at(&self) -> Millis {
        Millis(self.issued_at)
    }
}

/// Accounts other than the sender's that came by this device within a day, or from this network within an hour on
/// devices new to them. A family are no neighbours in this sense, on whatever they share: parents and children, brothers
/// and sisters, and the other parents of those.
pub async fn neighbours(
    tx: &mut Tx,
    person: PersonId,
    device: Option<DeviceId>,
    network: Option<&str>,
    now: Millis,
) -> Result<Vec<Neighbour>> {
    tx.all(
        "with family (person) as (select guardian from guardianship where pupil = $1 and until > $7 \
            union select pupil from guardianship where guardian = $1 and until > $7 \
            union select b.pupil from guardianship a join guardianship b on b.guardian = a.guardian and b.until > $7 \
               where a.pupil = $1 and a.until > $7 \
            union select b.guardian from guardianship a join guardianship b on b.pupil = a.pupil and b.until > $7 \
               where a.guardian = $1 and a.until > $7 \
            union select c.pupil from guardianship a join guardianship b on b.pupil = a.pupil and b.until > $7 \
               join guardianship c on c.guardian = b.guardian and c.until > $7 where a.guardian = $1 and a.until > $7 \
            union select c.guardian from guardianship a join guardianship b on b.guardian = a.guardian and b.until > $7 \
               join guardianship c on c.pupil = b.pupil and c.until > $7 where a.pupil = $1 and a.until > $7) \
         select n.school, max(n.device_way) > 0 as by_device, max(n.network_way) > 0 as by_network, \
         max(n.issued_at) as issued_at, \
         exists (select 1 from message m where m.sender = n.person and m.sent_at > $5 \
            and m.state in ('held', 'withdrawn')) as stopped \
         from (select person, school, issued_at, device_way, network_way from (select person, school, issued_at, cast(1 as bigint) as device_way, \
               cast(0 as bigint) as network_way from session where device = $2 and issued_at > $5 and person <> $1 \
               order by issued_at desc, id limit $6) d \
            union all select person, school, issued_at, device_way, network_way from (select person, school, issued_at, cast(0 as bigint) as device_way, \
               cast(1 as bigint) as network_way from session where network = $3 and issued_at > $4 and person <> $1 \
               and device_new order by issued_at desc, id limit $6) w) n \
         where n.person not in (select person from family) \
         group by n.person, n.school order by n.person, n.school",
        (
            person,
            device,
            network.map(str::to_owned),
            now - Millis::hours(1),
            now - Millis::days(1),
            limits::NEIGHBOURS_MAX,
            now,
        ),
    )
    .await
}

/// Adds to the searches of a session.
pub async fn count_searches(tx: &mut Tx, session: SessionId, searches: i64) -> Result<()> {
    tx.later("update session set searches = searches + $2 where id = $1", (session, searches)).await
}

/// Notes that a person comes from a network. `vouched`: on a device that is trusted.
pub async fn use_network(
    tx: &mut Tx,
    person: PersonId,
    network: &str,
    origin: &Origin,
    vouched: bool,
    now: Millis,
) -> Result<()> {
    tx.run(
        "insert into network_use (person, network, school, country, known_since, vouched, last_seen_at) \
         values ($1, $2, (select f.school from affiliation f where f.person = $1 and f.until > $4 \
            order by f.since, f.school limit 1), $3, $4, $5, $4) \
         on conflict (person, network) do update set last_seen_at = excluded.last_seen_at, \
         school = excluded.school, country = coalesce(excluded.country, network_use.country), \
         vouched = network_use.vouched or excluded.vouched",
        (person, network, origin.country.clone(), now, vouched),
    )
    .await?;
    Ok(())
}
