//! The router, and what surrounds every route: who asks, cross-site forms, headers, compression, pages of errors.

use std::sync::Arc;

use actions::App;
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderName, HeaderValue, Method, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
};
use tower_http::{
    compression::CompressionLayer,
    csrf::{CsrfLayer, ProtectionError},
};

use crate::{
    error::Error,
    forms::{local_path, percent},
    meters::{self, Answered},
    pages,
    routes::{Body, Entry, ROUTES, Route, Who, comes_from_elsewhere},
    server::{Settings, Web},
    session::{Ask, SIGNED_OUT, Visitor},
};

/// The pages of an installation, ready to be served.
pub fn router(app: Arc<App>, settings: Settings) -> Router {
    let web = Arc::new(Web::new(app, settings));
    let mut router = Router::new();
    for route in ROUTES {
        let guarded = (route.handler)()
            .route_layer(DefaultBodyLimit::max(route.body.bytes_max()))
            .route_layer(from_fn_with_state(At { web: web.clone(), route }, guard));
        router = router.route(route.path, guarded);
    }
    router
        .fallback(nowhere)
        // A method that an address does not have says no more than an address that is not there.
        .method_not_allowed_fallback(nowhere)
        .layer(csrf(web.settings.public_url.as_deref()))
        .layer(from_fn_with_state(web.clone(), pages::trouble::tell))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(web.settings.secure_cookies, add_headers))
        .layer(from_fn_with_state(web.settings.meters.clone(), meters::count))
        .with_state(web)
}

/// A route, and the state that its guard needs.
#[derive(Clone)]
struct At {
    web: Arc<Web>,
    route: &'static Route,
}

/// Asks who it is, once, and whether they may call the route; whatever the answer, it says which route it is of.
async fn guard(State(At { web, route }): State<At>, request: Request, next: Next) -> Response {
    let mut answer = guarded(web, route, request, next).await;
    answer.extensions_mut().insert(Answered(route));
    answer
}

async fn guarded(web: Arc<Web>, route: &Route, mut request: Request, next: Next) -> Response {
    if route.who == Who::Unasked {
        return next.run(request).await;
    }
    let visitor = match Visitor::of(&web, request.headers(), request.extensions()).await {
        Ok(visitor) => Arc::new(visitor),
        Err(error) if route.body == Body::Message => {
            return pages::compose::give_back_with(error, &web, request).await.into_response();
        }
        Err(error) => return error.into_response(),
    };
    let entry = route.who.lets_in(&web, &visitor);
    let closed = if entry == Entry::Open { pages::restricted::closed(&visitor, route) } else { None };
    let mut answer = match entry {
        Entry::Open if closed.is_some() => closed.unwrap_or_default(),
        // A part that every page holds is answered in one place.
        Entry::Open if visitor.fragment.as_deref().is_some_and(pages::frame::holds) => {
            match Ask::of_visitor(&web, &visitor) {
                Some(ask) => pages::frame::part(&ask).await.into_response(),
                None => Error::NotFound.into_response(),
            }
        }
        Entry::Open => {
            request.extensions_mut().insert(visitor.clone());
            match &visitor.actor {
                Some(actor) if matches!(route.body, Body::Own | Body::Act) => {
                    let by_factor = route.body == Body::Act && web.settings.factor_required;
                    let passed = pages::step_up::pass(&web, (&visitor, actor), by_factor, (request, next)).await;
                    passed.unwrap_or_else(IntoResponse::into_response)
                }
                _ => next.run(request).await,
            }
        }
        Entry::Nowhere => Error::NotFound.into_response(),
        Entry::SignInFirst => sign_in_first(&web, route, &visitor, request).await,
    };
    answer.extensions_mut().insert(visitor);
    answer
}

/// What somebody gets who must sign in first: a page, the way to one, or for a script a plain word.
async fn sign_in_first(web: &Arc<Web>, route: &Route, visitor: &Arc<Visitor>, request: Request) -> Response {
    // A stream that is refused in this way is not opened again and again.
    if request.headers().get(header::ACCEPT).is_some_and(|accept| accept == "text/event-stream") {
        return SIGNED_OUT.into_response();
    }
    if route.body == Body::Message {
        return pages::sign_in::keep(web, visitor, request).await.into_response();
    }
    let then = match *request.method() {
        Method::GET => request.uri().path_and_query().map(|path| path.as_str().to_owned()),
        _ => visitor.from.clone(),
    };
    let then = then.unwrap_or_default();
    match local_path(&then) {
        "/" => Redirect::to("/sign-in").into_response(),
        then => Redirect::to(&format!("/sign-in?then={}", percent(then))).into_response(),
    }
}

/// No such page; with the navigation of whoever is signed in.
async fn nowhere(State(web): State<Arc<Web>>, request: Request) -> Response {
    let visitor = Visitor::of(&web, request.headers(), request.extensions()).await;
    let mut answer = Error::NotFound.into_response();
    if let Ok(visitor) = visitor {
        answer.extensions_mut().insert(Arc::new(visitor));
    }
    answer
}

/// Refuses forms that another site made a browser send. No token is needed: browsers say where a form comes from
/// (`Sec-Fetch-Site`, `Origin`), and what is not a browser carries nobody's cookies.
fn csrf(public_url: Option<&str>) -> CsrfLayer<impl FnMut(ProtectionError) -> Response + Clone + use<>> {
    let layer = CsrfLayer::new().with_insecure_bypass(|method, uri| comes_from_elsewhere(method, uri.path()));
    let origin = public_url.map(|url| url.trim_end_matches('/'));
    let layer = match origin.map(|origin| layer.clone().add_trusted_origin(origin)) {
        Some(Ok(trusting)) => trusting,
        Some(Err(error)) => {
            tracing::error!(%error, "the public address is not an origin: forms sent through a proxy may be refused");
            layer
        }
        None => layer,
    };
    layer.with_rejection_response(|_| Error::CrossSite.into_response())
}

/// What a page may load, and where its forms may lead.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
     connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The same for a page whose form leads on to a service of others. Browsers hold each address that the answer to a form
/// leads to against `form-action`, those to which the service itself leads on as well.
pub(crate) fn policy_towards(origin: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(&POLICY.replace("form-action 'self'", &format!("form-action 'self' https: {origin}"))).ok()
}

/// Set on every answer that does not set them itself.
const HEADERS: [(HeaderName, HeaderValue); 8] = [
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static(
            "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=()",
        ),
    ),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

async fn add_headers(State(secure): State<bool>, request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    for (name, value) in &HEADERS {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    if secure {
        let a_year = HeaderValue::from_static("max-age=31536000");
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(a_year);
    }
    answer
}
