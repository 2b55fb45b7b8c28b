//! From what a provider said to a session: for the account that was chosen, or for the one that a printed code is of.

use model::{Millis, PersonId, limits, provider::Provider};
use store::{
    Tx,
    activation::Activation,
    provider_link::Link,
    provider_proof::{Proof, ProofId},
};
use uuid::Uuid;

use super::{is_named, link_of, of_id, profiles, subject};
use crate::{
    App, Result,
    printed::{self, Taken, Typed},
    record,
    sign_in::{self, Browser, First, Opened, SignedIn},
    switchboard::Hint,
    token,
};

/// Opens the account that was chosen. `None`: what the provider said is not known in this browser any more, or that account
/// is none of those that it opens; the sign-in begins anew.
pub async fn choose(app: &App, token: &str, person: PersonId, browser: Browser<'_>) -> Result<Option<SignedIn>> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let found = tried(&mut tx, token, browser, now).await?;
    let link = match &found {
        Some((proof, _)) => link_of(&mut tx, proof, person, now).await?,
        None => None,
    };
    let (Some((proof, provider)), Some(link)) = (found, link) else {
        tx.commit().await?;
        return Ok(None);
    };
    enter(app, tx, (&provider, proof.id), &link, browser, now).await.map(Some)
}

/// Goes through the door of every sign-in.
pub(super) async fn enter(
    app: &App,
    mut tx: Tx,
    (provider, proof): (&Provider, ProofId),
    link: &Link,
    browser: Browser<'_>,
    now: Millis,
) -> Result<SignedIn> {
    store::provider_proof::use_up(&mut tx, proof, now).await?;
    store::provider_link::used(&mut tx, link.id, now).await?;
    let facts =
        serde_json::json!({ "provider": provider.id, "link": link.id, "proof": proof.0, "person": link.person });
    record::append(app, &mut tx, "provider.enter", Some(link.person), &subject(provider), &facts).await?;
    sign_in::go_on(app, tx, (link.person, First::Provider(proof)), browser, now).await
}

/// What came of a printed code.
#[derive(Debug)]
pub enum ByCode {
    /// In; the subject opens this account from now on, and no password does.
    Yes(Opened),
    /// No such code, or it was used, replaced or has expired.
    NoSuchCode,
    /// The code is good, and their place comes back then.
    NotYet(Millis),
    /// It is of somebody for whom this provider is not.
    NotForThem,
    /// The subject opens as many accounts as one may, or the account has as many links.
    TooMany,
    /// Too many wrong ones came from this network: in so long at most.
    Wait(Millis),
    /// What the provider said is not known in this browser any more: the sign-in begins anew.
    Over,
}

/// Links the account of a printed code to what a provider said, and opens it. A code begins anew: the password and the
/// links that there were open nothing any more.
pub async fn by_code(app: &App, token: &str, typed: &str, browser: Browser<'_>) -> Result<ByCode> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let answer = match tried(&mut tx, token, browser, now).await? {
        Some((proof, provider)) => match printed::typed(app, &mut tx, typed, browser, now).await? {
            Typed::Code(code) => match refusal(&mut tx, &proof, &provider, code.person, now).await? {
                None => return begin_anew(app, tx, (&proof, &provider), &code, browser, now).await,
                Some(refusal) => refusal,
            },
            Typed::NoSuchCode => ByCode::NoSuchCode,
            Typed::Wait(time) => ByCode::Wait(time),
        },
        None => ByCode::Over,
    };
    tx.commit().await?;
    Ok(answer)
}

/// What the provider said in this browser, which has one try less from now on.
async fn tried(tx: &mut Tx, token: &str, browser: Browser<'_>, now: Millis) -> Result<Option<(Proof, Provider)>> {
    let Some(device) = browser.device else { return Ok(None) };
    let found = store::provider_proof::attempt(tx, &token::hash(token), &token::hash(device), now).await?;
    let Some(proof) = found else { return Ok(None) };
    let provider = of_id(tx, proof.provider).await?;
    Ok(provider.map(|provider| (proof, provider)))
}

async fn refusal(
    tx: &mut Tx,
    proof: &Proof,
    provider: &Provider,
    person: PersonId,
    now: Millis,
) -> Result<Option<ByCode>> {
    let named = is_named(tx, proof.named().as_deref(), person, now).await?;
    if !named || !provider.is_for(profiles(tx, person, now).await?) {
        return Ok(Some(ByCode::NotForThem));
    }
    let of_subject = store::provider_link::of_subject(tx, provider.id, &proof.subject).await?;
    let full = of_subject.len() >= limits::PEOPLE_PER_SUBJECT_MAX && of_subject.iter().all(|one| one.person != person);
    Ok(full.then_some(ByCode::TooMany))
}

async fn begin_anew(
    app: &App,
    mut tx: Tx,
    (proof, provider): (&Proof, &Provider),
    code: &Activation,
    browser: Browser<'_>,
    now: Millis,
) -> Result<ByCode> {
    let person = code.person;
    match printed::take(&mut tx, code, now).await? {
        Taken::Yes => {}
        Taken::NotYet(from) => {
            tx.commit().await?;
            return Ok(ByCode::NotYet(from));
        }
        Taken::No => return Ok(ByCode::NoSuchCode),
    }
    if !store::account::give_up_secret(&mut tx, person, now).await? {
        return Ok(ByCode::NoSuchCode);
    }
    let link: Uuid = app.id();
    let facts = serde_json::Map::from_iter([
        ("provider".to_owned(), serde_json::json!(provider.id)),
        ("link".to_owned(), serde_json::json!(link)),
    ]);
    let opened = printed::begin_anew(app, &mut tx, code, browser, facts, now).await?;
    store::provider_link::add(&mut tx, link, (provider.id, &proof.subject), person, now).await?;
    store::provider_proof::use_up(&mut tx, proof.id, now).await?;
    store::provider_proof::bind(&mut tx, proof.id, &opened.session.hash()).await?;
    app.commit(tx, [Hint::Sessions]).await?;
    Ok(ByCode::Yes(opened))
}
