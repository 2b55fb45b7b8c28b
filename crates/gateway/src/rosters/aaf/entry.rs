//! The entries of an AAF file, one at a time, whatever the size of the file.
//!
//! A file is `<ficAlimMENESR>` around `<addRequest>`, `<modifyRequest>` and `<deleteRequest>`, each with an identifier
//! and named attributes of several values. Only the attributes that somebody asks for are kept. A DOCTYPE is passed
//! over and never fetched; one that declares anything itself is refused, so that no entity is ever expanded.

use std::io::Read;

use model::{limits, roster::Place};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::attributes::Attribute;
use crate::rosters::{
    broken::{self, Broken},
    bytes::Text,
    text,
};

/// What an entry asks for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Op {
    #[default]
    Add,
    Modify,
    Delete,
}

/// One entry.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    pub(crate) op: Op,
    /// Line of its first tag.
    pub(crate) line: u64,
    pub(crate) id: String,
    /// `categoriePersonne` or `categorieStructure`.
    pub(crate) category: String,
    /// Whether each attribute is there, be it empty.
    said: Vec<bool>,
    values: Vec<(Attribute, String)>,
    /// Why the entry cannot be taken: value, reason.
    pub(crate) refused: Option<(String, text::Why)>,
}

impl Entry {
    /// Whether the attribute is there.
    pub(crate) fn says(&self, attribute: Attribute) -> bool {
        self.said.get(attribute as usize).copied().unwrap_or(false)
    }
    /// The values of an attribute that are not empty.
    pub(crate) fn all(&self, attribute: Attribute) -> impl Iterator<Item = &str> {
        self.values.iter().filter(move |(of, value)| *of == attribute && !value.is_empty()).map(|(_, v)| v.as_str())
    }
    /// The first value of an attribute that is not empty.
    pub(crate) fn first(&self, attribute: Attribute) -> Option<&str> {
        self.all(attribute).next()
    }

    fn clear(&mut self, op: Op, line: u64) {
        self.op = op;
        self.line = line;
        self.id.clear();
        self.category.clear();
        self.said.clear();
        self.said.resize(Attribute::COUNT, false);
        self.values.clear();
        self.refused = None;
    }
}

/// Where the reader stands inside an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    Operational,
    Identifier,
    Attributes,
}

/// What the text that is being read belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kept {
    Nothing,
    Id,
    Category,
    Value(Attribute),
}

/// Deepest nesting of tags; the format has six levels.
const DEPTH_MAX: usize = 16;

/// Reads the entries of one file.
pub(crate) struct Entries<R: Read> {
    xml: Reader<Text<R>>,
    buffer: Vec<u8>,
    place: Place,
    depth: usize,
    ended: bool,
}

impl<R: Read> Entries<R> {
    /// Reads from this text.
    pub(crate) fn new(from: Text<R>, place: &Place) -> Entries<R> {
        let place = Place { line: 1, ..place.clone() };
        Entries { xml: Reader::from_reader(from), buffer: Vec::new(), place, depth: 0, ended: false }
    }

    /// The next entry, in `entry`; false at the end of the file.
    pub(crate) fn next(&mut self, entry: &mut Entry) -> Result<bool, Broken> {
        let mut state = State { inside: None, attribute: None, kept: Kept::Nothing, text: String::new(), values: 0 };
        loop {
            self.xml.get_mut().mark();
            self.buffer.clear();
            let event = self.xml.read_event_into(&mut self.buffer).map_err(|error| broken::xml(&self.place, &error))?;
            let line = self.place.line;
            self.place.line += lines(&event);
            match event {
                Event::Start(tag) => {
                    self.depth += 1;
                    check(&self.place, &tag, self.depth, self.ended)?;
                    match self.depth {
                        1 => {}
                        2 => entry.clear(op(&self.place, &tag)?, line),
                        depth => state.open(&tag, depth, entry),
                    }
                }
                Event::Empty(tag) => {
                    check(&self.place, &tag, self.depth + 1, self.ended)?;
                    match self.depth {
                        0 => self.ended = true,
                        1 => {
                            entry.clear(op(&self.place, &tag)?, line);
                            return Ok(true);
                        }
                        depth => {
                            state.open(&tag, depth + 1, entry);
                            state.close(depth + 1, entry);
                        }
                    }
                }
                Event::End(_) => {
                    state.close(self.depth, entry);
                    self.depth -= 1;
                    match self.depth {
                        0 => self.ended = true,
                        1 => return Ok(true),
                        _ => {}
                    }
                }
                Event::Text(text) => state.push(&text.xml10_content(), entry),
                Event::CData(text) => state.push(&text.xml10_content(), entry),
                Event::GeneralRef(reference) => match quick_xml::escape::resolve_predefined_entity(&reference) {
                    Some(text) => state.push(text, entry),
                    None => match reference.resolve_char_ref() {
                        Ok(Some(c)) => state.push(c.encode_utf8(&mut [0; 4]), entry),
                        _ => state.unknown_entity(&reference, entry),
                    },
                },
                Event::DocType(text) if text.contains('[') => {
                    return Err(broken::at(
                        &self.place,
                        "le fichier déclare ses propres entités dans un DOCTYPE, ce qu'un export AAF ne fait pas\u{202f}; \
                         demandez un export neuf, rien n'a été importé",
                    ));
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
                Event::Eof if self.ended => return Ok(false),
                Event::Eof => return Err(broken::at(&self.place, self.unfinished())),
            }
        }
    }

    /// Line that the reader has come to.
    pub(crate) fn line(&self) -> u64 {
        self.place.line
    }

    fn unfinished(&self) -> &'static str {
        if self.depth == 0 {
            "le fichier est vide ou ne contient pas de données AAF\u{202f}; rien n'a été importé"
        } else {
            "le fichier est tronqué\u{202f}: il s'arrête avant la balise </ficAlimMENESR>\u{202f}; \
             transférez-le de nouveau, rien n'a été importé"
        }
    }
}

/// What is being read inside one entry.
struct State {
    inside: Option<Inside>,
    attribute: Option<Kept>,
    kept: Kept,
    text: String,
    values: usize,
}

impl State {
    fn open(&mut self, tag: &BytesStart<'_>, depth: usize, entry: &mut Entry) {
        match (depth, tag.name().as_ref()) {
            (3, "operationalAttributes") => self.inside = Some(Inside::Operational),
            (3, "identifier") => self.inside = Some(Inside::Identifier),
            (3, "attributes" | "modifications") => self.inside = Some(Inside::Attributes),
            (4, "id") if self.inside == Some(Inside::Identifier) => self.keep(Kept::Id),
            (4, "attr" | "modification") => {
                let name = tag.try_get_attribute("name").ok().flatten();
                let name = name.as_ref().map_or("", |name| name.value.as_ref());
                self.attribute = match self.inside {
                    Some(Inside::Operational) if name.starts_with("categorie") => Some(Kept::Category),
                    Some(Inside::Attributes) => Attribute::from_name(name).map(Kept::Value),
                    _ => None,
                };
                if let Some(Kept::Value(attribute)) = self.attribute {
                    entry.said[attribute as usize] = true;
                }
            }
            (5, "value") => self.keep(self.attribute.unwrap_or(Kept::Nothing)),
            _ => {}
        }
    }

    fn keep(&mut self, kept: Kept) {
        self.kept = kept;
        self.text.clear();
    }

    fn push(&mut self, text: &str, entry: &mut Entry) {
        if self.kept == Kept::Nothing || entry.refused.is_some() {
            return;
        }
        self.values += text.len();
        if self.values > limits::IMPORT_FIELD_BYTES_MAX {
            let reason = "la fiche est trop longue\u{202f}; corrigez-la à la source";
            entry.refused = Some((text::shown(text), reason.to_owned()));
        } else {
            self.text.push_str(text);
        }
    }

    fn unknown_entity(&mut self, name: &str, entry: &mut Entry) {
        if self.kept != Kept::Nothing && entry.refused.is_none() {
            let reason =
                "le fichier emploie une entité XML qui n'est pas définie\u{202f}; la fiche est laissée de côté";
            entry.refused = Some((text::shown(&format!("&{name};")), reason.to_owned()));
        }
    }

    fn close(&mut self, depth: usize, entry: &mut Entry) {
        match depth {
            3 => self.inside = None,
            4 if self.kept == Kept::Id => text::clean(&self.text).clone_into(&mut entry.id),
            4 => self.attribute = None,
            5 => match self.kept {
                Kept::Category => text::clean(&self.text).clone_into(&mut entry.category),
                Kept::Value(_) if entry.values.len() >= limits::IMPORT_VALUES_PER_RECORD_MAX => {
                    let reason = "la fiche a trop de valeurs\u{202f}; corrigez-la à la source";
                    entry.refused = Some((String::new(), reason.to_owned()));
                }
                Kept::Value(attribute) => entry.values.push((attribute, std::mem::take(&mut self.text))),
                Kept::Nothing | Kept::Id => {}
            },
            _ => {}
        }
        if depth == 4 || depth == 5 {
            self.kept = Kept::Nothing;
        }
    }
}

fn check(place: &Place, tag: &BytesStart<'_>, depth: usize, ended: bool) -> Result<(), Broken> {
    if depth == 1 && (ended || tag.name().as_ref() != "ficAlimMENESR") {
        return Err(broken::at(
            place,
            "ce n'est pas un fichier AAF\u{202f}: la balise <ficAlimMENESR> est attendue en tête et une seule fois",
        ));
    }
    if depth > DEPTH_MAX {
        return Err(broken::at(place, "les balises sont imbriquées trop profondément\u{202f}; rien n'a été importé"));
    }
    Ok(())
}

fn op(place: &Place, tag: &BytesStart<'_>) -> Result<Op, Broken> {
    match tag.name().as_ref() {
        "addRequest" => Ok(Op::Add),
        "modifyRequest" => Ok(Op::Modify),
        "deleteRequest" => Ok(Op::Delete),
        other => Err(broken::at(
            place,
            &format!(
                "la balise <{}> n'a pas sa place dans un fichier AAF\u{202f}; rien n'a été importé",
                text::shown(other)
            ),
        )),
    }
}

/// Ends of lines inside an event.
fn lines(event: &Event<'_>) -> u64 {
    let text: &str = match event {
        Event::Start(tag) | Event::Empty(tag) => tag.attributes_raw(),
        Event::Text(text) | Event::Comment(text) | Event::DocType(text) => text,
        Event::CData(text) => text,
        Event::End(_) | Event::Decl(_) | Event::PI(_) | Event::GeneralRef(_) | Event::Eof => "",
    };
    text.bytes().filter(|byte| *byte == b'\n').count() as u64
}

#[cfg(test)]
mod tests;
