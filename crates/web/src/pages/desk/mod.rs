//! The desk: what waits, one letter with its evidence, and deciding.

use actions::{
    appeal,
    desk::{self, DeskLetter, Queued},
    release::{self, Released},
    unveil::{self, Unveiled},
    withdraw::{self, Withdrawn, WithdrawnAlone},
};
use axum::response::Response;
use model::{
    AttachmentId, MessageId,
    message::State,
    verdict::{Label, Reason, Verdict, headline},
};

use super::show::{fragment, go_and_say, page};
use crate::{
    error::{Error, Result},
    forms::Filled,
    reasons,
    session::{Ask, Id},
    views::{DeskPage, DeskRow, DeskTab, Here, Said},
};

pub(crate) mod claims;
mod facts;
mod letter;
pub(crate) mod masks;

/// Probability from which a label tells why a letter is there.
const SAID_FROM: f32 = 0.2;

pub(crate) async fn list(ask: Ask) -> Result<Response> {
    show(&ask, None).await
}

pub(crate) async fn letter(ask: Ask, Id(id): Id<MessageId>) -> Result<Response> {
    let letter = desk::letter(ask.app(), &ask.actor, id, false).await?.ok_or(Error::NotFound)?;
    show(&ask, Some(letter)).await
}

/// Shows the text, and journals that this person asked for it.
pub(crate) async fn reveal(ask: Ask, Id(id): Id<MessageId>) -> Result<Response> {
    let letter = desk::letter(ask.app(), &ask.actor, id, true).await?.ok_or(Error::NotFound)?;
    show(&ask, Some(letter)).await
}

pub(crate) async fn release(ask: Ask, Id(id): Id<MessageId>, Filled(form): Filled) -> Result<Response> {
    match release::release(ask.app(), &ask.actor, id, form.get("note")).await? {
        Released::Yes => Ok(go_and_say("/desk", Said::Released)),
        Released::TooLate => Ok(go_and_say(&format!("/desk/messages/{id}"), Said::TooLate)),
        Released::Taken => Ok(go_and_say(&format!("/desk/messages/{id}"), Said::Taken)),
        Released::NotFound => Err(Error::NotFound),
    }
}

/// Shows a kept file to the readers of its message.
pub(crate) async fn unveil(ask: Ask, Id(id): Id<AttachmentId>) -> Result<Response> {
    match unveil::unveil(ask.app(), &ask.actor, id).await? {
        Unveiled::Yes(message) => Ok(go_and_say(&format!("/desk/messages/{message}"), Said::Unveiled)),
        Unveiled::TooLate(message) => Ok(go_and_say(&format!("/desk/messages/{message}"), Said::TooLate)),
        Unveiled::NotFound => Err(Error::NotFound),
    }
}

pub(crate) async fn withdraw(ask: Ask, Id(id): Id<MessageId>, Filled(form): Filled) -> Result<Response> {
    let note = form.get("note");
    let too_late = if form.get("siblings") == "no" {
        match withdraw::withdraw_alone(ask.app(), &ask.actor, id, note).await? {
            WithdrawnAlone::Yes => false,
            WithdrawnAlone::Already => true,
            WithdrawnAlone::NotFound => return Err(Error::NotFound),
        }
    } else {
        match withdraw::withdraw(ask.app(), &ask.actor, id, note).await? {
            Withdrawn::Yes { .. } => false,
            Withdrawn::Already => true,
            Withdrawn::Care => return Ok(go_and_say(&format!("/desk/messages/{id}"), Said::NotAThreat)),
            Withdrawn::NotFound => return Err(Error::NotFound),
        }
    };
    if too_late {
        return Ok(go_and_say(&format!("/desk/messages/{id}"), Said::TooLate));
    }
    Ok(go_and_say("/desk", Said::Withdrawn))
}

async fn show(ask: &Ask, open: Option<DeskLetter>) -> Result<Response> {
    let tab = DeskTab::from_code(ask.query("tab")).unwrap_or(DeskTab::Held);
    let query = ask.query("q").trim();
    let rows = match tab {
        DeskTab::Held => desk::queue(ask.app(), &ask.actor).await?,
        DeskTab::Reported => desk::recent(ask.app(), &ask.actor, true).await?,
        DeskTab::Recent => desk::recent(ask.app(), &ask.actor, false).await?,
    };
    let (held, reported) = desk::waiting(ask.app(), &ask.actor).await?;
    let folded = model::text::fold(query);
    let mut shown: Vec<DeskRow> = Vec::new();
    for found in &rows {
        let mut row = row(ask, found)?;
        if tab == DeskTab::Held && found.state != State::Held {
            row.why = ask.locale().say("why-file").to_string();
        }
        let words = format!("{} {} {}", found.sender_name, row.place, row.why);
        // Held letters of one campaign are one line: the most urgent of them.
        let same =
            |other: &&mut DeskRow| tab == DeskTab::Held && row.campaign.is_some() && other.campaign == row.campaign;
        if let Some(first) = shown.iter_mut().find(same) {
            first.folded += 1;
        } else if model::text::fold(&words).contains(&folded) {
            shown.push(row);
        }
    }
    let view = DeskPage {
        frame: ask.frame(Here::Desk).await?,
        tab,
        held,
        reported,
        appeals: appeal::waiting(ask.app(), &ask.actor).await?,
        rows: shown,
        query: query.to_owned(),
        open: open.map(|letter| letter::view(ask, &letter)),
    };
    match ask.fragment() {
        Some("queue") => fragment(&view.as_queue()),
        Some("claim") => fragment(&view.as_claim()),
        _ => page(&view),
    }
}

fn row(ask: &Ask, found: &Queued) -> Result<DeskRow> {
    let top = found.labels()?.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
    Ok(DeskRow {
        id: found.id,
        why: why(ask, top, &found.reasons()?, found.reports),
        place: found.school_name.clone(),
        at: found.sent_at(),
        readers: found.readers,
        siblings: found.copies,
        reports: found.reports,
        urgency: found.ranked.urgency,
        signs: found.ranked.signs.clone(),
        claimed_by: found.claimed_by.clone(),
        state: found.state,
        campaign: found.campaign(),
        folded: 0,
    })
}

/// Why a letter is there, in three words or so.
pub(super) fn why_of(ask: &Ask, verdict: Option<&Verdict>) -> String {
    let Some(verdict) = verdict else { return why(ask, None, &[], 0) };
    let top = verdict.labels.iter().map(|(label, value)| (*label, *value)).max_by(|a, b| a.1.total_cmp(&b.1));
    why(ask, top, &verdict.reasons, 0)
}

fn why(ask: &Ask, top: Option<(Label, f32)>, reasons: &[Reason], reports: i64) -> String {
    match (top.filter(|(_, value)| *value >= SAID_FROM), headline(reasons)) {
        (Some((label, _)), _) => ask.locale().say(format!("why-{}", label.code().replace('_', "-"))).to_string(),
        (None, Some(reason)) => reasons::words(ask.locale(), reason),
        (None, None) if reports > 0 => ask.locale().say("why-reported").to_string(),
        (None, None) => ask.locale().say("why-nothing").to_string(),
    }
}
