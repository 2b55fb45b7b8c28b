//! A school on a bad day: its page, and what is decided on it.

mod form;

use actions::situation::{self, Changed, Closed, NewSite, Opened, Sight, Sited, Stood, Told};
use axum::{http::StatusCode, response::Response};
use model::{
    SchoolId,
    situation::{Flag, NeighbourWord},
};
use store::reception_site::Site;
use uuid::Uuid;

use super::show::{fragment, go, go_and_say, page, page_as, there};
use crate::{
    error::{Error, Result},
    forms::{Filled, minute},
    session::{Ask, Id},
    views::{
        HeardRow, Here, LineRow, NearRow, Said, SchoolForm, SchoolPage, SchoolWrong, SchoolsPage, SiteRow, StoodView,
    },
};

/// The schools of a head; the page of the only one.
pub(crate) async fn list(ask: Ask) -> Result<Response> {
    let rows = situation::schools(ask.app(), &ask.actor).await?;
    if let [(only, _, _)] = rows.as_slice() {
        return Ok(go(&format!("/school/{only}")));
    }
    page(&SchoolsPage { frame: ask.frame(Here::School).await?, rows })
}

pub(crate) async fn show(ask: Ask, Id(id): Id<SchoolId>) -> Result<Response> {
    let view = view(&ask, id, SchoolForm::default(), None).await?;
    match ask.fragment() {
        Some("now") => fragment(&view.as_now()),
        _ => page(&view),
    }
}

/// A form that was answered with the page is asked for again.
pub(crate) async fn again(Id(id): Id<SchoolId>) -> Response {
    go(&format!("/school/{id}"))
}

async fn view(ask: &Ask, id: SchoolId, form: SchoolForm, wrong: Option<SchoolWrong>) -> Result<SchoolPage> {
    let sight = situation::sight(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    let Sight { school, stood, flags, near, heard, past } = sight;
    let next = actions::filing::next_of_school(ask.app(), &ask.actor, id).await?;
    let mut frame = ask.frame(Here::School).await?;
    // The page says all that the band says, and more.
    let own = format!("/school/{id}");
    frame.bands.retain(|band| band.href.as_deref().is_none_or(|href| href != "/official" && href != own));
    Ok(SchoolPage {
        frame,
        id,
        name: school.name,
        uai: school.uai,
        commune: school.commune,
        stood: stood.map(stands),
        filing: next.map(|one| (one.id, one.kind, one.due_at())),
        flags,
        near: near.map(|near| near.into_iter().map(next_door).collect()),
        heard: heard
            .into_iter()
            .map(|one| HeardRow { at: one.at(), name: one.school_name, phone: one.phone, word: one.word })
            .collect(),
        past: past.iter().filter_map(|one| Some((one.opened_at(), one.closed_at()?))).collect(),
        form,
        wrong,
        key: ask.app().id(),
    })
}

fn next_door(one: situation::Near) -> NearRow {
    let told = one.told.map(|told| (told.word, told.at(), told.seen_at().is_some()));
    NearRow { id: one.school, name: one.name, phone: one.phone, metres: one.metres, told }
}

/// A place, as pages show it.
pub(super) fn site(one: &Site) -> SiteRow {
    SiteRow {
        id: one.id,
        name: one.name.clone(),
        address: one.address.clone(),
        capacity: one.capacity,
        received: one.received,
        hours: (one.open_from, one.open_to),
        closed: one.closed_at().is_some(),
    }
}

fn stands(stood: Stood) -> StoodView {
    let Stood { situation, steps, word, sites, counting, counted, moves, seen } = stood;
    StoodView {
        id: situation.id,
        version: situation.version,
        facets: situation.facets(),
        steps,
        opened_at: situation.opened_at(),
        seen: seen.map(|seen| (seen.copies, seen.listed, seen.opened)),
        word,
        police: situation.police_since().map(|at| (situation.police_unit.clone(), at)),
        reopening_at: situation.reopening_at(),
        told: situation.told_at().map(|at| (at, situation.families_know())),
        next_word_at: situation.next_word_at(),
        counting,
        counted,
        sites: sites.iter().map(site).collect(),
        moves: moves
            .into_iter()
            .map(|one| LineRow { at: one.at, by: one.by, what: one.what, note: one.note })
            .collect(),
        gathered_at: situation.gathered_at,
        stranded: situation.stranded,
    }
}

fn back(id: SchoolId) -> String {
    format!("/school/{id}")
}

async fn wrong(ask: &Ask, id: SchoolId, form: SchoolForm, why: SchoolWrong) -> Result<Response> {
    page_as(StatusCode::UNPROCESSABLE_ENTITY, &view(ask, id, form, Some(why)).await?)
}

pub(crate) async fn open(ask: Ask, Id(id): Id<SchoolId>, Filled(fields): Filled) -> Result<Response> {
    let threat = fields.get("threat") == "1";
    match situation::open(ask.app(), &ask.actor, id, threat, fields.get("note")).await? {
        Opened::Yes(_) => Ok(go_and_say(&back(id), Said::SituationOpened)),
        Opened::Already(_) => Ok(go_and_say(&back(id), Said::SituationAlready)),
        Opened::NotFound => Err(Error::NotFound),
    }
}

pub(crate) async fn change(ask: Ask, Id(id): Id<SchoolId>, Filled(fields): Filled) -> Result<Response> {
    let (typed, clock) = (form::read(&fields), ask.visitor.clock(ask.app()));
    let of: (Uuid, i64) = fields.read("situation").zip(fields.read("version")).ok_or(Error::NotFound)?;
    let what = match form::change(&typed, &clock) {
        Ok(what) => what,
        Err(why) => return wrong(&ask, id, typed, why).await,
    };
    match situation::change(ask.app(), &ask.actor, of, &what, fields.get("note")).await? {
        Changed::Yes => Ok(go_and_say(&back(id), Said::SituationChanged)),
        Changed::TooLate => Ok(go_and_say(&back(id), Said::SituationTooLate)),
        Changed::Refused(why) => wrong(&ask, id, typed, SchoolWrong::Refused(why)).await,
        Changed::NotFound => Err(Error::NotFound),
    }
}

pub(crate) async fn close(ask: Ask, Id(id): Id<SchoolId>, Filled(fields): Filled) -> Result<Response> {
    let of: (Uuid, i64) = fields.read("situation").zip(fields.read("version")).ok_or(Error::NotFound)?;
    match situation::close(ask.app(), &ask.actor, of).await? {
        Closed::Yes => Ok(go_and_say(&back(id), Said::SituationClosed)),
        Closed::NotOver => Ok(go_and_say(&back(id), Said::SituationNotOver)),
        Closed::TooLate => Ok(go_and_say(&back(id), Said::SituationTooLate)),
        Closed::NotFound => Err(Error::NotFound),
    }
}

pub(crate) async fn told(ask: Ask, Id(id): Id<SchoolId>, Filled(fields): Filled) -> Result<Response> {
    let typed = form::read(&fields);
    let situation: Uuid = fields.read("situation").ok_or(Error::NotFound)?;
    let clock = ask.visitor.clock(ask.app());
    let next = match (fields.get("last") == "1", clock.read(&typed.at.0, &typed.at.1)) {
        (true, _) => None,
        (false, Some(at)) => Some(at),
        (false, None) => return wrong(&ask, id, typed, SchoolWrong::NoTime).await,
    };
    match situation::told(ask.app(), &ask.actor, situation, next).await? {
        Told::Yes => Ok(go_and_say(&back(id), Said::FamiliesTold)),
        Told::Past => wrong(&ask, id, typed, SchoolWrong::PastWord).await,
        Told::NotFound => Err(Error::NotFound),
    }
}

pub(crate) async fn flags(ask: Ask, Id(id): Id<SchoolId>, Filled(fields): Filled) -> Result<Response> {
    let flags: Vec<Flag> = fields.all("flag").filter_map(Flag::from_code).collect();
    there(situation::set_flags(ask.app(), &ask.actor, id, &flags).await?)?;
    Ok(go_and_say(&back(id), Said::SituationChanged))
}

pub(crate) async fn neighbours(ask: Ask, Id(id): Id<SchoolId>, Filled(fields): Filled) -> Result<Response> {
    let typed = form::read(&fields);
    let situation: Uuid = fields.read("situation").ok_or(Error::NotFound)?;
    let schools: Vec<SchoolId> = fields.all("school").filter_map(|text| text.parse().ok()).collect();
    let Some(word) = NeighbourWord::from_code(&typed.to).filter(|_| !schools.is_empty()) else {
        return wrong(&ask, id, typed, SchoolWrong::NoChoice).await;
    };
    situation::tell(ask.app(), &ask.actor, situation, &schools, word).await?.ok_or(Error::NotFound)?;
    Ok(go_and_say(&back(id), Said::NeighboursTold))
}

pub(crate) async fn open_site(ask: Ask, Id(id): Id<SchoolId>, Filled(fields): Filled) -> Result<Response> {
    let typed = form::read(&fields);
    let (situation, key): (Uuid, Uuid) = fields.read("situation").zip(fields.read("key")).ok_or(Error::NotFound)?;
    let hours = minute(&typed.hours.0).zip(minute(&typed.hours.1));
    let new = NewSite {
        id: key,
        name: typed.place.clone(),
        address: typed.address.clone(),
        capacity: typed.number.parse().unwrap_or_default(),
        hours: hours.unwrap_or_default(),
    };
    let sited = situation::open_site(ask.app(), &ask.actor, situation, new).await?;
    sites(&ask, id, typed, sited).await
}

pub(crate) async fn count_site(ask: Ask, Id(id): Id<SchoolId>, Filled(fields): Filled) -> Result<Response> {
    let of: (Uuid, Uuid) = fields.read("situation").zip(fields.read("site")).ok_or(Error::NotFound)?;
    let received = fields.read("received").unwrap_or(-1);
    let sited = situation::count_site(ask.app(), &ask.actor, of, received).await?;
    sites(&ask, id, form::read(&fields), sited).await
}

pub(crate) async fn close_site(ask: Ask, Id(id): Id<SchoolId>, Filled(fields): Filled) -> Result<Response> {
    let of: (Uuid, Uuid) = fields.read("situation").zip(fields.read("site")).ok_or(Error::NotFound)?;
    let sited = situation::close_site(ask.app(), &ask.actor, of).await?;
    sites(&ask, id, form::read(&fields), sited).await
}

async fn sites(ask: &Ask, id: SchoolId, typed: SchoolForm, sited: Sited) -> Result<Response> {
    // Whichever form it was, what is wrong is said where a place is opened.
    let typed = SchoolForm { what: "receive_elsewhere".to_owned(), ..typed };
    match sited {
        Sited::Yes => Ok(go_and_say(&back(id), Said::SiteChanged)),
        Sited::TooLate => Ok(go_and_say(&back(id), Said::SituationTooLate)),
        Sited::NoName => wrong(ask, id, typed, SchoolWrong::NoName).await,
        Sited::WrongNumber => wrong(ask, id, typed, SchoolWrong::WrongNumber).await,
        Sited::WrongHours => wrong(ask, id, typed, SchoolWrong::WrongHours).await,
        Sited::TooMany => wrong(ask, id, typed, SchoolWrong::TooMany).await,
        Sited::NotFound => Err(Error::NotFound),
    }
}
