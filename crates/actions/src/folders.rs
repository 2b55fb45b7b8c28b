//! A person's own folders: their papers, so no entry in the journal. Nothing here changes who may see a message.

use model::{
    Actor, FolderId, MessageId,
    folder::{Name, Place},
    limits,
};
pub use store::folder::Folder;
use store::mailbox::{Cursor, Row};

use crate::{
    App, Result,
    mailbox::{READ_AGAIN_MAX, note_listed},
    switchboard::Hint,
};

/// What came of naming a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// It has that name.
    Yes(FolderId),
    /// The name is blank or longer than [`limits::FOLDER_NAME_CHARS_MAX`].
    Wrong,
    /// Another folder of the person's has it.
    Taken,
    /// The person has as many folders as may be.
    TooMany,
    /// There is no such folder.
    NotTheirs,
}

/// The actor's folders, by name.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Folder>> {
    let mut tx = app.db.read().await?;
    Ok(store::folder::list(&mut tx, actor.person).await?)
}

/// Makes a folder.
pub async fn create(app: &App, actor: &Actor, typed: &str) -> Result<Named> {
    let Some(name) = Name::parse(typed) else { return Ok(Named::Wrong) };
    let mut tx = app.db.begin().await?;
    if store::folder::count(&mut tx, actor.person).await? >= limits::FOLDERS_PER_PERSON_MAX {
        return Ok(Named::TooMany);
    }
    let id = app.id::<FolderId>();
    if !store::folder::create(&mut tx, id, actor.person, &name, app.now()).await? {
        return Ok(Named::Taken);
    }
    tx.commit().await?;
    Ok(Named::Yes(id))
}

/// Gives a folder another name.
pub async fn rename(app: &App, actor: &Actor, id: FolderId, typed: &str) -> Result<Named> {
    let mut tx = app.db.begin().await?;
    if store::folder::name(&mut tx, actor.person, id).await?.is_none() {
        return Ok(Named::NotTheirs);
    }
    let Some(name) = Name::parse(typed) else { return Ok(Named::Wrong) };
    if !store::folder::rename(&mut tx, actor.person, id, &name).await? {
        return Ok(Named::Taken);
    }
    tx.commit().await?;
    Ok(Named::Yes(id))
}

/// Removes a folder; what was in it is in the inbox again. False when it is not the actor's.
pub async fn delete(app: &App, actor: &Actor, id: FolderId) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    if !store::folder::delete(&mut tx, actor.person, id).await? {
        return Ok(false);
    }
    app.commit(tx, [Hint::Person(actor.person)]).await?;
    Ok(true)
}

/// Puts a message in a place of the actor's; false when there is no such message or place for them.
pub async fn put(app: &App, actor: &Actor, message: MessageId, place: Place) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    let folder = match place {
        Place::Trash => {
            drop(tx);
            return crate::mailbox::trash(app, actor, message).await;
        }
        Place::Inbox => None,
        Place::Archive => Some(FolderId::ARCHIVE),
        Place::Folder(id) => match store::folder::name(&mut tx, actor.person, id).await? {
            Some(_) => Some(id),
            None => return Ok(false),
        },
    };
    if !store::folder::put(&mut tx, actor.person, message, folder).await? {
        return Ok(false);
    }
    app.commit(tx, [Hint::Person(actor.person)]).await?;
    Ok(true)
}

/// Takes a message from the trash, back to where it was; false when it is not there.
pub async fn restore(app: &App, actor: &Actor, message: MessageId) -> Result<bool> {
    let mut tx = app.db.begin().await?;
    if !store::folder::restore(&mut tx, actor.person, message).await? {
        return Ok(false);
    }
    app.commit(tx, [Hint::Person(actor.person)]).await?;
    Ok(true)
}

/// A page of a place other than the inbox.
#[derive(Debug)]
pub struct Kept {
    /// Name of the folder, when it is one.
    pub name: Option<String>,
    /// Messages and notices, newest first.
    pub rows: Vec<Row>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

/// What the actor keeps in a place. `None`: no such place of theirs.
pub async fn open(app: &App, actor: &Actor, place: Place, before: Option<Cursor>) -> Result<Option<Kept>> {
    let mut again = 0;
    loop {
        let withdrawals = app.switchboard.withdrawals();
        let now = app.now();
        let mut tx = app.db.read().await?;
        let name = match place {
            Place::Folder(id) => match store::folder::name(&mut tx, actor.person, id).await? {
                Some(name) => Some(name),
                None => return Ok(None),
            },
            Place::Inbox => return Ok(None),
            Place::Archive | Place::Trash => None,
        };
        let (mut rows, next) = store::folder::page(&mut tx, actor.person, place, before, now).await?;
        drop(tx);
        note_listed(app, actor, &mut rows, now).await?;
        again += 1;
        if app.switchboard.withdrawals() == withdrawals || again > READ_AGAIN_MAX {
            return Ok(Some(Kept { name, rows, next }));
        }
    }
}
