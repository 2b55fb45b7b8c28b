//! Coming in through a provider of identity (OpenID Connect, authorization code with PKCE; or SAML 2.0), as a client of it:
//! staff through ProConnect, guardians through FranceConnect or EduConnect, anybody through the counter of an académie.
//!
//! A provider says which of its subjects came. Whose account that is was said before, once, by its owner: signed in, or with a
//! printed code in hand; never by a name or a mail address. What it opens goes through the same door as a password: the
//! account must be active, the link younger than every epoch of its person, the second factor is asked for on a device that
//! is not theirs, and how it comes is weighed. A word of a provider is no more than the first half of a sign-in.
//!
//! Nobody is asked anything inside a transaction. What waits meanwhile is a row, for one browser and one use.

mod back;
mod end;
mod enter;
mod go;
mod jwt;
mod link;
mod metadata;
pub mod outside;
pub mod registry;
pub mod saml;
mod seal;
#[cfg_attr(not(feature = "saml"), path = "unspoken.rs")]
mod spoken;
mod word;

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use model::{
    Millis, PersonId, Profile, ProviderId,
    account::AccountState,
    epoch::EpochKind,
    limits,
    provider::{Provider, Vector},
};
use store::{
    Tx,
    provider_link::Link,
    provider_proof::{Proof, ProofId},
};
use tokio::sync::Semaphore;

use crate::{App, Result};
use metadata::Known;
use outside::{Answer, NoAnswer, Nobody, Outside, Question};

pub use back::{Account, Answered, Back, Choice, Returned, answered, back};
pub use end::{Onward, Told, ended_there, way_out};
pub use enter::{ByCode, by_code, choose};
pub use go::{Gone, to_link, to_sign_in};
pub use link::{Linked, Overview, Unlinked, overview, unlink};
pub use metadata::Fault;

/// Providers, as one node knows them.
pub struct Relying {
    outside: Arc<dyn Outside>,
    known: Mutex<BTreeMap<ProviderId, Known>>,
    turns: Semaphore,
}

impl Default for Relying {
    fn default() -> Relying {
        Relying::through(Arc::new(Nobody))
    }
}

impl Relying {
    /// Asked by somebody.
    pub fn through(outside: Arc<dyn Outside>) -> Relying {
        let turns = Semaphore::new(limits::PROVIDER_QUESTIONS_AT_ONCE);
        Relying { outside, known: Mutex::default(), turns }
    }

    /// Asks once. A provider that is slow keeps a few waiting, and not everybody.
    async fn ask(&self, question: Question) -> std::result::Result<Answer, NoAnswer> {
        let Ok(_turn) = self.turns.try_acquire() else { return Err(NoAnswer::Busy) };
        self.outside.ask(question).await
    }

    fn known<T>(&self, provider: ProviderId, with: impl FnOnce(&mut Known) -> T) -> T {
        // A thread that panicked here left at worst what is read again.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        with(known.entry(provider).or_default())
    }
}

/// A provider as pages name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// As addresses name it.
    pub code: String,
    /// What its button says.
    pub label: String,
}

/// Every provider through which people come in.
pub async fn buttons(app: &App) -> Result<Vec<Button>> {
    let providers = all(&mut app.db.read().await?).await?;
    Ok(providers.into_iter().map(|provider| Button { code: provider.code, label: provider.label }).collect())
}

/// Where a provider sends people back, exactly.
pub fn redirect(app: &App, code: &str) -> String {
    format!("{}/sign-in/with/{code}/back", app.issuer)
}

/// Where a provider says that a session has ended.
pub fn logout_address(app: &App, code: &str) -> String {
    format!("{}/sign-in/with/{code}/logout", app.issuer)
}

/// Where a provider may send people who have signed out.
pub fn after_logout(app: &App) -> String {
    format!("{}/sign-in", app.issuer)
}

/// Every provider that this program can speak to.
async fn all(tx: &mut Tx) -> Result<Vec<Provider>> {
    let mut all = store::provider::all(tx).await?;
    all.retain(|provider| spoken::SPOKEN || provider.saml.is_none());
    Ok(all)
}

async fn of_code(tx: &mut Tx, code: &str) -> Result<Option<Provider>> {
    Ok(all(tx).await?.into_iter().find(|provider| provider.code == code))
}

async fn of_id(tx: &mut Tx, id: ProviderId) -> Result<Option<Provider>> {
    Ok(all(tx).await?.into_iter().find(|provider| provider.id == id))
}

fn subject(provider: &Provider) -> String {
    format!("provider/{}", provider.code)
}

/// Whether a link opens its account at this moment: it was made after every epoch of the person's chain, the account is
/// active, and the provider is for what they are today.
async fn holds(tx: &mut Tx, provider: &Provider, link: &Link, now: Millis) -> Result<bool> {
    let Some(account) = store::account::of(tx, link.person).await? else { return Ok(false) };
    let epoch = store::epoch::newest(tx, link.person, EpochKind::Credentials, now).await?;
    if account.state != AccountState::Active || epoch.is_some_and(|not_before| link.made_at() <= not_before) {
        return Ok(false);
    }
    Ok(provider.is_for(profiles(tx, link.person, now).await?))
}

async fn profiles(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<Profile>> {
    let affiliations = store::person::affiliations(tx, person, now).await?;
    Ok(affiliations.into_iter().map(|affiliation| affiliation.profile).collect())
}

/// Whether a provider that says as what and in which schools a subject came names somebody; one that does not say it names
/// nobody apart.
async fn is_named(tx: &mut Tx, named: Option<&[Vector]>, person: PersonId, now: Millis) -> Result<bool> {
    let Some(named) = named else { return Ok(true) };
    let places = store::person::places(tx, person, now).await?;
    Ok(places.iter().any(|(profile, school)| named.iter().any(|vector| vector.names(*profile, school))))
}

/// Links of a subject that open an account at this moment, of those whom the provider names.
async fn open_links(
    tx: &mut Tx,
    provider: &Provider,
    (subject, named): (&str, Option<&[Vector]>),
    now: Millis,
) -> Result<Vec<Link>> {
    let mut open = Vec::new();
    for link in store::provider_link::of_subject(tx, provider.id, subject).await? {
        if holds(tx, provider, &link, now).await? && is_named(tx, named, link.person, now).await? {
            open.push(link);
        }
    }
    Ok(open)
}

/// The link by which what a provider said opens this person's account, if it does at this moment.
async fn link_of(tx: &mut Tx, proof: &Proof, person: PersonId, now: Millis) -> Result<Option<Link>> {
    let Some(provider) = of_id(tx, proof.provider).await? else { return Ok(None) };
    let named = proof.named();
    let open = open_links(tx, &provider, (&proof.subject, named.as_deref()), now).await?;
    Ok(open.into_iter().find(|link| link.person == person))
}

/// Whether what a provider said opens this person's account at this moment.
pub(crate) async fn may_enter(tx: &mut Tx, proof: ProofId, person: PersonId, now: Millis) -> Result<bool> {
    match store::provider_proof::get(tx, proof).await? {
        Some(proof) => Ok(link_of(tx, &proof, person, now).await?.is_some()),
        None => Ok(false),
    }
}

/// Whether a provider lets this person in.
pub(crate) async fn is_way_in(tx: &mut Tx, person: PersonId, now: Millis) -> Result<bool> {
    Ok(!in_force(tx, person, now).await?.is_empty())
}

/// A person's links that open their account at this moment, with their providers.
async fn in_force(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Vec<(Provider, Link)>> {
    let mut open = Vec::new();
    for link in store::provider_link::of_person(tx, person).await? {
        if let Some(provider) = of_id(tx, link.provider).await?
            && holds(tx, &provider, &link, now).await?
        {
            open.push((provider, link));
        }
    }
    Ok(open)
}
