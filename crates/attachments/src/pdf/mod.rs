//! PDF: its text, links, pictures and joined files, without following what the file says about itself.
//!
//! A PDF names its objects by offset in tables that may lie, lead in circles, or hide one object behind another. So the
//! tables are not read: the bytes are gone through once, every object found is kept, and the text of every stream that
//! draws letters is taken, whether or not a page names it. What only an old version of the file held is read too.

mod filter;
mod font;
mod lexer;
mod objects;
mod page;

use std::collections::{BTreeMap, BTreeSet};

use self::{
    font::Font,
    lexer::Value,
    objects::{Objects, Stream},
};
use crate::{Unreadable, examiner::Examiner, kind::find, text};

/// Objects that lead to one another before the rest is left.
const STEPS_MAX: usize = 16;
/// Keys of a dictionary whose strings are words of the author: notes, fields, title.
const WORDS: [&[u8]; 8] = [b"Contents", b"T", b"TU", b"V", b"DV", b"Title", b"Subject", b"Keywords"];
/// Keys that make a computer do something.
const PROGRAMS: [&[u8]; 3] = [b"JS", b"JavaScript", b"Launch"];

/// Fonts by the name that a page gives them.
type Fonts = BTreeMap<Vec<u8>, Font>;

/// Reads a PDF.
pub(crate) fn read(examiner: &mut Examiner, content: &[u8], depth: usize) {
    let objects = match Objects::find(content, &mut examiner.budget) {
        Ok(objects) => objects,
        Err(overrun) => return examiner.overrun(overrun),
    };
    if objects.encrypted {
        return examiner.unreadable(Unreadable::Encrypted);
    }
    if objects.values.is_empty() && objects.streams.is_empty() {
        return examiner.unreadable(Unreadable::Damaged);
    }
    if let Some(overrun) = objects.overrun {
        examiner.overrun(overrun);
    }
    for value in objects.every() {
        notes(examiner, &objects, value);
    }
    let mut reading = Reading { objects: &objects, read: BTreeSet::new(), lost: 0, found: 0 };
    reading.pages(examiner);
    reading.others(examiner);
    if reading.lost > reading.found {
        examiner.unreadable(Unreadable::Glyphs);
    }
    for stream in &objects.streams {
        joined(examiner, &objects, stream, depth);
    }
}

/// Words, links and programs that dictionaries hold, at any depth that the lexer allows.
fn notes(examiner: &mut Examiner, objects: &Objects<'_>, value: &Value) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| notes(examiner, objects, value)),
        Value::Dict(dict) => {
            for (key, value) in dict {
                let key = key.as_slice();
                if PROGRAMS.contains(&key) || (key == b"S" && value.is_name(b"Launch")) {
                    examiner.report.program = true;
                }
                match objects.resolve(value) {
                    Value::String(bytes) if key == b"URI" => {
                        let said = font::words(bytes);
                        let found = text::links(&said);
                        // An address without a scheme is one all the same.
                        let found = if found.is_empty() { vec![said] } else { found };
                        for link in found {
                            examiner.link(link);
                        }
                    }
                    Value::String(bytes) if WORDS.contains(&key) => examiner.say(&font::words(bytes)),
                    _ => notes(examiner, objects, value),
                }
            }
        }
        _ => {}
    }
}

/// A picture or a file that a stream holds.
fn joined(examiner: &mut Examiner, objects: &Objects<'_>, stream: &Stream<'_>, depth: usize) {
    let is_picture = stream.is(objects, b"Subtype", b"Image");
    if !is_picture && !stream.is(objects, b"Type", b"EmbeddedFile") {
        return;
    }
    let filters = stream.filters(objects);
    if is_picture && filters.last().is_none_or(|last| last.as_slice() != b"DCTDecode") {
        // Points without a picture's form, or a form of scanners.
        return examiner.unreadable(Unreadable::Picture);
    }
    match filter::decode(examiner, objects, stream) {
        Some(content) => examiner.inner("", &content, depth),
        None => examiner.unreadable(Unreadable::Damaged),
    }
}

/// The streams of text, each read once.
struct Reading<'o, 'a> {
    objects: &'o Objects<'a>,
    /// Places of the streams that were read.
    read: BTreeSet<usize>,
    /// Letters that could not be understood, and those that could.
    lost: usize,
    found: usize,
}

impl Reading<'_, '_> {
    /// What pages draw, with their own fonts.
    fn pages(&mut self, examiner: &mut Examiner) {
        let objects = self.objects;
        for page in objects.every().filter_map(Value::dict).filter(|dict| objects.is(dict, b"Type", b"Page")) {
            let fonts = self.fonts(examiner, inherited(objects, page, b"Resources"));
            let mut drawn = Vec::new();
            let contents = page.get(&b"Contents"[..]);
            let parts = match contents.map(|value| objects.resolve(value)) {
                Some(Value::Array(parts)) => parts.iter().collect(),
                _ => contents.into_iter().collect::<Vec<_>>(),
            };
            // A page is cut into streams wherever its writer liked, in the middle of a word too.
            for part in parts {
                let Some(stream) = objects.stream_of(part) else { continue };
                if self.read.insert(stream.at) {
                    drawn.extend(filter::decode(examiner, objects, stream).unwrap_or_default());
                    drawn.push(b'\n');
                }
            }
            self.draw(examiner, &drawn, &fonts);
        }
    }

    /// What is drawn elsewhere: forms, notes, and what no page names.
    fn others(&mut self, examiner: &mut Examiner) {
        let objects = self.objects;
        let mut all = None;
        for stream in &objects.streams {
            let known = [&b"ObjStm"[..], b"XRef", b"Metadata", b"EmbeddedFile"];
            let other = known.iter().any(|kind| stream.is(objects, b"Type", kind));
            let font = stream.dict.keys().any(|key| key.starts_with(b"Length") && key.len() > 6);
            if other || font || stream.is(objects, b"Subtype", b"Image") || !self.read.insert(stream.at) {
                continue;
            }
            let Some(drawn) = filter::decode(examiner, objects, stream) else { continue };
            if find(&drawn, b"BT").is_none() || find(&drawn, b"T").is_none() || find(&drawn, b"begincmap").is_some() {
                continue;
            }
            let fonts = match stream.dict.get(&b"Resources"[..]) {
                Some(own) => self.fonts(examiner, Some(objects.resolve(own))),
                None => all.get_or_insert_with(|| self.every_font(examiner)).clone(),
            };
            self.draw(examiner, &drawn, &fonts);
        }
    }

    fn draw(&mut self, examiner: &mut Examiner, drawn: &[u8], fonts: &Fonts) {
        let said = page::text(drawn, fonts);
        self.lost += said.lost;
        self.found += said.text.len();
        examiner.say(&said.text);
    }

    /// The fonts that a page's resources name.
    fn fonts(&self, examiner: &mut Examiner, resources: Option<&Value>) -> Fonts {
        let named = resources.and_then(Value::dict).and_then(|dict| dict.get(&b"Font"[..]));
        let named = named.map(|value| self.objects.resolve(value)).and_then(Value::dict);
        let mut fonts = Fonts::new();
        for (name, font) in named.into_iter().flatten().take(model::limits::PDF_FONTS_MAX) {
            if let Some(dict) = self.objects.resolve(font).dict() {
                fonts.insert(name.clone(), Font::of(examiner, self.objects, dict));
            }
        }
        fonts
    }

    /// The fonts that any page names: for what stands alone.
    fn every_font(&self, examiner: &mut Examiner) -> Fonts {
        let mut fonts = Fonts::new();
        let dicts = self.objects.every().filter_map(Value::dict);
        for dict in dicts.filter(|dict| dict.contains_key(&b"Font"[..])) {
            if fonts.len() < model::limits::PDF_FONTS_MAX {
                let own = self.fonts(examiner, Some(&Value::Dict(dict.clone())));
                fonts.extend(own);
            }
        }
        fonts
    }
}

/// A value of a page or of what it stands under.
fn inherited<'v>(objects: &'v Objects<'_>, page: &'v lexer::Dict, key: &[u8]) -> Option<&'v Value> {
    let mut dict = page;
    for _ in 0..STEPS_MAX {
        if let Some(value) = dict.get(key) {
            return Some(objects.resolve(value));
        }
        dict = objects.resolve(dict.get(&b"Parent"[..])?).dict()?;
    }
    None
}
