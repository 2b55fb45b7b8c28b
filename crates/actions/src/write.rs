//! Drafts, their files, and finding whom to write to.

use attachments::Kind;
use model::{
    Actor, AttachmentId, AudienceId, DraftId, MessageId, Millis,
    audience::{Audience, Line},
    draft::Addressee,
    limits,
    message::Refusal,
    text,
};
use store::{
    Tx,
    attachment::{Attachment, NewAttachment},
    decoy::Bait,
    draft::SavedDraft,
    rules::Rights,
    scheduled::Scheduled,
};

use crate::{App, Result, examine, record, rights, scan, searches};

/// What may be written to and is found under what was typed; at most [`limits::PICKER_ROWS_MAX`].
pub async fn find(app: &App, actor: &Actor, typed: &str) -> Result<Vec<Audience>> {
    let Some((mut tx, rights, key)) = search(app, actor, typed).await? else { return Ok(Vec::new()) };
    Ok(store::rules::find(&mut tx, &rights, &key, app.now()).await?)
}

/// The same, with the decoys that are found under it: rows that no page shows, for whoever takes all that there is.
pub async fn find_with_baits(app: &App, actor: &Actor, typed: &str) -> Result<(Vec<Audience>, Vec<Bait>)> {
    let Some((mut tx, rights, key)) = search(app, actor, typed).await? else { return Ok((Vec::new(), Vec::new())) };
    let found = store::rules::find(&mut tx, &rights, &key, app.now()).await?;
    Ok((found, store::decoy::baits(&mut tx, &rights, &key).await?))
}

/// Counts a search, and gives what it is made with; none when nothing was typed.
async fn search(app: &App, actor: &Actor, typed: &str) -> Result<Option<(Tx, Rights, String)>> {
    let key = text::fold(text::cut(typed, limits::QUERY_CHARS_MAX * 4));
    if key.is_empty() {
        return Ok(None);
    }
    searches::count(app, actor).await?;
    let mut tx = app.db.read().await?;
    let rights = rights::of(app, &mut tx, actor, app.now()).await?;
    Ok(Some((tx, rights, key)))
}

/// Those of these that exist and that the actor may write to now, in order; with the ones that were left out counted.
pub async fn choose(
    app: &App,
    actor: &Actor,
    to: &[Addressee],
    answering: Option<MessageId>,
) -> Result<(Vec<(Audience, Line)>, usize)> {
    let mut tx = app.db.read().await?;
    let now = app.now();
    let rights = rights::of(app, &mut tx, actor, now).await?;
    let answered = match answering {
        Some(message) => store::rules::sender_of(&mut tx, message, actor.person).await?,
        None => None,
    };
    let mut chosen = Vec::new();
    for addressee in to.iter().take(limits::AUDIENCES_PER_MESSAGE_MAX + 1) {
        if let Some(audience) = store::rules::audience(&mut tx, addressee.audience, now).await? {
            let answers = answered.is_some_and(|sender| audience.id == sender.into());
            if answers || rights.allow(&mut tx, &audience, now).await? {
                chosen.push((audience, addressee.line));
            }
        }
    }
    let left_out = to.len() - chosen.len();
    Ok((chosen, left_out))
}

/// Whom a reply goes to: the sender, and with `all` everybody that the message named and that the actor may write to.
pub async fn reply_to(app: &App, actor: &Actor, message: MessageId, all: bool) -> Result<Vec<Addressee>> {
    let mut tx = app.db.read().await?;
    let Some(sender) = store::rules::sender_of(&mut tx, message, actor.person).await? else { return Ok(Vec::new()) };
    let named = store::message::addressees(&mut tx, message).await?;
    drop(tx);
    let mut to = vec![];
    if sender != actor.person {
        to.push(Addressee { audience: sender.into(), line: Line::To });
    }
    if all || sender == actor.person {
        let others = named.iter().filter(|a| a.audience != AudienceId::from(actor.person));
        to.extend(others.map(|a| Addressee { audience: a.audience, line: a.line }));
    }
    let (allowed, _) = choose(app, actor, &to, Some(message)).await?;
    Ok(allowed.into_iter().map(|(audience, line)| Addressee { audience: audience.id, line }).collect())
}

/// What came of saving a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// Kept.
    Yes,
    /// The actor has as many drafts as may be.
    TooMany,
    /// The draft is another person's.
    NotTheirs,
}

/// Keeps what was typed so far, right or wrong.
pub async fn save(app: &App, actor: &Actor, mut draft: SavedDraft) -> Result<Saved> {
    draft.updated_at = app.now();
    draft.subject = text::cut(&draft.subject, limits::SUBJECT_CHARS_MAX * 8).to_owned();
    draft.body = text::cut(&draft.body, limits::BODY_BYTES_MAX * 2).to_owned();
    draft.to.truncate(limits::AUDIENCES_PER_MESSAGE_MAX);
    let mut tx = app.db.begin().await?;
    let new = store::draft::get(&mut tx, actor.person, draft.id).await?.is_none();
    if new && store::draft::count(&mut tx, actor.person).await? >= limits::DRAFTS_PER_PERSON_MAX {
        return Ok(Saved::TooMany);
    }
    if !store::draft::save(&mut tx, actor.person, &draft).await? {
        return Ok(Saved::NotTheirs);
    }
    // What was to be sent later was another text: its time is asked for again.
    store::scheduled::clear(&mut tx, actor.person, draft.id).await?;
    tx.commit().await?;
    Ok(Saved::Yes)
}

/// A draft with its files, if it is the actor's.
pub async fn draft(app: &App, actor: &Actor, id: DraftId) -> Result<Option<(SavedDraft, Vec<Attachment>)>> {
    let mut tx = app.db.read().await?;
    let Some(draft) = store::draft::get(&mut tx, actor.person, id).await? else { return Ok(None) };
    let files = store::attachment::of_draft(&mut tx, actor.person, id).await?;
    Ok(Some((draft, files)))
}

/// The files that wait in a draft, saved or not.
pub async fn files(app: &App, actor: &Actor, id: DraftId) -> Result<Vec<Attachment>> {
    let mut tx = app.db.read().await?;
    Ok(store::attachment::of_draft(&mut tx, actor.person, id).await?)
}

/// The actor's drafts, last changed first.
pub async fn drafts(app: &App, actor: &Actor) -> Result<Vec<SavedDraft>> {
    let mut tx = app.db.read().await?;
    Ok(store::draft::list(&mut tx, actor.person).await?)
}

/// A draft as a list shows it.
#[derive(Debug)]
pub struct ListedDraft {
    /// The draft.
    pub draft: SavedDraft,
    /// Names of the first ones chosen, those that the actor may write to now.
    pub names: Vec<String>,
    /// Files wait in it.
    pub files: bool,
    /// When it is to be sent, or was.
    pub send_at: Option<Millis>,
    /// Why it was not sent then.
    pub refused: Option<Refusal>,
}

/// Names of one draft that a list shows.
const NAMES_LISTED: usize = 3;

/// The actor's drafts, last changed first, as a list shows them.
pub async fn listed(app: &App, actor: &Actor) -> Result<Vec<ListedDraft>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let drafts = store::draft::list(&mut tx, actor.person).await?;
    let rights = rights::of(app, &mut tx, actor, now).await?;
    let scheduled = store::scheduled::of(&mut tx, actor.person).await?;
    let mut listed = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let mut names = Vec::new();
        for addressee in draft.to.iter().take(NAMES_LISTED) {
            if let Some(audience) = store::rules::audience(&mut tx, addressee.audience, now).await?
                && rights.allow(&mut tx, &audience, now).await?
            {
                names.push(audience.label);
            }
        }
        let files = !store::attachment::of_draft(&mut tx, actor.person, draft.id).await?.is_empty();
        let later = scheduled.iter().find(|later| later.draft == draft.id);
        let (send_at, refused) = (later.map(Scheduled::at), later.and_then(Scheduled::refused));
        listed.push(ListedDraft { draft, names, files, send_at, refused });
    }
    Ok(listed)
}

/// Forgets a draft and its files; false when it is not the actor's.
pub async fn discard(app: &App, actor: &Actor, id: DraftId) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    store::scheduled::clear(&mut tx, actor.person, id).await?;
    let gone = store::draft::delete(&mut tx, actor.person, id).await?;
    tx.commit().await?;
    Ok(gone)
}

/// What came of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attached {
    /// Kept with the draft.
    Yes(AttachmentId),
    /// Larger than [`limits::ATTACHMENT_BYTES_MAX`].
    TooLarge,
    /// The draft has as many files as may be.
    TooMany,
    /// Nothing in it.
    Empty,
}

/// Keeps a file with a draft, until the draft is sent or forgotten.
pub async fn attach(app: &App, actor: &Actor, draft: DraftId, name: &str, content: Vec<u8>) -> Result<Attached> {
    if content.is_empty() {
        return Ok(Attached::Empty);
    }
    if content.len() > limits::ATTACHMENT_BYTES_MAX {
        return Ok(Attached::TooLarge);
    }
    let mut tx = app.db.read().await?;
    let waiting = store::attachment::of_draft(&mut tx, actor.person, draft).await?;
    drop(tx);
    if waiting.len() >= limits::ATTACHMENTS_PER_MESSAGE_MAX {
        return Ok(Attached::TooMany);
    }
    let (blobs, bytes, kind) = (app.blobs.clone(), content.len() as i64, attachments::sniff(&content));
    // A short text is examined while its writer waits; the rest before they have finished writing, mostly.
    let at_once = matches!(kind, Kind::Text | Kind::Markup) && content.len() <= limits::FILE_AT_ONCE_BYTES_MAX;
    let put = tokio::task::spawn_blocking(move || {
        let report = at_once.then(|| attachments::examine(&content));
        blobs.put(&content).map(|sha256| (sha256, report))
    });
    let (sha256, report) = put.await.map_err(|_| crate::Error::Lost)??;
    let (id, name) = (app.id::<AttachmentId>(), file_name(name));
    let new = NewAttachment { id, owner: actor.person, draft, name: &name, mime: kind.mime(), bytes, sha256 };
    let mut tx = app.db.begin().await?;
    store::attachment::add(&mut tx, &new, app.now()).await?;
    match report {
        Some(report) => examine::keep(app, &mut tx, &sha256, &report).await?,
        None => examine::later(app, &mut tx, &sha256).await?,
    }
    if app.antivirus {
        scan::later(app, &mut tx, &sha256).await?;
    }
    let facts = serde_json::json!({ "bytes": bytes, "sha256": text::hex(&sha256) });
    record::append(app, &mut tx, "attachment.add", Some(actor.person), &format!("attachment/{id}"), &facts).await?;
    tx.commit().await?;
    Ok(Attached::Yes(id))
}

/// Takes a file out of a draft; false when it is not the actor's, or was sent.
pub async fn detach(app: &App, actor: &Actor, file: AttachmentId) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    let gone = store::attachment::remove(&mut tx, actor.person, file).await?;
    tx.commit().await?;
    Ok(gone)
}

/// A file's name as it is kept and shown: its last part only, no control character, bounded with its ending kept.
fn file_name(typed: &str) -> String {
    let last = typed.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control() && !is_format(*c)).collect();
    let clean = clean.trim().trim_start_matches('.').trim();
    if clean.is_empty() {
        return "fichier".to_owned();
    }
    let chars: Vec<char> = clean.chars().collect();
    if chars.len() <= limits::FILE_NAME_CHARS_MAX {
        return clean.to_owned();
    }
    let tail = 16;
    chars[..limits::FILE_NAME_CHARS_MAX - tail].iter().chain(&chars[chars.len() - tail..]).collect()
}

/// Characters that turn the reading order around: `facture-exe.pdf` would read as what it is not.
fn is_format(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_one_part_and_bounded() {
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name("C:\\Documents\\note.pdf"), "note.pdf");
        assert_eq!(file_name(".."), "fichier");
        assert_eq!(file_name("a\u{202E}fdp.exe\0"), "afdp.exe");
        let long = file_name(&format!("{}.pdf", "é".repeat(10_000)));
        assert_eq!(long.chars().count(), limits::FILE_NAME_CHARS_MAX);
        assert!(std::path::Path::new(&long).extension().is_some_and(|e| e == "pdf"));
    }
}
