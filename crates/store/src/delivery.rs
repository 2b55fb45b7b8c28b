//! The queue of what leaves for people: one row for each person and channel of a version of a notice. Whole audiences are
//! planned by one statement, and what is due is claimed by one.
//!
//! `due_at` is the only thing that makes a row be looked at. While a row is being handed over it is the end of the lease,
//! so that whoever died with it gives it back.

use model::{
    AudienceId, Millis, OutgoingId, PersonId,
    channel::{Channel, Channels, DeliveryState, Fault, Step},
    limits,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx, sql};

/// A version of a notice, as it leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutgoingRow {
    /// Identity.
    pub id: OutgoingId,
    /// What its versions have in common.
    pub notice: Uuid,
    /// Which one it is.
    pub version: i64,
    /// In a line.
    pub subject: String,
    /// The text.
    pub text: String,
    /// Where the rest is read.
    pub link: String,
    /// Whether a telephone is to ring for it.
    pub urgent: bool,
    /// When it was made.
    pub made_at: Millis,
    /// From when on it is not worth being sent.
    pub expires_at: Millis,
    /// When something newer took its place.
    pub replaced_at: Millis,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    notice: Uuid,
    version: i64,
    subject: String,
    text: String,
    link: String,
    urgent: bool,
    made_at: i64,
    expires_at: i64,
    replaced_at: i64,
}

impl From<Row> for OutgoingRow {
    fn from(row: Row) -> OutgoingRow {
        OutgoingRow {
            id: OutgoingId(row.id),
            notice: row.notice,
            version: row.version,
            subject: row.subject,
            text: row.text,
            link: row.link,
            urgent: row.urgent,
            made_at: Millis(row.made_at),
            expires_at: Millis(row.expires_at),
            replaced_at: Millis(row.replaced_at),
        }
    }
}

/// Makes a version.
pub async fn make(tx: &mut Tx, row: &OutgoingRow) -> Result<()> {
    tx.run(
        "insert into outgoing (id, notice, version, subject, text, link, urgent, made_at, expires_at, replaced_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        (
            row.id,
            row.notice,
            row.version,
            &*row.subject,
            &*row.text,
            &*row.link,
            row.urgent,
            row.made_at,
            row.expires_at,
            row.replaced_at,
        ),
    )
    .await?;
    Ok(())
}

/// A version.
pub async fn outgoing(tx: &mut Tx, id: OutgoingId) -> Result<Option<OutgoingRow>> {
    let row: Option<Row> = tx
        .maybe(
            "select id, notice, version, subject, text, link, urgent, made_at, expires_at, replaced_at from outgoing \
             where id = $1",
            (id,),
        )
        .await?;
    Ok(row.map(OutgoingRow::from))
}

/// The newest version of a notice that left.
pub async fn newest(tx: &mut Tx, notice: Uuid) -> Result<Option<OutgoingRow>> {
    let row: Option<Row> = tx
        .maybe(
            "select id, notice, version, subject, text, link, urgent, made_at, expires_at, replaced_at from outgoing \
             where notice = $1 order by version desc limit 1",
            (notice,),
        )
        .await?;
    Ok(row.map(OutgoingRow::from))
}

/// Ends the versions of a notice before one, and what of them has not left. Gives how many messages that were; one that is
/// being handed over at this moment is not among them.
pub async fn replace(tx: &mut Tx, notice: Uuid, before: i64, now: Millis) -> Result<u64> {
    let replaced = tx
        .run(
            "update delivery set state = 'replaced', due_at = $3 where state in ('planned', 'temporary') \
             and outgoing in (select id from outgoing where notice = $1 and version < $2)",
            (notice, before, Millis::NEVER),
        )
        .await?;
    // What was taken needs no next channel any more: the newer version goes all ways by itself.
    tx.run(
        "update delivery set due_at = $3 where state in ('accepted', 'failed') and due_at < $3 \
         and outgoing in (select id from outgoing where notice = $1 and version < $2)",
        (notice, before, Millis::NEVER),
    )
    .await?;
    tx.run(
        "update outgoing set replaced_at = $3 where notice = $1 and version < $2 and replaced_at > $3",
        (notice, before, now),
    )
    .await?;
    Ok(replaced)
}

/// Plans a version for those who are read from what stands between the two parts, as `p`: each on their first channel.
macro_rules! plan {
    () => {
        "insert into delivery (outgoing, person, channel, state, attempts, due_at, planned_at) \
         select q.outgoing, q.person, q.channel, \
                cast(case q.channel when 'in_app' then 'accepted' else 'planned' end as text), cast(0 as bigint), \
                cast(case q.channel when 'in_app' then 9223372036854775807 else q.made_at end as bigint), q.made_at \
         from (select o.id as outgoing, p.person as person, o.made_at as made_at, cast(case \
                 when $3 and exists (select s.person from push_subscription s where s.person = p.person) then 'push' \
                 when $4 and exists (select c.person from contact c where c.person = p.person and c.channel = 'sms' \
                      and c.until > $6) then 'sms' \
                 when $5 and exists (select c.person from contact c where c.person = p.person and c.channel = 'mail' \
                      and c.until > $6) then 'mail' else 'in_app' end as text) as channel from outgoing o, "
    };
}

/// Who has it planned already keeps that.
macro_rules! once {
    () => {
        " p where o.id = $1 and not exists (select d.person from delivery d where d.outgoing = o.id \
            and d.person = p.person)) q where q.made_at <= $6 on conflict do nothing"
    };
}

/// Plans a version for everybody who is in an audience now, each on their first channel. Who has it planned already keeps
/// that. Gives how many were added.
pub async fn plan_audience(
    tx: &mut Tx,
    outgoing: OutgoingId,
    audience: AudienceId,
    on: Channels,
    now: Millis,
) -> Result<u64> {
    tx.run(
        concat!(
            plan!(),
            "(select m.person as person from membership m \
              where m.audience = $2 and m.since <= $6 and m.until > $6 group by m.person)",
            once!()
        ),
        (outgoing, audience, on.push, on.sms, on.mail, now),
    )
    .await
}

/// The same for one person.
pub async fn plan_person(
    tx: &mut Tx,
    outgoing: OutgoingId,
    person: PersonId,
    on: Channels,
    now: Millis,
) -> Result<u64> {
    tx.run(
        concat!(plan!(), "(select n.id as person from person n where n.id = $2)", once!()),
        (outgoing, person, on.push, on.sms, on.mail, now),
    )
    .await
}

/// When the next message of a channel is due.
pub async fn next_due(tx: &mut Tx, channel: Channel) -> Result<Option<Millis>> {
    let row: Option<(Option<i64>,)> =
        tx.maybe("select min(due_at) from delivery where channel = $1", (channel,)).await?;
    Ok(row.and_then(|(at,)| at).map(Millis))
}

/// A message under lease.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claimed {
    /// Of which version.
    pub outgoing: OutgoingId,
    /// For whom.
    pub person: PersonId,
    /// Tries, this one included.
    pub attempts: i64,
}

/// Takes messages of a channel that are due, until the lease ends.
pub async fn claim(tx: &mut Tx, channel: Channel, limit: i64, now: Millis) -> Result<Vec<Claimed>> {
    let rows: Vec<(Uuid, Uuid, i64)> = tx
        .all(
            sql!(
                "update delivery set state = 'submitted', attempts = attempts + 1, submitted_at = $2, due_at = $4 \
                 where channel = $1 and (outgoing, person) in (select d.outgoing, d.person from delivery d \
                 where d.channel = $1 and d.due_at <= $2 and d.state in ('planned', 'submitted', 'temporary') \
                 order by d.due_at, d.outgoing, d.person limit $3",
                [lite: "", pg: " for update skip locked"],
                ") returning outgoing, person, attempts"
            ),
            (channel, now, limit, now + limits::DELIVERY_LEASE),
        )
        .await?;
    let claimed =
        |(outgoing, person, attempts)| Claimed { outgoing: OutgoingId(outgoing), person: PersonId(person), attempts };
    Ok(rows.into_iter().map(claimed).collect())
}

/// Writes what came of a message under lease. Nothing, when somebody else has it meanwhile.
pub async fn record(
    tx: &mut Tx,
    of: &Claimed,
    channel: Channel,
    step: &Step,
    provider_id: Option<&str>,
    now: Millis,
) -> Result<()> {
    // What was not tried does not count as a try.
    let attempts = if step.state == DeliveryState::Planned { of.attempts - 1 } else { of.attempts };
    let accepted = (step.state == DeliveryState::Accepted).then_some(now);
    tx.later(
        "update delivery set state = $5, due_at = $6, fault = $7, provider_id = $8, accepted_at = $9, attempts = $10 \
         where outgoing = $1 and person = $2 and channel = $3 and attempts = $4 and state = 'submitted'",
        (
            of.outgoing,
            of.person,
            channel,
            of.attempts,
            step.state,
            step.due_at,
            step.fault,
            provider_id.map(str::to_owned),
            accepted,
            attempts,
        ),
    )
    .await
}

/// Until when the next silent or failed messages are looked at together: about [`limits::FALLBACKS_PER_ROUND`] of them.
pub async fn fallbacks_until(tx: &mut Tx, channel: Channel, now: Millis) -> Result<Option<Millis>> {
    let first: Option<(i64,)> = tx
        .maybe(
            "select due_at from delivery where channel = $1 and due_at <= $2 and state in ('accepted', 'failed') \
             order by due_at limit 1",
            (channel, now),
        )
        .await?;
    if first.is_none() {
        return Ok(None);
    }
    let far: Option<(i64,)> = tx
        .maybe(
            "select due_at from delivery where channel = $1 and due_at <= $2 and state in ('accepted', 'failed') \
             order by due_at limit 1 offset $3",
            (channel, now, limits::FALLBACKS_PER_ROUND),
        )
        .await?;
    Ok(Some(far.map_or(now, |(at,)| Millis(at))))
}

/// Plans the next channel of messages that are silent or failed, for those whom it reaches. Gives how many were planned, and
/// how many were looked at.
pub async fn fall_back(tx: &mut Tx, channel: Channel, until: Millis, on: Channels, now: Millis) -> Result<(u64, u64)> {
    let planned = tx
        .run(
            "insert into delivery (outgoing, person, channel, state, attempts, due_at, planned_at) \
             select q.outgoing, q.person, q.channel, cast('planned' as text), cast(0 as bigint), q.due_at, q.due_at \
             from (select d.outgoing as outgoing, d.person as person, d.due_at as due_at, cast(case \
                     when d.channel = 'push' and $3 and exists (select c.person from contact c \
                          where c.person = d.person and c.channel = 'sms' and c.until > $5) then 'sms' \
                     when d.channel in ('push', 'sms') and $4 and exists (select c.person from contact c \
                          where c.person = d.person and c.channel = 'mail' and c.until > $5) then 'mail' \
                     else '' end as text) as channel \
                   from delivery d join outgoing o on o.id = d.outgoing \
                   where d.channel = $1 and d.due_at <= $2 and d.state in ('accepted', 'failed') \
                   and o.replaced_at > $5 and o.expires_at > $5) q \
             where q.channel <> '' on conflict do nothing",
            (channel, until, on.sms, on.mail, now),
        )
        .await?;
    let looked = tx
        .run(
            "update delivery set due_at = $3 where channel = $1 and due_at <= $2 and state in ('accepted', 'failed')",
            (channel, until, Millis::NEVER),
        )
        .await?;
    Ok((planned, looked))
}

/// Notes that a person has read a notice: nothing more of it is sent to them. Gives how many messages that ended.
pub async fn acknowledge(tx: &mut Tx, notice: Uuid, person: PersonId, now: Millis) -> Result<u64> {
    tx.run(
        "update delivery set state = 'acknowledged', acknowledged_at = $3, due_at = $4 where person = $2 \
         and outgoing in (select id from outgoing where notice = $1) \
         and state in ('planned', 'submitted', 'accepted', 'delivered', 'temporary', 'failed')",
        (notice, person, now, Millis::NEVER),
    )
    .await
}

/// A person has a notice before their eyes: what was taken by a carrier is followed by no other channel. What is still queued
/// leaves, unless they say that they read it.
pub async fn shown(tx: &mut Tx, notice: Uuid, person: PersonId) -> Result<u64> {
    tx.run(
        "update delivery set due_at = $3 where person = $2 and state = 'accepted' and due_at < $3 \
         and outgoing in (select id from outgoing where notice = $1)",
        (notice, person, Millis::NEVER),
    )
    .await
}

/// Notes that a carrier delivered, or could not; whether such a message was waiting for that.
pub async fn receipt(tx: &mut Tx, provider_id: &str, channel: Channel, delivered: bool, now: Millis) -> Result<bool> {
    let noted = if delivered {
        tx.run(
            "update delivery set state = 'delivered', delivered_at = $3, due_at = $4 \
             where provider_id = $1 and channel = $2 and state = 'accepted'",
            (provider_id, channel, now, Millis::NEVER),
        )
        .await?
    } else {
        tx.run(
            "update delivery set state = 'failed', due_at = $3, fault = $4 \
             where provider_id = $1 and channel = $2 and state = 'accepted'",
            (provider_id, channel, now, Fault::NoSuchAddress),
        )
        .await?
    };
    Ok(noted > 0)
}

/// How many messages of a notice are how far: channel, state, count; of its newest version.
pub async fn counts(tx: &mut Tx, outgoing: OutgoingId) -> Result<Vec<(Channel, DeliveryState, i64)>> {
    let rows: Vec<(String, String, i64)> = tx
        .all(
            "select channel, state, count(*) from delivery where outgoing = $1 group by channel, state \
             order by channel, state",
            (outgoing,),
        )
        .await?;
    let known = |(channel, state, count): (String, String, i64)| {
        Some((Channel::from_code(&channel)?, DeliveryState::from_code(&state)?, count))
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

/// Forgets who was sent what before a moment.
pub async fn forget(tx: &mut Tx, before: Millis) -> Result<u64> {
    tx.run("delete from delivery where outgoing in (select id from outgoing where made_at < $1)", (before,)).await
}
