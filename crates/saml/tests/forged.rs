//! Answers of a provider, honest and forged. Each test is a way in which somebody has been let in somewhere as somebody else.
#![allow(clippy::expect_used, reason = "a test that cannot forge or read must fail at once")]

use base64::{Engine as _, engine::general_purpose::STANDARD};
use model::{Millis, limits, provider::Signed};
use p256::ecdsa::{Signature, SigningKey, signature::Signer as _};
use proptest::prelude::*;
use saml::{
    Doubt, Expected, Key, Said, Unread,
    response::read,
    testing::{Answer, CERTIFICATE, ECDSA, Hand, OTHER_CERTIFICATE, RSA, form, sign},
};

const NOW: Millis = Millis(1_711_000_000_000);
const PROVIDER: &str = "https://id.example/idp";
const OURS: &str = "https://ent.example/saml/metadata/guichet";
const HERE: &str = "https://ent.example/sign-in/with/guichet/saml";

fn answer() -> Answer {
    Answer {
        provider: PROVIDER.to_owned(),
        audience: OURS.to_owned(),
        recipient: HERE.to_owned(),
        request: "_q1".to_owned(),
        now: NOW,
        subject: "s-ines".to_owned(),
        number: "1".to_owned(),
        attributes: vec![
            ("FrEduCtRefId".to_owned(), "ref-1".to_owned()),
            ("FrEduVecteur".to_owned(), "2|A|B|1|9990001X".to_owned()),
            ("FrEduVecteur".to_owned(), "2|A|C|2|9990002Y".to_owned()),
        ],
    }
}

fn ecdsa(secret: u8) -> impl Fn(&[u8]) -> Vec<u8> {
    let key = SigningKey::from_slice(&[secret; 32]).expect("a key");
    move |bytes| {
        let signature: Signature = key.sign(bytes);
        signature.to_bytes().to_vec()
    }
}

fn signed(text: &str, id: &str) -> String {
    sign(text, id, &Hand { algorithm: ECDSA, signs: &ecdsa(9), prefixes: "" })
}

/// An honest answer, of which the assertion is signed.
fn honest() -> String {
    signed(&answer().response(&answer().assertion()), "_a1")
}

/// One that is signed as a whole.
fn honest_whole() -> String {
    signed(&answer().response(&answer().assertion()), "_r1")
}

/// Changes what is said before it is signed, as a provider that errs would.
fn said_otherwise(from: &str, to: &str) -> String {
    let text = answer().response(&answer().assertion());
    let changed = text.replacen(from, to, 1);
    assert_ne!(text, changed, "{from}");
    signed(&changed, "_a1")
}

/// What an answer must fit that is honest.
fn expected(keys: &[Key]) -> Expected<'_> {
    Expected {
        provider: PROVIDER,
        keys,
        signed: Signed::Assertion,
        audience: OURS,
        recipient: HERE,
        request: "_q1",
        asked: NOW - Millis::minutes(1),
        now: NOW,
        anew: false,
        strengths: &[],
    }
}

fn reads_as(text: &str, change: impl Fn(&mut Expected<'_>)) -> Result<Said, Doubt> {
    let keys = [Key::of_certificate(CERTIFICATE).expect("a key")];
    let mut expected = expected(&keys);
    change(&mut expected);
    read(&form(text), &expected)
}

fn reads(text: &str) -> Result<Said, Doubt> {
    reads_as(text, |_| {})
}

fn by(signed: Signed) -> impl Fn(&mut Expected<'_>) {
    move |expected| expected.signed = signed
}

/// The signature of a document that has one.
fn signature(text: &str) -> &str {
    let begins = text.find("<ds:Signature ").expect("a signature");
    let end = "</ds:Signature>";
    &text[begins..text.find(end).expect("its end") + end.len()]
}

/// A forger's copy: another subject, without a signature, under another identity.
fn evil(assertion: &str) -> String {
    let is_signed = assertion.contains("<ds:Signature ");
    let plain = if is_signed { assertion.replace(signature(assertion), "") } else { assertion.to_owned() };
    plain.replace("s-ines", "s-roche").replace("ref-1", "ref-9").replace("ID=\"_a1\"", "ID=\"_evil\"")
}

fn assertion_of(text: &str) -> &str {
    let end = "</saml:Assertion>";
    &text[text.find("<saml:Assertion ").expect("one")..text.rfind(end).expect("its end") + end.len()]
}

#[test]
fn an_honest_answer_says_who_came() {
    let said = reads(&honest()).expect("believed");
    assert_eq!((said.assertion.as_str(), said.name.as_deref()), ("_a1", Some("s-ines")));
    assert_eq!(said.session.as_deref(), Some("_ss-ines"));
    assert_eq!(said.values("FrEduCtRefId"), Some(&["ref-1".to_owned()][..]));
    assert_eq!(said.values("FrEduVecteur").map(<[String]>::len), Some(2), "several children");
    assert_eq!(said.values("mail"), None);
    assert_eq!(reads_as(&honest_whole(), by(Signed::Response)), Ok(said.clone()));
    let both = signed(&honest(), "_r1");
    for what in [Signed::Assertion, Signed::Response, Signed::Both] {
        assert_eq!(reads_as(&both, by(what)), Ok(said.clone()), "{what}");
    }
}

#[test]
fn prefixes_that_are_asked_for_are_signed_too() {
    let text = answer().response(&answer().assertion()).replacen(
        "<samlp:Response ",
        "<samlp:Response xmlns:xs=\"urn:xs\" ",
        1,
    );
    let text = sign(&text, "_a1", &Hand { algorithm: ECDSA, signs: &ecdsa(9), prefixes: "xs" });
    assert!(reads(&text).is_ok());
    assert_eq!(reads(&text.replacen("urn:xs", "urn:xy", 1)), Err(Doubt::Signature));
}

#[test]
fn what_must_be_signed_is() {
    let (plain, assertion, whole) = (answer().response(&answer().assertion()), honest(), honest_whole());
    for what in [Signed::Assertion, Signed::Response, Signed::Both] {
        assert_eq!(reads_as(&plain, by(what)), Err(Doubt::Unsigned), "{what}");
    }
    assert_eq!(reads_as(&whole, by(Signed::Assertion)), Err(Doubt::Unsigned), "an assertion in a signed answer");
    assert_eq!(reads_as(&assertion, by(Signed::Response)), Err(Doubt::Unsigned), "and the reverse");
    for one in [&assertion, &whole] {
        assert_eq!(reads_as(one, by(Signed::Both)), Err(Doubt::Unsigned));
    }
}

#[test]
fn a_signature_that_is_there_holds_even_where_none_is_asked_for() {
    let both = signed(&honest(), "_r1");
    assert_eq!(reads(&both.replacen("IssueInstant=\"2024", "IssueInstant=\"2023", 1)), Err(Doubt::Signature));
}

#[test]
fn another_key_or_another_content_is_a_wrong_signature() {
    assert_eq!(reads(&honest().replace("s-ines", "s-roche")), Err(Doubt::Signature));
    assert_eq!(reads(&honest().replace("ref-1", "ref-2")), Err(Doubt::Signature));
    let text = answer().response(&answer().assertion());
    let other = sign(&text, "_a1", &Hand { algorithm: ECDSA, signs: &ecdsa(10), prefixes: "" });
    assert_eq!(reads(&other), Err(Doubt::Signature));
    let with_its_key = other.replacen(
        "</ds:SignatureValue>",
        &format!(
            "</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>",
            STANDARD.encode(OTHER_CERTIFICATE)
        ),
        1,
    );
    assert_eq!(reads(&with_its_key), Err(Doubt::Signature), "a key that comes with it is nobody's");
    let keys = [CERTIFICATE, OTHER_CERTIFICATE].map(|der| Key::of_certificate(der).expect("a key"));
    let anew = |keys| Expected { asked: NOW, anew: true, ..expected(keys) };
    assert!(read(&form(&with_its_key), &anew(&keys)).is_ok(), "one of two keys, while they are changed");
    assert_eq!(read(&form(&honest()), &anew(&[])), Err(Doubt::Signature));
}

#[test]
fn algorithms_that_are_broken_or_that_everybody_can_use_are_not_accepted() {
    let sha1 = "http://www.w3.org/2000/09/xmldsig#sha1";
    for algorithm in [
        "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
        "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
        "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
        "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1",
        "",
    ] {
        let text = answer().response(&answer().assertion());
        let signed = sign(&text, "_a1", &Hand { algorithm, signs: &ecdsa(9), prefixes: "" });
        assert_eq!(reads(&signed), Err(Doubt::Algorithm), "{algorithm}");
    }
    let digest = honest().replace("http://www.w3.org/2001/04/xmlenc#sha256", sha1);
    assert_eq!(reads(&digest), Err(Doubt::Algorithm));
    // A key is used for its own kind alone.
    let rsa = honest().replace(ECDSA, RSA);
    assert_eq!(reads(&rsa), Err(Doubt::Signature));
    let inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    let other_form = honest().replace("http://www.w3.org/2001/10/xml-exc-c14n#", inclusive);
    assert_eq!(reads(&other_form), Err(Doubt::Algorithm));
    let by_program = honest().replace(
        "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\">",
        "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\">",
    );
    assert_eq!(reads(&by_program), Err(Doubt::Algorithm));
}

#[test]
fn keys_that_are_weak_or_of_another_kind_are_no_keys() {
    let of = |der: &[u8]| Key::of_certificate(der).map(|_| ());
    assert_eq!(of(include_bytes!("keys/rsa-1024.der")), Err(saml::NotKey::Short));
    assert_eq!(of(include_bytes!("keys/ed25519.der")), Err(saml::NotKey::Kind));
    assert_eq!(of(b"nonsense"), Err(saml::NotKey::Certificate));
    assert_eq!(of(&CERTIFICATE[..300]), Err(saml::NotKey::Certificate));
    assert_eq!(of(include_bytes!("keys/rsa.der")), Ok(()));
}

#[test]
fn an_answer_of_an_rsa_key_is_believed() {
    let pair = ring::signature::RsaKeyPair::from_pkcs8(include_bytes!("keys/rsa.pk8")).expect("a key");
    let signs = |bytes: &[u8]| {
        let mut signature = vec![0; pair.public().modulus_len()];
        let random = ring::rand::SystemRandom::new();
        pair.sign(&ring::signature::RSA_PKCS1_SHA256, &random, bytes, &mut signature).expect("signed");
        signature
    };
    let text =
        sign(&answer().response(&answer().assertion()), "_a1", &Hand { algorithm: RSA, signs: &signs, prefixes: "" });
    let keys = [Key::of_certificate(include_bytes!("keys/rsa.der")).expect("a key")];
    let expected = expected(&keys);
    assert_eq!(read(&form(&text), &expected).expect("believed").name.as_deref(), Some("s-ines"));
    assert_eq!(reads(&text), Err(Doubt::Signature));
}

// The eight ways to wrap a signature of Somorovsky and others ("On Breaking SAML: Be Whoever You Want to Be", 2012), as they
// are numbered by those who test for them.
#[test]
fn signature_wrapping_1_a_forged_answer_around_the_signed_one_in_its_signature() {
    let whole = honest_whole();
    let signature = signature(&whole);
    let outer = whole.replace(signature, "").replace("s-ines", "s-roche").replace("ID=\"_r1\"", "ID=\"_evil\"");
    let wrapping = signature.replace("</ds:Signature>", &format!("{}</ds:Signature>", whole.replace(signature, "")));
    let text = outer.replacen("</saml:Issuer>", &format!("</saml:Issuer>{wrapping}"), 1);
    assert_eq!(reads_as(&text, by(Signed::Response)), Err(Doubt::Shape));
}

#[test]
fn signature_wrapping_2_a_forged_answer_with_the_signed_one_beside_its_signature() {
    let whole = honest_whole();
    let signature = signature(&whole);
    let outer = whole.replace(signature, "").replace("s-ines", "s-roche").replace("ID=\"_r1\"", "ID=\"_evil\"");
    let beside = format!("</saml:Issuer>{}{signature}", whole.replace(signature, ""));
    assert_eq!(reads_as(&outer.replacen("</saml:Issuer>", &beside, 1), by(Signed::Response)), Err(Doubt::Shape));
    let detached = outer.replacen("</saml:Issuer>", &format!("</saml:Issuer>{signature}"), 1);
    assert_eq!(reads_as(&detached, by(Signed::Response)), Err(Doubt::Reference));
}

#[test]
fn signature_wrapping_3_a_forged_assertion_before_the_signed_one() {
    let text = honest();
    let forged = evil(assertion_of(&text));
    for text in [
        text.replacen("<saml:Assertion ", &format!("{forged}<saml:Assertion "), 1),
        text.replacen("</samlp:Response>", &format!("{forged}</samlp:Response>"), 1),
    ] {
        assert_eq!(reads(&text), Err(Doubt::Shape));
    }
}

#[test]
fn signature_wrapping_4_a_forged_assertion_around_the_signed_one() {
    let text = honest();
    let assertion = assertion_of(&text);
    let around = evil(assertion).replace("</saml:Assertion>", &format!("{assertion}</saml:Assertion>"));
    assert_eq!(reads(&text.replace(assertion, &around)), Err(Doubt::Shape));
}

#[test]
fn signature_wrapping_5_the_signature_in_a_forged_assertion_and_the_signed_one_at_the_end() {
    let text = honest();
    let (assertion, signature) = (assertion_of(&text), signature(&text));
    let plain = assertion.replace(signature, "");
    let forged = evil(assertion).replacen("</saml:Issuer>", &format!("</saml:Issuer>{signature}"), 1);
    assert_eq!(reads(&text.replace(assertion, &format!("{forged}{plain}"))), Err(Doubt::Shape));
    assert_eq!(reads(&text.replace(assertion, &forged)), Err(Doubt::Reference), "without the signed one either");
    let same = forged.replace("ID=\"_evil\"", "ID=\"_a1\"");
    assert_eq!(reads(&text.replace(assertion, &same)), Err(Doubt::Signature), "under its identity either");
}

#[test]
fn signature_wrapping_6_the_signed_assertion_within_the_signature_of_a_forged_one() {
    let text = honest();
    let (assertion, signature) = (assertion_of(&text), signature(&text));
    let plain = assertion.replace(signature, "");
    let holding = signature.replace("</ds:Signature>", &format!("{plain}</ds:Signature>"));
    let forged = evil(assertion).replacen("</saml:Issuer>", &format!("</saml:Issuer>{holding}"), 1);
    assert_eq!(reads(&text.replace(assertion, &forged)), Err(Doubt::Shape));
}

#[test]
fn signature_wrapping_7_a_forged_assertion_in_an_extension() {
    let text = honest();
    let forged = evil(assertion_of(&text));
    let extended = format!("<samlp:Extensions>{forged}</samlp:Extensions><samlp:Status>");
    assert_eq!(reads(&text.replacen("<samlp:Status>", &extended, 1)), Err(Doubt::Shape));
}

#[test]
fn signature_wrapping_8_the_signed_assertion_in_an_object_of_the_signature() {
    let text = honest();
    let (assertion, signature) = (assertion_of(&text), signature(&text));
    let plain = assertion.replace(signature, "");
    let holding = signature.replace("</ds:Signature>", &format!("<ds:Object>{plain}</ds:Object></ds:Signature>"));
    let forged = evil(assertion).replacen("</saml:Issuer>", &format!("</saml:Issuer>{holding}"), 1);
    assert_eq!(reads(&text.replace(assertion, &forged)), Err(Doubt::Shape));
    let empty = signature.replace("</ds:Signature>", "<ds:Object/></ds:Signature>");
    assert_eq!(reads(&text.replace(signature, &empty)), Err(Doubt::Shape), "nor any object");
}

#[test]
fn an_identity_is_there_once() {
    let text = honest().replacen("<samlp:Status>", "<samlp:Status ID=\"_a1\">", 1);
    assert_eq!(reads(&text), Err(Doubt::Shape));
    let text = honest().replacen("<samlp:Status>", "<samlp:Status Id=\"_a1\">", 1);
    assert_eq!(reads(&text), Err(Doubt::Shape), "however another verifier calls it");
}

#[test]
fn a_comment_in_a_name_cuts_nothing_off() {
    let text = honest().replace("s-ines</saml:NameID>", "s-roche<!-- -->.evil</saml:NameID>");
    assert_eq!(reads(&text), Err(Doubt::Unread(Unread::Content)));
    // A provider that lets somebody choose such a name and signs it is not read either.
    let name = "s-roche<!-- -->.evil";
    let text = answer().response(&answer().assertion());
    let placed = signed(&text.replace("s-ines</saml:NameID>", "PLACE</saml:NameID>"), "_a1").replace("PLACE", name);
    assert_eq!(reads(&placed), Err(Doubt::Unread(Unread::Content)));
}

#[test]
fn a_document_type_is_not_read() {
    let text = format!("<!DOCTYPE r [<!ENTITY who \"s-roche\">]>{}", honest().replace("s-ines", "&who;"));
    assert_eq!(reads(&text), Err(Doubt::Unread(Unread::DocumentType)));
    let text = format!("<!DOCTYPE r SYSTEM \"http://127.0.0.1:9/r.dtd\">{}", honest());
    assert_eq!(reads(&text), Err(Doubt::Unread(Unread::DocumentType)));
}

#[test]
fn what_is_too_large_is_refused_before_it_is_read() {
    // It is no XML at all: were it read, that would be the answer.
    let large = "<".repeat(limits::SAML_RESPONSE_BYTES_MAX + 1);
    assert_eq!(reads(&large), Err(Doubt::Unread(Unread::Size)));
    let keys = [];
    let expected = expected(&keys);
    let not_even_decoded = "!".repeat(limits::SAML_RESPONSE_BYTES_MAX * 2);
    assert_eq!(read(&not_even_decoded, &expected), Err(Doubt::Unread(Unread::Size)));
    assert_eq!(read("!", &expected), Err(Doubt::Unread(Unread::Xml)));
}

#[test]
fn nothing_encrypted_and_nothing_but_one_assertion_is_read() {
    let text = honest();
    let assertion = assertion_of(&text);
    let encrypted = "<saml:EncryptedAssertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>";
    assert_eq!(reads(&text.replace(assertion, encrypted)), Err(Doubt::Encrypted));
    assert_eq!(reads(&text.replace(assertion, "")), Err(Doubt::Shape));
    assert_eq!(reads(&text.replace(assertion, &assertion.repeat(2))), Err(Doubt::Shape));
    assert_eq!(reads(assertion), Err(Doubt::Shape), "an assertion alone");
    let elsewhere = text.replace("urn:oasis:names:tc:SAML:2.0:protocol", "urn:oasis:names:tc:SAML:1.0:protocol");
    assert_eq!(reads(&elsewhere), Err(Doubt::Shape));
}

#[test]
fn it_is_for_us_here_and_of_the_provider_that_was_asked() {
    assert_eq!(
        reads(&said_otherwise(&format!("<saml:Audience>{OURS}"), "<saml:Audience>https://autre.example")),
        Err(Doubt::Audience)
    );
    let none = said_otherwise(
        &format!("<saml:AudienceRestriction><saml:Audience>{OURS}</saml:Audience></saml:AudienceRestriction>"),
        "",
    );
    assert_eq!(reads(&none), Err(Doubt::Audience));
    // Every restriction must name us, not one of them.
    let two = said_otherwise(
        "</saml:Conditions>",
        "<saml:AudienceRestriction><saml:Audience>urn:x</saml:Audience></saml:AudienceRestriction></saml:Conditions>",
    );
    assert_eq!(reads(&two), Err(Doubt::Audience));
    assert_eq!(
        reads(&said_otherwise(&format!("Recipient=\"{HERE}\""), "Recipient=\"https://ent.example/x\"")),
        Err(Doubt::Destination)
    );
    assert_eq!(
        reads(&said_otherwise(&format!("Destination=\"{HERE}\""), "Destination=\"https://ent.example/x\"")),
        Err(Doubt::Destination)
    );
    let without = answer().response(&answer().assertion()).replacen(&format!(" Destination=\"{HERE}\""), "", 1);
    assert!(reads(&signed(&without, "_a1")).is_ok());
    assert_eq!(
        reads_as(&signed(&without, "_r1"), by(Signed::Response)),
        Err(Doubt::Destination),
        "what is signed as a whole says it"
    );
    let text = answer().response(&answer().assertion().replacen(PROVIDER, "https://autre.example", 1));
    assert_eq!(reads(&signed(&text, "_a1")), Err(Doubt::Issuer));
    assert_eq!(reads(&said_otherwise(&format!("\">{PROVIDER}<"), "\">https://autre.example<")), Err(Doubt::Issuer));
    let condition = said_otherwise("</saml:Conditions>", "<x:Only xmlns:x=\"urn:x\"/></saml:Conditions>");
    assert_eq!(reads(&condition), Err(Doubt::Condition), "a condition that nobody here keeps");
    assert!(reads(&said_otherwise("</saml:Conditions>", "<saml:OneTimeUse/></saml:Conditions>")).is_ok());
}

#[test]
fn it_answers_our_question() {
    assert_eq!(reads_as(&honest(), |expected| expected.request = "_q2"), Err(Doubt::Request));
    let unasked = answer().response(&answer().assertion()).replace(" InResponseTo=\"_q1\"", "");
    assert_eq!(reads(&signed(&unasked, "_a1")), Err(Doubt::Request), "what nobody asked for is not taken");
    let inside = answer().response(&answer().assertion().replace(" InResponseTo=\"_q1\"", ""));
    assert_eq!(reads(&signed(&inside, "_a1")), Err(Doubt::Request), "nor when only what is around it says so");
    let nobody = answer().response("").replace("status:Success", "status:Responder");
    assert_eq!(reads(&nobody), Err(Doubt::Status), "nobody was let in there");
    let status = said_otherwise("status:Success", "status:Responder");
    assert_eq!(reads(&status), Err(Doubt::Status));
}

#[test]
fn clocks_may_differ_by_five_minutes_and_no_more() {
    let (skew, second) = (limits::PROVIDER_CLOCK_SKEW, Millis::seconds(1));
    assert_eq!(skew, Millis::minutes(5));
    let at =
        |asked: Millis, now: Millis| reads_as(&honest(), move |expected| (expected.asked, expected.now) = (asked, now));
    // It holds until five minutes after it was said.
    let over = NOW + Millis::minutes(5) + skew;
    assert!(at(NOW, over - second).is_ok());
    assert_eq!(at(NOW, over), Err(Doubt::Time));
    assert!(at(NOW - skew, NOW - skew).is_ok(), "said five minutes ahead of us");
    assert_eq!(at(NOW - skew - second, NOW - skew - second), Err(Doubt::Time));
    assert!(at(NOW + skew, NOW + skew).is_ok());
    assert_eq!(at(NOW + skew + second, NOW + skew + second), Err(Doubt::Time), "said before it was asked");
    assert_eq!(
        reads(&said_otherwise(" NotOnOrAfter=\"2024-03-21T05:51:40Z\" Recipient", " Recipient")),
        Err(Doubt::Time)
    );
    let not_before = said_otherwise(" Recipient=", " NotBefore=\"2024-03-21T05:46:40Z\" Recipient=");
    assert_eq!(reads(&not_before), Err(Doubt::Time), "a bearer has no beginning");
    let ended = said_otherwise("SessionIndex", "SessionNotOnOrAfter=\"2024-03-21T05:41:40Z\" SessionIndex");
    assert_eq!(reads(&ended), Err(Doubt::Time));
    let elsewhere =
        said_otherwise("AuthnInstant=\"2024-03-21T05:46:40Z\"", "AuthnInstant=\"2024-03-21T05:46:40+01:00\"");
    assert_eq!(reads(&elsewhere), Err(Doubt::Time), "UTC alone");
}

#[test]
fn whoever_links_an_account_has_signed_in_for_it() {
    let earlier = said_otherwise("AuthnInstant=\"2024-03-21T05:46:40Z\"", "AuthnInstant=\"2024-03-21T05:36:40Z\"");
    assert!(reads(&earlier).is_ok());
    assert_eq!(reads_as(&earlier, |expected| expected.anew = true), Err(Doubt::Time));
}

#[test]
fn a_sign_in_is_as_strong_as_it_must_be() {
    let strong = ["urn:oasis:names:tc:SAML:2.0:ac:classes:TimeSyncToken".to_owned()];
    let known = ["urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport".to_owned()];
    let reads = |strengths: &[String]| {
        let keys = [Key::of_certificate(CERTIFICATE).expect("a key")];
        let expected = Expected { strengths, ..expected(&keys) };
        read(&form(&honest()), &expected)
    };
    assert_eq!(reads(&strong), Err(Doubt::Strength));
    assert!(reads(&known).is_ok());
}

#[test]
fn a_name_that_is_new_each_time_names_nobody() {
    let transient = said_otherwise("nameid-format:persistent", "nameid-format:transient");
    assert_eq!(reads(&transient).expect("believed").name, None);
    let mail = said_otherwise("SAML:2.0:nameid-format:persistent", "SAML:1.1:nameid-format:emailAddress");
    assert_eq!(reads(&mail).expect("believed").name, None);
    let two =
        said_otherwise("<saml:SubjectConfirmation ", "<saml:NameID>s-roche</saml:NameID><saml:SubjectConfirmation ");
    assert_eq!(reads(&two), Err(Doubt::Subject));
    let holder = said_otherwise("cm:bearer", "cm:holder-of-key");
    assert_eq!(reads(&holder), Err(Doubt::Subject));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever is changed, cut or doubled in a signed answer: it is refused, or says what it said.
    #[test]
    fn no_change_of_an_answer_says_something_else(place in 0..4_000_usize, with in "[ -~]{0,12}", cut in 0..40_usize) {
        let text = honest();
        let place = place % text.len();
        let end = (place + cut).min(text.len());
        let changed = format!("{}{with}{}", &text[..place], &text[end..]);
        if let Ok(said) = reads(&changed) {
            prop_assert_eq!(said, reads(&text).expect("believed"));
        }
    }
}
