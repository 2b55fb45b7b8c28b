//! What proves a person beside their password.

use crate::codes::codes;

codes! {
    /// A kind of second factor.
    pub enum FactorKind {
        /// Six digits that an application shows for half a minute (RFC 6238).
        Totp = "totp",
        /// A key that an authenticator keeps and that never leaves it (`WebAuthn`).
        Passkey = "passkey",
        /// A grid of codes on paper, of which two cells are asked ([`crate::grid`]).
        Grid = "grid",
    }
}

codes! {
    /// For what a passkey is asked.
    pub enum Ceremony {
        /// To be a second factor from now on.
        Enrol = "enrol",
        /// To go on with a sign-in whose password was right.
        SecondStep = "second_step",
        /// To prove again, in an open session, who one is.
        StepUp = "step_up",
        /// To sign in without anything else.
        SignIn = "sign_in",
    }
}

codes! {
    /// By what somebody proved again, in an open session, who they are.
    pub enum ProofKind {
        /// Password: for those who have no second factor.
        Password = "password",
        /// A code of an application.
        Totp = "totp",
        /// A passkey.
        Passkey = "passkey",
        /// Two cells of a grid of codes.
        Grid = "grid",
        /// One of the codes kept on paper for the day when the rest is lost.
        Recovery = "recovery",
    }
}
