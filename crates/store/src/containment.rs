//! Contained accounts. Whether one is contained now is asked of the account's own row, which a sender locks: of a letter
//! and a containment at the same moment, one sees the other.

use model::{
    CampaignId, DeviceId, MessageId, Millis, PersonId, SchoolId, SessionId,
    containment::{ContainmentEnd, ContainmentReason},
    epoch::EpochKind,
    territory::Scope,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{
    Result, Tx,
    epoch::{self, NewEpoch},
    sql,
};

/// A containment to begin.
#[derive(Debug)]
pub struct NewContainment<'a> {
    /// Identity.
    pub id: Uuid,
    /// Whose account.
    pub person: PersonId,
    /// Their school, as their letters name it.
    pub school: SchoolId,
    /// When it ends by itself.
    pub until: Millis,
    /// Why.
    pub reason: ContainmentReason,
    /// The letter that led to it.
    pub message: Option<MessageId>,
    /// The campaign that the letter is of.
    pub campaign: Option<CampaignId>,
    /// Who decided; `None`: the machine.
    pub by: Option<PersonId>,
    /// In their words.
    pub note: &'a str,
}

/// Begins a containment. Sessions and devices end for good, the password and printed codes for as long as it lasts
/// (invariants 6 and 7). `epochs` are identities for both. False: there is no such account, or it is contained already.
pub async fn begin(tx: &mut Tx, new: &NewContainment<'_>, epochs: [Uuid; 2], now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update account set contained_until = $2 \
             where person = $1 and (contained_until is null or contained_until <= $3)",
            (new.person, new.until, now),
        )
        .await?;
    if moved == 0 {
        return Ok(false);
    }
    tx.run(
        "insert into containment (id, person, school, since, until, reason, message, campaign, decided_by, note) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        (new.id, new.person, new.school, now, new.until, new.reason, new.message, new.campaign, new.by, new.note),
    )
    .await?;
    let ends = [(EpochKind::Sessions, None), (EpochKind::Credentials, Some(new.until))];
    for (id, (kind, until)) in epochs.into_iter().zip(ends) {
        let scope = Scope::Person(new.person);
        let of = NewEpoch::of(id, &scope, kind, now, "containment");
        epoch::set(tx, &NewEpoch { until, by: new.by, containment: Some(new.id), ..of }).await?;
    }
    Ok(true)
}

/// Ends a containment that is in force; false when it is not, any more. What was issued before it holds again when the
/// desk lifts it, except the sessions that were open then.
pub async fn end(
    tx: &mut Tx,
    id: Uuid,
    ending: ContainmentEnd,
    by: Option<PersonId>,
    note: &str,
    now: Millis,
) -> Result<bool> {
    let moved = tx
        .run(
            "update containment set ended_at = $2, ending = $3, ended_by = $4, end_note = $5 \
             where id = $1 and ended_at is null and until > $2",
            (id, now, ending, by, note),
        )
        .await?;
    if moved == 0 {
        return Ok(false);
    }
    tx.run(
        "update account set contained_until = null where person = (select person from containment where id = $1)",
        (id,),
    )
    .await?;
    if ending == ContainmentEnd::Lifted {
        tx.run(
            "update session set ended_at = $2 where ended_at is null \
             and person = (select person from containment where id = $1) \
             and issued_at <= (select since from containment where id = $1)",
            (id, now),
        )
        .await?;
        tx.run("update epoch set until = $2 where containment = $1 and (until is null or until > $2)", (id, now))
            .await?;
    }
    Ok(true)
}

/// The owner of an account has proved who they are: it is neither contained nor restricted any more. Gives the
/// containment that this ended, if there was one.
pub async fn returned(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Option<Uuid>> {
    tx.run(
        "update device_use set restricted_until = null where person = $1 and restricted_until is not null",
        (person,),
    )
    .await?;
    let found: Option<(Uuid,)> = tx
        .maybe(
            "select id from containment where person = $1 and ended_at is null and until > $2 order by since desc limit 1",
            (person, now),
        )
        .await?;
    let Some((id,)) = found else { return Ok(None) };
    let ended = end(tx, id, ContainmentEnd::Returned, Some(person), "", now).await?;
    Ok(ended.then_some(id))
}

/// What an account may do at this moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Standing {
    /// It is contained.
    pub contained: bool,
    /// From this device it may write to adults of its school only.
    pub restricted: bool,
}

/// How an account stands now, and on this device. On PostgreSQL the account's row stays locked until the end of the
/// transaction, so that what is sent and what contains its sender are one after the other.
pub async fn standing(tx: &mut Tx, person: PersonId, device: Option<DeviceId>, now: Millis) -> Result<Standing> {
    let row: Option<(Option<i64>, Option<i64>)> = tx
        .maybe(
            sql!(
                "select a.contained_until, u.restricted_until from account a \
                 left join device_use u on u.person = a.person and u.device = $2 where a.person = $1",
                [lite: "", pg: " for no key update of a"]
            ),
            (person, device),
        )
        .await?;
    let (contained, restricted) = row.unwrap_or_default();
    let holds = |until: Option<i64>| until.is_some_and(|until| until > now.0);
    Ok(Standing { contained: holds(contained), restricted: holds(restricted) })
}

/// Restricts a device of an account; false when it is not one of its devices, or is restricted as long already.
pub async fn restrict(tx: &mut Tx, person: PersonId, device: DeviceId, until: Millis, now: Millis) -> Result<bool> {
    let moved = tx
        .run(
            "update device_use set restricted_until = $3 where person = $1 and device = $2 \
             and (restricted_until is null or restricted_until <= $4)",
            (person, device, until, now),
        )
        .await?;
    Ok(moved == 1)
}

/// Whether this device may write from this account to adults of its school only, now.
pub async fn is_restricted(tx: &mut Tx, person: PersonId, device: DeviceId, now: Millis) -> Result<bool> {
    let row: Option<(i64,)> = tx
        .maybe(
            "select restricted_until from device_use where person = $1 and device = $2 and restricted_until > $3",
            (person, device, now),
        )
        .await?;
    Ok(row.is_some())
}

/// Accounts that the machine has contained by itself for one campaign; without a campaign, in one school since a moment.
pub async fn by_machine(tx: &mut Tx, campaign: Option<CampaignId>, school: SchoolId, since: Millis) -> Result<i64> {
    let row: Option<(i64,)> = match campaign {
        Some(campaign) => {
            tx.maybe("select count(*) from containment where campaign = $1 and decided_by is null", (campaign,)).await?
        }
        None => {
            tx.maybe(
                "select count(*) from containment \
                 where school = $1 and since > $2 and campaign is null and reason <> 'spray' \
                 and decided_by is null",
                (school, since),
            )
            .await?
        }
    };
    Ok(row.map_or(0, |(count,)| count))
}

/// Accounts that the machine has contained by itself, in every school, for a reason since a moment.
pub async fn by_machine_for(tx: &mut Tx, reason: ContainmentReason, since: Millis) -> Result<i64> {
    let row: Option<(i64,)> = tx
        .maybe(
            "select count(*) from containment where reason = $1 and since > $2 and decided_by is null",
            (reason, since),
        )
        .await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// Messages of an account that are out and were sent since a moment, with what the shield was told of each (JSON).
pub async fn out_since(
    tx: &mut Tx,
    person: PersonId,
    since: Millis,
    rows: i64,
) -> Result<Vec<(MessageId, Option<String>)>> {
    let found: Vec<(Uuid, Option<String>)> = tx
        .all(
            "select m.id, v.context from message m left join verdict v on v.message = m.id \
             where m.sender = $1 and m.sent_at >= $2 and m.state in ('waves', 'delivered', 'deferred') \
             order by m.sent_at, m.id limit $3",
            (person, since, rows),
        )
        .await?;
    Ok(found.into_iter().map(|(id, context)| (id.into(), context)).collect())
}

/// The copies of a campaign that have its text and were sent since a moment, newest first.
pub async fn texts(tx: &mut Tx, campaign: CampaignId, since: Millis, rows: i64) -> Result<Vec<MessageId>> {
    let found: Vec<(Uuid,)> = tx
        .all(
            "select id from message where campaign = $1 and sent_at > $2 and (campaign_by is null or campaign_by = 'text') \
             order by sent_at desc, id desc limit $3",
            (campaign, since, rows),
        )
        .await?;
    Ok(found.into_iter().map(|(id,)| id.into()).collect())
}

/// When a session was opened.
pub async fn session_since(tx: &mut Tx, session: SessionId) -> Result<Option<Millis>> {
    let row: Option<(i64,)> = tx.maybe("select issued_at from session where id = $1", (session,)).await?;
    Ok(row.map(|(at,)| Millis(at)))
}

/// A containment, as the desk and the owner see it.
#[derive(Debug, Clone, FromRow)]
pub struct Containment {
    /// Identity.
    pub id: Uuid,
    /// Whose account.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// User name.
    pub login: String,
    /// Their school.
    #[sqlx(try_from = "Uuid")]
    pub school: SchoolId,
    /// Its name.
    pub school_name: String,
    since: i64,
    until: i64,
    /// Why.
    #[sqlx(try_from = "String")]
    pub reason: ContainmentReason,
    message: Option<Uuid>,
    campaign: Option<Uuid>,
    /// Name of the one who decided; `None`: the machine.
    pub by_name: Option<String>,
    /// In their words.
    pub note: String,
    ended_at: Option<i64>,
    ending: Option<String>,
    /// Of the one who lifted it.
    pub end_note: Option<String>,
    /// Tries to sign in that were refused meanwhile.
    pub refused: i64,
}

impl Containment {
    /// Since when.
    pub fn since(&self) -> Millis {
        Millis(self.since)
    }
    /// When it ends by itself.
    pub fn until(&self) -> Millis {
        Millis(self.until)
    }
    /// The letter that led to it.
    pub fn message(&self) -> Option<MessageId> {
        self.message.map(MessageId::from)
    }
    /// The campaign that it is for.
    pub fn campaign(&self) -> Option<CampaignId> {
        self.campaign.map(CampaignId::from)
    }
    /// How and when it ended before its time.
    pub fn ended(&self) -> Option<(ContainmentEnd, Millis)> {
        let ending = self.ending.as_deref().and_then(ContainmentEnd::from_code)?;
        self.ended_at.map(|at| (ending, Millis(at)))
    }
    /// Whether it is in force at this moment (invariant 7).
    pub fn holds(&self, now: Millis) -> bool {
        self.ended_at.is_none() && self.until > now.0
    }
}

/// Containments of the schools where this person may triage: those in force and those that began since a moment,
/// newest first.
pub async fn list(tx: &mut Tx, desk: PersonId, since: Millis, now: Millis, rows: i64) -> Result<Vec<Containment>> {
    tx.all(
        "select c.id, c.person, p.given_name || ' ' || p.family_name as name, a.login, c.school, s.name as school_name, \
         c.since, c.until, c.reason, c.message, c.campaign, b.given_name || ' ' || b.family_name as by_name, c.note, \
         c.ended_at, c.ending, c.end_note, \
         (select count(*) from sign_in_try t where t.login_key = a.login and t.at >= c.since and not t.succeeded \
            and t.at < coalesce(c.ended_at, c.until)) as refused \
         from containment c join person p on p.id = c.person join account a on a.person = c.person \
         join school s on s.id = c.school left join person b on b.id = c.decided_by \
         where (c.since > $3 or (c.ended_at is null and c.until > $2)) \
         and exists (select 1 from role_grant g where g.person = $1 and g.role = 'desk' \
            and g.since <= $2 and g.until > $2 and (g.school is null or g.school = s.id) \
            and (g.departement is null or g.departement = s.departement) \
            and (g.academie is null or g.academie = s.academie)) \
         order by case when c.ended_at is null and c.until > $2 then 0 else 1 end, c.since desc, c.id limit $4",
        (desk, now, since, rows),
    )
    .await
}

/// One containment, whoever asks.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Containment>> {
    tx.maybe(
        "select c.id, c.person, p.given_name || ' ' || p.family_name as name, a.login, c.school, s.name as school_name, \
         c.since, c.until, c.reason, c.message, c.campaign, b.given_name || ' ' || b.family_name as by_name, c.note, \
         c.ended_at, c.ending, c.end_note, cast(0 as bigint) as refused \
         from containment c join person p on p.id = c.person join account a on a.person = c.person \
         join school s on s.id = c.school left join person b on b.id = c.decided_by where c.id = $1",
        (id,),
    )
    .await
}

/// The newest containment of a person that began since a moment.
pub async fn newest_of(tx: &mut Tx, person: PersonId, since: Millis) -> Result<Option<Containment>> {
    tx.maybe(
        "select c.id, c.person, p.given_name || ' ' || p.family_name as name, a.login, c.school, s.name as school_name, \
         c.since, c.until, c.reason, c.message, c.campaign, b.given_name || ' ' || b.family_name as by_name, c.note, \
         c.ended_at, c.ending, c.end_note, cast(0 as bigint) as refused \
         from containment c join person p on p.id = c.person join account a on a.person = c.person \
         join school s on s.id = c.school left join person b on b.id = c.decided_by \
         where c.person = $1 and c.since > $2 order by c.since desc, c.id desc limit 1",
        (person, since),
    )
    .await
}

/// An account that the shield would contain, and the machine may not any more by itself.
#[derive(Debug, Clone, FromRow)]
pub struct Asked {
    /// The letter.
    #[sqlx(try_from = "Uuid")]
    pub message: MessageId,
    /// Whose account.
    #[sqlx(try_from = "Uuid")]
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Name of the school.
    pub school_name: String,
    sent_at: i64,
}

impl Asked {
    /// When the letter was sent.
    pub fn sent_at(&self) -> Millis {
        Millis(self.sent_at)
    }
}

/// Accounts of the schools where this person may triage whose letter since a moment asked for a containment, and that
/// were not contained since; one row each, oldest first.
pub async fn asked(tx: &mut Tx, desk: PersonId, since: Millis, now: Millis, rows: i64) -> Result<Vec<Asked>> {
    tx.all(
        "select m.id as message, m.sender as person, m.sender_name as name, s.name as school_name, m.sent_at \
         from verdict v join message m on m.id = v.message join school s on s.id = m.sender_school \
         where v.consequence = 'contain' and v.judged_at > $3 and m.state in ('held', 'withdrawn') \
         and not exists (select 1 from containment c where c.person = m.sender \
            and (c.since >= m.sent_at or c.message = m.id)) \
         and not exists (select 1 from verdict w join message n on n.id = w.message where n.sender = m.sender \
            and w.consequence = 'contain' and w.judged_at > $3 and n.state in ('held', 'withdrawn') \
            and (n.sent_at, n.id) < (m.sent_at, m.id)) \
         and exists (select 1 from role_grant g where g.person = $1 and g.role = 'desk' \
            and g.since <= $2 and g.until > $2 and (g.school is null or g.school = s.id) \
            and (g.departement is null or g.departement = s.departement) \
            and (g.academie is null or g.academie = s.academie)) \
         order by m.sent_at, m.id limit $4",
        (desk, now, since, rows),
    )
    .await
}
