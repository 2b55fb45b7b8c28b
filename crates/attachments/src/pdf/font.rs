//! What the codes of a font mean: by its table to Unicode, by the names of its letters, else as Western Europe wrote.

use std::collections::BTreeMap;

use encoding_rs::{UTF_16BE, WINDOWS_1252};

use super::{
    filter,
    lexer::{Dict, Lexer, Value},
    objects::Objects,
};
use crate::examiner::Examiner;

/// Entries of one table.
const ENTRIES_MAX: usize = 70_000;

/// A font.
#[derive(Debug, Clone, Default)]
pub(super) struct Font {
    /// Bytes of one code.
    width: usize,
    /// First code of a stretch, with its last and what the first means.
    table: BTreeMap<u32, (u32, String)>,
    /// A code without an entry means nothing that one could know.
    opaque: bool,
}

impl Font {
    /// A font by its dictionary.
    pub(super) fn of(examiner: &mut Examiner, objects: &Objects<'_>, dict: &Dict) -> Font {
        let wide = objects.is(dict, b"Subtype", b"Type0");
        let mut font = Font { width: if wide { 2 } else { 1 }, table: BTreeMap::new(), opaque: wide };
        if let Some(encoding) = dict.get(&b"Encoding"[..]).map(|value| objects.resolve(value)).and_then(Value::dict)
            && let Some(Value::Array(names)) = encoding.get(&b"Differences"[..]).map(|value| objects.resolve(value))
        {
            font.differences(names);
        }
        let table = dict.get(&b"ToUnicode"[..]).and_then(|value| objects.stream_of(value));
        if let Some(table) = table.and_then(|stream| filter::decode(examiner, objects, stream)) {
            font.read(&table);
        }
        font
    }

    /// Codes that the font gives other letters, by name.
    fn differences(&mut self, names: &[Value]) {
        let mut code = 0;
        for value in names.iter().take(ENTRIES_MAX) {
            match value {
                Value::Number(number) => code = *number as u32,
                Value::Name(name) => {
                    let meaning = letter(&String::from_utf8_lossy(name)).unwrap_or_default();
                    self.table.insert(code, (code, meaning));
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }

    /// Reads a table to Unicode: `<01> <0041>` one by one, `<01> <05> <0041>` for stretches.
    fn read(&mut self, table: &[u8]) {
        let mut lexer = Lexer::new(table, 0);
        let mut before: Vec<Value> = Vec::new();
        while let Some(value) = lexer.value() {
            let Value::Word(word) = &value else {
                if before.len() < ENTRIES_MAX {
                    before.push(value);
                }
                continue;
            };
            match word.as_slice() {
                b"endcodespacerange" => {
                    let first = before.iter().find_map(bytes);
                    self.width = first.map_or(self.width, |code| code.len().clamp(1, 4));
                }
                b"endbfchar" => before.chunks_exact(2).for_each(|two| {
                    if let (Some(code), Some(to)) = (bytes(&two[0]), bytes(&two[1])) {
                        self.entry(number(code), number(code), utf16(to));
                    }
                }),
                b"endbfrange" => before.chunks_exact(3).for_each(|three| self.stretch(three)),
                _ => {}
            }
            before.clear();
        }
    }

    fn stretch(&mut self, three: &[Value]) {
        let (Some(low), Some(high)) = (bytes(&three[0]).map(number), bytes(&three[1]).map(number)) else { return };
        match &three[2] {
            Value::String(to) => self.entry(low, high, utf16(to)),
            Value::Array(each) => {
                for (code, to) in (low..=high).zip(each) {
                    self.entry(code, code, bytes(to).map(utf16).unwrap_or_default());
                }
            }
            _ => {}
        }
    }

    fn entry(&mut self, low: u32, high: u32, meaning: String) {
        if self.table.len() < ENTRIES_MAX {
            self.table.insert(low, (high, meaning));
        }
    }

    /// Adds what codes mean; gives how many mean nothing.
    pub(super) fn say(&self, codes: &[u8], to: &mut String) -> usize {
        let mut lost = 0;
        for code in codes.chunks(self.width.max(1)) {
            let number = number(code);
            let entry = self.table.range(..=number).next_back().filter(|(_, (high, _))| number <= *high);
            match entry {
                Some((low, (_, meaning))) => match shifted(meaning, number - low) {
                    Some(meaning) => to.push_str(&meaning),
                    None => lost += 1,
                },
                None if self.opaque => lost += 1,
                None => to.push_str(&WINDOWS_1252.decode_without_bom_handling(code).0),
            }
        }
        lost
    }
}

/// The string of a note, a field or a title: UTF-16 or UTF-8 with their mark, else as Western Europe wrote.
pub(super) fn words(bytes: &[u8]) -> String {
    crate::text::decode(bytes)
}

fn bytes(value: &Value) -> Option<&Vec<u8>> {
    if let Value::String(bytes) = value { Some(bytes) } else { None }
}

fn number(code: impl AsRef<[u8]>) -> u32 {
    code.as_ref().iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn utf16(bytes: impl AsRef<[u8]>) -> String {
    UTF_16BE.decode_without_bom_handling(bytes.as_ref()).0.into_owned()
}

/// The meaning of a code so many after the first of its stretch: the last character goes on. `None`: nothing.
fn shifted(meaning: &str, by: u32) -> Option<String> {
    let last = meaning.chars().next_back()?;
    let moved = char::from_u32((last as u32).checked_add(by)?)?;
    Some(format!("{}{moved}", &meaning[..meaning.len() - last.len_utf8()]))
}

/// Names of marks on letters, with the sign that is put behind the letter.
const MARKS: [(&str, &str); 8] = [
    ("acute", "\u{301}"),
    ("grave", "\u{300}"),
    ("circumflex", "\u{302}"),
    ("dieresis", "\u{308}"),
    ("cedilla", "\u{327}"),
    ("tilde", "\u{303}"),
    ("caron", "\u{30C}"),
    ("ring", "\u{30A}"),
];

/// Letters that are known by a name alone.
const NAMED: [(&str, &str); 34] = [
    ("space", " "),
    ("period", "."),
    ("comma", ","),
    ("hyphen", "-"),
    ("colon", ":"),
    ("semicolon", ";"),
    ("exclam", "!"),
    ("question", "?"),
    ("quoteright", "’"),
    ("quotesingle", "'"),
    ("quotedbl", "\""),
    ("parenleft", "("),
    ("parenright", ")"),
    ("slash", "/"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ff", "ff"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("oe", "œ"),
    ("OE", "Œ"),
    ("at", "@"),
    ("endash", "–"),
    ("emdash", "—"),
];

/// A letter by its name in fonts.
fn letter(name: &str) -> Option<String> {
    let base = name.split('.').next().unwrap_or_default();
    if base.chars().count() == 1 {
        return Some(base.to_owned());
    }
    if let Some(hex) = base.strip_prefix("uni").or_else(|| base.strip_prefix('u'))
        && let Some(c) = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)
    {
        return Some(c.to_string());
    }
    if let Some((start, mark)) = MARKS.iter().find_map(|(mark, sign)| Some((base.strip_suffix(mark)?, sign)))
        && start.chars().count() == 1
    {
        return Some(format!("{start}{mark}"));
    }
    NAMED.iter().find(|(known, _)| *known == base).map(|(_, letter)| (*letter).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_gives_codes_their_letters() {
        let mut font = Font { width: 2, opaque: true, ..Font::default() };
        font.read(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfchar <0003> <0020> endbfchar \
              2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<0065> <00E90301>] endbfrange",
        );
        let mut said = String::new();
        let lost = font.say(&[0, 0x10, 0, 0x12, 0, 3, 0, 0x20, 9, 9], &mut said);
        assert_eq!((said.as_str(), lost), ("ac e", 1));
    }

    #[test]
    fn letters_are_known_by_name() {
        assert_eq!(letter("eacute").as_deref(), Some("e\u{301}"));
        assert_eq!(letter("uni00E9").as_deref(), Some("é"));
        assert_eq!(letter("fi").as_deref(), Some("fi"));
        assert_eq!(letter("g123"), None);
    }

    #[test]
    fn a_stretch_that_leaves_unicode_is_lost() {
        let mut font = Font { width: 4, opaque: true, ..Font::default() };
        font.read(b"<00000000> <FFFFFFFF> <0041> endbfrange");
        assert_eq!(font.say(&[255; 8], &mut String::new()), 2);
    }
}
