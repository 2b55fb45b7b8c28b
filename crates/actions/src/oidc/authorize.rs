//! Somebody goes on to a service, which asked for it by their browser. What is wrong with its question is said to it only
//! at an address of its own: anywhere else this program would send people wherever a link says.

use model::{
    Actor, SessionId, limits,
    service::{Service, ServiceUrl},
};
use store::{Tx, ticket::Asked};

use super::{SCOPES, client, end, has};
use crate::{
    App, Result, record,
    services::{self, Visit},
    token,
};

/// What a service asks, as it wrote it; empty where it wrote nothing.
#[derive(Debug, Clone, Default)]
pub struct Request<'a> {
    /// Its client identifier.
    pub client: &'a str,
    /// Where to send the browser.
    pub redirect: &'a str,
    /// What with: a code is all that there is.
    pub response_type: &'a str,
    /// How: in the query is all that there is.
    pub response_mode: &'a str,
    /// What for: names with spaces between.
    pub scope: &'a str,
    /// To be given back.
    pub state: &'a str,
    /// To be found in the identity token.
    pub nonce: &'a str,
    /// Hash of what it will show with the code.
    pub challenge: &'a str,
    /// Which hash.
    pub method: &'a str,
    /// Whether the person may or must be asked to sign in.
    pub prompt: &'a str,
    /// Seconds since they signed in, at most.
    pub max_age: &'a str,
    /// An identity token of whom it takes the person to be.
    pub hint: &'a str,
    /// A way to ask that is not known here, by its error.
    pub unknown: Option<&'static str>,
    /// Something is there twice.
    pub twice: bool,
}

/// Where somebody goes.
#[derive(Debug, PartialEq, Eq)]
pub enum Going {
    /// To the service, with a code or with what was wrong.
    To(String),
    /// To sign in, first or anew; then the same is asked again.
    SignIn,
    /// Nowhere: there is no such service, or the address is not its own.
    NoService,
}

/// Whether a person is asked to sign in.
struct Prompt {
    /// They must not be.
    never: bool,
    /// They must be, even if they are.
    anew: bool,
    /// Seconds since they did, at most.
    max_age: Option<i64>,
}

/// Gives a code to whoever is signed in.
pub async fn authorize(app: &App, actor: Option<&Actor>, asked: &Request<'_>) -> Result<Going> {
    // Whoever is not signed in changes nothing, and does not wait for those who do.
    let mut tx = if actor.is_some() { app.db.begin().await? } else { app.db.read().await? };
    let Some((service, url)) = client::found_at(&mut tx, asked.client, asked.redirect).await? else {
        return Ok(Going::NoService);
    };
    let prompt = match check(asked) {
        Ok(prompt) => prompt,
        Err(error) => return Ok(back(app, &url, asked, &[("error", error)])),
    };
    let session = who(app, &mut tx, actor, &service, &prompt, asked).await?;
    let Some((actor, session, fresh)) = session else {
        let refused = || back(app, &url, asked, &[("error", "login_required")]);
        return Ok(if prompt.never { refused() } else { Going::SignIn });
    };
    let scope: Vec<&str> = SCOPES.into_iter().filter(|name| has(asked.scope, name)).collect();
    let scope = scope.join(" ");
    let nonce = Some(asked.nonce).filter(|nonce| !nonce.is_empty());
    let wants = Asked { scope: &scope, challenge: asked.challenge, nonce };
    let visit = Visit { service: &service, url: &url, person: actor.person, session, fresh };
    let (ticket, text) = visit.ticket(app, &mut tx, token::Ticket::Code, Some(wants)).await?;
    let facts = serde_json::json!({ "ticket": ticket, "session": session, "address": url.as_str(), "scope": scope });
    record::append(app, &mut tx, "service.code", Some(actor.person), &services::subject(&service), &facts).await?;
    tx.commit().await?;
    Ok(back(app, &url, asked, &[("code", &text)]))
}

/// Who goes, with which session and whether it was begun for this; none when they must sign in.
async fn who<'a>(
    app: &App,
    tx: &mut Tx,
    actor: Option<&'a Actor>,
    service: &Service,
    prompt: &Prompt,
    asked: &Request<'_>,
) -> Result<Option<(&'a Actor, SessionId, bool)>> {
    let Some((actor, session)) = actor.and_then(|actor| Some((actor, actor.session?))) else { return Ok(None) };
    let fresh = services::is_fresh(tx, actor, session, app.now()).await?;
    let age = app.now() - actor.signed_in_at;
    let too_old = prompt.max_age.is_some_and(|most| age.0 / 1_000 > most);
    let another = !asked.hint.is_empty() && !end::is_of(app, tx, service, actor.person, asked.hint).await?;
    let again = (prompt.anew && !fresh) || too_old || another;
    Ok((!again).then_some((actor, session, fresh)))
}

/// What is wrong with a question, in the protocol's words.
fn check(asked: &Request<'_>) -> std::result::Result<Prompt, &'static str> {
    if let Some(error) = asked.unknown {
        return Err(error);
    }
    let too_long = asked.state.len() > limits::STATE_BYTES_MAX
        || asked.nonce.len() > limits::NONCE_BYTES_MAX
        || asked.scope.len() > limits::SCOPE_BYTES_MAX;
    if asked.twice || too_long || !["", "query"].contains(&asked.response_mode) {
        return Err("invalid_request");
    }
    if asked.response_type != "code" {
        return Err("unsupported_response_type");
    }
    if !has(asked.scope, "openid") {
        return Err("invalid_scope");
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    if asked.method != "S256" || asked.challenge.len() != 43 || !asked.challenge.bytes().all(plain) {
        return Err("invalid_request");
    }
    let max_age = match asked.max_age {
        "" => None,
        text => Some(text.parse::<u32>().map_err(|_| "invalid_request")?),
    };
    let mut prompt =
        Prompt { never: false, anew: max_age == Some(0), max_age: max_age.filter(|s| *s > 0).map(i64::from) };
    let words: Vec<&str> = asked.prompt.split(' ').filter(|word| !word.is_empty()).collect();
    for word in &words {
        match *word {
            "none" if words.len() == 1 => prompt.never = true,
            "login" | "select_account" => prompt.anew = true,
            // Who is linked was consented to by whoever linked it.
            "consent" => {}
            _ => return Err("invalid_request"),
        }
    }
    Ok(prompt)
}

/// Back to the service.
fn back(app: &App, url: &ServiceUrl, asked: &Request<'_>, said: &[(&str, &str)]) -> Going {
    let mut more = said.to_vec();
    if !asked.state.is_empty() && asked.state.len() <= limits::STATE_BYTES_MAX {
        more.push(("state", asked.state));
    }
    more.push(("iss", &app.issuer));
    Going::To(url.with(&more))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> Request<'static> {
        Request {
            response_type: "code",
            scope: "openid",
            challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            method: "S256",
            ..Request::default()
        }
    }

    #[test]
    fn a_question_that_is_not_understood_is_not_answered() {
        assert!(check(&asked()).is_ok());
        let long = "x".repeat(limits::STATE_BYTES_MAX + 1);
        for (wrong, error) in [
            (Request { response_type: "token", ..asked() }, "unsupported_response_type"),
            (Request { response_type: "", ..asked() }, "unsupported_response_type"),
            (Request { response_mode: "fragment", ..asked() }, "invalid_request"),
            (Request { scope: "profile", ..asked() }, "invalid_scope"),
            (Request { scope: "openidx", ..asked() }, "invalid_scope"),
            (Request { challenge: "", ..asked() }, "invalid_request"),
            (Request { challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM", ..asked() }, "invalid_request"),
            (Request { method: "plain", ..asked() }, "invalid_request"),
            (Request { method: "", ..asked() }, "invalid_request"),
            (Request { max_age: "-1", ..asked() }, "invalid_request"),
            (Request { prompt: "none login", ..asked() }, "invalid_request"),
            (Request { prompt: "dance", ..asked() }, "invalid_request"),
            (Request { state: &long, ..asked() }, "invalid_request"),
            (Request { nonce: &long, ..asked() }, "invalid_request"),
            (Request { twice: true, ..asked() }, "invalid_request"),
            (Request { unknown: Some("request_not_supported"), ..asked() }, "request_not_supported"),
        ] {
            assert_eq!(check(&wrong).err(), Some(error), "{wrong:?}");
        }
    }

    #[test]
    fn one_is_asked_to_sign_in_as_the_service_says() {
        let prompt = |prompt, max_age| {
            let prompt = check(&Request { prompt, max_age, ..asked() }).expect("understood");
            (prompt.never, prompt.anew, prompt.max_age)
        };
        assert_eq!(prompt("", ""), (false, false, None));
        assert_eq!(prompt("none", "60"), (true, false, Some(60)));
        assert_eq!(prompt("login consent", ""), (false, true, None));
        assert_eq!(prompt("", "0"), (false, true, None));
    }
}
