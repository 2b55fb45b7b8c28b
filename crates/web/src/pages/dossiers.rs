//! Evidence packs: the page from which one is made, and its download.

use actions::dossier::{self, Made, Order, Sealed, Wrong};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use model::dossier::{Of, Variant};

use super::show::page_as;
use crate::{
    error::{Error, Result},
    forms::Filled,
    session::{Ask, Id},
    views::{
        Here,
        dossier::{DossierPage, DossierPupil, DossierRow, DossierTyped},
    },
};

pub(crate) async fn show(ask: Ask, Id(of): Id<Of>) -> Result<Response> {
    answer(&ask, of, StatusCode::OK, DossierTyped::default(), None).await
}

pub(crate) async fn make(ask: Ask, Id(of): Id<Of>, Filled(form): Filled) -> Result<Response> {
    let Some(variant) = Variant::from_code(form.get("variant")) else { return Err(Error::NotFound) };
    // The list of pupils is there whatever the variant; of the others it says nothing.
    let child = form.get("child").parse().ok().filter(|_| variant.is_of_one());
    let (for_whom, reason) = (form.get("for_whom").to_owned(), form.get("reason").to_owned());
    let order = Order { of, variant, child, for_whom, reason };
    match dossier::make(ask.app(), Some(&ask.actor), &order).await? {
        Made::Yes(sealed) => download(*sealed, variant).await,
        Made::NotFound => Err(Error::NotFound),
        Made::Wrong(wrong) => {
            let Order { child, for_whom, reason, .. } = order;
            let typed = DossierTyped { variant: Some(variant), child, for_whom, reason };
            answer(&ask, of, StatusCode::UNPROCESSABLE_ENTITY, typed, Some(wrong)).await
        }
    }
}

async fn answer(ask: &Ask, of: Of, status: StatusCode, typed: DossierTyped, wrong: Option<Wrong>) -> Result<Response> {
    let offered = dossier::offered(ask.app(), &ask.actor, of).await?.ok_or(Error::NotFound)?;
    let pupil = |one: store::dossier::Pupil| DossierPupil { id: one.person, name: one.name, school: one.school_name };
    let here = if offered.register.is_some() { Here::Desk } else { Here::Directory };
    let view = DossierPage {
        frame: ask.frame(here).await?,
        of,
        label: offered.label,
        messages: offered.messages,
        pupils: offered.pupils.into_iter().map(pupil).collect(),
        register: offered.register.map(|rows| rows.into_iter().rev().map(row).collect()),
        typed,
        wrong,
    };
    page_as(status, &view)
}

fn row(made: store::dossier::Row) -> DossierRow {
    DossierRow {
        at: made.made_at(),
        variant: made.variant,
        messages: made.messages,
        digest: model::text::hex(&made.digest),
        held_until: made.held_until(),
        by: made.by,
        for_whom: made.for_whom,
        reason: made.reason,
    }
}

/// The pack as one file.
async fn download(sealed: Sealed, variant: Variant) -> Result<Response> {
    let name = sealed.name(variant);
    let archive = sealed.into_archive(variant).await?;
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}.tar\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/x-tar")),
        (header::CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment"))),
    ];
    Ok((headers, archive).into_response())
}
