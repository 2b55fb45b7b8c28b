//! Filings: what is due next, those of a campaign, one with its draft and its receipt, the register of violations.

use actions::{
    campaign,
    filing::{self, Did, Opened, Order, What},
};
use axum::{http::StatusCode, response::Response};
use model::{CampaignId, Role, dossier::Of, filing::Kind};
use store::filing::Filing;
use uuid::Uuid;

use super::show::{go_and_say, page, page_as};
use crate::{
    csv::Csv,
    error::{Error, Result},
    forms::{Fields, Filled},
    session::{Ask, Id},
    views::{
        Here, Said,
        dossier::href,
        filings::{FilingPage, FilingRow, FilingWrong, FilingsList, FilingsPage, kind_key, state_key},
    },
};

pub(crate) async fn list(ask: Ask) -> Result<Response> {
    let rows = filing::due(ask.app(), Some(&ask.actor)).await?;
    listed(&ask, FilingsList::Due, &rows).await
}

pub(crate) async fn register(ask: Ask) -> Result<Response> {
    let rows = filing::register(ask.app(), Some(&ask.actor)).await?;
    listed(&ask, FilingsList::Register, &rows).await
}

pub(crate) async fn register_csv(ask: Ask) -> Result<Response> {
    let rows = filing::register(ask.app(), Some(&ask.actor)).await?;
    table(&ask, &rows, "registre-violations")
}

pub(crate) async fn of_campaign(ask: Ask, Id(id): Id<CampaignId>) -> Result<Response> {
    let found = campaign::sight(ask.app(), &ask.actor, id, false).await?.ok_or(Error::NotFound)?;
    let rows = filing::of_campaign(ask.app(), Some(&ask.actor), id).await?;
    listed(&ask, FilingsList::Campaign(id, found.campaign.label), &rows).await
}

pub(crate) async fn of_campaign_csv(ask: Ask, Id(id): Id<CampaignId>) -> Result<Response> {
    filing::tally(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    let rows = filing::of_campaign(ask.app(), Some(&ask.actor), id).await?;
    table(&ask, &rows, "demarches")
}

pub(crate) async fn open(ask: Ask, Id(id): Id<CampaignId>) -> Result<Response> {
    let said = match filing::open(ask.app(), Some(&ask.actor), id).await? {
        Opened::Yes { .. } => Said::FilingsOpened,
        Opened::NotConfirmed => Said::FilingsNotConfirmed,
        Opened::NotFound => return Err(Error::NotFound),
    };
    Ok(go_and_say(&format!("/desk/campaigns/{id}/filings"), said))
}

pub(crate) async fn show(ask: Ask, Id(id): Id<Uuid>) -> Result<Response> {
    answer(&ask, id, None).await
}

pub(crate) async fn act(ask: Ask, Id(id): Id<Uuid>, Filled(form): Filled) -> Result<Response> {
    let back = format!("/filings/{id}");
    let revision = form.read("revision").unwrap_or(-1);
    let Some(what) = what(&ask, &form) else { return answer(&ask, id, Some((&form, FilingWrong::Missing))).await };
    let wrong = match filing::does(ask.app(), Some(&ask.actor), &Order { id, revision, what }).await? {
        Did::Yes(_) => return Ok(go_and_say(&back, Said::FilingDone)),
        Did::TooLate => return Ok(go_and_say(&back, Said::TooLate)),
        Did::NotFound => return Err(Error::NotFound),
        Did::Missing => FilingWrong::Missing,
        Did::WrongTime => FilingWrong::Time,
        Did::Elsewhere(other) => FilingWrong::Elsewhere(other.map(|other| (other.id, place(&other)))),
    };
    answer(&ask, id, Some((&form, wrong))).await
}

/// The move that a form asks for.
fn what(ask: &Ask, form: &Fields) -> Option<What> {
    let note = || form.get("note").to_owned();
    Some(match form.get("what") {
        "regenerate" => What::Regenerate,
        "edit" => What::Edit(form.get("text").to_owned()),
        "read_over" => What::ReadOver(Some(form.get("text").to_owned())),
        "file" => What::File {
            number: form.get("number").to_owned(),
            at: ask.visitor.clock(ask.app()).read(form.get("day"), form.get("hour"))?,
        },
        "complete" => What::Complete(note()),
        "close" => What::Close,
        "dismiss" => What::Dismiss(note()),
        "resume" => What::Resume,
        _ => return None,
    })
}

fn place(one: &Filing) -> String {
    if one.school_name.is_empty() { one.campaign_label.clone() } else { one.school_name.clone() }
}

async fn answer(ask: &Ask, id: Uuid, wrong: Option<(&Fields, FilingWrong)>) -> Result<Response> {
    let sight = filing::sight(ask.app(), Some(&ask.actor), id).await?.ok_or(Error::NotFound)?;
    let one = &sight.filing;
    let desk = ask.actor.roles.iter().any(|grant| grant.role == Role::Desk);
    let complains = matches!(
        one.kind,
        Kind::ComplaintOwner | Kind::ComplaintHead | Kind::ComplaintRectorat | Kind::ComplaintOperator
    );
    // A head makes packs for families of the school only.
    let packs = desk || (one.kind == Kind::ComplaintOwner && one.counts()?.pupil_accounts > 0);
    let clock = ask.visitor.clock(ask.app());
    let (day, hour) = clock.typed(clock.now);
    let mut view = FilingPage {
        frame: ask.frame(if desk { Here::Desk } else { Here::School }).await?,
        row: row(one),
        campaign: desk.then_some(one.campaign),
        dossier: (complains && packs).then(|| href(Of::Campaign(one.campaign))),
        revision: one.revision,
        body: one.body.clone(),
        edited: one.edited,
        filed_by: one.filed_by.clone(),
        moves: sight.moves.iter().map(|one| (one.at(), one.what, one.by.clone(), one.note.clone())).collect(),
        typed: (String::new(), day, hour),
        note: String::new(),
        wrong: None,
    };
    let Some((form, wrong)) = wrong else { return page(&view) };
    view.wrong = Some(wrong);
    if form.get("what") == "file" {
        view.typed = (form.get("number").into(), form.get("day").into(), form.get("hour").into());
    }
    if matches!(form.get("what"), "edit" | "read_over") {
        form.get("text").clone_into(&mut view.body);
    }
    form.get("note").clone_into(&mut view.note);
    page_as(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

async fn listed(ask: &Ask, list: FilingsList, rows: &[Filing]) -> Result<Response> {
    let desk = ask.actor.roles.iter().any(|grant| grant.role == Role::Desk);
    let here = if desk { Here::Desk } else { Here::School };
    page(&FilingsPage { frame: ask.frame(here).await?, list, rows: rows.iter().map(row).collect() })
}

fn row(one: &Filing) -> FilingRow {
    FilingRow {
        id: one.id,
        kind: one.kind,
        state: one.state,
        school: one.school_name.clone(),
        campaign: one.campaign_label.clone(),
        due: one.due_at(),
        filed: one.filed_at(),
        number: one.number.clone(),
        note: one.note.clone(),
    }
}

/// One row a filing, with its counts and its text: what leaves in one piece for those who file.
fn table(ask: &Ask, rows: &[Filing], name: &str) -> Result<Response> {
    let (t, clock) = (ask.locale(), ask.visitor.clock(ask.app()));
    let titles = [
        "filing-what",
        "filing-where",
        "filing-uai",
        "filing-who",
        "filing-known",
        "filing-due",
        "filing-state",
        "filing-number",
        "filing-filed-at",
        "filing-people",
        "filing-pupils",
        "filing-accounts",
        "filing-contained",
        "filing-records",
        "filing-stopped",
        "filing-shown",
        "filing-why",
        "filing-text",
    ]
    .map(|key| t.say(key).to_string());
    let mut table = Csv::new(titles.iter().map(String::as_str));
    for one in rows {
        let counts = one.counts()?;
        let cells = [
            t.say(kind_key(one.kind)).to_string(),
            place(one),
            one.uai.clone(),
            t.say(row(one).responsible_key()).to_string(),
            clock.plain(one.known_at()),
            clock.plain(one.due_at()),
            t.say(state_key(one.state)).to_string(),
            one.number.clone(),
            one.filed_at().map(|at| clock.plain(at)).unwrap_or_default(),
            counts.people().to_string(),
            counts.pupils().to_string(),
            counts.accounts.to_string(),
            counts.contained.to_string(),
            counts.copies.saturating_add(counts.received).to_string(),
            counts.stopped.to_string(),
            counts.shown.to_string(),
            one.note.clone(),
            one.body.clone(),
        ];
        table.row(cells.iter().map(String::as_str));
    }
    Ok(table.answer(name))
}
