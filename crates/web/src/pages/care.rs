//! Those who may hurt themselves: the list, one case, taking and closing it.

use actions::care::{self, Cared};
use axum::response::Response;
use model::MessageId;
use store::care::Care;

use super::show::{fragment, go, go_and_say, page};
use crate::{
    error::{Error, Result},
    forms::Filled,
    session::{Ask, Id},
    views::{CareCasePage, CarePage, CareRow, Here, Said},
};

pub(crate) async fn list(ask: Ask) -> Result<Response> {
    let seen = care::list(ask.app(), &ask.actor).await?;
    let view =
        CarePage { frame: ask.frame(Here::Care).await?, may: seen.may, rows: seen.list.iter().map(row).collect() };
    match ask.fragment() {
        Some("list") => fragment(&view.as_list()),
        _ => page(&view),
    }
}

pub(crate) async fn show(ask: Ask, Id(id): Id<MessageId>) -> Result<Response> {
    let (found, message) = care::read(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    page(&CareCasePage {
        frame: ask.frame(Here::Care).await?,
        row: row(&found),
        subject: message.subject,
        body: message.body,
        note_missing: ask.query("note") == "missing",
    })
}

pub(crate) async fn take(ask: Ask, Id(id): Id<MessageId>) -> Result<Response> {
    said(id, care::take(ask.app(), &ask.actor, id).await?, Said::CareTaken)
}

pub(crate) async fn close(ask: Ask, Id(id): Id<MessageId>, Filled(form): Filled) -> Result<Response> {
    said(id, care::close(ask.app(), &ask.actor, id, form.get("note")).await?, Said::CareClosed)
}

fn said(id: MessageId, cared: Cared, done: Said) -> Result<Response> {
    match cared {
        Cared::Yes => Ok(go_and_say("/care", done)),
        Cared::TooLate => Ok(go_and_say("/care", Said::TooLate)),
        Cared::NoNote => Ok(go(&format!("/care/{id}?note=missing"))),
        Cared::NotFound => Err(Error::NotFound),
    }
}

fn row(one: &Care) -> CareRow {
    CareRow {
        id: one.message,
        name: one.name.clone(),
        school: one.school_name.clone(),
        at: one.opened_at(),
        taken: one.taken_by.clone().zip(one.taken_at()),
        closed: one.closed_at(),
        note: one.note.clone(),
    }
}
