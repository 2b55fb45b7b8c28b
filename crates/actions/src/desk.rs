//! The desk's reading: the queue, one letter with its evidence, who was exposed. Deciding is in `release` and `withdraw`.

use model::{Actor, MessageId, Millis, message::State, verdict::Verdict};
use store::{
    desk::{Decision, QueueRow},
    message::{AddresseeRow, Message},
    reading::Exposure,
};

use crate::{App, Result, contained, record, siblings};

/// How far back the desk's list of what is out goes.
const RECENT: Millis = Millis::days(7);
/// Readers listed by name in one exposure list.
const EXPOSED_ROWS_MAX: i64 = 5_000;

/// Messages that wait for a decision, most urgent first.
pub async fn queue(app: &App, actor: &Actor) -> Result<Vec<QueueRow>> {
    let mut tx = app.db.read().await?;
    Ok(store::desk::held(&mut tx, actor.person, app.now(), model::limits::DESK_ROWS_MAX).await?)
}

/// Messages that are out or were withdrawn lately: all of them, or those that readers reported.
pub async fn recent(app: &App, actor: &Actor, reported: bool) -> Result<Vec<QueueRow>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let rows = model::limits::DESK_ROWS_MAX;
    Ok(store::desk::recent(&mut tx, actor.person, reported, now - RECENT, now, rows).await?)
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
    let verdict = store::verdict::get(&mut tx, id).await?.map(|(verdict, _, _)| verdict);
    let campaign = match store::campaign::of_message(&mut tx, id).await? {
        Some(campaign) => {
            let counts = store::campaign::counts(&mut tx, campaign.id, None).await?;
            Some((campaign, counts))
        }
        None => None,
    };
    let attachments = store::attachment::of_message(&mut tx, id).await?;
    let letter = DeskLetter {
        revealed: reveal,
        verdict,
        to: store::message::addressees(&mut tx, id).await?,
        files: attachments.iter().map(|file| file.name.clone()).collect(),
        attachments,
        siblings,
        campaign,
        clearance: store::clearance::of_message(&mut tx, id, app.now()).await?,
        exposed: store::reading::exposed(&mut tx, id).await?,
        reports: store::desk::reports(&mut tx, id).await?,
        report_list: store::desk::report_list(&mut tx, id).await?,
        decisions: store::desk::decisions(&mut tx, id).await?,
        containment: contained::in_force(&mut tx, message.sender, app.now()).await?,
        message: {
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
