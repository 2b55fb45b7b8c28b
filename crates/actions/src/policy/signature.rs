//! Signatures of the desk: words that are looked for in letters, with letters in which they must be found and others that
//! they must let pass. They live as policies do; what is theirs alone is that they are tried on letters, not on the log of
//! decisions, and that one that comes into force is looked for among the messages of the last days.

use std::sync::LazyLock;

use model::{
    MessageId, Millis,
    job::Job,
    limits,
    message::State,
    policy::PolicyKind,
    verdict::{Outcome, Reason},
};
use sha2::Digest as _;
use shield::{Context, Letter, RuleFile, Shield, policy::Ruled};
use store::{Db, Tx, policy::Policy as Version};
use uuid::Uuid;

use super::back_test::{Report, Sample, Span, Walk, is_within};
use crate::{App, Error, Result, record, siblings, switchboard::Hint};

/// The program's rules, to which those of a signature are added when it is tried.
fn program() -> Result<&'static Shield> {
    static PROGRAM: LazyLock<std::result::Result<Shield, shield::Error>> = LazyLock::new(Shield::untrained);
    PROGRAM.as_ref().map_err(|fault| Error::Rules(fault.to_string()))
}

/// What a signature is called while it has no name.
const UNNAMED: &str = "essai";

/// A signature whose examples behave as it says.
pub struct Signature {
    /// Hexadecimal SHA-256 of its text.
    pub hash: String,
    /// Its rules.
    pub rules: usize,
    /// Examples that are still recognised under a disguise, of how many that were tried.
    pub disguised: (usize, usize),
    pub(super) words: Words,
}

/// What one version looks for.
pub(super) struct Words {
    shield: Shield,
    title: String,
}

impl Signature {
    /// Reads a signature, and tries its examples. Errors: what is wrong with it, each a French sentence.
    pub fn parse(text: &str) -> std::result::Result<Signature, Vec<String>> {
        if text.len() > limits::POLICY_BYTES_MAX {
            return Err(vec![format!("pas plus de {} octets", limits::POLICY_BYTES_MAX)]);
        }
        let file = RuleFile { name: UNNAMED.to_owned(), version: Some(1), text: text.to_owned() };
        let program = program().map_err(|fault| vec![fault.to_string()])?;
        let shield = program.try_file(&file).map_err(|why| vec![why])?;
        let title = file.title();
        let disguised = shield.disguised_examples_of(&title);
        if disguised.0 * 2 < disguised.1 {
            let (found, tried) = disguised;
            return Err(vec![format!(
                "déguisés (lettres espacées, chiffres, alphabets qui se ressemblent), ses exemples ne sont reconnus que \
                 {found} fois sur {tried}\u{202F}: cherchez des mots entiers"
            )]);
        }
        let rules = shield.local_rules().count();
        let hash = model::text::hex(&sha2::Sha256::digest(text.as_bytes()));
        Ok(Signature { hash, rules, disguised, words: Words { shield, title } })
    }
}

impl Words {
    /// Those of a version that was tried when it was written. A program that cannot read it finds nothing with it.
    fn of(version: &Version) -> Result<Words> {
        let (shield, _) = program()?.with_versions(&[file(version)]);
        Ok(Words { shield, title: version.title() })
    }

    /// Why they would hold a letter; nothing when they would not.
    fn reasons(&self, subject: &str, body: &str, now: Millis) -> Vec<Reason> {
        let letter = Letter { subject, body, file_names: &[] };
        self.shield.reasons_of(&letter, Some(now), &self.title)
    }
}

/// The file of a kept version, as the judge takes it.
pub(crate) fn file(version: &Version) -> RuleFile {
    let number = u32::try_from(version.version).unwrap_or(u32::MAX);
    RuleFile { name: version.name.clone(), version: Some(number), text: version.text.clone() }
}

/// What words would have held of the letters of the last days, so many at most.
pub(super) async fn try_on_letters(db: &Db, words: &Words, span: &Span, most: i64, now: Millis) -> Result<Report> {
    let mut walk = Walk::new(span, most, now);
    while let Some((from, before)) = walk.next() {
        let mut tx = db.read().await?;
        let batch = store::policy::texts(&mut tx, from, before, limits::SIGNATURE_BATCH).await?;
        drop(tx);
        for text in batch.iter().filter(|text| walk.covers(text.school, text.academie)).collect::<Vec<_>>() {
            let held = matches!(text.state, State::Held | State::Withdrawn);
            let before = if held { Ruled::Hold } else { Ruled::Deliver };
            let reason = words.reasons(&text.subject, &text.body, now).into_iter().next();
            let after = if reason.is_some() { Ruled::Hold } else { before };
            let rule = reason.map(|reason| reason.text).unwrap_or_default();
            walk.notes(text.school, Sample { message: text.message, before, after, rule });
        }
        walk.passed(batch.last().map(|text| text.message));
        tokio::task::yield_now().await;
    }
    walk.end(db).await
}

/// Whether a signature would hold more of the newest letters than any may: how many, of how many.
pub(super) async fn too_broad(app: &App, version: &Version) -> Result<Option<(i64, i64)>> {
    let words = Words::of(version)?;
    let span = Span { days: limits::POLICY_TEST_DAYS_MAX, scope: version.scope.clone() };
    let report = try_on_letters(&app.db, &words, &span, limits::RULE_TRAFFIC_MESSAGES, app.now()).await?;
    let (held, of) = (report.stricter, report.judged);
    let most = limits::RULE_HELD_ALWAYS_FINE.max(of * limits::RULE_HELD_PERCENT_MAX / 100);
    Ok((held > most).then_some((held, of)))
}

/// Begins to look for a version that came into force among the messages of the last days.
pub(super) async fn begin(app: &App, tx: &mut Tx, policy: Uuid, now: Millis) -> Result<()> {
    // A node that does not know of it yet may let one more through: it is looked for when all of them do.
    let at = now + limits::POLICY_SPREAD;
    let job = Job::Signature { policy, before: MessageId::first_of(at + Millis(1)), held: 0 };
    store::job::push(tx, app.id(), &job, None, at).await?;
    Ok(())
}

/// One step of it: what has the words is held for a person; whoever only reports them, who wrote to the safety contact,
/// and what a person let out before are left. A version that is in force no more is looked for no more.
pub async fn look_back(app: &App, policy: Uuid, before: MessageId, held: i64) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some(version) = store::policy::get(&mut tx, policy).await? else { return Ok(()) };
    if version.kind != PolicyKind::Signature || !version.state.is_in_force() {
        return Ok(());
    }
    let from = MessageId::first_of(now - limits::LOOK_BACK);
    let batch = store::policy::texts(&mut tx, from, before, limits::SIGNATURE_BATCH).await?;
    drop(tx);
    let words = Words::of(&version)?;
    let is_out = |text: &&store::policy::Text| {
        matches!(text.state, State::Waves | State::Delivered)
            && !text.was_held
            && is_within(&version.scope, text.school, text.academie)
    };
    let reasons = |text: &store::policy::Text| words.reasons(&text.subject, &text.body, now);
    let hits = batch.iter().filter(is_out).map(|text| (text.message, reasons(text)));
    let found: Vec<_> = hits.filter(|(_, reasons)| !reasons.is_empty()).collect();
    let left = usize::try_from(limits::SIGNATURE_LOOK_BACK_HELD_MAX - held).unwrap_or(0);
    let (many, title) = (found.len() > left, version.title());

    let mut tx = app.db.begin().await?;
    let mut stopped = Vec::new();
    for (message, reasons) in found.into_iter().take(left) {
        if hold(&mut tx, message, reasons, now).await? {
            stopped.push(message);
        }
    }
    let all = held + stopped.len() as i64;
    if let Some(last) = batch.last().filter(|_| !many) {
        let next = Job::Signature { policy, before: last.message, held: all };
        store::job::push(&mut tx, app.id(), &next, None, now).await?;
    } else if many {
        tracing::warn!(policy = title, held = all, "a signature held as much by looking back as one may; it stops");
    }
    if stopped.is_empty() {
        return Ok(tx.commit().await?);
    }
    let facts = serde_json::json!({ "policy": title, "hash": version.hash, "held": stopped });
    record::append(app, &mut tx, "policy.look_back", None, &format!("policy/{policy}"), &facts).await?;
    app.commit(tx, [Hint::Withdrawal, Hint::Desk]).await
}

/// Holds one message that is out, with the version's word among its reasons.
async fn hold(tx: &mut Tx, id: MessageId, reasons: Vec<Reason>, now: Millis) -> Result<bool> {
    let Some((mut verdict, _, context)) = store::verdict::get(tx, id).await? else { return Ok(false) };
    let context: Option<Context> = serde_json::from_str(&context).ok();
    let spared = context.is_some_and(|context| context.to_safety_contact)
        || verdict.reasons.iter().any(|reason| reason.code == "safety_contact")
        || siblings::reports(&verdict.labels, f64::from(verdict.threat));
    if spared || !store::message::hold(tx, id, now).await? {
        return Ok(false);
    }
    verdict.reasons.splice(0..0, reasons);
    verdict.outcome = Outcome::Hold;
    store::verdict::replace(tx, id, &verdict, now).await?;
    Ok(true)
}
