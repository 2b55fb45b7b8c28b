//! Somebody comes back from a provider with a code. It is exchanged for the signed word on which subject came, and what
//! follows is what the question was for.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use model::{
    Actor, Millis, PersonId, limits,
    provider::{Provider, Vector},
};
use serde::Deserialize;
use store::{
    Tx,
    provider_proof::{NewProof, ProofId, Question},
    provider_word::Word as Brought,
};
use url::form_urlencoded::byte_serialize;

use super::{enter, go, jwt, link, metadata, of_code, open_links, outside::Form, redirect, seal, subject, word::Said};
use crate::{
    App, Result, record,
    sign_in::{Browser, SignedIn},
    token::{self, Token},
};

/// What the browser brings back, as it stands in the address; empty where there is nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Returned<'a> {
    /// What names the question.
    pub state: &'a str,
    /// What is exchanged.
    pub code: &'a str,
    /// Who says so (RFC 9207).
    pub iss: &'a str,
    /// Why there is no code.
    pub error: &'a str,
    /// Something is there twice.
    pub twice: bool,
}

/// What came of it.
#[derive(Debug)]
pub enum Back {
    /// One account, and what came of opening it; then on to this path.
    Came(SignedIn, String),
    /// Several accounts, of which one is chosen.
    Choose(Choice),
    /// No account that opens: none that is linked, or none at this moment. One answer.
    NoAccount(Choice),
    /// The subject is theirs from now on.
    Linked,
    /// It is not: another session is open, not from here, or there are too many.
    NotLinked,
    /// The provider let nobody in, or somebody did not want to.
    Declined(String),
    /// The provider does not answer.
    Silent(String),
    /// What it says cannot be believed, or it is no provider of ours any more.
    Refused(String),
}

/// What a provider said, for the form that goes on with it.
#[derive(Debug)]
pub struct Choice {
    /// Names it in the form.
    pub token: Token,
    /// What the provider is called.
    pub label: String,
    /// Accounts that it opens: whose, and their user names.
    pub accounts: Vec<Account>,
    /// Where to go on to.
    pub towards: String,
}

/// An account that a subject opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Whose.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// What they are, school by school.
    pub affiliations: Vec<model::actor::Affiliation>,
}

/// A word that was believed.
struct Word {
    subject: String,
    sub: String,
    sid: Option<String>,
    text: String,
    named: Option<Vec<Vector>>,
}

/// Why there is none.
enum NoWord {
    Silent(String),
    Refused(String),
}

#[derive(Deserialize)]
struct Exchanged {
    id_token: String,
}

/// A question that has its answer: nobody answers it again.
#[derive(Debug)]
pub struct Answered {
    provider: Provider,
    question: Question,
    secret: Vec<u8>,
    browser: [u8; 32],
    /// What was brought before, by SAML.
    brought: Option<Brought>,
}

/// Takes the question that somebody brings the answer to, once. `None`: it is not known in this browser, was answered, or
/// is too old.
pub async fn answered(
    app: &App,
    code: &str,
    returned: &Returned<'_>,
    browser: Browser<'_>,
) -> Result<Option<Answered>> {
    let (Some(device), false) = (browser.device, returned.twice) else { return Ok(None) };
    let (state, browser) = (token::hash(returned.state), token::hash(device));
    let since = app.now() - limits::PROVIDER_QUESTION_LIFE;
    let mut tx = app.db.begin().await?;
    let Some(provider) = of_code(&mut tx, code).await? else { return Ok(None) };
    let taken = store::provider_proof::take(&mut tx, (&state, &browser), provider.id, since).await?;
    let Some(question) = taken else { return Ok(None) };
    let secret = store::provider::secret(&mut tx, provider.id).await?.unwrap_or_default();
    let brought = match &provider.saml {
        Some(_) => store::provider_word::take(&mut tx, (&state, &token::hash(returned.code))).await?,
        None => None,
    };
    tx.commit().await?;
    Ok(Some(Answered { provider, question, secret, browser, brought }))
}

/// Goes on with somebody who comes back.
pub async fn back(
    app: &App,
    answered: &Answered,
    returned: &Returned<'_>,
    actor: Option<&Actor>,
    browser: Browser<'_>,
) -> Result<Back> {
    let Answered { provider, question, .. } = answered;
    let label = || provider.label.clone();
    let declined = matches!(answered.brought, Some(Brought::Declined));
    if declined || returned.code.is_empty() || !returned.error.is_empty() {
        return Ok(Back::Declined(label()));
    }
    let word = match word(app, answered, returned).await {
        Ok(word) => word,
        Err(NoWord::Silent(why)) => {
            tracing::warn!(provider = %provider.code, why, "a provider does not answer");
            return Ok(Back::Silent(label()));
        }
        Err(NoWord::Refused(why)) => {
            tracing::warn!(provider = %provider.code, why, "what a provider says cannot be believed");
            let facts = serde_json::json!({ "provider": provider.id, "why": why });
            let mut tx = app.db.begin().await?;
            record::append(app, &mut tx, "provider.refuse", None, &subject(provider), &facts).await?;
            tx.commit().await?;
            return Ok(Back::Refused(label()));
        }
    };
    match question.session() {
        None => came(app, answered, word, browser).await,
        Some(session) => {
            let actor = actor.filter(|actor| actor.session == Some(session));
            let Some(actor) = actor else { return Ok(Back::NotLinked) };
            let linked = link::link(app, actor, provider, (&word.subject, word.named.as_deref())).await?;
            Ok(if linked { Back::Linked } else { Back::NotLinked })
        }
    }
}

/// What the provider says: it was brought, or its code is exchanged for it.
async fn word(app: &App, answered: &Answered, returned: &Returned<'_>) -> std::result::Result<Word, NoWord> {
    let Answered { provider, question, secret, brought, .. } = answered;
    if provider.saml.is_none() {
        return exchange(app, provider, (question, secret), returned).await;
    }
    match brought {
        Some(Brought::Believed { subject, session, named }) => {
            let read = |named: &Vec<String>| named.iter().filter_map(|code| Vector::from_code(code)).collect();
            let (subject, named) = (subject.clone(), named.as_ref().map(read));
            Ok(Word { sub: subject.clone(), subject, sid: session.clone(), text: String::new(), named })
        }
        Some(Brought::Refused(why)) => Err(NoWord::Refused(why.clone())),
        Some(Brought::Declined) | None => Err(NoWord::Refused("code".to_owned())),
    }
}

/// Exchanges the code for a word, and asks it everything.
async fn exchange(
    app: &App,
    provider: &Provider,
    (question, sealed): (&Question, &[u8]),
    returned: &Returned<'_>,
) -> std::result::Result<Word, NoWord> {
    let silent = |fault: metadata::Fault| NoWord::Silent(fault.to_string());
    let refused = |why: &dyn std::fmt::Display| NoWord::Refused(why.to_string());
    let metadata = metadata::metadata(app, provider).await.map_err(silent)?;
    // Whoever announces a name says it; whoever says one says their own. Else a code is taken to where it is not from.
    let named = if returned.iss.is_empty() { !metadata.names_itself } else { returned.iss == provider.issuer };
    if !named {
        return Err(refused(&"iss"));
    }
    let secret = seal::open(app, provider.id, sealed).ok_or_else(|| refused(&"secret"))?;
    let form = form(app, provider, (&secret, metadata.secret_in_form), returned);
    let exchanged: Exchanged = match metadata::ask(app, &metadata.token, Some(form)).await {
        Ok(exchanged) => exchanged,
        Err(fault @ metadata::Fault::NoAnswer(..)) => return Err(silent(fault)),
        Err(fault) => return Err(NoWord::Refused(fault.to_string())),
    };
    let header = jwt::header(&exchanged.id_token).map_err(|why| refused(&why))?;
    let keys = metadata::keys(app, provider, header.kid.as_deref()).await.map_err(silent)?;
    let said: Said = jwt::read(&keys, jwt::Kind::Identity, &exchanged.id_token).map_err(|why| refused(&why))?;
    let (nonce, times) = (go::nonce(app, returned.state), (question.asked_at(), app.now()));
    let subject = said.subject(provider, &nonce, times).map_err(|why| refused(&why))?;
    let sub = said.sub.unwrap_or_default();
    Ok(Word { subject, sub, sid: said.sid, text: exchanged.id_token, named: None })
}

/// What is posted with the code.
fn form(app: &App, provider: &Provider, (secret, in_form): (&str, bool), returned: &Returned<'_>) -> Form {
    let mut fields = vec![
        ("grant_type", "authorization_code".to_owned()),
        ("code", returned.code.to_owned()),
        ("redirect_uri", redirect(app, &provider.code)),
        ("code_verifier", go::verifier(app, returned.state)),
    ];
    if in_form {
        fields.push(("client_id", provider.client.clone()));
        fields.push(("client_secret", secret.to_owned()));
        return Form { fields, authorization: None };
    }
    let coded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
    let pair = format!("{}:{}", coded(&provider.client), coded(secret));
    Form { fields, authorization: Some(format!("Basic {}", STANDARD.encode(pair))) }
}

/// Which accounts the subject opens, and in when it is one.
async fn came(app: &App, answered: &Answered, word: Word, browser: Browser<'_>) -> Result<Back> {
    let (provider, towards, now) = (&answered.provider, answered.question.towards.clone(), app.now());
    let mut tx = app.db.begin().await?;
    // It may have ended while it was asked.
    if of_code(&mut tx, &provider.code).await?.is_none_or(|known| known.id != provider.id) {
        return Ok(Back::Refused(provider.label.clone()));
    }
    let (id, token) = (ProofId(app.id()), Token::new(app));
    let proof = NewProof {
        id,
        token: &token.hash(),
        provider: provider.id,
        subject: &word.subject,
        sub: &word.sub,
        sid: word.sid.as_deref(),
        id_token: &word.text,
        named: word.named.as_deref(),
        browser: &answered.browser,
    };
    store::provider_proof::keep(&mut tx, &proof, now).await?;
    let links = open_links(&mut tx, provider, (&word.subject, word.named.as_deref()), now).await?;
    if let [link] = links.as_slice() {
        let came = enter::enter(app, tx, (provider, id), link, browser, now).await?;
        return Ok(Back::Came(came, towards));
    }
    let mut accounts = Vec::new();
    for link in &links {
        accounts.extend(account(&mut tx, link.person, now).await?);
    }
    tx.commit().await?;
    let choice = Choice { token, label: provider.label.clone(), accounts, towards };
    Ok(if links.is_empty() { Back::NoAccount(choice) } else { Back::Choose(choice) })
}

/// An account as its owner tells it from their others.
async fn account(tx: &mut Tx, person: PersonId, now: Millis) -> Result<Option<Account>> {
    let actor = store::person::actor(tx, person, now).await?;
    Ok(actor.map(|actor| Account { person, name: actor.name, affiliations: actor.affiliations }))
}
