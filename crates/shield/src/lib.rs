//! Judges one letter: views, features, policy, verdict with reasons. Pure: no I/O, no clock, no chance.
//!
//! A [`Letter`] and a [`Context`] go in, a `model::verdict::Verdict` comes out. On the way: [`views`] undo disguises,
//! the words are read, concepts and signatures from `rules/*.toml` are found among them, each find is weighed with what
//! stands around it, and [`policy`] decides with what is known of the sending.

pub mod arrival;
pub mod classifier;
mod error;
pub mod indicators;
pub mod jsonl;
mod judge;
mod letter;
mod local;
pub mod mutate;
pub mod policy;
mod risk;
mod rules;
mod score;
pub mod sketch;
mod unreadable;
pub mod views;
mod words;

pub use error::Error;
pub use judge::Shield;
pub use letter::{ConfirmedMatch, Context, Letter, Reach, SimilarRecent};
pub use local::{OneSignature, Refused as RuleRefused, RuleFile};
pub use risk::is_sign as is_sign_of_risk;
