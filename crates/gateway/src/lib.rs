//! Everything spoken to outsiders: rosters, mail, protocols; runs outbox jobs.

pub mod rosters;
