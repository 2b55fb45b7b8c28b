//! Who asks. A request is asked once, by the guard of its route; handlers receive the answer as [`Ask`] or [`Guest`].

use std::sync::Arc;

use actions::{
    App,
    measure::{self, Own},
    sign_in::{self, Browser},
};
use axum::{
    extract::FromRequestParts,
    http::{Extensions, HeaderMap, StatusCode, Uri, header, request::Parts},
};
use model::Actor;

use crate::{
    cookies::Cookie,
    dates::{Calendar, zone},
    error::{Error, Result},
    forms::Fields,
    locale::Locale,
    server::Web,
    views::{Font, Theme},
};

/// Time zone of pages for nobody in particular.
const ZONE: &str = "Europe/Paris";

/// What is known of whoever asks.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    /// Who is signed in, if anybody is at this moment.
    pub(crate) actor: Option<Arc<Actor>>,
    /// What is restricted for them at this moment, the heaviest first.
    pub(crate) restrictions: Vec<Own>,
    /// The language to answer in.
    pub(crate) locale: Locale,
    /// Light or dark.
    pub(crate) theme: Theme,
    /// Secret of the session cookie.
    pub(crate) session: Option<String>,
    /// Secret of the device cookie.
    pub(crate) device: Option<String>,
    /// Source address and port; empty when the server was not told.
    address: String,
    /// What the browser says it is.
    agent: String,
    /// The part of the page that is asked for alone.
    pub(crate) fragment: Option<String>,
    /// The local page from which the request came, if the browser says so.
    pub(crate) from: Option<String>,
    /// Host that the request named.
    pub(crate) host: String,
}

impl Visitor {
    /// Somebody of whom nothing was asked but their language: for pages that must not fail.
    pub(crate) fn unasked(headers: &HeaderMap) -> Visitor {
        let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
        Visitor {
            actor: None,
            restrictions: Vec::new(),
            locale: text(header::ACCEPT_LANGUAGE).map(Locale::from_accept_language).unwrap_or_default(),
            theme: Theme::Auto,
            session: None,
            device: None,
            address: String::new(),
            agent: text(header::USER_AGENT).unwrap_or_default().to_owned(),
            fragment: headers.get("x-fragment").and_then(|value| value.to_str().ok()).map(str::to_owned),
            from: text(header::REFERER).and_then(|from| local_page(from, headers)),
            host: text(header::HOST).unwrap_or_default().to_owned(),
        }
    }

    /// Asks who is behind the cookies of a request, and where it came from.
    pub(crate) async fn of(web: &Web, headers: &HeaderMap, extensions: &Extensions) -> Result<Visitor> {
        let secure = web.settings.secure_cookies;
        let mut visitor = Visitor::unasked(headers);
        visitor.session = Cookie::Session.read(headers, secure);
        visitor.device = Cookie::Device.read(headers, secure);
        let theme = Cookie::Theme.read(headers, secure);
        visitor.theme = theme.as_deref().and_then(Theme::from_code).unwrap_or_default();
        let source = web.settings.proxies.source(headers, extensions);
        visitor.address = source.map(|source| source.to_string()).unwrap_or_default();
        if let (Some(session), Some(device)) = (&visitor.session, &visitor.device) {
            visitor.actor = sign_in::authenticate(&web.app, session, device).await?.map(Arc::new);
        }
        if let Some(actor) = &visitor.actor {
            visitor.restrictions = measure::own(&web.app, actor).await?;
        }
        let chosen = visitor.actor.as_ref().and_then(|actor| actor.locale.as_deref());
        visitor.locale = chosen.and_then(Locale::from_code).unwrap_or(visitor.locale);
        Ok(visitor)
    }

    /// The browser, as the sign-in wants it.
    pub(crate) fn browser(&self) -> Browser<'_> {
        Browser { device: self.device.as_deref(), address: &self.address, agent: &self.agent, origin: None }
    }

    /// The face of the text.
    pub(crate) fn font(&self) -> Font {
        let chosen = self.actor.as_ref().and_then(|actor| actor.font.as_deref());
        chosen.and_then(Font::from_code).unwrap_or_default()
    }

    /// Whether a measure keeps them from reading their messages.
    pub(crate) fn messages_are_closed(&self) -> bool {
        self.restrictions.iter().any(|one| !one.restriction.lets_read())
    }

    /// What time it is for them, at their school.
    pub(crate) fn clock(&self, app: &App) -> Calendar {
        let school = self.actor.as_ref().and_then(|actor| actor.affiliations.first());
        let name = school.map_or(ZONE, |school| model::territory::time_zone(school.academie));
        Calendar { now: app.now(), zone: zone(name), locale: self.locale }
    }
}

/// Path and query of a page of this very site, from a `Referer`.
fn local_page(from: &str, headers: &HeaderMap) -> Option<String> {
    let from: Uri = from.parse().ok()?;
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let path = from.path_and_query().filter(|_| from.authority().is_some_and(|a| a.as_str() == host))?;
    Some(path.as_str().to_owned())
}

/// A request that anybody may make.
pub(crate) struct Guest {
    pub(crate) web: Arc<Web>,
    pub(crate) visitor: Arc<Visitor>,
    query: Fields,
}

/// A request of somebody who is signed in.
pub(crate) struct Ask {
    pub(crate) web: Arc<Web>,
    pub(crate) visitor: Arc<Visitor>,
    pub(crate) actor: Arc<Actor>,
    query: Fields,
}

impl Guest {
    /// A guest of whom nothing more is known.
    pub(crate) fn of(web: &Arc<Web>, visitor: &Arc<Visitor>) -> Guest {
        Guest { web: web.clone(), visitor: visitor.clone(), query: Fields::default() }
    }

    pub(crate) fn app(&self) -> &App {
        &self.web.app
    }
    /// A value of the address's query; empty when it is not there.
    pub(crate) fn query(&self, name: &str) -> &str {
        self.query.get(name)
    }
    /// The address's whole query.
    pub(crate) fn fields(&self) -> &Fields {
        &self.query
    }
}

impl Ask {
    /// The same request, once its guest has signed in.
    pub(crate) fn of(guest: &Guest, actor: Actor, restrictions: Vec<Own>) -> Ask {
        let actor = Arc::new(actor);
        let visitor = Visitor { actor: Some(actor.clone()), restrictions, ..(*guest.visitor).clone() };
        Ask { web: guest.web.clone(), visitor: Arc::new(visitor), actor, query: Fields::default() }
    }

    /// The same request of the same person, of whom more is known.
    pub(crate) fn with_actor(self, actor: Actor) -> Ask {
        Ask { actor: Arc::new(actor), ..self }
    }
    /// The address's whole query.
    pub(crate) fn fields(&self) -> &Fields {
        &self.query
    }

    /// A visitor who is signed in, without what stands in the address; `None` when they are not.
    pub(crate) fn of_visitor(web: &Arc<Web>, visitor: &Arc<Visitor>) -> Option<Ask> {
        let actor = visitor.actor.clone()?;
        Some(Ask { web: web.clone(), visitor: visitor.clone(), actor, query: Fields::default() })
    }

    pub(crate) fn app(&self) -> &App {
        &self.web.app
    }
    /// A value of the address's query; empty when it is not there.
    pub(crate) fn query(&self, name: &str) -> &str {
        self.query.get(name)
    }
    /// The part of the page that is asked for alone.
    pub(crate) fn fragment(&self) -> Option<&str> {
        self.visitor.fragment.as_deref()
    }
    /// The reader's language.
    pub(crate) fn locale(&self) -> Locale {
        self.visitor.locale
    }
}

impl FromRequestParts<Arc<Web>> for Guest {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Guest> {
        // The guard of the route put it there; without one nobody is let in.
        let visitor = parts.extensions.get::<Arc<Visitor>>().cloned().ok_or(Error::NotFound)?;
        Ok(Guest { web: web.clone(), visitor, query: Fields::of_query(&parts.uri) })
    }
}

impl FromRequestParts<Arc<Web>> for Ask {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Ask> {
        let Guest { web, visitor, query } = Guest::from_request_parts(parts, web).await?;
        let actor = visitor.actor.clone().ok_or(Error::NotFound)?;
        Ok(Ask { web, visitor, actor, query })
    }
}

/// An identity in the path. One that is not written as ours names nothing.
pub(crate) struct Id<T>(pub(crate) T);

impl<T: std::str::FromStr> FromRequestParts<Arc<Web>> for Id<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Id<T>> {
        let path = axum::extract::Path::<String>::from_request_parts(parts, web).await;
        let axum::extract::Path(text) = path.map_err(|_| Error::NotFound)?;
        text.parse().map(Id).map_err(|_| Error::NotFound)
    }
}

/// Status of an answer to a script whose session has ended: it asks for the whole page, which asks to sign in.
pub(crate) const SIGNED_OUT: StatusCode = StatusCode::UNAUTHORIZED;
