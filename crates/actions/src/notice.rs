//! Notices to families: written from a plain text, read by a second person, sent, corrected in sight of their readers or
//! taken back, and counted by class.
//!
//! Heads speak for their schools, desks for those of their territory. Nobody approves what they wrote themselves, but for
//! one case: the first word of a head to their own school. It is due within ten minutes, often at night, and a head is
//! whom families expect to hear; what it says is in the words of the model, and a correction is never far.
//!
//! No measure closes a notice: who was in its places when it was sent reads it, whatever is in force.

mod approve;
mod draft;
mod leave;
mod reach;
mod reading;
mod send;
mod sight;
mod verify;
mod withdraw;

use std::collections::HashSet;

use model::{
    Actor, Millis, Role, limits,
    notice::{Code, Finding, Kind, Known, Place, Texts, lint},
};
use store::{
    Tx,
    notice::{Notice, PlaceOf},
};
use uuid::Uuid;

pub use self::{
    approve::{Approved, Submitted, approve, send_back, submit},
    draft::{Drafted, draft, edit},
    reach::{Reach, missing, reach},
    reading::{Acknowledged, Shown, acknowledge, mine, open, pinned},
    send::{Sent, send},
    sight::{Listed, Sight, list, look, sight},
    verify::{PublicNotice, Verified, on_public_page, verify},
    withdraw::{Withdrawn, withdraw},
};
use crate::{Result, places::covers};

/// What it is about, for the journal.
fn subject(notice: Uuid) -> String {
    format!("notice/{notice}")
}

/// Whether somebody speaks for a school to its families: its head, or the desk of its territory.
pub(crate) async fn speaks_for(tx: &mut Tx, actor: &Actor, place: &PlaceOf) -> Result<bool> {
    if actor.is_head_of(place.school) {
        return Ok(true);
    }
    for grant in actor.roles.iter().filter(|grant| grant.role == Role::Desk) {
        if covers(tx, &grant.scope, place.school).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether somebody speaks for every one of these places.
async fn speaks_for_all(tx: &mut Tx, actor: &Actor, places: &[PlaceOf]) -> Result<bool> {
    for place in places {
        if !speaks_for(tx, actor, place).await? {
            return Ok(false);
        }
    }
    Ok(!places.is_empty())
}

/// Where these places are. What is not there is left out, as are the classes of a school that is named as a whole.
async fn located(tx: &mut Tx, places: &[Place]) -> Result<Vec<PlaceOf>> {
    let mut found: Vec<PlaceOf> = Vec::with_capacity(places.len());
    for place in places {
        match *place {
            Place::School(school) if store::directory::school(tx, school).await?.is_some() => {
                found.push(PlaceOf { school, section: None });
            }
            Place::School(_) => {}
            Place::Section(section) => {
                let school = store::person::section(tx, section).await?.map(|place| place.school);
                found.extend(school.map(|school| PlaceOf { school, section: Some(section) }));
            }
        }
    }
    let whole: Vec<_> = found.iter().filter(|place| place.section.is_none()).map(|place| place.school).collect();
    found.retain(|place| place.section.is_none() || !whole.contains(&place.school));
    Ok(found)
}

/// The places of a notice that is kept.
async fn places_of(tx: &mut Tx, notice: Uuid) -> Result<Vec<PlaceOf>> {
    Ok(store::notice::places(tx, notice).await?.iter().map(store::notice::NamedPlace::place).collect())
}

/// A notice of whose every place somebody speaks, with its places.
async fn spoken_by(tx: &mut Tx, actor: &Actor, id: Uuid) -> Result<Option<(Notice, Vec<PlaceOf>)>> {
    let Some(notice) = store::notice::get(tx, id).await? else { return Ok(None) };
    let places = places_of(tx, id).await?;
    let theirs = speaks_for_all(tx, actor, &places).await?;
    Ok(theirs.then_some((notice, places)))
}

/// Whether a notice of this kind, for these places, needs nobody but its author: a head's first word to their own school.
fn needs_nobody(author: &Actor, kind: Kind, places: &[PlaceOf]) -> bool {
    kind == Kind::FirstWord && places.iter().all(|place| author.is_head_of(place.school))
}

/// What is said of a text before it leaves.
async fn findings(
    tx: &mut Tx,
    texts: &Texts,
    of: (Kind, Option<Millis>, Option<model::CampaignId>),
    places: &[PlaceOf],
    code: Option<Code>,
    now: Millis,
) -> Result<Vec<Finding>> {
    let (kind, next_word_at, campaign) = of;
    let mut given_names = HashSet::new();
    let schools: HashSet<_> = places.iter().map(|place| place.school).collect();
    for school in schools {
        for (name,) in store::notice::given_names(tx, school, now).await? {
            given_names.insert(model::text::fold(&name));
        }
    }
    let mut threats = Vec::new();
    if let Some(campaign) = campaign {
        for variant in store::campaign::variants(tx, campaign).await? {
            threats.push(variant.body);
        }
    }
    let code = code.map(|code| code.to_string());
    let known = Known { kind, next_word_at, code: code.as_deref(), threats: &threats, given_names: &given_names, now };
    Ok(lint(texts, &known))
}

/// What is said of a notice that is kept.
async fn findings_of(tx: &mut Tx, notice: &Notice, places: &[PlaceOf], now: Millis) -> Result<Vec<Finding>> {
    let of = (notice.kind, notice.next_word_at(), notice.campaign());
    findings(tx, &notice.texts()?, of, places, Some(notice.code()?), now).await
}

/// Those that keep a notice from leaving.
async fn stops(tx: &mut Tx, notice: &Notice, places: &[PlaceOf], now: Millis) -> Result<Vec<Finding>> {
    let found = findings_of(tx, notice, places, now).await?;
    Ok(found.into_iter().filter(|finding| finding.what.stops()).collect())
}

/// Since when notices are looked at.
fn shown_since(now: Millis) -> Millis {
    now - limits::NOTICE_SHOWN_FOR
}
