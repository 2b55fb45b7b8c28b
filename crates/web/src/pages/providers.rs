//! Coming in through a provider of identity: the way there, the way back, and what opens one's account that way.

use std::sync::Arc;

use actions::{
    relying::{self, Account, Back, ByCode, Choice, Gone, Onward, Overview, Returned, Told, Unlinked, saml},
    token::Token,
};
use axum::{
    Json,
    extract::{FromRequest as _, Path, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect, Response},
};
use model::PersonId;
use serde_json::json;
use uuid::Uuid;

use super::{
    activate::CODE_SHOWN_BYTES,
    show::{go, go_and_say, minutes, page_as, retry_after},
    sign_in::{again, answer, enter},
};
use crate::{
    cookies::Cookie,
    error::{Error, Result},
    forms::{Fields, Filled, local_path, percent},
    locale::Locale,
    server::Web,
    session::{Ask, Guest, Id, SIGNED_OUT},
    views::{
        AccountChoice, ChoosePage, LinkRow, LinkingWrong, LinksPart, NoAccountPage, OnwardPage, ProviderButton, Said,
        SignInWrong, words,
    },
};

/// Seconds after which a browser may go again when too many are on their way at once.
const AGAIN_S: u32 = 30;
/// Goes on to another address without a form's being answered by one: browsers hold what a form leads to against the
/// page's policy.
const REFRESH: HeaderName = HeaderName::from_static("refresh");

/// The buttons of the sign-in page.
pub(super) async fn buttons(guest: &Guest) -> Result<Vec<ProviderButton>> {
    Ok(relying::buttons(guest.app()).await?.into_iter().map(button).collect())
}

fn button(one: relying::Button) -> ProviderButton {
    ProviderButton { code: one.code, label: one.label }
}

/// `POST /sign-in/with/{name}`.
pub(crate) async fn begin(guest: Guest, Path(code): Path<String>, Filled(form): Filled) -> Result<Response> {
    let then = local_path(form.get("then"));
    let gone = relying::to_sign_in(guest.app(), &code, guest.visitor.browser(), then).await?;
    onward(&guest, gone, &form).await
}

/// `POST /account/providers/{name}`.
pub(crate) async fn link(ask: Ask, Path(code): Path<String>) -> Result<Response> {
    let gone = relying::to_link(ask.app(), &ask.actor, &code, ask.visitor.browser()).await?;
    onward(&Guest::of(&ask.web, &ask.visitor), gone, &Fields::default()).await
}

async fn onward(guest: &Guest, gone: Gone, form: &Fields) -> Result<Response> {
    let (address, label, device) = match gone {
        Gone::To { address, label, device } => (address, label, device),
        Gone::NoProvider => return Err(Error::NotFound),
        Gone::MayNot => return Ok(go_and_say("/account", Said::ProviderNotLinked)),
        Gone::Busy => return Err(Error::Busy(AGAIN_S)),
        Gone::Silent if guest.visitor.actor.is_some() => return Ok(go_and_say("/account", Said::ProviderNotLinked)),
        Gone::Silent => return again(guest, form, StatusCode::SERVICE_UNAVAILABLE, SignInWrong::ProviderSilent).await,
    };
    let mut answer = onward_page(guest, label, address, false)?;
    if let Some(device) = device.as_ref().map(Token::secret) {
        let cookie = Cookie::Device.set(device, guest.web.settings.secure_cookies);
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

fn onward_page(guest: &Guest, label: String, address: String, leaving: bool) -> Result<Response> {
    let refresh = HeaderValue::from_str(&format!("0; url={address}")).map_err(|_| Error::NoService)?;
    let mut answer = page_as(StatusCode::OK, &OnwardPage { frame: guest.frame(), label, address, leaving })?;
    answer.headers_mut().insert(REFRESH, refresh);
    Ok(answer)
}

/// On to the way out of the provider, for who has just signed out here.
pub(super) fn leave(ask: &Ask, onward: Onward) -> Result<Response> {
    let mut visitor = (*ask.visitor).clone();
    visitor.actor = None;
    onward_page(&Guest::of(&ask.web, &Arc::new(visitor)), onward.label, onward.address, true)
}

/// `GET /sign-in/with/{name}/back`.
pub(crate) async fn back(guest: Guest, Path(code): Path<String>) -> Result<Response> {
    let fields = guest.fields();
    let twice = ["state", "code", "iss", "error"].iter().any(|name| fields.all(name).nth(1).is_some());
    let returned = Returned {
        state: fields.get("state"),
        code: fields.get("code"),
        iss: fields.get("iss"),
        error: fields.get("error"),
        twice,
    };
    let (app, browser) = (guest.app(), guest.visitor.browser());
    let Some(answered) = relying::answered(app, &code, &returned, browser).await? else {
        return refused(&guest, SignInWrong::ProviderOver).await;
    };
    match relying::back(app, &answered, &returned, guest.visitor.actor.as_deref(), browser).await? {
        Back::Came(came, towards) => answer(&guest, came, &Fields(vec![("then".to_owned(), towards)])).await,
        Back::Choose(choice) => choices(&guest, choice),
        Back::NoAccount(choice) => no_account(&guest, choice),
        Back::Linked => Ok(go_and_say("/account", Said::ProviderLinked)),
        Back::NotLinked => Ok(go_and_say("/account", Said::ProviderNotLinked)),
        Back::Declined(_) => refused(&guest, SignInWrong::ProviderDeclined).await,
        Back::Silent(_) => refused(&guest, SignInWrong::ProviderSilent).await,
        Back::Refused(_) => refused(&guest, SignInWrong::ProviderRefused).await,
    }
}

/// `POST /sign-in/with/{name}/saml`: a browser brings what a provider answers, from the provider's site and so without a cookie.
/// It goes on to where everybody comes back, with its own.
pub(crate) async fn brought(
    State(web): State<Arc<Web>>,
    Path(code): Path<String>,
    request: Request,
) -> Result<Response> {
    let Filled(form) = Filled::from_request(request, &web).await?;
    let once = |name: &'static str| form.all(name).next().filter(|_| form.all(name).nth(1).is_none());
    let (answer, state) = (once("SAMLResponse").unwrap_or_default(), once("RelayState").unwrap_or_default());
    let onward = saml::brought(&web.app, &code, answer, state).await?.ok_or(Error::NotFound)?;
    let (state, taken) = (percent(&onward.state), percent(&onward.code));
    Ok(Redirect::to(&format!("/sign-in/with/{code}/back?state={state}&code={taken}")).into_response())
}

/// `GET /saml/metadata/{name}`: how this installation describes itself to a provider that speaks SAML.
pub(crate) async fn description(State(web): State<Arc<Web>>, Path(code): Path<String>) -> Result<Response> {
    let text = saml::description(&web.app, &code).await?.ok_or(Error::NotFound)?;
    Ok(([(header::CONTENT_TYPE, "application/samlmetadata+xml")], text).into_response())
}

/// Whoever is signed in wanted to link something; others wanted to come in.
async fn refused(guest: &Guest, wrong: SignInWrong) -> Result<Response> {
    if guest.visitor.actor.is_some() {
        return Ok(go_and_say("/account", Said::ProviderNotLinked));
    }
    again(guest, &Fields::default(), SIGNED_OUT, wrong).await
}

fn choices(guest: &Guest, choice: Choice) -> Result<Response> {
    let locale = guest.visitor.locale;
    let view = ChoosePage {
        frame: guest.frame(),
        label: choice.label,
        proof: choice.token.secret().to_owned(),
        then: choice.towards,
        accounts: choice.accounts.into_iter().map(|one| account(locale, one)).collect(),
    };
    page_as(StatusCode::OK, &view)
}

fn account(locale: Locale, one: Account) -> AccountChoice {
    let line = |a: &model::actor::Affiliation| format!("{}, {}", words::profile(locale, a.profile), a.school_name);
    AccountChoice { id: one.person.uuid(), name: one.name, affiliations: one.affiliations.iter().map(line).collect() }
}

fn no_account(guest: &Guest, choice: Choice) -> Result<Response> {
    let view = NoAccountPage {
        frame: guest.frame(),
        label: choice.label,
        proof: choice.token.secret().to_owned(),
        then: choice.towards,
        code: String::new(),
        wrong: None,
    };
    page_as(SIGNED_OUT, &view)
}

/// `POST /sign-in/choose`.
pub(crate) async fn choose(guest: Guest, Filled(form): Filled) -> Result<Response> {
    let person = form.read::<PersonId>("person").ok_or(Error::Form)?;
    match relying::choose(guest.app(), form.get("proof"), person, guest.visitor.browser()).await? {
        Some(came) => answer(&guest, came, &form).await,
        None => again(&guest, &form, SIGNED_OUT, SignInWrong::ProviderOver).await,
    }
}

/// `POST /sign-in/linked`.
pub(crate) async fn by_code(guest: Guest, Filled(form): Filled) -> Result<Response> {
    let (proof, code) = (form.get("proof"), form.get("code"));
    let mut wait = None;
    let wrong = match relying::by_code(guest.app(), proof, code, guest.visitor.browser()).await? {
        ByCode::Yes(opened) => return enter(&guest, &opened, &form).await,
        ByCode::Over => return again(&guest, &form, SIGNED_OUT, SignInWrong::ProviderOver).await,
        ByCode::NoSuchCode => LinkingWrong::Code,
        ByCode::NotYet(from) => LinkingWrong::NotYet(from),
        ByCode::NotForThem => LinkingWrong::NotForThem,
        ByCode::TooMany => LinkingWrong::TooManyLinks,
        ByCode::Wait(time) => {
            wait = Some(time);
            LinkingWrong::TooMany(minutes(time))
        }
    };
    let view = NoAccountPage {
        frame: guest.frame(),
        label: String::new(),
        proof: proof.to_owned(),
        then: local_path(form.get("then")).to_owned(),
        code: model::text::cut(code, CODE_SHOWN_BYTES).to_owned(),
        wrong: Some(wrong),
    };
    let status = if wait.is_some() { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut answer = page_as(status, &view)?;
    if let Some(time) = wait {
        retry_after(&mut answer, time);
    }
    Ok(answer)
}

/// The address of a page that a form was answered with, asked for again: a sign-in begins at its beginning.
pub(crate) async fn from_the_beginning() -> Response {
    go("/sign-in")
}

/// The same of the account's page.
pub(crate) async fn from_the_account() -> Response {
    go("/account")
}

/// `POST /sign-in/with/{name}/logout`: a provider says that a session has ended.
pub(crate) async fn ended(State(web): State<Arc<Web>>, Path(code): Path<String>, request: Request) -> Result<Response> {
    let told = match Filled::from_request(request, &web).await {
        Ok(Filled(form)) => relying::ended_there(&web.app, &code, form.get("logout_token")).await?,
        Err(_) => Told::Refused,
    };
    match told {
        Told::Yes => Ok(StatusCode::OK.into_response()),
        Told::Refused => Ok((StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_request" }))).into_response()),
        Told::NoProvider => Err(Error::NotFound),
    }
}

/// The part of the account page.
pub(super) async fn part(ask: &Ask) -> Result<LinksPart> {
    let Overview { links, offered, elsewhere } = relying::overview(ask.app(), &ask.actor).await?;
    let links = links.into_iter().map(|one| LinkRow { id: one.id, label: one.label, since: one.since, used: one.used });
    Ok(LinksPart { links: links.collect(), offered: offered.into_iter().map(button).collect(), elsewhere })
}

/// `POST /account/links/{id}/end`.
pub(crate) async fn unlink(ask: Ask, Id(id): Id<Uuid>) -> Result<Response> {
    let said = match relying::unlink(ask.app(), &ask.actor, id).await? {
        Unlinked::Yes => Said::ProviderUnlinked,
        Unlinked::LastWay => Said::ProviderLastWay,
        Unlinked::NotFound => return Err(Error::NotFound),
    };
    Ok(go_and_say("/account", said))
}
