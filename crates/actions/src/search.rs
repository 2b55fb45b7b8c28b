//! Searching one's own messages. Each one found is asked for again as a message of the inbox is (invariant 1).

use model::{Actor, AudienceId, MessageId, folder::Place, limits, message::State};
use store::message::Message;

use crate::{App, Result, mailbox::READ_AGAIN_MAX};

/// Messages that hold every word, or words that begin so: those that the actor may see now and those they sent, newest
/// first, without those in their trash. What is shown of them is in the ledger before this returns.
pub async fn search(app: &App, actor: &Actor, query: &str) -> Result<Vec<Message>> {
    let mut again = 0;
    loop {
        let withdrawals = app.switchboard.withdrawals();
        let found = search_once(app, actor, query).await?;
        again += 1;
        if app.switchboard.withdrawals() == withdrawals || again > READ_AGAIN_MAX {
            return Ok(found);
        }
    }
}

async fn search_once(app: &App, actor: &Actor, query: &str) -> Result<Vec<Message>> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let belongings = store::mailbox::belongings(&mut tx, actor.person).await?;
    let audiences: Vec<AudienceId> = belongings.iter().map(|b| b.audience).collect();
    let mut found = Vec::new();
    for id in store::search::find(&mut tx, query, actor.person, &audiences).await? {
        let Some(message) = store::message::get(&mut tx, id, actor.person).await? else { continue };
        let may_see = is_own(&message, actor) || message.is_visible(actor.person, now);
        if may_see && message.place() != Place::Trash {
            found.push(message);
        }
        if found.len() as i64 >= limits::SEARCH_ROWS_MAX {
            break;
        }
    }
    drop(tx);
    let is_new = |message: &Message| !is_own(message, actor) && !message.was_shown();
    let new: Vec<MessageId> = found.iter().filter(|message| is_new(message)).map(|message| message.id).collect();
    if !new.is_empty() {
        let mut tx = app.db.begin().await?;
        let listed = store::reading::listed(&mut tx, actor.person, &new, now).await?;
        tx.commit().await?;
        found.retain(|message| !is_new(message) || listed.contains(&message.id));
    }
    Ok(found)
}

/// Whether the actor wrote it and it is not withdrawn: their own words are no exposure.
fn is_own(message: &Message, actor: &Actor) -> bool {
    message.sender == actor.person && message.state != State::Withdrawn
}
