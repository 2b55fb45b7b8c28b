//! Whose subjects are whose, as their owners say it: signed in, on a device of their own, having proved lately who they
//! are. A thief who has a password does not make the account theirs by a link.

use model::{
    Actor, Millis,
    account::AccountState,
    limits,
    provider::{Provider, Vector},
};
use store::Tx;
use uuid::Uuid;

use super::{Button, all, in_force, is_named, of_id, open_links, profiles, subject};
use crate::{App, Result, factor::on_own_device, record, sign_in, switchboard::Hint};

/// A person's links, as they see them.
#[derive(Debug)]
pub struct Overview {
    /// Those that open their account, the oldest first.
    pub links: Vec<Linked>,
    /// Providers that are for them and to which they may be linked from here.
    pub offered: Vec<Button>,
    /// Some are for them, and not from this device.
    pub elsewhere: bool,
}

/// A link, as its owner sees it.
#[derive(Debug)]
pub struct Linked {
    /// Identity.
    pub id: Uuid,
    /// What the provider is called.
    pub label: String,
    /// Since when.
    pub since: Millis,
    /// When it last opened a session.
    pub used: Option<Millis>,
}

/// The actor's links.
pub async fn overview(app: &App, actor: &Actor) -> Result<Overview> {
    let now = app.now();
    let mut tx = app.db.read().await?;
    let links = in_force(&mut tx, actor.person, now).await?;
    let may = on_own_device(&mut tx, actor, now).await?;
    let providers = all(&mut tx).await?;
    let mine = providers.into_iter().filter(|provider| provider.is_for(actor.affiliations.iter().map(|a| a.profile)));
    let new = mine.filter(|provider| links.iter().all(|(known, _)| known.id != provider.id));
    let new: Vec<Button> = new.map(|provider| Button { code: provider.code, label: provider.label }).collect();
    let (offered, elsewhere) = if may { (new, false) } else { (Vec::new(), !new.is_empty()) };
    let links = links.into_iter().map(|(provider, link)| Linked {
        id: link.id,
        label: provider.label,
        since: link.made_at(),
        used: link.last_used_at(),
    });
    Ok(Overview { links: links.collect(), offered, elsewhere })
}

/// Whether somebody may be linked to a provider from the device that they use.
pub(super) async fn may_link(tx: &mut Tx, actor: &Actor, provider: &Provider, now: Millis) -> Result<bool> {
    let account = store::account::of(tx, actor.person).await?;
    let active = account.is_some_and(|account| account.state == AccountState::Active);
    let for_them = provider.is_for(profiles(tx, actor.person, now).await?);
    let most = limits::LINKS_PER_PERSON_MAX;
    Ok(active
        && for_them
        && on_own_device(tx, actor, now).await?
        && store::provider_link::of_person(tx, actor.person).await?.len() < most)
}

/// A subject is the actor's from now on. False: not from here, there are too many, or the provider says that it came as
/// somebody else.
pub(super) async fn link(
    app: &App,
    actor: &Actor,
    provider: &Provider,
    (of, named): (&str, Option<&[Vector]>),
) -> Result<bool> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let known = of_id(&mut tx, provider.id).await?;
    let open = match actor.session {
        Some(session) => sign_in::still_open(&mut tx, session, now).await?.is_some(),
        None => false,
    };
    if known.is_none() || !open || !may_link(&mut tx, actor, provider, now).await? {
        return Ok(false);
    }
    if !is_named(&mut tx, named, actor.person, now).await? {
        return Ok(false);
    }
    if open_links(&mut tx, provider, (of, None), now).await?.len() >= limits::PEOPLE_PER_SUBJECT_MAX {
        return Ok(false);
    }
    let id: Uuid = app.id();
    store::provider_link::add(&mut tx, id, (provider.id, of), actor.person, now).await?;
    let facts = serde_json::json!({ "provider": provider.id, "link": id, "session": actor.session });
    record::append(app, &mut tx, "provider.link", Some(actor.person), &subject(provider), &facts).await?;
    tx.commit().await?;
    Ok(true)
}

/// What came of taking a link away.
#[derive(Debug, PartialEq, Eq)]
pub enum Unlinked {
    /// It opens nothing any more, and what it had opened elsewhere is closed.
    Yes,
    /// It is the only way in that they have.
    LastWay,
    /// There is none of theirs.
    NotFound,
}

/// Takes a link of the actor's away.
pub async fn unlink(app: &App, actor: &Actor, id: Uuid) -> Result<Unlinked> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let links = in_force(&mut tx, actor.person, now).await?;
    let Some((provider, link)) = links.iter().find(|(_, link)| link.id == id) else { return Ok(Unlinked::NotFound) };
    let account = store::account::of(&mut tx, actor.person).await?;
    let has_password = match account.filter(|account| account.secret_hash.is_some()) {
        Some(account) => sign_in::may_enter(&mut tx, &account, now).await?,
        None => false,
    };
    if links.len() == 1 && !has_password {
        return Ok(Unlinked::LastWay);
    }
    if !store::provider_link::end(&mut tx, actor.person, id, now).await? {
        return Ok(Unlinked::NotFound);
    }
    let mut closed = Vec::new();
    for session in store::provider_proof::sessions_of_link(&mut tx, link).await? {
        if Some(session) != actor.session && store::account::end_session(&mut tx, actor.person, session, now).await? {
            store::ticket::end_session(&mut tx, session, now).await?;
            closed.push(session);
        }
    }
    let facts = serde_json::json!({ "provider": provider.id, "link": id, "sessions": closed });
    record::append(app, &mut tx, "provider.unlink", Some(actor.person), &subject(provider), &facts).await?;
    app.commit(tx, [Hint::Sessions]).await?;
    Ok(Unlinked::Yes)
}
