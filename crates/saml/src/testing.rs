//! A provider's side, for tests: it writes answers and signs them, also in the ways in which a forger would.
#![allow(clippy::expect_used, clippy::missing_panics_doc, reason = "a test that cannot forge must fail at once")]

use std::io::Read as _;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use model::Millis;
use ring::digest::{SHA256, digest};

use crate::{
    c14n::{How, canonical},
    words::{ASSERTION, DSIG, ENVELOPED, EXCLUSIVE, METADATA, PROTOCOL, REDIRECT},
    xml::{self, Element},
};

/// ECDSA over P-256 with SHA-256.
pub const ECDSA: &str = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
/// RSA (PKCS #1 v1.5) with SHA-256.
pub const RSA: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
/// The certificate of the key whose secret number is 32 bytes of 9, on P-256.
pub const CERTIFICATE: &[u8] = include_bytes!("../tests/keys/p256.der");
/// That of 32 bytes of 10.
pub const OTHER_CERTIFICATE: &[u8] = include_bytes!("../tests/keys/p256-other.der");

/// A question, as a provider reads it in an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Its name.
    pub id: String,
    /// Who asks.
    pub issuer: String,
    /// Where the answer is brought.
    pub answer: String,
    /// Whoever is signed in proves anew who they are.
    pub anew: bool,
}

/// Reads the parameter `SAMLRequest` of an address.
pub fn asked(parameter: &str) -> Asked {
    let packed = STANDARD.decode(parameter).expect("base 64");
    let mut text = String::new();
    flate2::read::DeflateDecoder::new(&packed[..]).read_to_string(&mut text).expect("unpacked");
    let root = xml::read(&text, usize::MAX).expect("a document");
    let value = |name: &str| root.attribute(name).unwrap_or_default().to_owned();
    let issuer = root.only(ASSERTION, "Issuer").and_then(Element::text).expect("who asks").to_owned();
    let (id, answer, anew) = (value("ID"), value("AssertionConsumerServiceURL"), value("ForceAuthn") == "true");
    Asked { id, issuer, answer, anew }
}

/// How a provider with a key describes itself.
pub fn description(entity: &str, address: &str, certificate: &[u8]) -> String {
    format!(
        "<md:EntityDescriptor xmlns:md=\"{METADATA}\" entityID=\"{entity}\"><md:IDPSSODescriptor \
         protocolSupportEnumeration=\"{PROTOCOL}\"><md:KeyDescriptor><ds:KeyInfo xmlns:ds=\"{DSIG}\"><ds:X509Data>\
         <ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService \
         Binding=\"{REDIRECT}\" Location=\"{address}\"/></md:IDPSSODescriptor></md:EntityDescriptor>",
        STANDARD.encode(certificate)
    )
}

/// What is answered, and to what.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Who answers.
    pub provider: String,
    /// Whom it is meant for.
    pub audience: String,
    /// Where it is brought.
    pub recipient: String,
    /// The question.
    pub request: String,
    /// When it is said.
    pub now: Millis,
    /// The subject, as a persistent name.
    pub subject: String,
    /// What makes this assertion and its answer others than the next.
    pub number: String,
    /// Attributes, a value each.
    pub attributes: Vec<(String, String)>,
}

fn moment(at: Millis) -> String {
    jiff::Timestamp::from_millisecond(at.0).expect("a moment").strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

impl Answer {
    /// The name of the answer.
    pub fn id(&self) -> String {
        format!("_r{}", self.number)
    }

    /// The name of its assertion.
    pub fn assertion_id(&self) -> String {
        format!("_a{}", self.number)
    }

    /// The assertion, without a signature.
    pub fn assertion(&self) -> String {
        let Answer { provider, audience, recipient, request, subject, .. } = self;
        let (id, now) = (self.assertion_id(), moment(self.now));
        let (early, late) = (moment(self.now - Millis::seconds(30)), moment(self.now + Millis::minutes(5)));
        let attribute = |(name, value): &(String, String)| {
            format!(
                "<saml:Attribute Name=\"{name}\"><saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>"
            )
        };
        let attributes: String = self.attributes.iter().map(attribute).collect();
        format!(
            "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"{id}\" Version=\"2.0\" \
             IssueInstant=\"{now}\"><saml:Issuer>{provider}</saml:Issuer><saml:Subject><saml:NameID \
             Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\">{subject}</saml:NameID>\
             <saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\"><saml:SubjectConfirmationData \
             NotOnOrAfter=\"{late}\" Recipient=\"{recipient}\" InResponseTo=\"{request}\"/></saml:SubjectConfirmation>\
             </saml:Subject><saml:Conditions NotBefore=\"{early}\" NotOnOrAfter=\"{late}\"><saml:AudienceRestriction>\
             <saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement \
             AuthnInstant=\"{now}\" SessionIndex=\"_s{subject}\"><saml:AuthnContext><saml:AuthnContextClassRef>\
             urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport</saml:AuthnContextClassRef>\
             </saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>{attributes}</saml:AttributeStatement>\
             </saml:Assertion>"
        )
    }

    /// The whole answer, with what it holds.
    pub fn response(&self, holds: &str) -> String {
        let Answer { provider, recipient, request, .. } = self;
        let (id, now) = (self.id(), moment(self.now));
        format!(
            "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" ID=\"{id}\" Version=\"2.0\" \
             IssueInstant=\"{now}\" Destination=\"{recipient}\" InResponseTo=\"{request}\"><saml:Issuer \
             xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\">{provider}</saml:Issuer><samlp:Status>\
             <samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:Success\"/></samlp:Status>{holds}</samlp:Response>"
        )
    }
}

/// How something is signed.
pub struct Hand<'a> {
    /// The name of the algorithm.
    pub algorithm: &'a str,
    /// Signs bytes.
    pub signs: &'a dyn Fn(&[u8]) -> Vec<u8>,
    /// Prefixes that are written whether they are used or not.
    pub prefixes: &'a str,
}

/// A document whose element of this identity is signed, its signature right after its issuer.
pub fn sign(text: &str, id: &str, hand: &Hand<'_>) -> String {
    let root = xml::read(text, usize::MAX).expect("a document");
    let words: Vec<&str> = hand.prefixes.split_whitespace().collect();
    let how = How { without: None, inclusive: &words };
    let bytes = canonical(&path(&root, &|one| one.attribute("ID") == Some(id)).expect("such an element"), how);
    let digest = STANDARD.encode(digest(&SHA256, bytes.as_bytes()));
    let form = match hand.prefixes {
        "" => format!("<ds:Transform Algorithm=\"{EXCLUSIVE}\"></ds:Transform>"),
        prefixes => format!(
            "<ds:Transform Algorithm=\"{EXCLUSIVE}\"><ec:InclusiveNamespaces xmlns:ec=\"{EXCLUSIVE}\" \
             PrefixList=\"{prefixes}\"></ec:InclusiveNamespaces></ds:Transform>"
        ),
    };
    let signature = format!(
        "<ds:Signature xmlns:ds=\"{DSIG}\"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm=\"{EXCLUSIVE}\"/>\
         <ds:SignatureMethod Algorithm=\"{}\"/><ds:Reference URI=\"#{id}\"><ds:Transforms><ds:Transform \
         Algorithm=\"{ENVELOPED}\"/>{form}</ds:Transforms><ds:DigestMethod \
         Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>{digest}</ds:DigestValue></ds:Reference>\
         </ds:SignedInfo><ds:SignatureValue>VALUE</ds:SignatureValue></ds:Signature>",
        hand.algorithm
    );
    let begins = text.find(&format!("ID=\"{id}\"")).expect("its identity");
    let issuer = "</saml:Issuer>";
    let place = begins + text[begins..].find(issuer).expect("an issuer") + issuer.len();
    let signed = format!("{}{signature}{}", &text[..place], &text[place..]);
    let root = xml::read(&signed, usize::MAX).expect("a document");
    let of_this = |one: &Element| {
        let value = one.only(DSIG, "SignatureValue").and_then(Element::text);
        one.is(DSIG, "Signature") && value == Some("VALUE")
    };
    let mut info = path(&root, &of_this).expect("the signature");
    info.push(info.last().and_then(|one| one.only(DSIG, "SignedInfo")).expect("what is signed"));
    let value = STANDARD.encode((hand.signs)(canonical(&info, How::default()).as_bytes()));
    signed.replacen(">VALUE<", &format!(">{value}<"), 1)
}

/// The way from the root to the first element that is the one.
fn path<'a>(from: &'a Element, is: &dyn Fn(&Element) -> bool) -> Option<Vec<&'a Element>> {
    if is(from) {
        return Some(vec![from]);
    }
    from.elements().find_map(|one| {
        let mut rest = path(one, is)?;
        rest.insert(0, from);
        Some(rest)
    })
}

/// As a browser brings it.
pub fn form(text: &str) -> String {
    STANDARD.encode(text)
}
