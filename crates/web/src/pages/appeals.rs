//! What became of one's messages, and what is said against it; the desk answers.

use actions::appeal::{self, Answered, Appealed};
use axum::{http::StatusCode, response::Response};
use model::{MessageId, appeal::Outcome, message::State, verdict::Label};
use store::appeal::{Appeal, Decided};

use super::show::{go, go_and_say, page, page_as};
use crate::{
    error::{Error, Result},
    forms::Filled,
    session::{Ask, Id},
    views::{AppealRow, AppealsPage, DecisionRow, DecisionsPage, Here, Said, words},
};

/// Probability from which a label says why.
const SAID_FROM: f32 = 0.3;

pub(crate) async fn decisions(ask: Ask) -> Result<Response> {
    page(&view(&ask, None).await?)
}

async fn view(ask: &Ask, wrong: Option<(MessageId, &'static str, String)>) -> Result<DecisionsPage> {
    let told = appeal::told(ask.app(), &ask.actor).await?;
    Ok(DecisionsPage {
        frame: ask.frame(Here::Sent).await?,
        rows: told.iter().map(decision).collect::<Result<_>>()?,
        wrong,
    })
}

fn decision(one: &Decided) -> Result<DecisionRow> {
    let withdrawn = one.state == State::Withdrawn;
    Ok(DecisionRow {
        id: one.message,
        to: one.first_label.clone(),
        subject: if withdrawn { String::new() } else { one.subject.clone() },
        at: one.sent_at(),
        decided: one.decided_at(),
        withdrawn,
        why: if withdrawn { why(one)? } else { "decided-harmless" },
        appealed: one.appealed_at(),
        answer: one.answer().map(|(outcome, note)| (outcome, note.to_owned())),
    })
}

/// Why, in general terms: never the rule.
fn why(one: &Decided) -> Result<&'static str> {
    let labels = one.labels()?;
    let top = labels.into_iter().filter(|(_, p)| *p >= SAID_FROM).max_by(|a, b| a.1.total_cmp(&b.1));
    Ok(match top.map(|(label, _)| label) {
        Some(Label::Attack | Label::Death | Label::Violence) => "decided-threat",
        Some(Label::Blackmail) => "decided-blackmail",
        Some(Label::Harassment) => "decided-harassment",
        _ => "decided-unfit",
    })
}

pub(crate) async fn make(ask: Ask, Id(id): Id<MessageId>, Filled(form): Filled) -> Result<Response> {
    let text = form.get("text");
    let wrong = match appeal::appeal(ask.app(), &ask.actor, id, text).await? {
        Appealed::Yes => return Ok(go_and_say("/sent/decisions", Said::Appealed)),
        Appealed::Already => return Ok(go_and_say("/sent/decisions", Said::TooLate)),
        Appealed::Empty => "appeal-empty",
        Appealed::TooLong => "appeal-too-long",
        Appealed::NotFound => return Err(Error::NotFound),
    };
    page_as(StatusCode::UNPROCESSABLE_ENTITY, &view(&ask, Some((id, wrong, text.to_owned()))).await?)
}

pub(crate) async fn list(ask: Ask) -> Result<Response> {
    let rows = appeal::list(ask.app(), &ask.actor).await?;
    page(&AppealsPage {
        frame: ask.frame(Here::Desk).await?,
        reader: ask.actor.person,
        rows: rows.iter().map(|one| row(&ask, one)).collect(),
        note_missing: ask.query("note") == "missing",
    })
}

fn row(ask: &Ask, one: &Appeal) -> AppealRow {
    AppealRow {
        id: one.message,
        who: words::profile(ask.locale(), one.profile),
        school: one.school_name.clone(),
        body: one.body.clone(),
        at: one.at(),
        decided_by: one.decided_by(),
        decided_name: one.decided_name.clone(),
        answer: one
            .answer()
            .map(|(outcome, _)| (outcome, one.answered_name.clone().unwrap_or_default(), one.note.clone())),
    }
}

pub(crate) async fn answer(ask: Ask, Id(id): Id<MessageId>, Filled(form): Filled) -> Result<Response> {
    let outcome = Outcome::from_code(form.get("outcome")).ok_or(Error::NotFound)?;
    match appeal::answer(ask.app(), &ask.actor, id, outcome, form.get("note")).await? {
        Answered::Upheld | Answered::SentAgain(_) => Ok(go_and_say("/desk/appeals", Said::AppealAnswered)),
        Answered::SameOfficer => Ok(go_and_say("/desk/appeals", Said::SameOfficer)),
        Answered::NoNote => Ok(go("/desk/appeals?note=missing")),
        Answered::TooLate => Ok(go_and_say("/desk/appeals", Said::TooLate)),
        Answered::NotFound => Err(Error::NotFound),
    }
}
