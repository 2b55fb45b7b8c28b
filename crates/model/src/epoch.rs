//! Reset means evicted (invariant 6): what was issued before the newest epoch of a person's chain is dead.

use crate::codes::codes;

codes! {
    /// What an epoch ends.
    pub enum EpochKind {
        /// Sessions and remembered devices; the password stays.
        Sessions = "sessions",
        /// Everything: passwords, codes, sessions, devices, grants.
        Credentials = "credentials",
    }
}
