//! Writing a message. Every button posts the whole form; the page comes back with what was typed, or the message is on
//! its way.

mod typed;
mod view;

use std::sync::Arc;

use actions::{
    mailbox,
    schedule::{self, Scheduled},
    send::{self, Sent},
    write::{self, Attached, Saved},
};
use axum::{
    extract::Request,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use model::{
    Actor, DraftId, MessageId, Millis,
    audience::Line,
    draft::{Addressee, Draft, Wrong},
    message::Refusal,
};
use store::draft::SavedDraft;

use self::typed::{Press, Typed};
use super::{
    recipients,
    show::{fragment, go, go_and_say, page_as},
    step_up,
};
use crate::{
    error::{Error, Result},
    forms::{Arriving, Fields, File, Filled},
    locale::Locale,
    server::Web,
    session::{Ask, Visitor},
    views::{Kept, Problem, Said},
};

pub(crate) async fn show(ask: Ask) -> Result<Response> {
    let typed = if let Ok(id) = ask.query("draft").parse::<DraftId>() {
        from_draft(&ask, id).await?
    } else if let Ok(id) = ask.query("reply").parse::<MessageId>() {
        reply(&ask, id).await?
    } else {
        let to = ask.query("to").parse().ok().map(|audience| Addressee { audience, line: Line::To });
        Typed { to: to.into_iter().collect(), ..Typed::new(ask.app().id()) }
    };
    answer(&ask, StatusCode::OK, &typed, Vec::new()).await
}

async fn from_draft(ask: &Ask, id: DraftId) -> Result<Typed> {
    let (draft, files) = write::draft(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    let clock = ask.visitor.clock(ask.app());
    let send_at = schedule::of(ask.app(), &ask.actor, id).await?;
    Ok(Typed {
        send_at,
        later: send_at.map(|at| clock.typed(at)).unwrap_or_default(),
        draft: Some(id),
        saved_at: Some(draft.updated_at),
        reply_to: draft.in_reply_to,
        subject: draft.subject,
        body: draft.body,
        to: draft.to,
        attachments: files.into_iter().map(|file| file.id).collect(),
        ..Typed::new(ask.app().id())
    })
}

async fn reply(ask: &Ask, id: MessageId) -> Result<Typed> {
    let conversation = mailbox::open(ask.app(), &ask.actor, id).await?.ok_or(Error::NotFound)?;
    let subject = conversation.messages.iter().find(|shown| shown.message.id == id).map(|shown| &shown.message.subject);
    Ok(Typed {
        reply_to: Some(id),
        subject: subject.cloned().unwrap_or_default(),
        to: write::reply_to(ask.app(), &ask.actor, id, ask.query("all") == "1").await?,
        ..Typed::new(ask.app().id())
    })
}

/// The address of a page that [`submit`] answered with, asked for again.
pub(crate) async fn again() -> Response {
    go("/compose")
}

pub(crate) async fn submit(ask: Ask, request: Request) -> Result<Response> {
    let mut arriving = Arriving::begin(request, &ask.web).await?;
    let mut problems = Vec::new();
    let mut uploaded = Vec::new();
    let mut draft = None;
    let mut too_large = false;
    loop {
        let file = match arriving.next_file().await {
            Ok(Some(file)) => file,
            Ok(None) => break,
            // What came before the file that was too much is there, and is given back.
            Err(Error::TooLarge) => {
                too_large = true;
                break;
            }
            Err(error) => return Err(error.keeping(kept(ask.locale(), &arriving.fields))),
        };
        // The draft's identity stands in the form before its files.
        let draft = *draft.get_or_insert_with(|| arriving.fields.read("draft").unwrap_or_else(|| ask.app().id()));
        match join(&ask, draft, file).await.map_err(|error| error.keeping(kept(ask.locale(), &arriving.fields)))? {
            Ok(id) => uploaded.push(id),
            Err(problem) => problems.push(problem),
        }
    }
    if too_large {
        problems.push(Problem::FileTooLarge(ask.locale().say("compose-files").to_string()));
    }
    let fields = std::mem::take(&mut arriving.fields);
    drop(arriving);
    let unread = if too_large { Error::TooLarge } else { Error::Form };
    let mut typed = Typed::read(&fields).ok_or_else(|| unread.keeping(kept(ask.locale(), &fields)))?;
    typed.draft = typed.draft.or(draft);
    typed.attachments.extend(uploaded);
    press(&ask, typed, problems).await.map_err(|error| error.keeping(kept(ask.locale(), &fields)))
}

/// Does what the button says.
async fn press(ask: &Ask, mut typed: Typed, problems: Vec<Problem>) -> Result<Response> {
    match typed.press {
        Press::Send if problems.is_empty() => return send(ask, typed).await,
        Press::Later if problems.is_empty() => return later(ask, typed).await,
        Press::Save if problems.is_empty() => return save(ask, typed).await,
        Press::Add(audience, line) if typed.to.iter().all(|one| one.audience != audience) => {
            typed.to.push(Addressee { audience, line });
            typed.query.clear();
        }
        Press::Remove(audience) => typed.to.retain(|one| one.audience != audience),
        Press::Drop(file) => {
            write::detach(ask.app(), &ask.actor, file).await?;
            typed.attachments.retain(|one| *one != file);
        }
        Press::Send | Press::Later | Press::Save | Press::Add(..) | Press::Find | Press::Nothing => {}
    }
    let heavy = problems.iter().any(|problem| matches!(problem, Problem::FileTooLarge(_)));
    let status = match problems.is_empty() {
        true => StatusCode::OK,
        false if heavy => StatusCode::PAYLOAD_TOO_LARGE,
        false => StatusCode::UNPROCESSABLE_ENTITY,
    };
    answer(ask, status, &typed, problems).await
}

async fn send(ask: &Ask, typed: Typed) -> Result<Response> {
    let Typed { reply_to, key, .. } = typed;
    let parsed = Draft::parse(&typed.subject, &typed.body, typed.to.clone(), reply_to, typed.attachments.clone(), key);
    let refused = match parsed {
        Err(wrong) => wrong.into_iter().map(Problem::Wrong).collect(),
        Ok(draft) => match send::send(ask.app(), &ask.actor, &draft).await? {
            Sent::Refused(Refusal::ProofFirst) => return prove_first(ask, typed).await,
            Sent::Refused(why) => vec![Problem::Refused(why, None)],
            Sent::Delivered(id) => return gone(ask, typed.draft, id, Said::Sent).await,
            Sent::Deferred(id) => return gone(ask, typed.draft, id, Said::GoesOutLater).await,
            // The same word for both: a thief must not learn what the shield thought.
            Sent::InWaves(id) | Sent::Held(id) => return gone(ask, typed.draft, id, Said::BeingChecked).await,
        },
    };
    answer(ask, StatusCode::UNPROCESSABLE_ENTITY, &typed, refused).await
}

/// A letter that waits for its sender to prove who they are is kept as a draft; once they have, it is sent.
async fn prove_first(ask: &Ask, mut typed: Typed) -> Result<Response> {
    let id = typed.draft.unwrap_or_else(|| ask.app().id());
    typed.draft = Some(id);
    match write::save(ask.app(), &ask.actor, saved(ask, &typed, id)).await? {
        Saved::Yes => {}
        Saved::TooMany => {
            return answer(ask, StatusCode::UNPROCESSABLE_ENTITY, &typed, vec![Problem::TooManyDrafts]).await;
        }
        Saved::NotTheirs => return Err(Error::NotFound),
    }
    let (day, hour) = typed.later.clone();
    let fields = [("draft", id.to_string()), ("key", typed.key.to_string()), ("later_date", day), ("later_time", hour)];
    let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    match step_up::ask_first(&ask.web, (&ask.visitor, &ask.actor), "/compose/prove", fields).await? {
        Some(page) => Ok(page),
        // They have proved it meanwhile, in another page.
        None => answer(ask, StatusCode::OK, &typed, Vec::new()).await,
    }
}

/// Sends a draft, or has it sent at its time, whose sender has just proved who they are.
pub(crate) async fn proven(ask: Ask, Filled(form): Filled) -> Result<Response> {
    let (Some(id), Some(key)) = (form.read::<DraftId>("draft"), form.read("key")) else { return Ok(go("/drafts")) };
    let typed = match from_draft(&ask, id).await {
        Ok(typed) => Typed { key, ..typed },
        // The same form was sent before: its letter is on its way.
        Err(Error::NotFound) => return Ok(go("/sent")),
        Err(error) => return Err(error),
    };
    // The proof stands in the session, which was read before it was given.
    let actor = Actor { proven_at: Some(ask.app().now()), ..(*ask.actor).clone() };
    let ask = ask.with_actor(actor);
    match (form.get("later_date"), form.get("later_time")) {
        ("", _) | (_, "") => send(&ask, typed).await,
        (day, hour) => later(&ask, Typed { later: (day.to_owned(), hour.to_owned()), ..typed }).await,
    }
}

/// The message is on its way: its draft is not needed any more.
async fn gone(ask: &Ask, draft: Option<DraftId>, id: MessageId, said: Said) -> Result<Response> {
    if let Some(draft) = draft {
        write::discard(ask.app(), &ask.actor, draft).await?;
    }
    Ok(go_and_say(&format!("/messages/{id}"), said))
}

/// Keeps the draft, and asks that it be sent at its time.
async fn later(ask: &Ask, mut typed: Typed) -> Result<Response> {
    let Typed { reply_to, key, .. } = typed;
    let parsed = Draft::parse(&typed.subject, &typed.body, typed.to.clone(), reply_to, typed.attachments.clone(), key);
    let at = ask.visitor.clock(ask.app()).read(&typed.later.0, &typed.later.1);
    let problems = match (parsed, at) {
        (Err(wrong), _) => wrong.into_iter().map(Problem::Wrong).collect(),
        (Ok(_), None) => vec![Problem::NoTime],
        (Ok(letter), Some(at)) => match schedule_at(ask, &mut typed, &letter, at).await? {
            Scheduled::Yes(_) => return Ok(go_and_say("/drafts", Said::Scheduled)),
            Scheduled::Past => vec![Problem::TimePast],
            Scheduled::TooFar => vec![Problem::TimeTooFar],
            Scheduled::TooMany => vec![Problem::TooManyScheduled],
            Scheduled::TooManyDrafts => vec![Problem::TooManyDrafts],
            Scheduled::Refused(Refusal::ProofFirst) => return prove_first(ask, typed).await,
            Scheduled::Refused(why) => vec![Problem::Refused(why, None)],
            Scheduled::NotTheirs => return Err(Error::NotFound),
        },
    };
    answer(ask, StatusCode::UNPROCESSABLE_ENTITY, &typed, problems).await
}

/// A time that cannot be leaves no draft behind.
async fn schedule_at(ask: &Ask, typed: &mut Typed, letter: &Draft, at: Millis) -> Result<Scheduled> {
    if let Some(wrong) = schedule::wrong_time(ask.app(), at) {
        return Ok(wrong);
    }
    let id = typed.draft.unwrap_or_else(|| ask.app().id());
    typed.draft = Some(id);
    match write::save(ask.app(), &ask.actor, saved(ask, typed, id)).await? {
        Saved::Yes => Ok(schedule::schedule(ask.app(), &ask.actor, id, letter, at).await?),
        Saved::TooMany => Ok(Scheduled::TooManyDrafts),
        Saved::NotTheirs => Ok(Scheduled::NotTheirs),
    }
}

fn saved(ask: &Ask, typed: &Typed, id: DraftId) -> SavedDraft {
    SavedDraft {
        id,
        in_reply_to: typed.reply_to,
        subject: typed.subject.clone(),
        body: typed.body.clone(),
        to: typed.to.clone(),
        updated_at: ask.app().now(),
    }
}

async fn save(ask: &Ask, typed: Typed) -> Result<Response> {
    let id = typed.draft.unwrap_or_else(|| ask.app().id());
    match write::save(ask.app(), &ask.actor, saved(ask, &typed, id)).await? {
        // The script saves now and then: it needs no page, only the draft's identity.
        Saved::Yes if ask.fragment() == Some("saved") => {
            Ok((StatusCode::NO_CONTENT, [("x-draft", id.to_string())]).into_response())
        }
        Saved::Yes => Ok(go_and_say(&format!("/compose?draft={id}"), Said::DraftSaved)),
        Saved::TooMany => answer(ask, StatusCode::UNPROCESSABLE_ENTITY, &typed, vec![Problem::TooManyDrafts]).await,
        Saved::NotTheirs => Err(Error::NotFound),
    }
}

/// Joins a file to a draft, or says why not.
async fn join(ask: &Ask, draft: DraftId, file: File) -> Result<std::result::Result<model::AttachmentId, Problem>> {
    let (name, content) = match file {
        File::TooLarge(name) => return Ok(Err(Problem::FileTooLarge(name))),
        File::Whole(name, content) => (name, content),
    };
    Ok(match write::attach(ask.app(), &ask.actor, draft, &name, content).await? {
        Attached::Yes(id) => Ok(id),
        Attached::TooLarge => Err(Problem::FileTooLarge(name)),
        Attached::TooMany => Err(Problem::Wrong(Wrong::TooManyFiles)),
        Attached::Empty => Err(Problem::Refused(Refusal::UnknownAttachment, None)),
    })
}

/// The page with what was typed before the session ended. Nothing is sent: the person looks, and presses again.
pub(super) async fn give_back(ask: &Ask, fields: &Fields) -> Result<Response> {
    let typed = Typed::read(fields).ok_or_else(|| Error::Form.keeping(kept(ask.locale(), fields)))?;
    answer(ask, StatusCode::OK, &typed, Vec::new()).await
}

async fn answer(ask: &Ask, status: StatusCode, typed: &Typed, problems: Vec<Problem>) -> Result<Response> {
    let found = match (typed.press, typed.query.trim()) {
        (Press::Find | Press::Add(..) | Press::Remove(_), query) if !query.is_empty() => {
            Some(recipients::find(ask, query).await?)
        }
        _ => None,
    };
    let view = view::page(ask, typed, problems, found).await?;
    match ask.fragment() {
        Some("recipients") => fragment(&view.as_recipients()),
        _ => page_as(status, &view),
    }
}

/// The answer when nobody could be asked who sends a message: the error, with what was typed.
pub(crate) async fn give_back_with(error: Error, web: &Arc<Web>, request: Request) -> Error {
    let locale = Visitor::unasked(request.headers()).locale;
    let Ok(arriving) = Arriving::begin(request, web).await else { return error };
    match arriving.fields_alone().await {
        Ok(fields) => error.keeping(kept(locale, &fields)),
        Err(_) => error,
    }
}

/// What was typed, for the page of an error.
fn kept(locale: Locale, fields: &Fields) -> Vec<Kept> {
    let shown = [("subject", "compose-subject"), ("body", "compose-body")];
    let kept =
        shown.map(|(name, label)| Kept { label: locale.say(label).to_string(), text: fields.get(name).to_owned() });
    kept.into_iter().filter(|field| !field.text.is_empty()).collect()
}
