//! Every object of a PDF, found by going through its bytes once.

use std::collections::BTreeMap;

use model::limits;

use super::{
    STEPS_MAX, filter,
    lexer::{Dict, Lexer, Value, is_space},
};
use crate::{Overrun, budget::Budget, kind::find};

/// Times the size of the file that reading it may take, should its objects overlap.
const WORK_RATIO: usize = 8;

/// A stream: a dictionary and bytes, packed or not.
pub(super) struct Stream<'a> {
    /// Where it stands in the file.
    pub(super) at: usize,
    pub(super) dict: Dict,
    pub(super) raw: &'a [u8],
}

impl Stream<'_> {
    /// Whether a key has this name.
    pub(super) fn is(&self, objects: &Objects<'_>, key: &[u8], name: &[u8]) -> bool {
        objects.is(&self.dict, key, name)
    }

    /// How it is packed, first to undo first.
    pub(super) fn filters(&self, objects: &Objects<'_>) -> Vec<Vec<u8>> {
        let filter = self.dict.get(&b"Filter"[..]).or_else(|| self.dict.get(&b"F"[..]));
        let names: Vec<&Value> = match filter.map(|value| objects.resolve(value)) {
            Some(Value::Array(all)) => all.iter().map(|one| objects.resolve(one)).collect(),
            Some(one) => vec![one],
            None => vec![],
        };
        let name = |value: &Value| if let Value::Name(name) = value { Some(name.clone()) } else { None };
        names.into_iter().filter_map(name).take(8).collect()
    }
}

/// What a file holds.
#[derive(Default)]
pub(super) struct Objects<'a> {
    /// Objects that are not streams, in the order of the file, by number.
    pub(super) values: Vec<(u32, Value)>,
    pub(super) streams: Vec<Stream<'a>>,
    newest: BTreeMap<u32, Place>,
    pub(super) encrypted: bool,
    /// A bound was met; what was found before it is here.
    pub(super) overrun: Option<Overrun>,
}

#[derive(Clone, Copy)]
enum Place {
    Value(usize),
    Stream(usize),
}

impl<'a> Objects<'a> {
    /// Goes through the file.
    pub(super) fn find(content: &'a [u8], budget: &mut Budget) -> Result<Objects<'a>, Overrun> {
        let mut objects = Objects::default();
        let mut scan = Scan { content, at: 0, work: 0, ends: true };
        while let Some(begin) = scan.next_object() {
            if objects.values.len() + objects.streams.len() >= limits::PDF_OBJECTS_MAX {
                objects.overrun = Some(Overrun::Parts);
                break;
            }
            if scan.work > content.len().saturating_mul(WORK_RATIO) + 100_000 {
                objects.overrun = Some(Overrun::Bytes);
                break;
            }
            scan.object(begin, &mut objects);
        }
        objects.trailers(content);
        if !objects.encrypted {
            objects.packed(budget)?;
        }
        Ok(objects)
    }

    /// Every value: objects, and the dictionaries of streams.
    pub(super) fn every(&self) -> impl Iterator<Item = &Value> {
        self.values.iter().map(|(_, value)| value)
    }

    /// What a value is, when it refers to another.
    pub(super) fn resolve<'v>(&'v self, value: &'v Value) -> &'v Value {
        let mut value = value;
        for _ in 0..STEPS_MAX {
            let Value::Reference(number) = value else { return value };
            match self.newest.get(number) {
                Some(Place::Value(at)) => value = &self.values[*at].1,
                _ => return &Value::Null,
            }
        }
        &Value::Null
    }

    /// The stream that a value refers to.
    pub(super) fn stream_of(&self, value: &Value) -> Option<&Stream<'a>> {
        let Value::Reference(number) = value else { return None };
        match self.newest.get(number)? {
            Place::Stream(at) => self.streams.get(*at),
            Place::Value(_) => None,
        }
    }

    /// Whether a key of a dictionary has this name.
    pub(super) fn is(&self, dict: &Dict, key: &[u8], name: &[u8]) -> bool {
        dict.get(key).is_some_and(|value| self.resolve(value).is_name(name))
    }

    fn keep(&mut self, number: u32, value: Value) {
        self.newest.insert(number, Place::Value(self.values.len()));
        self.values.push((number, value));
    }

    /// Whether the file says that it is locked: in a trailer, or in the table of objects that is a stream.
    fn trailers(&mut self, content: &[u8]) {
        let tables = self.streams.iter().filter(|stream| stream.is(self, b"Type", b"XRef"));
        let mut encrypted = tables.into_iter().any(|stream| stream.dict.contains_key(&b"Encrypt"[..]));
        let mut at = 0;
        for _ in 0..limits::PDF_TRAILERS_MAX {
            let Some(step) = find(&content[at..], b"trailer") else { break };
            at += step + 7;
            let dict = Lexer::new(content, at).value();
            encrypted |= dict.as_ref().and_then(Value::dict).is_some_and(|dict| dict.contains_key(&b"Encrypt"[..]));
        }
        self.encrypted = encrypted;
    }

    /// Objects that stand packed together in streams.
    fn packed(&mut self, budget: &mut Budget) -> Result<(), Overrun> {
        let mut found = Vec::new();
        for stream in self.streams.iter().filter(|stream| stream.is(self, b"Type", b"ObjStm")) {
            let Some(bytes) = filter::undo(budget, self, stream)? else { continue };
            let number = |key: &[u8]| stream.dict.get(key).map(|value| self.resolve(value)).and_then(Value::number);
            let (count, first) = (number(b"N").unwrap_or(0.0) as usize, number(b"First").unwrap_or(0.0) as usize);
            let mut head = Lexer::new(&bytes, 0);
            for _ in 0..count {
                let (Some(Value::Number(id)), Some(Value::Number(offset))) = (head.value(), head.value()) else {
                    break;
                };
                if found.len() + self.values.len() >= limits::PDF_OBJECTS_MAX {
                    return Err(Overrun::Parts);
                }
                let at = first.saturating_add(offset as usize);
                if at < bytes.len()
                    && let Some(value) = Lexer::new(&bytes, at).value()
                {
                    found.push((id as u32, value));
                }
            }
        }
        for (number, value) in found {
            // One that stands in clear is kept as well: either may be the one that is shown.
            if self.newest.contains_key(&number) {
                self.values.push((number, value));
            } else {
                self.keep(number, value);
            }
        }
        Ok(())
    }
}

/// A walk through the bytes of a file.
struct Scan<'a> {
    content: &'a [u8],
    at: usize,
    /// Bytes gone over so far, those gone over twice counted twice.
    work: usize,
    /// Whether an end of stream may still follow.
    ends: bool,
}

impl<'a> Scan<'a> {
    /// The number of the next object, with where its value begins.
    fn next_object(&mut self) -> Option<(u32, usize)> {
        loop {
            let step = find(self.content.get(self.at..)?, b"obj")?;
            let word = self.at + step;
            self.work += step + 3;
            self.at = word + 3;
            if let Some(number) = self.number_before(word) {
                return Some((number, word + 3));
            }
        }
    }

    /// The number of an object whose word `obj` stands here: `12 0 obj`.
    fn number_before(&self, word: usize) -> Option<u32> {
        let mut before = self.content[..word].iter().rev().copied().take(40).peekable();
        let mut space = |at_least: usize| {
            let mut spaces = 0;
            while before.next_if(|byte| is_space(*byte)).is_some() {
                spaces += 1;
            }
            (spaces >= at_least).then_some(())?;
            let mut digits = Vec::new();
            while let Some(digit) = before.next_if(u8::is_ascii_digit) {
                digits.push(char::from(digit));
            }
            digits.into_iter().rev().collect::<String>().parse::<u32>().ok()
        };
        space(0)?;
        space(1)
    }

    /// Reads the object that begins here, and goes past it.
    fn object(&mut self, (number, begin): (u32, usize), objects: &mut Objects<'a>) {
        let mut lexer = Lexer::new(self.content, begin);
        let value = lexer.value();
        self.work += lexer.at - begin;
        let Some(value) = value else { return };
        let after = lexer.at;
        lexer.skip_space();
        let Value::Dict(dict) = value else {
            self.at = after;
            return objects.keep(number, value);
        };
        if !self.content[lexer.at..].starts_with(b"stream") {
            self.at = after;
            return objects.keep(number, Value::Dict(dict));
        }
        let raw = self.raw(lexer.at + 6, &dict);
        objects.newest.insert(number, Place::Stream(objects.streams.len()));
        objects.streams.push(Stream { at: begin, dict, raw });
    }

    /// The bytes of a stream: as many as it says, if it ends there; else up to the next end of a stream.
    fn raw(&mut self, after: usize, dict: &Dict) -> &'a [u8] {
        let rest = &self.content[after..];
        let begin = after + if rest.starts_with(b"\r\n") { 2 } else { usize::from(!rest.is_empty()) };
        let stated =
            dict.get(&b"Length"[..]).and_then(Value::number).map(|length| begin.saturating_add(length as usize));
        if let Some(end) = stated
            && let Some(tail) = self.content.get(end..)
            && tail.trim_ascii_start().starts_with(b"endstream")
        {
            self.at = end;
            return &self.content[begin..end];
        }
        let found = if self.ends { self.content.get(begin..).and_then(|rest| find(rest, b"endstream")) } else { None };
        self.ends &= found.is_some();
        let end = found.map_or(self.content.len(), |step| begin + step);
        self.work += end.saturating_sub(begin);
        // Without an end, what follows is looked through all the same.
        self.at = if found.is_some() { end } else { begin };
        self.content.get(begin..end).unwrap_or_default()
    }
}
