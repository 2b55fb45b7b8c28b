//! How a provider is asked. This room speaks to no outsider: it is given somebody who does, and asks outside of any
//! transaction.

use std::pin::Pin;

use model::service::ServiceUrl;

/// What a provider is asked.
#[derive(Debug, Clone)]
pub struct Question {
    /// Where.
    pub to: ServiceUrl,
    /// What is posted; none: it is only read.
    pub form: Option<Form>,
}

/// What is posted to a provider.
#[derive(Clone)]
pub struct Form {
    /// Names and values.
    pub fields: Vec<(&'static str, String)>,
    /// The header that says who posts it, when the form does not.
    pub authorization: Option<String>,
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Secrets and codes are in the values.
        f.debug_list().entries(self.fields.iter().map(|(name, _)| name)).finish()
    }
}

/// What it answers.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// What follows, within [`model::limits::PROVIDER_ANSWER_BYTES_MAX`].
    pub body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug, Clone, thiserror::Error)]
pub enum NoAnswer {
    /// It could not be reached, or not in time, or speaks otherwise.
    #[error("aucune réponse ({0})")]
    Unreachable(String),
    /// It says more than is read.
    #[error("la réponse est trop longue")]
    TooLarge,
    /// Too many are asked at this moment.
    #[error("trop de questions à la fois")]
    Busy,
}

/// An answer to come.
pub type Answering<'a> = Pin<Box<dyn Future<Output = Result<Answer, NoAnswer>> + Send + 'a>>;

/// Somebody who asks: the gateway in the program, an invented provider in tests.
pub trait Outside: Send + Sync {
    /// Asks once: follows nothing, waits and reads within the bounds of `model/limits.rs`.
    fn ask(&self, question: Question) -> Answering<'_>;
}

/// Nobody who asks.
pub(super) struct Nobody;

impl Outside for Nobody {
    fn ask(&self, _: Question) -> Answering<'_> {
        Box::pin(async { Err(NoAnswer::Unreachable("ce programme ne parle à personne".to_owned())) })
    }
}
