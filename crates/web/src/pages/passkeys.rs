//! Passkeys: what a page's script asks for, in the words of `navigator.credentials`, and signing in by one alone.

use actions::{
    passkey::{
        Asked,
        enrol::{self, NewPasskey},
        sign_in::{Asking, Entered, ask, sign_in},
    },
    second_step, step_up,
};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};

use super::{
    factors::{self, added},
    show::go,
    sign_in::{again, enter},
};
use crate::{
    cookies::Cookie,
    error::{Error, Result},
    forms::Filled,
    session::{Ask, Guest, SIGNED_OUT},
    views::{FactorsShow, SignInWrong},
};

/// How a passkey is called that has no name.
const LABEL: &str = "Clé d’accès";
/// Seconds after which a browser may ask again when too many do at once.
const AGAIN_S: u32 = 30;

/// For the script. There may be nothing to ask: the page says so.
fn json(asked: Option<Asked>) -> Response {
    match asked {
        Some(Asked(options)) => {
            ([(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))], options).into_response()
        }
        None => StatusCode::CONFLICT.into_response(),
    }
}

pub(crate) async fn ask_sign_in(guest: Guest) -> Result<Response> {
    match ask(guest.app(), guest.visitor.browser()).await? {
        Asking::Yes { asked, device } => {
            let mut answer = json(Some(asked));
            if let Some(device) = device {
                let cookie = Cookie::Device.set(device.secret(), guest.web.settings.secure_cookies);
                answer.headers_mut().append(header::SET_COOKIE, cookie);
            }
            Ok(answer)
        }
        Asking::Busy => Err(Error::Busy(AGAIN_S)),
        Asking::NotHere => Ok(json(None)),
    }
}

pub(crate) async fn enter_alone(guest: Guest, Filled(form): Filled) -> Result<Response> {
    match sign_in(guest.app(), form.get("passkey"), guest.visitor.browser()).await? {
        Entered::Yes(opened) => enter(&guest, &opened, &form).await,
        Entered::No => again(&guest, &form, SIGNED_OUT, SignInWrong::Passkey).await,
        Entered::Copied => again(&guest, &form, SIGNED_OUT, SignInWrong::Copied).await,
    }
}

/// The address of a page that a form was answered with, asked for again: a sign-in begins at its beginning.
pub(crate) async fn from_the_beginning() -> Response {
    go("/sign-in")
}

pub(crate) async fn ask_second_step(guest: Guest, Filled(form): Filled) -> Result<Response> {
    Ok(json(second_step::ask_passkey(guest.app(), form.get("step"), guest.visitor.browser()).await?))
}

pub(crate) async fn ask_step_up(asking: Ask) -> Result<Response> {
    let device = asking.visitor.device.as_deref().unwrap_or_default();
    Ok(json(step_up::ask_passkey(asking.app(), &asking.actor, device).await?))
}

/// The page on which a new passkey is made.
pub(crate) async fn begin(ask: Ask, Filled(form): Filled) -> Result<Response> {
    let label = if form.get("label").trim().is_empty() { LABEL } else { form.get("label") }.to_owned();
    let device = ask.visitor.device.as_deref().unwrap_or_default();
    match enrol::begin(ask.app(), &ask.actor, device).await? {
        Some(Asked(options)) => factors::answer(&ask, StatusCode::OK, FactorsShow::Passkey { label, options }).await,
        None => Ok(go("/account/factors")),
    }
}

pub(crate) async fn confirm(ask: Ask, Filled(form): Filled) -> Result<Response> {
    let device = ask.visitor.device.as_deref().unwrap_or_default();
    let new = NewPasskey { label: form.get("label"), answer: form.get("passkey"), device };
    added(&ask, enrol::enrol(ask.app(), &ask.actor, &new).await?).await
}
