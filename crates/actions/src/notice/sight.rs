//! What those who write and approve notices see of them.

use model::{
    Actor, Profile,
    channel::{Channel, DeliveryState},
    notice::{Finding, NoticeState, Place, Texts, Typed},
};
use store::{
    Tx,
    notice::{NamedPlace, Notice, PlaceOf},
};
use uuid::Uuid;

use super::{findings, findings_of, located, needs_nobody, shown_since, speaks_for, speaks_for_all};
use crate::{App, Result, deliver};

/// What stands for a code that is not drawn yet: of its length, so that messages are counted as they will be.
const STAND_IN: &str = "XXXX-XXXX";

/// A notice of a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The notice.
    pub notice: Notice,
    /// Its places.
    pub places: Vec<NamedPlace>,
    /// The actor speaks for all of them.
    pub decides: bool,
    /// The actor wrote it.
    pub own: bool,
}

/// One notice, in all its parts.
#[derive(Debug, Clone)]
pub struct Sight {
    /// The notice.
    pub listed: Listed,
    /// What is said of it.
    pub findings: Vec<Finding>,
    /// People who read it, or would if it were sent now.
    pub people: Vec<(Profile, i64)>,
    /// Its author needs nobody else.
    pub alone: bool,
    /// The version that took its place.
    pub after: Option<Uuid>,
    /// What left of it: messages by channel and state.
    pub left: Vec<(Channel, DeliveryState, i64)>,
}

/// The notices of places that the actor speaks for, the newest first. Drafts are their author's alone.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Listed>> {
    let mut tx = app.db.read().await?;
    let mut list = Vec::new();
    for notice in store::notice::newest(&mut tx, shown_since(app.now())).await? {
        list.extend(listed(&mut tx, actor, notice).await?);
    }
    Ok(list)
}

/// A notice, when the actor may see it: they speak for one of its places at least, and it is no draft of another's.
async fn listed(tx: &mut Tx, actor: &Actor, notice: Notice) -> Result<Option<Listed>> {
    let own = notice.author() == actor.person;
    if notice.state == NoticeState::Draft && !own {
        return Ok(None);
    }
    let places = store::notice::places(tx, notice.id).await?;
    let (mut any, mut all) = (false, !places.is_empty());
    for place in &places {
        let theirs = speaks_for(tx, actor, &place.place()).await?;
        (any, all) = (any || theirs, all && theirs);
    }
    Ok(any.then_some(Listed { notice, places, decides: all, own }))
}

/// One notice; none when the actor may not know of it.
pub async fn sight(app: &App, actor: &Actor, id: Uuid) -> Result<Option<Sight>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let Some(notice) = store::notice::get(&mut tx, id).await? else { return Ok(None) };
    let Some(listed) = listed(&mut tx, actor, notice).await? else { return Ok(None) };
    let places: Vec<PlaceOf> = listed.places.iter().map(NamedPlace::place).collect();
    let left = listed.notice.sent_at();
    let findings = if left.is_some() || listed.notice.state.is_over() {
        Vec::new()
    } else {
        findings_of(&mut tx, &listed.notice, &places, now).await?
    };
    let people = store::notice_reach::people(&mut tx, id, left.unwrap_or(now)).await?;
    let alone = listed.own && needs_nobody(actor, listed.notice.kind, &places);
    let after = store::notice::successor(&mut tx, id).await?;
    let messages = match left {
        Some(_) => deliver::counts(&mut tx, listed.notice.first, Some(listed.notice.version)).await?,
        None => Vec::new(),
    };
    Ok(Some(Sight { listed, findings, people, alone, after, left: messages }))
}

/// What is said of a text that is not kept yet, and the most people who would read it by what they are; none when one of
/// its places is not the actor's to speak for.
pub async fn look(app: &App, actor: &Actor, typed: &Typed) -> Result<Option<(Vec<Finding>, Vec<(Profile, i64)>)>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let places = located(&mut tx, &typed.places).await?;
    let known = typed.places.is_empty() || speaks_for_all(&mut tx, actor, &places).await?;
    let Some(kind) = typed.kind.filter(|_| known) else { return Ok(None) };
    let texts: Texts = typed.texts.with_code(STAND_IN);
    let of = (kind, typed.next_word_at, typed.campaign);
    let findings = findings(&mut tx, &texts, of, &places, None, now).await?;
    let mut people: Vec<(Profile, i64)> = Vec::new();
    for place in &typed.places {
        for (profile, readers) in audiences(&mut tx, place).await? {
            match people.iter_mut().find(|(known, _)| *known == profile) {
                Some((_, count)) => *count += readers,
                None => people.push((profile, readers)),
            }
        }
    }
    Ok(Some((findings, people)))
}

async fn audiences(tx: &mut Tx, place: &Place) -> Result<Vec<(Profile, i64)>> {
    Ok(match *place {
        Place::School(school) => store::notice_reach::audiences_of_school(tx, school).await?,
        Place::Section(section) => store::notice_reach::audiences_of_section(tx, section).await?,
    })
}
