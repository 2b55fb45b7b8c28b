//! Before a form that decides over others: whoever has not proved lately who they are is asked to, on a page that keeps
//! what the form holds and sends it on.

use std::sync::Arc;

use actions::step_up::{self, Proved, Wanted};
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
    forms::{Filled, whole},
    server::Web,
    session::{Guest, Visitor},
    views::{StepUpPage, StepUpWanted, StepUpWrong},
};

/// The field that the proof comes in. No form of ours has one of that name.
const PROOF: &str = "_proof";

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
    let typed = fields.get(PROOF);
    let wrong = match wanted {
        Wanted::Code | Wanted::Password if !typed.is_empty() => match step_up::step_up(&web.app, actor, typed).await? {
            Proved::Yes => return Ok(next.run(again(bytes)).await),
            Proved::Wrong => Some(StepUpWrong::Wrong),
            Proved::TooMany => Some(StepUpWrong::TooMany(limits::SIGN_IN_WINDOW.0 / 60_000)),
            Proved::Busy => return Err(Error::Busy(5)),
        },
        _ => None,
    };
    let view = StepUpPage {
        frame: Guest::of(web, visitor).frame(),
        action: parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        fields: fields.0.into_iter().filter(|(name, _)| name != PROOF).collect(),
        back: visitor.from.clone().unwrap_or_else(|| "/".to_owned()),
        wanted: match wanted {
            Wanted::Code => StepUpWanted::Code,
            Wanted::Factor => StepUpWanted::Factor,
            Wanted::Password => StepUpWanted::Password,
        },
        wrong,
    };
    page_as(if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &view)
}
