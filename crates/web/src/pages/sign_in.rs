//! Signing in and out. What was typed when a session ended is carried through and given back.

use std::sync::Arc;

use actions::{
    measure, passkey, relying,
    sign_in::{self, Attempt, Opened, SignedIn},
    token::Token,
};
use axum::{
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    response::Response,
};

use super::{
    compose, providers, second_step,
    show::{BUSY, go, go_and_say, minutes, page_as, retry_after},
    towards,
};
use crate::{
    cookies::Cookie,
    error::Result,
    forms::{Arriving, Fields, Filled, local_path},
    server::Web,
    session::{Ask, Guest, SIGNED_OUT, Visitor},
    views::{Said, SignInPage, SignInWrong},
};

/// Bytes of a user name that a link may bring.
const LOGIN_BYTES_MAX: usize = 100;
/// Fields of a message that are carried through a sign-in.
const KEPT: [&str; 8] = ["key", "draft", "reply_to", "subject", "body", "to", "cc", "attachment"];
/// What their names begin with meanwhile.
const MARK: &str = "kept-";

pub(crate) async fn show(guest: Guest) -> Result<Response> {
    let then = local_path(guest.query("then"));
    if guest.visitor.actor.is_some() {
        return Ok(go(then));
    }
    ask_to_sign_in(&guest, then).await
}

/// The page that asks to sign in, also of whoever is signed in.
pub(super) async fn ask_to_sign_in(guest: &Guest, then: &str) -> Result<Response> {
    // A link may bring the user name, as those of the demonstration do; never the password.
    let login = model::text::cut(guest.query("login"), LOGIN_BYTES_MAX).to_owned();
    let (frame, then) = (guest.frame(), then.to_owned());
    let passkeys = passkey::are_offered(guest.app());
    let providers = providers::buttons(guest).await?;
    let view = SignInPage { frame, login, then, towards: None, passkeys, providers, wrong: None, kept: Vec::new() };
    door(guest, StatusCode::OK, view).await
}

/// The page, which names the service that one goes on to.
async fn door(guest: &Guest, status: StatusCode, mut view: SignInPage) -> Result<Response> {
    let Some((service, url)) = towards::of(guest, &view.then).await? else { return page_as(status, &view) };
    view.towards = Some(service.name);
    let mut answer = page_as(status, &view)?;
    towards::allow(&mut answer, &url);
    Ok(answer)
}

pub(crate) async fn submit(guest: Guest, Filled(form): Filled) -> Result<Response> {
    let attempt =
        Attempt { login: form.get("login"), password: form.get("password"), browser: guest.visitor.browser() };
    let came = sign_in::sign_in(guest.app(), &attempt).await?;
    answer(&guest, came, &form).await
}

/// What came of a sign-in, by whatever it began.
pub(super) async fn answer(guest: &Guest, came: SignedIn, form: &Fields) -> Result<Response> {
    match came {
        SignedIn::Yes(opened) => enter(guest, &opened, form).await,
        SignedIn::Second(step) => second_step::ask(guest, &step, form).await,
        SignedIn::No => again(guest, form, SIGNED_OUT, SignInWrong::Refused).await,
        SignedIn::Unusual(device) => {
            let mut answer = again(guest, form, SIGNED_OUT, SignInWrong::Unusual).await?;
            // The browser keeps its name: what else it opens is seen to be by the same one.
            if let Some(device) = device {
                let cookie = Cookie::Device.set(device.secret(), guest.web.settings.secure_cookies);
                answer.headers_mut().append(header::SET_COOKIE, cookie);
            }
            Ok(answer)
        }
        SignedIn::Wait(time) => {
            let wait = SignInWrong::TooMany(minutes(time));
            let mut answer = again(guest, form, StatusCode::TOO_MANY_REQUESTS, wait).await?;
            retry_after(&mut answer, time);
            Ok(answer)
        }
        SignedIn::Busy => {
            let busy = SignInWrong::Busy(BUSY.0 / 1_000);
            let mut answer = again(guest, form, StatusCode::SERVICE_UNAVAILABLE, busy).await?;
            retry_after(&mut answer, BUSY);
            Ok(answer)
        }
    }
}

pub(super) async fn again(guest: &Guest, form: &Fields, status: StatusCode, wrong: SignInWrong) -> Result<Response> {
    let view = SignInPage {
        frame: guest.frame(),
        login: form.get("login").to_owned(),
        then: local_path(form.get("then")).to_owned(),
        towards: None,
        passkeys: passkey::are_offered(guest.app()),
        providers: providers::buttons(guest).await?,
        wrong: Some(wrong),
        kept: kept_fields(form),
    };
    door(guest, status, view).await
}

/// In: where one was going, or on with what was typed when the session ended.
pub(super) async fn enter(guest: &Guest, opened: &Opened, form: &Fields) -> Result<Response> {
    let kept = Fields(kept_fields(form));
    let mut answer = if kept.0.is_empty() {
        go(local_path(form.get("then")))
    } else {
        match as_opened(guest, opened).await? {
            Some(ask) => compose::give_back(&ask, &kept).await?,
            None => go("/sign-in"),
        }
    };
    // Whoever used this browser before is out: their session does not outlive them in the database.
    if let Some(former) = &guest.visitor.actor {
        sign_in::sign_out(guest.app(), former).await?;
    }
    set_cookies(answer.headers_mut(), opened, &guest.visitor, guest.web.settings.secure_cookies);
    Ok(answer)
}

/// The cookies of a session that was opened by this visitor. That of a known device is set again, so that its life begins
/// anew.
pub(super) fn set_cookies(headers: &mut HeaderMap, opened: &Opened, visitor: &Visitor, secure: bool) {
    headers.append(header::SET_COOKIE, Cookie::Session.set(opened.session.secret(), secure));
    if let Some(device) = opened.device.as_ref().map(Token::secret).or(visitor.device.as_deref()) {
        headers.append(header::SET_COOKIE, Cookie::Device.set(device, secure));
    }
}

/// The same request, as whoever has just signed in.
async fn as_opened(guest: &Guest, opened: &Opened) -> Result<Option<Ask>> {
    let device = opened.device.as_ref().map(Token::secret).or(guest.visitor.device.as_deref());
    let actor = sign_in::authenticate(guest.app(), opened.session.secret(), device.unwrap_or_default()).await?;
    let Some(actor) = actor else { return Ok(None) };
    let restrictions = measure::own(guest.app(), &actor).await?;
    Ok(Some(Ask::of(guest, actor, restrictions)))
}

/// The fields that are carried through.
pub(super) fn kept_fields(form: &Fields) -> Vec<(String, String)> {
    let kept = form.0.iter().filter_map(|(name, value)| Some((name.strip_prefix(MARK)?.to_owned(), value.clone())));
    kept.collect()
}

/// The session had ended when a message was sent: the sign-in page, with what was typed. Its files are not carried.
pub(crate) async fn keep(web: &Arc<Web>, visitor: &Arc<Visitor>, request: Request) -> Result<Response> {
    let fields = Arriving::begin(request, web).await?.fields_alone().await?;
    let kept = fields.0.into_iter().filter(|(name, _)| KEPT.contains(&name.as_str())).collect();
    let guest = Guest::of(web, visitor);
    let (then, passkeys) = ("/compose".to_owned(), passkey::are_offered(guest.app()));
    let (frame, providers) = (guest.frame(), providers::buttons(&guest).await?);
    let view = SignInPage { frame, login: String::new(), then, towards: None, passkeys, providers, wrong: None, kept };
    page_as(SIGNED_OUT, &view)
}

pub(crate) async fn out(ask: Ask) -> Result<Response> {
    let way_out = relying::way_out(ask.app(), &ask.actor).await?;
    sign_in::sign_out(ask.app(), &ask.actor).await?;
    let mut answer = match way_out {
        Some(onward) => providers::leave(&ask, onward)?,
        None => go_and_say("/sign-in", Said::SignedOut),
    };
    forget_session(&ask.web, &mut answer);
    Ok(answer)
}

/// Takes the session's cookie away.
pub(super) fn forget_session(web: &Web, answer: &mut Response) {
    answer.headers_mut().append(header::SET_COOKIE, Cookie::Session.forget(web.settings.secure_cookies));
}
