//! Tokens that providers sign (RFC 7519, compact form): by one of their published keys, and by an algorithm of this list
//! alone. What is signed by nobody, or by a secret that both sides know, is not read.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use model::limits;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256, RSA_PSS_2048_8192_SHA256,
    RsaParameters, RsaPublicKeyComponents, UnparsedPublicKey, VerificationAlgorithm,
};
use serde::Deserialize;

/// What the header of a token says.
#[derive(Debug, Deserialize)]
pub(super) struct Header {
    alg: String,
    #[serde(default)]
    pub(super) kid: Option<String>,
    #[serde(default)]
    typ: Option<String>,
    #[serde(default)]
    crit: Option<serde_json::Value>,
}

/// What a token must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Who came.
    Identity,
    /// That a session has ended.
    Logout,
}

impl Kind {
    /// Many providers name neither; what names another kind is of that kind.
    fn may_be(self, typ: Option<&str>) -> bool {
        let typ = typ.map(str::to_ascii_lowercase);
        match (self, typ.as_deref()) {
            (_, None | Some("jwt")) => true,
            (Kind::Logout, Some(typ)) => typ == "logout+jwt",
            (Kind::Identity, Some(_)) => false,
        }
    }
}

/// Why a token is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unread {
    /// It has not the shape of one.
    #[error("shape")]
    Shape,
    /// Its algorithm is not one of the list.
    #[error("algorithm")]
    Algorithm,
    /// It is of another kind, or asks for what is not known here.
    #[error("kind")]
    Kind,
    /// No key of the provider's is the one that it names.
    #[error("key")]
    Key,
    /// No such key signed it.
    #[error("signature")]
    Signature,
}

/// A key as providers publish it (RFC 7517).
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Key {
    kty: String,
    #[serde(default)]
    pub(super) kid: Option<String>,
    #[serde(default, rename = "use")]
    purpose: Option<String>,
    #[serde(default)]
    alg: Option<String>,
    #[serde(default)]
    crv: Option<String>,
    #[serde(default)]
    n: Option<String>,
    #[serde(default)]
    e: Option<String>,
    #[serde(default)]
    x: Option<String>,
    #[serde(default)]
    y: Option<String>,
}

enum Algorithm {
    Rsa(&'static RsaParameters),
    Curve(&'static str, &'static dyn VerificationAlgorithm),
}

impl Algorithm {
    /// Those that are accepted. Others exist; none of them is asked for by the providers that are met.
    fn of(name: &str) -> Option<Algorithm> {
        Some(match name {
            "RS256" => Algorithm::Rsa(&RSA_PKCS1_2048_8192_SHA256),
            "PS256" => Algorithm::Rsa(&RSA_PSS_2048_8192_SHA256),
            "ES256" => Algorithm::Curve("P-256", &ECDSA_P256_SHA256_FIXED),
            "ES384" => Algorithm::Curve("P-384", &ECDSA_P384_SHA384_FIXED),
            "EdDSA" => Algorithm::Curve("Ed25519", &ED25519),
            _ => return None,
        })
    }
}

impl Key {
    /// Whether it may have signed by this algorithm: it says the same, and it is a key of that family.
    fn fits(&self, name: &str, algorithm: &Algorithm) -> bool {
        let said = self.purpose.as_deref().is_none_or(|purpose| purpose == "sig")
            && self.alg.as_deref().is_none_or(|alg| alg == name);
        said && match algorithm {
            Algorithm::Rsa(_) => self.kty == "RSA",
            Algorithm::Curve("Ed25519", _) => self.kty == "OKP" && self.crv.as_deref() == Some("Ed25519"),
            Algorithm::Curve(curve, _) => self.kty == "EC" && self.crv.as_deref() == Some(curve),
        }
    }

    fn has_signed(&self, algorithm: &Algorithm, signed: &[u8], signature: &[u8]) -> bool {
        let part = |text: &Option<String>| URL_SAFE_NO_PAD.decode(text.as_deref()?).ok();
        let verified = match algorithm {
            Algorithm::Rsa(parameters) => part(&self.n).zip(part(&self.e)).map(|(n, e)| {
                // Leading zeros are no part of a number.
                let n = &n[n.iter().take_while(|byte| **byte == 0).count()..];
                RsaPublicKeyComponents { n, e: &e }.verify(parameters, signed, signature)
            }),
            Algorithm::Curve("Ed25519", algorithm) => {
                part(&self.x).map(|x| UnparsedPublicKey::new(*algorithm, x).verify(signed, signature))
            }
            Algorithm::Curve(_, algorithm) => part(&self.x).zip(part(&self.y)).map(|(x, y)| {
                let point = [&[4][..], &x, &y].concat();
                UnparsedPublicKey::new(*algorithm, point).verify(signed, signature)
            }),
        };
        verified.is_some_and(|verified| verified.is_ok())
    }
}

/// The header of a token, before anything of it is believed.
pub(super) fn header(token: &str) -> Result<Header, Unread> {
    if token.len() > limits::PROVIDER_TOKEN_BYTES_MAX {
        return Err(Unread::Shape);
    }
    let (header, _) = token.split_once('.').ok_or(Unread::Shape)?;
    let header: Header = decoded(header).and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or(Unread::Shape)?;
    if Algorithm::of(&header.alg).is_none() {
        return Err(Unread::Algorithm);
    }
    Ok(header)
}

/// What a token of this kind says, when one of these keys signed it.
pub(super) fn read<T: serde::de::DeserializeOwned>(keys: &[Key], kind: Kind, token: &str) -> Result<T, Unread> {
    let header = header(token)?;
    let algorithm = Algorithm::of(&header.alg).ok_or(Unread::Algorithm)?;
    if header.crit.is_some() || !kind.may_be(header.typ.as_deref()) {
        return Err(Unread::Kind);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(Unread::Shape)?;
    let (_, claims) = signed.split_once('.').ok_or(Unread::Shape)?;
    let signature = decoded(signature).ok_or(Unread::Shape)?;
    let fitting: Vec<&Key> = keys.iter().filter(|key| key.fits(&header.alg, &algorithm)).collect();
    let key = match &header.kid {
        Some(name) => fitting.into_iter().find(|key| key.kid.as_ref() == Some(name)),
        // Whoever has one key need not name it.
        None => fitting.first().copied().filter(|_| fitting.len() == 1),
    };
    if !key.ok_or(Unread::Key)?.has_signed(&algorithm, signed.as_bytes(), &signature) {
        return Err(Unread::Signature);
    }
    decoded(claims).and_then(|bytes| serde_json::from_slice(&bytes).ok()).ok_or(Unread::Shape)
}

fn decoded(part: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(part).ok()
}

#[cfg(test)]
mod tests;
