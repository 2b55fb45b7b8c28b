//! Signing our mail, so that who receives it knows from which domain it came: DKIM (RFC 6376) with Ed25519 (RFC 8463),
//! both parts in the relaxed form, which survives what relays do to spaces.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use ed25519_dalek::{Signer as _, SigningKey};
use model::{Millis, contact::MailAddress};
use sha2::{Digest as _, Sha256};

/// Headers that are signed. Those that stand twice cannot be added by others: the second one is signed as missing
/// (RFC 6376 § 5.4.2).
const SIGNED: [&str; 11] = [
    "from",
    "from",
    "to",
    "subject",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "auto-submitted",
    "reply-to",
];
/// What stands before the 32 bytes of an Ed25519 key in PKCS#8 (RFC 8410 § 7).
const PKCS8_HEAD: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// A key whose public half stands in the name system, under `selector._domainkey.domain`.
pub struct DkimKey {
    domain: String,
    selector: String,
    key: SigningKey,
}

/// Why a key cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoKey {
    /// The file holds no Ed25519 key in the form of PKCS#8.
    #[error("ce n’est pas une clé Ed25519 (PKCS#8, PEM) : « openssl genpkey -algorithm ed25519 » en fait une")]
    NotEd25519,
    /// The domain or the selector is no name.
    #[error("le domaine ou le sélecteur n’est pas un nom")]
    NoName,
}

impl DkimKey {
    /// Reads the private key of a domain from its file's text.
    pub fn read(domain: &str, selector: &str, pem: &str) -> Result<DkimKey, NoKey> {
        let name = |text: &str| MailAddress::parse(&format!("x@{text}.example")).is_ok();
        if !name(domain) || !name(selector) {
            return Err(NoKey::NoName);
        }
        let base64: String = pem.lines().map(str::trim).filter(|line| !line.starts_with("-----")).collect();
        let der = BASE64_STANDARD.decode(base64).map_err(|_| NoKey::NotEd25519)?;
        let secret =
            der.strip_prefix(&PKCS8_HEAD).and_then(|secret| secret.try_into().ok()).ok_or(NoKey::NotEd25519)?;
        let key = SigningKey::from_bytes(&secret);
        Ok(DkimKey { domain: domain.to_ascii_lowercase(), selector: selector.to_owned(), key })
    }

    /// Name and text of the record that the domain must have (RFC 8463 § 4).
    pub fn record(&self) -> (String, String) {
        let public = BASE64_STANDARD.encode(self.key.verifying_key().to_bytes());
        (format!("{}._domainkey.{}", self.selector, self.domain), format!("v=DKIM1; k=ed25519; p={public}"))
    }

    /// The message with its signature in front. Lines end in CRLF. The same message at the same moment gives the same bytes.
    pub fn sign(&self, message: &[u8], at: Millis) -> Vec<u8> {
        let text = String::from_utf8_lossy(message);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let headers = unfold(head);
        let body_hash = BASE64_STANDARD.encode(Sha256::digest(relaxed_body(body)));
        let unsigned = format!(
            "v=1; a=ed25519-sha256; c=relaxed/relaxed; d={}; s={};\r\n t={}; h={};\r\n bh={body_hash};\r\n b=",
            self.domain,
            self.selector,
            at.0.div_euclid(1_000),
            SIGNED.join(":"),
        );
        let mut hasher = Sha256::new();
        for line in chosen(&headers) {
            hasher.update(line);
            hasher.update("\r\n");
        }
        hasher.update(relaxed_header("dkim-signature", &unsigned));
        // RFC 8463 § 3: the signature is over the hash, not over the text.
        let signature = self.key.sign(&hasher.finalize());
        let signature = BASE64_STANDARD.encode(signature.to_bytes());
        [format!("DKIM-Signature: {unsigned}{signature}\r\n").as_bytes(), message].concat()
    }
}

/// Headers in their order: name, and value with its folds.
fn unfold(head: &str) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in head.split("\r\n") {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = headers.last_mut() {
                value.push_str(line);
            }
        } else if let Some((name, value)) = line.split_once(':') {
            headers.push((name.to_ascii_lowercase(), value.to_owned()));
        }
    }
    headers
}

/// The signed headers in their relaxed form. Of several with one name the last is signed first (§ 5.4.2); one that is not
/// there gives nothing.
fn chosen(headers: &[(String, String)]) -> Vec<String> {
    let mut left: Vec<&(String, String)> = headers.iter().collect();
    let mut lines = Vec::new();
    for name in SIGNED {
        if let Some(at) = left.iter().rposition(|(known, _)| known == name) {
            let (name, value) = left.remove(at);
            lines.push(relaxed_header(name, value));
        }
    }
    lines
}

/// A header in its relaxed form (§ 3.4.2), without its end.
fn relaxed_header(name: &str, value: &str) -> String {
    let value: Vec<&str> = value.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty()).collect();
    format!("{name}:{}", value.join(" "))
}

/// A body in its relaxed form (§ 3.4.4).
fn relaxed_body(body: &str) -> String {
    let mut relaxed = String::with_capacity(body.len());
    for line in body.split("\r\n") {
        let indented = line.starts_with([' ', '\t']);
        let words: Vec<&str> = line.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
        if indented && !words.is_empty() {
            relaxed.push(' ');
        }
        relaxed.push_str(&words.join(" "));
        relaxed.push_str("\r\n");
    }
    let text = relaxed.trim_end_matches("\r\n").len();
    relaxed.truncate(text);
    if text > 0 {
        relaxed.push_str("\r\n");
    }
    relaxed
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The key of RFC 8463 § A.2, as a file.
    pub(crate) fn pem() -> String {
        let secret = BASE64_STANDARD.decode("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=").expect("base64");
        let der = [&PKCS8_HEAD[..], &secret].concat();
        format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", BASE64_STANDARD.encode(der))
    }

    #[test]
    fn the_key_of_the_standard_has_the_record_of_the_standard() {
        let key = DkimKey::read("football.example.com", "brisbane", &pem()).expect("a key");
        let (name, text) = key.record();
        assert_eq!(name, "brisbane._domainkey.football.example.com");
        assert_eq!(text, "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=");
    }

    // RFC 8463 § A.3: the message, its body hash.
    #[test]
    fn the_body_of_the_standard_has_the_hash_of_the_standard() {
        let body = "Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n\r\n";
        let hash = BASE64_STANDARD.encode(Sha256::digest(relaxed_body(body)));
        assert_eq!(hash, "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=");
    }

    // RFC 6376 § 3.4.5
    #[test]
    fn spaces_do_not_count() {
        assert_eq!(relaxed_header("a", " X\r\n"), "a:X");
        assert_eq!(relaxed_header("b", " Y\t\r\n\tZ  \r\n"), "b:Y Z");
        assert_eq!(relaxed_body(" C \r\nD \t E\r\n\r\n\r\n"), " C\r\nD E\r\n");
        assert_eq!(relaxed_body(""), "");
        assert_eq!(relaxed_body("\r\n\r\n"), "");
        assert_eq!(relaxed_body("no end"), "no end\r\n");
    }

    #[test]
    fn the_last_of_several_headers_is_signed_first_and_a_missing_one_is_nothing() {
        let headers = unfold("From: a@example.org\r\nTo: b\r\n c\r\nfrom: d@example.org\r\nX-Other: e");
        assert_eq!(chosen(&headers), ["from:d@example.org", "from:a@example.org", "to:b c"]);
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for pem in ["", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "?"] {
            assert_eq!(DkimKey::read("example.org", "s", pem).err(), Some(NoKey::NotEd25519), "{pem}");
        }
        assert_eq!(DkimKey::read("example.org; x=", "s", &pem()).err(), Some(NoKey::NoName));
        assert_eq!(DkimKey::read("example.org", "", &pem()).err(), Some(NoKey::NoName));
    }
}
