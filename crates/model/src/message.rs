//! One message, one row, one state (invariant 1).

use crate::codes::codes;

codes! {
    /// Where a message stands. Readers see it only in [`State::Delivered`], or in [`State::Waves`] when their wave is
    /// out.
    pub enum State {
        /// mise en attente: judged, shown to nobody new, waiting for a person.
        Held = "held",
        /// remise différée: judged, waits for the end of closed hours, and is judged again then.
        Deferred = "deferred",
        /// Going out in waves; see [`crate::wave`].
        Waves = "waves",
        /// Out for its whole audience.
        Delivered = "delivered",
        /// retrait: taken from every reader at once.
        Withdrawn = "withdrawn",
    }
}

impl State {
    /// The only list of legal moves.
    pub const fn may_become(self, next: State) -> bool {
        use State::{Deferred, Delivered, Held, Waves, Withdrawn};
        matches!(
            (self, next),
            (Held | Waves | Deferred, Delivered)
                | (Deferred, Waves)
                | (Waves | Delivered | Deferred, Held)
                | (Held | Waves | Delivered | Deferred, Withdrawn)
        )
    }
}

impl From<crate::verdict::Outcome> for State {
    fn from(outcome: crate::verdict::Outcome) -> State {
        match outcome {
            crate::verdict::Outcome::Deliver => State::Delivered,
            crate::verdict::Outcome::Waves => State::Waves,
            crate::verdict::Outcome::Hold => State::Held,
        }
    }
}

codes! {
    /// Why a message may not be sent at all.
    pub enum Refusal {
        /// The rules do not let this person write to one of those chosen.
        NotAllowed = "not_allowed",
        /// One of those chosen does not exist, or is not known to this person.
        UnknownRecipient = "unknown_recipient",
        /// The message that is answered does not exist, or is not known to this person.
        UnknownReply = "unknown_reply",
        /// A file is missing, is another person's, or was sent already.
        UnknownAttachment = "unknown_attachment",
        /// The account has written to as many people as it may for now.
        TooMany = "too_many",
        /// Accounts of this place came back and read; they write to others than adults of the school later.
        NotYet = "not_yet",
        /// A measure in force lets nobody of this place write for now.
        Suspended = "suspended",
        /// A measure in force bounds the readers of a letter.
        TooWide = "too_wide",
        /// A measure in force stops files and links.
        NoFiles = "no_files",
        /// A measure in force stops what is written from outside France.
        Abroad = "abroad",
        /// A measure in force stops what is written from a device that was never seen.
        NewDevice = "new_device",
        /// Its sender must prove first who they are.
        ProofFirst = "proof_first",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_withdrawn_message_never_comes_back() {
        assert!(State::ALL.iter().all(|next| !State::Withdrawn.may_become(*next)));
    }

    #[test]
    fn codes_read_back() {
        for state in State::ALL {
            assert_eq!(State::from_code(state.code()), Some(*state));
        }
        assert_eq!(State::from_code("seen"), None);
    }
}
