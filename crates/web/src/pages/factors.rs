//! One's second factors: an application's codes, passkeys, and codes on paper.

use actions::{
    factor::{self, Begun, Confirmed, MayChange},
    grid, passkey,
};
use axum::{http::StatusCode, response::Response};
use model::FactorId;

use super::show::{go, go_and_say, page_as};
use crate::{
    error::{Error, Result},
    forms::Filled,
    session::{Ask, Id},
    views::{CodeGrid, FactorRow, FactorsPage, FactorsShow, Here, Said},
};

/// How an application is called that has no name.
const LABEL: &str = "Application";
/// The same of a grid of codes.
pub(super) const GRID_LABEL: &str = "Grille de codes";

pub(crate) async fn show(ask: Ask) -> Result<Response> {
    answer(&ask, StatusCode::OK, FactorsShow::List).await
}

pub(crate) async fn begin(ask: Ask, Filled(form): Filled) -> Result<Response> {
    let label = if form.get("label").trim().is_empty() { LABEL } else { form.get("label") };
    match factor::begin(ask.app(), &ask.actor, label).await? {
        Some(begun) => answer(&ask, StatusCode::OK, shown(&begun, false)).await,
        None => Ok(go("/account/factors")),
    }
}

pub(crate) async fn confirm(ask: Ask, Filled(form): Filled) -> Result<Response> {
    match factor::confirm(ask.app(), &ask.actor, form.get("code")).await? {
        Confirmed::Wrong => match factor::begun(ask.app(), &ask.actor).await? {
            Some(begun) => answer(&ask, StatusCode::UNPROCESSABLE_ENTITY, shown(&begun, true)).await,
            None => Ok(go("/account/factors")),
        },
        Confirmed::Nothing => Ok(go("/account/factors")),
        confirmed @ Confirmed::Yes { .. } => added(&ask, confirmed).await,
    }
}

pub(crate) async fn begin_grid(ask: Ask, Filled(form): Filled) -> Result<Response> {
    let label = if form.get("label").trim().is_empty() { GRID_LABEL } else { form.get("label") };
    match grid::begin(ask.app(), &ask.actor, label).await? {
        Some(begun) => answer(&ask, StatusCode::OK, shown_grid(begun, false)).await,
        None => Ok(go("/account/factors")),
    }
}

pub(crate) async fn confirm_grid(ask: Ask, Filled(form): Filled) -> Result<Response> {
    match grid::confirm(ask.app(), &ask.actor, form.get("code")).await? {
        Confirmed::Wrong => match grid::begun(ask.app(), &ask.actor).await? {
            Some(begun) => answer(&ask, StatusCode::UNPROCESSABLE_ENTITY, shown_grid(begun, true)).await,
            None => Ok(go("/account/factors")),
        },
        Confirmed::Nothing => Ok(go("/account/factors")),
        confirmed @ Confirmed::Yes { .. } => added(&ask, confirmed).await,
    }
}

/// What follows when a factor was to be confirmed.
pub(super) async fn added(ask: &Ask, confirmed: Confirmed) -> Result<Response> {
    match confirmed {
        Confirmed::Yes { recovery } if recovery.is_empty() => Ok(go_and_say("/account/factors", Said::FactorAdded)),
        Confirmed::Yes { recovery } => answer(ask, StatusCode::OK, FactorsShow::Recovery(recovery)).await,
        Confirmed::Nothing | Confirmed::Wrong => Ok(go_and_say("/account/factors", Said::PasskeyRefused)),
    }
}

pub(crate) async fn remove(ask: Ask, Id(id): Id<FactorId>) -> Result<Response> {
    if !factor::remove(ask.app(), &ask.actor, id).await? {
        return Err(Error::NotFound);
    }
    Ok(go_and_say("/account/factors", Said::FactorRemoved))
}

pub(crate) async fn recovery(ask: Ask) -> Result<Response> {
    match factor::renew_recovery(ask.app(), &ask.actor).await? {
        Some(codes) => answer(&ask, StatusCode::OK, FactorsShow::Recovery(codes)).await,
        None => Ok(go("/account/factors")),
    }
}

/// The address of a page that a form was answered with, asked for again: what it showed was shown once.
pub(crate) async fn again() -> Response {
    go("/account/factors")
}

/// The square that a telephone reads, and the same in letters, in fours.
fn shown(begun: &Begun, wrong: bool) -> FactorsShow {
    let letters: Vec<char> = begun.secret.chars().collect();
    let secret = letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ");
    FactorsShow::Confirm { square: crate::square::svg(&begun.address), secret, wrong }
}

fn shown_grid(begun: grid::Begun, wrong: bool) -> FactorsShow {
    FactorsShow::Grid { grid: code_grid(begun.grid), cells: begun.asked.into(), wrong }
}

/// A grid of codes, to be shown.
pub(super) fn code_grid(grid: grid::Grid) -> CodeGrid {
    CodeGrid { rows: grid.rows.into_iter().map(Vec::from).collect() }
}

pub(super) async fn answer(ask: &Ask, status: StatusCode, show: FactorsShow) -> Result<Response> {
    let overview = factor::overview(ask.app(), &ask.actor).await?;
    let rows = overview.factors.iter().map(|factor| FactorRow {
        id: factor.id.uuid(),
        label: factor.label.clone(),
        kind: factor.kind,
        since: factor.made_at(),
        used: factor.last_used_at(),
    });
    let view = FactorsPage {
        frame: ask.frame(Here::Account).await?,
        factors: rows.collect(),
        recovery_left: overview.recovery_left,
        from_here: overview.may_change == MayChange::Yes,
        elsewhere: overview.may_change == MayChange::NoPassword,
        passkeys: passkey::are_offered(ask.app()),
        show,
    };
    page_as(status, &view)
}
