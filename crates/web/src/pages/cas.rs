//! The doors to services of others, as the CAS protocol has them: browsers come to be let in or to sign out, services to
//! show a ticket.

pub(crate) mod saml;

use std::sync::Arc;

use actions::{
    cas::{
        issue::{self, Issued},
        validate::{self, Answer, Question, Refusal, Welcome},
    },
    services, sign_in,
};
use axum::{
    extract::State,
    http::{HeaderMap, HeaderValue, Uri, header},
    response::{IntoResponse as _, Response},
};
use serde_json::{Map, Value, json};

use super::{
    show::{go, go_and_say},
    sign_in::{ask_to_sign_in, forget_session},
};
use crate::{
    error::{Error, Result},
    forms::{Fields, percent},
    server::Web,
    session::Guest,
    views::Said,
};

/// Where browsers come to be let in.
const LOGIN: &str = "/cas/login";

/// `GET /cas/login`: on to the service with a ticket, after signing in if that is needed.
pub(crate) async fn login(guest: Guest) -> Result<Response> {
    let (service, renew) = (guest.query("service"), is_set(guest.query("renew")));
    if service.is_empty() {
        return Ok(go("/"));
    }
    let issued = match &guest.visitor.actor {
        Some(actor) => issue::issue(guest.app(), actor, service, renew).await?,
        None if services::at(guest.app(), service).await?.is_none() => Issued::NoService,
        // It only wanted to know whether somebody is signed in.
        None if is_set(guest.query("gateway")) && !renew => return Ok(go(service)),
        None => Issued::SignInAgain,
    };
    match issued {
        Issued::To(address) => Ok(go(&address)),
        Issued::NoService => Err(Error::NoService),
        Issued::SignInAgain => {
            let renew = if renew { "&renew=true" } else { "" };
            ask_to_sign_in(&guest, &format!("{LOGIN}?service={}{renew}", percent(service))).await
        }
    }
}

/// The address of the service that a path leads to, when it is one of [`login`].
pub(super) fn service_of(path: &str) -> Option<String> {
    let uri: Uri = path.parse().ok()?;
    let service = Fields::of_query(&uri).get("service").to_owned();
    (uri.path() == LOGIN && !service.is_empty()).then_some(service)
}

/// `GET /cas/logout`: ends the session, and with it those in every service; on to the service that asked, if it is one.
pub(crate) async fn logout(guest: Guest) -> Result<Response> {
    if let Some(actor) = &guest.visitor.actor {
        sign_in::sign_out(guest.app(), actor).await?;
    }
    // Clients of CAS 2.0 write `url`.
    let service = [guest.query("service"), guest.query("url")].into_iter().find(|text| !text.is_empty());
    let service = service.unwrap_or_default();
    let mut answer = match services::at(guest.app(), service).await? {
        Some(_) => go(service),
        None => go_and_say("/sign-in", Said::SignedOut),
    };
    forget_session(&guest.web, &mut answer);
    Ok(answer)
}

/// `GET /cas/validate`: CAS 1.0, two lines of text.
pub(crate) async fn validate(State(web): State<Arc<Web>>, uri: Uri) -> Response {
    let text = match question(&web, &Fields::of_query(&uri)).await {
        Ok(Answer::Yes(welcome)) => format!("yes\n{}\n", welcome.user),
        Ok(Answer::No(_)) | Err(()) => "no\n\n".to_owned(),
    };
    typed("text/plain; charset=utf-8", text)
}

/// `GET /cas/serviceValidate` and its kin: CAS 2.0 and 3.0, XML or JSON.
pub(crate) async fn service_validate(State(web): State<Arc<Web>>, uri: Uri) -> Response {
    let fields = Fields::of_query(&uri);
    let answer = question(&web, &fields).await;
    if fields.get("format").eq_ignore_ascii_case("json") {
        typed("application/json", as_json(&answer).to_string())
    } else {
        typed("application/xml; charset=utf-8", as_xml(&answer))
    }
}

/// Asks the action; a failure is logged here, as the protocol has words of its own for it.
async fn question(web: &Web, fields: &Fields) -> std::result::Result<Answer, ()> {
    let question = Question {
        service: fields.get("service"),
        ticket: fields.get("ticket"),
        renew: is_set(fields.get("renew")),
        proxy: !fields.get("pgtUrl").is_empty(),
    };
    ask(web, &question).await
}

async fn ask(web: &Web, question: &Question<'_>) -> std::result::Result<Answer, ()> {
    validate::validate(&web.app, question).await.map_err(|error| {
        tracing::error!(%error, "a service could not be told who came");
    })
}

/// A switch of the protocol: set by any value but a plain no.
fn is_set(value: &str) -> bool {
    !value.is_empty() && !value.eq_ignore_ascii_case("false")
}

fn typed(kind: &'static str, text: String) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    (headers, text).into_response()
}

/// Code and sentence of what is no welcome.
fn failure(answer: &std::result::Result<Answer, ()>) -> (&'static str, &'static str) {
    match answer {
        Ok(Answer::No(refusal)) => (refusal.code(), refusal.sentence()),
        Ok(Answer::Yes(_)) => (Refusal::InvalidRequest.code(), ""),
        Err(()) => ("INTERNAL_ERROR", "the service could not be answered; ask for a new ticket"),
    }
}

fn as_xml(answer: &std::result::Result<Answer, ()>) -> String {
    let inner = match answer {
        Ok(Answer::Yes(Welcome { user, attributes })) => {
            let element = |(name, value): &(&str, String)| format!("<cas:{name}>{}</cas:{name}>", xml(value));
            let attributes: String = attributes.iter().map(element).collect();
            format!(
                "<cas:authenticationSuccess><cas:user>{}</cas:user><cas:attributes>{attributes}</cas:attributes>\
                 </cas:authenticationSuccess>",
                xml(user)
            )
        }
        failed => {
            let (code, why) = failure(failed);
            format!("<cas:authenticationFailure code=\"{code}\">{}</cas:authenticationFailure>", xml(why))
        }
    };
    format!("<cas:serviceResponse xmlns:cas=\"http://www.yale.edu/tp/cas\">{inner}</cas:serviceResponse>\n")
}

/// Every attribute is a list, whether or not it has one value alone.
fn as_json(answer: &std::result::Result<Answer, ()>) -> Value {
    let inner = match answer {
        Ok(Answer::Yes(Welcome { user, attributes })) => {
            let mut lists: Map<String, Value> = Map::new();
            for (name, value) in attributes {
                let list = lists.entry(*name).or_insert_with(|| json!([]));
                list.as_array_mut().into_iter().for_each(|list| list.push(value.as_str().into()));
            }
            json!({ "authenticationSuccess": { "user": user, "attributes": lists } })
        }
        failed => {
            let (code, description) = failure(failed);
            json!({ "authenticationFailure": { "code": code, "description": description } })
        }
    };
    json!({ "serviceResponse": inner })
}

/// A text within XML. What XML 1.0 cannot hold is left out.
fn xml(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            '\t' | '\n' => safe.push(c),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => {}
            _ => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    fn welcome() -> Answer {
        let attributes = vec![
            ("nom", "D'Arc & <fils>\u{1}".to_owned()),
            ("categories", "National_2".to_owned()),
            ("categories", "National_3".to_owned()),
        ];
        Answer::Yes(Welcome { user: "f00d".into(), attributes })
    }

    #[test]
    fn a_welcome_is_written_as_the_protocol_has_it() {
        assert_eq!(
            as_xml(&Ok(welcome())),
            "<cas:serviceResponse xmlns:cas=\"http://www.yale.edu/tp/cas\"><cas:authenticationSuccess>\
             <cas:user>f00d</cas:user><cas:attributes><cas:nom>D&apos;Arc &amp; &lt;fils&gt;</cas:nom>\
             <cas:categories>National_2</cas:categories><cas:categories>National_3</cas:categories>\
             </cas:attributes></cas:authenticationSuccess></cas:serviceResponse>\n"
        );
        let lists = json!({ "nom": ["D'Arc & <fils>\u{1}"], "categories": ["National_2", "National_3"] });
        let success = json!({ "user": "f00d", "attributes": lists });
        assert_eq!(as_json(&Ok(welcome())), json!({ "serviceResponse": { "authenticationSuccess": success } }));
    }

    #[test]
    fn a_refusal_and_a_failure_have_their_codes() {
        let refused = as_xml(&Ok(Answer::No(Refusal::InvalidTicket)));
        assert!(refused.contains("<cas:authenticationFailure code=\"INVALID_TICKET\">the ticket is"), "{refused}");
        let failed = as_json(&Err(()));
        assert_eq!(failed["serviceResponse"]["authenticationFailure"]["code"], "INTERNAL_ERROR");
    }

    #[test]
    fn only_the_door_of_services_leads_to_one() {
        let path = "/cas/login?service=https%3A%2F%2Fa.example%2F%3Fx%3D1&renew=true";
        assert_eq!(service_of(path).as_deref(), Some("https://a.example/?x=1"));
        for path in ["/inbox?service=https%3A%2F%2Fa.example", "/cas/login", "/cas/login?service=", "/"] {
            assert_eq!(service_of(path), None, "{path}");
        }
    }
}
