//! The register of providers: what the operator adds and takes away at the console of the machine. There is no actor, as in
//! [`crate::operate`].

use std::collections::BTreeSet;

use model::{
    limits,
    provider::{Provider, Public, is_word, may_name_a_subject},
    service::{NotService, ServiceUrl, is_code},
};

use super::{
    Fault,
    end::end_all,
    metadata::{discover, forget},
    of_code, seal, subject,
};
use crate::{App, Result, record, switchboard::Hint};

/// A provider to add.
#[derive(Debug)]
pub struct NewProvider<'a> {
    /// How the operator and addresses will name it.
    pub code: &'a str,
    /// What its button says.
    pub label: &'a str,
    /// Its name in what it signs.
    pub issuer: &'a str,
    /// By which name it knows this installation.
    pub client: &'a str,
    /// What it gave us to show who we are.
    pub secret: &'a str,
    /// Who may come in through it.
    pub publics: &'a [Public],
    /// The claim that says which subject came.
    pub claim: &'a str,
    /// Strengths of which one must be said; none: any.
    pub acr: &'a [String],
}

/// What came of it.
#[derive(Debug)]
pub enum Added {
    /// Its button is on the sign-in page from now on.
    Yes {
        /// It has an address at which people sign out.
        signs_out: bool,
    },
    /// Its code is not letters, digits and dashes, or its label is empty or too long.
    WrongName,
    /// Its issuer cannot be one.
    WrongIssuer(NotService),
    /// The client identifier, a strength or the secret is empty, too long or not plain.
    WrongWord,
    /// This claim names nobody for ever.
    WrongClaim,
    /// It is for nobody.
    ForNobody,
    /// There is one of this code.
    CodeTaken,
    /// There are as many as there may be.
    TooMany,
    /// What it announces cannot be used.
    Fault(Fault),
}

/// Every provider, by code.
pub async fn list(app: &App) -> Result<Vec<Provider>> {
    Ok(store::provider::all(&mut app.db.read().await?).await?)
}

/// Adds a provider, once it has announced what is needed of it.
pub async fn add(app: &App, new: &NewProvider<'_>) -> Result<Added> {
    let label = new.label.trim();
    if !is_code(new.code) || label.is_empty() || label.chars().count() > limits::PROVIDER_LABEL_CHARS_MAX {
        return Ok(Added::WrongName);
    }
    let issuer = match ServiceUrl::parse(new.issuer) {
        Ok(issuer) if issuer.url().query().is_some() => return Ok(Added::WrongIssuer(NotService::Tail)),
        Ok(issuer) => issuer,
        Err(why) => return Ok(Added::WrongIssuer(why)),
    };
    let plain = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    let is_secret =
        (1..=limits::PROVIDER_SECRET_BYTES_MAX).contains(&new.secret.len()) && new.secret.bytes().all(plain);
    let strengths = new.acr.len() <= limits::PROVIDER_STRENGTHS_MAX && new.acr.iter().all(|acr| is_word(acr));
    if !is_word(new.client) || !is_secret || !strengths {
        return Ok(Added::WrongWord);
    }
    if !may_name_a_subject(new.claim) {
        return Ok(Added::WrongClaim);
    }
    let publics: Vec<Public> = new.publics.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    if publics.is_empty() {
        return Ok(Added::ForNobody);
    }
    let metadata = match discover(app, &issuer).await {
        Ok(metadata) => metadata,
        Err(fault) => return Ok(Added::Fault(fault)),
    };
    let provider = Provider {
        id: app.id(),
        code: new.code.to_owned(),
        label: label.to_owned(),
        issuer,
        client: new.client.to_owned(),
        publics,
        claim: new.claim.to_owned(),
        acr: new.acr.to_vec(),
    };
    let Some(secret) = seal::seal(app, provider.id, new.secret) else { return Ok(Added::WrongWord) };
    let mut tx = app.db.begin().await?;
    let known = store::provider::all(&mut tx).await?;
    if known.iter().any(|other| other.code == provider.code) {
        return Ok(Added::CodeTaken);
    }
    if known.len() >= limits::PROVIDERS_MAX {
        return Ok(Added::TooMany);
    }
    store::provider::add(&mut tx, &provider, &secret, app.now()).await?;
    let facts = serde_json::json!({
        "provider": provider.id, "label": provider.label, "issuer": provider.issuer.as_str(),
        "client": provider.client, "publics": provider.publics, "claim": provider.claim, "acr": provider.acr,
    });
    record::append(app, &mut tx, "console.provider_add", None, &subject(&provider), &facts).await?;
    tx.commit().await?;
    Ok(Added::Yes { signs_out: metadata.end.is_some() })
}

/// Nobody comes in through a provider any more, and whoever did is out. Gives the number of sessions that ended; `None`:
/// there is none of this code.
pub async fn end(app: &App, code: &str) -> Result<Option<usize>> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    let Some(provider) = of_code(&mut tx, code).await? else { return Ok(None) };
    let nobody_else = store::provider_proof::Ended { sub: None, sid: None };
    let sessions = end_all(&mut tx, provider.id, nobody_else, now).await?;
    store::provider::end(&mut tx, provider.id, now).await?;
    let facts = serde_json::json!({ "provider": provider.id, "sessions": sessions });
    record::append(app, &mut tx, "console.provider_end", None, &subject(&provider), &facts).await?;
    app.commit(tx, [Hint::Sessions]).await?;
    forget(app, provider.id);
    Ok(Some(sessions.len()))
}
