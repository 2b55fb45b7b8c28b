//! People.

use crate::text::fold;

/// A person's names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    /// nom d'usage
    pub family: String,
    /// prénom
    pub given: String,
}

impl Names {
    /// The name as shown: "Zoé Martin".
    pub fn display(&self) -> String {
        format!("{} {}", self.given, self.family).trim().to_owned()
    }

    /// The key that orders people: family name, then given name, folded.
    pub fn sort_key(&self) -> String {
        format!("{} {}", fold(&self.family), fold(&self.given))
    }
}
