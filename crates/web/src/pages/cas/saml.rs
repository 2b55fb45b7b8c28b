//! `POST /cas/samlValidate`: the ticket comes and the welcome goes in SOAP and SAML 1.1 (CAS 3.0 §2.8, §4.2), as some
//! clients ask for it. What is read of a request is its ticket and its number; nothing of it is believed.

use std::sync::Arc;

use actions::cas::validate::{Answer, Question, Welcome};
use axum::{
    extract::{State, rejection::StringRejection},
    http::Uri,
    response::Response,
};
use jiff::Timestamp;
use model::{Millis, TicketId};

use super::{ask, failure, is_set, typed, xml};
use crate::{forms::Fields, server::Web};

/// How long what is said may be taken for new: a client takes it at once, its clock may be a little wrong.
const TAKEN_WITHIN: Millis = Millis::minutes(5);
/// Characters of a request's number that is said back.
const NUMBER_MAX: usize = 100;
const PROTOCOL: &str = "urn:oasis:names:tc:SAML:1.0:protocol";
const ASSERTION: &str = "urn:oasis:names:tc:SAML:1.0:assertion";

/// Answers a service that shows its ticket in an envelope.
pub(crate) async fn validate(State(web): State<Arc<Web>>, uri: Uri, body: Result<String, StringRejection>) -> Response {
    let (fields, body) = (Fields::of_query(&uri), body.unwrap_or_default());
    let service = fields.get("TARGET");
    let question = Question { service, ticket: ticket(&body), renew: is_set(fields.get("renew")), proxy: false };
    let answer = ask(&web, &question).await;
    let said = Said {
        number: number(&body),
        service,
        ids: [web.app.id::<TicketId>(), web.app.id()].map(|id| format!("_{}", id.uuid().simple())),
        issuer: web.settings.public_url.as_deref().unwrap_or("preau"),
        now: web.app.now(),
    };
    typed("text/xml; charset=utf-8", said.envelope(&answer))
}

/// What stands in the element that holds the ticket; nothing when there is none.
fn ticket(body: &str) -> &str {
    let inside = body.split_once("AssertionArtifact").and_then(|(_, rest)| rest.split_once('>'));
    let text = inside.and_then(|(_, rest)| rest.split_once('<')).map_or("", |(text, _)| text.trim());
    if text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') { text } else { "" }
}

/// The number that the request gave itself, when it may be said back as it is.
fn number(body: &str) -> &str {
    let number = body.split_once("RequestID=\"").and_then(|(_, rest)| rest.split_once('"')).map_or("", |(id, _)| id);
    let is_plain = number.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    if is_plain && number.len() <= NUMBER_MAX { number } else { "" }
}

/// What an answer is made of besides who came.
struct Said<'a> {
    number: &'a str,
    service: &'a str,
    /// Of the answer and of what it asserts.
    ids: [String; 2],
    issuer: &'a str,
    now: Millis,
}

impl Said<'_> {
    fn envelope(&self, answer: &std::result::Result<Answer, ()>) -> String {
        let (status, assertion) = match answer {
            Ok(Answer::Yes(welcome)) => {
                ("<saml1p:StatusCode Value=\"saml1p:Success\"/>".to_owned(), self.assertion(welcome))
            }
            refused => {
                let (code, why) = failure(refused);
                let whose = if refused.is_ok() { "Requester" } else { "Responder" };
                let status = format!(
                    "<saml1p:StatusCode Value=\"saml1p:{whose}\"/>\
                     <saml1p:StatusMessage>{code}: {}</saml1p:StatusMessage>",
                    xml(why)
                );
                (status, String::new())
            }
        };
        let to = if self.number.is_empty() { String::new() } else { format!(" InResponseTo=\"{}\"", self.number) };
        format!(
            "<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\"><SOAP-ENV:Body>\
             <saml1p:Response xmlns:saml1p=\"{PROTOCOL}\" MajorVersion=\"1\" MinorVersion=\"1\" ResponseID=\"{}\"{to} \
             IssueInstant=\"{}\" Recipient=\"{}\"><saml1p:Status>{status}</saml1p:Status>{assertion}</saml1p:Response>\
             </SOAP-ENV:Body></SOAP-ENV:Envelope>\n",
            self.ids[0],
            at(self.now),
            xml(self.service),
        )
    }

    fn assertion(&self, Welcome { user, attributes }: &Welcome) -> String {
        let (now, until, service) = (at(self.now), at(self.now + TAKEN_WITHIN), xml(self.service));
        let subject = format!(
            "<saml1:Subject><saml1:NameIdentifier>{}</saml1:NameIdentifier><saml1:SubjectConfirmation>\
             <saml1:ConfirmationMethod>urn:oasis:names:tc:SAML:1.0:cm:artifact</saml1:ConfirmationMethod>\
             </saml1:SubjectConfirmation></saml1:Subject>",
            xml(user)
        );
        // One attribute with all its values, in the order of the first.
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in attributes {
            if !names.contains(name) {
                names.push(name);
            }
        }
        let element = |value: &str| format!("<saml1:AttributeValue>{}</saml1:AttributeValue>", xml(value));
        let values = |wanted: &str| -> String {
            attributes
                .iter()
                .filter(|(name, _)| *name == wanted)
                .map(|(_, value)| element(value))
                .collect::<Vec<_>>()
                .concat()
        };
        let attribute = |name: &&str| {
            format!(
                "<saml1:Attribute AttributeName=\"{name}\" AttributeNamespace=\"http://www.ja-sig.org/products/cas/\">\
                 {}</saml1:Attribute>",
                values(name)
            )
        };
        let told = names.iter().map(attribute).collect::<Vec<_>>().concat();
        let told = if told.is_empty() {
            told
        } else {
            format!("<saml1:AttributeStatement>{subject}{told}</saml1:AttributeStatement>")
        };
        format!(
            "<saml1:Assertion xmlns:saml1=\"{ASSERTION}\" MajorVersion=\"1\" MinorVersion=\"1\" AssertionID=\"{}\" \
             IssueInstant=\"{now}\" Issuer=\"{}\"><saml1:Conditions NotBefore=\"{now}\" NotOnOrAfter=\"{until}\">\
             <saml1:AudienceRestrictionCondition><saml1:Audience>{service}</saml1:Audience>\
             </saml1:AudienceRestrictionCondition></saml1:Conditions><saml1:AuthenticationStatement \
             AuthenticationInstant=\"{now}\" AuthenticationMethod=\"urn:oasis:names:tc:SAML:1.0:am:unspecified\">\
             {subject}</saml1:AuthenticationStatement>{told}</saml1:Assertion>",
            self.ids[1],
            xml(self.issuer),
        )
    }
}

/// A moment as XML Schema writes it.
fn at(at: Millis) -> String {
    Timestamp::from_millisecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}

#[cfg(test)]
mod tests {
    use actions::cas::validate::Refusal;

    use super::*;

    const REQUEST: &str = "<SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\">\
        <SOAP-ENV:Body><samlp:Request xmlns:samlp=\"urn:oasis:names:tc:SAML:1.0:protocol\" MajorVersion=\"1\" \
        RequestID=\"_a.1\"><samlp:AssertionArtifact>\n  ST-abc-1\n </samlp:AssertionArtifact></samlp:Request>\
        </SOAP-ENV:Body></SOAP-ENV:Envelope>";

    fn said() -> Said<'static> {
        let ids = ["_1".to_owned(), "_2".to_owned()];
        let service = "https://a.example/?x=1&y=2";
        Said { number: "_a.1", service, ids, issuer: "https://preau.example", now: Millis(1_710_957_120_000) }
    }

    #[test]
    fn a_request_is_read_for_its_ticket_and_its_number_alone() {
        assert_eq!((ticket(REQUEST), number(REQUEST)), ("ST-abc-1", "_a.1"));
        for wrong in ["", "<AssertionArtifact", "<AssertionArtifact>ST-1", "<a:AssertionArtifact>ST-1&amp;</a>", "ST-1"]
        {
            assert_eq!(ticket(wrong), "", "{wrong}");
        }
        for wrong in ["RequestID=\"\"", "RequestID=\"<x>\"", "RequestID=\"a", &format!("RequestID=\"{:0>101}\"", 1)] {
            assert_eq!(number(wrong), "", "{wrong}");
        }
    }

    #[test]
    fn a_welcome_says_who_came_to_whom_and_every_value_of_an_attribute() {
        let attributes =
            vec![("UAI", "9990001D".to_owned()), ("nom", "D'Arc & <fils>".to_owned()), ("UAI", "9990002E".to_owned())];
        let text = said().envelope(&Ok(Answer::Yes(Welcome { user: "f00d".into(), attributes })));
        for part in [
            "InResponseTo=\"_a.1\"",
            "IssueInstant=\"2024-03-20T17:52:00Z\"",
            "Recipient=\"https://a.example/?x=1&amp;y=2\"",
            "<saml1:Audience>https://a.example/?x=1&amp;y=2</saml1:Audience>",
            "NotOnOrAfter=\"2024-03-20T17:57:00Z\"",
            "<saml1:NameIdentifier>f00d</saml1:NameIdentifier>",
            "<saml1:AttributeValue>9990001D</saml1:AttributeValue><saml1:AttributeValue>9990002E</saml1:AttributeValue>",
            "<saml1:AttributeValue>D&apos;Arc &amp; &lt;fils&gt;</saml1:AttributeValue>",
        ] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        assert_eq!(text.matches("<saml1:Attribute ").count(), 2);
        let bare = said().envelope(&Ok(Answer::Yes(Welcome { user: "f00d".into(), attributes: vec![] })));
        assert!(!bare.contains("AttributeStatement"));
    }

    #[test]
    fn a_refusal_asserts_nothing() {
        let text = said().envelope(&Ok(Answer::No(Refusal::InvalidTicket)));
        assert!(text.contains("Value=\"saml1p:Requester\"") && text.contains("INVALID_TICKET: the ticket"), "{text}");
        assert!(!text.contains("Assertion "));
        assert!(said().envelope(&Err(())).contains("Value=\"saml1p:Responder\""));
    }
}
