//! The first sign-in: the code of a printed sheet, then a password of one's own.

use actions::{
    activate::{self, Activated, Activation, Greeted, Holder},
    password::{Weak, passphrase},
    sign_in,
};
use axum::{http::StatusCode, response::Response};
use model::limits;

use super::{
    show::{BUSY, go_and_say, minutes, page_as, retry_after},
    sign_in::set_cookies,
};
use crate::{
    error::Result,
    forms::Filled,
    session::{Ask, Guest},
    views::{ActivationPage, ActivationWrong, Said},
};

/// Characters of a code that is shown again; what is longer was none.
pub(super) const CODE_SHOWN_BYTES: usize = 40;

pub(crate) async fn show(guest: Guest) -> Result<Response> {
    answer(&guest, StatusCode::OK, guest.query("code"), None, None)
}

pub(crate) async fn submit(guest: Guest, Filled(form): Filled) -> Result<Response> {
    let (code, password) = (form.get("code"), form.get("password"));
    let person = match activate::greet(guest.app(), code, guest.visitor.browser()).await? {
        Greeted::Yes(person) => person,
        Greeted::NoSuchCode => {
            return answer(&guest, StatusCode::UNPROCESSABLE_ENTITY, code, None, Some(ActivationWrong::Code));
        }
        Greeted::Wait(time) => {
            let wait = Some(ActivationWrong::TooMany(minutes(time)));
            let mut answer = answer(&guest, StatusCode::TOO_MANY_REQUESTS, code, None, wait)?;
            retry_after(&mut answer, time);
            return Ok(answer);
        }
    };
    if password.is_empty() || person.from.is_some() {
        return answer(&guest, StatusCode::OK, code, Some(person), None);
    }
    let again = |wrong| answer(&guest, StatusCode::UNPROCESSABLE_ENTITY, code, Some(person.clone()), Some(wrong));
    if password != form.get("again") {
        return again(ActivationWrong::Differs);
    }
    let activation = Activation { code, password, browser: guest.visitor.browser() };
    match activate::activate(guest.app(), &activation).await? {
        Activated::Yes(opened) => {
            if let Some(former) = &guest.visitor.actor {
                sign_in::sign_out(guest.app(), former).await?;
            }
            let mut answer = go_and_say("/inbox", Said::Activated);
            set_cookies(answer.headers_mut(), &opened, &guest.visitor, guest.web.settings.secure_cookies);
            Ok(answer)
        }
        Activated::NotYet(from) => {
            let waiting = Holder { from: Some(from), ..person.clone() };
            answer(&guest, StatusCode::OK, code, Some(waiting), None)
        }
        Activated::NoSuchCode => {
            answer(&guest, StatusCode::UNPROCESSABLE_ENTITY, code, None, Some(ActivationWrong::Code))
        }
        Activated::Weak(Weak::Short) => again(ActivationWrong::TooShort),
        Activated::Weak(Weak::Long) => again(ActivationWrong::TooLong),
        Activated::Weak(Weak::Common) => again(ActivationWrong::Common),
        Activated::Weak(Weak::HoldsLogin) => again(ActivationWrong::HoldsLogin),
        Activated::Busy => {
            let mut answer = answer(&guest, StatusCode::SERVICE_UNAVAILABLE, code, Some(person), None)?;
            retry_after(&mut answer, BUSY);
            Ok(answer)
        }
    }
}

/// The page that chooses a new password, for who has just shut their own account.
pub(super) async fn go_on(ask: &Ask, code: &str) -> Result<Response> {
    let person = activate::holder(ask.app(), code).await?;
    answer(&Guest::of(&ask.web, &ask.visitor), StatusCode::OK, code, person, None)
}

fn answer(
    guest: &Guest,
    status: StatusCode,
    code: &str,
    person: Option<Holder>,
    wrong: Option<ActivationWrong>,
) -> Result<Response> {
    let view = ActivationPage {
        frame: guest.frame(),
        code: model::text::cut(code, CODE_SHOWN_BYTES).to_owned(),
        chars_min: person.as_ref().map_or(limits::PASSWORD_CHARS_MIN, |holder| holder.chars_min),
        waits: person.as_ref().and_then(|holder| holder.from),
        person: person.map(|holder| (holder.name, holder.login)),
        proposed: passphrase::propose(guest.app()),
        wrong,
    };
    page_as(status, &view)
}
