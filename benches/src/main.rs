//! `cargo xtask bench`: prints figures, and never asserts on time. Absolute times depend on the machine; what is
//! compared is done in turn in one run and given as a ratio.
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a bench prints, stops at once when its world is wrong, and times with the system's clock"
)]

mod spine;
mod stats;
mod world;

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    if args.next().as_deref() != Some("spine") {
        println!("usage: cargo xtask bench spine [--small]");
        return ExitCode::FAILURE;
    }
    spine::run(args.any(|arg| arg == "--small")).await;
    ExitCode::SUCCESS
}
