//! Those whom channels speak to, for tests and benches: a mail relay and an HTTP service on real sockets of this machine,
//! well-mannered or not. They count what they took by its key.
#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "a test that cannot prepare its peer must fail at once"
)]

mod http;
mod smtp;

use std::time::Duration;

pub use http::{HttpSink, Request};
pub use smtp::{SmtpSink, TakenMail};

/// How a sink behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Temper {
    /// It takes everything.
    Calm,
    /// It takes everything, after a while.
    Slow(Duration),
    /// It gives each answer twice.
    Twice,
    /// It says what is no answer.
    Nonsense,
    /// It answers everything with this status or code.
    Says(&'static str),
    /// The same, with what comes behind.
    Answers(&'static str, &'static str),
    /// Its answer does not end.
    Endless,
    /// It never answers.
    Silent,
    /// It takes and hangs up without a word.
    HangsUp,
}

/// Lets a while pass: a sink is a peer, and its slowness is what is tested.
async fn pass(while_: Duration) {
    let _ = tokio::time::timeout(while_, std::future::pending::<()>()).await;
}
