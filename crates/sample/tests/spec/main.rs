//! What the written files hold, read back by nothing but an XML and a CSV reader.

#![expect(clippy::expect_used, reason = "a helper of a test fails as the test does")]

mod bytes;
mod delta;
mod fiction;
mod people;
mod roster;
mod teaching;
