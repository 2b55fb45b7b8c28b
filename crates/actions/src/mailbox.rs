//! Reading: lists and conversations. What is about to be shown is written to the exposure ledger first (invariant 4).

use model::{Actor, MessageId, Millis, Profile, ThreadId, attachment::FileState, limits, message::State};
use store::{
    attachment::Attachment,
    mailbox::{Cursor, Row},
    message::{AddresseeRow, Message, SentRow},
};

use crate::{App, Result, switchboard::Hint};

/// Times a page is read again because a withdrawal was answered meanwhile, before it is shown without what is new.
pub(crate) const READ_AGAIN_MAX: usize = 8;

/// Probability of a threat from which the notice of a withdrawn message says that it held one.
const THREAT_SAID_FROM: f32 = 0.5;

/// A page of the inbox.
#[derive(Debug)]
pub struct Inbox {
    /// Messages and notices, newest first.
    pub rows: Vec<Row>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
    /// Unread messages, up to one more than is shown.
    pub unread: i64,
}

/// The inbox from a place on. Subjects and first words shown for the first time are in the ledger before this returns.
pub async fn inbox(app: &App, actor: &Actor, before: Option<Cursor>) -> Result<Inbox> {
    let before = before.unwrap_or(Cursor::NEWEST);
    let mut again = 0;
    loop {
        let withdrawals = app.switchboard.withdrawals();
        let now = app.now();
        let mut tx = app.db.read().await?;
        let belongings = store::mailbox::belongings(&mut tx, actor.person).await?;
        let (mut rows, next) =
            store::mailbox::page(&mut tx, actor.person, &belongings, before, limits::PAGE_ROWS, now).await?;
        let unread = store::mailbox::unread(&mut tx, actor.person, &belongings, now).await?;
        drop(tx);
        note_listed(app, actor, &mut rows, now).await?;
        again += 1;
        if app.switchboard.withdrawals() == withdrawals || again > READ_AGAIN_MAX {
            return Ok(Inbox { rows, next, unread });
        }
    }
}

/// Writes the ledger for rows shown for the first time, and drops those that went away meanwhile.
pub(crate) async fn note_listed(app: &App, actor: &Actor, rows: &mut Vec<Row>, now: Millis) -> Result<()> {
    if rows.iter().all(Row::was_shown) {
        return Ok(());
    }
    let new: Vec<MessageId> = rows.iter().filter(|row| !row.was_shown()).map(|row| row.id).collect();
    let mut tx = app.db.begin().await?;
    let listed = store::reading::listed(&mut tx, actor.person, &new, now).await?;
    tx.commit().await?;
    rows.retain(|row| row.was_shown() || listed.contains(&row.id));
    Ok(())
}

/// The newest official information that a person may read: what heads of schools wrote to them, whatever is restricted.
/// Subjects shown for the first time are in the ledger before this returns.
pub async fn official(app: &App, actor: &Actor) -> Result<Vec<Row>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let mut rows = store::mailbox::official(&mut tx, actor.person, now - limits::OFFICIAL_SHOWN_FOR, now).await?;
    drop(tx);
    note_listed(app, actor, &mut rows, now).await?;
    Ok(rows)
}

/// How many messages wait to be read.
pub async fn unread(app: &App, actor: &Actor) -> Result<i64> {
    let mut tx = app.db.read().await?;
    let belongings = store::mailbox::belongings(&mut tx, actor.person).await?;
    Ok(store::mailbox::unread(&mut tx, actor.person, &belongings, app.now()).await?)
}

/// What the actor sent, from a place on, and where the next page begins.
pub async fn sent(app: &App, actor: &Actor, before: Option<Cursor>) -> Result<(Vec<SentRow>, Option<Cursor>)> {
    let mut tx = app.db.read().await?;
    let before = before.unwrap_or(Cursor::NEWEST);
    let mut rows = store::message::sent(&mut tx, actor.person, before, limits::PAGE_ROWS + 1).await?;
    let more = rows.len() as i64 > limits::PAGE_ROWS;
    rows.truncate(limits::PAGE_ROWS as usize);
    let next = rows.last().filter(|_| more).map(|row| Cursor { sent_at: row.sent_at(), message: row.id });
    Ok((rows, next))
}

/// How a message of a conversation appears to the one who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Showing {
    /// Whole.
    Whole,
    /// Whole, to its sender, who is told only that it is being checked (waves and hold alike).
    OwnUnderWay,
    /// A neutral notice: it was withdrawn, and this reader had been shown it, or wrote it.
    Withdrawn,
}

/// A message of a conversation.
#[derive(Debug)]
pub struct Shown {
    /// The message. When [`Showing::Withdrawn`], its subject and body are blank.
    pub message: Message,
    /// How it appears.
    pub showing: Showing,
    /// Whom it names.
    pub to: Vec<AddresseeRow>,
    /// Its files.
    pub files: Vec<Attachment>,
    /// The one who asks has reported it.
    pub reported: bool,
    /// Why it was withdrawn and who to turn to; only when [`Showing::Withdrawn`].
    pub withdrawal: Option<Withdrawal>,
}

/// What the neutral notice of a withdrawn message says.
#[derive(Debug)]
pub struct Withdrawal {
    /// The shield had found a threat in it.
    pub threat: bool,
    /// Name of the reader's school, or of the sender's.
    pub school: String,
    /// Its telephone; may be empty.
    pub phone: String,
}

/// A conversation as one person may see it.
#[derive(Debug)]
pub struct Conversation {
    /// Its identity.
    pub thread: ThreadId,
    /// Oldest first; at least one.
    pub messages: Vec<Shown>,
    /// Where earlier ones are, if there are any.
    pub earlier: Option<Cursor>,
    /// The message by which the newest ones are opened, when they are not these.
    pub newest: Option<MessageId>,
}

/// Opens the conversation of a message: its newest messages, or those up to this one when it is older than these.
/// `None`: there is no such message for this person. Every body that is returned is in the ledger as shown.
pub async fn open(app: &App, actor: &Actor, message: MessageId) -> Result<Option<Conversation>> {
    open_at(app, actor, message, None).await
}

/// The messages of the same conversation that are older than a place. `None`: there are none for this person.
pub async fn open_before(app: &App, actor: &Actor, message: MessageId, before: Cursor) -> Result<Option<Conversation>> {
    open_at(app, actor, message, Some(before)).await
}

async fn open_at(app: &App, actor: &Actor, message: MessageId, before: Option<Cursor>) -> Result<Option<Conversation>> {
    let mut again = 0;
    loop {
        let withdrawals = app.switchboard.withdrawals();
        let conversation = open_once(app, actor, message, before).await?;
        again += 1;
        if app.switchboard.withdrawals() == withdrawals || again > READ_AGAIN_MAX {
            return Ok(conversation);
        }
    }
}

async fn open_once(
    app: &App,
    actor: &Actor,
    message: MessageId,
    before: Option<Cursor>,
) -> Result<Option<Conversation>> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let asked = store::message::get(&mut tx, message, actor.person).await?;
    let Some(asked) = asked.filter(|asked| showing(asked, actor, now).is_some()) else { return Ok(None) };
    let (page, newest) = choose(&mut tx, actor, &asked, before, now).await?;
    let mut messages = Vec::with_capacity(page.messages.len());
    let mut newly_opened = false;
    for (found, showing) in page.messages {
        newly_opened |= showing == Showing::Whole && found.sender != actor.person && !found.was_opened();
        messages.extend(shown(&mut tx, actor, (found, showing), now).await?);
    }
    app.commit(tx, newly_opened.then_some(Hint::Person(actor.person))).await?;
    let there = messages.iter().any(|shown| shown.message.id == message || before.is_some());
    let (thread, earlier) = (asked.thread, page.earlier);
    Ok(there.then_some(Conversation { thread, messages, earlier, newest }))
}

/// A message as it is shown, once the ledger says so. `None`: it went away meanwhile.
async fn shown(
    tx: &mut store::Tx,
    actor: &Actor,
    (mut found, showing): (Message, Showing),
    now: Millis,
) -> Result<Option<Shown>> {
    let whole = showing == Showing::Whole && found.sender != actor.person;
    if whole && !store::reading::opened(tx, actor.person, found.id, now).await? {
        return Ok(None);
    }
    let (to, files) = if showing == Showing::Withdrawn {
        found.subject.clear();
        found.body.clear();
        (Vec::new(), Vec::new())
    } else {
        let to = store::message::addressees(tx, found.id).await?;
        let files = match found.attachments {
            0 => Vec::new(),
            _ => store::attachment::of_message(tx, found.id).await?,
        };
        (to, files)
    };
    let reported = store::desk::has_reported(tx, found.id, actor.person).await?;
    let withdrawal = match showing {
        Showing::Withdrawn => Some(withdrawal(tx, actor, &found).await?),
        Showing::Whole | Showing::OwnUnderWay => None,
    };
    Ok(Some(Shown { message: found, showing, to, files, reported, withdrawal }))
}

/// One piece of official information alone, without the conversation that it may be in. `None`: there is none for this
/// person. Whatever measure is in force.
pub async fn open_official(app: &App, actor: &Actor, message: MessageId) -> Result<Option<Shown>> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let found = store::message::get(&mut tx, message, actor.person).await?;
    let Some(found) = found.filter(|found| is_official(found, actor)) else { return Ok(None) };
    let Some(showing) = showing(&found, actor, now) else { return Ok(None) };
    let shown = shown(&mut tx, actor, (found, showing), now).await?;
    app.commit(tx, [Hint::Person(actor.person)]).await?;
    Ok(shown)
}

/// Whether a file belongs to official information that this person may read.
pub async fn is_official_file(app: &App, actor: &Actor, file: model::AttachmentId) -> Result<bool> {
    let mut tx = app.db.read().await?;
    let message = store::attachment::get(&mut tx, file).await?.and_then(|file| file.message());
    let Some(message) = message else { return Ok(false) };
    let found = store::message::get(&mut tx, message, actor.person).await?;
    Ok(found.is_some_and(|found| is_official(&found, actor)))
}

/// What a head of a school wrote to others.
fn is_official(message: &Message, actor: &Actor) -> bool {
    message.sender_profile == Profile::Head && message.addressed && message.sender != actor.person
}

/// Messages of a conversation that one person may see, before any of them is shown.
struct Page {
    /// Oldest first.
    messages: Vec<(Message, Showing)>,
    earlier: Option<Cursor>,
}

/// The page that is asked for, and the newest message when it is on another.
async fn choose(
    tx: &mut store::Tx,
    actor: &Actor,
    asked: &Message,
    before: Option<Cursor>,
    now: Millis,
) -> Result<(Page, Option<MessageId>)> {
    if let Some(before) = before {
        return Ok((page(tx, actor, asked.thread, before, now).await?, Some(asked.id)));
    }
    let newest = page(tx, actor, asked.thread, Cursor::NEWEST, now).await?;
    if newest.messages.iter().any(|(message, _)| message.id == asked.id) {
        return Ok((newest, None));
    }
    let after = MessageId(uuid::Uuid::from_u128(asked.id.uuid().as_u128().saturating_add(1)));
    let page = page(tx, actor, asked.thread, Cursor { sent_at: asked.sent_at(), message: after }, now).await?;
    Ok((page, newest.messages.last().map(|(message, _)| message.id)))
}

async fn page(tx: &mut store::Tx, actor: &Actor, thread: ThreadId, before: Cursor, now: Millis) -> Result<Page> {
    let rows = limits::THREAD_ROWS_MAX;
    let mut page = Page { messages: Vec::new(), earlier: None };
    let mut at = before;
    for _ in 0..limits::THREAD_ROUNDS_MAX {
        let found = store::message::thread(tx, thread, actor.person, at, rows + 1).await?;
        let all = found.len() as i64 <= rows;
        for message in found {
            let Some(showing) = showing(&message, actor, now) else {
                at = message.cursor();
                continue;
            };
            if page.messages.len() as i64 == rows {
                page.earlier = page.messages.last().map(|(message, _)| message.cursor());
                page.messages.reverse();
                return Ok(page);
            }
            at = message.cursor();
            page.messages.push((message, showing));
        }
        if all {
            page.messages.reverse();
            return Ok(page);
        }
    }
    page.earlier = Some(at);
    page.messages.reverse();
    Ok(page)
}

async fn withdrawal(tx: &mut store::Tx, actor: &Actor, message: &Message) -> Result<Withdrawal> {
    let verdict = store::verdict::get(tx, message.id).await?;
    let threat = verdict.is_some_and(|(verdict, _, _)| verdict.threat >= THREAT_SAID_FROM);
    let school = actor.affiliations.first().map_or(message.sender_school, |affiliation| affiliation.school);
    let school = store::directory::school(tx, school).await?;
    let (school, phone) = school.map(|school| (school.name, school.phone)).unwrap_or_default();
    Ok(Withdrawal { threat, school, phone })
}

fn showing(message: &Message, actor: &Actor, now: Millis) -> Option<Showing> {
    let own = message.sender == actor.person;
    match message.state {
        State::Withdrawn if own || message.was_shown() => Some(Showing::Withdrawn),
        State::Held | State::Waves | State::Deferred if own => Some(Showing::OwnUnderWay),
        State::Delivered if own => Some(Showing::Whole),
        _ if message.is_visible(actor.person, now) => Some(Showing::Whole),
        _ => None,
    }
}

/// A file ready to be served.
#[derive(Debug)]
pub struct File {
    /// Name, type, size.
    pub attachment: Attachment,
    /// Content.
    pub content: Vec<u8>,
}

/// Serves a file after the same check as the body (invariant 3), and writes that it was. `None`: no such file for this
/// person, or it went away with its message.
pub async fn open_file(app: &App, actor: &Actor, file: model::AttachmentId) -> Result<Option<File>> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(attachment) = store::attachment::get(&mut tx, file).await? else { return Ok(None) };
    let mut at_desk = false;
    let allowed = match attachment.message() {
        None => attachment.owner == actor.person,
        Some(message) => match store::message::get(&mut tx, message, actor.person).await? {
            Some(m) if m.sender == actor.person => m.state != State::Withdrawn,
            Some(m) if m.is_visible(actor.person, now) && attachment.state == FileState::Clear => {
                store::reading::file_opened(&mut tx, actor.person, message, now).await?
            }
            // The desk decides on what it must be able to look at; that it looked is journaled.
            Some(m) => {
                at_desk = store::desk::may_triage(&mut tx, actor.person, m.sender_school, now).await?;
                at_desk
            }
            None => false,
        },
    };
    if !allowed {
        return Ok(None);
    }
    if at_desk {
        let facts = serde_json::json!({ "message": attachment.message() });
        crate::record::append(
            app,
            &mut tx,
            "desk.open_file",
            Some(actor.person),
            &format!("attachment/{file}"),
            &facts,
        )
        .await?;
    }
    tx.commit().await?;
    let content = app.blobs.get(&attachment.sha256)?;
    Ok(content.map(|content| File { attachment, content }))
}

/// Marks an opened message as unread again; false when this person never had it.
pub async fn mark_unread(app: &App, actor: &Actor, message: MessageId) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    let marked = store::reading::mark_unread(&mut tx, actor.person, message).await?;
    app.commit(tx, [Hint::Person(actor.person)]).await?;
    Ok(marked)
}

/// Puts a message out of this person's sight; false when they never had it.
pub async fn trash(app: &App, actor: &Actor, message: MessageId) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    let trashed = store::reading::trash(&mut tx, actor.person, message, app.now()).await?;
    app.commit(tx, [Hint::Person(actor.person)]).await?;
    Ok(trashed)
}
