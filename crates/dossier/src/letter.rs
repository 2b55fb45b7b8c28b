//! A message as a letter that every mail program opens (RFC 5322, RFC 2045, RFC 2047). Names and subjects are always
//! encoded words and the text is always base64: whoever wrote them cannot add a header, and nothing on the way can change
//! a line end, so the decoded text has the hash that the journal holds.

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{facts::Message, moment};

/// Bytes of text in one encoded word, so that it stays below the 75 characters of RFC 2047 §2.
const WORD_BYTES: usize = 39;
/// Characters of one line of base64 (RFC 2045 §6.8).
const LINE_CHARS: usize = 76;

/// The letter.
pub(crate) fn letter(message: &Message) -> Vec<u8> {
    let mut head = String::with_capacity(1_024 + message.body.len() * 3 / 2);
    let mut field = |name: &str, value: &str| {
        head.push_str(name);
        head.push_str(": ");
        head.push_str(value);
        head.push_str("\r\n");
    };
    field("Date", &moment::letter(message.sent_at));
    // Addresses below `.invalid` (RFC 2606) say who is meant and cannot be written to.
    field("From", &format!("{} <{}@compte.invalid>", words(&message.sender_name), message.sender));
    let to: Vec<String> = message.to.iter().map(|to| format!("{}:;", words(to))).collect();
    field("To", &if to.is_empty() { "undisclosed-recipients:;".to_owned() } else { to.join(",\r\n ") });
    field("Subject", &words(&message.subject));
    field("Message-ID", &format!("<{}@message.invalid>", message.id));
    field("X-Preau-State", message.state.code());
    if let Some(session) = message.session {
        field("X-Preau-Session", &session.to_string());
    }
    field("X-Preau-Body-SHA256", &message.body_sha256);
    for (name, sha256) in &message.files {
        field("X-Preau-File", &format!("{sha256}\r\n {}", words(name)));
    }
    if message.veiled {
        field("X-Preau-Body", "left-out");
    }
    field("MIME-Version", "1.0");
    field("Content-Type", "text/plain; charset=utf-8");
    field("Content-Transfer-Encoding", "base64");
    head.push_str("\r\n");
    let encoded = STANDARD.encode(&message.body);
    let mut rest = encoded.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(LINE_CHARS));
        head.push_str(line);
        head.push_str("\r\n");
        rest = after;
    }
    head.into_bytes()
}

/// A text as encoded words, one a line.
fn words(text: &str) -> String {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        // A line end within a word would be one for some readers.
        let c = if c.is_control() { ' ' } else { c };
        if word.len() + c.len_utf8() > WORD_BYTES {
            words.push(encoded(&word));
            word.clear();
        }
        word.push(c);
    }
    if !word.is_empty() {
        words.push(encoded(&word));
    }
    words.join("\r\n ")
}

fn encoded(word: &str) -> String {
    format!("=?UTF-8?B?{}?=", STANDARD.encode(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_wrote_never_becomes_a_header() {
        let wicked = words("Bonjour\r\nBcc: tous@ent.example\u{0}");
        assert!(!wicked.contains("Bcc") && !wicked.contains('\0'), "{wicked}");
        let long = words(&"é".repeat(200));
        assert!(long.split("\r\n ").all(|word| word.len() <= 75 && word.starts_with("=?UTF-8?B?")), "{long}");
        assert_eq!(words(""), "");
    }
}
