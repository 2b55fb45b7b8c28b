//! The account that lets a person in.

use crate::codes::codes;

codes! {
    /// Where an account stands.
    pub enum AccountState {
        /// Made from the directory; nobody has signed in yet.
        Provisioned = "provisioned",
        /// In use.
        Active = "active",
        /// Stopped by a person, with a reason.
        Suspended = "suspended",
        /// The person has left; no sign-in.
        Closed = "closed",
    }
}

impl AccountState {
    /// The only list of legal moves.
    pub const fn may_become(self, next: AccountState) -> bool {
        use AccountState::{Active, Closed, Provisioned, Suspended};
        matches!(
            (self, next),
            (Provisioned, Active | Suspended | Closed)
                | (Active, Provisioned | Suspended | Closed)
                | (Suspended, Provisioned | Active | Closed)
                | (Closed, Provisioned)
        )
    }
}

/// A stored code that no value of the enum has: the database is newer than the program, or damaged.
#[derive(Debug, thiserror::Error)]
#[error("unknown {of} code « {code} »: the database was written by another version, or is damaged")]
pub struct UnknownCode {
    /// The enum's name.
    pub of: &'static str,
    /// What was read.
    pub code: String,
}
