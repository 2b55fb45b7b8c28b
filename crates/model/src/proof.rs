//! What a sender answers whom the desk asks whether a held message is theirs.

use crate::codes::codes;

codes! {
    /// An answer.
    pub enum Answer {
        /// They wrote it.
        Mine = "mine",
        /// Somebody else did.
        NotMine = "not_mine",
    }
}
