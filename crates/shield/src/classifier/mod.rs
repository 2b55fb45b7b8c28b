//! The model of the words (stage S3): linear, several labels, learned from `corpus/` by `preau train`.
//!
//! The rules say what an author of rules thought of; the model has seen thousands of letters. It reads what the rules
//! have read, their finds included, and says how likely each label is. What it says is a sum over words, so the desk
//! can be shown which ones counted.

pub mod by_name;
mod calibrate;
mod classes;
pub mod corpus;
pub mod evaluate;
mod features;
mod file;
mod hash;
pub mod interval;
mod learned;
pub mod train;
mod weigh;
mod windows;

use model::verdict::Label;

pub(crate) use classes::Classes;
pub(crate) use features::{Features, Read};
pub(crate) use learned::{Learned, Said};
pub(crate) use weigh::weigh;

/// What the model answers: a threat or not, then each label of [`Label::ALL`].
pub(crate) const OUTPUTS: usize = 1 + Label::ALL.len();

/// The output that says whether a letter is a threat.
pub(crate) const THREAT: usize = 0;

/// The output of a label.
pub(crate) fn output_of(label: Label) -> usize {
    1 + Label::ALL.iter().position(|one| *one == label).unwrap_or_default()
}
