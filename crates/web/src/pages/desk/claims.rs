//! Taking a letter, putting it down, and passing it on.

use actions::{
    claim::{self, Claimed, Passed},
    desk::DeskLetter,
};
use axum::response::Response;
use model::MessageId;

use crate::{
    error::{Error, Result},
    forms::Filled,
    pages::show::go_and_say,
    session::{Ask, Id},
    views::{ClaimView, Said},
};

pub(crate) async fn claim(ask: Ask, Id(id): Id<MessageId>) -> Result<Response> {
    let said = match claim::claim(ask.app(), &ask.actor, id).await? {
        Claimed::Yes { .. } => Said::Claimed,
        Claimed::Theirs { .. } => Said::Taken,
        Claimed::NotFound => return Err(Error::NotFound),
    };
    Ok(go_and_say(&path(id), said))
}

pub(crate) async fn put_down(ask: Ask, Id(id): Id<MessageId>) -> Result<Response> {
    passed(id, claim::put_down(ask.app(), &ask.actor, id).await?, Said::PutDown)
}

pub(crate) async fn hand_over(ask: Ask, Id(id): Id<MessageId>, Filled(form): Filled) -> Result<Response> {
    let to = form.get("to").parse().map_err(|_| Error::NotFound)?;
    let passed_on = claim::hand_over(ask.app(), &ask.actor, id, to, form.get("note")).await?;
    passed(id, passed_on, Said::HandedOver)
}

fn passed(id: MessageId, passed: Passed, said: Said) -> Result<Response> {
    match passed {
        Passed::Yes => Ok(go_and_say(&path(id), said)),
        Passed::NotTheirs => Ok(go_and_say(&path(id), Said::Taken)),
        Passed::NoOfficer | Passed::NotFound => Err(Error::NotFound),
    }
}

fn path(id: MessageId) -> String {
    format!("/desk/messages/{id}")
}

/// Who looks at a letter, as its page shows it.
pub(super) fn view(letter: &DeskLetter) -> Option<ClaimView> {
    let standing = &letter.standing;
    let claim = standing.claim.as_ref()?;
    Some(ClaimView {
        own: standing.own,
        name: claim.name.clone(),
        until: claim.until(),
        handed: claim.handed_by.clone().map(|by| (by, claim.note.clone())),
        officers: standing.others.iter().map(|officer| (officer.person, officer.name.clone())).collect(),
    })
}
