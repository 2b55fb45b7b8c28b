//! What a person is in a school, and what they may do beyond it.

use crate::codes::codes;

codes! {
    /// What a person is in one school. The same person may be a guardian in one and a teacher in another.
    pub enum Profile {
        /// élève
        Pupil = "pupil",
        /// parent, responsable
        Guardian = "guardian",
        /// enseignant
        Teacher = "teacher",
        /// personnel: vie scolaire, administration, health, technical
        Staff = "staff",
        /// direction
        Head = "head",
    }
}

impl Profile {
    /// Works in the school: may write to everybody of it.
    pub const fn is_adult_of_school(self) -> bool {
        matches!(self, Profile::Teacher | Profile::Staff | Profile::Head)
    }
}

codes! {
    /// A power over a territory, given by grant and beyond what a profile gives.
    pub enum Role {
        /// cellule de crise: triages held messages, withdraws, releases.
        Desk = "desk",
        /// exploitant: imports directories and looks after the installation; reads no message.
        Operator = "operator",
    }
}
