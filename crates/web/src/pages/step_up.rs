//! Before a form that decides over others: whoever has not proved lately who they are is asked to, on a page that keeps
//! what the form holds and sends it on.

use std::sync::Arc;

use actions::{
    second_step::Offered,
    step_up::{self, Proved, Wanted},
};
use axum::{
    body::{Body, Bytes},
    extract::{FromRequest as _, Request},
    http::StatusCode,
    middleware::Next,
    response::Response,
};
use model::{Actor, limits};

use super::show::page_as;
use crate::{
    error::{Error, Result},
    forms::{Fields, Filled, whole},
    server::Web,
    session::{Guest, Visitor},
    views::{StepUpPage, StepUpWanted, StepUpWrong},
};

/// The field that the proof comes in. No form of ours has one of that name.
const PROOF: &str = "_proof";
/// The same for the answer of a passkey.
const PASSKEY: &str = "_passkey";

/// Lets a form through once its sender has proved who they are.
pub(crate) async fn pass(
    web: &Arc<Web>,
    (visitor, actor): (&Arc<Visitor>, &Actor),
    by_factor: bool,
    (request, next): (Request, Next),
) -> Result<Response> {
    let Some(wanted) = step_up::wanted(&web.app, actor, by_factor).await? else {
        return Ok(next.run(request).await);
    };
    let (parts, body) = request.into_parts();
    let bytes = whole(body, limits::FORM_BYTES_MAX).await?;
    let again = |bytes: Bytes| Request::from_parts(parts.clone(), Body::from(bytes));
    let Filled(fields) = Filled::from_request(again(bytes.clone()), web).await?;
    let by_passkey = !fields.get(PASSKEY).is_empty();
    let wrong = match proved(web, (visitor, actor), wanted, &fields).await? {
        Some(Proved::Yes) => return Ok(next.run(again(bytes)).await),
        Some(Proved::Wrong) if by_passkey => Some(StepUpWrong::Passkey),
        Some(Proved::Wrong) => Some(StepUpWrong::Wrong),
        Some(Proved::Copied) => Some(StepUpWrong::Copied),
        Some(Proved::TooMany) => Some(StepUpWrong::TooMany(limits::SIGN_IN_WINDOW.0 / 60_000)),
        Some(Proved::Busy) => return Err(Error::Busy(5)),
        None => None,
    };
    let action = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let kept = fields.0.into_iter().filter(|(name, _)| name != PROOF && name != PASSKEY).collect();
    asks(web, (visitor, actor), wanted, (action, kept), wrong).await
}

/// The page that asks the actor to prove who they are, and sends these fields on to an address once they have. `None`: they
/// did so lately.
pub(super) async fn ask_first(
    web: &Arc<Web>,
    (visitor, actor): (&Arc<Visitor>, &Actor),
    action: &str,
    fields: Vec<(String, String)>,
) -> Result<Option<Response>> {
    match step_up::wanted(&web.app, actor, false).await? {
        Some(wanted) => Ok(Some(asks(web, (visitor, actor), wanted, (action, fields), None).await?)),
        None => Ok(None),
    }
}

async fn asks(
    web: &Arc<Web>,
    (visitor, actor): (&Arc<Visitor>, &Actor),
    wanted: Wanted,
    (action, fields): (&str, Vec<(String, String)>),
    wrong: Option<StepUpWrong>,
) -> Result<Response> {
    let offered = match wanted {
        Wanted::Code => step_up::offered(&web.app, actor).await?,
        Wanted::Factor | Wanted::Password => Offered::default(),
    };
    let view = StepUpPage {
        frame: Guest::of(web, visitor).frame(),
        action: action.to_owned(),
        fields,
        back: visitor.from.clone().unwrap_or_else(|| "/".to_owned()),
        wanted: match wanted {
            Wanted::Code => StepUpWanted::Code,
            Wanted::Factor => StepUpWanted::Factor,
            Wanted::Password => StepUpWanted::Password,
        },
        passkey: offered.passkey,
        cells: offered.cells.map(Into::into),
        wrong,
    };
    page_as(if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &view)
}

/// What the form's proof is worth; none when it has none.
async fn proved(
    web: &Web,
    (visitor, actor): (&Visitor, &Actor),
    wanted: Wanted,
    fields: &Fields,
) -> Result<Option<Proved>> {
    let (typed, answer) = (fields.get(PROOF), fields.get(PASSKEY));
    Ok(match (wanted, visitor.device.as_deref()) {
        (Wanted::Code, Some(device)) if !answer.is_empty() => {
            Some(step_up::by_passkey(&web.app, actor, device, answer).await?)
        }
        (Wanted::Code | Wanted::Password, _) if !typed.is_empty() => {
            Some(step_up::step_up(&web.app, actor, typed).await?)
        }
        _ => None,
    })
}
