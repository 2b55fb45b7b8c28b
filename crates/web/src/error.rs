//! What was not planned, and what a person is told of it. Status codes are known here and nowhere else.
//!
//! A handler gives an [`Error`]; its answer carries a [`Failure`], and one layer around all routes turns that into a
//! page in the reader's language. The page has the operation's identity, the log has the same with the cause.

use actions::Error as Cause;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::views::{Kept, Trouble};

/// A result of a handler.
pub(crate) type Result<T> = std::result::Result<T, Error>;

/// Why a page cannot be shown.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// There is no such page or thing, or this person may not know of it.
    #[error("no such page")]
    NotFound,
    /// The address to go on to is of no service that is linked here.
    #[error("no such service")]
    NoService,
    /// A service asked for whoever is signed in to sign out, and did not show that it is theirs.
    #[error("nobody is signed out by a link")]
    StillIn,
    /// The form is incomplete, too old, or came from another site.
    #[error("the form cannot be used")]
    Form,
    /// The form came from another site.
    #[error("the form came from another site")]
    CrossSite,
    /// The request is larger than it may be.
    #[error("the request is too large")]
    TooLarge,
    /// This person has too much open at once.
    #[error("too much at once")]
    TooMany,
    /// The program has too much to do: come back in so many seconds.
    #[error("busy")]
    Busy(u32),
    /// What stands under the pages failed.
    #[error(transparent)]
    Action(#[from] Cause),
    /// A template failed.
    #[error("a page could not be written: {0}")]
    Template(#[from] askama::Error),
    /// Sheets could not be made into a file.
    #[error("sheets could not be written: {0}")]
    Paper(String),
    /// A failure while a form was handled, with what was typed in it.
    #[error("{0}")]
    Keeping(Box<Error>, Vec<Kept>),
}

/// Travels with an answer to the layer that writes the page.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    pub(crate) trouble: Trouble,
    /// For the log alone; only for what somebody must look at.
    pub(crate) cause: Option<String>,
    pub(crate) kept: Vec<Kept>,
}

impl Error {
    /// The same, giving back what was typed.
    pub(crate) fn keeping(self, kept: Vec<Kept>) -> Error {
        Error::Keeping(Box::new(self), kept)
    }

    fn told(&self) -> (StatusCode, Trouble) {
        match self {
            Error::NotFound => (StatusCode::NOT_FOUND, Trouble::NotFound),
            Error::NoService => (StatusCode::FORBIDDEN, Trouble::Service),
            Error::StillIn => (StatusCode::BAD_REQUEST, Trouble::StillIn),
            Error::Form => (StatusCode::BAD_REQUEST, Trouble::Form),
            Error::CrossSite => (StatusCode::FORBIDDEN, Trouble::Form),
            Error::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Trouble::TooLarge),
            Error::TooMany => (StatusCode::TOO_MANY_REQUESTS, Trouble::TooMany),
            Error::Busy(_) | Error::Action(Cause::Store(store::Error::Locked)) => {
                (StatusCode::SERVICE_UNAVAILABLE, Trouble::Busy)
            }
            Error::Action(Cause::Store(store::Error::Full)) => (StatusCode::INSUFFICIENT_STORAGE, Trouble::ReadOnly),
            Error::Action(_) | Error::Template(_) | Error::Paper(_) => {
                (StatusCode::INTERNAL_SERVER_ERROR, Trouble::Broken)
            }
            Error::Keeping(error, _) => error.told(),
        }
    }

    fn into_parts(self) -> (Error, Vec<Kept>) {
        match self {
            Error::Keeping(error, kept) => (*error, kept),
            error => (error, Vec::new()),
        }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Error {
        Error::Action(error.into())
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let (status, trouble) = self.told();
        let (error, kept) = self.into_parts();
        let cause = matches!(error, Error::Action(_) | Error::Template(_)).then(|| error.to_string());
        let mut answer = status.into_response();
        let again_s = match (&error, trouble) {
            (Error::Busy(seconds), _) => Some(*seconds),
            (_, Trouble::Busy | Trouble::TooMany) => Some(30),
            _ => None,
        };
        if let Some(seconds) = again_s {
            answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        answer.extensions_mut().insert(Failure { trouble, cause, kept });
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(error: Error) -> (u16, Option<String>) {
        let answer = error.into_response();
        (answer.status().as_u16(), answer.extensions().get::<Failure>().and_then(|failure| failure.cause.clone()))
    }

    #[test]
    fn a_full_disk_and_a_busy_database_are_told_apart_from_a_fault() {
        assert_eq!(told(store::Error::Full.into()).0, 507);
        assert_eq!(told(store::Error::Locked.into()).0, 503);
        let (status, cause) = told(store::Error::Exists.into());
        assert_eq!(status, 500);
        assert!(cause.is_some_and(|cause| cause.contains("exists already")));
    }

    #[test]
    fn what_is_expected_is_not_logged() {
        assert_eq!(told(Error::NotFound), (404, None));
        assert_eq!(told(Error::Busy(3)), (503, None));
        assert_eq!(told(Error::TooLarge.keeping(vec![])), (413, None));
    }
}
