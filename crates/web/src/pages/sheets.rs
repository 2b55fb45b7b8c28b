//! Connection sheets of a class: made, shown once, printed; then handed out, used, or made void.

use actions::{
    batches,
    sheets::{self, Which},
};
use axum::response::Response;
use model::{BatchId, Millis, Profile, SectionId, limits};
use store::batch::{Batch, Slip};
use uuid::Uuid;

use super::show::{go, go_and_say, page};
use crate::{
    error::{Error, Result},
    forms::Filled,
    session::{Ask, Id},
    square,
    views::{BatchCounts, BatchPage, Here, Said, Sheet, SheetsPage, SlipRow, SlipState},
};

pub(crate) async fn print(ask: Ask, Id(section): Id<SectionId>, Filled(form): Filled) -> Result<Response> {
    let which = if form.get("who") == "all" { Which::All } else { Which::Waiting };
    let profile = if form.get("profile") == "guardian" { Profile::Guardian } else { Profile::Pupil };
    let printed = sheets::print_for(ask.app(), &ask.actor, section, profile, which).await?.ok_or(Error::NotFound)?;
    let now = ask.app().now();
    page(&SheetsPage {
        frame: ask.frame(Here::Directory).await?,
        school: printed.school,
        section: printed.section,
        back: back(section),
        address: activation_address(&ask),
        made_at: now,
        batch: label(now),
        board: format!("/directory/batches/{}", printed.batch),
        sheets: printed
            .slips
            .into_iter()
            .map(|slip| Sheet {
                square: activation_square(&ask, &slip.code),
                from: slip.from,
                until: slip.until,
                name: slip.name,
                login: slip.login,
                code: slip.code,
            })
            .collect(),
    })
}

/// The address of the sheets, asked for again: they were shown once.
pub(crate) async fn again(Id(section): Id<SectionId>) -> Response {
    go(&back(section))
}

/// What stands on every sheet of a batch: its moment, to the second, tells one printing of a class from another.
fn label(printed: Millis) -> String {
    (printed.0 / 1_000 % 1_000_000).to_string()
}

/// What became of a batch.
pub(crate) async fn board(ask: Ask, Id(id): Id<BatchId>) -> Result<Response> {
    let board = batches::board(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    let now = ask.app().now();
    page(&BatchPage {
        frame: ask.frame(Here::Directory).await?,
        back: back(board.batch.section),
        school: board.school,
        section: board.section,
        label: label(board.batch.printed_at()),
        counts: counts(&board.batch),
        slips: board.slips.iter().map(|slip| row(slip, now)).collect(),
    })
}

/// Keeps who received theirs.
pub(crate) async fn hand_out(ask: Ask, Id(id): Id<BatchId>, Filled(form): Filled) -> Result<Response> {
    let handed: Vec<Uuid> = form.all("handed").filter_map(|one| one.parse().ok()).collect();
    batches::hand_out(ask.app(), &ask.actor, id, &handed).await?.ok_or(Error::NotFound)?;
    Ok(go_and_say(&format!("/directory/batches/{id}"), Said::SettingsSaved))
}

/// The pile is lost.
pub(crate) async fn void(ask: Ask, Id(id): Id<BatchId>) -> Result<Response> {
    batches::void(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    Ok(go_and_say(&format!("/directory/batches/{id}"), Said::SheetsVoid))
}

/// Where a batch stands.
pub(super) fn counts(batch: &Batch) -> BatchCounts {
    BatchCounts {
        id: batch.id.uuid(),
        guardians: batch.profile == Profile::Guardian,
        printed_at: batch.printed_at(),
        voided: batch.voided_at().is_some(),
        printed: batch.printed,
        handed: batch.handed,
        used: batch.used,
        good: batch.good,
    }
}

fn row(slip: &Slip, now: Millis) -> SlipRow {
    let state = if slip.used_at().is_some() {
        SlipState::Used
    } else if slip.voided_at().is_some() {
        SlipState::Void
    } else if slip.expires_at() <= now {
        SlipState::Expired
    } else if slip.expires_at() - limits::ACTIVATION_LIFE + limits::SHEET_UNUSED_AFTER <= now {
        SlipState::Forgotten
    } else {
        SlipState::Waiting
    };
    SlipRow {
        id: slip.id,
        serial: slip.serial,
        name: format!("{} {}", slip.family_name, slip.given_name),
        handed: slip.handed_at().is_some(),
        used: slip.used_at(),
        state,
    }
}

fn back(section: SectionId) -> String {
    format!("/directory?section={section}#open")
}

/// The square of a code, for a telephone.
pub(super) fn activation_square(ask: &Ask, code: &str) -> String {
    let scheme = if ask.web.settings.secure_cookies { "https" } else { "http" };
    square::svg(&format!("{scheme}://{}#{code}", activation_address(ask)))
}

/// Where the holder of a code goes, as one writes it by hand.
pub(super) fn activation_address(ask: &Ask) -> String {
    let public = ask.web.settings.public_url.as_deref();
    let host = public.map_or(ask.visitor.host.as_str(), |url| url.split_once("://").map_or(url, |(_, host)| host));
    format!("{}/activate", host.trim_end_matches('/'))
}
