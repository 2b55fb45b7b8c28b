//! Draws what was laid out and tags it: every stroke is either part of the structure or said to be decoration.

use std::num::NonZeroU16;

use krilla::{
    Document, SerializeSettings,
    color::luma,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect},
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, Stroke, StrokeDash},
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree},
    text::TextDirection,
};

use crate::{
    Error,
    face::Faces,
    lay::{self, Frame, Ink, Laid, Line, Part},
    square::{QUIET_ZONE, Square},
};

/// A page: what stands on it, and how far down each of it begins.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) y: Vec<f32>,
    pub(crate) laid: Vec<Laid>,
}

/// Where a part is drawn.
struct Pen<'a, 'b> {
    surface: &'a mut Surface<'b>,
    faces: &'a Faces,
    x: f32,
    y: f32,
}

/// The document.
pub(crate) fn document(faces: &Faces, (language, title): (&str, &str), sheets: &[Sheet]) -> Result<Vec<u8>, Error> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| Error::Refused(format!("{error:?}")))?;
    let settings = SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let (mut tree, mut outline) = (TagTree::new(), Outline::new());
    let size = PageSettings::from_wh(lay::WIDTH, lay::HEIGHT).ok_or_else(|| Error::Refused("no page".to_owned()))?;
    for (number, sheet) in sheets.iter().enumerate() {
        let mut page = document.start_page_with(size.clone());
        let mut surface = page.surface();
        for (laid, y) in sheet.laid.iter().zip(&sheet.y) {
            let mut section = TagGroup::new(Tag::Section);
            let mut pen = Pen { surface: &mut surface, faces, x: lay::MARGIN, y: *y };
            if let Some(mark) = &laid.mark {
                pen.cut();
                let here = XyzDestination::new(number, Point::from_xy(lay::MARGIN, *y));
                outline.push_child(OutlineNode::new(mark.clone(), here));
            }
            for part in &laid.parts {
                section.push(pen.part(part));
            }
            tree.push(section);
        }
        surface.finish();
        page.finish();
    }
    document.set_tag_tree(tree);
    document.set_outline(outline);
    document.set_metadata(Metadata::new().language(language.to_owned()).title(title.to_owned()));
    document.finish().map_err(|error| Error::Refused(format!("{error:?}")))
}

impl Pen<'_, '_> {
    fn part(&mut self, part: &Part) -> TagGroup {
        match part {
            Part::Title(lines) => self.heading(1, lines),
            Part::Name(lines) => self.heading(2, lines),
            Part::Text(lines) => self.text(TagGroup::new(Tag::P), lines),
            Part::Square { x, y, side, square, words } => self.square((*x, *y, *side), square, words),
            Part::Table { title, heads, rows, frame } => self.table(title, heads, rows, frame),
        }
    }

    fn heading(&mut self, level: u16, lines: &[Line]) -> TagGroup {
        let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
        let said: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        self.text(TagGroup::new(Tag::Hn(level, Some(said.join(" ")))), lines)
    }

    fn text(&mut self, mut group: TagGroup, lines: &[Line]) -> TagGroup {
        for line in lines {
            let said = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            self.line(line);
            self.surface.end_tagged();
            group.push(said);
        }
        group
    }

    fn line(&mut self, line: &Line) {
        let ink = match line.ink {
            Ink::Black => 0,
            Ink::Soft => 70,
        };
        self.fill(ink);
        let (at, font) = (Point::from_xy(self.x + line.x, self.y + line.y), self.faces.font(line.weight));
        // The space at the end keeps the last word of a line from the first of the next, for whoever hears them.
        let text = format!("{} ", line.text);
        self.surface.draw_text(at, font, line.size, &text, false, TextDirection::Auto);
    }

    fn fill(&mut self, ink: u8) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill { paint: luma::Color::new(ink).into(), ..Fill::default() }));
    }

    fn square(&mut self, (x, y, side): (f32, f32, f32), square: &Square, words: &str) -> TagGroup {
        let module = side / (square.side + 2 * QUIET_ZONE) as f32;
        let (left, top) = (self.x + x + module * QUIET_ZONE as f32, self.y + y + module * QUIET_ZONE as f32);
        let mut path = PathBuilder::new();
        for (row, column, length) in square.runs() {
            let (x, y) = (left + module * column as f32, top + module * row as f32);
            if let Some(run) = Rect::from_xywh(x, y, module * length as f32, module) {
                path.push_rect(run);
            }
        }
        let drawn = self.surface.start_tagged(ContentTag::Other);
        self.fill(0);
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
        self.surface.end_tagged();
        let mut figure = TagGroup::new(Tag::Figure(Some(words.to_owned())));
        figure.push(drawn);
        figure
    }

    fn table(&mut self, title: &Line, heads: &[Line], rows: &[Vec<Line>], frame: &Frame) -> TagGroup {
        self.frame(frame);
        let mut table = TagGroup::new(Tag::Table);
        let mut caption = TagGroup::new(Tag::Caption);
        caption.push(self.text(TagGroup::new(Tag::P), std::slice::from_ref(title)));
        table.push(caption);
        let mut top = TagGroup::new(Tag::TR);
        // Over the numbers of the rows stands nothing.
        let corner = Line { text: String::new(), ..title.clone() };
        top.push(self.text(TagGroup::new(Tag::TD), &[corner]));
        for head in heads {
            let cell = TagGroup::new(Tag::TH(TableHeaderScope::Column));
            top.push(self.text(cell, std::slice::from_ref(head)));
        }
        let mut head = TagGroup::new(Tag::THead);
        head.push(top);
        table.push(head);
        let mut body = TagGroup::new(Tag::TBody);
        for row in rows {
            let mut one = TagGroup::new(Tag::TR);
            for (at, cell) in row.iter().enumerate() {
                let kind = if at == 0 { TagGroup::new(Tag::TH(TableHeaderScope::Row)) } else { TagGroup::new(Tag::TD) };
                one.push(self.text(kind, std::slice::from_ref(cell)));
            }
            body.push(one);
        }
        table.push(body);
        table
    }

    /// The lines of a table: decoration.
    fn frame(&mut self, frame: &Frame) {
        let (left, top) = (self.x + frame.x, self.y + frame.y);
        let (width, height) = (frame.column * frame.columns as f32, frame.row * frame.rows as f32);
        let mut path = PathBuilder::new();
        for row in 0..=frame.rows {
            let y = top + frame.row * row as f32;
            path.move_to(left, y);
            path.line_to(left + width, y);
        }
        for column in 0..=frame.columns {
            let x = left + frame.column * column as f32;
            path.move_to(x, top);
            path.line_to(x, top + height);
        }
        self.stroke(path, None);
    }

    /// The line to cut along, over a slip: decoration.
    fn cut(&mut self) {
        let mut path = PathBuilder::new();
        path.move_to(self.x, self.y);
        path.line_to(self.x + lay::WIDTH - 2.0 * lay::MARGIN, self.y);
        self.stroke(path, Some(StrokeDash { array: vec![5.0, 4.0], offset: 0.0 }));
    }

    fn stroke(&mut self, path: PathBuilder, dash: Option<StrokeDash>) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
        self.surface.set_fill(None);
        let paint = luma::Color::new(110).into();
        self.surface.set_stroke(Some(Stroke { paint, width: 0.7, dash, ..Stroke::default() }));
        if let Some(path) = path.finish() {
            self.surface.draw_path(&path);
        }
        self.surface.end_tagged();
    }
}
