//! Links and domains of a text, as people write them: with or without `https`, or made harmless in a report
//! (`hxxps://exemple[.]fr`). Two spellings of one link give one value.

use std::collections::BTreeSet;

use model::limits;

use crate::views::Views;

/// Bytes of a link that are compared.
const LINK_BYTES_MAX: usize = 300;
/// What ends a word of a text that may be a link.
const BREAKS: [char; 14] = ['<', '>', '"', '«', '»', '“', '”', '(', ')', '|', '`', '\'', '’', ','];
/// What a sentence leaves at the end of a link.
const TRAILING: [char; 8] = ['.', ';', ':', '!', '?', '…', ']', '}'];
/// Endings that make a link of two words without `https` or `www`; others are sentences without a blank between them.
const ENDINGS: [&str; 46] = [
    "fr", "com", "net", "org", "eu", "io", "gg", "ru", "tk", "ly", "be", "info", "biz", "xyz", "top", "site", "online",
    "club", "link", "live", "app", "dev", "co", "uk", "de", "it", "ch", "cc", "tv", "ws", "re", "nc", "pf", "gp", "mq",
    "yt", "pm", "su", "cn", "me", "gouv", "shop", "store", "example", "test", "bzh",
];
/// Dots that are spelled so that nobody follows the link.
const DOTS: [&str; 9] = ["[.]", "(.)", "{.}", "[dot]", "(dot)", "[point]", "(point)", " [.] ", "\\."];
/// Parts of an address that only say through whom it came.
const TRACKING: [&str; 4] = ["utm_", "fbclid", "gclid", "si="];

/// Sites that everybody links to: a threat that does so makes nothing of the others.
const EVERYBODYS: [&str; 22] = [
    "youtube.com",
    "youtu.be",
    "tiktok.com",
    "instagram.com",
    "snapchat.com",
    "facebook.com",
    "whatsapp.com",
    "x.com",
    "twitter.com",
    "twitch.tv",
    "discord.com",
    "discord.gg",
    "google.com",
    "google.fr",
    "microsoft.com",
    "live.com",
    "wikipedia.org",
    "gouv.fr",
    "education.fr",
    "apple.com",
    "dropbox.com",
    "wetransfer.com",
];

/// One link.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    /// Its host, without `www`: `exemple.fr`.
    pub domain: String,
    /// Host, path and query: `exemple.fr/depot?x=1`. The same as the domain when it names nothing more.
    pub link: String,
}

impl Link {
    /// Whether it points at something in particular, not at a whole site.
    pub fn is_precise(&self) -> bool {
        self.link.len() > self.domain.len()
    }
}

/// Whether a site is one that everybody links to, so that it tells nothing of a letter.
pub fn is_everybodys(domain: &str) -> bool {
    EVERYBODYS.iter().any(|site| domain.strip_suffix(site).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

/// The links of a text, each once, at most [`limits::LINKS_PER_MESSAGE_MAX`].
pub fn links(text: &str) -> Vec<Link> {
    if !may_hold_a_link(text) {
        return Vec::new();
    }
    let mut plain = Views::of(text).canonical.text().to_lowercase();
    for dot in DOTS {
        if plain.contains(dot) {
            plain = plain.replace(dot, ".");
        }
    }
    let plain = plain.replace("[:]", ":").replace("[/]", "/");
    let words = plain.split(|c: char| c.is_whitespace() || BREAKS.contains(&c));
    let found: BTreeSet<Link> = words.filter_map(link).take(limits::LINKS_PER_MESSAGE_MAX).collect();
    found.into_iter().collect()
}

/// Most letters hold none: a look at the bytes spares them the rest.
fn may_hold_a_link(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.contains("://")
        || bytes.windows(2).any(|pair| is_dot(pair[0]) && !pair[1].is_ascii_whitespace())
        || !text.is_ascii()
}

/// A dot, or what hides one.
fn is_dot(byte: u8) -> bool {
    matches!(byte, b'.' | b'[' | b'(' | b'{' | b'\\')
}

fn link(word: &str) -> Option<Link> {
    let word = word.trim_matches(|c: char| TRAILING.contains(&c) || c == '[' || c == '{');
    let (sure, rest) = match word.split_once("://") {
        Some(("http" | "https" | "hxxp" | "hxxps" | "ftp" | "fxp", rest)) => (true, rest),
        Some(_) => return None,
        None => (word.starts_with("www."), word),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, tail) = rest.split_at(end);
    // Who signs in by the address (`https://bank.example@evil.example`) goes where the last part says.
    let host = match host.rsplit_once('@') {
        Some((_, host)) if sure => host,
        Some(_) => return None,
        None => host,
    };
    let host = host.split(':').next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host).trim_end_matches('.');
    if !is_host(host, sure) {
        return None;
    }
    let mut link = format!("{host}{}", path(tail));
    link.truncate(link.floor_char_boundary(LINK_BYTES_MAX));
    Some(Link { domain: host.to_owned(), link })
}

fn is_host(host: &str, sure: bool) -> bool {
    let Some((_, ending)) = host.rsplit_once('.') else { return false };
    let label = |label: &str| {
        !label.is_empty() && label.len() <= 63 && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    let known = if sure { ending.chars().all(char::is_alphanumeric) } else { ENDINGS.contains(&ending) };
    host.len() <= 253 && known && host.split('.').all(label)
}

/// Path and query, without what changes nothing.
fn path(tail: &str) -> String {
    let tail = tail.split('#').next().unwrap_or_default();
    let (path, query) = tail.split_once('?').unwrap_or((tail, ""));
    let kept: Vec<&str> = query
        .split('&')
        .filter(|part| !part.is_empty() && !TRACKING.iter().any(|mark| part.starts_with(mark)))
        .collect();
    let path = path.trim_end_matches('/');
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(text: &str) -> Vec<String> {
        links(text).into_iter().map(|link| link.link).collect()
    }

    #[test]
    fn a_link_is_one_in_every_spelling() {
        for spelling in [
            "regardez https://www.depot.example/v/12/ vite",
            "regardez hxxps://depot[.]example/v/12",
            "depot.example/v/12.",
            "« HTTPS://Depot.Example:443/v/12?utm_source=x&fbclid=1#haut »",
            "(depot(.)example/v/12)",
            "depot[point]example/v/12 !",
            "https://depot.exa\u{200B}mple/v/12",
        ] {
            assert_eq!(of(spelling), ["depot.example/v/12"], "{spelling}");
        }
        assert_eq!(of("https://banque.example@voleur.example/x"), ["voleur.example/x"]);
        assert_eq!(of("www.lycee.example"), ["lycee.example"]);
    }

    #[test]
    fn sentences_and_addresses_of_mail_are_no_links() {
        for text in [
            "Je viens demain.Merci de répondre.",
            "Écrivez à vie.scolaire@lycee.example svp",
            "exercice 3.2 page 112, voir fig.4",
            "M. Roche... etc.",
            "fichier.docx et photo.jpg",
            "",
        ] {
            assert_eq!(of(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_site_that_everybody_links_to_is_known_with_its_parts() {
        for site in ["youtube.com", "drive.google.com", "m.youtube.com", "eduscol.education.gouv.fr"] {
            assert!(is_everybodys(site), "{site}");
        }
        assert!(!is_everybodys("notyoutube.com") && !is_everybodys("depot.example"));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in ".{0,300}") {
            for link in links(&text) {
                prop_assert!(link.link.starts_with(&link.domain));
                prop_assert!(link.link.len() <= LINK_BYTES_MAX);
            }
        }

        #[test]
        fn a_link_is_found_again_in_what_was_found(path in "[a-z]{1,9}(/[a-z0-9]{1,9}){0,3}") {
            let link = format!("exemple.fr/{path}");
            prop_assert_eq!(of(&format!("voir http://{link} ici")), vec![link]);
        }
    }
}
