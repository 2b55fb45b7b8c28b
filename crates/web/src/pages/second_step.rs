//! The second half of a sign-in: a code of the account's second factor.

use actions::{
    second_step::{Given, Stepped, second_step},
    sign_in,
};
use axum::{
    http::{StatusCode, header},
    response::Response,
};

use super::{
    show::{go, page_as},
    sign_in::{enter, kept_fields},
    towards,
};
use crate::{
    cookies::Cookie,
    error::Result,
    forms::{Fields, Filled, local_path},
    session::{Guest, SIGNED_OUT},
    views::{SecondStepPage, SecondWrong},
};

/// The page that asks for the code, after the right password.
pub(super) async fn ask(guest: &Guest, step: &sign_in::Step, form: &Fields) -> Result<Response> {
    let mut answer = page(guest, StatusCode::OK, step.token.secret(), form, None).await?;
    if let Some(device) = &step.device {
        let cookie = Cookie::Device.set(device.secret(), guest.web.settings.secure_cookies);
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

async fn page(
    guest: &Guest,
    status: StatusCode,
    step: &str,
    form: &Fields,
    wrong: Option<SecondWrong>,
) -> Result<Response> {
    let view = SecondStepPage {
        frame: guest.frame(),
        step: step.to_owned(),
        then: local_path(form.get("then")).to_owned(),
        kept: kept_fields(form),
        wrong,
    };
    let mut answer = page_as(status, &view)?;
    // Its form leads where that of the first half would have.
    if let Some((_, url)) = towards::of(guest, &view.then).await? {
        towards::allow(&mut answer, &url);
    }
    Ok(answer)
}

pub(crate) async fn submit(guest: Guest, Filled(form): Filled) -> Result<Response> {
    let given = Given { step: form.get("step"), code: form.get("code"), browser: guest.visitor.browser() };
    match second_step(guest.app(), &given).await? {
        Stepped::Yes(opened) => enter(&guest, &opened, &form).await,
        Stepped::Wrong => page(&guest, SIGNED_OUT, given.step, &form, Some(SecondWrong::Code)).await,
        Stepped::Over => page(&guest, SIGNED_OUT, "", &form, Some(SecondWrong::Over)).await,
    }
}

/// The address of the page, asked for again: a sign-in begins at its beginning.
pub(crate) async fn again() -> Response {
    go("/sign-in")
}
