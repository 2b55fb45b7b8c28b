//! What services call by OpenID Connect, and what they read before.

use std::sync::Arc;

use actions::oidc::{
    self, Answer, Credentials, Given, Refusal,
    exchange::{self, Exchange},
    keys,
    refresh::{self, Refresh},
    userinfo,
};
use axum::{
    Json,
    extract::{FromRequest as _, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use model::limits;
use serde_json::{Value, json};

use super::is_twice;
use crate::{
    error::{Error, Result},
    forms::{Fields, Filled},
    server::Web,
};

/// `GET /.well-known/openid-configuration`: where everything is and what is known.
pub(crate) async fn configuration(State(web): State<Arc<Web>>) -> Response {
    let issuer = web.app.issuer.as_str();
    let at = |path: &str| format!("{issuer}{path}");
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": at(super::AUTHORIZE),
        "token_endpoint": at("/oidc/token"),
        "userinfo_endpoint": at("/oidc/userinfo"),
        "jwks_uri": at("/oidc/jwks"),
        "end_session_endpoint": at("/oidc/logout"),
        "scopes_supported": oidc::SCOPES,
        "claims_supported": userinfo::announced(),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": ["none", "login", "select_account", "consent"],
        "authorization_response_iss_parameter_supported": true,
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
        "claims_parameter_supported": false,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "ui_locales_supported": ["fr", "en"],
    }))
    .into_response()
}

/// `GET /oidc/jwks`: the keys that sign, or signed what still lives.
pub(crate) async fn jwks(State(web): State<Arc<Web>>) -> Response {
    match keys::published(&web.app).await {
        Ok(keys) => Json(json!({ "keys": keys })).into_response(),
        Err(error) => failed(&error),
    }
}

/// `POST /oidc/token`: a code or a refresh token for tokens.
pub(crate) async fn token(State(web): State<Arc<Web>>, request: Request) -> Response {
    let headers = request.headers().clone();
    let form = match Filled::from_request(request, &web).await {
        Ok(Filled(form)) => form,
        Err(error) => return unread(&error),
    };
    match give(&web, &headers, &form).await {
        Ok(Answer::Yes(given)) => Json(tokens(&given)).into_response(),
        Ok(Answer::No(refusal)) => refused(refusal),
        Err(error) => failed(&error),
    }
}

async fn give(web: &Web, headers: &HeaderMap, form: &Fields) -> actions::Result<Answer> {
    let names =
        ["grant_type", "code", "redirect_uri", "code_verifier", "refresh_token", "scope", "client_id", "client_secret"];
    let basic = match basic(headers) {
        Ok(basic) if !is_twice(form, &names) => basic,
        _ => return Ok(Answer::No(Refusal::InvalidRequest)),
    };
    let (id, secret) = match &basic {
        // It shows itself in one way.
        Some((id, _)) if !form.get("client_secret").is_empty() || !["", id].contains(&form.get("client_id")) => {
            return Ok(Answer::No(Refusal::InvalidRequest));
        }
        Some((id, secret)) => (id.as_str(), secret.as_str()),
        None => (form.get("client_id"), form.get("client_secret")),
    };
    let client = Credentials { id, secret: Some(secret).filter(|secret| !secret.is_empty()) };
    match form.get("grant_type") {
        "authorization_code" => {
            let (code, redirect, verifier) = (form.get("code"), form.get("redirect_uri"), form.get("code_verifier"));
            exchange::exchange(&web.app, &Exchange { client, code, redirect, verifier }).await
        }
        "refresh_token" => {
            let (token, scope) = (form.get("refresh_token"), form.get("scope"));
            refresh::refresh(&web.app, &Refresh { client, token, scope }).await
        }
        "" => Ok(Answer::No(Refusal::InvalidRequest)),
        _ => Ok(Answer::No(Refusal::UnsupportedGrantType)),
    }
}

/// Name and secret of a header, if there is one. Neither holds what would be written otherwise in a form.
fn basic(headers: &HeaderMap) -> std::result::Result<Option<(String, String)>, ()> {
    let Some(value) = headers.get(header::AUTHORIZATION) else { return Ok(None) };
    let (scheme, text) = value.to_str().map_err(|_| ())?.split_once(' ').ok_or(())?;
    let bytes = STANDARD.decode(text.trim()).map_err(|_| ())?;
    let text = String::from_utf8(bytes).map_err(|_| ())?;
    let (id, secret) = text.split_once(':').ok_or(())?;
    if scheme.eq_ignore_ascii_case("basic") { Ok(Some((id.to_owned(), secret.to_owned()))) } else { Err(()) }
}

fn tokens(given: &Given) -> Value {
    let mut tokens = json!({
        "access_token": given.access.secret(),
        "token_type": "Bearer",
        "expires_in": limits::ACCESS_TOKEN_LIFE.0 / 1_000,
        "id_token": given.id_token,
        "scope": given.scope,
    });
    if let Some(refresh) = &given.refresh {
        tokens["refresh_token"] = refresh.secret().into();
    }
    tokens
}

/// `GET /oidc/userinfo`: what is told of whom an access token is of.
pub(crate) async fn userinfo(State(web): State<Arc<Web>>, headers: HeaderMap) -> Response {
    tell(&web, bearer(&headers)).await
}

/// `POST /oidc/userinfo`: the same; the token may be in a form.
pub(crate) async fn userinfo_form(State(web): State<Arc<Web>>, request: Request) -> Response {
    let in_header = bearer(request.headers()).map(str::to_owned);
    if in_header.is_some() {
        return tell(&web, in_header.as_deref()).await;
    }
    match form_of(request, &web).await {
        Ok(form) => tell(&web, Some(form.get("access_token")).filter(|token| !token.is_empty())).await,
        Err(error) => unread(&error),
    }
}

/// The form of a request; an empty one when it has none.
async fn form_of(request: Request, web: &Arc<Web>) -> Result<Fields> {
    if request.headers().get(header::CONTENT_TYPE).is_none() {
        return Ok(Fields::default());
    }
    Ok(Filled::from_request(request, web).await?.0)
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

async fn tell(web: &Web, access: Option<&str>) -> Response {
    let told = match access {
        Some(access) => userinfo::userinfo(&web.app, access).await,
        None => return challenged(HeaderValue::from_static("Bearer realm=\"Preau\""), &json!({})),
    };
    match told {
        Ok(Some(claims)) => Json(claims).into_response(),
        Ok(None) => {
            let why = HeaderValue::from_static("Bearer realm=\"Preau\", error=\"invalid_token\"");
            challenged(why, &json!({ "error": "invalid_token" }))
        }
        Err(error) => failed(&error),
    }
}

/// An answer to who has not shown what it should.
fn challenged(why: HeaderValue, body: &Value) -> Response {
    (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, why)], Json(body)).into_response()
}

fn refused(refusal: Refusal) -> Response {
    let body = json!({ "error": refusal.code(), "error_description": refusal.sentence() });
    if refusal == Refusal::InvalidClient {
        return challenged(HeaderValue::from_static("Basic realm=\"Preau\""), &body);
    }
    (StatusCode::BAD_REQUEST, Json(body)).into_response()
}

/// A form that is too large, or none.
fn unread(error: &Error) -> Response {
    let status = if matches!(error, Error::TooLarge) { StatusCode::PAYLOAD_TOO_LARGE } else { StatusCode::BAD_REQUEST };
    (status, Json(json!({ "error": "invalid_request", "error_description": error.to_string() }))).into_response()
}

/// A failure is logged here, as the protocol has words of its own for it.
fn failed(error: &actions::Error) -> Response {
    tracing::error!(%error, "a service could not be answered");
    (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "error": "temporarily_unavailable" }))).into_response()
}
