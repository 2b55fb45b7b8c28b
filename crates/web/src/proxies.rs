//! Where a request comes from when a proxy stands in front. What a request says of its own way is believed from the
//! operator's proxies alone, and from the end: whatever a client wrote itself stands before what the proxies added.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{Extensions, HeaderMap, HeaderName, header},
};
use model::{
    limits,
    network::{Block, NotANetwork},
};
use serde::Deserialize;

/// The operator's proxies, and the header in which they say for whom they ask.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proxies {
    /// Networks of the proxies. Empty: nobody is believed.
    pub trusted: Trusted,
    /// The header that they write. The other one is a client's own word and is never read.
    pub header: ForwardedBy,
}

/// The header in which a proxy says for whom it asks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ForwardedBy {
    /// `X-Forwarded-For: 198.51.100.7, 192.0.2.1`, with or without ports.
    #[default]
    XForwardedFor,
    /// `Forwarded: for="[2001:db8::7]:40112";proto=https` (RFC 7239).
    Forwarded,
}

/// Networks whose word is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct Trusted(Vec<Block>);

/// Why a network cannot be trusted.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum NotTrusted {
    /// It is none.
    #[error(
        "« {0} » n'est pas un réseau : écrivez par exemple 192.0.2.1, 192.0.2.0/24 ou 2001:db8::/48, les derniers bits à zéro"
    )]
    NoNetwork(String),
    /// It is everybody.
    #[error(
        "« {0} » ferait croire n'importe quel visiteur sur son adresse : les sessions, le journal et les enquêtes \
             porteraient l'adresse que l'attaquant choisit. Nommez les seules adresses de vos mandataires"
    )]
    Everybody(String),
}

impl TryFrom<Vec<String>> for Trusted {
    type Error = NotTrusted;

    fn try_from(networks: Vec<String>) -> Result<Trusted, NotTrusted> {
        let blocks = networks.iter().map(|network| Block::parse(network));
        Ok(Trusted(blocks.collect::<Result<_, _>>()?))
    }
}

impl From<NotANetwork> for NotTrusted {
    fn from(refused: NotANetwork) -> NotTrusted {
        if refused.everybody { NotTrusted::Everybody(refused.network) } else { NotTrusted::NoNetwork(refused.network) }
    }
}

impl Trusted {
    fn holds(&self, ip: IpAddr) -> bool {
        self.0.iter().any(|block| block.holds(ip))
    }
}

/// Where a request comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Source {
    ip: IpAddr,
    port: Option<u16>,
}

impl std::fmt::Display for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.port {
            Some(port) => SocketAddr::new(self.ip, port).fmt(f),
            None => self.ip.fmt(f),
        }
    }
}

impl From<SocketAddr> for Source {
    fn from(address: SocketAddr) -> Source {
        Source { ip: address.ip().to_canonical(), port: Some(address.port()) }
    }
}

impl Source {
    /// What one proxy wrote: an address, with or without a port.
    fn parse(text: &str) -> Option<Source> {
        let text = text.trim().trim_matches('"');
        if let Ok(address) = text.parse::<SocketAddr>() {
            return Some(address.into());
        }
        let ip: IpAddr = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text).parse().ok()?;
        Some(Source { ip: ip.to_canonical(), port: None })
    }
}

impl Proxies {
    /// Where a request comes from; `None` when the server was not told who connected.
    pub(crate) fn source(&self, headers: &HeaderMap, extensions: &Extensions) -> Option<Source> {
        let ConnectInfo(peer) = extensions.get::<ConnectInfo<SocketAddr>>()?;
        Some(self.behind((*peer).into(), headers))
    }

    /// Goes back from the end of what the header says, as long as the one who says it is a proxy of the operator's.
    fn behind(&self, peer: Source, headers: &HeaderMap) -> Source {
        if !self.trusted.holds(peer.ip) {
            return peer;
        }
        let lines = headers.get_all(self.header.name()).into_iter().filter_map(|line| line.to_str().ok());
        let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).collect();
        let mut source = peer;
        for hop in hops.iter().rev().take(limits::PROXY_HOPS_MAX) {
            // What cannot be read ends the way back: the last one who could be believed is who asks.
            let Some(before) = self.header.address(hop).and_then(Source::parse) else { break };
            source = before;
            if !self.trusted.holds(source.ip) {
                break;
            }
        }
        source
    }
}

impl ForwardedBy {
    fn name(self) -> HeaderName {
        match self {
            ForwardedBy::XForwardedFor => HeaderName::from_static("x-forwarded-for"),
            ForwardedBy::Forwarded => header::FORWARDED,
        }
    }

    /// The part of one element that names who asked.
    fn address(self, element: &str) -> Option<&str> {
        match self {
            ForwardedBy::XForwardedFor => Some(element),
            ForwardedBy::Forwarded => element.split(';').find_map(|pair| {
                let (name, value) = pair.split_once('=')?;
                name.trim().eq_ignore_ascii_case("for").then_some(value)
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(networks: &[&str], header: ForwardedBy) -> Proxies {
        let trusted = networks.iter().map(|network| (*network).to_owned()).collect::<Vec<_>>().try_into();
        Proxies { trusted: trusted.expect("networks"), header }
    }

    fn seen(proxies: &Proxies, peer: &str, said: &[(&'static str, &str)]) -> String {
        let mut headers = HeaderMap::new();
        for (name, value) in said {
            headers.append(*name, value.parse().expect("a header"));
        }
        proxies.behind(peer.parse::<SocketAddr>().expect("an address").into(), &headers).to_string()
    }

    const XFF: &str = "x-forwarded-for";

    #[test]
    fn only_a_proxy_of_the_operators_is_believed() {
        let ours = proxies(&["192.0.2.0/28", "2001:db8:f::/48"], ForwardedBy::XForwardedFor);
        let said = [(XFF, "203.0.113.9:40112")];
        assert_eq!(seen(&ours, "192.0.2.1:5000", &said), "203.0.113.9:40112");
        assert_eq!(seen(&ours, "[::ffff:192.0.2.1]:5000", &said), "203.0.113.9:40112");
        assert_eq!(seen(&ours, "[2001:db8:f::1]:5000", &said), "203.0.113.9:40112");
        assert_eq!(seen(&ours, "192.0.2.17:5000", &said), "192.0.2.17:5000");
        assert_eq!(seen(&Proxies::default(), "127.0.0.1:5000", &said), "127.0.0.1:5000");
    }

    #[test]
    fn what_a_client_wrote_itself_is_not_believed() {
        let ours = proxies(&["192.0.2.1", "192.0.2.2"], ForwardedBy::XForwardedFor);
        let forged = [(XFF, "10.0.0.1, 203.0.113.9"), ("forwarded", "for=10.0.0.2")];
        assert_eq!(seen(&ours, "192.0.2.1:5000", &forged), "203.0.113.9");
        let through_two = [(XFF, "10.0.0.1, 203.0.113.9"), (XFF, "192.0.2.2:81")];
        assert_eq!(seen(&ours, "192.0.2.1:5000", &through_two), "203.0.113.9");
        // A client that names one of the proxies gains nothing: what stands behind it is what a proxy saw.
        let poses = [(XFF, "10.0.0.1, 192.0.2.2, 203.0.113.9")];
        assert_eq!(seen(&ours, "192.0.2.1:5000", &poses), "203.0.113.9");
    }

    #[test]
    fn what_cannot_be_read_leaves_the_last_one_who_can_be_believed() {
        let ours = proxies(&["192.0.2.1", "192.0.2.2"], ForwardedBy::XForwardedFor);
        for unreadable in ["", "unknown", "203.0.113.9.1", "<script>", "203.0.113.9:99999", ","] {
            assert_eq!(seen(&ours, "192.0.2.1:5000", &[(XFF, unreadable)]), "192.0.2.1:5000", "{unreadable:?}");
        }
        assert_eq!(seen(&ours, "192.0.2.1:5000", &[(XFF, "203.0.113.9, _x, 192.0.2.2")]), "192.0.2.2");
        assert_eq!(seen(&ours, "192.0.2.1:5000", &[]), "192.0.2.1:5000");
        let endless = "192.0.2.2, ".repeat(limits::PROXY_HOPS_MAX + 1);
        assert_eq!(seen(&ours, "192.0.2.1:5000", &[(XFF, &format!("203.0.113.9, {endless}192.0.2.2"))]), "192.0.2.2");
    }

    #[test]
    fn the_standard_header_is_read_when_it_is_the_one_that_proxies_write() {
        let ours = proxies(&["192.0.2.1"], ForwardedBy::Forwarded);
        let said = |line| seen(&ours, "192.0.2.1:5000", &[("forwarded", line), (XFF, "10.0.0.1")]);
        assert_eq!(
            said("for=10.0.0.2, For=\"[2001:db8:cafe::17]:4711\";proto=https;by=192.0.2.1"),
            "[2001:db8:cafe::17]:4711"
        );
        assert_eq!(said("proto=https;for=203.0.113.43"), "203.0.113.43");
        assert_eq!(said("for=\"[2001:db8:cafe::17]\""), "2001:db8:cafe::17");
        assert_eq!(said("for=unknown"), "192.0.2.1:5000");
        assert_eq!(said("proto=https"), "192.0.2.1:5000");
    }

    #[test]
    fn everybody_is_not_a_proxy() {
        let trust = |network: &str| Trusted::try_from(vec![network.to_owned()]);
        for everybody in ["0.0.0.0/0", "::/0", "192.0.2.0/0"] {
            assert_eq!(trust(everybody), Err(NotTrusted::Everybody(everybody.to_owned())));
        }
        for wrong in ["", "proxy.example", "192.0.2.1/24", "192.0.2.0/33", "2001:db8::/129", "192.0.2.0/-1", "/8"] {
            assert_eq!(trust(wrong), Err(NotTrusted::NoNetwork(wrong.to_owned())));
        }
    }
}
