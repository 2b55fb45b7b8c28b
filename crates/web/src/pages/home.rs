//! `/`: on to where the visitor belongs.

use actions::situation;
use axum::response::Response;
use model::Role;

use super::show::go;
use crate::{error::Result, session::Guest};

pub(crate) async fn show(guest: Guest) -> Result<Response> {
    Ok(match &guest.visitor.actor {
        // Who is of the desk is there for it, whatever else they are.
        Some(actor) if actor.has(Role::Desk) => go("/desk"),
        Some(actor) if actor.affiliations.is_empty() && actor.has(Role::Operator) => go("/imports"),
        // A head whose school is in trouble is led to what is to be done there.
        Some(actor) if situation::schools(guest.app(), actor).await?.iter().any(|(_, _, open)| *open) => go("/school"),
        Some(_) => go("/inbox"),
        None if guest.web.settings.demo.is_some() => go("/demo"),
        None => go("/sign-in"),
    })
}
