//! What the desk sees and decides.

use model::{
    CampaignId, MessageId, Millis, PersonId, Profile, SchoolId, message::State, report::Accuracy, triage::Case,
    verdict::Label,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A message in the desk's queue.
#[derive(Debug, Clone, FromRow)]
pub struct QueueRow {
    /// The message.
    #[sqlx(try_from = "Uuid")]
    pub id: MessageId,
    /// Its writer's name when it was sent.
    pub sender_name: String,
    /// As what its writer wrote.
    #[sqlx(try_from = "String")]
    pub sender_profile: Profile,
    /// Name of the school.
    pub school_name: String,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    sent_at: i64,
    held_at: Option<i64>,
    /// People in its audiences.
    pub readers: i64,
    /// The shield's probability.
    pub threat: f64,
    reasons: String,
    labels: String,
    /// Reports by readers.
    pub reports: i64,
    /// What they weigh, in hundredths of a pupil's voice.
    pub report_weight: i64,
    /// Readers whose list has shown it.
    pub listed: i64,
    /// Readers who have opened it.
    pub opened: i64,
    /// Other messages with the same text, letter for letter once disguises are taken off.
    pub copies: i64,
    campaign: Option<Uuid>,
    /// Name of the officer who looks at it.
    pub claimed_by: Option<String>,
}

impl QueueRow {
    /// When it was sent.
    pub fn sent_at(&self) -> Millis {
        Millis(self.sent_at)
    }
    /// When it was last held.
    pub fn held_at(&self) -> Option<Millis> {
        self.held_at.map(Millis)
    }
    /// Why, heaviest first.
    pub fn reasons(&self) -> Result<Vec<model::verdict::Reason>> {
        Ok(serde_json::from_str(&self.reasons)?)
    }
    /// Probability of each label.
    pub fn labels(&self) -> Result<std::collections::BTreeMap<model::verdict::Label, f32>> {
        Ok(serde_json::from_str(&self.labels)?)
    }
    /// What its place in the queue is computed from.
    pub fn case(&self, now: Millis) -> Result<Case> {
        let held = self.state == State::Held;
        let labels = self.labels()?;
        Ok(Case {
            held,
            threat: self.threat,
            self_harm: labels.get(&Label::SelfHarm).copied().unwrap_or_default(),
            seen: self.listed,
            reports: self.report_weight,
            copies: self.copies,
            readers: self.readers,
            age: now - self.held_at().unwrap_or(self.sent_at()),
        })
    }
    /// The campaign that it is in.
    pub fn campaign(&self) -> Option<CampaignId> {
        self.campaign.map(CampaignId::from)
    }
}

/// Held messages, and those with a file that waits for a person, of the schools where this person may triage, most urgent
/// first: what some have seen, then what was
/// reported, then the heaviest, then the oldest.
pub async fn held(tx: &mut Tx, desk: PersonId, now: Millis, rows: i64) -> Result<Vec<QueueRow>> {
    tx.all(
        "select m.id, m.sender_name, m.sender_profile, s.name as school_name, m.state, m.sent_at, m.held_at, m.readers, \
         coalesce(v.threat, 0.5) as threat, coalesce(v.reasons, '[]') as reasons, \
         coalesce(v.labels, '{}') as labels, \
         (select count(*) from report p where p.message = m.id) as reports, \
         (select cast(coalesce(sum(p.weight), 0) as bigint) from report p where p.message = m.id) as report_weight, \
         (select count(*) from reading r where r.message = m.id) as listed, \
         (select count(r.opened_at) from reading r where r.message = m.id) as opened, \
         (select count(*) from sketch me join sketch k on k.exact = me.exact and k.message <> me.message \
            where me.message = m.id) as copies, m.campaign, \
         (select o.given_name || ' ' || o.family_name from claim c join person o on o.id = c.officer \
            where c.message = m.id and c.until > $2) as claimed_by \
         from message m join school s on s.id = m.sender_school left join verdict v on v.message = m.id \
         where (m.state = 'held' or (m.state in ('waves', 'delivered') \
            and exists (select 1 from attachment f where f.message = m.id and f.state = 'kept'))) \
         and exists (select 1 from role_grant g where g.person = $1 and g.role = 'desk' \
            and g.since <= $2 and g.until > $2 and (g.school is null or g.school = s.id) \
            and (g.departement is null or g.departement = s.departement) \
            and (g.academie is null or g.academie = s.academie)) \
         order by case when exists (select 1 from reading r where r.message = m.id) then 0 else 1 end, \
         reports desc, threat desc, m.sent_at, m.id limit $3",
        (desk, now, rows),
    )
    .await
}

/// Messages of those schools that are out or were withdrawn, newest first: reported ones only, or all.
pub async fn recent(
    tx: &mut Tx,
    desk: PersonId,
    reported: bool,
    since: Millis,
    now: Millis,
    rows: i64,
) -> Result<Vec<QueueRow>> {
    tx.all(
        "select m.id, m.sender_name, m.sender_profile, s.name as school_name, m.state, m.sent_at, m.held_at, m.readers, \
         coalesce(v.threat, 0.5) as threat, coalesce(v.reasons, '[]') as reasons, \
         coalesce(v.labels, '{}') as labels, \
         (select count(*) from report p where p.message = m.id) as reports, \
         (select cast(coalesce(sum(p.weight), 0) as bigint) from report p where p.message = m.id) as report_weight, \
         (select count(*) from reading r where r.message = m.id) as listed, \
         (select count(r.opened_at) from reading r where r.message = m.id) as opened, \
         (select count(*) from sketch me join sketch k on k.exact = me.exact and k.message <> me.message \
            where me.message = m.id) as copies, m.campaign, \
         (select o.given_name || ' ' || o.family_name from claim c join person o on o.id = c.officer \
            where c.message = m.id and c.until > $2) as claimed_by \
         from message m join school s on s.id = m.sender_school left join verdict v on v.message = m.id \
         where m.state not in ('held', 'deferred') and m.sent_at > $4 \
         and (not $3 or m.state = 'withdrawn' or exists (select 1 from report p where p.message = m.id)) \
         and exists (select 1 from role_grant g where g.person = $1 and g.role = 'desk' \
            and g.since <= $2 and g.until > $2 and (g.school is null or g.school = s.id) \
            and (g.departement is null or g.departement = s.departement) \
            and (g.academie is null or g.academie = s.academie)) \
         order by m.sent_at desc, m.id desc limit $5",
        (desk, now, reported, since, rows),
    )
    .await
}

/// Whether this person may triage messages sent from this school.
pub async fn may_triage(tx: &mut Tx, desk: PersonId, school: SchoolId, now: Millis) -> Result<bool> {
    let row: Option<(Uuid,)> = tx
        .maybe(
            "select g.id from role_grant g join school s on s.id = $2 where g.person = $1 and g.role = 'desk' \
             and g.since <= $3 and g.until > $3 and (g.school is null or g.school = s.id) \
             and (g.departement is null or g.departement = s.departement) \
             and (g.academie is null or g.academie = s.academie) order by g.id limit 1",
            (desk, school, now),
        )
        .await?;
    Ok(row.is_some())
}

/// A decision to be kept.
#[derive(Debug)]
pub struct NewDecision<'a> {
    /// Identity.
    pub id: Uuid,
    /// On which message.
    pub message: MessageId,
    /// Which campaign came of it.
    pub campaign: Option<CampaignId>,
    /// Who decides.
    pub actor: PersonId,
    /// What: `release`, `withdraw`.
    pub verb: &'a str,
    /// In their words.
    pub note: &'a str,
}

/// Keeps a decision.
pub async fn decide(tx: &mut Tx, new: &NewDecision<'_>, now: Millis) -> Result<()> {
    tx.run(
        "insert into decision (id, message, campaign, actor, verb, at, note) values ($1, $2, $3, $4, $5, $6, $7)",
        (new.id, new.message, new.campaign, new.actor, new.verb, now, new.note),
    )
    .await?;
    Ok(())
}

/// A decision that was made.
#[derive(Debug, Clone, FromRow)]
pub struct Decision {
    /// Name of the one who decided.
    pub name: String,
    /// What.
    pub verb: String,
    at: i64,
    /// In their words.
    pub note: String,
}

impl Decision {
    /// When.
    pub fn at(&self) -> Millis {
        Millis(self.at)
    }
}

/// The decisions on a message, oldest first.
pub async fn decisions(tx: &mut Tx, message: MessageId) -> Result<Vec<Decision>> {
    tx.all(
        "select p.given_name || ' ' || p.family_name as name, d.verb, d.at, d.note \
         from decision d join person p on p.id = d.actor where d.message = $1 order by d.at, d.id limit 100",
        (message,),
    )
    .await
}

/// Keeps a reader's report; false when they had reported it before.
pub async fn report(
    tx: &mut Tx,
    message: MessageId,
    reporter: PersonId,
    profile: Profile,
    reason: &str,
    before: Accuracy,
    now: Millis,
) -> Result<bool> {
    let weight = model::report::weight(profile, before);
    let kept = tx
        .run(
            "insert into report (message, reporter, profile, reason, at, weight, right_before, wrong_before) \
             values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (message, reporter) do nothing",
            (message, reporter, profile, reason, now, weight, before.right, before.wrong),
        )
        .await?;
    Ok(kept == 1)
}

/// What became of a reader's newest earlier reports: of messages that were withdrawn, and of those that the desk let
/// out again.
pub async fn accuracy(tx: &mut Tx, reporter: PersonId, rows: i64) -> Result<Accuracy> {
    let row: Option<(i64, i64)> = tx
        .maybe(
            "select count(case when m.state = 'withdrawn' then 1 end), \
             count(case when m.state <> 'withdrawn' and exists (select 1 from decision d where d.message = m.id \
                and d.verb = 'release') then 1 end) \
             from (select message from report where reporter = $1 order by at desc, message limit $2) r \
             join message m on m.id = r.message",
            (reporter, rows),
        )
        .await?;
    Ok(row.map(|(right, wrong)| Accuracy { right, wrong }).unwrap_or_default())
}

/// What the reports of a message weigh, in hundredths of a pupil's voice.
pub async fn weight(tx: &mut Tx, message: MessageId) -> Result<i64> {
    let row: Option<(i64,)> =
        tx.maybe("select cast(coalesce(sum(weight), 0) as bigint) from report where message = $1", (message,)).await?;
    Ok(row.map_or(0, |(weight,)| weight))
}

/// Whether this reader has reported a message.
pub async fn has_reported(tx: &mut Tx, message: MessageId, reporter: PersonId) -> Result<bool> {
    let row: Option<(i64,)> =
        tx.maybe("select at from report where message = $1 and reporter = $2", (message, reporter)).await?;
    Ok(row.is_some())
}

/// One report.
#[derive(Debug, Clone, FromRow)]
pub struct ReportRow {
    /// Name of the one who reported.
    pub name: String,
    /// What they were.
    #[sqlx(try_from = "String")]
    pub profile: Profile,
    /// What they said; may be empty.
    pub reason: String,
    at: i64,
    /// What it weighs, in hundredths of a pupil's voice.
    pub weight: i64,
    /// Earlier reports of theirs that were right.
    pub right_before: i64,
    /// Those that were wrong.
    pub wrong_before: i64,
}

impl ReportRow {
    /// When.
    pub fn at(&self) -> Millis {
        Millis(self.at)
    }
}

/// The reports of a message, those of the readers who were most often right first, then the newest.
pub async fn report_list(tx: &mut Tx, message: MessageId) -> Result<Vec<ReportRow>> {
    tx.all(
        "select p.given_name || ' ' || p.family_name as name, r.profile, r.reason, r.at, \
         r.weight, r.right_before, r.wrong_before from report r join person p on p.id = r.reporter \
         where r.message = $1 order by r.weight desc, r.at desc, r.reporter limit 100",
        (message,),
    )
    .await
}

/// What waits at the desk of this person: held messages, and messages that are out, were reported and were not decided
/// on since.
pub async fn waiting(tx: &mut Tx, desk: PersonId, since: Millis, now: Millis) -> Result<(i64, i64)> {
    let row: Option<(i64, i64)> = tx
        .maybe(
            "select count(case when m.state = 'held' or f.message is not null then 1 end), \
             count(case when m.state <> 'held' and f.message is null then 1 end) \
             from message m join school s on s.id = m.sender_school \
             left join (select distinct message from attachment where state = 'kept') f \
                on f.message = m.id and m.state in ('waves', 'delivered') \
             where (m.state = 'held' or f.message is not null or (m.state in ('waves', 'delivered') and m.sent_at > $3 \
                and exists (select 1 from report p where p.message = m.id) \
                and not exists (select 1 from decision d where d.message = m.id))) \
             and exists (select 1 from role_grant g where g.person = $1 and g.role = 'desk' \
                and g.since <= $2 and g.until > $2 and (g.school is null or g.school = s.id) \
                and (g.departement is null or g.departement = s.departement) \
                and (g.academie is null or g.academie = s.academie))",
            (desk, now, since),
        )
        .await?;
    Ok(row.unwrap_or_default())
}

/// Reports of a message: by adults of a school or guardians, and by pupils.
pub async fn reports(tx: &mut Tx, message: MessageId) -> Result<(i64, i64)> {
    let rows: Vec<(String, i64)> = tx
        .all("select profile, count(*) from report where message = $1 group by profile order by profile", (message,))
        .await?;
    Ok(rows.into_iter().fold((0, 0), |(adults, pupils), (profile, n)| {
        if profile == Profile::Pupil.code() { (adults, pupils + n) } else { (adults + n, pupils) }
    }))
}
