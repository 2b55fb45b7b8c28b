//! Bytes by chance for every parser and every stage of the shield. Each [`Target`] is one function that any bytes are
//! given to; it panics when a promise is broken: a reader fails, a reason points beside the text, what goes beyond a bound
//! is not held, a forged word is believed, a page answers 500.
//!
//! The same functions run in two ways. [`run::run`] spoils the seeds of `fuzz/seeds`, the same way each time, on the
//! stable compiler: a short run in every `./test`. `fuzz/libfuzzer` hands them to libFuzzer, which follows what the bytes
//! reach (`cargo xtask fuzz`).
#![allow(
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::panic,
    reason = "a target says by a panic that a promise is broken"
)]

pub mod run;
mod targets;

pub use targets::TARGETS;

/// One entry of the program that takes what others send.
pub struct Target {
    /// Its name, and that of the folder of its seeds.
    pub name: &'static str,
    /// What the bytes are.
    pub what: &'static str,
    /// Spoiled seeds that it is given in a short run.
    pub tries: usize,
    entry: fn(&[u8]),
}

impl Target {
    /// Gives it some bytes.
    pub fn run(&self, content: &[u8]) {
        (self.entry)(content);
    }
}

/// The target of this name.
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
