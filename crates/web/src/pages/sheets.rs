//! Connection sheets of a class: made, shown once, printed; then handed out, used, or made void.

use actions::{
    batches,
    sheets::{self, Sheets, Wanted, Which},
};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use model::{BatchId, Millis, Profile, SectionId, limits};
use paper::sheets::{Book, Slip, Words};
use store::batch::{self, Batch};
use uuid::Uuid;

use super::{
    factors::{GRID_LABEL, code_grid},
    show::{go, go_and_say, page},
};
use crate::{
    error::{Error, Result},
    forms::{Fields, Filled},
    locale::Phrase,
    session::{Ask, Id},
    square,
    views::{BatchCounts, BatchPage, Frame, Here, Said, Sheet, SheetsPage, SlipRow, SlipState},
};

pub(crate) async fn print(ask: Ask, Id(section): Id<SectionId>, Filled(form): Filled) -> Result<Response> {
    let printed = printed(&ask, section, &form).await?;
    shown(&ask, section, printed).await
}

/// The same as one file, which a screen reader reads slip by slip.
pub(crate) async fn print_pdf(ask: Ask, Id(section): Id<SectionId>, Filled(form): Filled) -> Result<Response> {
    let printed = printed(&ask, section, &form).await?;
    if printed.slips.is_empty() {
        return shown(&ask, section, printed).await;
    }
    let label = label(ask.app().now());
    let book = book(&ask, &ask.frame(Here::Directory).await?, printed, &label);
    let made = tokio::task::spawn_blocking(move || paper::sheets::pdf(&book)).await;
    let bytes = match made {
        Ok(made) => made.map_err(|error| Error::Paper(error.to_string()))?,
        Err(stopped) => return Err(Error::Paper(stopped.to_string())),
    };
    let kept = HeaderValue::from_str(&format!("attachment; filename=\"fiches-{label}.pdf\""));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, kept.unwrap_or(HeaderValue::from_static("attachment"))),
    ];
    Ok((headers, bytes).into_response())
}

async fn printed(ask: &Ask, section: SectionId, form: &Fields) -> Result<Sheets> {
    let which = if form.get("who") == "all" { Which::All } else { Which::Waiting };
    let grid = (form.get("grid") == "yes").then_some(GRID_LABEL);
    let profile = if form.get("profile") == "guardian" { Profile::Guardian } else { Profile::Pupil };
    let printed = sheets::print_for(ask.app(), &ask.actor, section, profile, Wanted { which, grid }).await?;
    printed.ok_or(Error::NotFound)
}

async fn shown(ask: &Ask, section: SectionId, printed: Sheets) -> Result<Response> {
    let now = ask.app().now();
    page(&SheetsPage {
        frame: ask.frame(Here::Directory).await?,
        school: printed.school,
        section: printed.section,
        back: back(section),
        address: activation_address(ask),
        made_at: now,
        batch: label(now),
        board: format!("/directory/batches/{}", printed.batch),
        sheets: printed
            .slips
            .into_iter()
            .map(|slip| Sheet {
                square: square::svg(&activation_url(ask, &slip.code)),
                from: slip.from,
                until: slip.until,
                name: slip.name,
                login: slip.login,
                code: slip.code,
                grid: slip.grid.map(code_grid),
            })
            .collect(),
    })
}

/// The words of the sheets, and what each says.
fn book(ask: &Ask, frame: &Frame, printed: Sheets, label: &str) -> Book {
    let (t, clock) = (frame.locale(), &frame.clock);
    let plain = |phrase: Phrase| phrase.to_string().replace("<strong>", "").replace("</strong>", "");
    let words = Words {
        login: t.say("sign-in-login").to_string(),
        code: t.say("activate-code").to_string(),
        how: plain(t.say("slip-how").arg("address", activation_address(ask))),
        square: t.say("slip-square").to_string(),
        grid: t.say("grid-caption").to_string(),
        keep: t.say("grid-keep").to_string(),
    };
    let slips = printed.slips.into_iter().zip(1..).map(|(slip, number)| Slip {
        serial: format!("{label}-{number}"),
        address: activation_url(ask, &slip.code),
        from: slip.from.map(|at| t.say("slip-from").arg("when", clock.long(at)).to_string()).unwrap_or_default(),
        until: t.say("slip-until").arg("when", clock.day(slip.until)).to_string(),
        name: slip.name,
        login: slip.login,
        code: slip.code,
        grid: slip.grid.map(|grid| code_grid(grid).rows),
    });
    Book {
        language: t.code().to_owned(),
        title: t.say("sheets-of").arg("section", printed.section.clone()).to_string(),
        advice: t.say("sheets-hand-out").to_string(),
        place: format!("{} · {}", printed.school, printed.section),
        words,
        slips: slips.collect(),
    }
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

fn row(slip: &batch::Slip, now: Millis) -> SlipRow {
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
    square::svg(&activation_url(ask, code))
}

/// Where a telephone goes that has read a code.
fn activation_url(ask: &Ask, code: &str) -> String {
    let scheme = if ask.web.settings.secure_cookies { "https" } else { "http" };
    format!("{scheme}://{}#{code}", activation_address(ask))
}

/// Where the holder of a code goes, as one writes it by hand.
pub(super) fn activation_address(ask: &Ask) -> String {
    let public = ask.web.settings.public_url.as_deref();
    let host = public.map_or(ask.visitor.host.as_str(), |url| url.split_once("://").map_or(url, |(_, host)| host));
    format!("{}/activate", host.trim_end_matches('/'))
}
