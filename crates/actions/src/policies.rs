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
    policy::{PolicyKind, PolicyState},
    territory::Scope,
    verdict::{Outcome, Verdict},
};
use shield::{
    Context, RuleFile,
    policy::{InForce, Policy, Refused},
};
use store::policy::Policy as Version;
use uuid::Uuid;

use crate::{App, Result, judge::Judge, policy::signature, rule_files::Own};

/// What this node knows of the policies.
#[derive(Default)]
pub struct Policies {
    read: RwLock<Arc<Read>>,
    /// Taken by whoever puts something else in the place of `read`: two at once would each forget what the other did.
    moving: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Read {
    revision: i64,
    rows: Arc<Vec<Row>>,
    /// The judge that knows the signatures among them; none when there are none.
    judge: Option<Arc<dyn Judge>>,
}

/// What a version says.
#[derive(Debug, Clone)]
enum Says {
    /// Rules over features.
    Policy(Arc<Policy>),
    /// Words, which the judge looks for.
    Signature(RuleFile),
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
    hash: String,
    says: Says,
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

    fn put(&self, read: Read) {
        *self.read.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(read);
    }

    /// The judge that knows the desk's signatures, when there are any.
    pub(crate) fn judge(&self) -> Option<Arc<dyn Judge>> {
        self.read().judge.clone()
    }

    /// What decides on a letter: the base of the smallest territory that has one, or the program's own.
    pub fn in_force(&self, own: &Arc<Policy>, context: &Context) -> InForce {
        let read = self.read();
        let mut in_force = InForce::alone(own.clone());
        let mut smallest = u8::MAX;
        for row in read.rows.iter().filter(|row| row.concerns(context)) {
            match (&row.says, row.kind, row.state) {
                (Says::Policy(policy), PolicyKind::Base, PolicyState::Active) if size(&row.scope) < smallest => {
                    (in_force.base, smallest) = (policy.clone(), size(&row.scope));
                }
                (Says::Policy(policy), PolicyKind::Overlay, PolicyState::Shadow) => {
                    in_force.shadow.push((row.title.clone(), policy.clone()));
                }
                (Says::Policy(policy), PolicyKind::Overlay, _) => {
                    in_force.overlays.push((row.title.clone(), policy.clone()));
                }
                (Says::Signature(_), _, PolicyState::Shadow) => {
                    in_force.signatures.shadow.insert(row.title.clone());
                }
                (Says::Signature(_), ..) => {
                    in_force.signatures.active.insert(row.title.clone());
                }
                (Says::Policy(_), ..) => {}
            }
        }
        in_force
    }

    /// Counts who was asked about a letter, and whose word changed it.
    pub fn count(&self, verdict: &Verdict, context: &Context) {
        let (Some(ruling), read) = (&verdict.ruling, self.read()) else { return };
        let is_asked = |row: &&Row| row.kind != PolicyKind::Base && row.concerns(context);
        let mut asked = read.rows.iter().filter(is_asked).peekable();
        if asked.peek().is_none() {
            return;
        }
        let mut words: Vec<&str> = ruling.shadow.iter().map(String::as_str).collect();
        words.extend(ruling.rule.strip_prefix('+'));
        if verdict.outcome == Outcome::Hold {
            words.extend(verdict.reasons.iter().filter_map(|reason| reason.code.strip_prefix("signature:")));
        }
        for row in asked {
            let hit = words.iter().any(|word| word.split('/').next() == Some(row.title.as_str()));
            row.judged.fetch_add(1, Ordering::Relaxed);
            row.hits.fetch_add(i64::from(hit), Ordering::Relaxed);
        }
    }
}

/// Reads the policies again if one of them moved. True: it did.
pub async fn refresh(app: &App) -> Result<bool> {
    let _moving = app.policies.moving.lock().await;
    let mut tx = app.db.read().await?;
    let known = app.policies.read();
    let revision = store::policy::revision(&mut tx).await?;
    if revision == known.revision {
        return Ok(false);
    }
    let rows = store::policy::read(&mut tx).await?;
    drop(tx);
    let mut same: BTreeMap<&str, &Row> = known.rows.iter().map(|row| (row.hash.as_str(), row)).collect();
    let mut read = Vec::with_capacity(rows.len());
    for row in rows {
        let says = match same.remove(row.hash.as_str()) {
            Some(Row { says: says @ Says::Policy(_), .. }) => says.clone(),
            _ => match said(&row) {
                Ok(says) => says,
                Err(why) => {
                    // It was checked when it was written: another version of the program wrote it.
                    tracing::error!(policy = row.title(), why, "a policy is not of this version");
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
            hash: row.hash,
            says,
            hits: AtomicI64::new(0),
            judged: AtomicI64::new(0),
        });
    }
    flush(app).await?;
    let judge = match signatures(&read) {
        wanted if wanted == signatures(&known.rows) => known.judge.clone(),
        wanted => knowing(&app.own().judge, &wanted),
    };
    app.policies.put(Read { revision, rows: Arc::new(read), judge });
    Ok(true)
}

/// Judges by this from now on, and by the desk's signatures as before.
pub(crate) async fn judge_by(app: &App, own: Own) {
    let _moving = app.policies.moving.lock().await;
    let known = app.policies.read();
    let judge = knowing(&own.judge, &signatures(&known.rows));
    app.set_own(own);
    app.policies.put(Read { revision: known.revision, rows: known.rows.clone(), judge });
}

fn said(row: &Version) -> std::result::Result<Says, String> {
    if row.kind == PolicyKind::Signature {
        return Ok(Says::Signature(signature::file(row)));
    }
    let refused = |refused: Vec<Refused>| refused.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
    Ok(Says::Policy(Arc::new(Policy::parse(&row.text).map_err(refused)?)))
}

/// The signatures among some policies.
fn signatures(rows: &[Row]) -> Vec<RuleFile> {
    let file = |row: &Row| match &row.says {
        Says::Signature(file) => Some(file.clone()),
        Says::Policy(_) => None,
    };
    rows.iter().filter_map(file).collect()
}

/// The judge that knows these signatures besides its own; none when there are none.
fn knowing(own: &Arc<dyn Judge>, wanted: &[RuleFile]) -> Option<Arc<dyn Judge>> {
    if wanted.is_empty() {
        return None;
    }
    let (judge, refused) = own.with_versions(wanted);
    for refused in refused {
        tracing::error!(policy = refused.file, why = refused.why, "a signature is not of this version");
    }
    Some(judge)
}

/// Writes down what was counted since the last time; nothing when nothing was.
pub async fn flush(app: &App) -> Result<()> {
    let read = app.policies.read();
    if read.rows.iter().all(|row| row.judged.load(Ordering::Relaxed) == 0) {
        return Ok(());
    }
    let mut tx = app.db.begin().await?;
    for row in read.rows.iter() {
        let (hits, judged) = (row.hits.swap(0, Ordering::Relaxed), row.judged.swap(0, Ordering::Relaxed));
        if judged > 0 {
            store::policy::count(&mut tx, row.id, row.since, hits, judged).await?;
        }
    }
    Ok(tx.commit().await?)
}
