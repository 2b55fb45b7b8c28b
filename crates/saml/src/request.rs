//! What a provider is asked: that it says who somebody is (SAML core, 3.4), in an address (SAML bindings, 3.4).

use std::io::Write as _;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use flate2::{Compression, write::DeflateEncoder};
use model::Millis;
use quick_xml::escape::escape;

use crate::words::{ASSERTION, POST, PROTOCOL};

/// A question.
#[derive(Debug)]
pub struct Request<'a> {
    /// Its name: a letter or `_`, then letters, digits and `-`.
    pub id: &'a str,
    /// When it is asked.
    pub at: Millis,
    /// Where: the provider's address.
    pub destination: &'a str,
    /// Who asks: our `entityID`.
    pub issuer: &'a str,
    /// Where the answer is brought.
    pub answer: &'a str,
    /// Whoever is signed in there must prove anew who they are.
    pub anew: bool,
    /// How strong the sign-in must be: one of these. Empty: as the provider likes.
    pub strengths: &'a [String],
}

impl Request<'_> {
    /// The document.
    pub fn xml(&self) -> String {
        let at = jiff::Timestamp::from_millisecond(self.at.0).unwrap_or_default();
        let at = at.strftime("%Y-%m-%dT%H:%M:%SZ");
        let anew = if self.anew { " ForceAuthn=\"true\"" } else { "" };
        let mut xml = format!(
            "<samlp:AuthnRequest xmlns:samlp=\"{PROTOCOL}\" xmlns:saml=\"{ASSERTION}\" ID=\"{}\" Version=\"2.0\" \
             IssueInstant=\"{at}\" Destination=\"{}\" AssertionConsumerServiceURL=\"{}\" ProtocolBinding=\"{POST}\"{anew}>\
             <saml:Issuer>{}</saml:Issuer>",
            escape(self.id),
            escape(self.destination),
            escape(self.answer),
            escape(self.issuer),
        );
        if !self.strengths.is_empty() {
            xml.push_str("<samlp:RequestedAuthnContext Comparison=\"exact\">");
            for strength in self.strengths {
                xml.push_str("<saml:AuthnContextClassRef>");
                xml.push_str(&escape(strength));
                xml.push_str("</saml:AuthnContextClassRef>");
            }
            xml.push_str("</samlp:RequestedAuthnContext>");
        }
        xml.push_str("</samlp:AuthnRequest>");
        xml
    }

    /// As the parameter `SAMLRequest` of an address.
    pub fn parameter(&self) -> String {
        let mut packed = DeflateEncoder::new(Vec::new(), Compression::default());
        // Nothing that is written to memory fails.
        let written = packed.write_all(self.xml().as_bytes()).and_then(|()| packed.finish());
        STANDARD.encode(written.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn a_question_is_one_document_in_an_address() {
        let strengths = ["urn:a&b".to_owned()];
        let request = Request {
            id: "_1",
            at: Millis(1_711_000_000_000),
            destination: "https://id.example/sso?a=1&b=2",
            issuer: "https://ent.example/saml/metadata/x",
            answer: "https://ent.example/sign-in/with/x/saml",
            anew: true,
            strengths: &strengths,
        };
        let packed = STANDARD.decode(request.parameter()).expect("base 64");
        let mut text = String::new();
        flate2::read::DeflateDecoder::new(&packed[..]).read_to_string(&mut text).expect("unpacked");
        assert_eq!(text, request.xml());
        let root = crate::xml::read(&text, 10_000).expect("a document");
        assert!(root.is(PROTOCOL, "AuthnRequest"));
        assert_eq!(root.attribute("Destination"), Some(request.destination));
        assert_eq!(root.attribute("IssueInstant"), Some("2024-03-21T05:46:40Z"));
        assert_eq!(root.attribute("ForceAuthn"), Some("true"));
        assert_eq!(root.only(ASSERTION, "Issuer").and_then(|one| one.text()), Some(request.issuer));
        assert!(text.contains("<saml:AuthnContextClassRef>urn:a&amp;b</saml:AuthnContextClassRef>"));
    }
}
