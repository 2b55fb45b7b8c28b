//! One line of a list.

use actions::sweep::Pair;

/// What a line of a block says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A user name.
    Name(String),
    /// A password.
    Password(String),
    /// Something else of the block: an address, a browser.
    Other,
}

/// Words by which lists name a user name, folded.
pub(super) const NAMES: [&str; 12] = [
    "username",
    "user",
    "login",
    "email",
    "mail",
    "identifiant",
    "userlogin",
    "usr",
    "account",
    "utilisateur",
    "loginname",
    "id",
];
/// The same for a password.
pub(super) const PASSWORDS: [&str; 7] = ["password", "pass", "pwd", "motdepasse", "mdp", "passwd", "userpassword"];
/// What else stands in blocks and columns.
pub(super) const OTHERS: [&str; 16] = [
    "url",
    "host",
    "hostname",
    "origin",
    "originurl",
    "website",
    "site",
    "domain",
    "soft",
    "application",
    "browser",
    "storage",
    "profile",
    "date",
    "name",
    "type",
];
/// Ports have so many digits at most.
const PORT_DIGITS: usize = 5;

/// A key as it is compared: small letters and nothing else.
pub(super) fn key(text: &str) -> String {
    model::text::fold(text).chars().filter(char::is_ascii_alphabetic).collect()
}

/// `Username: zoe.martin`, as one line of a block. The value may be empty.
pub(super) fn of_block(text: &str) -> Option<Part> {
    let (before, value) = text.trim_start().split_once([':', '='])?;
    // A pair of a list has no blank after its colon, and nobody is called Password.
    let known = key(before);
    let value = value.strip_prefix(' ').unwrap_or(value);
    if PASSWORDS.contains(&known.as_str()) {
        return Some(Part::Password(value.to_owned()));
    }
    if !text.contains(": ") && !text.trim_end().ends_with(':') {
        return None;
    }
    if NAMES.contains(&known.as_str()) {
        return Some(Part::Name(value.trim().to_owned()));
    }
    OTHERS.contains(&known.as_str()).then_some(Part::Other)
}

/// A line of JSON with a name and a password, whatever else it holds.
pub(super) fn json(text: &str) -> Option<Pair> {
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(text).ok()?;
    let find = |keys: &[&str]| {
        let found = object.iter().find(|(name, value)| keys.contains(&key(name).as_str()) && value.is_string());
        found.and_then(|(_, value)| value.as_str())
    };
    Pair::new(find(&NAMES)?, find(&PASSWORDS)?)
}

/// Every pair that a line without a heading may hold.
pub(super) fn pairs(text: &str) -> Vec<Pair> {
    let mut found = match text.find("://") {
        // An address first: what follows it is a name and a password.
        Some(at) if text[..at].chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')) => {
            behind_address(&text[at + 3..])
        }
        _ => without_address(text),
    };
    found.dedup();
    found
}

/// `ent.example:443/login:zoe.martin:secret`, the address without its scheme.
fn behind_address(rest: &str) -> Vec<Pair> {
    let Some(end) = rest.find([':', ' ', '\t', '|', ';', ',']) else { return Vec::new() };
    let (separator, behind) = (rest[end..].chars().next().unwrap_or(':'), &rest[end + 1..]);
    let mut found = Vec::new();
    let Some((first, second)) = behind.split_once(separator) else { return found };
    // The first may be a port with its path, or a user name of digits.
    let digits = first.bytes().take_while(u8::is_ascii_digit).count();
    let port = separator == ':'
        && (1..=PORT_DIGITS).contains(&digits)
        && matches!(first.as_bytes().get(digits), None | Some(b'/'));
    if port && let Some((name, password)) = second.split_once(separator) {
        found.extend(Pair::new(name, password));
    }
    if !port || digits == first.len() {
        found.extend(Pair::new(first, second));
    }
    found
}

/// `zoe.martin:secret`, or columns that start with a name or with a domain.
fn without_address(text: &str) -> Vec<Pair> {
    let text = text.trim_start();
    // No user name holds one of these: the first is what parts the line.
    let Some(at) = text.find([':', ';', '|', '\t', ',', ' ']) else { return Vec::new() };
    let separator = text[at..].chars().next().unwrap_or(':');
    let (first, rest) = (&text[..at], &text[at + 1..]);
    let mut found: Vec<Pair> = Pair::new(first, rest).into_iter().collect();
    // The address may stand behind, or other columns.
    if let Some((password, behind)) = rest.rsplit_once(separator)
        && (behind.contains('.') || separator != ':')
    {
        found.extend(Pair::new(first, password));
    }
    if separator == ':'
        && let Some(at) = rest.find(":http")
    {
        found.extend(Pair::new(first, &rest[..at]));
    }
    // A domain first: `ent.example;zoe.martin;secret`.
    if first.contains('.')
        && !first.contains('@')
        && let Some((name, password)) = rest.split_once(separator)
    {
        found.extend(Pair::new(name, password));
    }
    found
}
