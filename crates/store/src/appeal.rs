//! What senders are told of decisions, and what they say against them.

use std::collections::BTreeMap;

use model::{
    MessageId, Millis, PersonId, Profile, SchoolId, appeal::Outcome, campaign, message::State, verdict::Label,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

/// A message of somebody's that was decided on.
#[derive(Debug, Clone, FromRow)]
pub struct Decided {
    /// The message.
    #[sqlx(try_from = "Uuid")]
    pub message: MessageId,
    sent_at: i64,
    /// Where it stands.
    #[sqlx(try_from = "String")]
    pub state: State,
    /// Subject.
    pub subject: String,
    /// One of those it names.
    pub first_label: String,
    /// What was decided last.
    pub verb: String,
    done_at: i64,
    done_by: Uuid,
    campaign_state: Option<String>,
    labels: String,
    appealed_at: Option<i64>,
    outcome: Option<String>,
    answer: Option<String>,
}

impl Decided {
    /// When it was sent.
    pub fn sent_at(&self) -> Millis {
        Millis(self.sent_at)
    }
    /// When that was decided.
    pub fn decided_at(&self) -> Millis {
        Millis(self.done_at)
    }
    /// Who decided it.
    pub fn decided_by(&self) -> PersonId {
        self.done_by.into()
    }
    /// Where its campaign stands.
    pub fn campaign(&self) -> Option<campaign::State> {
        self.campaign_state.as_deref().and_then(campaign::State::from_code)
    }
    /// Probability of each label.
    pub fn labels(&self) -> Result<BTreeMap<Label, f32>> {
        Ok(serde_json::from_str(&self.labels)?)
    }
    /// When its sender appealed.
    pub fn appealed_at(&self) -> Option<Millis> {
        self.appealed_at.map(Millis)
    }
    /// How that was answered, and with which words.
    pub fn answer(&self) -> Option<(Outcome, &str)> {
        let outcome = self.outcome.as_deref().and_then(Outcome::from_code)?;
        Some((outcome, self.answer.as_deref().unwrap_or_default()))
    }
}

/// A person's newest messages that the desk released or withdrew since a moment, each with its last decision.
pub async fn decided(tx: &mut Tx, sender: PersonId, since: Millis, rows: i64) -> Result<Vec<Decided>> {
    tx.all(
        "select m.id as message, m.sent_at, m.state, m.subject, \
         coalesce((select min(a.label) from message_audience a where a.message = m.id), '') as first_label, \
         d.verb, d.at as done_at, d.actor as done_by, c.state as campaign_state, \
         coalesce(v.labels, '{}') as labels, q.at as appealed_at, q.outcome, q.note as answer \
         from message m join decision d on d.message = m.id and d.verb in ('release', 'withdraw') \
         left join campaign c on c.id = m.campaign left join verdict v on v.message = m.id \
         left join appeal q on q.message = m.id \
         where m.sender = $1 and m.sent_at > $2 \
         and not exists (select 1 from decision e where e.message = m.id and e.verb in ('release', 'withdraw') \
            and (e.at, e.id) > (d.at, d.id)) \
         order by m.sent_at desc, m.id desc limit $3",
        (sender, since, rows),
    )
    .await
}

/// An appeal to be kept.
#[derive(Debug)]
pub struct NewAppeal<'a> {
    /// Against the decision on which message.
    pub message: MessageId,
    /// Its sender.
    pub person: PersonId,
    /// In their words.
    pub body: &'a str,
    /// Who had decided.
    pub decided_by: PersonId,
}

/// Keeps an appeal; false when there was one before.
pub async fn insert(tx: &mut Tx, new: &NewAppeal<'_>, now: Millis) -> Result<bool> {
    let kept = tx
        .run(
            "insert into appeal (message, person, body, at, decided_by, note) values ($1, $2, $3, $4, $5, '') \
             on conflict (message) do nothing",
            (new.message, new.person, new.body, now, new.decided_by),
        )
        .await?;
    Ok(kept == 1)
}

/// An appeal as the desk sees it.
#[derive(Debug, Clone, FromRow)]
pub struct Appeal {
    /// Against the decision on which message.
    #[sqlx(try_from = "Uuid")]
    pub message: MessageId,
    /// As what its sender wrote.
    #[sqlx(try_from = "String")]
    pub profile: Profile,
    /// From which school.
    #[sqlx(try_from = "Uuid")]
    pub school: SchoolId,
    /// Name of that school.
    pub school_name: String,
    /// In their words.
    pub body: String,
    at: i64,
    decided_by: Uuid,
    /// Name of the one who decided.
    pub decided_name: String,
    answered_at: Option<i64>,
    outcome: Option<String>,
    /// Name of the one who answered.
    pub answered_name: Option<String>,
    /// In their words.
    pub note: String,
}

impl Appeal {
    /// When.
    pub fn at(&self) -> Millis {
        Millis(self.at)
    }
    /// Who decided what is appealed against.
    pub fn decided_by(&self) -> PersonId {
        self.decided_by.into()
    }
    /// How it was answered, and when.
    pub fn answer(&self) -> Option<(Outcome, Millis)> {
        let outcome = self.outcome.as_deref().and_then(Outcome::from_code)?;
        self.answered_at.map(|at| (outcome, Millis(at)))
    }
}

/// The appeals of the schools where this person may triage: open ones first, oldest first, then the newest answered.
pub async fn list(tx: &mut Tx, desk: PersonId, since: Millis, now: Millis, rows: i64) -> Result<Vec<Appeal>> {
    tx.all(
        "select q.message, m.sender_profile as profile, m.sender_school as school, s.name as school_name, q.body, q.at, \
         q.decided_by, d.given_name || ' ' || d.family_name as decided_name, q.answered_at, q.outcome, \
         a.given_name || ' ' || a.family_name as answered_name, q.note \
         from appeal q join message m on m.id = q.message join school s on s.id = m.sender_school \
         join person d on d.id = q.decided_by left join person a on a.id = q.answered_by \
         where (q.outcome is null or q.answered_at > $3) \
         and exists (select 1 from role_grant g where g.person = $1 and g.role = 'desk' \
            and g.since <= $2 and g.until > $2 and (g.school is null or g.school = s.id) \
            and (g.departement is null or g.departement = s.departement) \
            and (g.academie is null or g.academie = s.academie)) \
         order by case when q.outcome is null then 0 else 1 end, \
         case when q.outcome is null then q.at else -q.answered_at end, q.message limit $4",
        (desk, now, since, rows),
    )
    .await
}

/// Who had decided on the message of an open appeal.
pub async fn open(tx: &mut Tx, message: MessageId) -> Result<Option<PersonId>> {
    let row: Option<(Uuid,)> =
        tx.maybe("select decided_by from appeal where message = $1 and outcome is null", (message,)).await?;
    Ok(row.map(|(by,)| by.into()))
}

/// Answers an appeal; false when it was answered before.
pub async fn answer(
    tx: &mut Tx,
    message: MessageId,
    by: PersonId,
    outcome: Outcome,
    (note, sent_again): (&str, Option<MessageId>),
    now: Millis,
) -> Result<bool> {
    let answered = tx
        .run(
            "update appeal set answered_by = $2, answered_at = $3, outcome = $4, note = $5, sent_again = $6 \
             where message = $1 and outcome is null",
            (message, by, now, outcome, note, sent_again),
        )
        .await?;
    Ok(answered == 1)
}
