//! Rumours: what is told, and what schools answer, on the public page. A rumour that nobody answers grows.

use model::{Actor, SchoolId, limits, notice::RumourState};
use store::{
    Tx,
    notice::PlaceOf,
    rumour::{self, Rumour},
};
use uuid::Uuid;

use crate::{App, Error, Result, notice::speaks_for, record};

/// What came of noting a rumour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// It is noted.
    Yes(Uuid),
    /// There is nothing in it, or more than [`limits::RUMOUR_BYTES_MAX`].
    Wrong,
    /// No school is named, or one that is not theirs to speak for.
    NotAllowed,
}

/// What came of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// It is done.
    Yes,
    /// There is nothing in it, or more than [`limits::RUMOUR_BYTES_MAX`].
    Wrong,
    /// It is closed.
    TooLate,
    /// No such rumour of schools that they speak for.
    NotFound,
}

/// A rumour with the schools that it is about.
#[derive(Debug, Clone)]
pub struct Told {
    /// The rumour.
    pub rumour: Rumour,
    /// Names of the schools.
    pub schools: Vec<String>,
}

/// Notes what is told about schools. The same identity of the same form notes it once.
pub async fn open(app: &App, actor: &Actor, id: Uuid, claim: &str, schools: &[SchoolId]) -> Result<Opened> {
    let Some(claim) = said(claim) else { return Ok(Opened::Wrong) };
    match note(app, actor, id, claim, schools).await {
        Err(Error::Store(store::Error::Exists)) => note(app, actor, id, claim, schools).await,
        answer => answer,
    }
}

async fn note(app: &App, actor: &Actor, id: Uuid, claim: &str, schools: &[SchoolId]) -> Result<Opened> {
    let mut tx = app.db.begin().await?;
    if schools.is_empty() || schools.len() > limits::NOTICE_PLACES_MAX || !all_theirs(&mut tx, actor, schools).await? {
        return Ok(Opened::NotAllowed);
    }
    if rumour::get(&mut tx, id).await?.is_some() {
        return Ok(Opened::Yes(id));
    }
    rumour::insert(&mut tx, id, claim, schools, actor.person, app.now()).await?;
    let facts = serde_json::json!({ "claim": claim, "schools": schools });
    record::append(app, &mut tx, "rumour.open", Some(actor.person), &subject(id), &facts).await?;
    app.commit(tx, []).await?;
    Ok(Opened::Yes(id))
}

/// Answers a rumour, or answers it better: the answer is public at once.
pub async fn answer(app: &App, actor: &Actor, id: Uuid, answer: &str) -> Result<Answered> {
    let Some(answer) = said(answer) else { return Ok(Answered::Wrong) };
    let mut tx = app.db.begin().await?;
    if !is_theirs(&mut tx, actor, id).await? {
        return Ok(Answered::NotFound);
    }
    if !rumour::answer(&mut tx, id, (actor.person, answer), app.now()).await? {
        return Ok(Answered::TooLate);
    }
    let facts = serde_json::json!({ "answer": answer });
    record::append(app, &mut tx, "rumour.answer", Some(actor.person), &subject(id), &facts).await?;
    app.commit(tx, []).await?;
    Ok(Answered::Yes)
}

/// Closes a rumour: it stands on no page any more.
pub async fn close(app: &App, actor: &Actor, id: Uuid) -> Result<Answered> {
    let mut tx = app.db.begin().await?;
    if !is_theirs(&mut tx, actor, id).await? {
        return Ok(Answered::NotFound);
    }
    if !rumour::close(&mut tx, id, actor.person, app.now()).await? {
        return Ok(Answered::TooLate);
    }
    record::append(app, &mut tx, "rumour.close", Some(actor.person), &subject(id), &serde_json::json!({})).await?;
    app.commit(tx, []).await?;
    Ok(Answered::Yes)
}

/// The rumours of schools that the actor speaks for, the newest first; those that are closed left out.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Told>> {
    let mut tx = app.db.read().await?;
    let mut list = Vec::new();
    for rumour in rumour::newest(&mut tx, app.now() - limits::NOTICE_SHOWN_FOR).await? {
        if rumour.state != RumourState::Closed && is_theirs(&mut tx, actor, rumour.id).await? {
            list.push(told(&mut tx, rumour).await?);
        }
    }
    Ok(list)
}

/// The rumours that have an answer, for everybody.
pub async fn on_public_page(app: &App) -> Result<Vec<Told>> {
    let mut tx = app.db.read().await?;
    let mut list = Vec::new();
    for rumour in rumour::answered(&mut tx, app.now() - limits::NOTICE_PUBLIC_FOR).await? {
        list.push(told(&mut tx, rumour).await?);
    }
    Ok(list)
}

async fn told(tx: &mut Tx, rumour: Rumour) -> Result<Told> {
    let schools = rumour::places(tx, rumour.id).await?.into_iter().map(|(_, name)| name).collect();
    Ok(Told { rumour, schools })
}

fn said(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty() && text.len() <= limits::RUMOUR_BYTES_MAX)
}

async fn all_theirs(tx: &mut Tx, actor: &Actor, schools: &[SchoolId]) -> Result<bool> {
    for school in schools {
        if !speaks_for(tx, actor, &PlaceOf { school: *school, section: None }).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn is_theirs(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<bool> {
    let schools: Vec<SchoolId> =
        rumour::places(tx, id).await?.into_iter().map(|(school, _)| SchoolId::from(school)).collect();
    Ok(!schools.is_empty() && all_theirs(tx, actor, &schools).await?)
}

fn subject(rumour: Uuid) -> String {
    format!("rumour/{rumour}")
}
