//! The desk's reading: the queue, one letter with its evidence, who was exposed. Deciding is in `release` and `withdraw`.

use model::{
    Actor, MessageId, Millis, Profile,
    message::State,
    triage::{self, Ranked},
    verdict::{Reason, Verdict},
};
use shield::{Context, Letter};
use store::{
    desk::{Decision, QueueRow},
    message::{AddresseeRow, Message},
    reading::Exposure,
    sending::SentRow,
};

use crate::{
    App, Result, claim, contained,
    facts::{self, Fact},
    otherwise::{Otherwise, otherwise},
    record, siblings, unmask,
};

/// How far back the desk's list of what is out goes.
const RECENT: Millis = Millis::days(7);
/// Withdrawn near copies that are read to find the nearest.
const NEAREST_COMPARED_MAX: usize = 50;
/// Other stopped messages of a sender that are listed.
const STOPPED_ROWS_MAX: i64 = 10;
/// Readers listed by name in one exposure list.
const EXPOSED_ROWS_MAX: i64 = 5_000;

/// A message of a list, with its place and why.
#[derive(Debug)]
pub struct Queued {
    /// The message.
    pub row: QueueRow,
    /// How urgent.
    pub ranked: Ranked,
}

impl std::ops::Deref for Queued {
    type Target = QueueRow;
    fn deref(&self) -> &QueueRow {
        &self.row
    }
}

/// Messages that wait for a decision, most urgent first; see [`model::triage`].
pub async fn queue(app: &App, actor: &Actor) -> Result<Vec<Queued>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let mut queue = ranked(store::desk::held(&mut tx, actor.person, now, model::limits::DESK_ROWS_MAX).await?, now)?;
    queue.sort_by_key(|one| (-one.ranked.points, one.row.sent_at(), one.row.id));
    Ok(queue)
}

fn ranked(rows: Vec<QueueRow>, now: Millis) -> Result<Vec<Queued>> {
    let rank = |row: QueueRow| Ok(Queued { ranked: triage::rank(&row.case(now)?), row });
    rows.into_iter().map(rank).collect()
}

/// Messages that are out or were withdrawn lately: all of them, or those that readers reported.
pub async fn recent(app: &App, actor: &Actor, reported: bool) -> Result<Vec<Queued>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let rows = model::limits::DESK_ROWS_MAX;
    ranked(store::desk::recent(&mut tx, actor.person, reported, now - RECENT, now, rows).await?, now)
}

/// What waits at the actor's desk: held messages, and reported ones that nobody has decided on.
pub async fn waiting(app: &App, actor: &Actor) -> Result<(i64, i64)> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    Ok(store::desk::waiting(&mut tx, actor.person, now - RECENT, now).await?)
}

/// One letter as the desk sees it before it decides.
#[derive(Debug)]
pub struct DeskLetter {
    /// The message. Its text is blank until it is revealed.
    pub message: Message,
    /// Whether the text is there.
    pub revealed: bool,
    /// What the shield said.
    pub verdict: Option<Verdict>,
    /// Whom it names.
    pub to: Vec<AddresseeRow>,
    /// Decoys that it names besides.
    pub decoys: i64,
    /// Names of its files.
    pub files: Vec<String>,
    /// The same files with their sizes.
    pub attachments: Vec<store::attachment::Attachment>,
    /// Near copies, and how many of them are still out or held.
    pub siblings: Siblings,
    /// The campaign that it is in, and what that amounts to.
    pub campaign: Option<(store::campaign::Campaign, store::campaign::Counts)>,
    /// The word of a person that lets near copies pass, with how many did.
    pub clearance: Option<store::clearance::Clearance>,
    /// People whose list showed it, and who opened it.
    pub exposed: (i64, i64),
    /// Reports, by adults and by pupils.
    pub reports: (i64, i64),
    /// The same one by one, newest first.
    pub report_list: Vec<store::desk::ReportRow>,
    /// Decisions so far.
    pub decisions: Vec<Decision>,
    /// The containment of its sender's account that is in force.
    pub containment: Option<store::containment::Containment>,
    /// Who looks at it now.
    pub standing: claim::Standing,
    /// Its sender is a minor whose name this officer has not asked for: the name is blank, and so are those of the
    /// minors who reported it.
    pub masked: bool,
    /// The class of a sender who is a pupil.
    pub class: Option<String>,
    /// How it was sent.
    pub facts: Vec<Fact>,
    /// How the passages that reasons point at read once their disguise is taken off, in the order of the reasons.
    pub readings: Vec<Option<String>>,
    /// Versions of the rules that reasons name, when the rules that judged it are in force.
    pub versions: Vec<Option<u32>>,
    /// What would have made the verdict other.
    pub otherwise: Option<Otherwise>,
    /// The nearest message that was withdrawn as a threat.
    pub nearest: Option<Nearest>,
    /// Other messages of its sender that were stopped lately.
    pub stopped: Vec<SentRow>,
    /// Its writer may hurt themselves.
    pub care: bool,
    /// The question whether it is its sender's.
    pub proof: Option<store::proof::Proof>,
    /// Schools of its campaign.
    pub touched: Vec<store::campaign::Touched>,
}

/// The nearest message that was withdrawn.
#[derive(Debug)]
pub struct Nearest {
    /// The message.
    pub id: MessageId,
    /// When it was sent.
    pub at: Millis,
    /// How much of the text is the same, 0 to 1.
    pub similarity: f32,
    /// Its text; blank until the letter is revealed.
    pub body: String,
}

/// Near copies of a letter.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Siblings {
    /// All of them, the letter left out.
    pub all: usize,
    /// Those not withdrawn.
    pub live: usize,
    /// Distinct senders, that of the letter left out.
    pub senders: usize,
    /// Distinct schools.
    pub schools: usize,
    /// People in the audiences of those not withdrawn.
    pub readers: i64,
}

/// Opens a letter at the desk. Revealing its text is journaled with who asked (a minor's letter is read for a reason).
/// `None`: no such message for this desk.
pub async fn letter(app: &App, actor: &Actor, id: MessageId, reveal: bool) -> Result<Option<DeskLetter>> {
    let mut tx = app.db.begin().await?;
    let Some(mut message) = triaged(app, &mut tx, actor, id).await? else { return Ok(None) };
    let read = siblings::read(&message.subject, &message.body);
    let since = app.now() - model::limits::LOOK_BACK;
    let near = siblings::near(&mut tx, &read, since, model::limits::SIBLINGS_COMPARED_MAX).await?;
    let others: Vec<_> = near.iter().filter(|c| c.message != id).collect();
    let distinct = |of: fn(&store::verdict::Candidate) -> uuid::Uuid| {
        others.iter().map(|c| of(c)).collect::<std::collections::BTreeSet<_>>().len()
    };
    let siblings = Siblings {
        all: others.len(),
        live: others.iter().filter(|c| c.state != State::Withdrawn).count(),
        senders: distinct(|c| c.sender.uuid()),
        schools: distinct(|c| c.school.uuid()),
        readers: others.iter().filter(|c| c.state != State::Withdrawn).map(|c| c.readers).sum(),
    };
    let (verdict, told) = match store::verdict::get(&mut tx, id).await? {
        Some((verdict, _, told)) => (Some(verdict), serde_json::from_str::<Context>(&told).ok()),
        None => (None, None),
    };
    let campaign = match store::campaign::of_message(&mut tx, id).await? {
        Some(campaign) => {
            let counts = store::campaign::counts(&mut tx, campaign.id, None).await?;
            Some((campaign, counts))
        }
        None => None,
    };
    let attachments = store::attachment::of_message(&mut tx, id).await?;
    let reasons = verdict.as_ref().map(|verdict| verdict.reasons.as_slice()).unwrap_or_default();
    let in_force = verdict.as_ref().is_some_and(|verdict| verdict.rules == app.judge().rules());
    let names: Vec<&str> = attachments.iter().map(|file| file.name.as_str()).collect();
    let text = Letter { subject: &message.subject, body: &message.body, file_names: &names };
    let masked = unmask::is_masked(&mut tx, actor, &message).await?;
    let mut report_list = store::desk::report_list(&mut tx, id).await?;
    if unmask::hides_reporters(&mut tx, actor, &message).await? {
        report_list.iter_mut().filter(|report| report.profile == Profile::Pupil).for_each(|report| report.name.clear());
    }
    let class = match message.sender_profile {
        Profile::Pupil => {
            store::unmask::class_of(&mut tx, message.sender, message.sender_school, message.sent_at()).await?
        }
        _ => None,
    };
    let touched = match &campaign {
        Some((campaign, _)) => store::campaign::touched(&mut tx, campaign.id).await?,
        None => Vec::new(),
    };
    let letter = DeskLetter {
        revealed: reveal,
        masked,
        class,
        facts: told.as_ref().map(facts::of).unwrap_or_default(),
        readings: reasons.iter().map(|reason| reading(app, &message.body, reason)).collect(),
        versions: reasons.iter().map(|r| in_force.then(|| app.judge().version(&r.code)).flatten()).collect(),
        otherwise: verdict.as_ref().zip(told.as_ref()).and_then(|(verdict, told)| otherwise(app, &text, told, verdict)),
        nearest: nearest(&message, &near, reveal),
        stopped: store::sending::stopped(&mut tx, message.sender, id, since, STOPPED_ROWS_MAX).await?,
        touched,
        care: store::care::is_one(&mut tx, id).await?,
        proof: store::proof::of_message(&mut tx, id).await?,
        verdict,
        to: store::message::addressees(&mut tx, id).await?,
        decoys: store::decoy::of_message(&mut tx, id).await?,
        files: attachments.iter().map(|file| file.name.clone()).collect(),
        attachments,
        siblings,
        campaign,
        clearance: store::clearance::of_message(&mut tx, id, app.now()).await?,
        exposed: store::reading::exposed(&mut tx, id).await?,
        reports: store::desk::reports(&mut tx, id).await?,
        report_list,
        decisions: store::desk::decisions(&mut tx, id).await?,
        containment: contained::in_force(&mut tx, message.sender, app.now()).await?,
        standing: claim::standing(app, &mut tx, actor, &message).await?,
        message: {
            if masked {
                message.sender_name.clear();
            }
            if !reveal {
                message.subject.clear();
                message.body.clear();
            }
            message
        },
    };
    if reveal {
        let subject = format!("message/{id}");
        record::append(app, &mut tx, "desk.reveal", Some(actor.person), &subject, &serde_json::json!({})).await?;
        tx.commit().await?;
    }
    Ok(Some(letter))
}

/// How a passage reads once its disguise is taken off; `None` when it had none.
fn reading(app: &App, body: &str, reason: &Reason) -> Option<String> {
    let passage = body.get(reason.start..reason.end).filter(|passage| !passage.is_empty())?;
    let read = app.judge().reading(passage);
    let plain = |text: &str| text.split(|c: char| !c.is_alphanumeric()).map(model::text::fold).collect::<Vec<_>>();
    let words = |text: &str| plain(text).into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>();
    (!read.is_empty() && words(passage) != words(&read)).then_some(read)
}

/// The nearest of the near copies that were withdrawn.
fn nearest(message: &Message, near: &[store::verdict::Candidate], reveal: bool) -> Option<Nearest> {
    let own = siblings::compared(&message.subject, &message.body);
    let withdrawn = near.iter().filter(|c| c.state == State::Withdrawn && c.message != message.id);
    let compared = withdrawn.take(NEAREST_COMPARED_MAX).map(|candidate| {
        let theirs = siblings::compared(&candidate.subject, &candidate.body);
        (shield::sketch::similarity(&own, &theirs), candidate)
    });
    let (similarity, found) = compared.max_by(|a, b| a.0.total_cmp(&b.0))?;
    let body = if reveal { found.body.clone() } else { String::new() };
    Some(Nearest { id: found.message, at: found.sent_at(), similarity, body })
}

/// Who was shown a message, in order; journaled, as it names people. `None`: no such message for this desk.
pub async fn exposures(app: &App, actor: &Actor, id: MessageId) -> Result<Option<Vec<Exposure>>> {
    let mut tx = app.db.begin().await?;
    let Some(list) = exposed(app, &mut tx, actor, id, EXPOSED_ROWS_MAX).await? else { return Ok(None) };
    let (subject, facts) = (format!("message/{id}"), serde_json::json!({ "people": list.len() }));
    record::append(app, &mut tx, "desk.exposures", Some(actor.person), &subject, &facts).await?;
    tx.commit().await?;
    Ok(Some(list))
}

/// The same, all of it, to be taken away as a file; the journal tells that it was.
pub async fn export_exposures(app: &App, actor: &Actor, id: MessageId) -> Result<Option<Vec<Exposure>>> {
    let mut tx = app.db.begin().await?;
    let Some(list) = exposed(app, &mut tx, actor, id, model::limits::EXPORT_ROWS_MAX).await? else { return Ok(None) };
    let (subject, facts) = (format!("message/{id}"), serde_json::json!({ "people": list.len() }));
    record::append(app, &mut tx, "desk.export_exposures", Some(actor.person), &subject, &facts).await?;
    tx.commit().await?;
    Ok(Some(list))
}

async fn exposed(
    app: &App,
    tx: &mut store::Tx,
    actor: &Actor,
    id: MessageId,
    rows: i64,
) -> Result<Option<Vec<Exposure>>> {
    if triaged(app, tx, actor, id).await?.is_none() {
        return Ok(None);
    }
    Ok(Some(store::reading::exposures(tx, id, rows).await?))
}

/// A message that this actor may triage.
pub(crate) async fn triaged(app: &App, tx: &mut store::Tx, actor: &Actor, id: MessageId) -> Result<Option<Message>> {
    let Some(message) = store::message::get(tx, id, actor.person).await? else { return Ok(None) };
    let may = store::desk::may_triage(tx, actor.person, message.sender_school, app.now()).await?;
    Ok(may.then_some(message))
}
