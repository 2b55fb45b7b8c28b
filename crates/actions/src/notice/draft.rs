//! Writing a notice: the same form twice is one draft, and a draft is its author's until it is put to somebody else.

use model::{
    Actor, Millis,
    notice::{Code, Plan, Typed, Wrong},
};
use store::{
    Tx,
    notice::{NewNotice, Notice},
};
use uuid::Uuid;

use super::{located, places_of, speaks_for_all, subject};
use crate::{App, Error, Result, record};

/// What came of writing a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drafted {
    /// It is kept.
    Kept(Uuid),
    /// It cannot be kept as it is typed.
    Wrong(Vec<Wrong>),
    /// One of the places is not theirs to speak for, or not there.
    NotAllowed,
    /// There is no guardian to reach in these places.
    NobodyThere(Vec<String>),
    /// What it corrects is not shown any more, or the draft was written meanwhile, or has left.
    TooLate,
}

/// Keeps a notice as a draft.
pub async fn draft(app: &App, actor: &Actor, typed: Typed) -> Result<Drafted> {
    let now = app.now();
    let plan = match Plan::parse(typed, now) {
        Ok(plan) => plan,
        Err(wrong) => return Ok(Drafted::Wrong(wrong)),
    };
    match keep(app, actor, &plan, now).await {
        // The same form was sent twice at once, and the other request was faster: its draft is ours.
        Err(Error::Store(store::Error::Exists)) => keep(app, actor, &plan, now).await,
        answer => answer,
    }
}

async fn keep(app: &App, actor: &Actor, plan: &Plan, now: Millis) -> Result<Drafted> {
    let mut tx = app.db.begin().await?;
    if let Some(known) = known(&mut tx, actor, plan.id).await? {
        return Ok(known);
    }
    let places = located(&mut tx, &plan.places).await?;
    if !speaks_for_all(&mut tx, actor, &places).await? {
        return Ok(Drafted::NotAllowed);
    }
    let (id, code) = (plan.id.unwrap_or_else(|| app.id()), Code::new(app.chance()));
    let (first, version) = match corrected(&mut tx, actor, plan.replaces).await? {
        Corrected::Nothing => (id, 1),
        Corrected::Version { first, version } => (first, version + 1),
        Corrected::TooLate => return Ok(Drafted::TooLate),
    };
    let plan = &Plan { texts: plan.texts.with_code(&code.to_string()), ..plan.clone() };
    let new = NewNotice { id, plan, places: &places, code, version, first, author: actor.person };
    store::notice::insert(&mut tx, &new, now).await?;
    let nobody = store::notice_reach::unreachable(&mut tx, id, now).await?;
    if !nobody.is_empty() {
        return Ok(Drafted::NobodyThere(nobody));
    }
    let facts = facts(&new);
    record::append(app, &mut tx, "notice.draft", Some(actor.person), &subject(id), &facts).await?;
    app.commit(tx, []).await?;
    Ok(Drafted::Kept(id))
}

/// What the journal says of a draft. A notice is what a school says in public: its text is kept word for word.
fn facts(new: &NewNotice<'_>) -> serde_json::Value {
    let places: Vec<_> = new.places.iter().map(|place| (place.school, place.section)).collect();
    serde_json::json!({
        "kind": new.plan.kind, "places": places, "texts": new.plan.texts, "next_word_at": new.plan.next_word_at,
        "pupils": new.plan.pupils, "staff": new.plan.staff, "public": new.plan.public, "campaign": new.plan.campaign,
        "code": new.code.plain(), "version": new.version, "replaces": new.plan.replaces,
    })
}

/// What came of the same form when it was sent before.
async fn known(tx: &mut Tx, actor: &Actor, id: Option<Uuid>) -> Result<Option<Drafted>> {
    let Some(id) = id else { return Ok(None) };
    let Some(notice) = store::notice::get(tx, id).await? else { return Ok(None) };
    Ok(Some(if notice.author() == actor.person { Drafted::Kept(id) } else { Drafted::NotAllowed }))
}

enum Corrected {
    Nothing,
    Version { first: Uuid, version: i64 },
    TooLate,
}

/// The version that a draft corrects: shown at this moment, in places that its author speaks for.
async fn corrected(tx: &mut Tx, actor: &Actor, replaces: Option<Uuid>) -> Result<Corrected> {
    let Some(old) = replaces else { return Ok(Corrected::Nothing) };
    let Some(old) = store::notice::get(tx, old).await? else { return Ok(Corrected::TooLate) };
    let places = places_of(tx, old.id).await?;
    let may = old.state.is_shown() && speaks_for_all(tx, actor, &places).await?;
    Ok(if may { Corrected::Version { first: old.first, version: old.version } } else { Corrected::TooLate })
}

/// Writes one's own draft again, if it still is as it was when the form was opened.
pub async fn edit(app: &App, actor: &Actor, id: Uuid, revision: i64, typed: Typed) -> Result<Drafted> {
    let now = app.now();
    let plan = match Plan::parse(typed, now) {
        Ok(plan) => plan,
        Err(wrong) => return Ok(Drafted::Wrong(wrong)),
    };
    let mut tx = app.db.begin().await?;
    let Some(notice) = own(&mut tx, actor, id).await? else { return Ok(Drafted::NotAllowed) };
    let places = located(&mut tx, &plan.places).await?;
    if !speaks_for_all(&mut tx, actor, &places).await? {
        return Ok(Drafted::NotAllowed);
    }
    let code = notice.code()?;
    let plan = Plan { texts: plan.texts.with_code(&code.to_string()), replaces: notice.replaces, ..plan };
    if !store::notice::edit(&mut tx, id, (actor.person, revision), &plan, &places).await? {
        return Ok(Drafted::TooLate);
    }
    let nobody = store::notice_reach::unreachable(&mut tx, id, now).await?;
    if !nobody.is_empty() {
        return Ok(Drafted::NobodyThere(nobody));
    }
    let (version, author) = (notice.version, actor.person);
    let facts = facts(&NewNotice { id, plan: &plan, places: &places, code, version, first: notice.first, author });
    record::append(app, &mut tx, "notice.edit", Some(author), &subject(id), &facts).await?;
    app.commit(tx, []).await?;
    Ok(Drafted::Kept(id))
}

/// A notice of the actor's own.
pub(super) async fn own(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Option<Notice>> {
    Ok(store::notice::get(tx, id).await?.filter(|notice| notice.author() == actor.person))
}
