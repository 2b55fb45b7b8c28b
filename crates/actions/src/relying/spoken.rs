//! SAML as it is spoken, in a program that was built with it (feature `saml`).

use model::service::ServiceUrl;
use store::provider_word::Word;

use super::saml::Expected;

pub(super) use saml::{Said, request::Request as Asked};

/// Providers that speak it are there.
pub(super) const SPOKEN: bool = true;

/// Reads an answer.
pub(super) fn read(form: &str, expected: &Expected<'_>) -> Result<Said, Word> {
    let certificates = &expected.saml.certificates;
    let keys: Vec<saml::Key> = certificates.iter().filter_map(|der| saml::Key::of_certificate(der).ok()).collect();
    let expected = saml::Expected {
        provider: &expected.provider.issuer,
        keys: &keys,
        signed: expected.saml.signed,
        audience: &expected.provider.client,
        recipient: expected.recipient,
        request: expected.request,
        asked: expected.asked,
        now: expected.now,
        anew: expected.anew,
        strengths: &expected.provider.acr,
    };
    saml::response::read(form, &expected).map_err(|doubt| match doubt {
        saml::Doubt::Status => Word::Declined,
        doubt => Word::Refused(doubt.to_string()),
    })
}

/// A question, as it stands in an address.
pub(super) fn ask(asked: &Asked<'_>) -> String {
    asked.parameter()
}

/// How this installation describes itself.
pub(super) fn describe(entity: &str, answer: &str) -> String {
    saml::metadata::ours(entity, answer)
}

/// What a provider says of itself: its name, where people go, the certificates of its keys.
pub(super) fn peer(text: &str) -> Result<(String, ServiceUrl, Vec<Vec<u8>>), String> {
    let peer = saml::metadata::read(text).map_err(|fault| fault.to_string())?;
    let address = ServiceUrl::parse(&peer.address);
    let address = address.map_err(|why| format!("son adresse de connexion ne convient pas : {why}"))?;
    Ok((peer.entity, address, peer.certificates))
}
