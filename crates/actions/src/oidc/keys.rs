//! The keys that sign. A key is derived from an identity, which the database keeps, and the installation's secret, which
//! it does not: who has the database alone signs nothing, every node has the same keys, and nothing more is to be backed
//! up than before.

use model::limits;
use p256::ecdsa::SigningKey;
use serde::Serialize;
use store::Tx;
use uuid::Uuid;

use super::jwt;
use crate::{App, Error, Result, record, token};

/// A key that signs.
pub(super) struct Key {
    id: Uuid,
    signing: SigningKey,
}

/// A key as it is published (RFC 7517).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Published {
    kty: &'static str,
    crv: &'static str,
    #[serde(rename = "use")]
    purpose: &'static str,
    alg: &'static str,
    /// Its name in the headers of tokens.
    pub kid: String,
    x: String,
    y: String,
}

impl Key {
    fn of(app: &App, id: Uuid) -> Result<Key> {
        let secret = |n: u8| token::keyed_bytes(app, &format!("oidc/key/{}/{n}", id.simple()));
        Key::from_secret(id, secret).ok_or(Error::NoKey(id))
    }

    /// The first of these secrets that can be one: of 32 bytes, one in four thousand million cannot.
    pub(super) fn from_secret(id: Uuid, secret: impl Fn(u8) -> [u8; 32]) -> Option<Key> {
        let signing = (0..u8::MAX).find_map(|n| SigningKey::from_slice(&secret(n)).ok())?;
        Some(Key { id, signing })
    }

    pub(super) fn kid(&self) -> String {
        self.id.simple().to_string()
    }

    pub(super) fn signing(&self) -> &SigningKey {
        &self.signing
    }

    fn published(&self) -> Published {
        // 0x04, then both coordinates.
        let point = self.signing.verifying_key().to_sec1_bytes();
        let (x, y) = point[1..].split_at(32);
        let (x, y, kid) = (jwt::encode(x), jwt::encode(y), self.kid());
        Published { kty: "EC", crv: "P-256", purpose: "sig", alg: jwt::ALGORITHM, kid, x, y }
    }
}

/// Every key with which a token that still lives may be signed; the newest first.
pub async fn published(app: &App) -> Result<Vec<Published>> {
    let mut tx = app.db.read().await?;
    Ok(known(app, &mut tx).await?.iter().map(Key::published).collect())
}

/// The same, as keys.
pub(super) async fn known(app: &App, tx: &mut Tx) -> Result<Vec<Key>> {
    let ids = store::signing_key::since(tx, app.now() - limits::SIGNING_KEY_KEPT).await?;
    ids.into_iter().map(|id| Key::of(app, id)).collect()
}

/// The key that signs, if one was made.
pub(super) async fn signing(app: &App, tx: &mut Tx) -> Result<Option<Key>> {
    store::signing_key::current(tx).await?.map(|id| Key::of(app, id)).transpose()
}

/// The key that signs, made at the first use.
pub(super) async fn ensure(app: &App, tx: &mut Tx) -> Result<Key> {
    match signing(app, tx).await? {
        Some(key) => Ok(key),
        None => make(app, tx).await,
    }
}

/// Has another key sign from now on. The former is published until what it signed has ended. Gives the name of the new.
pub async fn renew(app: &App) -> Result<String> {
    let mut tx = app.db.begin().await?;
    let key = make(app, &mut tx).await?;
    tx.commit().await?;
    Ok(key.kid())
}

async fn make(app: &App, tx: &mut Tx) -> Result<Key> {
    let key = Key::of(app, app.id())?;
    store::signing_key::make(tx, key.id, app.now()).await?;
    let facts = serde_json::json!({ "kid": key.kid() });
    record::append(app, tx, "console.service_key", None, "service", &facts).await?;
    Ok(key)
}
