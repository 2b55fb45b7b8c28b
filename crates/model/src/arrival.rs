//! How a session came in, as far as one can tell the owner of an account from somebody who has their password.

use crate::codes::codes;

codes! {
    /// What follows from how a sign-in looks. Each holds what the one before holds.
    #[derive(Default)]
    pub enum ArrivalLevel {
        /// As its owner comes.
        #[default]
        Usual = "usual",
        /// Unusual enough to be kept in the journal, not enough for anything else.
        Noted = "noted",
        /// The device writes to adults of the school only, for a time.
        Restricted = "restricted",
        /// No session is opened, though the password is right.
        Refused = "refused",
        /// The account is taken from whoever uses it, and so are those opened the same way within the hour.
        Locked = "locked",
    }
}

impl ArrivalLevel {
    /// Whether a session is opened.
    pub const fn lets_in(self) -> bool {
        !matches!(self, ArrivalLevel::Refused | ArrivalLevel::Locked)
    }
}
