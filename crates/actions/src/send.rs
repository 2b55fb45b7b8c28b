//! Sending: authorise, judge, store, journal, in one transaction; then wake the pages of those who got something.

use model::{
    Actor, DecoyId, MessageId, Millis, PersonId, Profile, SchoolId, ThreadId,
    audience::Audience,
    draft::Draft,
    job::Job,
    limits,
    message::{Refusal, State},
};
use sha2::{Digest as _, Sha256};
use shield::{Letter, sketch::Prepared};
use store::{
    Tx,
    attachment::Attachment,
    message::{NewAudience, NewMessage},
};

use crate::{
    App, Error, Result, Rules, alert, care, clearance, contain, context, decoy, fate, halt,
    judge::judge,
    measure::{self, Ruling},
    record,
    reset::openings,
    rights,
    seen::Seen,
    siblings,
    switchboard::Hint,
    wave,
};

/// What became of a message. The sender's page says the same of the first two and the third: no oracle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// Out.
    Delivered(MessageId),
    /// Going out in waves.
    InWaves(MessageId),
    /// Waiting for the end of closed hours, or held in them: its sender is told the same of both.
    Deferred(MessageId),
    /// Waiting for a person.
    Held(MessageId),
    /// Not accepted; nothing was stored.
    Refused(Refusal),
}

/// Sends a draft. The same idempotency key of the same sender gives the first answer again and sends nothing more.
pub async fn send(app: &App, actor: &Actor, draft: &Draft) -> Result<Sent> {
    let read = siblings::read(draft.subject.as_str(), draft.body.as_str());
    let sent = match send_once(app, app.db.join().await?, actor, draft, &read).await {
        // The same form was sent twice at once, and the other request was faster: its answer is ours. Or the work of
        // somebody who was to be flushed with us failed: once more, alone.
        Err(Error::Store(store::Error::Exists | store::Error::Undone)) => {
            send_once(app, app.db.begin().await?, actor, draft, &read).await?
        }
        answer => answer?,
    };
    app.meters.sent(sent);
    Ok(sent)
}

async fn send_once(app: &App, mut tx: Tx, actor: &Actor, draft: &Draft, read: &Prepared) -> Result<Sent> {
    if let Some(known) = store::message::by_key(&mut tx, actor.person, draft.idempotency_key).await? {
        return Ok(Sent::of(known.id, known.state, known.deferred));
    }
    let now = app.now();
    let letter = match authorise(app, &mut tx, actor, draft, now).await? {
        Ok(letter) => letter,
        Err(refusal) => return Ok(Sent::Refused(refusal)),
    };
    let names: Vec<&str> = letter.files.iter().map(|file| file.name.as_str()).collect();
    let text = Letter { subject: draft.subject.as_str(), body: draft.body.as_str(), file_names: &names };
    store::verdict::while_judging(&mut tx).await?;
    let seen = Seen::of(&mut tx, actor.person, &letter.files, &text, read, now).await?;
    let context = context::of(app, &mut tx, actor, &letter, &seen, now).await?;
    let ruling = measure::on_letter(app, &mut tx, actor, &letter, (&context, &seen), now).await?;
    if let Ruling::Refuse(refusal) = ruling {
        return Ok(Sent::Refused(refusal));
    }
    let mut verdict = judge(app, &text, &context);
    clearance::apply(&mut tx, &mut verdict, &context, &seen, read, text.body, now).await?;
    let joined = fate::joined(app, &mut tx, &text, &context, &letter.files, verdict).await?;
    let verdict = care::spare(alert::never_held(&mut tx, &letter, joined.verdict, now).await?);
    let verdict = contain::stop(&mut tx, actor, &letter, verdict, now).await?;
    let verdict = ruling.hold(verdict);
    let state = ruling.state(State::from(verdict.outcome));
    let id = app.id::<MessageId>();
    let wave = wave::plan(app, state, &verdict, letter.readers, now);
    let message = NewMessage {
        id,
        thread: letter.thread.unwrap_or(ThreadId(id.uuid())),
        in_reply_to: draft.in_reply_to,
        sender: actor.person,
        sender_name: &actor.name,
        sender_profile: letter.profile,
        sender_school: letter.school,
        subject: draft.subject.as_str(),
        body: draft.body.as_str(),
        state,
        sent_at: now,
        wave,
        readers: letter.readers,
        attachments: letter.files.len() as i64,
        idempotency_key: draft.idempotency_key,
    };
    let audiences: Vec<NewAudience> = letter.audiences();
    store::message::insert(&mut tx, &message, &audiences).await?;
    if let Ruling::Defer(until, measure) = ruling {
        store::deferred::keep(&mut tx, id, until, measure).await?;
    }
    let words = format!("{}\n{}\n{}", draft.subject.as_str(), draft.body.as_str(), names.join("\n"));
    let readers = audiences.iter().map(|a| a.audience);
    store::search::index(&mut tx, id, &words, actor.person, readers, now).await?;
    for (position, (file, fate)) in (0..).zip(letter.files.iter().zip(joined.fates)) {
        if !store::attachment::send(&mut tx, actor.person, file.id, id, position, fate).await? {
            return Ok(Sent::Refused(Refusal::UnknownAttachment));
        }
    }
    if let Some(at) = joined.again {
        store::job::push(&mut tx, app.id(), &Job::Settle { message: id }, None, at).await?;
    }
    store::verdict::insert(&mut tx, id, &verdict, &serde_json::to_string(&context)?, now).await?;
    care::open(&mut tx, id, actor.person, &letter, &verdict, now).await?;
    siblings::keep(&mut tx, id, read, now).await?;
    let campaign = seen.join(app, &mut tx, id, actor, &verdict, now).await?;
    wave::begin(app, &mut tx, id, wave, now).await?;
    let facts = serde_json::json!({
        "state": state, "outcome": verdict.outcome, "consequence": verdict.consequence, "threat": verdict.threat, "rules": verdict.rules,
        "audiences": audiences.iter().map(|a| a.audience).collect::<Vec<_>>(), "readers": letter.readers,
        "body_sha256": model::text::hex(&Sha256::digest(draft.body.as_str().as_bytes())),
        "files_sha256": letter.files.iter().map(|f| model::text::hex(&f.sha256)).collect::<Vec<_>>(),
        "session": actor.session, "campaign": campaign, "deferred": ruling.until(),
    });
    record::append(app, &mut tx, "message.send", Some(actor.person), &format!("message/{id}"), &facts).await?;
    decoy::written_to(app, &mut tx, id, &letter.decoys, now).await?;
    let hint = match state {
        // Of what waits its sender's pages are told the same, whatever the shield thought of it.
        State::Deferred => Hint::Person(actor.person),
        State::Held => Hint::Desk,
        _ => Hint::Audiences(audiences.iter().map(|a| a.audience).collect()),
    };
    let mut hints = contain::follow(app, &mut tx, actor, &letter, (id, state, &verdict), now).await?;
    hints.push(hint);
    if state == State::Held && ruling.until().is_some() {
        hints.push(Hint::Person(actor.person));
    }
    if state == State::Held && context.known_device == Some(false) {
        hints.extend(halt::halt(app, &mut tx, (id, actor.person, campaign), now).await?);
    }
    app.commit(tx, hints).await?;
    Ok(Sent::of(id, state, ruling.until().is_some()))
}

/// A draft of which everything was asked: it may be written, by this person, to these.
pub(crate) struct Authorised {
    pub(crate) to: Vec<(Audience, model::audience::Line)>,
    /// Decoys that it names besides: they are nobody, and are written down with the message as such.
    pub(crate) decoys: Vec<DecoyId>,
    pub(crate) profile: Profile,
    pub(crate) school: SchoolId,
    pub(crate) thread: Option<ThreadId>,
    /// The sender of the message that it answers.
    pub(crate) answered: Option<PersonId>,
    pub(crate) files: Vec<Attachment>,
    pub(crate) readers: i64,
}

impl Authorised {
    fn audiences(&self) -> Vec<NewAudience> {
        let new = |(audience, line): &(Audience, _)| NewAudience {
            audience: audience.id,
            line: *line,
            label: audience.label.clone(),
        };
        self.to.iter().map(new).collect()
    }
}

/// Who may write to whom, breadth included, also for replies (invariant 8); then whose files; then how many for now.
pub(crate) async fn authorise(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    draft: &Draft,
    now: Millis,
) -> Result<std::result::Result<Authorised, Refusal>> {
    let Some(affiliation) = actor.affiliations.iter().max_by_key(|a| a.profile) else {
        return Ok(Err(Refusal::NotAllowed));
    };
    let (mut thread, mut answered) = (None, None);
    if let Some(parent) = draft.in_reply_to {
        match readable(tx, actor.person, parent, now).await? {
            Some((of, sender)) => (thread, answered) = (Some(of), Some(sender)),
            None => return Ok(Err(Refusal::UnknownReply)),
        }
    }
    let rights = rights::of(app, tx, actor, now).await?;
    let (mut to, mut decoys) = (Vec::with_capacity(draft.to.len()), Vec::new());
    for addressee in &draft.to {
        let Some(audience) = store::rules::audience(tx, addressee.audience, now).await? else {
            match decoy::named(tx, addressee.audience).await? {
                Some(decoy) => decoys.push(decoy),
                None => return Ok(Err(Refusal::UnknownRecipient)),
            }
            continue;
        };
        let answers = answered.is_some_and(|sender| audience.id == sender.into());
        if !answers && !rights.allow(tx, &audience, now).await? {
            return Ok(Err(Refusal::NotAllowed));
        }
        to.push((audience, addressee.line));
    }
    let waits = openings::waits(tx, actor.person, now).await?.writes_at.is_some();
    if waits && !contain::only_to_adults_of_school(tx, actor, &to, now).await? {
        return Ok(Err(Refusal::NotYet));
    }
    let mut files = Vec::with_capacity(draft.attachments.len());
    for id in &draft.attachments {
        match store::attachment::get(tx, *id).await? {
            Some(file) if file.owner == actor.person && file.message().is_none() => files.push(file),
            _ => return Ok(Err(Refusal::UnknownAttachment)),
        }
    }
    let readers: i64 = to.iter().map(|(audience, _)| audience.readers).sum();
    if app.rules == Rules::Preau && !affiliation.profile.is_adult_of_school() {
        let reach = store::message::reach(tx, actor.person, now - Millis::hours(1)).await?;
        if reach.messages >= limits::SENDS_PER_HOUR_MAX || reach.readers + readers > limits::REACH_PER_HOUR_MAX {
            return Ok(Err(Refusal::TooMany));
        }
    }
    let (profile, school) = (affiliation.profile, affiliation.school);
    Ok(Ok(Authorised { to, decoys, profile, school, thread, answered, files, readers }))
}

/// The conversation and the sender of a message that this person may read now, or wrote.
async fn readable(
    tx: &mut Tx,
    person: PersonId,
    message: MessageId,
    now: Millis,
) -> Result<Option<(ThreadId, PersonId)>> {
    let found = store::message::get(tx, message, person).await?;
    Ok(found.filter(|m| m.sender == person || m.is_visible(person, now)).map(|m| (m.thread, m.sender)))
}

impl Sent {
    fn of(id: MessageId, state: State, deferred: bool) -> Sent {
        match state {
            State::Delivered => Sent::Delivered(id),
            State::Waves => Sent::InWaves(id),
            State::Deferred => Sent::Deferred(id),
            State::Held | State::Withdrawn if deferred => Sent::Deferred(id),
            State::Held | State::Withdrawn => Sent::Held(id),
        }
    }
}
