//! Warning the adults of a school, and naming them.

use actions::{
    alert::{self, Alerted},
    designate::{self, Designated},
};
use axum::{http::StatusCode, response::Response};
use model::{SchoolId, duty::Duty};
use store::duty::Named;

use super::show::{go_and_say, page, page_as};
use crate::{
    error::{Error, Result},
    forms::Filled,
    session::Ask,
    views::{AdultRow, AlertPage, AlertWrong, ContactsPage, DutyView, Here, Said, SchoolDuties, SchoolLine},
};

pub(crate) async fn show(ask: Ask) -> Result<Response> {
    page(&view(&ask, None, "", None).await?)
}

async fn view(ask: &Ask, chosen: Option<SchoolId>, text: &str, wrong: Option<AlertWrong>) -> Result<AlertPage> {
    let schools = alert::contacts(ask.app(), &ask.actor).await?;
    let names = |named: &[Named]| named.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ");
    Ok(AlertPage {
        frame: ask.frame(Here::Alert).await?,
        key: ask.app().id(),
        schools: schools
            .iter()
            .map(|(id, name, named)| SchoolLine {
                id: *id,
                name: name.clone(),
                readers: names(named),
                chosen: chosen == Some(*id),
            })
            .collect(),
        text: text.to_owned(),
        wrong,
        adult: ask.actor.affiliations.iter().any(|one| one.profile.is_adult_of_school()),
    })
}

pub(crate) async fn submit(ask: Ask, Filled(form): Filled) -> Result<Response> {
    let first = ask.actor.affiliations.first().map(|one| one.school);
    let school: Option<SchoolId> = form.read("school").or(first);
    let (text, key) = (form.get("text"), form.read("key").unwrap_or_else(|| ask.app().id()));
    let alerted = match school {
        Some(school) => alert::alert(ask.app(), &ask.actor, school, text, key).await?,
        None => Alerted::Nobody,
    };
    let wrong = match alerted {
        Alerted::Yes(message, _) => return Ok(go_and_say(&format!("/messages/{message}"), Said::Alerted)),
        Alerted::Empty => AlertWrong::Empty,
        Alerted::TooLong => AlertWrong::TooLong,
        Alerted::TooMany => AlertWrong::TooMany,
        Alerted::Nobody => AlertWrong::Nobody,
        Alerted::NotFound => return Err(Error::NotFound),
    };
    page_as(StatusCode::UNPROCESSABLE_ENTITY, &view(&ask, school, text, Some(wrong)).await?)
}

pub(crate) async fn contacts(ask: Ask) -> Result<Response> {
    let list = designate::list(ask.app(), &ask.actor).await?;
    let row = |one: &Named| {
        let title = if one.title.is_empty() { String::new() } else { format!(", {}", one.title) };
        AdultRow { id: one.person, name: format!("{}{title}", one.name) }
    };
    page(&ContactsPage {
        frame: ask.frame(Here::Alert).await?,
        schools: list
            .iter()
            .map(|one| SchoolDuties {
                id: one.school,
                name: one.name.clone(),
                duties: one
                    .named
                    .iter()
                    .map(|(duty, people)| DutyView { duty: *duty, people: people.iter().map(row).collect() })
                    .collect(),
                adults: one.adults.iter().map(row).collect(),
            })
            .collect(),
    })
}

pub(crate) async fn change(ask: Ask, Filled(form): Filled) -> Result<Response> {
    let (Some(school), Some(person), Some(duty)) =
        (form.read("school"), form.read("person"), Duty::from_code(form.get("duty")))
    else {
        return Ok(go_and_say("/alert/contacts", Said::HeadsOnly));
    };
    let changed = match form.get("do") {
        "end" => designate::dismiss(ask.app(), &ask.actor, school, person, duty).await?,
        _ => designate::designate(ask.app(), &ask.actor, school, person, duty).await?,
    };
    let said = match changed {
        Designated::Yes | Designated::Already => Said::DutyChanged,
        Designated::NotAnAdult | Designated::NotHead => Said::HeadsOnly,
    };
    Ok(go_and_say("/alert/contacts", said))
}
