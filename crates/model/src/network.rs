//! Where a session comes from, as far as an address tells.

use crate::codes::codes;

codes! {
    /// The kind of network that an address belongs to.
    pub enum NetworkClass {
        /// A household's line.
        Isp = "isp",
        /// A mobile operator, whose addresses many telephones share.
        Mobile = "mobile",
        /// A school: a whole collège behind one address.
        School = "school",
        /// A company that sells other addresses than one's own.
        Vpn = "vpn",
        /// A computing centre, where programs live and people do not.
        Hosting = "hosting",
        /// The way out of the Tor network.
        Tor = "tor",
        /// In no list.
        Unknown = "unknown",
    }
}

impl NetworkClass {
    /// Whether such a network hides who speaks: many honest people use one, hardly any thief does without.
    pub const fn hides(self) -> bool {
        matches!(self, NetworkClass::Vpn | NetworkClass::Hosting | NetworkClass::Tor)
    }
}
