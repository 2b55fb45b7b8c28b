//! `[networks]` of the configuration: which addresses are whose. No list comes with the program: they age within weeks,
//! so an operator takes them from where they are kept.

use std::collections::BTreeMap;

use model::{
    Uai,
    network::{NetworkClass, Networks},
};
use serde::Deserialize;

/// Lists of networks, each `192.0.2.0/24` or `2001:db8::/32`. Default: none, every network is unknown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(try_from = "Lists")]
pub(crate) struct NetworksConfig(pub(crate) Networks);

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Lists {
    /// Households.
    isp: Vec<String>,
    /// Mobile operators.
    mobile: Vec<String>,
    /// Sellers of other addresses.
    vpn: Vec<String>,
    /// Computing centres.
    hosting: Vec<String>,
    /// Ways out of Tor.
    tor: Vec<String>,
    /// Schools, by code UAI.
    school: BTreeMap<String, Vec<String>>,
    /// Countries, by their two letters.
    country: BTreeMap<String, Vec<String>>,
}

impl TryFrom<Lists> for NetworksConfig {
    type Error = String;

    fn try_from(lists: Lists) -> Result<NetworksConfig, String> {
        let mut networks = Networks::default();
        let classes = [
            (NetworkClass::Isp, lists.isp),
            (NetworkClass::Mobile, lists.mobile),
            (NetworkClass::Vpn, lists.vpn),
            (NetworkClass::Hosting, lists.hosting),
            (NetworkClass::Tor, lists.tor),
        ];
        for (class, list) in classes {
            add(&mut networks, class.code(), &list, Some(class), None)?;
        }
        for (school, list) in lists.school {
            if Uai::parse(&school).is_err() {
                return Err(format!("networks.school : « {school} » n'est pas un code UAI"));
            }
            add(&mut networks, &school, &list, Some(NetworkClass::School), None)?;
        }
        for (country, list) in lists.country {
            if country.len() != 2 || !country.bytes().all(|letter| letter.is_ascii_uppercase()) {
                return Err(format!("networks.country : « {country} » n'est pas un code de pays comme BE"));
            }
            add(&mut networks, &country, &list, None, Some(&country))?;
        }
        Ok(NetworksConfig(networks))
    }
}

fn add(
    networks: &mut Networks,
    key: &str,
    list: &[String],
    class: Option<NetworkClass>,
    country: Option<&str>,
) -> Result<(), String> {
    list.iter().try_for_each(|network| {
        let added = networks.add(network, class, country);
        added.map_err(|wrong| {
            format!(
                "networks, {key} : « {} » n'est pas un réseau comme 192.0.2.0/24, derniers bits à zéro",
                wrong.network
            )
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Networks, String> {
        toml::from_str::<NetworksConfig>(text).map(|read| read.0).map_err(|error| error.to_string())
    }

    #[test]
    fn each_list_gives_its_kind() {
        let networks = read(
            "hosting = [\"203.0.113.0/24\"]\nvpn = [\"198.51.100.128/25\"]\n[school]\n\"9990001X\" = [\"203.0.113.8/32\"]\n\
             [country]\nBE = [\"203.0.113.0/24\"]",
        )
        .expect("right lists");
        assert_eq!(networks.origin("203.0.113.9:1").class, NetworkClass::Hosting);
        assert_eq!(networks.origin("203.0.113.9:1").country.as_deref(), Some("BE"));
        assert_eq!(networks.origin("203.0.113.8:1").class, NetworkClass::School);
        assert_eq!(networks.origin("198.51.100.200:1").class, NetworkClass::Vpn);
        assert_eq!(networks.origin("192.0.2.1:1").class, NetworkClass::Unknown);
    }

    #[test]
    fn a_slip_is_refused_with_what_and_where() {
        for (text, said) in [
            ("hosting = [\"203.0.113.7/24\"]", "hosting : « 203.0.113.7/24 »"),
            ("[school]\n\"LYCEE\" = []", "« LYCEE » n'est pas un code UAI"),
            ("[country]\nbelgique = []", "« belgique » n'est pas un code de pays"),
            ("hostings = []", "hostings"),
        ] {
            let error = read(text).map(|_| ()).expect_err("refused");
            assert!(error.contains(said), "{error}");
        }
    }
}
