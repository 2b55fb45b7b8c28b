//! Connection sheets of a class: made, shown once, printed.

use actions::sheets::{self, Which};
use axum::response::Response;
use model::{Profile, SectionId, limits};

use super::show::{go, page};
use crate::{
    error::{Error, Result},
    forms::Filled,
    session::{Ask, Id},
    views::{Here, Sheet, SheetsPage},
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
        address: address(&ask),
        made_at: now,
        until: now + limits::ACTIVATION_LIFE,
        // The moment, to the second, tells one printing of a class from another.
        batch: (now.0 / 1_000 % 1_000_000).to_string(),
        sheets: printed
            .slips
            .into_iter()
            .map(|slip| Sheet { name: slip.name, login: slip.login, code: slip.code })
            .collect(),
    })
}

/// The address of the sheets, asked for again: they were shown once.
pub(crate) async fn again(Id(section): Id<SectionId>) -> Response {
    go(&back(section))
}

fn back(section: SectionId) -> String {
    format!("/directory?section={section}#open")
}

/// Where the holder of a sheet goes, as one writes it by hand.
fn address(ask: &Ask) -> String {
    let public = ask.web.settings.public_url.as_deref();
    let host = public.map_or(ask.visitor.host.as_str(), |url| url.split_once("://").map_or(url, |(_, host)| host));
    format!("{}/activate", host.trim_end_matches('/'))
}
