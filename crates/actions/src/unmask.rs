//! A minor's name is not shown at the desk until an officer says why they need it. Most decisions are about words, and
//! need no name; who asked for one, and why, is in the journal for whoever answers for the desk.

use std::collections::BTreeSet;

use model::{Actor, CampaignId, MessageId, PersonId, Profile, Role, limits, unmask::List};
use store::{Tx, message::Message};
use uuid::Uuid;

use crate::{App, Result, campaign, desk::triaged, directory, record};

/// What came of asking for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmasked {
    /// It is shown to this officer, on this letter.
    Yes,
    /// A reason is needed.
    NoReason,
    /// There is no such message or list for this desk.
    NotFound,
}

/// A list that names people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfList {
    /// The contained accounts of a desk.
    Contained,
    /// The accounts that carried a campaign.
    Carriers(CampaignId),
    /// Those who were shown a message.
    Exposed(MessageId),
}

impl OfList {
    fn key(self) -> (List, Uuid) {
        match self {
            OfList::Contained => (List::Contained, Uuid::nil()),
            OfList::Carriers(campaign) => (List::Carriers, campaign.uuid()),
            OfList::Exposed(message) => (List::Exposed, message.uuid()),
        }
    }

    /// What it is about, for the journal.
    fn subject(self) -> String {
        match self {
            OfList::Contained => "contained".to_owned(),
            OfList::Carriers(campaign) => format!("campaign/{campaign}"),
            OfList::Exposed(message) => format!("message/{message}"),
        }
    }
}

/// Shows an officer the minors of a list, for [`limits::UNMASKED_LIST_LIFE`].
pub async fn unmask_list(app: &App, actor: &Actor, of: OfList, reason: &str) -> Result<Unmasked> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let may = match of {
        OfList::Contained => actor.has(Role::Desk),
        OfList::Carriers(campaign) => campaign::visible(&mut tx, actor, campaign, now).await?.is_some(),
        OfList::Exposed(message) => triaged(app, &mut tx, actor, message).await?.is_some(),
    };
    if !may {
        return Ok(Unmasked::NotFound);
    }
    let reason = model::text::cut(reason.trim(), limits::DESK_NOTE_BYTES_MAX);
    if reason.is_empty() {
        return Ok(Unmasked::NoReason);
    }
    store::unmask::note_list(&mut tx, of.key(), actor.person, reason, now).await?;
    let facts = serde_json::json!({ "list": of.key().0, "reason": reason });
    record::append(app, &mut tx, "desk.unmask_list", Some(actor.person), &of.subject(), &facts).await?;
    tx.commit().await?;
    Ok(Unmasked::Yes)
}

/// Those of a list whose names are kept from an officer: minors, and those of whom nobody knows that they are not.
pub async fn hidden(app: &App, actor: &Actor, of: OfList, people: &[PersonId]) -> Result<BTreeSet<PersonId>> {
    let mut tx = app.db.read().await?;
    let since = app.now() - limits::UNMASKED_LIST_LIFE;
    if people.is_empty() || store::unmask::is_list_noted(&mut tx, of.key(), actor.person, since).await? {
        return Ok(BTreeSet::new());
    }
    drop(tx);
    let known = directory::describe(app, people).await?;
    let is_adult = |person: &&PersonId| {
        let of = known.get(person).map(Vec::as_slice).unwrap_or_default();
        !of.is_empty() && of.iter().all(|one| one.profile != Profile::Pupil)
    };
    Ok(people.iter().filter(|person| !is_adult(person)).copied().collect())
}

/// Shows an officer who is behind a letter, and who reported it.
pub async fn unmask(app: &App, actor: &Actor, id: MessageId, reason: &str) -> Result<Unmasked> {
    let mut tx = app.db.begin().await?;
    if triaged(app, &mut tx, actor, id).await?.is_none() {
        return Ok(Unmasked::NotFound);
    }
    let reason = model::text::cut(reason.trim(), limits::DESK_NOTE_BYTES_MAX);
    if reason.is_empty() {
        return Ok(Unmasked::NoReason);
    }
    if store::unmask::note(&mut tx, id, actor.person, reason, app.now()).await? {
        let facts = serde_json::json!({ "reason": reason });
        record::append(app, &mut tx, "desk.unmask", Some(actor.person), &format!("message/{id}"), &facts).await?;
        tx.commit().await?;
    }
    Ok(Unmasked::Yes)
}

/// Whether the name behind a letter is kept from an officer.
pub(crate) async fn is_masked(tx: &mut Tx, actor: &Actor, message: &Message) -> Result<bool> {
    let minor = message.sender_profile == Profile::Pupil;
    Ok(minor && !store::unmask::is_noted(tx, message.id, actor.person).await?)
}

/// Whether the names of the minors who reported it are.
pub(crate) async fn hides_reporters(tx: &mut Tx, actor: &Actor, message: &Message) -> Result<bool> {
    Ok(!store::unmask::is_noted(tx, message.id, actor.person).await?)
}
