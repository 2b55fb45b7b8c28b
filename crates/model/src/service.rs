//! Services of others that let people in through this installation, and the addresses that are theirs.
//!
//! Where a browser is sent with a ticket is decided here, so addresses are read as browsers read them (the URL standard),
//! compared part by part and never as texts, and whatever two readers could understand differently is refused.

use url::{Host, Url};

use crate::{ServiceId, codes::codes, limits};

codes! {
    /// What a service is told of the people who come.
    pub enum AttributeSet {
        /// A school-life program: name, date of birth, national categories.
        Pronote = "pronote",
        /// A hub of resources: schools, national profile and an opaque identifier, nothing else.
        Hub = "hub",
        /// Any other: user name, names, mail, profiles, schools, classes.
        Common = "common",
    }
}

/// A service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its identity.
    pub id: ServiceId,
    /// How the operator names it: [`is_code`].
    pub code: String,
    /// How people know it.
    pub name: String,
    /// What it is told of people.
    pub attributes: AttributeSet,
    /// It lets people in.
    pub enabled: bool,
    /// How it does.
    pub speaks: Protocol,
}

/// How a service lets people in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Protocol {
    /// By CAS, at every address that is under one of these.
    Cas(Vec<Prefix>),
    /// By OpenID Connect, as this client.
    Oidc(Client),
}

/// A service as OpenID Connect knows it. Its code is its client identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// SHA-256 of its secret. None: it can keep none, as a program on people's own machines.
    pub secret_hash: Option<Vec<u8>>,
    /// Where people are sent with what lets them in: these addresses exactly.
    pub redirects: Vec<ServiceUrl>,
    /// Where people may be sent when they have signed out: these addresses exactly.
    pub after_logout: Vec<ServiceUrl>,
    /// Where it is told that a session has ended.
    pub logout: Option<ServiceUrl>,
}

impl Service {
    /// Whether an address is one at which this service lets people in by CAS.
    pub fn has(&self, url: &ServiceUrl) -> bool {
        self.prefixes().iter().any(|prefix| prefix.covers(url))
    }

    /// What its addresses are under, when it speaks CAS.
    pub fn prefixes(&self) -> &[Prefix] {
        match &self.speaks {
            Protocol::Cas(prefixes) => prefixes,
            Protocol::Oidc(_) => &[],
        }
    }

    /// The client that it is, when it speaks OpenID Connect.
    pub fn client(&self) -> Option<&Client> {
        match &self.speaks {
            Protocol::Cas(_) => None,
            Protocol::Oidc(client) => Some(client),
        }
    }
}

/// Whether a text may be the code of a service.
pub fn is_code(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=40).contains(&text.len()) && text.bytes().all(plain)
}

/// Everything that is at or below one path of one host and port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefix(Url);

/// An address to which a service asks to be returned, as it wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceUrl {
    written: String,
    url: Url,
}

/// Why an address cannot be one of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotService {
    /// Longer than [`limits::SERVICE_URL_BYTES_MAX`].
    #[error("elle est trop longue")]
    Long,
    /// It holds something else than visible ASCII, or a backslash.
    #[error("elle contient un caractère qui ne peut pas s’y trouver tel quel (espace, accent, barre oblique inverse)")]
    Character,
    /// It is no address of a host.
    #[error("elle n’a pas la forme https://hôte/chemin")]
    Shape,
    /// Not `https`, and not a host of this very machine.
    #[error("elle doit commencer par https:// (http:// seulement vers cette machine même)")]
    Scheme,
    /// A user name stands before the host.
    #[error("elle contient un « @ » devant l’hôte")]
    User,
    /// Its path hides dots, slashes or an end.
    #[error("son chemin cache un point ou une barre oblique (%2e, %2f, %5c, %00)")]
    Path,
    /// It has a query or a fragment that cannot be there.
    #[error("elle contient « ? » ou « # », qui n’y ont pas leur place")]
    Tail,
}

impl Prefix {
    /// Reads an address under which a service is.
    pub fn parse(text: &str) -> Result<Prefix, NotService> {
        let mut url = read(text)?;
        if url.query().is_some() {
            return Err(NotService::Tail);
        }
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Prefix(url))
    }

    /// Its only spelling.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether an address is at or below it.
    pub fn covers(&self, url: &ServiceUrl) -> bool {
        self.holds(&url.url)
    }

    /// Whether some address could be under both.
    pub fn meets(&self, other: &Prefix) -> bool {
        self.holds(&other.0) || other.holds(&self.0)
    }

    fn holds(&self, url: &Url) -> bool {
        let same_place = self.0.scheme() == url.scheme()
            && self.0.host() == url.host()
            && self.0.port_or_known_default() == url.port_or_known_default();
        let below = url.path().strip_prefix(self.0.path().trim_end_matches('/'));
        same_place && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}

impl ServiceUrl {
    /// Reads an address as it came.
    pub fn parse(text: &str) -> Result<ServiceUrl, NotService> {
        Ok(ServiceUrl { url: read(text)?, written: text.to_owned() })
    }

    /// As it came.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// As browsers read it.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Scheme, host and port.
    pub fn origin(&self) -> String {
        self.url.origin().ascii_serialization()
    }

    /// The same with a ticket at its end.
    pub fn with_ticket(&self, ticket: &str) -> String {
        self.with(&[("ticket", ticket)])
    }

    /// The same with more in its query.
    pub fn with(&self, more: &[(&str, &str)]) -> String {
        let join = if self.written.contains('?') { '&' } else { '?' };
        let more = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(more).finish();
        format!("{}{join}{more}", self.written)
    }
}

/// What both kinds of addresses have in common.
fn read(text: &str) -> Result<Url, NotService> {
    if text.len() > limits::SERVICE_URL_BYTES_MAX {
        return Err(NotService::Long);
    }
    if !text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
        return Err(NotService::Character);
    }
    // Browsers forgive `https:host` and `https:///host`; we do not.
    let (_, rest) = text.split_once("://").ok_or(NotService::Shape)?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.is_empty() {
        return Err(NotService::Shape);
    }
    if authority.contains('@') {
        return Err(NotService::User);
    }
    let url = Url::parse(text).map_err(|_| NotService::Shape)?;
    let host = url.host().ok_or(NotService::Shape)?;
    match url.scheme() {
        "https" => {}
        "http" if is_here(&host) => {}
        _ => return Err(NotService::Scheme),
    }
    if url.host_str().is_some_and(|host| host.ends_with('.')) {
        return Err(NotService::Shape);
    }
    if url.fragment().is_some() {
        return Err(NotService::Tail);
    }
    let path = url.path().to_ascii_lowercase();
    let hidden = ["%2e", "%2f", "%5c", "%00"].iter().any(|code| path.contains(code));
    if hidden { Err(NotService::Path) } else { Ok(url) }
}

/// A host of this very machine: tests and demonstrations have no certificate.
fn is_here(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covers(prefix: &str, url: &str) -> bool {
        let prefix = Prefix::parse(prefix).expect("a prefix");
        ServiceUrl::parse(url).is_ok_and(|url| prefix.covers(&url))
    }

    #[test]
    fn an_address_is_under_a_prefix_by_its_parts() {
        let prefix = "https://pronote.example/eleves";
        for url in [
            "https://pronote.example/eleves",
            "https://pronote.example/eleves/",
            "https://pronote.example/eleves?identifiant=1&b=https://evil.example",
            "https://pronote.example/eleves/a/../b",
            "HTTPS://PRONOTE.example/eleves/a",
            "https://pronote.example:443/eleves/a",
        ] {
            assert!(covers(prefix, url), "{url}");
            assert!(covers("https://pronote.example/eleves/", url), "{url}");
            assert!(covers("https://pronote.example", url), "{url}");
        }
    }

    #[test]
    fn what_only_looks_like_it_is_not() {
        for url in [
            "https://pronote.example.evil.example/eleves",
            "https://pronote.example@evil.example/eleves",
            "https://@pronote.example/eleves",
            "https://u:p@pronote.example/eleves",
            "https://evil.example/https://pronote.example/eleves",
            "https://evil.example/?https://pronote.example/eleves",
            "https://evil.example#https://pronote.example/eleves",
            "https://pronote.example/eleves#x",
            "https://pronote.example/elevesque",
            "https://pronote.example/ELEVES",
            "https://pronote.example/eleves/../admin",
            "https://pronote.example/eleves/%2e%2e/admin",
            "https://pronote.example/eleves/..%2fadmin",
            "https://pronote.example/eleves/..%5Cadmin",
            "https://pronote.example\\@evil.example/eleves",
            "https://pronote.example:8443/eleves",
            "https://pronote.example./eleves",
            "http://pronote.example/eleves",
            "https:/pronote.example/eleves",
            "https:///pronote.example/eleves",
            "//pronote.example/eleves",
            "https://pronote.example/\televes",
            " https://pronote.example/eleves",
            "https://pronote.example/élèves",
            "javascript://pronote.example/eleves",
            "data:text/html,x",
            "",
        ] {
            assert!(!covers("https://pronote.example/eleves", url), "{url}");
        }
        let long = format!("https://pronote.example/eleves/{}", "a".repeat(limits::SERVICE_URL_BYTES_MAX));
        assert_eq!(ServiceUrl::parse(&long), Err(NotService::Long));
    }

    #[test]
    fn a_prefix_has_one_spelling() {
        for text in ["https://A.example:443/x/", "https://a.example/x", "https://a.example/y/../x//"] {
            assert_eq!(Prefix::parse(text).expect("a prefix").as_str(), "https://a.example/x", "{text}");
        }
        assert_eq!(Prefix::parse("https://a.example").expect("a prefix").as_str(), "https://a.example/");
        assert_eq!(Prefix::parse("https://a.example/?x"), Err(NotService::Tail));
        assert_eq!(Prefix::parse("http://a.example/"), Err(NotService::Scheme));
        for here in ["http://127.0.0.1:8000/", "http://localhost:9/", "http://[::1]:1/"] {
            assert!(Prefix::parse(here).is_ok(), "{here}");
        }
    }

    #[test]
    fn prefixes_that_meet_are_seen_whichever_is_longer() {
        let prefix = |text| Prefix::parse(text).expect("a prefix");
        let (all, part) = (prefix("https://a.example/"), prefix("https://a.example/x"));
        assert!(all.meets(&part) && part.meets(&all) && part.meets(&part));
        assert!(!part.meets(&prefix("https://a.example/xy")) && !part.meets(&prefix("https://b.example/x")));
    }

    #[test]
    fn a_ticket_is_put_at_the_end() {
        let with = |text| ServiceUrl::parse(text).expect("an address").with_ticket("ST-1");
        assert_eq!(with("https://a.example/x"), "https://a.example/x?ticket=ST-1");
        assert_eq!(with("https://a.example/x?y=1"), "https://a.example/x?y=1&ticket=ST-1");
        let url = ServiceUrl::parse("https://a.example/x").expect("an address");
        assert_eq!(
            url.with(&[("code", "AC-1"), ("state", "é&=#")]),
            "https://a.example/x?code=AC-1&state=%C3%A9%26%3D%23"
        );
    }

    #[test]
    fn a_code_is_plain() {
        assert!(is_code("pronote-2") && is_code("a"));
        assert!(!is_code("") && !is_code("Pronote") && !is_code("a b") && !is_code(&"a".repeat(41)));
    }
}
