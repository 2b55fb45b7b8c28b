//! Asking for the name of a minor.

use actions::unmask::{self, OfList, Unmasked};
use axum::response::Response;
use model::{MessageId, Role, unmask::List};

use crate::{
    error::{Error, Result},
    forms::Filled,
    pages::show::{go, go_and_say},
    session::{Ask, Id},
    views::{Mask, Said},
};

pub(crate) async fn unmask(ask: Ask, Id(id): Id<MessageId>, Filled(form): Filled) -> Result<Response> {
    let path = format!("/desk/messages/{id}");
    match unmask::unmask(ask.app(), &ask.actor, id, form.get("reason")).await? {
        Unmasked::Yes => Ok(go_and_say(&path, Said::Unmasked)),
        Unmasked::NoReason => Ok(go(&format!("{path}?reason=missing"))),
        Unmasked::NotFound => Err(Error::NotFound),
    }
}

/// The same for the minors of a list.
pub(crate) async fn unmask_list(ask: Ask, Filled(form): Filled) -> Result<Response> {
    if !ask.actor.has(Role::Desk) {
        return Err(Error::NotFound);
    }
    let of = match List::from_code(form.get("list")) {
        Some(List::Contained) => OfList::Contained,
        Some(List::Carriers) => OfList::Carriers(form.read("subject").ok_or(Error::Form)?),
        Some(List::Exposed) => OfList::Exposed(form.read("subject").ok_or(Error::Form)?),
        None => return Err(Error::Form),
    };
    let path = match of {
        OfList::Contained => "/desk/contained".to_owned(),
        OfList::Carriers(campaign) => format!("/desk/campaigns/{campaign}"),
        OfList::Exposed(message) => format!("/desk/messages/{message}/exposure"),
    };
    match unmask::unmask_list(ask.app(), &ask.actor, of, form.get("reason")).await? {
        Unmasked::Yes => Ok(go_and_say(&path, Said::Unmasked)),
        Unmasked::NoReason => Ok(go(&format!("{path}?reason=missing"))),
        Unmasked::NotFound => Err(Error::NotFound),
    }
}

/// Whether a list hides names, and was asked for them without a reason.
pub(crate) fn of_list(ask: &Ask, hides: bool) -> Mask {
    match hides {
        false => Mask::Shown,
        true if ask.query("reason") == "missing" => Mask::ReasonMissing,
        true => Mask::Hidden,
    }
}
