//! The canonical view: what is displayed, in one encoding.

use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

use super::{Disguises, View};

/// Combining marks kept on one letter. Vietnamese needs two; more is decoration or disguise.
const MARKS_KEPT: usize = 3;
const OVERRIDE: char = '\u{202E}';
const POP: char = '\u{202C}';

pub(super) fn read(text: &str, disguises: &mut Disguises) -> View {
    let mut reader = Reader { view: View::with_capacity(text.len()), disguises, segment: Vec::with_capacity(8) };
    let mut at = 0;
    while let Some(found) = text[at..].find(OVERRIDE) {
        let open = at + found;
        reader.feed(&text[at..open], Place::From(at));
        let inside = open + OVERRIDE.len_utf8();
        let close = text[inside..].find([POP, '\n', OVERRIDE]).map_or(text.len(), |end| inside + end);
        // The screen shows these letters from the last to the first; so do we, each standing for the whole stretch.
        let shown: String = text[inside..close].chars().rev().collect();
        reader.feed(&shown, Place::All(inside, close));
        reader.disguises.invisible += 1;
        at = close;
    }
    reader.feed(&text[at..], Place::From(at));
    reader.view
}

/// Where the characters of a piece stand in the original.
#[derive(Clone, Copy)]
enum Place {
    /// One after the other from here.
    From(usize),
    /// All of them over this range.
    All(usize, usize),
}

impl Place {
    fn of(self, from: usize, to: usize) -> (u32, u32) {
        match self {
            Place::From(base) => ((base + from) as u32, (base + to) as u32),
            Place::All(from, to) => (from as u32, to as u32),
        }
    }
}

struct Reader<'a> {
    view: View,
    disguises: &'a mut Disguises,
    segment: Vec<char>,
}

impl Reader<'_> {
    fn feed(&mut self, piece: &str, place: Place) {
        let mut chars = piece.char_indices().peekable();
        while let Some((from, c)) = chars.next() {
            if is_invisible(c) {
                self.disguises.invisible += u32::from(self.view.text.ends_with(char::is_alphabetic));
                continue;
            }
            if is_mark(c) {
                // A mark with no letter before it is not writing.
                self.disguises.stacked += 1;
                continue;
            }
            self.segment.clear();
            self.segment.push(c);
            let mut to = from + c.len_utf8();
            while let Some((at, mark)) = chars.peek().copied() {
                if is_invisible(mark) {
                    // Dropped here only between a letter and its marks; otherwise the next turn counts it.
                    if !piece[at..].chars().find(|c| !is_invisible(*c)).is_some_and(is_mark) {
                        break;
                    }
                } else if !is_mark(mark) {
                    break;
                } else if self.segment.len() <= MARKS_KEPT {
                    self.segment.push(mark);
                } else {
                    self.disguises.stacked += 1;
                }
                to = at + mark.len_utf8();
                chars.next();
            }
            let (from, to) = place.of(from, to);
            self.push(from, to);
        }
    }

    fn push(&mut self, from: u32, to: u32) {
        if let [c] = self.segment[..]
            && is_plain(c)
        {
            return self.view.push(c, from, to);
        }
        for c in self.segment.iter().copied().nfkc().filter(|c| !is_invisible(*c)) {
            self.view.push(c, from, to);
        }
    }
}

/// Characters that NFKC leaves alone: ASCII and the letters of Latin-1, most of any French text.
fn is_plain(c: char) -> bool {
    c.is_ascii() || ('\u{C0}'..='\u{FF}').contains(&c)
}

fn is_mark(c: char) -> bool {
    c >= '\u{300}' && canonical_combining_class(c) != 0
}

/// Characters that show nothing: default-ignorable code points and control characters other than the line end and tab.
fn is_invisible(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\0'..='\x1F'
        | '\x7F'..='\u{9F}'
        | '\u{AD}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{115F}'..='\u{1160}'
        | '\u{17B4}'..='\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}'
        | '\u{E0000}'..='\u{E0FFF}' => true,
        _ => false,
    }
}
