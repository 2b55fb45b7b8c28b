//! « Ce n’est pas moi », on paper: a report on how a message was sent or a session opened. One page a door: for the owner
//! and their guardian, for the desk, for the head of the school.

pub(crate) mod view;

use actions::exculpation::{self, Door, May, Of};
use askama::Template as _;
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use model::exculpation::Standing;

use super::show::page;
use crate::{
    dates::{Calendar, zone},
    error::{Error, Result},
    forms::Filled,
    session::{Ask, Id},
    views::{ExculpationAskPage, ExculpationFile, ExculpationPage, Here, dossier},
};

pub(crate) async fn ask(request: Ask, Id(of): Id<Of>) -> Result<Response> {
    ask_by(&request, of, Door::Family).await
}

pub(crate) async fn make(request: Ask, Id(of): Id<Of>, Filled(form): Filled) -> Result<Response> {
    make_by(&request, of, Door::Family, form.get("as")).await
}

pub(crate) async fn ask_at_desk(request: Ask, Id(of): Id<Of>) -> Result<Response> {
    ask_by(&request, of, Door::Desk).await
}

pub(crate) async fn make_at_desk(request: Ask, Id(of): Id<Of>, Filled(form): Filled) -> Result<Response> {
    make_by(&request, of, Door::Desk, form.get("as")).await
}

pub(crate) async fn ask_at_school(request: Ask, Id(of): Id<Of>) -> Result<Response> {
    ask_by(&request, of, Door::School).await
}

pub(crate) async fn make_at_school(request: Ask, Id(of): Id<Of>, Filled(form): Filled) -> Result<Response> {
    make_by(&request, of, Door::School, form.get("as")).await
}

/// What the report will hold, and the form that makes it.
async fn ask_by(request: &Ask, of: Of, door: Door) -> Result<Response> {
    let may = exculpation::may_ask(request.app(), &request.actor, of, door).await?;
    let standing = match may {
        May::Yes(standing) => Some(standing),
        May::OnOwnDevice => None,
        May::No => return Err(Error::NotFound),
    };
    page(&ExculpationAskPage {
        frame: request.frame(here(door)).await?,
        action: standing.map(|_| href(of, door)),
        back: back(of, door),
        session: matches!(of, Of::Session(_)),
        without_address: standing == Some(Standing::Head),
        dossier: match of {
            Of::Message(id) if door == Door::School => Some(dossier::href(model::dossier::Of::Message(id))),
            _ => None,
        },
    })
}

async fn make_by(request: &Ask, of: Of, door: Door, form: &str) -> Result<Response> {
    let made = exculpation::report(request.app(), &request.actor, of, door).await?.ok_or(Error::NotFound)?;
    let locale = request.locale();
    // The report speaks of a school, wherever its reader is.
    let clock = Calendar { now: request.app().now(), zone: zone(&made.report.facts.account.zone), locale };
    let report = view::of(&made.report, &made.sha256, &clock);
    if form == "file" {
        let file = ExculpationFile { locale, report, json: made.json }.render()?;
        return Ok(as_file(&format!("rapport-{}.html", of.slug()), file));
    }
    page(&ExculpationPage {
        frame: request.frame(here(door)).await?,
        action: href(of, door),
        back: back(of, door),
        report,
    })
}

/// A page that is saved, not shown: its own style would not be let in here.
fn as_file(name: &str, text: String) -> Response {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
    ];
    (headers, text).into_response()
}

/// Where a report is asked for.
pub(crate) fn href(of: Of, door: Door) -> String {
    let before = match door {
        Door::Family => "",
        Door::Desk => "/desk",
        Door::School => "/directory",
    };
    format!("{before}/exculpation/{}", of.slug())
}

const fn here(door: Door) -> Here {
    match door {
        Door::Family => Here::Account,
        Door::Desk => Here::Desk,
        Door::School => Here::Directory,
    }
}

fn back(of: Of, door: Door) -> String {
    match (door, of) {
        (Door::Family, _) => "/account".to_owned(),
        (Door::Desk, Of::Message(id)) => format!("/desk/messages/{id}"),
        (Door::Desk, Of::Session(_)) => "/desk/contained".to_owned(),
        (Door::School, _) => "/directory".to_owned(),
    }
}
