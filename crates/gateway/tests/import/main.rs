//! Imports of rosters, from files to the directory, on both databases.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on must fail at once")]
#![allow(unreachable_pub, missing_docs, reason = "a test is a crate that nobody sees")]

mod accounts;
mod again;
mod bad_input;
mod files;
mod full;
mod leaving;
mod moving;
mod primary;
mod property;
mod sample;
mod seen;
mod spoiled;
mod two_sources;
mod uploaded;
