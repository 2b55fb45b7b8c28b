//! Before a form that decides over others: whoever has not proved lately who they are is asked to, on a page that keeps
//! what the form holds and sends it on.

use std::sync::Arc;

use actions::step_up::{self, Proved, Wanted};
use axum::{
    Form,
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
    forms::Fields,
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
    let wanted = step_up::wanted(&web.app, actor, by_factor).await?;
    if wanted == Wanted::Nothing {
        return Ok(next.run(request).await);
    }
    let (parts, body) = request.into_parts();
    let bytes = axum::body::to_bytes(body, limits::FORM_BYTES_MAX).await.map_err(|_| Error::TooLarge)?;
    let again = |bytes: Bytes| Request::from_parts(parts.clone(), Body::from(bytes));
    let form = Form::<Vec<(String, String)>>::from_request(again(bytes.clone()), &()).await;
    let Form(fields) = form.map_err(|_| Error::Form)?;
    let fields = Fields(fields);
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
            Wanted::Password | Wanted::Nothing => StepUpWanted::Password,
        },
        wrong,
    };
    page_as(if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &view)
}
