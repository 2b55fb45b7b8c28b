//! Resets of a territory: what is easy for one person and what takes two.

use crate::{codes::codes, territory::Scope};

codes! {
    /// What is decided on a reset.
    pub enum ResetStep {
        /// It begins.
        Begin = "begin",
        /// It ends: passwords of before hold again for those who have not come back.
        Undo = "undo",
    }
}

codes! {
    /// Who of a place comes back at a moment.
    pub enum Returning {
        /// Everybody.
        Everyone = "everyone",
        /// Those who work there.
        Adults = "adults",
        /// Pupils.
        Pupils = "pupils",
        /// Guardians.
        Guardians = "guardians",
    }
}

impl ResetStep {
    /// Whether two people decide it. One begins what is of a class or a school; more takes two, and so does every end:
    /// shutting out is easy and mended by a sheet, letting stolen passwords in again is not.
    pub const fn takes_two(self, scope: &Scope) -> bool {
        match self {
            ResetStep::Undo => true,
            ResetStep::Begin => matches!(scope, Scope::All | Scope::Academie(_) | Scope::Departement(_)),
        }
    }
}
