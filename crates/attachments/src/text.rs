//! Text of any encoding, and text among other bytes.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Letters in a row that make a stretch of text among other bytes.
const STRETCH_MIN: usize = 6;

/// A text, whatever its encoding: by its mark, as UTF-8, as pairs of bytes, else as Western Europe wrote before.
pub(crate) fn decode(content: &[u8]) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(content) {
        return encoding.decode_without_bom_handling(&content[mark..]).0.into_owned();
    }
    if let Ok(text) = std::str::from_utf8(content)
        && !text.contains('\0')
    {
        return text.to_owned();
    }
    let zeros = |parity: usize| content.iter().skip(parity).step_by(2).take(2_048).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let encoding = if odd > even * 2 && odd > 1 {
        UTF_16LE
    } else if even > odd * 2 && even > 1 {
        UTF_16BE
    } else {
        WINDOWS_1252
    };
    encoding.decode_without_bom_handling(content).0.into_owned()
}

/// What stands between tags, with the addresses that attributes hold.
pub(crate) fn without_tags(markup: &str) -> String {
    let mut text = String::with_capacity(markup.len() / 2);
    let mut rest = markup;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        let tag = &rest[open..];
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        for link in links(&tag[..end]) {
            text.push_str(" https://");
            text.push_str(&link);
            text.push(' ');
        }
        if !inside_a_word(&tag[..end]) {
            text.push(' ');
        }
        rest = &tag[end..];
    }
    text.push_str(rest);
    unescape(&text)
}

/// Tags that stand within words, so that `b<b>om</b>be` is one.
fn inside_a_word(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    ["b", "i", "u", "em", "strong", "span", "font", "s", "small", "a", "wbr"]
        .iter()
        .any(|n| n.eq_ignore_ascii_case(name))
}

/// Replaces the common references to characters.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let tail = &rest[at + 1..];
        let end = tail.bytes().take(10).position(|byte| byte == b';');
        if let Some((c, end)) = end.and_then(|end| Some((character(&tail[..end])?, end))) {
            out.push(c);
            rest = &tail[end + 1..];
        } else {
            out.push('&');
            rest = tail;
        }
    }
    out.push_str(rest);
    out
}

/// Characters by the names that references have most often.
const NAMED: [(&str, char); 24] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", ' '),
    ("shy", '\u{AD}'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("euml", 'ë'),
    ("agrave", 'à'),
    ("acirc", 'â'),
    ("ccedil", 'ç'),
    ("ocirc", 'ô'),
    ("ugrave", 'ù'),
    ("ucirc", 'û'),
    ("icirc", 'î'),
    ("iuml", 'ï'),
    ("Eacute", 'É'),
    ("Agrave", 'À'),
    ("oelig", 'œ'),
    ("rsquo", '’'),
    ("hellip", '…'),
];

/// The character that a reference names, without its `&` and `;`.
pub(crate) fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?).filter(|c| *c != '\0');
    }
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

/// The text of a document in rich text format: control words taken out, characters given by number put in.
pub(crate) fn rtf(content: &[u8]) -> String {
    let mut bytes = Vec::with_capacity(content.len() / 2);
    let mut at = 0;
    while let Some(&byte) = content.get(at) {
        at += 1;
        match byte {
            b'{' | b'}' | b'\r' | b'\n' => {}
            b'\\' => at = control(content, at, &mut bytes),
            other => bytes.push(other),
        }
    }
    // Characters beyond the code page were put in as UTF-8; what is left over is of the code page.
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
}

/// Reads what follows a backslash; gives where to go on.
fn control(content: &[u8], at: usize, to: &mut Vec<u8>) -> usize {
    let rest = &content[at..];
    match rest {
        [b'\'', high, low, ..] => {
            let hex = [*high, *low];
            let byte = std::str::from_utf8(&hex).ok().and_then(|hex| u8::from_str_radix(hex, 16).ok());
            if let Some(byte) = byte {
                let one = [byte];
                to.extend(WINDOWS_1252.decode_without_bom_handling(&one).0.bytes());
            }
            at + 3
        }
        [letter, ..] if letter.is_ascii_alphabetic() => {
            let word = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
            let number = rest[word..].iter().take(8).take_while(|b| b.is_ascii_digit() || **b == b'-').count();
            let value: Option<i32> =
                std::str::from_utf8(&rest[word..word + number]).ok().and_then(|digits| digits.parse().ok());
            match &rest[..word] {
                b"par" | b"line" | b"tab" | b"cell" | b"row" => to.push(b'\n'),
                b"u" => {
                    let code = value.map(|code| if code < 0 { code + 65_536 } else { code });
                    let c = code.and_then(|code| char::from_u32(code.cast_unsigned()));
                    to.extend(c.unwrap_or('\u{FFFD}').to_string().bytes());
                    // What stands in for it on old readers is one character.
                    let space = usize::from(rest.get(word + number) == Some(&b' '));
                    let stand_in = usize::from(rest.get(word + number + space) == Some(&b'?'));
                    return at + word + number + space + stand_in;
                }
                _ => {}
            }
            at + word + number + usize::from(rest.get(word + number) == Some(&b' '))
        }
        [b'~', ..] => {
            to.push(b' ');
            at + 1
        }
        [b'-' | b'_', ..] => at + 1,
        [other, ..] => {
            to.push(*other);
            at + 1
        }
        [] => at,
    }
}

/// Stretches of text among other bytes, in single bytes and in pairs: what a document of before 2007, or a file that
/// nobody knows, says in clear.
pub(crate) fn stretches(content: &[u8]) -> String {
    let mut text = String::new();
    let narrow = |byte: &u8| (32..127).contains(byte) || *byte >= 0xC0 || matches!(*byte, b'\t' | b'\n' | b'\r');
    for run in content.split(|byte| !narrow(byte)).filter(|run| run.len() >= STRETCH_MIN) {
        if run.iter().filter(|byte| byte.is_ascii_alphabetic()).count() * 2 > run.len() {
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(run).0);
            text.push('\n');
        }
    }
    for start in [0, 1] {
        let pairs = content.get(start..).unwrap_or_default().chunks_exact(2);
        let mut run = String::new();
        for pair in pairs.chain([&[0, 0][..]]) {
            let code = u16::from_le_bytes([pair[0], pair[1]]);
            match char::from_u32(u32::from(code)) {
                Some(c) if (' '..'\u{250}').contains(&c) || ('\u{2010}'..'\u{2040}').contains(&c) => run.push(c),
                _ => {
                    if run.chars().count() >= STRETCH_MIN {
                        text.push_str(&run);
                        text.push('\n');
                    }
                    run.clear();
                }
            }
        }
    }
    text
}

/// Addresses of the Web in a text, without what changes nothing: the scheme, `www.`, capitals of the host, a last `/`.
pub fn links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = begin(rest) {
        let tail = &rest[at..];
        let stop = |c: char| c.is_whitespace() || c.is_control() || "<>\"'`()[]{}|\\^«»".contains(c);
        let end = tail.find(stop).unwrap_or(tail.len());
        let link = plain(tail[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '…', '/']));
        if link.contains('.') && link.len() <= model::limits::LINK_BYTES_MAX {
            found.push(link);
        }
        rest = &tail[end.max(1)..];
        if found.len() > model::limits::FILE_LINKS_MAX {
            break;
        }
    }
    found
}

/// Where the next address begins.
fn begin(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(step) = text[at..].find(['h', 'H', 'w', 'W']) {
        at += step;
        let begins = |word: &str| {
            text.as_bytes()[at..].get(..word.len()).is_some_and(|w| w.eq_ignore_ascii_case(word.as_bytes()))
        };
        if begins("http://") || begins("https://") || begins("www.") {
            return Some(at);
        }
        at += 1;
    }
    None
}

fn plain(link: &str) -> String {
    let rest = link.find("://").map_or(link, |at| &link[at + 3..]);
    let host = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let lower = rest[..host].to_lowercase();
    format!("{}{}", lower.strip_prefix("www.").unwrap_or(&lower), &rest[host..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_whatever_its_encoding() {
        let words = "une bombe à l’école";
        let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf16be: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let (western, _, _) = WINDOWS_1252.encode(words);
        for bytes in [words.as_bytes(), &utf16, &utf16be, &western, &[&b"\xFF\xFE"[..], &utf16].concat()] {
            assert_eq!(decode(bytes), words);
        }
        assert_eq!(decode(&[&b"\xEF\xBB\xBF"[..], words.as_bytes()].concat()), words);
    }

    #[test]
    fn tags_within_a_word_do_not_cut_it_and_links_in_attributes_are_kept() {
        let text =
            without_tags("<p>une b<b>om</b>be</p><p>&eacute;t&#233;</p><a href=\"https://Lien.Example/x\">ici</a>");
        assert!(text.contains("une bombe") && text.contains("été") && text.contains("lien.example/x"), "{text}");
        assert_eq!(without_tags("a < b"), "a  ");
        assert_eq!(unescape("&&#0;&inconnu;&#x41;"), "&&#0;&inconnu;A");
    }

    #[test]
    fn rich_text_is_read_with_its_numbered_characters() {
        let text = rtf(b"{\\rtf1\\ansi une bombe \\'e0 l\\u8217?\\'e9cole\\par demain\\");
        assert_eq!(text.trim(), "une bombe à l’école\ndemain");
    }

    #[test]
    fn text_is_found_among_other_bytes() {
        let mut bytes = vec![0, 1, 2, 3, 255, 254];
        bytes.extend("une bombe demain".encode_utf16().flat_map(u16::to_le_bytes));
        bytes.extend([0, 0, 7, 7]);
        bytes.extend(b"je vais tout casser\0");
        let text = stretches(&bytes);
        assert!(text.contains("une bombe demain") && text.contains("je vais tout casser"), "{text}");
    }

    #[test]
    fn links_are_found_and_said_in_one_way() {
        let found = links("voir (https://WWW.Menace.example/Video/). Ou www.menace.example/Video, http://a");
        assert_eq!(found, ["menace.example/Video", "menace.example/Video"]);
    }
}
