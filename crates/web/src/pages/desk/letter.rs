//! One letter with its evidence, in the reader's words.

use actions::desk::DeskLetter;
use model::{
    Profile,
    message::State,
    proof::Answer,
    verdict::{Reason, headline},
};
use store::{proof::Proof, sending::SentRow};

use super::{claims, facts};
use crate::{
    locale::Locale,
    pages::letters,
    reasons,
    session::Ask,
    views::{
        Effects, Evidence, Figures, HeldLetter, Mask, NearestView, Report, Step, StoppedRow, compare, segments, words,
    },
};

pub(super) fn view(ask: &Ask, letter: &DeskLetter) -> HeldLetter {
    let message = &letter.message;
    let reasons = letter.verdict.as_ref().map(|verdict| verdict.reasons.as_slice()).unwrap_or_default();
    let threat = letter.verdict.as_ref().map_or(0.0, |verdict| verdict.threat);
    let (displayed, _) = letter.exposed;
    HeldLetter {
        id: message.id,
        state: message.state,
        decision: decision(ask, letter),
        sender: sender(ask.locale(), letter),
        school: message.school_name.clone(),
        to: to(ask.locale(), letter),
        readers: message.readers,
        at: message.sent_at(),
        veiled: !letter.revealed,
        // Both are blank until the letter is revealed. Reasons point into the text alone.
        subject: segments(&message.subject, &[]),
        body: segments(&message.body, reasons),
        files: letter.attachments.iter().map(letters::desk_file).collect(),
        evidence: evidence(ask.locale(), letter, reasons),
        facts: facts::sentences(ask.locale(), &letter.facts),
        mask: match letter.masked {
            true if ask.query("reason") == "missing" => Mask::ReasonMissing,
            true => Mask::Hidden,
            false => Mask::Shown,
        },
        otherwise: facts::otherwise(ask.locale(), letter.otherwise.as_ref()),
        nearest: letter.nearest.as_ref().map(|nearest| NearestView {
            id: nearest.id,
            at: nearest.at,
            percent: percent(nearest.similarity),
            pieces: if letter.revealed { compare(&nearest.body, &message.body) } else { vec![] },
        }),
        stopped: letter.stopped.iter().map(stopped).collect(),
        touched: letter.touched.iter().map(|one| (one.name.clone(), one.copies, one.displayed)).collect(),
        opened: letter.exposed.1,
        pictures: letter
            .attachments
            .iter()
            .filter(|file| letters::is_picture(&file.mime))
            .map(|file| file.id)
            .collect(),
        care: letter.care,
        proof: letter.proof.as_ref().map(|asked| proof(ask, asked)),
        rules: letter.verdict.as_ref().map(|v| v.rules.chars().take(8).collect()).unwrap_or_default(),
        threat_percent: percent(threat),
        reports: letter
            .report_list
            .iter()
            .map(|report| Report {
                who: named(ask.locale(), &report.name, report.profile),
                at: report.at(),
                why: report.reason.clone(),
                before: (report.right_before, report.right_before + report.wrong_before),
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
        claim: claims::view(letter),
        cleared: letter.clearance.as_ref().map(|cleared| (cleared.used, cleared.until())),
    }
}

/// Whom it names, decoys in their number: who plants them need not have them known.
fn to(locale: Locale, letter: &DeskLetter) -> String {
    let mut named: Vec<String> = letter.to.iter().map(|one| one.label.clone()).collect();
    if letter.decoys > 0 {
        named.push(locale.say("desk-decoys").arg("count", letter.decoys).to_string());
    }
    named.join(", ")
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

/// The decision in one sentence, with the reason that says most: of what readers have, the heaviest.
fn decision(ask: &Ask, letter: &DeskLetter) -> String {
    let key = match letter.message.state {
        State::Held if letter.exposed.0 > 0 => "decision-held-shown",
        State::Held => "decision-held",
        State::Deferred => "decision-deferred",
        State::Waves => "decision-waves",
        State::Delivered => "decision-delivered",
        State::Withdrawn => "decision-withdrawn",
    };
    let said = ask.locale().say(key).arg("count", letter.exposed.0).to_string();
    let first = letter.verdict.as_ref().and_then(|verdict| match letter.message.state {
        State::Delivered => verdict.reasons.first(),
        _ => headline(&verdict.reasons),
    });
    match first {
        Some(reason) => format!("{said} {}", reasons::words(ask.locale(), reason)),
        None => said,
    }
}

fn evidence(locale: Locale, letter: &DeskLetter, reasons: &[Reason]) -> Vec<Evidence> {
    let total: f32 = reasons.iter().map(|reason| reason.weight.abs()).sum();
    let share = |weight: f32| if total > 0.0 { (weight.abs() / total * 100.0).round() as u8 } else { 0 };
    let one = |(n, reason): (usize, &Reason)| Evidence {
        text: reasons::words(locale, reason),
        code: match letter.versions.get(n).copied().flatten() {
            Some(version) => format!("{}@{version}", reason.code),
            None => reason.code.clone(),
        },
        weight: reason.weight,
        share: share(reason.weight),
        points: reason.start < reason.end,
        // What a passage says is content: it comes with the text.
        reading: letter.readings.get(n).cloned().flatten().filter(|_| letter.revealed),
    };
    reasons.iter().enumerate().map(one).collect()
}

fn percent(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u8
}

/// Who wrote it, or what may be said of them.
fn sender(locale: Locale, letter: &DeskLetter) -> String {
    let message = &letter.message;
    let who = named(locale, &message.sender_name, message.sender_profile);
    match &letter.class {
        Some(class) => locale.say("desk-of-class").arg("who", who).arg("class", class.as_str()).to_string(),
        None => who,
    }
}

/// A name with its profile, or the profile alone of somebody whose name is not shown.
fn named(locale: Locale, name: &str, profile: Profile) -> String {
    let profile = words::profile(locale, profile);
    if name.is_empty() { profile } else { format!("{name}, {profile}") }
}

fn stopped(one: &SentRow) -> StoppedRow {
    StoppedRow { id: one.id, at: one.sent_at(), state: one.state, readers: one.readers }
}

/// Where the question to the sender stands.
fn proof(ask: &Ask, asked: &Proof) -> String {
    let (clock, now) = (ask.visitor.clock(ask.app()), ask.app().now());
    let said = match asked.answer() {
        Some((Answer::Mine, at)) => ask.locale().say("proof-answer-mine").arg("when", clock.long(at)),
        Some((Answer::NotMine, at)) => ask.locale().say("proof-answer-not-mine").arg("when", clock.long(at)),
        None if asked.is_open(now) => ask.locale().say("proof-open").arg("when", clock.long(asked.until())),
        None => ask.locale().say("proof-none").arg("when", clock.long(asked.until())),
    };
    said.to_string()
}
