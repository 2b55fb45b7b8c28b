//! The report lane: anybody of a school warns its safety contact in one step. What is written there is never held and no
//! pupil reads it: a victim quotes the threat when they warn, and must be heard in the words that they use. It is judged
//! all the same, so that the contact sees what the shield found, and joins no campaign: a warning is no copy.
//!
//! A reply, or a message written from the ordinary page to safety contacts alone, is not held either.

use model::{
    Actor, AudienceId, MessageId, Millis, PersonId, SchoolId, ThreadId,
    audience::Line,
    duty::Duty,
    limits,
    message::State,
    verdict::{Outcome, Reason, Verdict},
};
use sha2::{Digest as _, Sha256};
use shield::{Context, Letter};
use store::{
    Tx,
    message::{NewAudience, NewMessage},
};
use uuid::Uuid;

use crate::{App, Result, judge::judge, record, send::Authorised, switchboard::Hint};

/// Subject of every warning.
const SUBJECT: &str = "Signalement d’un danger";

/// What came of a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alerted {
    /// It has reached so many adults.
    Yes(MessageId, usize),
    /// There is nothing in it.
    Empty,
    /// Longer than [`limits::ALERT_BYTES_MAX`].
    TooLong,
    /// The actor sent as many as they may within an hour.
    TooMany,
    /// The school has nobody to warn.
    Nobody,
    /// The actor has nothing to do with that school.
    NotFound,
}

/// Whom the actor may warn, school by school.
pub async fn contacts(app: &App, actor: &Actor) -> Result<Vec<(SchoolId, String, Vec<store::duty::Named>)>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let mut list: Vec<(SchoolId, String, Vec<store::duty::Named>)> = Vec::new();
    for one in &actor.affiliations {
        if !list.iter().any(|(school, ..)| *school == one.school) {
            let named = store::duty::of_school(&mut tx, one.school, Duty::Safety, now).await?;
            list.push((one.school, one.school_name.clone(), named));
        }
    }
    Ok(list)
}

/// Warns the safety contact of a school. The same key of the same actor warns once.
pub async fn alert(app: &App, actor: &Actor, school: SchoolId, text: &str, key: Uuid) -> Result<Alerted> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(Alerted::Empty);
    }
    if text.len() > limits::ALERT_BYTES_MAX {
        return Ok(Alerted::TooLong);
    }
    let Some(here) = actor.affiliations.iter().find(|one| one.school == school) else { return Ok(Alerted::NotFound) };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let contacts = store::duty::of_school(&mut tx, school, Duty::Safety, now).await?;
    if let Some(known) = store::message::by_key(&mut tx, actor.person, key).await? {
        return Ok(Alerted::Yes(known.id, contacts.len()));
    }
    if contacts.is_empty() {
        return Ok(Alerted::Nobody);
    }
    let reach = store::message::reach(&mut tx, actor.person, now - Millis::hours(1)).await?;
    if reach.messages >= limits::SENDS_PER_HOUR_MAX {
        return Ok(Alerted::TooMany);
    }
    let readers = contacts.len() as i64;
    let letter = Letter { subject: SUBJECT, body: text, file_names: &[] };
    let context = Context { to_safety_contact: true, now: Some(now), ..Context::declared(here.profile, readers) };
    let verdict = delivered(judge(app, &letter, &context));
    let id = app.id::<MessageId>();
    let message = NewMessage {
        id,
        thread: ThreadId(id.uuid()),
        in_reply_to: None,
        sender: actor.person,
        sender_name: &actor.name,
        sender_profile: here.profile,
        sender_school: school,
        subject: SUBJECT,
        body: text,
        state: State::Delivered,
        sent_at: now,
        wave: None,
        readers,
        attachments: 0,
        idempotency_key: key,
    };
    let audiences: Vec<NewAudience> = contacts
        .iter()
        .map(|one| NewAudience { audience: one.person.into(), line: Line::To, label: one.name.clone() })
        .collect();
    store::message::insert(&mut tx, &message, &audiences).await?;
    let of: Vec<AudienceId> = audiences.iter().map(|one| one.audience).collect();
    store::search::index(&mut tx, id, &format!("{SUBJECT}\n{text}"), actor.person, of.iter().copied(), now).await?;
    store::verdict::insert(&mut tx, id, &verdict, &serde_json::to_string(&context)?, now).await?;
    let facts = serde_json::json!({
        "school": school, "readers": readers, "threat": verdict.threat,
        "body_sha256": model::text::hex(&Sha256::digest(text.as_bytes())),
    });
    record::append(app, &mut tx, "message.alert", Some(actor.person), &format!("message/{id}"), &facts).await?;
    app.commit(tx, [Hint::Audiences(of.into())]).await?;
    Ok(Alerted::Yes(id, contacts.len()))
}

/// Lets out what would be held, when it names safety contacts alone. Costs nothing for what is not held.
pub(crate) async fn never_held(tx: &mut Tx, letter: &Authorised, verdict: Verdict, now: Millis) -> Result<Verdict> {
    // Who warns does not write to a decoy.
    if verdict.outcome != Outcome::Hold || !letter.files.is_empty() || !letter.decoys.is_empty() {
        return Ok(verdict);
    }
    let people: Vec<PersonId> = letter
        .to
        .iter()
        .filter(|(audience, _)| audience.school.is_none())
        .map(|(audience, _)| PersonId(audience.id.uuid()))
        .collect();
    let alone = people.len() == letter.to.len() && store::duty::are_all(tx, &people, Duty::Safety, now).await?;
    Ok(if alone { delivered(verdict) } else { verdict })
}

fn delivered(mut verdict: Verdict) -> Verdict {
    if verdict.outcome != Outcome::Deliver {
        let text = "Adressé au référent sécurité\u{202F}: n’est jamais retenu.".to_owned();
        verdict.reasons.push(Reason { code: "safety_contact".to_owned(), text, start: 0, end: 0, weight: 0.0 });
        verdict.outcome = Outcome::Deliver;
        verdict.consequence = model::verdict::Consequence::None;
    }
    verdict
}
