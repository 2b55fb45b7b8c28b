//! What a provider answers: a `Response` with one assertion, which says who signed in there.
//!
//! What is told comes from an element whose signature was verified, and from nothing around it. The order is: size, document,
//! shape, signatures, and only then what the answer says.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use model::{Millis, limits, provider::Signed};

use crate::{
    key::Key,
    signature,
    words::{ASSERTION, BEARER, DSIG, PERSISTENT, PROTOCOL, SUCCESS},
    xml::{self, Element, Unread},
};

/// What an answer must fit.
#[derive(Debug)]
pub struct Expected<'a> {
    /// The provider's name for itself (`entityID`), letter by letter.
    pub provider: &'a str,
    /// The keys by which it signs.
    pub keys: &'a [Key],
    /// What it signs.
    pub signed: Signed,
    /// Our name (`entityID`), for which it must be meant.
    pub audience: &'a str,
    /// The address at which it was received.
    pub recipient: &'a str,
    /// The name of the question that it answers.
    pub request: &'a str,
    /// When that was asked.
    pub asked: Millis,
    /// The time.
    pub now: Millis,
    /// Whoever signed in did so after the question.
    pub anew: bool,
    /// How strong the sign-in must have been: one of these. Empty: as the provider likes.
    pub strengths: &'a [String],
}

/// What is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The name of the assertion, which no other has.
    pub assertion: String,
    /// The subject's name, when it is one for ever (`persistent`).
    pub name: Option<String>,
    /// The provider's name for its session.
    pub session: Option<String>,
    /// Attributes, with their values.
    pub attributes: Vec<(String, Vec<String>)>,
}

/// Why an answer is not believed. As text: one word, for the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// It cannot be read.
    #[error("{0}")]
    Unread(#[from] Unread),
    /// It is no answer of one assertion, each thing at its place.
    #[error("shape")]
    Shape,
    /// What it says is encrypted: no key for that was given to anybody.
    #[error("encrypted")]
    Encrypted,
    /// What must be signed is not.
    #[error("unsigned")]
    Unsigned,
    /// A signature is of another element than the one that carries it.
    #[error("reference")]
    Reference,
    /// It is signed in a way that is not accepted.
    #[error("algorithm")]
    Algorithm,
    /// A signature is wrong.
    #[error("signature")]
    Signature,
    /// The provider let nobody in.
    #[error("status")]
    Status,
    /// Another one says it.
    #[error("issuer")]
    Issuer,
    /// It was to be brought elsewhere.
    #[error("destination")]
    Destination,
    /// It is meant for others.
    #[error("audience")]
    Audience,
    /// It answers another question, or none.
    #[error("request")]
    Request,
    /// It is over, or not yet, or it was said before it was asked.
    #[error("time")]
    Time,
    /// It holds on a condition that is not known here.
    #[error("condition")]
    Condition,
    /// Whoever signed in did not prove it as strongly as they must.
    #[error("strength")]
    Strength,
    /// It names nobody, or in a way that names nobody.
    #[error("subject")]
    Subject,
}

/// Reads an answer as a browser brings it, in base 64.
pub fn read(form: &str, expected: &Expected<'_>) -> Result<Said, Doubt> {
    // Four characters for three bytes, and the ends of some lines: what is larger is not even decoded.
    if form.len() > limits::SAML_RESPONSE_BYTES_MAX * 3 / 2 {
        return Err(Unread::Size.into());
    }
    let form: String = form.split_ascii_whitespace().collect();
    let bytes = STANDARD.decode(form).map_err(|_| Unread::Xml)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Unread::Content)?;
    let root = xml::read(text, limits::SAML_RESPONSE_BYTES_MAX)?;
    if lets_nobody_in(&root) {
        return Err(Doubt::Status);
    }
    let assertion = shape(&root)?;
    signatures(&root, assertion, expected)?;
    answers(&root, expected)?;
    assertion_says(assertion, expected)
}

/// Whether it says that nobody was let in. Few providers sign that; it opens nothing.
fn lets_nobody_in(root: &Element) -> bool {
    let status = root.only(PROTOCOL, "Status").and_then(|one| one.only(PROTOCOL, "StatusCode"));
    let refused = status.and_then(|one| one.attribute("Value")).is_some_and(|value| value != SUCCESS);
    root.is(PROTOCOL, "Response") && refused && root.all(ASSERTION, "Assertion").next().is_none()
}

/// The only assertion, when everything is where it belongs. Elements that could be taken for it, or for a signature of it, are
/// nowhere else: that is what wrapping needs.
fn shape(root: &Element) -> Result<&Element, Doubt> {
    if !root.is(PROTOCOL, "Response") {
        return Err(Doubt::Shape);
    }
    let everything = root.everything();
    let named = |local: &str| everything.iter().filter(|one| one.local == local).count();
    if named("EncryptedAssertion") + named("EncryptedID") + named("EncryptedAttribute") + named("EncryptedData") > 0 {
        return Err(Doubt::Encrypted);
    }
    let assertion = root.only(ASSERTION, "Assertion").ok_or(Doubt::Shape)?;
    let carried = |one: &Element| one.all(DSIG, "Signature").count();
    let alone = named("Response") == 1 && named("Assertion") == 1 && named("Object") == 0;
    if !alone || named("Signature") != carried(root) + carried(assertion) {
        return Err(Doubt::Shape);
    }
    let mut ids: Vec<&str> = everything.iter().flat_map(|one| &one.attributes).filter_map(identity).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() == count { Ok(assertion) } else { Err(Doubt::Shape) }
}

/// What a verifier elsewhere could take for the name of an element.
fn identity(attribute: &xml::Attribute) -> Option<&str> {
    let named = attribute.local.eq_ignore_ascii_case("id");
    named.then_some(attribute.value.as_str())
}

/// Every signature that is there holds, and those that are asked for are there.
fn signatures(root: &Element, assertion: &Element, expected: &Expected<'_>) -> Result<(), Doubt> {
    let response = signature::verify(&[root], expected.keys)?;
    let alone = signature::verify(&[root, assertion], expected.keys)?;
    let enough = match expected.signed {
        Signed::Assertion => alone,
        Signed::Response => response,
        Signed::Both => alone && response,
    };
    if enough { Ok(()) } else { Err(Doubt::Unsigned) }
}

/// What stands around the assertion. Where only that is signed, this is no proof of anything; it must fit all the same.
fn answers(root: &Element, expected: &Expected<'_>) -> Result<(), Doubt> {
    if root.attribute("Version") != Some("2.0") {
        return Err(Doubt::Shape);
    }
    let status = root.only(PROTOCOL, "Status").and_then(|one| one.only(PROTOCOL, "StatusCode")).ok_or(Doubt::Shape)?;
    if status.attribute("Value") != Some(SUCCESS) {
        return Err(Doubt::Status);
    }
    if root.attribute("InResponseTo") != Some(expected.request) {
        return Err(Doubt::Request);
    }
    // What is signed as a whole says where it is to be brought (SAML bindings, 3.5.5.2).
    match root.attribute("Destination") {
        Some(to) if to == expected.recipient => {}
        None if expected.signed == Signed::Assertion => {}
        _ => return Err(Doubt::Destination),
    }
    if root.all(ASSERTION, "Issuer").next().is_some() {
        issuer(root, expected)?;
    }
    issued(root, expected)
}

fn issuer(element: &Element, expected: &Expected<'_>) -> Result<(), Doubt> {
    let said = element.only(ASSERTION, "Issuer").and_then(Element::text);
    if said == Some(expected.provider) { Ok(()) } else { Err(Doubt::Issuer) }
}

/// It was said after it was asked, and before now.
fn issued(element: &Element, expected: &Expected<'_>) -> Result<(), Doubt> {
    let at = moment(element, "IssueInstant")?.ok_or(Doubt::Time)?;
    let skew = limits::PROVIDER_CLOCK_SKEW;
    if at + skew < expected.asked || at > expected.now + skew { Err(Doubt::Time) } else { Ok(()) }
}

/// A moment that an attribute says, in UTC (SAML core, 1.3.3).
fn moment(element: &Element, name: &str) -> Result<Option<Millis>, Doubt> {
    let Some(text) = element.attribute(name) else { return Ok(None) };
    let plain = text.ends_with('Z') && text.len() <= 40;
    let read = text.parse::<jiff::Timestamp>().ok().filter(|_| plain);
    read.map(|at| Some(Millis(at.as_millisecond()))).ok_or(Doubt::Time)
}

/// It is neither over nor to come, by clocks that may differ.
fn holds(element: &Element, expected: &Expected<'_>) -> Result<(), Doubt> {
    let (skew, now) = (limits::PROVIDER_CLOCK_SKEW, expected.now);
    let early = moment(element, "NotBefore")?.is_some_and(|from| from > now + skew);
    let over = moment(element, "NotOnOrAfter")?.is_some_and(|until| until + skew <= now);
    if early || over { Err(Doubt::Time) } else { Ok(()) }
}

fn assertion_says(assertion: &Element, expected: &Expected<'_>) -> Result<Said, Doubt> {
    let id = assertion.attribute("ID").filter(|id| !id.is_empty()).ok_or(Doubt::Shape)?;
    if assertion.attribute("Version") != Some("2.0") {
        return Err(Doubt::Shape);
    }
    issuer(assertion, expected)?;
    issued(assertion, expected)?;
    let subject = assertion.only(ASSERTION, "Subject").ok_or(Doubt::Subject)?;
    confirmed(subject, expected)?;
    conditions(assertion.only(ASSERTION, "Conditions").ok_or(Doubt::Condition)?, expected)?;
    let session = signed_in(assertion, expected)?;
    Ok(Said { assertion: id.to_owned(), name: name(subject)?, session, attributes: attributes(assertion)? })
}

/// Whoever brings it is the one that it is about, as we asked (SAML profiles, 4.1.4.3).
fn confirmed(subject: &Element, expected: &Expected<'_>) -> Result<(), Doubt> {
    let confirmation = subject.only(ASSERTION, "SubjectConfirmation").ok_or(Doubt::Subject)?;
    if confirmation.attribute("Method") != Some(BEARER) {
        return Err(Doubt::Subject);
    }
    let data = confirmation.only(ASSERTION, "SubjectConfirmationData").ok_or(Doubt::Subject)?;
    if data.attribute("Recipient") != Some(expected.recipient) {
        return Err(Doubt::Destination);
    }
    if data.attribute("InResponseTo") != Some(expected.request) {
        return Err(Doubt::Request);
    }
    if data.attribute("NotBefore").is_some() || data.attribute("NotOnOrAfter").is_none() {
        return Err(Doubt::Time);
    }
    holds(data, expected)
}

/// It holds now, and for us.
fn conditions(conditions: &Element, expected: &Expected<'_>) -> Result<(), Doubt> {
    holds(conditions, expected)?;
    let mut for_us = false;
    for one in conditions.elements() {
        if one.is(ASSERTION, "AudienceRestriction") {
            let named = one.all(ASSERTION, "Audience").any(|audience| audience.text() == Some(expected.audience));
            if !named {
                return Err(Doubt::Audience);
            }
            for_us = true;
        } else if !one.is(ASSERTION, "OneTimeUse") && !one.is(ASSERTION, "ProxyRestriction") {
            // It is kept by nobody, and given on to nobody: those two hold by themselves.
            return Err(Doubt::Condition);
        }
    }
    if for_us { Ok(()) } else { Err(Doubt::Audience) }
}

/// That somebody signed in there, how and when. Gives the provider's name for its session.
fn signed_in(assertion: &Element, expected: &Expected<'_>) -> Result<Option<String>, Doubt> {
    let statement = assertion.only(ASSERTION, "AuthnStatement").ok_or(Doubt::Shape)?;
    let (skew, now) = (limits::PROVIDER_CLOCK_SKEW, expected.now);
    let at = moment(statement, "AuthnInstant")?.ok_or(Doubt::Time)?;
    let over = moment(statement, "SessionNotOnOrAfter")?.is_some_and(|until| until + skew <= now);
    if over || at > now + skew || expected.anew && at + skew < expected.asked {
        return Err(Doubt::Time);
    }
    let context = statement.only(ASSERTION, "AuthnContext").ok_or(Doubt::Shape)?;
    let strength = context.only(ASSERTION, "AuthnContextClassRef").and_then(Element::text);
    if !expected.strengths.is_empty() && !expected.strengths.iter().any(|one| strength == Some(one)) {
        return Err(Doubt::Strength);
    }
    Ok(statement.attribute("SessionIndex").map(str::to_owned))
}

/// The subject's name, when it names the same for ever. One of another kind is no name here.
fn name(subject: &Element) -> Result<Option<String>, Doubt> {
    let mut names = subject.all(ASSERTION, "NameID");
    let Some(name) = names.next() else { return Ok(None) };
    if names.next().is_some() {
        return Err(Doubt::Subject);
    }
    let text = name.text().ok_or(Doubt::Subject)?;
    Ok((name.attribute("Format") == Some(PERSISTENT)).then(|| text.to_owned()))
}

fn attributes(assertion: &Element) -> Result<Vec<(String, Vec<String>)>, Doubt> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for attribute in assertion.all(ASSERTION, "AttributeStatement").flat_map(|one| one.all(ASSERTION, "Attribute")) {
        let name = attribute.attribute("Name").ok_or(Doubt::Shape)?;
        // A value that is not a text is of no use here, and hides nothing: its elements were looked at above.
        let values = attribute.all(ASSERTION, "AttributeValue").filter_map(Element::text).map(str::to_owned);
        let values: Vec<String> = values.collect();
        match all.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => known.extend(values),
            None => all.push((name.to_owned(), values)),
        }
    }
    Ok(all)
}

impl Said {
    /// The values of an attribute; `None` when there is no such attribute.
    pub fn values(&self, name: &str) -> Option<&[String]> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, values)| values.as_slice())
    }
}
