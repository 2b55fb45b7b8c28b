//! Answers that other programs have signed: `SimpleSAMLphp` 1.19, as it answers people, and xmlsec1 1.2, with everything in them
//! that a canonical form must get right.
#![allow(clippy::expect_used, reason = "a test that cannot forge or read must fail at once")]

use base64::{Engine as _, engine::general_purpose::STANDARD};
use model::{Millis, provider::Signed};
use saml::{Doubt, Expected, Key, Said, response::read, testing::CERTIFICATE};

const SIMPLESAMLPHP: &[u8] = include_bytes!("signed/simplesamlphp.der");
/// 1 December 2026, 04:10.
const RECORDED: Millis = Millis(1_796_098_200_000);
const FORGED: Millis = Millis(1_711_000_000_000);

fn reads(text: &str, (provider, code): (&str, &str), der: &[u8], signed: Signed, now: Millis) -> Result<Said, Doubt> {
    let keys = [Key::of_certificate(der).expect("a key")];
    let expected = Expected {
        provider,
        keys: &keys,
        signed,
        audience: &format!("https://ent.example/saml/metadata/{code}"),
        recipient: &format!("https://ent.example/sign-in/with/{code}/saml"),
        request: "_q1",
        asked: now - Millis::minutes(1),
        now,
        anew: true,
        strengths: &[],
    };
    read(&STANDARD.encode(text), &expected)
}

#[test]
fn what_simplesamlphp_signs_is_read() {
    let provider = "http://localhost/idp";
    for (text, code, signed) in [
        (include_str!("signed/simplesamlphp-assertion.xml"), "a", Signed::Assertion),
        (include_str!("signed/simplesamlphp-response.xml"), "r", Signed::Response),
        (include_str!("signed/simplesamlphp-both.xml"), "b", Signed::Both),
    ] {
        let said = reads(text, (provider, code), SIMPLESAMLPHP, signed, RECORDED).expect("believed");
        assert_eq!(said.name.as_deref(), Some("ines"));
        assert_eq!(said.values("FrEduCtRefId"), Some(&["ref-ines".to_owned()][..]));
        let children = said.values("FrEduVecteur").expect("children");
        assert_eq!(children, ["2|BÉNALI & Fils <x>|Inès|1|9990001X", "2|BENALI|Adam|2|9990002Y"]);
        let later = RECORDED + Millis::minutes(20);
        assert_eq!(reads(text, (provider, code), SIMPLESAMLPHP, signed, later), Err(Doubt::Time));
        for (from, to) in [("ref-ines", "ref-adam"), (">ines<", ">adam<"), ("9990002Y", "9990001X")] {
            let changed = text.replacen(from, to, 1);
            let doubt = reads(&changed, (provider, code), SIMPLESAMLPHP, signed, RECORDED);
            assert_eq!(doubt, Err(Doubt::Signature), "{from}");
        }
        let other = if signed == Signed::Assertion { Signed::Response } else { Signed::Assertion };
        let unsigned = reads(text, (provider, code), SIMPLESAMLPHP, other, RECORDED);
        assert_eq!(unsigned.is_ok(), signed == Signed::Both, "{code}: {unsigned:?}");
    }
}

#[test]
fn what_xmlsec1_signs_is_read() {
    for (text, der) in [
        (include_str!("signed/xmlsec1-ecdsa.xml"), CERTIFICATE),
        (include_str!("signed/xmlsec1-rsa.xml"), include_bytes!("keys/rsa.der")),
    ] {
        let reads = |text: &str| reads(text, ("https://id.example/idp", "guichet"), der, Signed::Assertion, FORGED);
        let said = reads(text).expect("believed");
        assert_eq!(said.name.as_deref(), Some("s-inès\r&<>\"'"));
        assert_eq!(said.values("a \"b\" \t\n\rc d"), Some(&["é😀".to_owned()][..]));
        for (from, to) in [
            ("xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"", "xmlns:xs=\"urn:other\""),
            ("z=\"3\"", "z=\"4\""),
            ("urn:other", "urn:another"),
            ("<none xmlns=\"\">", "<none>"),
            ("é&#x1F600;", "é"),
            ("</Conditions>\n", "</Conditions>"),
        ] {
            let changed = text.replacen(from, to, 1);
            if changed != text {
                assert_eq!(reads(&changed), Err(Doubt::Signature), "{from}");
            }
        }
        let unused = text.replacen("urn:unused", "urn:used", 1);
        assert_ne!(unused, text);
        assert_eq!(reads(&unused), Ok(said), "what is not used is not signed, and not read");
    }
}
