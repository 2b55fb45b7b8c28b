//! A deterministic world of schools, pupils, attackers and crashes.
//!
//! [`run`] plays a seed on the program's real actions and, after each step, holds the rows against the promises of
//! ARCHITECTURE.md. A broken promise comes with the command that plays it again.

pub mod bursts;
pub mod chance;
pub mod check;
pub mod doors;
pub mod mind;
pub mod perform;
pub mod plan;
pub mod run;
pub mod scenario;
pub mod texts;
