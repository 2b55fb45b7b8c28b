//! Providers of identity through which people come in.

use model::{
    Millis, ProviderId,
    provider::{Provider, Public, Saml, Signed},
    service::ServiceUrl,
};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use uuid::Uuid;

use crate::{Result, Tx};

#[derive(FromRow)]
struct Row {
    id: Uuid,
    code: String,
    label: String,
    issuer: String,
    client: String,
    publics: String,
    claim: String,
    acr: String,
    saml: Option<String>,
}

/// What a provider that speaks SAML said of itself, as it is stored.
#[derive(Serialize, Deserialize)]
struct Said {
    address: String,
    certificates: Vec<Vec<u8>>,
    signed: Signed,
}

fn written(saml: &Saml) -> Result<String> {
    let said = Said {
        address: saml.address.as_str().to_owned(),
        certificates: saml.certificates.clone(),
        signed: saml.signed,
    };
    Ok(serde_json::to_string(&said)?)
}

fn read(text: &str) -> Option<Saml> {
    let said: Said = serde_json::from_str(text).ok()?;
    let address = ServiceUrl::parse(&said.address).ok()?;
    Some(Saml { address, certificates: said.certificates, signed: said.signed })
}

/// Every provider through which people come in, by code. One that cannot be read any more is none.
pub async fn all(tx: &mut Tx) -> Result<Vec<Provider>> {
    let rows: Vec<Row> = tx
        .all(
            "select id, code, label, issuer, client, publics, claim, acr, saml from provider \
             where ended_at is null order by code",
            (),
        )
        .await?;
    let provider = |row: Row| {
        let saml = match &row.saml {
            Some(text) => Some(read(text)?),
            None => None,
        };
        Some(Provider {
            id: row.id.into(),
            code: row.code,
            label: row.label,
            issuer: row.issuer,
            client: row.client,
            publics: row.publics.split_whitespace().filter_map(Public::from_code).collect(),
            claim: row.claim,
            acr: row.acr.split_whitespace().map(str::to_owned).collect(),
            saml,
        })
    };
    Ok(rows.into_iter().filter_map(provider).collect())
}

/// Adds a provider, with its sealed secret.
pub async fn add(tx: &mut Tx, new: &Provider, secret: &[u8], now: Millis) -> Result<()> {
    let publics: Vec<&str> = new.publics.iter().map(|public| public.code()).collect();
    tx.run(
        "insert into provider (id, code, label, issuer, client, secret, publics, claim, acr, made_at, saml) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        (
            new.id,
            new.code.as_str(),
            new.label.as_str(),
            new.issuer.as_str(),
            new.client.as_str(),
            secret,
            publics.join(" "),
            new.claim.as_str(),
            new.acr.join(" "),
            now,
            new.saml.as_ref().map(written).transpose()?,
        ),
    )
    .await?;
    Ok(())
}

/// A provider that speaks SAML has described itself anew; false when it has ended.
pub async fn renew(tx: &mut Tx, id: ProviderId, saml: &Saml) -> Result<bool> {
    let renewed = tx
        .run(
            "update provider set saml = $2 where id = $1 and ended_at is null and saml is not null",
            (id, written(saml)?),
        )
        .await?;
    Ok(renewed == 1)
}

/// The sealed secret of a provider.
pub async fn secret(tx: &mut Tx, id: ProviderId) -> Result<Option<Vec<u8>>> {
    let row: Option<(Vec<u8>,)> = tx.maybe("select secret from provider where id = $1", (id,)).await?;
    Ok(row.map(|(secret,)| secret))
}

/// Nobody comes in through a provider any more, and its secret is forgotten; false when that was so.
pub async fn end(tx: &mut Tx, id: ProviderId, now: Millis) -> Result<bool> {
    let ended = tx
        .run("update provider set ended_at = $2, secret = $3 where id = $1 and ended_at is null", (id, now, &[][..]))
        .await?;
    Ok(ended == 1)
}
