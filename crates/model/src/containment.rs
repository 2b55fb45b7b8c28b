//! A measure on one account: it is taken from whoever uses it, for a time, until its owner comes back.

use crate::codes::codes;

codes! {
    /// Why an account was contained.
    pub enum ContainmentReason {
        /// A threat was sent from it, as by somebody who is not its owner.
        Threat = "threat",
        /// It had sent, before, what was then recognised as a threat.
        Carrier = "carrier",
        /// A person of the desk decided it.
        Desk = "desk",
        /// Its owner says that a message is not theirs.
        Owner = "owner",
        /// It was opened with accounts of other schools, one after another, by the same device or network.
        Spray = "spray",
        /// It wrote to a decoy.
        Decoy = "decoy",
    }
}

codes! {
    /// How a containment ended before its time.
    pub enum ContainmentEnd {
        /// A person of the desk lifted it: what was issued before holds again, except open sessions.
        Lifted = "lifted",
        /// The owner came back by a printed code.
        Returned = "returned",
    }
}
