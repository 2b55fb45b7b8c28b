//! Lists of the desk in which minors are named only to an officer who said why.

use crate::codes::codes;

codes! {
    /// Which list.
    pub enum List {
        /// Contained accounts.
        Contained = "contained",
        /// Accounts that carried a campaign.
        Carriers = "carriers",
        /// Those who were shown a message.
        Exposed = "exposed",
    }
}
