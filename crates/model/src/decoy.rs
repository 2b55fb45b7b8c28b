//! Decoys: mailboxes that no honest sender knows. What reaches one came from a program, or from a list that was stolen.

use crate::codes::codes;

codes! {
    /// How one was reached.
    pub enum Way {
        /// A letter named it, by itself.
        Letter = "letter",
        /// Somebody tried its user name at the door.
        SignIn = "sign_in",
    }
}
