//! Providers that speak SAML 2.0, beside those that speak OpenID Connect: EduConnect, and counters of académies.
//!
//! Nothing is asked of such a provider behind the browser's back: its answer is brought by the browser itself, in a form that
//! comes from the provider's site, and so without any cookie of ours. There it is read, and left for the browser that asked,
//! which takes it at the address at which everybody comes back. From there on it is the word of a provider like any other.

use model::{
    Millis, limits,
    provider::{self, Provider, Saml, VECTORS, Vector},
};
use store::provider_word::Word;

use super::{of_code, spoken};
use crate::{
    App, Result,
    token::{self, Token},
};

/// By which name a provider knows this installation (`entityID`): the address of [`description`].
pub fn entity(app: &App, code: &str) -> String {
    format!("{}/saml/metadata/{code}", app.issuer)
}

/// Where browsers bring what a provider answers, exactly.
pub fn answer_address(app: &App, code: &str) -> String {
    format!("{}/sign-in/with/{code}/saml", app.issuer)
}

/// How this installation describes itself to a provider. `None`: there is none of this code that speaks SAML.
pub async fn description(app: &App, code: &str) -> Result<Option<String>> {
    let provider = of_code(&mut app.db.read().await?, code).await?.filter(|provider| provider.saml.is_some());
    Ok(provider.map(|provider| spoken::describe(&provider.client, &answer_address(app, code))))
}

/// What names a question of this state to the provider. It follows from the state and is kept nowhere.
fn request(app: &App, state: &str) -> String {
    format!("_{}", model::text::hex(&token::keyed_bytes(app, &format!("provider/saml/{state}"))))
}

/// Where somebody goes with a question.
pub(super) fn question(
    app: &App,
    (provider, saml): (&Provider, &Saml),
    (state, anew): (&str, bool),
    now: Millis,
) -> String {
    let answer = answer_address(app, &provider.code);
    let asked = spoken::ask(&spoken::Asked {
        id: &request(app, state),
        at: now,
        destination: saml.address.as_str(),
        issuer: &provider.client,
        answer: &answer,
        anew,
        strengths: &provider.acr,
    });
    saml.address.with(&[("SAMLRequest", asked.as_str()), ("RelayState", state)])
}

/// What an answer must fit.
#[cfg_attr(not(feature = "saml"), expect(dead_code, reason = "what would be read is not"))]
pub(super) struct Expected<'a> {
    pub(super) provider: &'a Provider,
    pub(super) saml: &'a Saml,
    pub(super) recipient: &'a str,
    pub(super) request: &'a str,
    pub(super) asked: Millis,
    pub(super) now: Millis,
    pub(super) anew: bool,
}

/// Where a browser goes on to, to take what it has brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Onward {
    /// What names the question.
    pub state: String,
    /// What takes the answer; empty: there is none to take.
    pub code: String,
}

/// Reads what a browser brings from a provider, and leaves it for the browser that asked. `None`: there is no provider of this
/// code that speaks SAML. Whether the question is known, and of whom, is not told here.
pub async fn brought(app: &App, code: &str, form: &str, state: &str) -> Result<Option<Onward>> {
    let mut tx = app.db.read().await?;
    let Some(provider) = of_code(&mut tx, code).await? else { return Ok(None) };
    let Some(saml) = &provider.saml else { return Ok(None) };
    let (now, hash) = (app.now(), token::hash(state));
    let since = now - limits::PROVIDER_QUESTION_LIFE;
    let asked = store::provider_proof::asked(&mut tx, &hash, provider.id, since).await?;
    drop(tx);
    let plain = state.len() == 2 * hash.len() && state.bytes().all(|byte| byte.is_ascii_hexdigit());
    let (true, Some(asked)) = (plain, asked) else { return Ok(Some(Onward::default())) };
    let answer = answer_address(app, &provider.code);
    let read = spoken::read(
        form,
        &Expected {
            provider: &provider,
            saml,
            recipient: &answer,
            request: &request(app, state),
            asked: asked.asked_at(),
            now,
            anew: asked.session().is_some(),
        },
    );
    let read = read.and_then(|said| Ok((believed(&provider, &said)?, said)));
    let mut tx = app.db.begin().await?;
    let word = match read {
        Ok((word, said)) => {
            let name = token::hash(&said.assertion);
            let first = store::provider_word::first_seen(&mut tx, provider.id, &name, now).await?;
            if first { word } else { Word::Refused("replay".to_owned()) }
        }
        Err(word) => word,
    };
    let takes = Token::new(app);
    let kept = store::provider_word::keep(&mut tx, (&hash, &takes.hash()), provider.id, &word, now).await?;
    tx.commit().await?;
    // What was brought first is what counts: a form that is sent twice takes nothing the second time.
    let code = if kept { takes.secret().to_owned() } else { String::new() };
    Ok(Some(Onward { state: state.to_owned(), code }))
}

/// Which subject came, and as what, of what a provider says.
fn believed(provider: &Provider, said: &spoken::Said) -> std::result::Result<Word, Word> {
    let subject = match provider.claim.as_str() {
        provider::NAME_ID => said.name.as_deref(),
        // One that is there twice names nobody.
        attribute => match said.values(attribute) {
            Some([one]) => Some(one.as_str()),
            _ => None,
        },
    };
    let fits = |text: &str| (1..=limits::PROVIDER_SUBJECT_BYTES_MAX).contains(&text.len());
    let subject = subject.filter(|subject| fits(subject)).ok_or_else(|| Word::Refused("subject".to_owned()))?;
    let session = said.session.as_deref().filter(|session| fits(session)).map(str::to_owned);
    let named = said.values(VECTORS).map(|values| {
        let vectors = values.iter().take(limits::SAML_VECTORS_MAX).filter_map(|value| Vector::parse(value));
        vectors.map(|vector| vector.code()).collect()
    });
    Ok(Word::Believed { subject: subject.to_owned(), session, named })
}
