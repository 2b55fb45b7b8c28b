//! `/`: on to where the visitor belongs.

use axum::response::Response;
use model::Role;

use super::show::go;
use crate::session::Guest;

pub(crate) async fn show(guest: Guest) -> Response {
    match &guest.visitor.actor {
        // Who is of the desk is there for it, whatever else they are.
        Some(actor) if actor.has(Role::Desk) => go("/desk"),
        Some(actor) if actor.affiliations.is_empty() && actor.has(Role::Operator) => go("/imports"),
        Some(_) => go("/inbox"),
        None if guest.web.settings.demo.is_some() => go("/demo"),
        None => go("/sign-in"),
    }
}
