//! Asking for the name of a minor.

use actions::unmask::{self, Unmasked};
use axum::response::Response;
use model::MessageId;

use crate::{
    error::{Error, Result},
    forms::Filled,
    pages::show::{go, go_and_say},
    session::{Ask, Id},
    views::Said,
};

pub(crate) async fn unmask(ask: Ask, Id(id): Id<MessageId>, Filled(form): Filled) -> Result<Response> {
    let path = format!("/desk/messages/{id}");
    match unmask::unmask(ask.app(), &ask.actor, id, form.get("reason")).await? {
        Unmasked::Yes => Ok(go_and_say(&path, Said::Unmasked)),
        Unmasked::NoReason => Ok(go(&format!("{path}?reason=missing"))),
        Unmasked::NotFound => Err(Error::NotFound),
    }
}
