//! The register of providers: what the operator adds and takes away at the console of the machine. There is no actor, as in
//! [`crate::operate`].

use std::collections::BTreeSet;

use model::{
    limits,
    provider::{Provider, Public, Saml, Signed, is_word, may_name_a_subject},
    service::{NotService, ServiceUrl, is_code},
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{
    Fault,
    end::end_all,
    metadata::{self, discover, forget},
    saml, seal, spoken, subject,
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

/// A provider to add that speaks SAML.
#[derive(Debug, Clone)]
pub struct NewSaml<'a> {
    /// How the operator and addresses will name it.
    pub code: &'a str,
    /// What its button says.
    pub label: &'a str,
    /// How it describes itself (SAML metadata).
    pub description: &'a str,
    /// Who may come in through it.
    pub publics: &'a [Public],
    /// The attribute that says which subject came, or [`model::provider::NAME_ID`].
    pub claim: &'a str,
    /// Strengths of which one must be said; none: any.
    pub acr: &'a [String],
    /// What it signs.
    pub signed: Signed,
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
    /// How it describes itself cannot be used, and why.
    WrongDescription(String),
}

/// Every provider, by code.
pub async fn list(app: &App) -> Result<Vec<Provider>> {
    Ok(store::provider::all(&mut app.db.read().await?).await?)
}

/// Adds a provider, once it has announced what is needed of it.
pub async fn add(app: &App, new: &NewProvider<'_>) -> Result<Added> {
    let publics = match fitting((new.code, new.label), new.publics, (new.claim, new.acr)) {
        Ok(publics) => publics,
        Err(why) => return Ok(why),
    };
    let issuer = match ServiceUrl::parse(new.issuer) {
        Ok(issuer) if issuer.url().query().is_some() => return Ok(Added::WrongIssuer(NotService::Tail)),
        Ok(issuer) => issuer,
        Err(why) => return Ok(Added::WrongIssuer(why)),
    };
    let plain = |byte: u8| byte.is_ascii_graphic() || byte == b' ';
    let is_secret =
        (1..=limits::PROVIDER_SECRET_BYTES_MAX).contains(&new.secret.len()) && new.secret.bytes().all(plain);
    if !is_word(new.client) || !is_secret {
        return Ok(Added::WrongWord);
    }
    let metadata = match discover(app, &issuer).await {
        Ok(metadata) => metadata,
        Err(fault) => return Ok(Added::Fault(fault)),
    };
    let provider = Provider {
        id: app.id(),
        code: new.code.to_owned(),
        label: new.label.trim().to_owned(),
        issuer: issuer.as_str().to_owned(),
        client: new.client.to_owned(),
        publics,
        claim: new.claim.to_owned(),
        acr: new.acr.to_vec(),
        saml: None,
    };
    let Some(secret) = seal::seal(app, provider.id, new.secret) else { return Ok(Added::WrongWord) };
    write_down(app, &provider, &secret, metadata.end.is_some()).await
}

/// Adds a provider that speaks SAML, as it describes itself.
pub async fn add_saml(app: &App, new: &NewSaml<'_>) -> Result<Added> {
    let publics = match fitting((new.code, new.label), new.publics, (new.claim, new.acr)) {
        Ok(publics) => publics,
        Err(why) => return Ok(why),
    };
    let (issuer, address, certificates) = match spoken::peer(new.description) {
        Ok(peer) => peer,
        Err(why) => return Ok(Added::WrongDescription(why)),
    };
    let provider = Provider {
        id: app.id(),
        code: new.code.to_owned(),
        label: new.label.trim().to_owned(),
        issuer,
        client: saml::entity(app, new.code),
        publics,
        claim: new.claim.to_owned(),
        acr: new.acr.to_vec(),
        saml: Some(Saml { address, certificates, signed: new.signed }),
    };
    write_down(app, &provider, &[], false).await
}

/// Whom a provider is for, each once, when what every provider has can be one's.
fn fitting(
    (code, label): (&str, &str),
    publics: &[Public],
    (claim, acr): (&str, &[String]),
) -> std::result::Result<Vec<Public>, Added> {
    let label = label.trim();
    if !is_code(code) || label.is_empty() || label.chars().count() > limits::PROVIDER_LABEL_CHARS_MAX {
        return Err(Added::WrongName);
    }
    if acr.len() > limits::PROVIDER_STRENGTHS_MAX || !acr.iter().all(|acr| is_word(acr)) {
        return Err(Added::WrongWord);
    }
    if !may_name_a_subject(claim) {
        return Err(Added::WrongClaim);
    }
    if publics.is_empty() {
        return Err(Added::ForNobody);
    }
    Ok(publics.iter().copied().collect::<BTreeSet<_>>().into_iter().collect())
}

async fn write_down(app: &App, provider: &Provider, secret: &[u8], signs_out: bool) -> Result<Added> {
    let mut tx = app.db.begin().await?;
    let known = store::provider::all(&mut tx).await?;
    if known.iter().any(|other| other.code == provider.code) {
        return Ok(Added::CodeTaken);
    }
    if known.len() >= limits::PROVIDERS_MAX {
        return Ok(Added::TooMany);
    }
    store::provider::add(&mut tx, provider, secret, app.now()).await?;
    let mut facts = json!({
        "provider": provider.id, "label": provider.label, "issuer": provider.issuer,
        "client": provider.client, "publics": provider.publics, "claim": provider.claim, "acr": provider.acr,
    });
    if let Some(saml) = &provider.saml {
        facts["saml"] = believed(saml);
    }
    record::append(app, &mut tx, "console.provider_add", None, &subject(provider), &facts).await?;
    tx.commit().await?;
    Ok(Added::Yes { signs_out })
}

/// What a description makes believe, for the journal: where people go, and the digests of the certificates.
fn believed(saml: &Saml) -> Value {
    let keys = saml.certificates.iter().map(|der| model::text::hex(&Sha256::digest(der))).collect::<Vec<_>>();
    json!({ "address": saml.address.as_str(), "certificates": keys, "signed": saml.signed })
}

/// Reads how a provider describes itself at an address.
pub async fn description(app: &App, address: &str) -> std::result::Result<String, Fault> {
    let address = ServiceUrl::parse(address).map_err(|why| Fault::Address("description", why))?;
    metadata::text(app, &address, None).await
}

/// What came of a new description.
#[derive(Debug)]
pub enum Renewed {
    /// Its keys and its address are those from now on; links stay.
    Yes,
    /// There is none of this code that speaks SAML.
    NoProvider,
    /// It is of another provider.
    OtherIssuer(String),
    /// It cannot be used, and why.
    WrongDescription(String),
}

/// A provider that speaks SAML has other keys, or another address.
pub async fn renew(app: &App, code: &str, description: &str) -> Result<Renewed> {
    let (issuer, address, certificates) = match spoken::peer(description) {
        Ok(peer) => peer,
        Err(why) => return Ok(Renewed::WrongDescription(why)),
    };
    let mut tx = app.db.begin().await?;
    let provider = super::of_code(&mut tx, code).await?;
    let Some((provider, known)) = provider.and_then(|one| one.saml.clone().map(|saml| (one, saml))) else {
        return Ok(Renewed::NoProvider);
    };
    if provider.issuer != issuer {
        return Ok(Renewed::OtherIssuer(issuer));
    }
    let saml = Saml { address, certificates, signed: known.signed };
    if !store::provider::renew(&mut tx, provider.id, &saml).await? {
        return Ok(Renewed::NoProvider);
    }
    let facts = json!({ "provider": provider.id, "saml": believed(&saml) });
    record::append(app, &mut tx, "console.provider_renew", None, &subject(&provider), &facts).await?;
    tx.commit().await?;
    Ok(Renewed::Yes)
}

/// Nobody comes in through a provider any more, and whoever did is out. Gives the number of sessions that ended; `None`:
/// there is none of this code.
pub async fn end(app: &App, code: &str) -> Result<Option<usize>> {
    let now = app.now();
    let mut tx = app.db.begin().await?;
    // One that this program cannot speak to may be taken away all the same.
    let known = store::provider::all(&mut tx).await?.into_iter().find(|provider| provider.code == code);
    let Some(provider) = known else { return Ok(None) };
    let nobody_else = store::provider_proof::Ended { sub: None, sid: None };
    let sessions = end_all(&mut tx, provider.id, nobody_else, now).await?;
    store::provider::end(&mut tx, provider.id, now).await?;
    let facts = serde_json::json!({ "provider": provider.id, "sessions": sessions });
    record::append(app, &mut tx, "console.provider_end", None, &subject(&provider), &facts).await?;
    app.commit(tx, [Hint::Sessions]).await?;
    forget(app, provider.id);
    Ok(Some(sessions.len()))
}
