//! Somebody goes to a provider: to sign in, or signed in already, to say that its subject is them.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use model::{Actor, SessionId, limits, provider::Provider};
use sha2::{Digest as _, Sha256};
use store::provider_proof::NewQuestion;

use super::{
    link,
    metadata::{self, Metadata},
    of_code, redirect, saml,
};
use crate::{
    App, Result,
    sign_in::Browser,
    token::{self, Token},
};

/// What came of it.
#[derive(Debug)]
pub enum Gone {
    /// To the provider.
    To {
        /// Where the browser goes.
        address: String,
        /// What it is called.
        label: String,
        /// For the device cookie, when the browser had none.
        device: Option<Token>,
    },
    /// Nowhere: there is none of this code.
    NoProvider,
    /// Nowhere: it does not answer, or not as it should.
    Silent,
    /// Too many are on their way at this moment.
    Busy,
    /// Not from here, or not this person: see [`link::overview`].
    MayNot,
}

/// Where a question of this name wants to find what belongs to it. None of the two is kept anywhere: they follow from a name
/// whose hash alone is.
pub(super) fn nonce(app: &App, state: &str) -> String {
    token::keyed(app, &format!("provider/nonce/{state}"))
}

/// What is shown with the code (PKCE).
pub(super) fn verifier(app: &App, state: &str) -> String {
    model::text::hex(&token::keyed_bytes(app, &format!("provider/verifier/{state}")))
}

/// Goes to sign in; `towards` is the path of this site to go on to.
pub async fn to_sign_in(app: &App, code: &str, browser: Browser<'_>, towards: &str) -> Result<Gone> {
    let provider = of_code(&mut app.db.read().await?, code).await?;
    let Some(provider) = provider else { return Ok(Gone::NoProvider) };
    to(app, &provider, browser, (None, towards)).await
}

/// Goes to be linked. The provider asks anew who it is: whoever used this browser before may still be signed in there.
pub async fn to_link(app: &App, actor: &Actor, code: &str, browser: Browser<'_>) -> Result<Gone> {
    let Some(session) = actor.session else { return Ok(Gone::MayNot) };
    let mut tx = app.db.read().await?;
    let Some(provider) = of_code(&mut tx, code).await? else { return Ok(Gone::NoProvider) };
    if !link::may_link(&mut tx, actor, &provider, app.now()).await? {
        return Ok(Gone::MayNot);
    }
    drop(tx);
    to(app, &provider, browser, (Some(session), "/account")).await
}

async fn to(
    app: &App,
    provider: &Provider,
    browser: Browser<'_>,
    (session, towards): (Option<SessionId>, &str),
) -> Result<Gone> {
    // What speaks SAML has described itself once and for all.
    let metadata = match &provider.saml {
        Some(_) => None,
        None => match metadata::metadata(app, provider).await {
            Ok(metadata) => Some(metadata),
            Err(fault) => {
                tracing::warn!(provider = %provider.code, %fault, "nobody can be sent to a provider");
                return Ok(Gone::Silent);
            }
        },
    };
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let since = now - limits::PROVIDER_QUESTION_LIFE;
    if store::provider_proof::waiting(&mut tx, since).await? >= limits::PROVIDER_QUESTIONS_MAX {
        return Ok(Gone::Busy);
    }
    // The device itself is written when it has let somebody in.
    let new = browser.device.is_none().then(|| Token::new(app));
    let device = new.as_ref().map(Token::secret).or(browser.device).unwrap_or_default();
    let state = Token::new(app);
    let towards = if towards.len() <= limits::PROVIDER_TOWARDS_BYTES_MAX { towards } else { "/" };
    let (state_hash, browser) = (state.hash(), token::hash(device));
    let question = NewQuestion { state: &state_hash, provider: provider.id, browser: &browser, session, towards };
    store::provider_proof::ask(&mut tx, &question, now).await?;
    tx.commit().await?;
    let (state, anew) = (state.secret(), session.is_some());
    let address = match (&provider.saml, metadata) {
        (Some(saml), _) => saml::question(app, (provider, saml), (state, anew), now),
        (None, Some(metadata)) => authorization(app, provider, &metadata, (state, anew)),
        (None, None) => return Ok(Gone::Silent),
    };
    Ok(Gone::To { address, label: provider.label.clone(), device: new })
}

/// Where somebody goes by OpenID Connect.
fn authorization(app: &App, provider: &Provider, metadata: &Metadata, (state, anew): (&str, bool)) -> String {
    let redirect = redirect(app, &provider.code);
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier(app, state)));
    let (nonce, acr) = (nonce(app, state), provider.acr.join(" "));
    let mut asked = vec![
        ("response_type", "code"),
        ("client_id", &*provider.client),
        ("redirect_uri", &*redirect),
        ("scope", "openid"),
        ("state", state),
        ("nonce", &*nonce),
        ("code_challenge", &*challenge),
        ("code_challenge_method", "S256"),
    ];
    if !acr.is_empty() {
        asked.push(("acr_values", &acr));
    }
    if anew {
        asked.push(("prompt", "login"));
    }
    metadata.authorization.with(&asked)
}
