//! Closed hours are over: what was written in them is judged again, with what was learned meanwhile, and goes out, is held,
//! or waits longer if the hours are closed again. Found by whoever looks: nothing here needs to be remembered.

use model::{
    Actor, MessageId, Millis, PersonId, limits,
    measure::{Effect, Named, Restriction, Sending},
    message::State,
    verdict::Verdict,
};
use shield::{Context, Letter};
use store::{Tx, attachment::Attachment, message::Message};
use uuid::Uuid;

use super::{
    effect,
    in_force::{self, Own},
};
use crate::{
    App, Result, account, care, clearance, contain, context,
    fate::{self, Known},
    halt,
    judge::judge,
    record,
    seen::Seen,
    siblings,
    switchboard::Hint,
    wave,
};

/// Lets out what has waited long enough, each letter in a transaction of its own; one that cannot be judged waits for
/// the next round and stops no other. Gives their number, or why the last of those could not be judged. May run twice, and
/// on several nodes at once.
pub async fn let_out(app: &App) -> Result<usize> {
    let mut tx = app.db.read().await?;
    let due = store::deferred::due(&mut tx, app.now(), limits::DEFERRED_BATCH).await?;
    drop(tx);
    let (mut done, mut failed) = (0, None);
    for id in due {
        match one(app, id).await {
            Ok(moved) => done += usize::from(moved),
            Err(error) => failed = Some(error),
        }
    }
    match failed {
        Some(error) => Err(error),
        None => Ok(done),
    }
}

async fn one(app: &App, id: MessageId) -> Result<bool> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let found = store::message::get(&mut tx, id, PersonId(Uuid::nil())).await?;
    let Some(message) = found.filter(|message| message.state == State::Deferred) else { return Ok(false) };
    store::verdict::while_judging(&mut tx).await?;
    let sender = store::person::actor(&mut tx, message.sender, now).await?;
    let own = match &sender {
        Some(sender) => in_force::in_force(&mut tx, sender, now).await?,
        None => Vec::new(),
    };
    if let Some((until, measure)) = closed_again(&own, sender.as_ref(), &message, now) {
        let moved = store::deferred::put_off(&mut tx, id, until, measure).await?;
        tx.commit().await?;
        return Ok(moved);
    }
    let (verdict, context) = judged(app, &mut tx, &message, now).await?;
    let verdict = stopped(&mut tx, &message, sender.as_ref(), (&own, &context), verdict, now).await?;
    settle(app, tx, &message, (&verdict, &context), now).await
}

/// Until when a letter waits longer, and for which measure: the hours are closed again for its sender, or a measure that
/// began meanwhile lets nobody write, which ends by itself as well. A delay has been served.
fn closed_again(own: &[Own], sender: Option<&Actor>, message: &Message, now: Millis) -> Option<(Millis, Uuid)> {
    let shut = |one: &&Own| one.restriction.is_heavy() && one.restriction != Restriction::Hold;
    if let Some(shut) = own.iter().filter(shut).max_by_key(|one| one.until) {
        return Some((shut.until, shut.measure));
    }
    let here = sender?.affiliations.iter().find(|one| one.school == message.sender_school)?;
    let sending = Sending { minute: in_force::minute(here.academie, now), ..Default::default() };
    let closes = |one: &&Own| matches!(one.restriction.effect(&sending), Effect::UntilMinute(_));
    let hours: Vec<Own> = own.iter().filter(closes).cloned().collect();
    match in_force::rule(&hours, &sending, here.academie, now) {
        in_force::Ruling::Defer(until, measure) => Some((until, measure)),
        _ => None,
    }
}

/// The verdict on a letter at this moment: what the shield was told when it was written, and what came since.
async fn judged(app: &App, tx: &mut Tx, message: &Message, now: Millis) -> Result<(Verdict, Context)> {
    let told = store::verdict::get(tx, message.id).await?.map(|(_, _, told)| told).unwrap_or_default();
    let mut context: Context =
        serde_json::from_str(&told).unwrap_or_else(|_| Context::declared(message.sender_profile, message.readers));
    let files = store::attachment::of_message(tx, message.id).await?;
    let names: Vec<String> = files.iter().map(|file: &Attachment| file.name.clone()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let text = Letter { subject: &message.subject, body: &message.body, file_names: &names };
    let read = siblings::read(&message.subject, &message.body);
    let mut seen = Seen::of(tx, message.sender, &files, &text, &read, now).await?;
    seen.near.retain(|copy| copy.message != message.id);
    context::copies(&mut context, &seen, message.sender, now);
    context.confirmed_match.clone_from(&seen.confirmed);
    let mut verdict = judge(app, &text, &context);
    clearance::apply(tx, &mut verdict, &context, &seen, &read, text.body, now).await?;
    let files = Known::of(app, tx, files).await?;
    // What is long was read in the night by a job, which held the letter if it had to; here everybody who writes waits.
    let short = files.iter().all(Known::is_short);
    let verdict = if short { fate::judged(app, &text, &context, &files, verdict).await } else { verdict };
    Ok((care::spare(verdict), context))
}

/// What stands between a letter and its readers besides the letter: its sender was contained, evicted or left, or a measure
/// that began meanwhile would not take such a letter now.
async fn stopped(
    tx: &mut Tx,
    message: &Message,
    sender: Option<&Actor>,
    (own, context): (&[Own], &Context),
    verdict: Verdict,
    now: Millis,
) -> Result<Verdict> {
    let (code, text) = if !is_still_theirs(tx, message, sender, now).await? {
        ("contained", "Ce compte a été confiné ou réinitialisé depuis que ce message a été écrit.")
    } else if would_not_be_taken(tx, (own, sender), message, context, now).await? {
        (super::REASON, super::REASON_TEXT)
    } else {
        return Ok(verdict);
    };
    Ok(verdict.stopped_by(code, text))
}

/// Whether a measure in force would hold such a letter, or refuse it, if it were written now.
async fn would_not_be_taken(
    tx: &mut Tx,
    (own, sender): (&[Own], Option<&Actor>),
    message: &Message,
    context: &Context,
    now: Millis,
) -> Result<bool> {
    let Some(sender) = sender.filter(|_| !own.is_empty()) else { return Ok(false) };
    let named: Vec<_> = store::message::addressees(tx, message.id).await?.iter().map(|one| one.audience).collect();
    let adults = contain::are_adults_of_school(tx, sender, &named, now).await?;
    let sending = Sending {
        to: if adults { Named::AdultsOfSchool } else { Named::Others },
        // It was proved when it was written, if it had to be.
        proven: true,
        ..effect::told(context)
    };
    Ok(own.iter().any(|one| matches!(one.restriction.effect(&sending), Effect::Refuse | Effect::Hold)))
}

/// Whether the account is open, and nothing of it was ended since the letter was written (invariant 6).
async fn is_still_theirs(tx: &mut Tx, message: &Message, sender: Option<&Actor>, now: Millis) -> Result<bool> {
    if sender.is_none() || contain::is_contained(tx, message.sender, now).await? {
        return Ok(false);
    }
    account::is_open_since(tx, message.sender, message.sent_at(), now).await
}

/// Does what the verdict says.
async fn settle(
    app: &App,
    mut tx: Tx,
    message: &Message,
    (verdict, context): (&Verdict, &Context),
    now: Millis,
) -> Result<bool> {
    let (id, state) = (message.id, State::from(verdict.outcome));
    let wave = wave::plan(app, state, verdict, message.readers, now);
    let moved = match state {
        State::Held => store::deferred::hold(&mut tx, id, now).await?,
        _ => store::deferred::let_out(&mut tx, id, state, wave, now).await?,
    };
    if !moved {
        return Ok(false);
    }
    store::verdict::replace(&mut tx, id, verdict, now).await?;
    store::verdict::told(&mut tx, id, &serde_json::to_string(context)?).await?;
    wave::begin(app, &mut tx, id, wave, now).await?;
    let facts = serde_json::json!({
        "state": state, "outcome": verdict.outcome, "threat": verdict.threat, "rules": verdict.rules,
        "readers": message.readers,
    });
    record::append(app, &mut tx, "message.judge_again", None, &format!("message/{id}"), &facts).await?;
    let readers = match state {
        State::Held => Hint::Desk,
        _ => Hint::Audiences(store::message::addressees(&mut tx, id).await?.into_iter().map(|a| a.audience).collect()),
    };
    let mut hints = contain::follow_later(app, &mut tx, message, state, verdict, now).await?;
    if state == State::Held && context.known_device == Some(false) {
        let campaign = store::campaign::of_message(&mut tx, id).await?.map(|campaign| campaign.id);
        hints.extend(halt::halt(app, &mut tx, (id, message.sender, campaign), now).await?);
    }
    hints.extend([readers, Hint::Person(message.sender)]);
    app.commit(tx, hints).await?;
    Ok(true)
}
