//! Everything spoken to outsiders: rosters, mail, protocols; runs outbox jobs.

pub mod antivirus;
pub mod leaks;
pub mod rosters;
mod uploads;

pub use uploads::import_job;
