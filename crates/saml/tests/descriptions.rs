//! How providers describe themselves, and how we do.
#![allow(clippy::expect_used, reason = "a test that cannot forge or read must fail at once")]

use base64::{Engine as _, engine::general_purpose::STANDARD};
use saml::{
    Key, NotKey, Unread,
    metadata::{Fault, ours, read},
    testing::CERTIFICATE,
};

fn description() -> String {
    let certificate = STANDARD.encode(CERTIFICATE);
    let lines: Vec<&str> =
        certificate.as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="https://id.example/idp">
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:1.1:protocol urn:oasis:names:tc:SAML:2.0:protocol">
    <md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>
{}
    </ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:KeyDescriptor use="encryption"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>AAAA</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://id.example/post"/>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="https://id.example/sso"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>"#,
        lines.join("\n")
    )
}

#[test]
fn a_description_gives_a_name_an_address_and_keys() {
    let peer = read(&format!("\u{feff}{}", description())).expect("read");
    assert_eq!((peer.entity.as_str(), peer.address.as_str()), ("https://id.example/idp", "https://id.example/sso"));
    assert_eq!(peer.certificates, [CERTIFICATE]);
    assert!(Key::of_certificate(&peer.certificates[0]).is_ok());
    assert!(read(&description().replace(" use=\"signing\"", "")).is_ok(), "a key of both uses");
    assert!(read(&description().replace("  <md:IDP", "<!-- from them --><md:IDP")).is_ok(), "people write comments");
}

#[test]
fn what_cannot_be_used_is_refused_with_the_reason() {
    let with = |from: &str, to: &str| {
        let changed = description().replace(from, to);
        assert_ne!(changed, description(), "{from}");
        read(&changed).expect_err(from)
    };
    assert_eq!(with("SAML:2.0:protocol", "SAML:3.0:protocol"), Fault::NotOne);
    assert_eq!(with("IDPSSODescriptor", "SPSSODescriptor"), Fault::NotOne);
    assert_eq!(with("https://id.example/idp", ""), Fault::NotOne);
    assert_eq!(
        with("<md:IDPSSODescriptor ", "<md:IDPSSODescriptor WantAuthnRequestsSigned=\"true\" "),
        Fault::SignedRequests
    );
    assert_eq!(with("bindings:HTTP-Redirect", "bindings:SOAP"), Fault::NoAddress);
    assert_eq!(with("use=\"signing\"", "use=\"other\""), Fault::NoKey);
    assert_eq!(with("use=\"encryption\"", "use=\"signing\""), Fault::Key(NotKey::Certificate));
    assert_eq!(with("  <md:IDP", "<?a?><md:IDP"), Fault::Unread(Unread::Content));
    assert_eq!(read("<!DOCTYPE a><a/>"), Err(Fault::Unread(Unread::DocumentType)));
}

#[test]
fn ours_names_us_and_where_answers_are_brought() {
    let text = ours("https://ent.example/saml/metadata/a&b", "https://ent.example/sign-in/with/a/saml");
    assert!(text.contains("entityID=\"https://ent.example/saml/metadata/a&amp;b\""), "{text}");
    assert!(
        text.contains("Location=\"https://ent.example/sign-in/with/a/saml\"") && text.contains("HTTP-POST"),
        "{text}"
    );
    assert!(text.contains("WantAssertionsSigned=\"true\"") && !text.contains("KeyDescriptor"), "{text}");
    assert_eq!(read(&text), Err(Fault::NotOne), "it is no provider's");
}
