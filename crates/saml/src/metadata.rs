//! How a provider describes itself, and how we do (SAML metadata).

use base64::{Engine as _, engine::general_purpose::STANDARD};
use model::limits;
use quick_xml::escape::escape;

use crate::{
    key::{Key, NotKey},
    words::{DSIG, METADATA, PERSISTENT, POST, PROTOCOL, REDIRECT},
    xml::{self, Element, Unread},
};

/// What is used of a provider's description. It is believed as it is given: whoever gives it answers for where it is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer {
    /// Its name for itself.
    pub entity: String,
    /// Where people are sent, with the question in the address.
    pub address: String,
    /// The certificates of its keys (X.509, DER), each of which gives one.
    pub certificates: Vec<Vec<u8>>,
}

/// Why a description cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It cannot be read.
    #[error("ce n’est pas un document XML qui se lit ici ({0})")]
    Unread(#[from] Unread),
    /// It is not that of one provider.
    #[error("ce n’est pas la description d’un seul fournisseur d’identité (EntityDescriptor avec IDPSSODescriptor)")]
    NotOne,
    /// Nobody is sent there by an address.
    #[error("il n’a pas d’adresse de connexion par redirection (SingleSignOnService, HTTP-Redirect)")]
    NoAddress,
    /// It signs with nothing.
    #[error("aucun certificat de signature, ou trop")]
    NoKey,
    /// One of its keys cannot be used.
    #[error("{0}")]
    Key(#[from] NotKey),
    /// It wants questions to be signed, which ours are not.
    #[error("il exige des demandes signées (WantAuthnRequestsSigned), ce que Préau ne fait pas")]
    SignedRequests,
}

/// Reads the description of one provider.
pub fn read(text: &str) -> Result<Peer, Fault> {
    // A mark of the order of bytes is what some editors leave.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let root = xml::read_with_comments(text, limits::PROVIDER_ANSWER_BYTES_MAX)?;
    let entity = root.attribute("entityID").filter(|_| root.is(METADATA, "EntityDescriptor")).ok_or(Fault::NotOne)?;
    let provider = root.only(METADATA, "IDPSSODescriptor").ok_or(Fault::NotOne)?;
    let speaks = provider.attribute("protocolSupportEnumeration").unwrap_or_default();
    let plain = |text: &str| {
        (1..=limits::SAML_ENTITY_BYTES_MAX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
    };
    if !plain(entity) || !speaks.split(' ').any(|word| word == PROTOCOL) {
        return Err(Fault::NotOne);
    }
    if matches!(provider.attribute("WantAuthnRequestsSigned"), Some("true" | "1")) {
        return Err(Fault::SignedRequests);
    }
    let mut addresses = provider.all(METADATA, "SingleSignOnService");
    let address = addresses.find(|one| one.attribute("Binding") == Some(REDIRECT));
    let address = address.and_then(|one| one.attribute("Location")).ok_or(Fault::NoAddress)?;
    let mut certificates = Vec::new();
    for key in provider.all(METADATA, "KeyDescriptor") {
        if key.attribute("use").is_none_or(|purpose| purpose == "signing") {
            certificates.extend(of_key(key)?);
        }
    }
    if certificates.is_empty() || certificates.len() > limits::SAML_KEYS_MAX {
        return Err(Fault::NoKey);
    }
    Ok(Peer { entity: entity.to_owned(), address: address.to_owned(), certificates })
}

fn of_key(key: &Element) -> Result<Vec<Vec<u8>>, Fault> {
    let mut found = Vec::new();
    for data in key.all(DSIG, "KeyInfo").flat_map(|info| info.all(DSIG, "X509Data")) {
        for certificate in data.all(DSIG, "X509Certificate") {
            let text: String = certificate.text().unwrap_or_default().split_ascii_whitespace().collect();
            let der = STANDARD.decode(text).map_err(|_| NotKey::Certificate)?;
            Key::of_certificate(&der)?;
            found.push(der);
        }
    }
    Ok(found)
}

/// Our description, for one provider: our name for ourselves, and where answers are brought. It holds no key: nothing of ours
/// is signed, and what is encrypted for us could be read by nobody.
pub fn ours(entity: &str, answer: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <md:EntityDescriptor xmlns:md=\"{METADATA}\" entityID=\"{}\">\n  \
         <md:SPSSODescriptor AuthnRequestsSigned=\"false\" WantAssertionsSigned=\"true\" protocolSupportEnumeration=\"{PROTOCOL}\">\n    \
         <md:NameIDFormat>{PERSISTENT}</md:NameIDFormat>\n    \
         <md:AssertionConsumerService Binding=\"{POST}\" Location=\"{}\" index=\"0\" isDefault=\"true\"/>\n  \
         </md:SPSSODescriptor>\n</md:EntityDescriptor>\n",
        escape(entity),
        escape(answer),
    )
}
