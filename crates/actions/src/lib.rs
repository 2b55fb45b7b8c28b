//! The only crate that changes anything: one file per verb.
