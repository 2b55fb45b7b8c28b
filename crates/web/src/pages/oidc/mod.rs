//! The doors to services of others, as OpenID Connect has them. Here are those that browsers come to; [`api`] has those
//! that services themselves call.

use actions::oidc::{
    authorize::{self, Going, Request},
    end::{self, Ended, SignOut},
};
use axum::{http::Uri, response::Response};

use super::{
    show::{go, go_and_say},
    sign_in::{ask_to_sign_in, forget_session},
};
use crate::{
    error::{Error, Result},
    forms::{Fields, percent},
    session::Guest,
    views::Said,
};

pub(crate) mod api;

/// Where browsers come to be let in.
const AUTHORIZE: &str = "/oidc/authorize";

/// What a question may hold that is asked again once somebody has signed in.
const ASKED: [&str; 11] = [
    "client_id",
    "redirect_uri",
    "response_type",
    "response_mode",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "prompt",
    "max_age",
];

/// Ways to ask that are not known here, and the error that says so.
const UNKNOWN: [(&str, &str); 3] = [
    ("request", "request_not_supported"),
    ("request_uri", "request_uri_not_supported"),
    ("registration", "registration_not_supported"),
];

/// `GET /oidc/authorize`: on to the service with a code, after signing in if that is needed.
pub(crate) async fn authorize(guest: Guest) -> Result<Response> {
    let fields = guest.fields();
    if fields.get("client_id").is_empty() {
        return Ok(go("/"));
    }
    match authorize::authorize(guest.app(), guest.visitor.actor.as_deref(), &question(fields)).await? {
        Going::To(address) => Ok(go(&address)),
        Going::NoService => Err(Error::NoService),
        Going::SignIn => ask_to_sign_in(&guest, &path(fields)).await,
    }
}

fn question(fields: &Fields) -> Request<'_> {
    let unknown = UNKNOWN.iter().find(|(name, _)| fields.all(name).next().is_some());
    Request {
        client: fields.get("client_id"),
        redirect: fields.get("redirect_uri"),
        response_type: fields.get("response_type"),
        response_mode: fields.get("response_mode"),
        scope: fields.get("scope"),
        state: fields.get("state"),
        nonce: fields.get("nonce"),
        challenge: fields.get("code_challenge"),
        method: fields.get("code_challenge_method"),
        prompt: fields.get("prompt"),
        max_age: fields.get("max_age"),
        hint: fields.get("id_token_hint"),
        unknown: unknown.map(|(_, error)| *error),
        twice: is_twice(fields, &ASKED),
    }
}

/// Whether one of these is there more than once.
fn is_twice(fields: &Fields, names: &[&str]) -> bool {
    names.iter().any(|name| fields.all(name).nth(1).is_some())
}

/// The same question as a path of this site. Of whom the service took the person to be, nothing is kept: whoever signs in
/// now is who they are.
fn path(fields: &Fields) -> String {
    let asked = ASKED.iter().filter(|name| !fields.get(name).is_empty());
    let asked: Vec<String> = asked.map(|name| format!("{name}={}", percent(fields.get(name)))).collect();
    format!("{AUTHORIZE}?{}", asked.join("&"))
}

/// The client and the address of it that a path leads to, when it is one of [`authorize`].
pub(super) fn client_of(path: &str) -> Option<(String, String)> {
    let uri: Uri = path.parse().ok()?;
    let fields = Fields::of_query(&uri);
    let (client, redirect) = (fields.get("client_id"), fields.get("redirect_uri"));
    (uri.path() == AUTHORIZE && !client.is_empty()).then(|| (client.to_owned(), redirect.to_owned()))
}

/// `GET /oidc/logout`: ends the session, and with it those in every service, for a service that shows whose it is.
pub(crate) async fn logout(guest: Guest) -> Result<Response> {
    let asked = SignOut {
        hint: guest.query("id_token_hint"),
        client: guest.query("client_id"),
        redirect: guest.query("post_logout_redirect_uri"),
        state: guest.query("state"),
    };
    let to = match end::end(guest.app(), guest.visitor.actor.as_deref(), &asked).await? {
        Ended::StillIn => return Err(Error::StillIn),
        Ended::Out(to) => to,
    };
    let mut answer = to.map_or_else(|| go_and_say("/sign-in", Said::SignedOut), |to| go(&to));
    forget_session(&guest.web, &mut answer);
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_asked_again_as_it_was() {
        let path = "/oidc/authorize?client_id=notes&redirect_uri=https%3A%2F%2Fa.example%2F%3Fx%3D1&state=%C3%A9%20%26";
        let uri: Uri = format!("{path}&id_token_hint=abc&display=popup").parse().expect("an address");
        assert_eq!(super::path(&Fields::of_query(&uri)), path);
        assert_eq!(client_of(path), Some(("notes".into(), "https://a.example/?x=1".into())));
        for path in ["/inbox?client_id=notes&redirect_uri=x", "/oidc/authorize", "/oidc/authorize?client_id=", "/"] {
            assert_eq!(client_of(path), None, "{path}");
        }
    }

    #[test]
    fn what_is_there_twice_is_seen() {
        let fields = |query: &str| Fields::of_query(&format!("/x?{query}").parse().expect("an address"));
        assert!(question(&fields("client_id=a&client_id=a")).twice);
        assert!(!question(&fields("client_id=a&ui_locales=fr&ui_locales=en")).twice);
        assert_eq!(question(&fields("client_id=a&request=e30.")).unknown, Some("request_not_supported"));
    }
}
