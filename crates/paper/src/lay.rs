//! Where everything stands on a slip. Lengths are points, from the slip's upper left corner.

use crate::{
    face::{Faces, Weight},
    sheets::{Book, Slip},
    square::Square,
};

/// A4 (ISO 216).
pub(crate) const WIDTH: f32 = 595.28;
pub(crate) const HEIGHT: f32 = 841.89;
/// White around a page: what every printer can print.
pub(crate) const MARGIN: f32 = 40.0;
/// Between the line to cut along and what stands on a slip.
const PADDING: f32 = 10.0;
/// A side of a QR code with its quiet zone: about 37 mm, which telephones read at arm's length.
const SQUARE: f32 = 104.0;
/// Between the text and the square.
const GAP: f32 = 12.0;
/// A column and a row of a grid of codes: two slips with one stand on a page.
const COLUMN: f32 = 64.0;
const ROW: f32 = 14.0;

/// How dark a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Black,
    Soft,
}

/// A line of text; `y` is its base line.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) size: f32,
    pub(crate) weight: Weight,
    pub(crate) ink: Ink,
    pub(crate) text: String,
}

/// What a part is to whoever reads it.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    /// The title of the document.
    Title(Vec<Line>),
    /// The name on a slip: a heading by which one goes from one to the next.
    Name(Vec<Line>),
    /// Plain text.
    Text(Vec<Line>),
    /// A QR code, with the words for whoever does not see it.
    Square { x: f32, y: f32, side: f32, square: Square, words: String },
    /// A table: its title, the row of its heads, and its rows, each with its head first.
    Table { title: Line, heads: Vec<Line>, rows: Vec<Vec<Line>>, frame: Frame },
}

/// The lines of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    pub(crate) column: f32,
    pub(crate) row: f32,
}

/// A slip that was laid out.
#[derive(Debug, Clone)]
pub(crate) struct Laid {
    /// How high it is, white included.
    pub(crate) height: f32,
    /// In the order in which it is read.
    pub(crate) parts: Vec<Part>,
    /// How it is called among the marks of the document; none: it is no slip, and nothing is cut there.
    pub(crate) mark: Option<String>,
}

/// Text that flows down a column.
struct Column<'a> {
    faces: &'a Faces,
    width: f32,
    y: f32,
}

impl Column<'_> {
    fn lines(&mut self, (weight, size, ink): (Weight, f32, Ink), text: &str) -> Vec<Line> {
        let mut lines = Vec::new();
        for text in self.faces.lines(weight, size, self.width, text) {
            self.y += size * 1.3;
            lines.push(Line { x: 0.0, y: self.y - size * 0.3, size, weight, ink, text });
        }
        lines
    }

    fn text(&mut self, how: (Weight, f32, Ink), text: &str) -> Option<Part> {
        let lines = self.lines(how, text);
        (!lines.is_empty()).then_some(Part::Text(lines))
    }

    /// A word and under it what it is of, in one paragraph.
    fn labelled(&mut self, label: &str, size: f32, value: &str) -> Part {
        self.y += 3.0;
        let mut lines = self.lines(LABEL, label);
        lines.extend(self.lines((Weight::Bold, size, Ink::Black), value));
        Part::Text(lines)
    }
}

const LABEL: (Weight, f32, Ink) = (Weight::Regular, 10.0, Ink::Soft);
const PLAIN: (Weight, f32, Ink) = (Weight::Regular, 11.0, Ink::Black);

/// The head of the first page.
pub(crate) fn head(faces: &Faces, book: &Book) -> Laid {
    let mut column = Column { faces, width: WIDTH - 2.0 * MARGIN, y: 0.0 };
    let title = column.lines((Weight::Bold, 15.0, Ink::Black), &book.title);
    let parts = [(!title.is_empty()).then_some(Part::Title(title)), column.text(PLAIN, &book.advice)];
    Laid { height: column.y + 10.0, parts: parts.into_iter().flatten().collect(), mark: None }
}

/// One slip.
pub(crate) fn slip(faces: &Faces, book: &Book, slip: &Slip) -> Laid {
    let (full, words) = (WIDTH - 2.0 * MARGIN, &book.words);
    let square = Square::of(&slip.address);
    let beside = if square.is_some() { full - SQUARE - GAP } else { full };
    let mut column = Column { faces, width: beside, y: PADDING };
    let place = if slip.serial.is_empty() { book.place.clone() } else { format!("{} · {}", book.place, slip.serial) };
    let mut parts: Vec<Part> = Vec::new();
    parts.extend(column.text(LABEL, &place));
    let name = column.lines((Weight::Bold, 18.0, Ink::Black), &slip.name);
    let mark = name.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    parts.extend((!name.is_empty()).then_some(Part::Name(name)));
    parts.push(column.labelled(&words.login, 14.0, &slip.login));
    parts.push(column.labelled(&words.code, 22.0, &slip.code));
    if let Some(square) = square {
        let (x, y) = (full - SQUARE, PADDING);
        parts.push(Part::Square { x, y, side: SQUARE, square, words: words.square.clone() });
        column.y = column.y.max(PADDING + SQUARE);
    }
    column.width = full;
    column.y += 4.0;
    parts.extend(column.text(PLAIN, &words.how));
    parts.extend(column.text((Weight::Bold, 11.0, Ink::Black), &slip.from));
    if let Some(rows) = &slip.grid {
        parts.push(table(&mut column, &words.grid, rows));
        parts.extend(column.text(PLAIN, &words.keep));
    }
    parts.extend(column.text(LABEL, &slip.until));
    let mark = if mark.is_empty() { slip.serial.clone() } else { mark };
    Laid { height: column.y + PADDING, parts, mark: Some(mark) }
}

/// A grid of codes: columns have letters, rows have numbers.
fn table(column: &mut Column<'_>, title: &str, rows: &[Vec<String>]) -> Part {
    column.y += 6.0;
    let titles = column.lines((Weight::Bold, 11.0, Ink::Black), title).into_iter().next();
    let (y, faces) = (column.y + 4.0, column.faces);
    let cell = |row: usize, at: usize, (weight, ink): (Weight, Ink), text: &str| {
        let (size, text) = (10.5, faces.drawable(weight, text));
        let x = COLUMN * at as f32 + (COLUMN - faces.width(weight, size, &text)) / 2.0;
        Line { x, y: y + ROW * row as f32 + 10.5, size, weight, ink, text }
    };
    let columns = rows.first().map_or(0, Vec::len);
    let letters = (0..columns).map(|at| char::from(b'A' + (at % 26) as u8).to_string());
    let heads = letters.enumerate().map(|(at, letter)| cell(0, at + 1, (Weight::Bold, Ink::Soft), &letter)).collect();
    let body = rows.iter().zip(1..).map(|(row, number)| {
        let head = cell(number, 0, (Weight::Bold, Ink::Soft), &number.to_string());
        let cells = row.iter().zip(1..).map(|(text, at)| cell(number, at, (Weight::Regular, Ink::Black), text));
        std::iter::once(head).chain(cells).collect()
    });
    let rows: Vec<Vec<Line>> = body.collect();
    let frame = Frame { x: 0.0, y, columns: columns + 1, rows: rows.len() + 1, column: COLUMN, row: ROW };
    column.y = y + ROW * frame.rows as f32 + 4.0;
    let none = Line { x: 0.0, y, size: 11.0, weight: Weight::Bold, ink: Ink::Black, text: String::new() };
    Part::Table { title: titles.unwrap_or(none), heads, rows, frame }
}
