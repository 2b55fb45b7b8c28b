//! Everything spoken to outsiders: rosters, mail, protocols; runs outbox jobs.

pub mod antivirus;
mod http;
pub mod leaks;
mod logout;
pub mod rosters;
mod uploads;

pub use logout::logout_job;
pub use uploads::import_job;
