//! Cuts a text into pieces to be read as words, with what stands between them.

use std::ops::Range;

/// What stands before a piece, the strongest of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mark {
    /// Blanks, a comma, a line end.
    None,
    /// The end of a sentence.
    Sentence,
    /// A question mark.
    Question,
    /// A colon.
    Colon,
    /// A blank line.
    Paragraph,
}

/// A stretch to be read as one word.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    pub(super) before: Mark,
    pub(super) quoted: bool,
    /// The word that a picture stands for.
    pub(super) emoji: Option<&'static str>,
    /// A question mark follows it at the end of the text.
    pub(super) asks_after: bool,
}

pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let quotes = quoted_ranges(text);
    let mut quotes = quotes.iter().peekable();
    let mut pieces: Vec<Piece> = Vec::with_capacity(text.len() / 5);
    let mut before = Mark::None;
    let mut line_ends = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let emoji = picture(c);
        if !c.is_alphanumeric() && emoji.is_none() && !opens_word(c, chars.peek().map(|(_, c)| *c)) {
            line_ends += u32::from(c == '\n');
            before = before.max(mark(c, line_ends));
            continue;
        }
        let mut end = at + c.len_utf8();
        if emoji.is_none() {
            while let Some((next, c)) = chars.peek().copied() {
                if !c.is_alphanumeric() && !inner(text, next, c) {
                    break;
                }
                end = next + c.len_utf8();
                chars.next();
            }
        }
        while quotes.next_if(|quote| quote.end <= at).is_some() {}
        let in_quotes = quotes.peek().is_some_and(|quote| quote.contains(&at));
        pieces.push(Piece { range: at..end, before, quoted: in_quotes, emoji, asks_after: false });
        before = Mark::None;
        line_ends = 0;
    }
    if let Some(last) = pieces.last_mut() {
        last.asks_after = before == Mark::Question;
    }
    pieces
}

fn mark(c: char, line_ends: u32) -> Mark {
    match c {
        '\n' if line_ends >= 2 => Mark::Paragraph,
        '.' | '!' | ';' | '…' => Mark::Sentence,
        '?' => Mark::Question,
        ':' => Mark::Colon,
        _ => Mark::None,
    }
}

/// `@ttentat`, `$alle`: a symbol that stands for the first letter.
fn opens_word(c: char, next: Option<char>) -> bool {
    matches!(c, '@' | '$' | '€') && next.is_some_and(char::is_alphabetic)
}

/// A symbol inside a word that stands for a letter (`k!ll`, `b*mbe`) or belongs to a time (`11:30`).
fn inner(text: &str, at: usize, c: char) -> bool {
    let next = text[at + c.len_utf8()..].chars().next();
    let before = text[..at].chars().next_back();
    match c {
        '@' | '$' | '€' => before.is_some_and(char::is_alphabetic),
        ':' => before.is_some_and(|c| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit()),
        '!' | '|' | '+' | '*' | '#' | '£' => {
            next.is_some_and(char::is_alphanumeric) && before.is_some_and(char::is_alphabetic)
        }
        _ => false,
    }
}

/// Stretches between « » or paired ", within one paragraph, and lines that begin with >.
fn quoted_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    if !text.contains(['«', '"', '>']) {
        return ranges;
    }
    let mut open: Option<(usize, char)> = None;
    let mut line_start = 0;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('«' | '"', None) => open = Some((at, c)),
            ('"', Some((from, '"'))) | ('»', Some((from, '«'))) => {
                ranges.push(from..at);
                open = None;
            }
            ('\n', _) => {
                if text[line_start..at].trim_start().starts_with('>') {
                    ranges.push(line_start..at);
                    open = None;
                }
                if text[at + 1..].starts_with('\n') {
                    open = None;
                }
                line_start = at + 1;
            }
            _ => {}
        }
    }
    if text[line_start..].trim_start().starts_with('>') {
        ranges.push(line_start..text.len());
    }
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// Pictures that say a word of the lexicon.
fn picture(c: char) -> Option<&'static str> {
    if c < '\u{2600}' {
        return None;
    }
    Some(match c {
        '💣' => "bombe",
        '🧨' => "explosif",
        '💥' => "boum",
        '🔪' | '🗡' => "couteau",
        '🔫' => "pistolet",
        '🪓' => "hache",
        '🩸' => "sang",
        '⚰' => "cercueil",
        '🏫' => "ecole",
        '😂' | '🤣' | '😹' | '😭' => "mdr",
        _ => return None,
    })
}
