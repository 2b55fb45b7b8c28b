//! One's own account: devices, reading, language, password.

use actions::{
    account::{self, Changed, NewPassword, OpenSession},
    contained,
    disown::{self, Disowned},
    exculpation::{self, Of, Offered},
    family::{self, Child},
    password::Weak,
    sign_in,
};
use axum::{
    http::{StatusCode, header},
    response::Response,
};
use model::{SessionId, containment::ContainmentEnd};
use store::containment::Containment;

use super::{
    activate, agent,
    exculpation::href,
    providers,
    show::{BUSY, go, go_and_say, page_as, retry_after, there},
    sign_in::{forget_session, set_cookies},
};
use crate::{
    cookies::Cookie,
    error::{Error, Result},
    forms::Filled,
    session::{Ask, Id},
    views::{
        AccountPage, ChildRow, Here, OfferedReport, OwnContainment, PasswordWrong, Said, SessionRow, Theme, words,
    },
};

pub(crate) async fn show(ask: Ask) -> Result<Response> {
    answer(&ask, StatusCode::OK, None).await
}

async fn answer(ask: &Ask, status: StatusCode, wrong: Option<PasswordWrong>) -> Result<Response> {
    let overview = account::overview(ask.app(), &ask.actor).await?.ok_or(Error::NotFound)?;
    let affiliations = ask.actor.affiliations.iter();
    let view = AccountPage {
        frame: ask.frame(Here::Account).await?,
        login: overview.login,
        affiliations: affiliations
            .map(|a| format!("{}, {}", words::profile(ask.locale(), a.profile), a.school_name))
            .collect(),
        sessions: overview.sessions.iter().map(row).collect(),
        password_since: overview.password_since,
        chars_min: overview.chars_min,
        providers: providers::part(ask).await?,
        containment: contained::own(ask.app(), &ask.actor).await?.as_ref().map(own),
        offered: exculpation::offered(ask.app(), &ask.actor).await?.iter().map(|one| offered(ask, one)).collect(),
        restricted: contained::is_restricted(ask.app(), &ask.actor).await?,
        powers: !ask.actor.roles.is_empty(),
        glass: ask.actor.decides(),
        children: family::children(ask.app(), &ask.actor).await?.into_iter().map(child).collect(),
        wrong,
    };
    page_as(status, &view)
}

fn child(one: Child) -> ChildRow {
    ChildRow { id: one.id, name: one.name, school: one.school_name, new_device: one.new_device }
}

fn offered(ask: &Ask, one: &Offered) -> OfferedReport {
    let (t, when) = (ask.locale(), ask.visitor.clock(ask.app()).long(one.at));
    let words = match (&one.whose, one.of) {
        (Some(name), _) => t.say("exculpation-offered-child").arg("name", name.as_str()).arg("when", when),
        (None, Of::Message(_)) => t.say("exculpation-offered-message").arg("when", when),
        (None, Of::Session(_)) => t.say("exculpation-offered-session").arg("when", when),
    };
    OfferedReport { href: href(one.of, one.door), words: words.to_string() }
}

fn own(of: &Containment) -> OwnContainment {
    let ended = of.ended();
    OwnContainment {
        since: of.since(),
        until: ended.map_or(of.until(), |(_, at)| at),
        by_desk: of.reason == model::containment::ContainmentReason::Desk,
        lifted: ended.is_some_and(|(ending, _)| ending == ContainmentEnd::Lifted),
    }
}

fn row(session: &OpenSession) -> SessionRow {
    // The port is kept for who must find one subscriber among a thousand; it tells its owner nothing.
    let address = session.address.rsplit_once(':').map_or(session.address.as_str(), |(address, _)| address);
    SessionRow {
        id: session.id.uuid(),
        device: agent::name(&session.agent),
        network: address.trim_matches(['[', ']']).to_owned(),
        opened: session.opened,
        used: session.used,
        current: session.current,
        new_device: session.new_device && !session.current,
    }
}

pub(crate) async fn set_locale(ask: Ask, Filled(form): Filled) -> Result<Response> {
    account::set_comfort(ask.app(), &ask.actor, Some(form.get("locale")), ask.actor.font.as_deref()).await?;
    Ok(go_and_say("/account", Said::SettingsSaved))
}

pub(crate) async fn set_font(ask: Ask, Filled(form): Filled) -> Result<Response> {
    account::set_comfort(ask.app(), &ask.actor, ask.actor.locale.as_deref(), Some(form.get("font"))).await?;
    let mut answer = go_and_say("/account", Said::SettingsSaved);
    // The light belongs to the device: a telephone in bed, a screen in class.
    if let Some(theme) = Theme::from_code(form.get("theme")) {
        let cookie = Cookie::Theme.set(theme.code(), ask.web.settings.secure_cookies);
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(answer)
}

pub(crate) async fn change_password(ask: Ask, Filled(form): Filled) -> Result<Response> {
    let (current, password) = (form.get("current"), form.get("password"));
    if password != form.get("again") {
        return answer(&ask, StatusCode::UNPROCESSABLE_ENTITY, Some(PasswordWrong::Differs)).await;
    }
    let asked = NewPassword { current, password, browser: ask.visitor.browser() };
    let wrong = match account::change_password(ask.app(), &ask.actor, &asked).await? {
        Changed::Yes(opened) => {
            let mut answer = go_and_say("/account", Said::PasswordChanged);
            set_cookies(answer.headers_mut(), &opened, &ask.visitor, ask.web.settings.secure_cookies);
            return Ok(answer);
        }
        Changed::WrongCurrent => PasswordWrong::Current,
        Changed::UnknownDevice => PasswordWrong::UnknownDevice,
        Changed::Weak(Weak::Short) => PasswordWrong::TooShort,
        Changed::Weak(Weak::Long) => PasswordWrong::TooLong,
        Changed::Weak(Weak::Common) => PasswordWrong::Common,
        Changed::Weak(Weak::HoldsLogin) => PasswordWrong::HoldsLogin,
        Changed::Busy => {
            let mut answer = answer(&ask, StatusCode::SERVICE_UNAVAILABLE, None).await?;
            retry_after(&mut answer, BUSY);
            return Ok(answer);
        }
    };
    answer(&ask, StatusCode::UNPROCESSABLE_ENTITY, Some(wrong)).await
}

/// The address of a page that a form was answered with, asked for again.
pub(crate) async fn again() -> Response {
    go("/account")
}

pub(crate) async fn end_session(ask: Ask, Id(id): Id<SessionId>) -> Result<Response> {
    there(sign_in::end_session(ask.app(), &ask.actor, id).await?)?;
    Ok(go_and_say("/account", Said::SessionEnded))
}

/// The owner says that a session is theirs.
pub(crate) async fn own_session(ask: Ask, Id(id): Id<SessionId>) -> Result<Response> {
    there(family::own(ask.app(), &ask.actor, id).await?)?;
    Ok(go_and_say("/inbox", Said::SessionOwned))
}

/// The owner says that a session is not theirs.
pub(crate) async fn disown(ask: Ask, Id(id): Id<SessionId>) -> Result<Response> {
    let mut answer = match disown::disown(ask.app(), &ask.actor, id).await? {
        Disowned::Back { code } => activate::go_on(&ask, &code).await?,
        Disowned::Shut => go_and_say("/sign-in", Said::AccountShut),
        Disowned::NotFound => return Err(Error::NotFound),
    };
    forget_session(&ask.web, &mut answer);
    Ok(answer)
}
