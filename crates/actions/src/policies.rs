//! The policies in force, in the memory of this node: the judge asks no database. The table is the truth; what is here
//! is read again whenever the table says that something moved, every second at the latest.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicI64, Ordering},
    },
};

use model::{
    Millis, SchoolId,
    policy::{PolicyKind, PolicyState, Ruling},
    territory::Scope,
};
use shield::{
    Context,
    policy::{InForce, Policy},
};
use uuid::Uuid;

use crate::{App, Result};

/// What this node knows of the policies.
#[derive(Debug, Default)]
pub struct Policies {
    read: RwLock<Arc<Read>>,
}

#[derive(Debug, Default)]
struct Read {
    revision: i64,
    rows: Vec<Row>,
}

/// One policy that is in force or in the shadow.
#[derive(Debug)]
struct Row {
    id: Uuid,
    title: String,
    kind: PolicyKind,
    scope: Scope,
    state: PolicyState,
    share: i64,
    key: u64,
    since: Millis,
    expires_at: Option<Millis>,
    policy: Arc<Policy>,
    hits: AtomicI64,
    judged: AtomicI64,
}

impl Row {
    /// Whether it is asked about a letter of this school.
    fn concerns(&self, context: &Context) -> bool {
        let over = self.expires_at.is_some_and(|at| context.now.is_some_and(|now| now >= at));
        !over && covers(&self.scope, context) && self.has_in_share(context.school)
    }

    /// While it is partial, a share of the schools, the same on every node and from one letter to the next.
    fn has_in_share(&self, school: Option<SchoolId>) -> bool {
        self.state != PolicyState::Partial || school.is_some_and(|school| place(self.key, school) < self.share)
    }
}

/// Where a school falls among a hundred.
pub(crate) fn place(key: u64, school: SchoolId) -> i64 {
    let (high, low) = school.uuid().as_u64_pair();
    let mut z = key ^ high.rotate_left(32) ^ low;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) % 100) as i64
}

fn covers(scope: &Scope, context: &Context) -> bool {
    match scope {
        Scope::All => true,
        Scope::Academie(code) => context.academie == Some(i64::from(*code)),
        Scope::School(school) => context.school == Some(*school),
        Scope::Departement(_) | Scope::Section(_) | Scope::Person(_) => false,
    }
}

/// The smaller the territory, the sooner its policy decides.
fn size(scope: &Scope) -> u8 {
    match scope {
        Scope::School(_) => 0,
        Scope::Academie(_) => 1,
        _ => 2,
    }
}

impl Policies {
    fn read(&self) -> Arc<Read> {
        self.read.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// What decides on a letter: the base of the smallest territory that has one, or the program's own.
    pub fn in_force(&self, own: &Arc<Policy>, context: &Context) -> InForce {
        let read = self.read();
        let mut in_force = InForce::alone(own.clone());
        let mut smallest = u8::MAX;
        for row in read.rows.iter().filter(|row| row.concerns(context)) {
            match (row.kind, row.state) {
                (PolicyKind::Base, PolicyState::Active) if size(&row.scope) < smallest => {
                    (in_force.base, smallest) = (row.policy.clone(), size(&row.scope));
                }
                (PolicyKind::Overlay, PolicyState::Shadow) => {
                    in_force.shadow.push((row.title.clone(), row.policy.clone()));
                }
                (PolicyKind::Overlay, _) => in_force.overlays.push((row.title.clone(), row.policy.clone())),
                (PolicyKind::Base, _) => {}
            }
        }
        in_force
    }

    /// Counts whom a decision was asked of, and whose word changed it.
    pub fn count(&self, in_force: &InForce, ruling: &Ruling) {
        if in_force.overlays.is_empty() && in_force.shadow.is_empty() {
            return;
        }
        let title = |rule: &str| rule.split('/').next().unwrap_or_default().to_owned();
        let mut hits: Vec<String> = ruling.shadow.iter().map(|rule| title(rule)).collect();
        hits.extend(ruling.rule.strip_prefix('+').map(title));
        let read = self.read();
        for (asked, _) in in_force.overlays.iter().chain(&in_force.shadow) {
            let Some(row) = read.rows.iter().find(|row| row.title == *asked) else { continue };
            row.judged.fetch_add(1, Ordering::Relaxed);
            row.hits.fetch_add(i64::from(hits.contains(asked)), Ordering::Relaxed);
        }
    }
}

/// Reads the policies again if one of them moved. True: it did.
pub async fn refresh(app: &App) -> Result<bool> {
    let mut tx = app.db.read().await?;
    let known = app.policies.read();
    let revision = store::policy::revision(&mut tx).await?;
    if revision == known.revision {
        return Ok(false);
    }
    let rows = store::policy::read(&mut tx).await?;
    drop(tx);
    let mut same: BTreeMap<&str, &Row> = known.rows.iter().map(|row| (row.policy.hash.as_str(), row)).collect();
    let mut read = Vec::with_capacity(rows.len());
    for row in rows {
        let policy = match same.remove(row.hash.as_str()) {
            Some(known) => known.policy.clone(),
            None => match Policy::parse(&row.text) {
                Ok(policy) => Arc::new(policy),
                Err(refused) => {
                    // It was checked when it was written: another version of the program wrote it.
                    let why: Vec<String> = refused.iter().map(ToString::to_string).collect();
                    tracing::error!(policy = row.title(), why = why.join("; "), "a policy is not of this version");
                    continue;
                }
            },
        };
        read.push(Row {
            id: row.id,
            title: row.title(),
            kind: row.kind,
            state: row.state,
            share: row.share,
            key: row.share_key(),
            since: row.changed_at(),
            expires_at: row.expires_at(),
            scope: row.scope,
            policy,
            hits: AtomicI64::new(0),
            judged: AtomicI64::new(0),
        });
    }
    flush(app).await?;
    let read = Arc::new(Read { revision, rows: read });
    *app.policies.read.write().unwrap_or_else(PoisonError::into_inner) = read;
    Ok(true)
}

/// Writes down what was counted since the last time; nothing when nothing was.
pub async fn flush(app: &App) -> Result<()> {
    let read = app.policies.read();
    if read.rows.iter().all(|row| row.judged.load(Ordering::Relaxed) == 0) {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    for row in &read.rows {
        let (hits, judged) = (row.hits.swap(0, Ordering::Relaxed), row.judged.swap(0, Ordering::Relaxed));
        if judged > 0 {
            store::policy::count(&mut tx, row.id, row.since, hits, judged).await?;
        }
    }
    Ok(tx.commit().await?)
}
