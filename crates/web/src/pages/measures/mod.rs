//! Measures: seen before they are taken, agreed to by a second person, extended and lifted.

mod form;

use actions::{
    measure::{self, Advice, Answered, Extended, Figures, Lifted, Listed, Proposed},
    reset::board,
};
use axum::{http::StatusCode, response::Response};
use model::{
    Millis, Role,
    measure::{Clause, Plan, Restriction},
};
use uuid::Uuid;

use super::show::{go_and_say, page, page_as};
use crate::{
    error::{Error, Result},
    forms::{Fields, Filled},
    session::{Ask, Id},
    views::{
        AdviceRow, ClauseLine, ExtensionRow, Here, MeasureFigures, MeasureForm, MeasureNewPage, MeasurePage,
        MeasurePreviewPage, MeasureRow, MeasureWrong, MeasuresPage, PlaceChoice, Said,
    },
};

pub(crate) async fn list(ask: Ask) -> Result<Response> {
    let found = measure::list(ask.app(), Some(&ask.actor)).await?;
    let rows = found.into_iter().map(row).collect::<Result<Vec<_>>>()?;
    page(&MeasuresPage { frame: ask.frame(Here::Desk).await?, rows })
}

fn row(listed: Listed) -> Result<MeasureRow> {
    let Listed { measure, places, standing, decides, own } = listed;
    let times = measure.times();
    Ok(MeasureRow {
        id: measure.id,
        clauses: lines(&measure.clauses().map_err(actions::Error::from)?),
        places: places.into_iter().map(|place| place.name).collect(),
        standing,
        starts_at: times.starts_at,
        ends_at: times.ends_at,
        answer_until: times.answer_until(),
        agreement: measure.agreement,
        reason: measure.reason,
        author: measure.author,
        decides,
        own,
    })
}

fn lines(clauses: &[Clause]) -> Vec<ClauseLine> {
    clauses.iter().map(|clause| ClauseLine { clause: *clause }).collect()
}

fn figures(found: &Figures) -> MeasureFigures {
    MeasureFigures {
        people: found.people,
        schools: found.schools,
        stopped_per_hour: found.stopped_per_hour(),
        delayed_per_hour: found.delayed_per_hour(),
        letters: found.letters,
    }
}

/// What to restrict, where and until when.
pub(crate) async fn new(ask: Ask) -> Result<Response> {
    let form = form::read(ask.fields());
    blank(&ask, StatusCode::OK, form, Vec::new()).await
}

async fn blank(ask: &Ask, status: StatusCode, form: MeasureForm, wrong: Vec<MeasureWrong>) -> Result<Response> {
    let places = board::places(ask.app(), &ask.actor).await?;
    let advice = match form.campaign {
        Some(campaign) => measure::advise(ask.app(), &ask.actor, campaign).await?,
        None => Vec::new(),
    };
    page_as(
        status,
        &MeasureNewPage {
            frame: ask.frame(Here::Desk).await?,
            places: places.into_iter().map(|place| PlaceChoice { scope: place.scope, name: place.name }).collect(),
            by_code: ask.actor.has(Role::Desk) || ask.actor.has(Role::Operator),
            advice: advice.iter().map(|one| advised(one, &form)).collect(),
            form: form::proposed(form, &ask.visitor.clock(ask.app())),
            wrong,
        },
    )
}

fn advised(one: &Advice, form: &MeasureForm) -> AdviceRow {
    let Clause { whom, restriction } = one.clause;
    let places: Vec<String> = one.places.iter().map(ToString::to_string).collect();
    let places = places.join("&scope=");
    let campaign = form.campaign.map(|id| format!("&campaign={id}")).unwrap_or_default();
    let numbers = match restriction {
        Restriction::CapReach { readers } => format!("&readers={readers}"),
        Restriction::ClosedHours { .. } => "&from=23:00&to=07:00".to_owned(),
        _ => String::new(),
    };
    AdviceRow {
        clause: ClauseLine { clause: one.clause },
        copies: one.copies,
        figures: figures(&one.figures),
        href: format!("/measures/preview?whom={whom}&what={}{numbers}&scope={places}{campaign}", restriction.code()),
    }
}

/// What would be done, before it is.
pub(crate) async fn preview(ask: Ask) -> Result<Response> {
    let mut form = form::read(ask.fields());
    if form.ends.0.is_empty() {
        form.ends = form::morning(&ask.visitor.clock(ask.app()));
    }
    see(&ask, StatusCode::OK, form, Vec::new()).await
}

async fn see(ask: &Ask, status: StatusCode, form: MeasureForm, wrong: Vec<MeasureWrong>) -> Result<Response> {
    let (mut typed, mut of_form) = form::typed(ask, &form).await?;
    // The reason is asked for on the page that follows.
    let reason = std::mem::replace(&mut typed.reason, "…".to_owned());
    let plan = match Plan::parse(typed, ask.app().now()) {
        Ok(plan) if of_form.is_empty() => plan,
        parsed => {
            of_form.extend(form::as_wrong(parsed.err().unwrap_or_default()));
            return blank(ask, StatusCode::UNPROCESSABLE_ENTITY, form, of_form).await;
        }
    };
    let app = ask.app();
    let found = measure::figures(app, Some(&ask.actor), &plan.places, &plan.clauses).await?.ok_or(Error::NotFound)?;
    let mut places = Vec::with_capacity(plan.places.len());
    for place in &plan.places {
        places.push(board::name(app, place).await?);
    }
    let smaller = measure::smaller(app, &ask.actor, &plan.places, &plan.clauses).await?;
    page_as(
        status,
        &MeasurePreviewPage {
            frame: ask.frame(Here::Desk).await?,
            clauses: lines(&plan.clauses),
            places,
            starts_at: Some(plan.starts_at).filter(|at| *at > app.now()),
            ends_at: plan.ends_at,
            figures: figures(&found),
            agreement: plan.agreement,
            smaller: smaller.iter().map(|(clause, less)| (ClauseLine { clause: *clause }, figures(less))).collect(),
            form: MeasureForm { reason, id: Some(form.id.unwrap_or_else(|| app.id())), ..form },
            wrong,
        },
    )
}

pub(crate) async fn submit(ask: Ask, Filled(fields): Filled) -> Result<Response> {
    let form = form::read(&fields);
    let (typed, of_form) = form::typed(&ask, &form).await?;
    if !of_form.is_empty() {
        return blank(&ask, StatusCode::UNPROCESSABLE_ENTITY, form, of_form).await;
    }
    let again = |wrong| see(&ask, StatusCode::UNPROCESSABLE_ENTITY, form, wrong);
    match measure::propose(ask.app(), Some(&ask.actor), typed).await? {
        Proposed::Begun(id) => Ok(go_and_say(&format!("/measures/{id}"), Said::MeasureBegun)),
        Proposed::Waits { id, .. } => Ok(go_and_say(&format!("/measures/{id}"), Said::MeasureWaits)),
        Proposed::Wrong(wrong) => again(form::as_wrong(wrong)).await,
        Proposed::Exempt => again(vec![MeasureWrong::Exempt]).await,
        Proposed::TooLate => again(vec![MeasureWrong::Replaced]).await,
        Proposed::NotAllowed => Err(Error::NotFound),
    }
}

/// One measure: where it stands, what was foreseen of it, and what may be done with it.
pub(crate) async fn show(ask: Ask, Id(id): Id<Uuid>) -> Result<Response> {
    let sight = measure::sight(ask.app(), Some(&ask.actor), id).await?.ok_or(Error::NotFound)?;
    let (clock, now) = (ask.visitor.clock(ask.app()), ask.app().now());
    let measure = &sight.listed.measure;
    let ends_at = measure.times().ends_at;
    let view = MeasurePage {
        frame: ask.frame(Here::Desk).await?,
        figures: figures(&sight.figures),
        answered: measure.second.clone().zip(measure.answered().map(|(_, at)| at)),
        ended: measure.ended_at().map(|at| (measure.ended_by.clone(), at, measure.end_note.clone())),
        extensions: sight
            .extensions
            .iter()
            .map(|one| ExtensionRow {
                id: one.id,
                to: one.to_end(),
                author: one.author.clone(),
                asked_at: one.asked_at(),
                note: one.note.clone(),
                waits: one.waits(now),
                agreed: one.agreed,
            })
            .collect(),
        deferred: sight.deferred,
        proposed: clock.typed(ends_at + Millis::hours(12)),
        row: row(sight.listed)?,
    };
    page(&view)
}

/// Agrees, declines, extends or lifts.
pub(crate) async fn act(ask: Ask, Id(id): Id<Uuid>, Filled(form): Filled) -> Result<Response> {
    let (app, actor, back) = (ask.app(), &ask.actor, format!("/measures/{id}"));
    let note = model::text::cut(form.get("note").trim(), model::limits::DESK_NOTE_BYTES_MAX);
    let said = match form.get("do") {
        "agree" => answered(measure::answer(app, actor, id, true).await?),
        "decline" => answered(measure::answer(app, actor, id, false).await?),
        "lift" => match measure::lift(app, Some(actor), id, note).await? {
            Lifted::Yes => Said::MeasureLifted,
            Lifted::TooLate => Said::MeasureTooLate,
            Lifted::NotFound => return Err(Error::NotFound),
        },
        "extend" => extend(&ask, id, &form, note).await?,
        _ => return Err(Error::NotFound),
    };
    Ok(go_and_say(&back, said))
}

async fn extend(ask: &Ask, id: Uuid, form: &Fields, note: &str) -> Result<Said> {
    let clock = ask.visitor.clock(ask.app());
    let Some(to) = clock.read(form.get("ends_date"), form.get("ends_time")) else { return Ok(Said::MeasureNoEnd) };
    Ok(match measure::extend(ask.app(), Some(&ask.actor), id, to, note).await? {
        Extended::Yes(_) => Said::MeasureExtended,
        Extended::Waits(_) => Said::MeasureExtensionWaits,
        Extended::NotLater => Said::MeasureNotLater,
        Extended::TooLong => Said::MeasureTooLong,
        Extended::TooLate => Said::MeasureTooLate,
        Extended::NotFound => return Err(Error::NotFound),
    })
}

const fn answered(answer: Answered) -> Said {
    match answer {
        Answered::Agreed => Said::MeasureAgreed,
        Answered::Declined => Said::MeasureDeclined,
        Answered::Own => Said::MeasureOwn,
        Answered::NoDesk => Said::MeasureNoDesk,
        Answered::SameHouse => Said::MeasureSameHouse,
        Answered::TooLate => Said::MeasureTooLate,
    }
}

/// Answers an extension that another asked for.
pub(crate) async fn answer_extension(ask: Ask, Id(id): Id<Uuid>, Filled(form): Filled) -> Result<Response> {
    let agreed = form.get("do") == "agree";
    let said = answered(measure::answer_extension(ask.app(), &ask.actor, id, agreed).await?);
    let back: Option<Uuid> = form.read("measure");
    Ok(go_and_say(&back.map_or_else(|| "/measures".to_owned(), |id| format!("/measures/{id}")), said))
}
