//! Keys by which a provider signs, from the certificates of its description. A certificate is a way to write a key down:
//! who made it and until when it says that it holds are not asked (SAML metadata interoperability profile, 2.6.1). It is
//! believed because the operator gave it.

use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384,
    RSA_PKCS1_2048_8192_SHA512, UnparsedPublicKey, VerificationAlgorithm,
};
use x509_cert::{
    Certificate,
    der::{Decode as _, asn1::ObjectIdentifier},
};

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const CURVE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const P256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.3.1.7");
const P384: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.132.0.34");
/// Bytes of the number of an RSA key below which nothing is believed: 2,048 bits.
const RSA_BYTES_MIN: usize = 256;

/// What kind of key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Rsa,
    P256,
    P384,
}

/// A key of a provider's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    family: Family,
    /// As `ring` takes it: an `RSAPublicKey` of PKCS #1, or an uncompressed point.
    bytes: Vec<u8>,
}

/// Why a certificate gives no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotKey {
    /// It is no certificate.
    #[error("un certificat ne peut pas être lu")]
    Certificate,
    /// Its key is of another kind.
    #[error("une clé n’est ni RSA, ni P-256, ni P-384")]
    Kind,
    /// Its key is too weak.
    #[error("une clé RSA a moins de 2 048 bits")]
    Short,
}

/// How something is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Rsa256,
    Rsa384,
    Rsa512,
    P256,
    P384,
}

impl Algorithm {
    /// Those that are accepted (RFC 6931). None of them rests on SHA-1, and none on a secret.
    pub(crate) fn of(name: &str) -> Option<Algorithm> {
        Some(match name {
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256" => Algorithm::Rsa256,
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384" => Algorithm::Rsa384,
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512" => Algorithm::Rsa512,
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256" => Algorithm::P256,
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384" => Algorithm::P384,
            _ => return None,
        })
    }

    fn parts(self) -> (Family, &'static dyn VerificationAlgorithm) {
        match self {
            Algorithm::Rsa256 => (Family::Rsa, &RSA_PKCS1_2048_8192_SHA256),
            Algorithm::Rsa384 => (Family::Rsa, &RSA_PKCS1_2048_8192_SHA384),
            Algorithm::Rsa512 => (Family::Rsa, &RSA_PKCS1_2048_8192_SHA512),
            Algorithm::P256 => (Family::P256, &ECDSA_P256_SHA256_FIXED),
            Algorithm::P384 => (Family::P384, &ECDSA_P384_SHA384_FIXED),
        }
    }
}

impl Key {
    /// The key of a certificate (X.509, DER).
    pub fn of_certificate(der: &[u8]) -> Result<Key, NotKey> {
        let certificate = Certificate::from_der(der).map_err(|_| NotKey::Certificate)?;
        let info = certificate.tbs_certificate().subject_public_key_info();
        let curve = || info.algorithm.parameters.as_ref().and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
        let family = match info.algorithm.oid {
            RSA => Family::Rsa,
            CURVE => match curve() {
                Some(P256) => Family::P256,
                Some(P384) => Family::P384,
                _ => return Err(NotKey::Kind),
            },
            _ => return Err(NotKey::Kind),
        };
        let bytes = info.subject_public_key.as_bytes().ok_or(NotKey::Certificate)?;
        if family == Family::Rsa && bytes.len() < RSA_BYTES_MIN {
            return Err(NotKey::Short);
        }
        Ok(Key { family, bytes: bytes.to_vec() })
    }

    /// Whether it has signed this, in this way.
    pub(crate) fn has_signed(&self, algorithm: Algorithm, signed: &[u8], signature: &[u8]) -> bool {
        let (family, algorithm) = algorithm.parts();
        family == self.family && UnparsedPublicKey::new(algorithm, &self.bytes).verify(signed, signature).is_ok()
    }
}
