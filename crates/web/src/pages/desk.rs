//! The desk: what waits, one letter with its evidence, and deciding.

use actions::{
    desk::{self, DeskLetter},
    release::{self, Released},
    unveil::{self, Unveiled},
    withdraw::{self, Withdrawn, WithdrawnAlone},
};
use axum::response::Response;
use model::{
    AttachmentId, MessageId,
    message::State,
    verdict::{Label, Reason, Verdict},
};
use store::desk::QueueRow;

use super::{
    letters,
    show::{fragment, go_and_say, page},
};
use crate::{
    error::{Error, Result},
    forms::Filled,
    locale::Locale,
    reasons,
    session::{Ask, Id},
    views::{
        DeskPage, DeskRow, DeskTab, Effects, Evidence, Figures, HeldLetter, Here, Report, Said, Step, Urgency,
        segments, words,
    },
};

/// Probability from which a label tells why a letter is there.
const SAID_FROM: f32 = 0.2;
/// Probability from which a letter is urgent though nobody has seen it.
const URGENT_FROM: f64 = 0.9;
/// The same, to be looked at today.
const DOUBT_FROM: f64 = 0.5;

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
        rows: shown,
        query: query.to_owned(),
        open: open.map(|letter| held_letter(ask, &letter)),
    };
    match ask.fragment() {
        Some("queue") => fragment(&view.as_queue()),
        _ => page(&view),
    }
}

fn row(ask: &Ask, found: &QueueRow) -> Result<DeskRow> {
    let top = found.labels()?.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
    Ok(DeskRow {
        id: found.id,
        why: why(ask, top, &found.reasons()?, found.reports),
        place: found.school_name.clone(),
        at: found.sent_at(),
        readers: found.readers,
        siblings: found.copies,
        reports: found.reports,
        urgency: match found.state {
            State::Held if found.listed > 0 || found.threat >= URGENT_FROM => Urgency::High,
            State::Held if found.threat >= DOUBT_FROM || found.reports > 0 => Urgency::Medium,
            _ if found.reports > 1 => Urgency::Medium,
            _ => Urgency::Low,
        },
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
    match (top.filter(|(_, value)| *value >= SAID_FROM), reasons.first()) {
        (Some((label, _)), _) => ask.locale().say(format!("why-{}", label.code().replace('_', "-"))).to_string(),
        (None, Some(reason)) => reasons::words(ask.locale(), reason),
        (None, None) if reports > 0 => ask.locale().say("why-reported").to_string(),
        (None, None) => ask.locale().say("why-nothing").to_string(),
    }
}

fn held_letter(ask: &Ask, letter: &DeskLetter) -> HeldLetter {
    let message = &letter.message;
    let reasons = letter.verdict.as_ref().map(|verdict| verdict.reasons.as_slice()).unwrap_or_default();
    let threat = letter.verdict.as_ref().map_or(0.0, |verdict| verdict.threat);
    let (displayed, _) = letter.exposed;
    HeldLetter {
        id: message.id,
        state: message.state,
        decision: decision(ask, letter),
        sender: format!("{}, {}", message.sender_name, words::profile(ask.locale(), message.sender_profile)),
        school: message.school_name.clone(),
        to: letter.to.iter().map(|a| a.label.as_str()).collect::<Vec<_>>().join(", "),
        readers: message.readers,
        at: message.sent_at(),
        veiled: !letter.revealed,
        // Both are blank until the letter is revealed. Reasons point into the text alone.
        subject: segments(&message.subject, &[]),
        body: segments(&message.body, reasons),
        files: letter.attachments.iter().map(letters::desk_file).collect(),
        evidence: evidence(ask.locale(), reasons),
        facts: Vec::new(),
        threat_percent: (threat.clamp(0.0, 1.0) * 100.0).round() as u8,
        reports: letter
            .report_list
            .iter()
            .map(|report| Report {
                who: format!("{}, {}", report.name, words::profile(ask.locale(), report.profile)),
                at: report.at(),
                why: report.reason.clone(),
            })
            .collect(),
        history: history(ask, letter),
        contained_until: letter.containment.as_ref().map(store::containment::Containment::until),
        effects: Effects {
            release_readers: message.readers,
            siblings: letter.siblings.live as i64,
            withdraw_readers: message.readers + letter.siblings.readers,
            displayed,
            accounts: 1 + letter.siblings.senders as i64,
            schools: letter.siblings.schools.max(1) as i64,
        },
        campaign: letter.campaign.as_ref().map(|(campaign, counts)| {
            let (copies, accounts, schools) = (counts.copies, counts.accounts, counts.schools);
            (campaign.id, Figures { copies, accounts, schools, ..Figures::default() })
        }),
        cleared: letter.clearance.as_ref().map(|cleared| (cleared.used, cleared.until())),
    }
}

/// What was done with it: by the machine when it was sent, then by people.
fn history(ask: &Ask, letter: &DeskLetter) -> Vec<Step> {
    let first = letter.verdict.as_ref().map(|verdict| Step {
        at: letter.message.sent_at(),
        who: "Préau".to_owned(),
        what: ask.locale().say(format!("did-{}", verdict.outcome)).to_string(),
    });
    let people = letter.decisions.iter().map(|decision| Step {
        at: decision.at(),
        who: decision.name.clone(),
        what: ask.locale().say(format!("did-{}", decision.verb)).to_string(),
    });
    first.into_iter().chain(people).collect()
}

/// The decision in one sentence, with the heaviest reason.
fn decision(ask: &Ask, letter: &DeskLetter) -> String {
    let key = match letter.message.state {
        State::Held if letter.exposed.0 > 0 => "decision-held-shown",
        State::Held => "decision-held",
        State::Waves => "decision-waves",
        State::Delivered => "decision-delivered",
        State::Withdrawn => "decision-withdrawn",
    };
    let said = ask.locale().say(key).arg("count", letter.exposed.0).to_string();
    match letter.verdict.as_ref().and_then(|verdict| verdict.reasons.first()) {
        Some(reason) => format!("{said} {}", reasons::words(ask.locale(), reason)),
        None => said,
    }
}

fn evidence(locale: Locale, reasons: &[Reason]) -> Vec<Evidence> {
    let total: f32 = reasons.iter().map(|reason| reason.weight.abs()).sum();
    let share = |weight: f32| if total > 0.0 { (weight.abs() / total * 100.0).round() as u8 } else { 0 };
    let one = |reason: &Reason| Evidence {
        text: reasons::words(locale, reason),
        code: reason.code.clone(),
        weight: reason.weight,
        share: share(reason.weight),
        points: reason.start < reason.end,
        reading: None,
    };
    reasons.iter().map(one).collect()
}
