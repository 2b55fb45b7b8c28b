//! Who holds which power, giving a part of one's own on, and taking the desk's by codes on paper.

use actions::{
    break_glass::{self, Broken},
    powers::{self, Delegated, NewDelegation},
};
use axum::{http::StatusCode, response::Response};
use model::{Millis, Role, limits};
use store::power::Power;
use uuid::Uuid;

use super::show::{go_and_say, minutes, page_as, retry_after};
use crate::{
    error::{Error, Result},
    forms::{Fields, Filled},
    session::{Ask, Id},
    views::{BreakGlassPage, GlassWrong, Here, PowerChoice, PowerRow, PowerWrong, PowersPage, Said},
};

pub(crate) async fn list(ask: Ask) -> Result<Response> {
    answer(&ask, StatusCode::OK, None).await
}

async fn answer(ask: &Ask, status: StatusCode, wrong: Option<(PowerWrong, &Fields)>) -> Result<Response> {
    let clock = ask.visitor.clock(ask.app());
    let typed = |name: &str| wrong.map(|(_, form)| form.get(name).to_owned()).unwrap_or_default();
    let held = powers::list(ask.app(), Some(&ask.actor)).await?;
    let view = PowersPage {
        frame: ask.frame(Here::Desk).await?,
        rows: held.into_iter().map(|one| row(one.power, one.may_end)).collect(),
        to_give: powers::to_give(ask.app(), &ask.actor).await?.into_iter().map(choice).collect(),
        proposed: (clock.typed(clock.now + Millis::days(2)).0, "08:00".to_owned()),
        login: typed("login"),
        note: typed("note"),
        wrong: wrong.map(|(wrong, _)| wrong),
    };
    page_as(status, &view)
}

fn row(power: Power, may_end: bool) -> PowerRow {
    PowerRow {
        id: power.id,
        role: power.role,
        until: Some(power.until()).filter(|until| *until < Millis::NEVER),
        glass: power.glass.is_some(),
        name: power.name,
        place: power.place,
        by: power.by_name,
        note: power.note,
        may_end,
    }
}

fn choice(power: Power) -> PowerChoice {
    PowerChoice { role: power.role, scope: power.scope(), place: power.place }
}

pub(crate) async fn delegate(ask: Ask, Filled(form): Filled) -> Result<Response> {
    let again = |wrong| answer(&ask, StatusCode::UNPROCESSABLE_ENTITY, Some((wrong, &form)));
    let chosen = form.get("power").split_once(' ');
    let chosen = chosen.and_then(|(role, scope)| Some((Role::from_code(role)?, scope.parse().ok()?)));
    let Some((role, scope)) = chosen else { return again(PowerWrong::NotAllowed).await };
    let clock = ask.visitor.clock(ask.app());
    let Some(until) = clock.read(form.get("until_date"), form.get("until_time")) else {
        return again(PowerWrong::Time).await;
    };
    let new = NewDelegation { login: form.get("login"), role, scope, until, note: form.get("note") };
    match powers::delegate(ask.app(), &ask.actor, &new).await? {
        Delegated::Yes(_) => Ok(go_and_say("/powers", Said::PowerGiven)),
        Delegated::NotAllowed => again(PowerWrong::NotAllowed).await,
        Delegated::NobodyThere => again(PowerWrong::Nobody).await,
        Delegated::TooLong => again(PowerWrong::Time).await,
        Delegated::TooMany => again(PowerWrong::TooMany).await,
    }
}

pub(crate) async fn end(ask: Ask, Id(id): Id<Uuid>) -> Result<Response> {
    if !powers::end(ask.app(), Some(&ask.actor), id).await? {
        return Err(Error::NotFound);
    }
    // Whoever gives the last one of their own back has no such page any more.
    let rest = ask.actor.roles.len() > 1 || !powers::to_give(ask.app(), &ask.actor).await?.is_empty();
    Ok(go_and_say(if rest { "/powers" } else { "/inbox" }, Said::PowerEnded))
}

pub(crate) async fn glass(ask: Ask) -> Result<Response> {
    page_as(StatusCode::OK, &glass_page(&ask, "", None).await?)
}

async fn glass_page(ask: &Ask, note: &str, wrong: Option<GlassWrong>) -> Result<BreakGlassPage> {
    let note = model::text::cut(note, limits::DESK_NOTE_BYTES_MAX).to_owned();
    Ok(BreakGlassPage { frame: ask.frame(Here::Elsewhere).await?, note, wrong })
}

pub(crate) async fn break_glass(ask: Ask, Filled(form): Filled) -> Result<Response> {
    let (typed, note) = ([form.get("one"), form.get("two")], form.get("note"));
    let again = |wrong| glass_page(&ask, note, Some(wrong));
    match break_glass::break_glass(ask.app(), &ask.actor, typed, note).await? {
        Broken::Yes { .. } => Ok(go_and_say("/desk", Said::GlassBroken)),
        Broken::NotAllowed => Err(Error::NotFound),
        Broken::Wrong => page_as(StatusCode::UNPROCESSABLE_ENTITY, &again(GlassWrong::Codes).await?),
        Broken::NoNote => page_as(StatusCode::UNPROCESSABLE_ENTITY, &again(GlassWrong::Note).await?),
        Broken::Wait(time) => {
            let page = again(GlassWrong::Wait(minutes(time))).await?;
            let mut answer = page_as(StatusCode::TOO_MANY_REQUESTS, &page)?;
            retry_after(&mut answer, time);
            Ok(answer)
        }
    }
}
