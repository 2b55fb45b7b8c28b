//! Who was shown a message, for the desk.

use std::collections::{BTreeSet, HashMap};

use actions::{
    desk::{self, DeskLetter},
    directory,
    unmask::{self, OfList},
};
use axum::response::Response;
use model::{MessageId, PersonId};
use store::{directory::Described, reading::Exposure};

use super::{
    desk::{masks::of_list, why_of},
    show::page,
};
use crate::{
    csv::Csv,
    error::{Error, Result},
    session::{Ask, Id},
    views::{ExposedRow, ExposurePage, Here, words},
};

pub(crate) async fn show(ask: Ask, Id(id): Id<MessageId>) -> Result<Response> {
    let letter = desk::letter(ask.app(), &ask.actor, id, false).await?.ok_or(Error::NotFound)?;
    let exposed = desk::exposures(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    let people: Vec<PersonId> = exposed.iter().map(|one| one.person).collect();
    let known = directory::describe(ask.app(), &people).await?;
    let hidden = unmask::hidden(ask.app(), &ask.actor, OfList::Exposed(id), &people).await?;
    let DeskLetter { message, verdict, exposed: (displayed, _), .. } = letter;
    page(&ExposurePage {
        frame: ask.frame(Here::Desk).await?,
        id,
        why: why_of(&ask, verdict.as_ref()),
        at: message.sent_at(),
        withdrawn_at: message.withdrawn_at(),
        readers: message.readers,
        displayed,
        mask: of_list(&ask, !hidden.is_empty()),
        rows: exposed.into_iter().map(|one| row(&ask, masked(one, &hidden), &known)).collect(),
    })
}

/// The same list as a file for a spreadsheet.
pub(crate) async fn csv(ask: Ask, Id(id): Id<MessageId>) -> Result<Response> {
    let exposed = desk::export_exposures(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    let people: Vec<PersonId> = exposed.iter().map(|one| one.person).collect();
    let known = directory::describe(ask.app(), &people).await?;
    let hidden = unmask::hidden(ask.app(), &ask.actor, OfList::Exposed(id), &people).await?;
    let (t, clock) = (ask.locale(), ask.visitor.clock(ask.app()));
    let title = |key| t.say(key).to_string();
    let titles = [
        title("exposure-name"),
        title("exposure-role"),
        title("exposure-school"),
        title("exposure-first"),
        title("exposure-last"),
        title("exposure-file"),
    ];
    let mut table = Csv::new(titles.iter().map(String::as_str));
    for exposure in exposed {
        let row = row(&ask, masked(exposure, &hidden), &known);
        let opened = row.file_opened.map(|at| clock.plain(at)).unwrap_or_default();
        table.row([&*row.name, &row.role, &row.school, &clock.plain(row.first), &clock.plain(row.last), &opened]);
    }
    Ok(table.answer(&format!("exposition-{id}")))
}

/// The same without the name, when it is kept from this officer.
fn masked(mut exposure: Exposure, hidden: &BTreeSet<PersonId>) -> Exposure {
    if hidden.contains(&exposure.person) {
        exposure.name.clear();
    }
    exposure
}

fn row(ask: &Ask, exposure: Exposure, known: &HashMap<PersonId, Vec<Described>>) -> ExposedRow {
    // Somebody who is several things is shown as the first of them.
    let first = known.get(&exposure.person).and_then(|of| of.first());
    ExposedRow {
        role: first.map(|one| words::profile(ask.locale(), one.profile)).unwrap_or_default(),
        school: first.map(|one| one.school_name.clone()).unwrap_or_default(),
        first: exposure.listed_at(),
        last: exposure.last_opened_at().unwrap_or(exposure.listed_at()),
        file_opened: exposure.file_opened_at(),
        name: exposure.name,
    }
}
