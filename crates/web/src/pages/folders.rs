//! A person's folders, the archive and the trash; and putting messages into them.

use actions::folders::{self, Named};
use axum::{http::StatusCode, response::Response};
use model::{FolderId, MessageId, folder::Place, limits};

use super::{
    rows::{Rows, cursor, cursor_text},
    show::{go, go_and_say, page_as, there},
};
use crate::{
    error::{Error, Result},
    forms::Filled,
    session::{Ask, Id},
    views::{FolderPage, FolderRow, FoldersPage, Here, Said},
};

pub(crate) async fn list(ask: Ask) -> Result<Response> {
    listed(&ask, StatusCode::OK, String::new(), None).await
}

async fn listed(ask: &Ask, status: StatusCode, typed: String, wrong: Option<String>) -> Result<Response> {
    let own = folders::list(ask.app(), &ask.actor).await?;
    let folders = own.into_iter().map(|one| FolderRow { id: one.id, name: one.name, unread: one.unread });
    let frame = ask.frame(Here::Folders).await?;
    page_as(status, &FoldersPage { frame, folders: folders.collect(), typed, wrong })
}

pub(crate) async fn create(ask: Ask, Filled(form): Filled) -> Result<Response> {
    let typed = form.get("name");
    match folders::create(ask.app(), &ask.actor, typed).await? {
        Named::Yes(id) => Ok(go_and_say(&format!("/folders/{id}"), Said::FolderMade)),
        refused => {
            let wrong = why(&ask, refused);
            listed(&ask, StatusCode::UNPROCESSABLE_ENTITY, shown(typed), wrong).await
        }
    }
}

pub(crate) async fn show(ask: Ask, Id(place): Id<Place>) -> Result<Response> {
    opened(&ask, place, StatusCode::OK, None).await
}

/// The page of one place, with a name that was typed and refused, when there is one.
async fn opened(ask: &Ask, place: Place, status: StatusCode, again: Option<(String, String)>) -> Result<Response> {
    let before = cursor(ask.query("before"));
    let kept = folders::open(ask.app(), &ask.actor, place, before).await?.ok_or(Error::NotFound)?;
    let rows = Rows::of(&ask.actor, ask.locale(), ask.app().now());
    let key = if place == Place::Trash { "place-trash" } else { "place-archive" };
    let name = kept.name.unwrap_or_else(|| ask.locale().say(key).to_string());
    let (typed, wrong) = again.map_or((name.clone(), None), |(typed, wrong)| (typed, Some(wrong)));
    let view = FolderPage {
        frame: ask.frame(Here::Folders).await?,
        place,
        name,
        rows: kept.rows.into_iter().map(|row| rows.received(row)).collect(),
        older: kept.next.map(cursor_text),
        typed,
        wrong,
    };
    page_as(status, &view)
}

/// The address of a page that [`rename`] answered with, asked for again.
pub(crate) async fn again(Id(id): Id<FolderId>) -> Response {
    go(&format!("/folders/{id}"))
}

pub(crate) async fn rename(ask: Ask, Id(id): Id<FolderId>, Filled(form): Filled) -> Result<Response> {
    let typed = form.get("name");
    match folders::rename(ask.app(), &ask.actor, id, typed).await? {
        Named::Yes(id) => Ok(go_and_say(&format!("/folders/{id}"), Said::FolderRenamed)),
        Named::NotTheirs => Err(Error::NotFound),
        refused => {
            let again = why(&ask, refused).map(|wrong| (shown(typed), wrong));
            opened(&ask, Place::Folder(id), StatusCode::UNPROCESSABLE_ENTITY, again).await
        }
    }
}

pub(crate) async fn delete(ask: Ask, Id(id): Id<FolderId>) -> Result<Response> {
    there(folders::delete(ask.app(), &ask.actor, id).await?)?;
    Ok(go_and_say("/folders", Said::FolderDeleted))
}

/// Puts a message somewhere.
pub(crate) async fn put(ask: Ask, Id(id): Id<MessageId>, Filled(form): Filled) -> Result<Response> {
    let place = form.read::<Place>("to").ok_or(Error::Form)?;
    there(folders::put(ask.app(), &ask.actor, id, place).await?)?;
    Ok(go_and_say("/inbox", Said::Moved))
}

pub(crate) async fn restore(ask: Ask, Id(id): Id<MessageId>) -> Result<Response> {
    there(folders::restore(ask.app(), &ask.actor, id).await?)?;
    Ok(go_and_say("/folders/trash", Said::Restored))
}

/// Why a name is not taken.
fn why(ask: &Ask, named: Named) -> Option<String> {
    let t = ask.locale();
    let words = match named {
        Named::Yes(_) | Named::NotTheirs => return None,
        Named::Wrong => t.say("folder-name-wrong").arg("max", limits::FOLDER_NAME_CHARS_MAX),
        Named::Taken => t.say("folder-name-taken"),
        Named::TooMany => t.say("folders-full").arg("max", limits::FOLDERS_PER_PERSON_MAX),
    };
    Some(words.to_string())
}

/// What was typed, as far as the page gives it back.
fn shown(typed: &str) -> String {
    model::text::cut(typed, 4 * limits::FOLDER_NAME_CHARS_MAX).to_owned()
}
