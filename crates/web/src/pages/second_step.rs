//! The second half of a sign-in: a code of the account's second factor, or a passkey.

use actions::{
    second_step::{Given, Offered, Stepped, by_passkey, offered, second_step},
    sign_in,
    token::Token,
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
    // What is not sent with the device cookie yet is with the answer.
    let mut browser = guest.visitor.browser();
    browser.device = step.device.as_ref().map(Token::secret).or(browser.device);
    let offered = offered(guest.app(), step.token.secret(), browser).await?;
    let mut answer = page(guest, StatusCode::OK, (step.token.secret(), offered), form, None).await?;
    if let Some(device) = &step.device {
        let cookie = Cookie::Device.set(device.secret(), guest.web.settings.secure_cookies);
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

async fn page(
    guest: &Guest,
    status: StatusCode,
    (step, offered): (&str, Offered),
    form: &Fields,
    wrong: Option<SecondWrong>,
) -> Result<Response> {
    let view = SecondStepPage {
        frame: guest.frame(),
        step: step.to_owned(),
        then: local_path(form.get("then")).to_owned(),
        kept: kept_fields(form),
        passkey: offered.passkey,
        cells: offered.cells.map(Into::into),
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
    let (app, browser, step, answer) = (guest.app(), guest.visitor.browser(), form.get("step"), form.get("passkey"));
    let stepped = if answer.is_empty() {
        second_step(app, &Given { step, code: form.get("code"), browser }).await?
    } else {
        by_passkey(app, step, answer, browser).await?
    };
    let wrong = match stepped {
        Stepped::Yes(opened) => return enter(&guest, &opened, &form).await,
        Stepped::Over => {
            return page(&guest, SIGNED_OUT, ("", Offered::default()), &form, Some(SecondWrong::Over)).await;
        }
        Stepped::Copied => SecondWrong::Copied,
        Stepped::Wrong if answer.is_empty() => SecondWrong::Code,
        Stepped::Wrong => SecondWrong::Passkey,
    };
    let offered = offered(app, step, browser).await?;
    page(&guest, SIGNED_OUT, (step, offered), &form, Some(wrong)).await
}

/// The address of the page, asked for again: a sign-in begins at its beginning.
pub(crate) async fn again() -> Response {
    go("/sign-in")
}
