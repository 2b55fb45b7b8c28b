//! Decides on the files of a sent message, once more is known of them: shown, kept for a person, or the message held.

use model::{
    MessageId, PersonId,
    attachment::{FileState, KeptFor},
    limits,
    message::State,
    verdict::{Outcome, Verdict},
};
use shield::{Context, Letter};
use store::{Tx, attachment::Attachment, message::Message};

use crate::{
    App, Result,
    fate::{self, Known},
    record,
    switchboard::Hint,
};

/// Moves what can be moved. What was not examined within [`limits::FILE_PATIENCE`] waits for a person. May run twice.
pub async fn settle(app: &App, id: MessageId) -> Result<()> {
    let mut tx = app.db.read().await?;
    let Some(found) = message(&mut tx, id).await? else { return Ok(()) };
    let files = pending(&mut tx, id).await?;
    let Some((mut first, _, told)) = store::verdict::get(&mut tx, id).await?.filter(|_| !files.is_empty()) else {
        return Ok(());
    };
    let context: Context =
        serde_json::from_str(&told).unwrap_or_else(|_| Context::declared(found.sender_profile, found.readers));
    let files = Known::of(app, &mut tx, files).await?;
    let decided = is_decided(&mut tx, id).await?;
    // Nothing is locked while the shield reads what may be long.
    drop(tx);
    let names: Vec<&str> = files.iter().map(|known| known.file.name.as_str()).collect();
    let mut letter = Letter { subject: &found.subject, body: &found.body, file_names: &names };
    if decided {
        // A person has looked at the letter's own words: only what the files add is judged.
        (letter.subject, letter.body) = ("", "");
        first.outcome = Outcome::Deliver;
    }
    let verdict = fate::judged(app, &letter, &context, &files, first.clone()).await;
    let threat = Some(verdict).filter(|verdict| *verdict != first && verdict.outcome == Outcome::Hold);
    apply(app, id, &context, &files, threat).await
}

async fn apply(app: &App, id: MessageId, context: &Context, files: &[Known], threat: Option<Verdict>) -> Result<()> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(found) = message(&mut tx, id).await? else { return Ok(()) };
    // A person who has let the message out is not overruled; the file waits for them.
    let decided = is_decided(&mut tx, id).await?;
    let mut held = false;
    if let Some(verdict) = threat.as_ref().filter(|_| !decided) {
        store::verdict::replace(&mut tx, id, verdict, now).await?;
        held = store::message::hold(&mut tx, id, now).await?;
    }
    let late = now - found.sent_at() >= limits::FILE_PATIENCE;
    let mut moved = Vec::new();
    for known in files {
        let (state, why) = match known.fate(app, context) {
            (FileState::Clear, _) if threat.is_some() && decided => (FileState::Kept, Some(KeptFor::Threat)),
            (FileState::Waiting, _) if late => (FileState::Kept, Some(KeptFor::Late)),
            fate => fate,
        };
        let from = known.file.state;
        let stays = state == FileState::Waiting || (from == state && why == known.file.why());
        if !stays && store::attachment::settle(&mut tx, known.file.id, from, (state, why)).await? {
            moved.push(serde_json::json!({ "file": known.file.id, "state": state, "why": why }));
        }
    }
    if moved.is_empty() && !held {
        return Ok(());
    }
    let facts = serde_json::json!({ "files": moved, "held": held });
    record::append(app, &mut tx, "message.settle", None, &format!("message/{id}"), &facts).await?;
    let audiences = store::message::addressees(&mut tx, id).await?.into_iter().map(|a| a.audience).collect();
    let readers = if held { Hint::Withdrawal } else { Hint::Audiences(audiences) };
    app.commit(tx, [readers, Hint::Person(found.sender), Hint::Desk]).await
}

async fn is_decided(tx: &mut Tx, id: MessageId) -> Result<bool> {
    Ok(!store::desk::decisions(tx, id).await?.is_empty())
}

/// A message that may still be read by somebody.
async fn message(tx: &mut Tx, id: MessageId) -> Result<Option<Message>> {
    let found = store::message::get(tx, id, PersonId(uuid::Uuid::nil())).await?;
    Ok(found.filter(|message| message.state != State::Withdrawn))
}

/// The files that no person needs to look at yet.
async fn pending(tx: &mut Tx, id: MessageId) -> Result<Vec<Attachment>> {
    let mut files = store::attachment::of_message(tx, id).await?;
    files.retain(|file| file.state == FileState::Waiting || file.why() == Some(KeptFor::Late));
    Ok(files)
}
