//! Everything spoken to outsiders: rosters, mail, protocols; runs outbox jobs.

pub mod antivirus;
pub mod channels;
pub mod films;
mod http;
pub mod leaks;
mod logout;
mod providers;
pub mod rosters;
pub mod timestamp;
mod uploads;

pub use logout::logout_job;
pub use providers::Providers;
pub use uploads::import_job;
