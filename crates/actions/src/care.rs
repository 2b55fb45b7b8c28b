//! The self-harm lane. Somebody who may hurt themselves is to be looked after, not investigated: what they wrote is never
//! withdrawn as a threat and their account is never contained for it. The adults whom the school named for it, its
//! heads where nobody is, and the desk see that there is such a message; one of them takes it in charge. Whoever reads it
//! is in the journal. A letter that threatens others as well is a threat, and stays with the desk alone.

use std::collections::BTreeMap;

use model::{
    Actor, MessageId, Millis, PersonId, Role,
    duty::Duty,
    limits,
    verdict::{Consequence, Label, Verdict},
};
use store::{Tx, care::Care, message::Message};

use crate::{App, Result, record, send::Authorised, switchboard::Hint};

/// Probability from which a writer may hurt themselves.
const CARE_FROM: f32 = 0.5;
/// How long what was closed stays in the list.
const REMEMBERED: Millis = Millis::days(30);

/// Whether a letter is for this lane.
pub(crate) fn is_care(labels: &BTreeMap<Label, f32>, threat: f64) -> bool {
    labels.get(&Label::SelfHarm).is_some_and(|p| *p >= CARE_FROM) && threat < f64::from(shield::policy::HOLD_AT)
}

/// The same, of a verdict; nothing follows for the account then.
pub(crate) fn spare(mut verdict: Verdict) -> Verdict {
    if is_care(&verdict.labels, f64::from(verdict.threat)) {
        verdict.consequence = Consequence::None;
    }
    verdict
}

/// Opens a case as its message is stored. Costs nothing for other letters.
pub(crate) async fn open(
    tx: &mut Tx,
    id: MessageId,
    sender: PersonId,
    letter: &Authorised,
    verdict: &Verdict,
    now: Millis,
) -> Result<()> {
    if is_care(&verdict.labels, f64::from(verdict.threat)) {
        store::care::open(tx, id, sender, letter.school, now).await?;
    }
    Ok(())
}

/// What the actor may see: nothing at all for who is named nowhere.
#[derive(Debug, Default)]
pub struct Seen {
    /// Whether the actor is one of those who look after pupils.
    pub may: bool,
    /// Open ones first, then the newest.
    pub list: Vec<Care>,
}

/// Whether somebody is named to look after such writers, or stands in because nobody is. Costs nothing for those who work
/// in no school.
pub async fn is_named(app: &App, actor: &Actor) -> Result<bool> {
    if !actor.affiliations.iter().any(|affiliation| affiliation.profile.is_adult_of_school()) {
        return Ok(false);
    }
    let mut tx = app.db.read().await?;
    Ok(!store::duty::schools_of(&mut tx, actor.person, Duty::Care, app.now()).await?.is_empty())
}

/// The cases of the actor's schools, or of their desk.
pub async fn list(app: &App, actor: &Actor) -> Result<Seen> {
    let now = app.now();
    let (since, rows) = (now - REMEMBERED, limits::DESK_ROWS_MAX);
    let mut tx = app.db.read().await?;
    let mut seen = Seen::default();
    if actor.has(Role::Desk) {
        seen.may = true;
        seen.list = store::care::of_desk(&mut tx, actor.person, since, now, rows).await?;
    }
    for school in store::duty::schools_of(&mut tx, actor.person, Duty::Care, now).await? {
        seen.may = true;
        for one in store::care::of_school(&mut tx, school, since, rows).await? {
            if seen.list.iter().all(|known| known.message != one.message) {
                seen.list.push(one);
            }
        }
    }
    seen.list.sort_by_key(|one| (one.closed_at().is_some(), -one.opened_at().0));
    Ok(seen)
}

/// Reads one; journaled. `None`: none of the actor's.
pub async fn read(app: &App, actor: &Actor, id: MessageId) -> Result<Option<(Care, Message)>> {
    let mut tx = app.db.begin().await?;
    let Some(care) = own(app, &mut tx, actor, id).await? else { return Ok(None) };
    let Some(message) = store::message::get(&mut tx, id, actor.person).await? else { return Ok(None) };
    record::append(app, &mut tx, "care.read", Some(actor.person), &format!("message/{id}"), &serde_json::json!({}))
        .await?;
    tx.commit().await?;
    Ok(Some((care, message)))
}

/// What came of taking a case, or of closing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cared {
    /// Done.
    Yes,
    /// It is closed.
    TooLate,
    /// A word is needed on what was done.
    NoNote,
    /// There is none such for this person.
    NotFound,
}

/// Takes a case in charge.
pub async fn take(app: &App, actor: &Actor, id: MessageId) -> Result<Cared> {
    let mut tx = app.db.begin().await?;
    if own(app, &mut tx, actor, id).await?.is_none() {
        return Ok(Cared::NotFound);
    }
    if !store::care::take(&mut tx, id, actor.person, app.now()).await? {
        return Ok(Cared::TooLate);
    }
    record::append(app, &mut tx, "care.take", Some(actor.person), &format!("message/{id}"), &serde_json::json!({}))
        .await?;
    app.commit(tx, [Hint::Desk]).await?;
    Ok(Cared::Yes)
}

/// Closes a case, with a word on what was done.
pub async fn close(app: &App, actor: &Actor, id: MessageId, note: &str) -> Result<Cared> {
    let mut tx = app.db.begin().await?;
    if own(app, &mut tx, actor, id).await?.is_none() {
        return Ok(Cared::NotFound);
    }
    let note = model::text::cut(note.trim(), limits::DESK_NOTE_BYTES_MAX);
    if note.is_empty() {
        return Ok(Cared::NoNote);
    }
    if !store::care::close(&mut tx, id, actor.person, note, app.now()).await? {
        return Ok(Cared::TooLate);
    }
    // What is written about somebody's health stays out of the journal.
    record::append(app, &mut tx, "care.close", Some(actor.person), &format!("message/{id}"), &serde_json::json!({}))
        .await?;
    app.commit(tx, [Hint::Desk]).await?;
    Ok(Cared::Yes)
}

/// Whether the actor's own message, just sent, is one after which help is offered.
pub async fn offers_help(app: &App, actor: &Actor, id: MessageId) -> Result<bool> {
    let mut tx = app.db.read().await?;
    Ok(store::care::get(&mut tx, id).await?.is_some_and(|care| care.person == actor.person))
}

/// A case that this actor may look after.
async fn own(app: &App, tx: &mut Tx, actor: &Actor, id: MessageId) -> Result<Option<Care>> {
    let now = app.now();
    let Some(care) = store::care::get(tx, id).await? else { return Ok(None) };
    let named = store::duty::schools_of(tx, actor.person, Duty::Care, now).await?.contains(&care.school);
    let may = named || store::desk::may_triage(tx, actor.person, care.school, now).await?;
    // Nobody looks after themselves.
    Ok((may && care.person != actor.person).then_some(care))
}
