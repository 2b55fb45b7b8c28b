//! A sender answers whether a held message is theirs; the desk asks.

use actions::prove::{self, Answered, Asked};
use axum::response::Response;
use model::{MessageId, proof::Answer};

use super::show::{go_and_say, page};
use crate::{
    error::{Error, Result},
    forms::Filled,
    session::{Ask, Id},
    views::{Here, ProofPage, Said},
};

pub(crate) async fn show(ask: Ask, Id(id): Id<MessageId>) -> Result<Response> {
    let asked = prove::question(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    page(&ProofPage {
        frame: ask.frame(Here::Sent).await?,
        id,
        at: asked.message.sent_at(),
        to: asked.to.join(", "),
        subject: asked.message.subject,
        body: asked.message.body,
        until: asked.until,
    })
}

pub(crate) async fn answer(ask: Ask, Id(id): Id<MessageId>, Filled(form): Filled) -> Result<Response> {
    let answer = Answer::from_code(form.get("answer")).ok_or(Error::NotFound)?;
    match prove::answer(ask.app(), &ask.actor, id, answer).await? {
        Answered::Released => Ok(go_and_say("/sent", Said::Proved)),
        Answered::Kept => Ok(go_and_say("/sent", Said::ProofKept)),
        Answered::Contained => Ok(go_and_say("/sign-in", Said::Disowned)),
        Answered::NotFound => Err(Error::NotFound),
    }
}

/// The desk asks.
pub(crate) async fn demand(ask: Ask, Id(id): Id<MessageId>) -> Result<Response> {
    let said = match prove::ask(ask.app(), &ask.actor, id).await? {
        Asked::Yes { .. } => Said::ProofAsked,
        Asked::Already | Asked::NotHeld => Said::TooLate,
        Asked::TooMany => Said::ProofTooMany,
        Asked::NotFound => return Err(Error::NotFound),
    };
    Ok(go_and_say(&format!("/desk/messages/{id}"), said))
}
