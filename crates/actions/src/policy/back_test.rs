//! What a policy would have done over the last days, from the log of decisions: no letter is read, no text is shown.

use std::collections::BTreeSet;

use model::{
    Actor, MessageId, Millis, SchoolId, limits,
    policy::{PolicyKind, PolicyState, Ruling},
    territory::Scope,
};
use shield::policy::{self, InForce, Policy, Ruled};
use std::sync::Arc;
use store::{Db, policy::Move};
use uuid::Uuid;

use super::{Checked, may_govern, signature::try_on_letters};
use crate::{App, Result, record};

/// How far back, and where.
#[derive(Debug, Clone)]
pub struct Span {
    /// Days, at most [`limits::POLICY_TEST_DAYS_MAX`].
    pub days: i64,
    /// The territory.
    pub scope: Scope,
}

/// A decision that would have been another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The message, to be looked at as the desk looks at messages: its text is not here.
    pub message: MessageId,
    /// What was decided.
    pub before: Ruled,
    /// What would have been.
    pub after: Ruled,
    /// The rule that says so.
    pub rule: String,
}

/// What a test found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Decisions looked at.
    pub judged: i64,
    /// Of these, those that would have been stricter.
    pub stricter: i64,
    /// Those that would have been milder.
    pub milder: i64,
    /// What was decided: delivered, in waves, in slow waves, held.
    pub before: [i64; 4],
    /// What would have been.
    pub after: [i64; 4],
    /// Schools in which something would have been otherwise.
    pub schools: i64,
    /// Days that the log covers, one at least.
    pub days: i64,
    /// Pupils of the territory.
    pub pupils: i64,
    /// Newest decisions that would have been otherwise.
    pub samples: Vec<Sample>,
    /// There were more decisions than are looked at.
    pub cut: bool,
}

impl Report {
    /// Decisions that would have been otherwise.
    pub fn changed(&self) -> i64 {
        self.stricter + self.milder
    }
    /// Letters held a day, as it was and as it would have been.
    pub fn held_per_day(&self) -> (f64, f64) {
        let days = self.days.max(1) as f64;
        (self.before[3] as f64 / days, self.after[3] as f64 / days)
    }
    /// The same for a month and a thousand pupils; none without pupils.
    pub fn held_per_1000_pupils_a_month(&self) -> Option<(f64, f64)> {
        let (before, after) = self.held_per_day();
        let month = |day: f64| day * 30.0 * 1_000.0 / self.pupils as f64;
        (self.pupils > 0).then(|| (month(before), month(after)))
    }
}

/// Tries what was checked: a policy on the log of decisions, a signature on letters.
pub async fn back_test(db: &Db, kind: PolicyKind, checked: Checked, span: &Span, now: Millis) -> Result<Report> {
    match checked {
        Checked::Policy(policy) => on_the_log(db, kind, policy, span, now).await,
        Checked::Signature(signature) => {
            try_on_letters(db, &signature, span, limits::SIGNATURE_TEST_LETTERS_MAX, now).await
        }
    }
}

/// Tries a policy on the log. It reads in batches, each on its own, and lets others have their turn between two.
async fn on_the_log(db: &Db, kind: PolicyKind, policy: Policy, span: &Span, now: Millis) -> Result<Report> {
    let days = span.days.clamp(1, limits::POLICY_TEST_DAYS_MAX);
    let first = |at: Millis| MessageId(model::ids::uuid_v7(at, [0; 10]));
    let (from, mut before) = (first(now - Millis::days(days)), first(now + Millis(1)));
    let tried = Tried::new(kind, policy);
    let (mut report, mut schools) = (Report::default(), BTreeSet::new());
    let mut oldest = now;
    loop {
        let mut tx = db.read().await?;
        let batch = store::policy::log(&mut tx, from, before, limits::POLICY_TEST_BATCH).await?;
        drop(tx);
        let Some(last) = batch.last() else { break };
        before = last.message;
        oldest = model::ids::time_of(before.uuid()).unwrap_or(oldest);
        for logged in batch {
            if is_within(&span.scope, logged.school, logged.academie) {
                let changed = report.add(&tried, logged.message, &logged.ruling()?);
                if changed {
                    schools.insert(logged.school);
                }
            }
        }
        if report.judged >= limits::POLICY_TEST_DECISIONS_MAX {
            report.cut = true;
            break;
        }
        tokio::task::yield_now().await;
    }
    report.is_over(schools.len(), oldest, days, now);
    count_pupils(db, &mut report, &span.scope, now).await?;
    Ok(report)
}

/// Counts the pupils of the territory.
pub(super) async fn count_pupils(db: &Db, report: &mut Report, scope: &Scope, now: Millis) -> Result<()> {
    let (academie, school) = match scope {
        Scope::Academie(code) => (Some(i64::from(*code)), None),
        Scope::School(school) => (None, Some(*school)),
        _ => (None, None),
    };
    let mut tx = db.read().await?;
    report.pupils = store::policy::pupils(&mut tx, academie, school, now).await?;
    Ok(())
}

/// What is tried.
enum Tried {
    Base(InForce),
    Overlay(Policy),
}

impl Tried {
    fn new(kind: PolicyKind, policy: Policy) -> Tried {
        match kind {
            PolicyKind::Base => Tried::Base(InForce::alone(Arc::new(policy))),
            PolicyKind::Overlay | PolicyKind::Signature => Tried::Overlay(policy),
        }
    }
}

impl Report {
    /// Looks at one decision. True: it would have been another.
    fn add(&mut self, tried: &Tried, message: MessageId, ruling: &Ruling) -> bool {
        let before = Ruled::of(ruling.outcome, ruling.slow);
        let (after, rule) = match tried {
            Tried::Base(in_force) => {
                let after = policy::outcome(&ruling.features, in_force);
                let asked = after != before && self.samples.len() < limits::POLICY_TEST_SAMPLES_MAX;
                (after, asked.then(|| policy::rule(ruling.features.clone(), in_force).rule))
            }
            Tried::Overlay(overlay) => match policy::over(&ruling.features, before, overlay) {
                Some((after, rule)) => (after, Some(format!("{}@{}", rule.id, rule.version))),
                None => (before, None),
            },
        };
        let changed = self.counts(before, after);
        if let Some(rule) = rule.filter(|_| changed) {
            self.shows(Sample { message, before, after, rule });
        }
        changed
    }

    /// Counts one decision. True: it would have been another.
    pub(super) fn counts(&mut self, before: Ruled, after: Ruled) -> bool {
        self.judged += 1;
        self.before[before as usize] += 1;
        self.after[after as usize] += 1;
        self.stricter += i64::from(after > before);
        self.milder += i64::from(after < before);
        after != before
    }

    /// Keeps a sample, while there are few.
    pub(super) fn shows(&mut self, sample: Sample) {
        if self.samples.len() < limits::POLICY_TEST_SAMPLES_MAX {
            self.samples.push(sample);
        }
    }

    /// Everything was looked at.
    pub(super) fn is_over(&mut self, schools: usize, oldest: Millis, days: i64, now: Millis) {
        self.schools = schools as i64;
        self.days = ((now - oldest).0 / Millis::days(1).0 + 1).min(days);
    }
}

pub(super) fn is_within(scope: &Scope, school: SchoolId, academie: i64) -> bool {
    match scope {
        Scope::All => true,
        Scope::Academie(code) => i64::from(*code) == academie,
        Scope::School(one) => *one == school,
        Scope::Departement(_) | Scope::Section(_) | Scope::Person(_) => false,
    }
}

/// Tries a kept version on the log of its territory, and keeps what was found: from a draft it becomes tested. `None`:
/// there is no such policy for them.
pub async fn test(app: &App, by: Option<&Actor>, id: Uuid, days: i64) -> Result<Option<Report>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some(version) = store::policy::get(&mut tx, id).await? else { return Ok(None) };
    if !may_govern(&mut tx, by, &version.scope).await? {
        return Ok(None);
    }
    drop(tx);
    // It was checked when it was written; another program's is not there for this one.
    let Ok(checked) = super::check(version.kind, &version.text) else { return Ok(None) };
    let span = Span { days, scope: version.scope.clone() };
    let report = back_test(&app.db, version.kind, checked, &span, now).await?;
    let mut tx = app.db.begin().await?;
    store::policy::tested(&mut tx, id, report.changed(), report.judged, now).await?;
    if version.state == PolicyState::Draft {
        let step = Move { from: PolicyState::Draft, to: PolicyState::Tested, share: version.share, expires_at: None };
        store::policy::moves(&mut tx, id, &step, now).await?;
    }
    let facts = serde_json::json!({
        "policy": version.title(), "hash": version.hash, "days": report.days, "judged": report.judged,
        "stricter": report.stricter, "milder": report.milder, "schools": report.schools, "from": version.state,
    });
    let author = by.map(|actor| actor.person);
    record::append(app, &mut tx, "policy.test", author, &format!("policy/{id}"), &facts).await?;
    tx.commit().await?;
    Ok(Some(report))
}
