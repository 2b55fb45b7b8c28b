//! The real program, started, asked, killed and looked into, as an operator and as browsers meet it.
#![allow(clippy::expect_used, reason = "a test that cannot prepare itself must fail at once")]

mod browser;
mod carrying;
mod cas;
mod channels;
mod command_line;
mod dossier;
mod examine;
mod judge;
mod kill;
mod oidc;
mod place;
mod process;
mod python;
mod rules;
