//! What people do with a filing: change its text, read it over, file it and paste its receipt, send on what came later, close it,
//! or say why it need not be filed.

use model::{
    Actor, Millis,
    filing::{FilingState, Move, number},
    limits,
    text::cut,
};
use store::filing::{Filing, Set};
use uuid::Uuid;

use super::{seen, subject, text};
use crate::{App, Result, record, switchboard::Hint};

/// A move, with what it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Writes the draft anew from what is known now.
    Regenerate,
    /// Changes the text.
    Edit(String),
    /// The text was read over, as it stands or as they changed it while they read.
    ReadOver(Option<String>),
    /// It was filed; this is the receipt.
    File {
        /// Its number.
        number: String,
        /// When it was filed.
        at: Millis,
    },
    /// This was sent on.
    Complete(String),
    /// Nothing is left.
    Close,
    /// It need not be filed, and why.
    Dismiss(String),
    /// It has to be filed after all.
    Resume,
}

impl What {
    const fn verb(&self) -> Move {
        match self {
            What::Regenerate | What::Edit(_) => Move::Write,
            What::ReadOver(_) => Move::ReadOver,
            What::File { .. } => Move::File,
            What::Complete(_) => Move::Complete,
            What::Close => Move::Close,
            What::Dismiss(_) => Move::Dismiss,
            What::Resume => Move::Resume,
        }
    }
}

/// What is asked for, on the filing as somebody saw it.
#[derive(Debug, Clone)]
pub struct Order {
    /// The filing.
    pub id: Uuid,
    /// The revision that they saw.
    pub revision: i64,
    /// What they do.
    pub what: What,
}

/// What came of a move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Did {
    /// It is so from now on; the same receipt on the same filing twice, too.
    Yes(FilingState),
    /// The receipt's number, the text, the reason or what was sent on is missing or too long.
    Missing,
    /// It cannot have been filed then: before anybody knew, or later than now.
    WrongTime,
    /// Another filing of this kind has that receipt; none: one that is not theirs to see.
    Elsewhere(Option<Box<Filing>>),
    /// Somebody else was faster, or the move does not follow from where it stands.
    TooLate,
    /// There is no such filing for this person.
    NotFound,
}

/// Does it. `by`: none is the console.
pub async fn does(app: &App, by: Option<&Actor>, order: &Order) -> Result<Did> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(from) = seen(&mut tx, by, order.id, now).await? else { return Ok(Did::NotFound) };
    let (typed, at) = match &order.what {
        What::File { number: typed, at } => (number(typed), *at),
        _ => (String::new(), now),
    };
    let files = order.what.verb() == Move::File;
    if files && !from.number.is_empty() && from.number == typed {
        return Ok(Did::Yes(from.state));
    }
    let Some(to) = from.state.after(order.what.verb(), from.kind).filter(|_| from.revision == order.revision) else {
        return Ok(Did::TooLate);
    };
    if is_missing(&order.what, &typed) {
        return Ok(Did::Missing);
    }
    if files {
        if at > now || at < from.known_at() - limits::FILING_BEFORE_KNOWN {
            return Ok(Did::WrongTime);
        }
        if let Some(other) = store::filing::by_receipt(&mut tx, from.kind, &typed).await? {
            let theirs = seen(&mut tx, by, other.id, now).await?;
            return Ok(Did::Elsewhere(theirs.map(Box::new)));
        }
    }
    let person = by.map(|actor| actor.person);
    let mut set = Set::default();
    let written = match &order.what {
        What::Regenerate => {
            let school = from.school();
            let mut facts = store::filing_facts::of_schools(&mut tx, from.campaign, None, now).await?;
            facts.retain(|fact| school.is_none_or(|school| school == fact.school));
            let counts = text::together(&facts);
            Some((text::draft(from.kind, &facts, &counts, from.known_at()), counts, false))
        }
        What::Edit(text) => Some((as_kept(text), from.counts()?, true)),
        What::ReadOver(Some(text)) if as_kept(text) != as_kept(&from.body) => {
            Some((as_kept(text), from.counts()?, true))
        }
        _ => None,
    };
    set.text = written.as_ref().map(|(text, counts, edited)| (text.as_str(), counts, *edited));
    set.receipt = files.then_some((typed.as_str(), at));
    if let What::Complete(note) | What::Dismiss(note) = &order.what {
        set.note = cut(note.trim(), limits::DESK_NOTE_BYTES_MAX);
    }
    if !store::filing::moves(&mut tx, &from, (order.what.verb(), to), &set, person, now).await? {
        return Ok(Did::TooLate);
    }
    let facts = serde_json::json!({
        "campaign": from.campaign, "kind": from.kind, "school": from.school(), "what": order.what.verb(), "from": from.state,
        "to": to, "revision": from.revision + 1, "number": typed, "filed_at": files.then_some(at), "note": set.note,
        "text": set.text.map(|(text, ..)| text),
    });
    record::append(app, &mut tx, "filing.move", person, &subject(from.id), &facts).await?;
    app.commit(tx, [Hint::Desk, Hint::Situations]).await?;
    Ok(Did::Yes(to))
}

/// A text as it is kept: browsers end lines as the internet does.
fn as_kept(text: &str) -> String {
    cut(text.replace("\r\n", "\n").trim(), limits::FILING_TEXT_BYTES_MAX).to_owned()
}

/// Whether a move lacks what it takes.
fn is_missing(what: &What, number: &str) -> bool {
    match what {
        What::File { .. } => !(1..=limits::FILING_NUMBER_CHARS_MAX).contains(&number.chars().count()),
        What::Edit(text) | What::ReadOver(Some(text)) | What::Complete(text) | What::Dismiss(text) => {
            text.trim().is_empty()
        }
        What::Regenerate | What::ReadOver(None) | What::Close | What::Resume => false,
    }
}
