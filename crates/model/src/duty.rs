//! What an adult of a school is named for.

use crate::codes::codes;

codes! {
    /// A duty.
    pub enum Duty {
        /// Référent sécurité: receives what somebody warns of. Never held, never shown to pupils.
        Safety = "safety",
        /// Santé et écoute: looks after those who may hurt themselves.
        Care = "care",
    }
}
