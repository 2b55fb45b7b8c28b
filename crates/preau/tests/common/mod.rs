//! The real program, started and stopped by tests, and a small HTTP client that speaks to it as a browser does.
#![allow(dead_code, reason = "each test program uses its part")]
#![allow(clippy::expect_used, clippy::missing_panics_doc, reason = "a test that cannot prepare itself must fail at once")]

pub mod browser;
pub mod place;
pub mod program;
