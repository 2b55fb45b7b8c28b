//! What a policy would have done over the last days, from the log of decisions: no letter is read, no text is shown.

use std::collections::BTreeSet;

use model::{
    Actor, MessageId, Millis, SchoolId, limits,
    policy::{PolicyState, Ruling},
    territory::Scope,
};
use shield::policy::{self, InForce, Ruled};
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
pub async fn back_test(db: &Db, checked: Checked, span: &Span, now: Millis) -> Result<Report> {
    match checked {
        Checked::Base(policy) => {
            let in_force = InForce::alone(Arc::new(policy));
            let after = |ruling: &Ruling, _| {
                let after = policy::outcome(&ruling.features, &in_force);
                (after, policy::rule(ruling.features.clone(), &in_force).rule)
            };
            on_the_log(db, after, span, now).await
        }
        Checked::Overlay(overlay) => {
            let after = |ruling: &Ruling, before| match policy::over(&ruling.features, before, &overlay) {
                Some((after, rule)) => (after, format!("{}@{}", rule.id, rule.version)),
                None => (before, String::new()),
            };
            on_the_log(db, after, span, now).await
        }
        Checked::Signature(signature) => {
            try_on_letters(db, &signature.words, span, limits::SIGNATURE_TEST_LETTERS_MAX, now).await
        }
    }
}

/// Tries a policy on the log: `decide` says of a decision what it would have been, and by which rule.
async fn on_the_log(
    db: &Db,
    decide: impl Fn(&Ruling, Ruled) -> (Ruled, String),
    span: &Span,
    now: Millis,
) -> Result<Report> {
    let mut walk = Walk::new(span, limits::POLICY_TEST_DECISIONS_MAX, now);
    while let Some((from, before)) = walk.next() {
        let mut tx = db.read().await?;
        let batch = store::policy::log(&mut tx, from, before, limits::POLICY_TEST_BATCH).await?;
        drop(tx);
        for logged in &batch {
            if walk.covers(logged.school, logged.academie) {
                let ruling = logged.ruling()?;
                let before = Ruled::of(ruling.outcome, ruling.slow);
                let (after, rule) = decide(&ruling, before);
                walk.notes(logged.school, Sample { message: logged.message, before, after, rule });
            }
        }
        walk.passed(batch.last().map(|logged| logged.message));
        tokio::task::yield_now().await;
    }
    walk.end(db).await
}

/// A walk over what was sent in the last days, newest first. It is read in batches, each on its own, and others have their
/// turn between two.
pub(super) struct Walk<'a> {
    span: &'a Span,
    days: i64,
    most: i64,
    now: Millis,
    /// The last that was looked at.
    before: MessageId,
    over: bool,
    schools: BTreeSet<SchoolId>,
    report: Report,
}

impl<'a> Walk<'a> {
    /// A walk that looks at so many at most.
    pub(super) fn new(span: &'a Span, most: i64, now: Millis) -> Walk<'a> {
        let (days, before) = (span.days.clamp(1, limits::POLICY_TEST_DAYS_MAX), MessageId::first_of(now + Millis(1)));
        Walk { span, days, most, now, before, over: false, schools: BTreeSet::new(), report: Report::default() }
    }

    /// Between which messages the next batch lies; none when there is no other.
    pub(super) fn next(&self) -> Option<(MessageId, MessageId)> {
        let from = MessageId::first_of(self.now - Millis::days(self.days));
        (!self.over).then_some((from, self.before))
    }

    /// Whether a message of this school is looked at.
    pub(super) fn covers(&self, school: SchoolId, academie: i64) -> bool {
        is_within(&self.span.scope, school, academie)
    }

    /// Counts one decision, and keeps it as a sample when it would have been another and there are few.
    pub(super) fn notes(&mut self, school: SchoolId, tried: Sample) {
        let report = &mut self.report;
        report.judged += 1;
        report.before[tried.before as usize] += 1;
        report.after[tried.after as usize] += 1;
        report.stricter += i64::from(tried.after > tried.before);
        report.milder += i64::from(tried.after < tried.before);
        if tried.after != tried.before {
            self.schools.insert(school);
            if report.samples.len() < limits::POLICY_TEST_SAMPLES_MAX {
                report.samples.push(tried);
            }
        }
    }

    /// A batch was looked at, of which this is the last; none when it was empty.
    pub(super) fn passed(&mut self, last: Option<MessageId>) {
        self.report.cut = last.is_some() && self.report.judged >= self.most;
        self.over = last.is_none() || self.report.cut;
        self.before = last.unwrap_or(self.before);
    }

    /// What it found.
    pub(super) async fn end(mut self, db: &Db) -> Result<Report> {
        let oldest = model::ids::time_of(self.before.uuid()).unwrap_or(self.now);
        self.report.days = ((self.now - oldest).0 / Millis::days(1).0 + 1).min(self.days);
        self.report.schools = self.schools.len() as i64;
        let (academie, school) = match &self.span.scope {
            Scope::Academie(code) => (Some(i64::from(*code)), None),
            Scope::School(school) => (None, Some(*school)),
            _ => (None, None),
        };
        let mut tx = db.read().await?;
        self.report.pupils = store::policy::pupils(&mut tx, academie, school, self.now).await?;
        Ok(self.report)
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
    let report = back_test(&app.db, checked, &span, now).await?;
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
