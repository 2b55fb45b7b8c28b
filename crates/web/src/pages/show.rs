//! Turning views into answers.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use model::Millis;

use crate::{
    error::{Error, Result},
    views::Said,
};

/// A page.
pub(super) fn page(view: &impl Template) -> Result<Response> {
    page_as(StatusCode::OK, view)
}

/// A page with another status.
pub(super) fn page_as(status: StatusCode, view: &impl Template) -> Result<Response> {
    Ok((status, html(view.render()?)).into_response())
}

/// A part of a page.
pub(super) fn fragment(view: &impl Template) -> Result<Response> {
    Ok(html(view.render()?))
}

fn html(text: String) -> Response {
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// On to another page.
pub(super) fn go(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// On to another page, which says what has just been done.
pub(super) fn go_and_say(path: &str, said: Said) -> Response {
    let join = if path.contains('?') { '&' } else { '?' };
    go(&format!("{path}{join}said={}", said.code()))
}

/// Says after which time one may come again.
pub(super) fn retry_after(answer: &mut Response, time: Millis) {
    answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(time.0.max(0) / 1_000));
}

/// After which one may come again when too many passwords are hashed at once.
pub(super) const BUSY: Millis = Millis::seconds(5);

/// A time in whole minutes, at least one.
pub(super) fn minutes(time: Millis) -> i64 {
    (time.0 / Millis::minutes(1).0).max(1)
}

/// Goes on only if the thing is there, for this person.
pub(super) fn there(found: bool) -> Result<()> {
    if found { Ok(()) } else { Err(Error::NotFound) }
}
