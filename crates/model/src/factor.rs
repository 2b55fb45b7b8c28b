//! What proves a person beside their password.

use crate::codes::codes;

codes! {
    /// A kind of second factor.
    pub enum FactorKind {
        /// Six digits that an application shows for half a minute (RFC 6238).
        Totp = "totp",
    }
}

codes! {
    /// By what somebody proved again, in an open session, who they are.
    pub enum ProofKind {
        /// Password: for those who have no second factor.
        Password = "password",
        /// A code of an application.
        Totp = "totp",
        /// One of the codes kept on paper for the day when the rest is lost.
        Recovery = "recovery",
    }
}
