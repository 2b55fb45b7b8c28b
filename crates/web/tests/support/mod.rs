//! A strict reader of the HTML that we write: every element closed in order, every attribute quoted.

use std::collections::HashMap;

/// An element with its attributes, its parent and the text directly in it and below.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: HashMap<String, String>,
    pub(crate) parent: Option<usize>,
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }
}

/// A document, elements in order of their opening.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) elements: Vec<Element>,
}

const VOID: [&str; 8] = ["meta", "link", "input", "br", "hr", "img", "wbr", "source"];

impl Document {
    pub(crate) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |element| element.name == name)
    }

    pub(crate) fn by_id(&self, id: &str) -> Option<&Element> {
        self.elements.iter().find(|element| element.get("id") == Some(id))
    }

    pub(crate) fn ancestors<'a>(&'a self, element: &'a Element) -> impl Iterator<Item = &'a Element> {
        std::iter::successors(element.parent, |at| self.elements[*at].parent).map(|at| &self.elements[at])
    }

    /// Reads a document, or says what is not well formed and where.
    pub(crate) fn read(html: &str) -> Result<Document, String> {
        let mut elements: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut rest = html.strip_prefix("<!doctype html>").unwrap_or(html);
        loop {
            let (text, after) = rest.split_once('<').unwrap_or((rest, ""));
            if text.contains('>') && !text.contains("-->") {
                return Err(format!("a bare > near « {} »", tail(text)));
            }
            for at in &open {
                elements[*at].text.push_str(text);
            }
            if after.is_empty() {
                break;
            }
            if let Some(name) = after.strip_prefix('/') {
                let (name, after) = name.split_once('>').ok_or("an end tag is not closed")?;
                match open.pop() {
                    Some(at) if elements[at].name == name => {}
                    Some(at) => {
                        return Err(format!("</{name}> closes <{}> near « {} »", elements[at].name, tail(text)));
                    }
                    None => return Err(format!("</{name}> closes nothing")),
                }
                rest = after;
                continue;
            }
            let (element, closes_itself, after) = tag(after)?;
            let is_leaf = closes_itself || VOID.contains(&element.name.as_str());
            elements.push(Element { parent: open.last().copied(), ..element });
            if !is_leaf {
                open.push(elements.len() - 1);
            }
            rest = after;
        }
        match open.last() {
            None => Ok(Document { elements }),
            Some(at) => Err(format!("<{}> is never closed", elements[*at].name)),
        }
    }
}

fn tail(text: &str) -> &str {
    &text[text.floor_char_boundary(text.len().saturating_sub(60))..]
}

fn tag(text: &str) -> Result<(Element, bool, &str), String> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).ok_or("a tag is not closed")?;
    let name = &text[..end];
    if name.is_empty() {
        return Err(format!("a bare < before « {} »", &text[..text.floor_char_boundary(text.len().min(40))]));
    }
    let mut attributes = HashMap::new();
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("/>") {
            return Ok((element(name, attributes), true, after));
        }
        if let Some(after) = rest.strip_prefix('>') {
            return Ok((element(name, attributes), false, after));
        }
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-:".contains(c))).ok_or("a tag is not closed")?;
        let (attribute, after) = rest.split_at(end);
        if attribute.is_empty() {
            return Err(format!("<{name}> holds « {} »", &rest[..rest.floor_char_boundary(rest.len().min(30))]));
        }
        let (value, after) = match after.strip_prefix('=') {
            None => ("", after),
            Some(quoted) => quoted
                .strip_prefix('"')
                .and_then(|value| value.split_once('"'))
                .ok_or(format!("{attribute} of <{name}> is not quoted"))?,
        };
        if attributes.insert(attribute.to_owned(), value.to_owned()).is_some() {
            return Err(format!("{attribute} is twice in <{name}>"));
        }
        if !after.starts_with([' ', '\n', '>', '/']) {
            return Err(format!("no space after {attribute} of <{name}>"));
        }
        rest = after;
    }
}

fn element(name: &str, attributes: HashMap<String, String>) -> Element {
    Element { name: name.to_owned(), attributes, parent: None, text: String::new() }
}
