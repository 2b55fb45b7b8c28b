//! A conversation as its reader sees it.

use actions::{
    directory, folders,
    mailbox::{self, Conversation, Showing, Shown},
    write,
};
use model::{AudienceId, MessageId, Millis, attachment::FileState, audience::Line};
use store::{attachment::Attachment, mailbox::Cursor};

use super::rows::{Rows, cursor_text};
use crate::{
    error::Result,
    session::Ask,
    views::{Content, FileLink, Letter, Reply, Shelves, Thread, Withdrawal, words},
};

/// From how late on a letter says that it was late.
const LATE: Millis = Millis::minutes(10);
/// Letters before the last that are shown whole when nobody has read them here; the others are folded.
const OPEN_LAST: usize = 1;
/// Names of a line that are written out.
const NAMES_SHOWN: usize = 8;

/// Opens a conversation by one of its messages, or what is older in it than a place; `None` when there is none for this
/// reader.
pub(super) async fn open(ask: &Ask, id: MessageId, before: Option<Cursor>) -> Result<Option<Thread>> {
    let conversation = match before {
        Some(before) => mailbox::open_before(ask.app(), &ask.actor, id, before).await?,
        None => mailbox::open(ask.app(), &ask.actor, id).await?,
    };
    let Some(conversation) = conversation else { return Ok(None) };
    let reply = reply(ask, &conversation).await?;
    let rows = Rows::of(&ask.actor, ask.locale(), ask.app().now());
    let first = conversation.messages.first().map(|shown| &shown.message);
    let subject = conversation.messages.iter().map(|shown| &shown.message.subject).find(|subject| !subject.is_empty());
    let count = conversation.messages.len();
    Ok(Some(Thread {
        id,
        subject: subject.cloned().unwrap_or_default(),
        tag: first.and_then(|message| rows.tag(&message.school_name)),
        earlier: conversation.earlier.map(cursor_text),
        newest: conversation.newest,
        reply,
        shelves: shelves(ask).await?,
        letters: (1..)
            .zip(&conversation.messages)
            .map(|(n, shown)| letter(ask, shown, id, n + OPEN_LAST > count))
            .collect(),
    }))
}

/// One letter without its conversation, and without an answer.
pub(super) fn alone(ask: &Ask, shown: &Shown) -> Thread {
    let message = &shown.message;
    let rows = Rows::of(&ask.actor, ask.locale(), ask.app().now());
    Thread {
        id: message.id,
        subject: message.subject.clone(),
        tag: rows.tag(&message.school_name),
        letters: vec![letter(ask, shown, message.id, true)],
        ..nothing()
    }
}

/// Where a letter may be put.
async fn shelves(ask: &Ask) -> Result<Shelves> {
    let own = folders::list(ask.app(), &ask.actor).await?;
    Ok(Shelves { folders: own.into_iter().map(|folder| (folder.id, folder.name)).collect() })
}

/// A conversation of nothing.
pub(super) fn nothing() -> Thread {
    Thread {
        id: MessageId(uuid::Uuid::nil()),
        subject: String::new(),
        tag: None,
        letters: Vec::new(),
        earlier: None,
        newest: None,
        reply: None,
        shelves: Shelves::default(),
    }
}

fn letter(ask: &Ask, shown: &Shown, asked: MessageId, last: bool) -> Letter {
    let message = &shown.message;
    let mine = message.sender == ask.actor.person;
    let late = message.delivered_at().filter(|at| *at - message.sent_at() >= LATE);
    let line = |line| names(ask, shown, line);
    Letter {
        id: message.id,
        from: message.sender_name.clone(),
        role: words::profile(ask.locale(), message.sender_profile),
        to: line(Line::To),
        cc: line(Line::Cc),
        at: message.sent_at(),
        late,
        files: shown
            .files
            .iter()
            .map(|one| FileLink { veiled: !mine && !is_clear(one), kept: one.why(), ..file(one) })
            .collect(),
        mine,
        reported: shown.reported,
        place: message.place(),
        open: last || message.id == asked || (!mine && !message.was_opened()),
        content: match (shown.showing, &shown.withdrawal) {
            (Showing::Whole, _) => Content::Text(message.body.clone()),
            (Showing::OwnUnderWay, _) => match message.deferred_until(ask.app().now()) {
                Some(at) => Content::GoesOut(message.body.clone(), at),
                None => Content::BeingChecked(message.body.clone()),
            },
            (Showing::Withdrawn, notice) => Content::Withdrawn(Withdrawal {
                at: message.withdrawn_at().unwrap_or(message.sent_at()),
                threat: notice.as_ref().is_some_and(|notice| notice.threat),
                contact: notice.as_ref().filter(|n| !n.phone.is_empty()).map(|n| format!("{}, {}", n.school, n.phone)),
            }),
        },
    }
}

/// Whom a letter names on a line: the reader last, as « vous ».
fn names(ask: &Ask, shown: &Shown, line: Line) -> String {
    let me = AudienceId::from(ask.actor.person);
    let on_line = || shown.to.iter().filter(move |a| a.line == line);
    let mut names: Vec<String> = on_line().filter(|a| a.audience != me).map(|a| a.label.clone()).collect();
    let count = names.len();
    if count > NAMES_SHOWN {
        names.truncate(NAMES_SHOWN);
        names.push(format!("+{}", count - NAMES_SHOWN));
    }
    if on_line().any(|a| a.audience == me) {
        names.push(ask.locale().say("you").to_string());
    }
    if shown.to.is_empty() && line == Line::To {
        names.push(ask.locale().say("sent-to-nobody").to_string());
    }
    names.join(", ")
}

/// A file as a link.
pub(super) fn file(attachment: &Attachment) -> FileLink {
    let Attachment { id, name, bytes, .. } = attachment;
    FileLink { id: *id, name: name.clone(), bytes: bytes.unsigned_abs(), veiled: false, kept: None }
}

/// A file as the desk sees it: it may open it, and is told when it waits for it.
pub(super) fn desk_file(attachment: &Attachment) -> FileLink {
    let waiting = attachment.state == FileState::Waiting;
    FileLink { veiled: waiting, kept: attachment.why(), ..file(attachment) }
}

fn is_clear(attachment: &Attachment) -> bool {
    attachment.state == FileState::Clear
}

/// How the reader may answer: the newest letter that somebody else wrote and that is there to be read; in a conversation
/// of their own letters alone, the one person to whom they wrote.
async fn reply(ask: &Ask, conversation: &Conversation) -> Result<Option<Reply>> {
    let readable = |shown: &&Shown| shown.showing != Showing::Withdrawn;
    let others = |shown: &&Shown| readable(shown) && shown.message.sender != ask.actor.person;
    let messages = || conversation.messages.iter().rev();
    let Some(shown) = messages().find(others).or_else(|| messages().find(readable)) else { return Ok(None) };
    let to = shown.message.id;
    let one = write::reply_to(ask.app(), &ask.actor, to, false).await?;
    let [addressee] = one.as_slice() else { return Ok(None) };
    let all = write::reply_to(ask.app(), &ask.actor, to, true).await?;
    let (chosen, _) = write::choose(ask.app(), &ask.actor, &all, Some(to)).await?;
    let readers: i64 = chosen.iter().map(|(audience, _)| audience.readers).sum();
    let name = chosen.iter().find(|(audience, _)| audience.id == addressee.audience);
    Ok(Some(Reply {
        key: ask.app().id(),
        to,
        audience: addressee.audience,
        name: name.map(|(audience, _)| audience.label.clone()).unwrap_or_default(),
        all: (chosen.len() > 1).then_some(readers),
        body: String::new(),
        problems: Vec::new(),
    }))
}

/// A person in words: "Mathématiques · Collège des Tilleuls".
pub(super) fn described(ask: &Ask, of: Option<&Vec<store::directory::Described>>) -> String {
    let Some(of) = of else { return String::new() };
    let parts = of.iter().map(|one| {
        let what = if one.title.is_empty() { words::profile(ask.locale(), one.profile) } else { one.title.clone() };
        format!("{what} · {}", one.school_name)
    });
    let mut parts: Vec<String> = parts.collect();
    parts.dedup();
    parts.join(", ")
}

/// What may be said of the people among these audiences.
pub(super) async fn descriptions(
    ask: &Ask,
    audiences: impl Iterator<Item = &model::audience::Audience>,
) -> Result<std::collections::HashMap<model::PersonId, Vec<store::directory::Described>>> {
    let people: Vec<model::PersonId> =
        audiences.filter(|a| a.school.is_none()).map(|a| model::PersonId(a.id.uuid())).collect();
    Ok(directory::describe(ask.app(), &people).await?)
}

/// Whether a browser may show a file in the page.
pub(super) fn is_picture(mime: &str) -> bool {
    super::attachments::picture(mime)
}
