//! The desk's contained accounts, and containing and lifting.

use actions::{
    contain::{self, Contained},
    contained,
    lift::{self, Lifted},
    unmask::{self, OfList},
};
use axum::response::Response;
use model::{MessageId, Millis, PersonId, Profile};
use store::containment::Containment;
use uuid::Uuid;

use super::{
    desk::masks::of_list,
    show::{go_and_say, page},
};
use crate::{
    error::{Error, Result},
    forms::Filled,
    session::{Ask, Id},
    views::{AskedRow, ContainedPage, ContainedRow, Here, Said, words},
};

pub(crate) async fn list(ask: Ask) -> Result<Response> {
    let found = contained::list(ask.app(), &ask.actor).await?;
    let people: Vec<PersonId> =
        found.list.iter().map(|one| one.person).chain(found.asked.iter().map(|one| one.person)).collect();
    let hidden = unmask::hidden(ask.app(), &ask.actor, OfList::Contained, &people).await?;
    let pupil = words::profile(ask.locale(), Profile::Pupil);
    page(&ContainedPage {
        frame: ask.frame(Here::Desk).await?,
        mask: of_list(&ask, !hidden.is_empty()),
        rows: found
            .list
            .iter()
            .map(|one| {
                let mut row = row(one, found.now);
                if hidden.contains(&one.person) {
                    (row.name, row.login) = (pupil.clone(), String::new());
                }
                row
            })
            .collect(),
        asked: found
            .asked
            .iter()
            .map(|one| AskedRow {
                message: one.message,
                name: if hidden.contains(&one.person) { pupil.clone() } else { one.name.clone() },
                school: one.school_name.clone(),
                at: one.sent_at(),
            })
            .collect(),
        note_missing: ask.query("note") == "missing",
    })
}

fn row(one: &Containment, now: Millis) -> ContainedRow {
    ContainedRow {
        id: one.id,
        name: one.name.clone(),
        login: one.login.clone(),
        school: one.school_name.clone(),
        reason: one.reason,
        by: one.by_name.clone(),
        note: one.note.clone(),
        since: one.since(),
        until: one.until(),
        message: one.message(),
        refused: one.refused,
        holds: one.holds(now),
        ended: one.ended(),
        end_note: one.end_note.clone().unwrap_or_default(),
    }
}

pub(crate) async fn contain(ask: Ask, Id(id): Id<MessageId>, Filled(form): Filled) -> Result<Response> {
    let path = format!("/desk/messages/{id}");
    match contain::contain(ask.app(), &ask.actor, id, form.get("note")).await? {
        Contained::Yes { .. } => Ok(go_and_say(&path, Said::Contained)),
        Contained::Already => Ok(go_and_say(&path, Said::TooLate)),
        Contained::NotFound => Err(Error::NotFound),
    }
}

/// Contains the accounts that the machine asked about.
pub(crate) async fn contain_asked(ask: Ask, Filled(form): Filled) -> Result<Response> {
    let contained = contain::contain_asked(ask.app(), &ask.actor, form.get("note")).await?;
    Ok(go_and_say("/desk/contained", if contained > 0 { Said::Contained } else { Said::TooLate }))
}

pub(crate) async fn lift(ask: Ask, Id(id): Id<Uuid>, Filled(form): Filled) -> Result<Response> {
    match lift::lift(ask.app(), &ask.actor, id, form.get("note")).await? {
        Lifted::Yes => Ok(go_and_say("/desk/contained", Said::Lifted)),
        Lifted::TooLate => Ok(go_and_say("/desk/contained", Said::TooLate)),
        Lifted::NoNote => Ok(super::show::go("/desk/contained?note=missing")),
        Lifted::NotFound => Err(Error::NotFound),
    }
}
