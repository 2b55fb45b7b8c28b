//! A code on a screen, for somebody who is there.

use actions::in_person::{self, Given};
use axum::response::Response;
use model::PersonId;

use super::{
    sheets::{activation_address, activation_square},
    show::{go, go_and_say, page},
};
use crate::{
    error::{Error, Result},
    session::{Ask, Id},
    views::{Here, InPersonPage, Said},
};

/// By an adult of the school.
pub(crate) async fn by_school(ask: Ask, Id(person): Id<PersonId>) -> Result<Response> {
    give(&ask, person, ("/directory", Here::Directory)).await
}

/// By a guardian.
pub(crate) async fn by_guardian(ask: Ask, Id(person): Id<PersonId>) -> Result<Response> {
    give(&ask, person, ("/account", Here::Account)).await
}

async fn give(ask: &Ask, person: PersonId, (back, here): (&'static str, Here)) -> Result<Response> {
    let said = match in_person::give(ask.app(), &ask.actor, person).await? {
        Given::Yes(shown) => {
            return page(&InPersonPage {
                frame: ask.frame(here).await?,
                back,
                square: activation_square(ask, &shown.code),
                address: activation_address(ask),
                name: shown.name,
                login: shown.login,
                code: shown.code,
                until: shown.until,
            });
        }
        Given::NotYet(_) => Said::CodeNotYet,
        Given::UnknownDevice => Said::CodeUnknownDevice,
        Given::Contained => Said::CodeContained,
        Given::NotFound => return Err(Error::NotFound),
    };
    Ok(go_and_say(back, said))
}

/// The address of a code, asked for again: it was shown once.
pub(crate) async fn again_school() -> Response {
    go("/directory")
}

/// The same for a guardian.
pub(crate) async fn again_guardian() -> Response {
    go("/account")
}
