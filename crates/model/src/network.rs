//! Where a session comes from, as far as an address tells.

use std::{
    collections::{BTreeMap, HashMap},
    net::{IpAddr, Ipv6Addr, SocketAddr},
};

use crate::codes::codes;

codes! {
    /// The kind of network that an address belongs to.
    #[derive(Default)]
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
        #[default]
        Unknown = "unknown",
    }
}

impl NetworkClass {
    /// Whether such a network hides who speaks: many honest people use one, hardly any thief does without.
    pub const fn hides(self) -> bool {
        matches!(self, NetworkClass::Vpn | NetworkClass::Hosting | NetworkClass::Tor)
    }
}

/// What is known of where a session comes from, besides its address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// Kind of network.
    pub class: NetworkClass,
    /// Country, two capital letters.
    pub country: Option<String>,
}

/// What stands for the network of an address, with or without port: an IPv4 address itself, of IPv6 the 56 bits that
/// a household is given. `None` when it is no address.
pub fn key(address: &str) -> Option<String> {
    let ip = match address.parse::<SocketAddr>() {
        Ok(address) => address.ip(),
        Err(_) => address.trim_matches(['[', ']']).parse().ok()?,
    };
    Some(match ip.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("{}/{HOUSEHOLD_BITS}", Ipv6Addr::from(u128::from(ip) & mask(HOUSEHOLD_BITS))),
    })
}

/// Whether a country code is France, its overseas territories included.
pub fn is_french(country: &str) -> bool {
    FRENCH.contains(&country)
}

/// Addresses that begin with the same bits; those of IPv4 stand as IPv6 ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    first: u128,
    /// How many bits are shared, of 128.
    bits: u32,
}

impl Block {
    /// Reads `192.0.2.0/24`, `2001:db8::/32` or one address. All addresses at once (`/0`) are no network.
    pub fn parse(text: &str) -> Result<Block, NotANetwork> {
        let refused = |everybody| NotANetwork { network: text.to_owned(), everybody };
        let wrong = || refused(false);
        let (address, bits) = text.trim().split_once('/').unwrap_or((text.trim(), ""));
        let ip: IpAddr = address.parse().map_err(|_| wrong())?;
        let (room, before) = if ip.is_ipv4() { (32, 96) } else { (128, 0) };
        let bits: u32 = if bits.is_empty() { room } else { bits.parse().map_err(|_| wrong())? };
        let first = number(ip);
        if bits == 0 {
            return Err(refused(true));
        }
        // An address with bits beyond its network is a slip that would silently cover something else.
        if bits > room || first & mask(before + bits) != first {
            return Err(wrong());
        }
        Ok(Block { first, bits: before + bits })
    }

    /// Whether an address is among them.
    pub fn holds(self, ip: IpAddr) -> bool {
        number(ip.to_canonical()) & mask(self.bits) == self.first
    }
}

/// The lists of networks that an operator gives: where an address is in several, the narrowest speaks.
#[derive(Debug, Clone, Default)]
pub struct Networks {
    /// First bits of the addresses, by their number; IPv4 addresses stand as IPv6 ones.
    by_bits: BTreeMap<u32, HashMap<u128, Origin>>,
}

impl Networks {
    /// Adds a network such as `192.0.2.0/24`, of a kind or a country or both. What it leaves open, a wider network
    /// may have said.
    pub fn add(
        &mut self,
        network: &str,
        class: Option<NetworkClass>,
        country: Option<&str>,
    ) -> Result<(), NotANetwork> {
        let Block { first, bits } = Block::parse(network)?;
        let origin = self.by_bits.entry(bits).or_default().entry(first).or_default();
        origin.class = class.unwrap_or(origin.class);
        origin.country = country.map(str::to_owned).or(origin.country.take());
        Ok(())
    }

    /// What the lists say of an address, with or without port.
    pub fn origin(&self, address: &str) -> Origin {
        let ip = address.parse::<SocketAddr>().map(|address| address.ip()).or_else(|_| address.parse());
        let Ok(ip) = ip else { return Origin::default() };
        let number = number(ip.to_canonical());
        let mut found = Origin::default();
        for (bits, known) in self.by_bits.iter().rev() {
            let Some(origin) = known.get(&(number & mask(*bits))) else { continue };
            if found.class == NetworkClass::Unknown {
                found.class = origin.class;
            }
            found.country = found.country.or_else(|| origin.country.clone());
        }
        found
    }
}

/// A text that does not name a network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotANetwork {
    /// The text.
    pub network: String,
    /// It names every address there is.
    pub everybody: bool,
}

impl std::fmt::Display for NotANetwork {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "« {} » is not a network such as 192.0.2.0/24 or 2001:db8::/32, its last bits zero", self.network)
    }
}

impl std::error::Error for NotANetwork {}

/// Bits of an IPv6 address that a household keeps.
const HOUSEHOLD_BITS: u32 = 56;
/// France and what belongs to it, as lists of addresses name them.
const FRENCH: [&str; 13] = ["FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "NC", "PF", "WF", "TF"];

fn number(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(ip) => u128::from(ip.to_ipv6_mapped()),
        IpAddr::V6(ip) => u128::from(ip),
    }
}

/// The first bits of 128; at least one.
fn mask(bits: u32) -> u128 {
    u128::MAX << (128 - bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrowest_network_speaks_and_what_it_leaves_open_a_wider_one_says() {
        let mut networks = Networks::default();
        networks.add("203.0.113.0/24", Some(NetworkClass::Hosting), Some("DE")).expect("a network");
        networks.add("203.0.113.16/28", Some(NetworkClass::School), None).expect("a network");
        networks.add("2001:db8::/32", Some(NetworkClass::Isp), Some("FR")).expect("a network");
        let origin = |address: &str| {
            let origin = networks.origin(address);
            (origin.class, origin.country)
        };
        assert_eq!(origin("203.0.113.15:40000"), (NetworkClass::Hosting, Some("DE".to_owned())));
        assert_eq!(origin("203.0.113.17"), (NetworkClass::School, Some("DE".to_owned())));
        assert_eq!(origin("::ffff:203.0.113.17").0, NetworkClass::School);
        assert_eq!(origin("[2001:db8:1::1]:443"), (NetworkClass::Isp, Some("FR".to_owned())));
        for nowhere in ["198.51.100.1", "", "localhost", "300.1.1.1"] {
            assert_eq!(networks.origin(nowhere), Origin::default(), "{nowhere}");
        }
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in ["", "203.0.113.1/24", "203.0.113.0/33", "203.0.113.0/0", "2001:db8::/129", "école", "1.2.3/8"] {
            let refused = Networks::default().add(text, Some(NetworkClass::Vpn), None);
            let everybody = text.ends_with("/0");
            assert_eq!(refused, Err(NotANetwork { network: text.to_owned(), everybody }));
        }
    }

    #[test]
    fn a_household_is_one_network_whatever_its_port_or_its_telephone() {
        assert_eq!(key("198.51.100.7:40112").as_deref(), Some("198.51.100.7"));
        assert_eq!(key("198.51.100.7"), key("[::ffff:198.51.100.7]:1"));
        assert_eq!(key("[2001:db8:0:101::5]:9"), key("2001:db8:0:1ff::6"));
        assert_ne!(key("2001:db8:0:101::5"), key("2001:db8:0:201::5"));
        assert_eq!(key(""), None);
    }
}
