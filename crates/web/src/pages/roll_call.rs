//! A roll call: its board, one class of it, marking, ending.

use actions::situation::{self, Ended, Marked, NewMark, Sheet, Started};
use axum::{http::StatusCode, response::Response};
use model::{Millis, SchoolId, SectionId, situation::Mark};
use uuid::Uuid;

use super::show::{fragment, go, go_and_say, page, page_as};
use crate::{
    error::{Error, Result},
    forms::{Fields, Filled},
    session::{Ask, Id},
    views::{ClassLine, Here, PupilLine, RollCallClassPage, RollCallPage, Said},
};

pub(crate) async fn board(ask: Ask, Id(id): Id<SchoolId>) -> Result<Response> {
    let view = view(&ask, id, None).await?;
    match ask.fragment() {
        Some("board") => fragment(&view.as_board()),
        _ => page(&view),
    }
}

async fn view(ask: &Ask, id: SchoolId, refused: Option<i64>) -> Result<RollCallPage> {
    let board = situation::board(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    let mut frame = ask.frame(Here::School).await?;
    frame.bands.retain(|band| band.href.as_deref() != Some(&*format!("/school/{id}/roll-call")));
    let ended = board.call.ended_at().map(|at| (at, board.call.unknown.unwrap_or_default(), board.call.note.clone()));
    Ok(RollCallPage {
        frame,
        school: id,
        name: board.school_name,
        situation: board.situation,
        started_at: board.call.started_at(),
        ended,
        tally: board.tally,
        classes: board
            .classes
            .into_iter()
            .map(|one| ClassLine { id: one.section, name: one.name, pupils: one.pupils, known: one.known })
            .collect(),
        no_class: board.no_class,
        missing: board.missing,
        decides: board.decides,
        refused,
    })
}

pub(crate) async fn start(ask: Ask, Id(id): Id<SchoolId>, Filled(fields): Filled) -> Result<Response> {
    let situation: Uuid = fields.read("situation").ok_or(Error::NotFound)?;
    match situation::start(ask.app(), &ask.actor, situation).await? {
        Started::Yes => Ok(go_and_say(&address(id), Said::RollCallStarted)),
        Started::Already => Ok(go(&address(id))),
        Started::TooLate => Ok(go_and_say(&format!("/school/{id}"), Said::SituationTooLate)),
        Started::NotFound => Err(Error::NotFound),
    }
}

fn address(school: SchoolId) -> String {
    format!("/school/{school}/roll-call")
}

/// A form that was answered with the page is asked for again.
pub(crate) async fn again(Id(id): Id<SchoolId>) -> Response {
    go(&address(id))
}

pub(crate) async fn end(ask: Ask, Id(id): Id<SchoolId>, Filled(fields): Filled) -> Result<Response> {
    let situation: Uuid = fields.read("situation").ok_or(Error::NotFound)?;
    match situation::end(ask.app(), &ask.actor, situation, fields.get("note")).await? {
        Ended::Yes => Ok(go_and_say(&format!("/school/{id}"), Said::RollCallEnded)),
        Ended::Missing(count) => page_as(StatusCode::UNPROCESSABLE_ENTITY, &view(&ask, id, Some(count)).await?),
        Ended::TooLate => Ok(go(&address(id))),
        Ended::NotFound => Err(Error::NotFound),
    }
}

pub(crate) async fn class(ask: Ask, Id(id): Id<SchoolId>) -> Result<Response> {
    let section = section(ask.fields())?;
    let sheet = situation::sheet(ask.app(), &ask.actor, id, section).await?.ok_or(Error::NotFound)?;
    let mut frame = ask.frame(Here::School).await?;
    frame.bands.retain(|band| band.href.as_deref() != Some(&*address(id)));
    let Sheet { roll_call, class, pupils, open, .. } = sheet;
    page(&RollCallClassPage {
        frame,
        school: id,
        roll_call,
        class,
        pupils: pupils
            .into_iter()
            .map(|one| PupilLine {
                id: one.person,
                mark: one.mark(),
                by: one.by.clone().zip(one.made_at()),
                name: one.name,
                detail: one.detail.unwrap_or_default(),
                checked: one.checked.unwrap_or_default(),
            })
            .collect(),
        open,
        who: ask.actor.person,
    })
}

/// The class that is asked for; none: pupils of no class.
fn section(fields: &Fields) -> Result<Option<SectionId>> {
    match fields.get("section") {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| Error::NotFound),
    }
}

pub(crate) async fn mark(ask: Ask, Id(id): Id<SchoolId>, Filled(fields): Filled) -> Result<Response> {
    let section = section(&fields)?;
    let sheet = situation::sheet(ask.app(), &ask.actor, id, section).await?.ok_or(Error::NotFound)?;
    // What the page showed when it was filled in: a pupil whom somebody else has marked since is not touched.
    let marks: Vec<NewMark> = sheet.pupils.iter().filter_map(|one| changed(&fields, &one.person.to_string())).collect();
    let of: Uuid = fields.read("roll_call").ok_or(Error::NotFound)?;
    // A telephone without network says how long ago it was filled in; a browser without script sends it at once.
    let age = Millis(fields.read("age").unwrap_or_default());
    match situation::mark(ask.app(), &ask.actor, (id, of), &marks, age).await? {
        Marked::Yes(_) => Ok(go_and_say(&address(id), Said::RollCallMarked)),
        Marked::TooLate => Ok(go_and_say(&address(id), Said::SituationTooLate)),
        Marked::NotFound => Err(Error::NotFound),
    }
}

/// What was changed of one pupil, if anything was.
fn changed(fields: &Fields, pupil: &str) -> Option<NewMark> {
    let of = |prefix: &str| fields.get(&format!("{prefix}{pupil}")).trim();
    let now = (of(""), of("d-"), of("c-"));
    if now == (of("o-"), of("od-"), of("oc-")) {
        return None;
    }
    Some(NewMark {
        pupil: pupil.parse().ok()?,
        mark: Mark::from_code(now.0),
        detail: now.1.to_owned(),
        checked: now.2 == "1",
    })
}
