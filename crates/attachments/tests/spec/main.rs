//! Files as people, other programs and attackers make them.
#![allow(clippy::expect_used, reason = "a test that cannot go on must fail at once")]

mod bad_input;
mod pictures;
mod reading;
mod support;
mod swarm;
