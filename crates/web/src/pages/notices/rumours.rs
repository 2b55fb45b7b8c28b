//! Rumours, for those who answer them.

use actions::rumour::{self, Answered, Opened};
use axum::response::Response;
use model::{Role, territory::Scope};
use uuid::Uuid;

use super::{author::choices, form, public::rumour_view};
use crate::{
    error::{Error, Result},
    forms::Filled,
    pages::show::{go_and_say, page},
    session::{Ask, Id},
    views::{
        Here, Said,
        notices::{RumourRow, RumoursPage},
    },
};

const PATH: &str = "/notices/rumours";

pub(crate) async fn list(ask: Ask) -> Result<Response> {
    let row = |told: rumour::Told| RumourRow {
        id: told.rumour.id,
        state: told.rumour.state,
        opened_at: told.rumour.opened_at(),
        view: rumour_view(told),
    };
    let rows = rumour::list(ask.app(), &ask.actor).await?.into_iter().map(row).collect();
    let schools = choices(&ask, &[]).await?.into_iter().filter(|place| matches!(place.scope, Scope::School(_)));
    page(&RumoursPage {
        frame: ask.frame(Here::Desk).await?,
        rows,
        places: schools.collect(),
        by_code: ask.actor.has(Role::Desk),
        id: ask.app().id(),
    })
}

/// Notes what is told.
pub(crate) async fn open(ask: Ask, Filled(fields): Filled) -> Result<Response> {
    let chosen: Vec<String> = fields.all("scope").map(str::to_owned).collect();
    let (scopes, wrong) = form::scopes(&ask, &chosen, fields.get("uai")).await?;
    if !wrong.is_empty() {
        return Ok(go_and_say(PATH, Said::RumourWrong));
    }
    let school = |scope: &Scope| match scope {
        Scope::School(school) => Some(*school),
        _ => None,
    };
    let schools: Vec<_> = scopes.iter().filter_map(school).collect();
    let id = fields.read("id").unwrap_or_else(|| ask.app().id());
    Ok(match rumour::open(ask.app(), &ask.actor, id, fields.get("claim"), &schools).await? {
        Opened::Yes(_) => go_and_say(PATH, Said::RumourNoted),
        Opened::Wrong | Opened::NotAllowed => go_and_say(PATH, Said::RumourWrong),
    })
}

/// Answers a rumour, or closes it.
pub(crate) async fn act(ask: Ask, Id(id): Id<Uuid>, Filled(fields): Filled) -> Result<Response> {
    let (answer, done) = match fields.get("do") {
        "answer" => (rumour::answer(ask.app(), &ask.actor, id, fields.get("answer")).await?, Said::RumourAnswered),
        "close" => (rumour::close(ask.app(), &ask.actor, id).await?, Said::RumourClosed),
        _ => return Err(Error::NotFound),
    };
    Ok(match answer {
        Answered::Yes => go_and_say(PATH, done),
        Answered::Wrong => go_and_say(PATH, Said::RumourWrong),
        Answered::TooLate => go_and_say(PATH, Said::RumourTooLate),
        Answered::NotFound => return Err(Error::NotFound),
    })
}
