//! Where a joined file stands: readers see it only once it was examined.

use crate::codes::codes;

codes! {
    /// Whether readers may open a file, once they may read its message.
    pub enum FileState {
        /// voilée: not examined yet.
        Waiting = "waiting",
        /// Shown.
        Clear = "clear",
        /// voilée, until a person at the desk has looked at it.
        Kept = "kept",
    }
}

impl FileState {
    /// The only list of legal moves. What was shown is taken back with its message, never alone.
    pub const fn may_become(self, next: FileState) -> bool {
        use FileState::{Clear, Kept, Waiting};
        matches!((self, next), (Waiting, Clear | Kept) | (Kept, Clear))
    }
}

codes! {
    /// Why a file waits for a person.
    pub enum KeptFor {
        /// It was not examined in time; it is shown by itself when that succeeds later.
        Late = "late",
        /// The antivirus recognised it.
        Virus = "virus",
        /// It goes beyond what may be examined.
        Overrun = "overrun",
        /// It is, or holds, a program.
        Program = "program",
        /// It cannot be read, and goes to many.
        Unreadable = "unreadable",
        /// It holds a threat or resembles a withdrawn one, and a person has let its message out before.
        Threat = "threat",
    }
}

codes! {
    /// Why the antivirus said nothing of a file.
    pub enum Unscanned {
        /// It did not answer, or not in time.
        Silent = "silent",
        /// It answered, and what it said is no verdict: the file is too large for it.
        Refused = "refused",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_was_shown_is_not_veiled_again_and_none_goes_back_to_waiting() {
        assert!(FileState::ALL.iter().all(|next| !FileState::Clear.may_become(*next)));
        assert!(FileState::ALL.iter().all(|state| !state.may_become(FileState::Waiting)));
    }
}
