//! `cargo xtask bench`: prints figures, and never asserts on time. Absolute times depend on the machine; what is
//! compared is done in turn in one run and given as a ratio.
#![expect(
    clippy::print_stdout,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a bench prints, stops at once when its world is wrong, and times with the system's clock"
)]

mod accounts;
mod channels;
mod crisis;
mod judge;
mod replays;
mod rspamd;
mod shield;
mod spine;
mod stats;
mod world;

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let family = args.next().unwrap_or_default();
    if family == "channels-carry" {
        channels::carry(args).await;
        return ExitCode::SUCCESS;
    }
    let small = args.any(|arg| arg == "--small");
    match family.as_str() {
        "spine" => spine::run(small).await,
        "channels" => Box::pin(channels::run(small)).await,
        "accounts" => Box::pin(accounts::run(small)).await,
        "replays" => replays::run(small),
        "crisis" => Box::pin(crisis::run(small)).await,
        "shield" => {
            judge::run(small);
            shield::run(small).await;
        }
        _ => {
            println!("usage: cargo xtask bench spine|shield|accounts|crisis|channels|replays [--small]");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
