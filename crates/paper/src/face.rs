//! The two fonts of the program, and how long a text is in them.

use krilla::text::Font;
use skrifa::{
    FontRef, MetadataProvider as _,
    instance::{LocationRef, Size},
};

use crate::Error;

/// `DejaVu` Sans 2.37: it tells I from l and 1, and 0 from O, and has the letters of nearly every name. Licence: `fonts/LICENSE`.
const REGULAR: &[u8] = include_bytes!("../fonts/DejaVuSans.ttf");
const BOLD: &[u8] = include_bytes!("../fonts/DejaVuSans-Bold.ttf");

/// Stands for a sign that the fonts do not have.
const MISSING: char = '\u{25A1}';

/// A weight of the program's font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

/// The fonts.
pub(crate) struct Faces {
    regular: Face,
    bold: Face,
}

struct Face {
    font: Font,
    read: FontRef<'static>,
}

impl Face {
    fn new(bytes: &'static [u8]) -> Result<Face, Error> {
        let font = Font::new(bytes.into(), 0).ok_or(Error::Font)?;
        Ok(Face { font, read: FontRef::new(bytes).map_err(|_| Error::Font)? })
    }
}

impl Faces {
    pub(crate) fn new() -> Result<Faces, Error> {
        Ok(Faces { regular: Face::new(REGULAR)?, bold: Face::new(BOLD)? })
    }

    fn face(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }

    pub(crate) fn font(&self, weight: Weight) -> Font {
        self.face(weight).font.clone()
    }

    /// How long a text is, in points. Pairs that are set closer are not looked at: it may be a little shorter.
    pub(crate) fn width(&self, weight: Weight, size: f32, text: &str) -> f32 {
        let read = &self.face(weight).read;
        let (glyphs, metrics) = (read.charmap(), read.glyph_metrics(Size::new(size), LocationRef::default()));
        text.chars().filter_map(|c| glyphs.map(c)).filter_map(|glyph| metrics.advance_width(glyph)).sum()
    }

    /// A text as it can be drawn: without signs that only steer, and with a box for what the font does not have.
    pub(crate) fn drawable(&self, weight: Weight, text: &str) -> String {
        let glyphs = self.face(weight).read.charmap();
        let seen = text.chars().filter(|c| !steers(*c));
        seen.map(|c| if glyphs.map(c).is_some() { c } else { MISSING }).collect()
    }

    /// The lines of a text that are no longer than so many points.
    pub(crate) fn lines(&self, weight: Weight, size: f32, width: f32, text: &str) -> Vec<String> {
        let text = self.drawable(weight, text);
        let (mut lines, mut line) = (Vec::new(), String::new());
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(weight, size, &longer) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            // A word that is longer than a line goes on in the next one.
            for c in word.chars() {
                if self.width(weight, size, &line) + self.width(weight, size, c.encode_utf8(&mut [0; 4])) > width {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c);
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// Signs that have no form: they break lines, turn directions, or control.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}
