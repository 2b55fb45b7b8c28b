//! A document as a tree. It is read more narrowly than XML allows: no document type, no processing instruction, no comment,
//! no CDATA section, no entity but the five of XML, names in ASCII, every prefix declared. Providers write none of what is
//! refused, and each of it has been used to make a verifier and a reader see two different documents.

use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use crate::words::XML;

/// Elements within elements.
const DEPTH_MAX: usize = 40;
/// Prefixes that are declared around one element: each element's form looks through them.
const DECLARED_MAX: usize = 64;
/// Elements, attributes and texts of one document.
const NODES_MAX: usize = 10_000;

/// Why a document is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// It is larger than is read; nothing of it was looked at.
    #[error("size")]
    Size,
    /// It is no XML, or not all of it.
    #[error("xml")]
    Xml,
    /// It has a document type.
    #[error("dtd")]
    DocumentType,
    /// It has a comment, a processing instruction, a CDATA section, an entity or a character that is not read.
    #[error("content")]
    Content,
    /// Its elements or their prefixes are too many, or too deep.
    #[error("depth")]
    Depth,
    /// A name is not plain, not declared, or there twice.
    #[error("name")]
    Name,
}

/// An element.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) prefix: String,
    pub(crate) local: String,
    pub(crate) namespace: String,
    pub(crate) attributes: Vec<Attribute>,
    /// Prefixes that it declares, with their namespaces; the empty one is the default.
    pub(crate) declared: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

/// An attribute.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Attribute {
    pub(crate) prefix: String,
    pub(crate) local: String,
    pub(crate) namespace: String,
    pub(crate) value: String,
}

/// What an element holds.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

/// Reads a document that may have so many bytes.
pub(crate) fn read(text: &str, bytes_max: usize) -> Result<Element, Unread> {
    document(text, bytes_max, false)
}

/// The same for a document that people write, and of which nothing is signed: it may have comments, which are passed over.
pub(crate) fn read_with_comments(text: &str, bytes_max: usize) -> Result<Element, Unread> {
    document(text, bytes_max, true)
}

fn document(text: &str, bytes_max: usize, comments: bool) -> Result<Element, Unread> {
    if text.len() > bytes_max {
        return Err(Unread::Size);
    }
    if !text.chars().all(is_character) {
        return Err(Unread::Content);
    }
    // Ends of lines are one character before anything else is read (XML 1.0, 2.11).
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = Reader::from_str(&text);
    let config = reader.config_mut();
    config.check_end_names = true;
    config.allow_dangling_amp = false;
    config.allow_unmatched_ends = false;
    let mut tree = Tree::default();
    loop {
        match reader.read_event().map_err(|_| Unread::Xml)? {
            Event::Start(start) => tree.open(&start)?,
            Event::Empty(start) => {
                tree.open(&start)?;
                tree.close()?;
            }
            Event::End(_) => tree.close()?,
            Event::Text(part) => tree.text(&part.into_inner())?,
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().map_err(|_| Unread::Content)?;
                match character {
                    Some(one) if is_character(one) => tree.referred(one.encode_utf8(&mut [0; 4]))?,
                    Some(_) => return Err(Unread::Content),
                    None => {
                        let known = quick_xml::escape::resolve_predefined_entity(&reference);
                        tree.referred(known.ok_or(Unread::Content)?)?;
                    }
                }
            }
            // Only where a document begins, and only for what text is here.
            Event::Decl(said) => {
                let utf8 = match said.encoding() {
                    Some(encoding) => encoding.is_ok_and(|name| name.eq_ignore_ascii_case("utf-8")),
                    None => true,
                };
                if !utf8 || !tree.is_empty() {
                    return Err(Unread::Content);
                }
            }
            Event::DocType(_) => return Err(Unread::DocumentType),
            Event::Comment(_) if comments => {}
            Event::CData(_) | Event::Comment(_) | Event::PI(_) => return Err(Unread::Content),
            Event::Eof => return tree.whole(),
        }
    }
}

/// What XML 1.0 lets a document hold (2.2).
fn is_character(one: char) -> bool {
    matches!(one, '\t' | '\n' | '\r' | '\u{20}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}

/// A name in two parts, both plain.
fn name(text: &str) -> Result<(&str, &str), Unread> {
    let plain = |part: &str| {
        let mut bytes = part.bytes();
        bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
            && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.'))
    };
    match text.split_once(':') {
        Some((prefix, local)) if plain(prefix) && plain(local) => Ok((prefix, local)),
        None if plain(text) => Ok(("", text)),
        _ => Err(Unread::Name),
    }
}

/// A document that is being read.
#[derive(Default)]
struct Tree {
    open: Vec<Element>,
    root: Option<Element>,
    nodes: usize,
}

impl Tree {
    fn is_empty(&self) -> bool {
        self.open.is_empty() && self.root.is_none() && self.nodes == 0
    }

    fn counts(&mut self) -> Result<(), Unread> {
        self.nodes += 1;
        if self.nodes > NODES_MAX { Err(Unread::Depth) } else { Ok(()) }
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), Unread> {
        self.counts()?;
        if self.root.is_some() {
            return Err(Unread::Xml);
        }
        if self.open.len() >= DEPTH_MAX {
            return Err(Unread::Depth);
        }
        let tag = start.name();
        let (prefix, local) = name(tag.as_ref())?;
        let mut element = Element { prefix: prefix.to_owned(), local: local.to_owned(), ..Element::default() };
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| Unread::Name)?;
            self.counts()?;
            let value = value(&attribute.value)?;
            match attribute.key.as_ref().strip_prefix("xmlns") {
                Some("") => element.declared.push((String::new(), value)),
                Some(rest) if rest.starts_with(':') => {
                    let (_, prefix) = name(attribute.key.as_ref())?;
                    // Neither may be given another meaning, and none may be taken back (Namespaces in XML 1.0, 3).
                    if prefix.starts_with("xml") || value.is_empty() || value == XML {
                        return Err(Unread::Name);
                    }
                    element.declared.push((prefix.to_owned(), value));
                }
                _ => {
                    let (prefix, local) = name(attribute.key.as_ref())?;
                    let (prefix, local) = (prefix.to_owned(), local.to_owned());
                    element.attributes.push(Attribute { prefix, local, namespace: String::new(), value });
                }
            }
        }
        let around: usize = self.open.iter().chain([&element]).map(|one| one.declared.len()).sum();
        if around > DECLARED_MAX {
            return Err(Unread::Depth);
        }
        self.open.push(element);
        self.resolve()
    }

    /// Gives the names of the newest element their namespaces.
    fn resolve(&mut self) -> Result<(), Unread> {
        let Some(mut element) = self.open.pop() else { return Ok(()) };
        let find = |prefix: &str| {
            let declared = self.open.iter().chain([&element]).rev().flat_map(|one| &one.declared);
            let mut found = declared.filter(|(known, _)| known == prefix).map(|(_, namespace)| namespace.clone());
            match (prefix, found.next()) {
                ("xml", _) => Some(XML.to_owned()),
                (_, Some(namespace)) => Some(namespace),
                ("", None) => Some(String::new()),
                (_, None) => None,
            }
        };
        let namespace = find(&element.prefix).ok_or(Unread::Name)?;
        let mut of_attributes = Vec::with_capacity(element.attributes.len());
        for attribute in &element.attributes {
            // An attribute without a prefix is in no namespace.
            let prefix = Some(&*attribute.prefix).filter(|prefix| !prefix.is_empty());
            of_attributes.push(prefix.map_or(Some(String::new()), &find).ok_or(Unread::Name)?);
        }
        element.namespace = namespace;
        for (attribute, namespace) in element.attributes.iter_mut().zip(of_attributes) {
            attribute.namespace = namespace;
        }
        let mut names: Vec<_> = element.attributes.iter().map(|one| (&one.namespace, &one.local)).collect();
        names.sort();
        if names.windows(2).any(|two| two[0] == two[1]) {
            return Err(Unread::Name);
        }
        self.open.push(element);
        Ok(())
    }

    fn close(&mut self) -> Result<(), Unread> {
        let element = self.open.pop().ok_or(Unread::Xml)?;
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn text(&mut self, part: &str) -> Result<(), Unread> {
        match self.open.last_mut() {
            None if part.trim_matches([' ', '\t', '\n']).is_empty() => Ok(()),
            None => Err(Unread::Xml),
            Some(_) => self.referred(part),
        }
    }

    /// Text that follows other text is one with it.
    fn referred(&mut self, part: &str) -> Result<(), Unread> {
        self.counts()?;
        let element = self.open.last_mut().ok_or(Unread::Xml)?;
        match element.children.last_mut() {
            Some(Node::Text(text)) => text.push_str(part),
            _ => element.children.push(Node::Text(part.to_owned())),
        }
        Ok(())
    }

    fn whole(self) -> Result<Element, Unread> {
        self.root.filter(|_| self.open.is_empty()).ok_or(Unread::Xml)
    }
}

/// The value of an attribute: what separates words is a space, what is referred to stays as it is (XML 1.0, 3.3.3).
fn value(raw: &str) -> Result<String, Unread> {
    if raw.contains('<') {
        return Err(Unread::Xml);
    }
    let spaced = raw.replace(['\t', '\n'], " ");
    let value = quick_xml::escape::unescape(&spaced).map_err(|_| Unread::Content)?;
    if value.chars().all(is_character) { Ok(value.into_owned()) } else { Err(Unread::Content) }
}

impl Element {
    /// Whether it has this name.
    pub(crate) fn is(&self, namespace: &str, local: &str) -> bool {
        self.namespace == namespace && self.local == local
    }

    /// The elements that it holds.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Those of this name.
    pub(crate) fn all<'a>(&'a self, namespace: &'a str, local: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |one| one.is(namespace, local))
    }

    /// The only one of this name; `None` when there is none, or a second one.
    pub(crate) fn only<'a>(&'a self, namespace: &'a str, local: &'a str) -> Option<&'a Element> {
        let mut all = self.all(namespace, local);
        all.next().filter(|_| all.next().is_none())
    }

    /// The value of an attribute that is in no namespace.
    pub(crate) fn attribute(&self, local: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|one| one.namespace.is_empty() && one.local == local);
        found.map(|one| one.value.as_str())
    }

    /// Its text, without the spaces around it; `None` when it holds elements.
    pub(crate) fn text(&self) -> Option<&str> {
        match self.children.as_slice() {
            [] => Some(""),
            [Node::Text(text)] => Some(text.trim()),
            _ => None,
        }
    }

    /// It and all that it holds, at every depth.
    pub(crate) fn everything(&self) -> Vec<&Element> {
        let mut all = vec![self];
        let mut next = 0;
        while let Some(one) = all.get(next).copied() {
            all.extend(one.elements());
            next += 1;
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refuses(text: &str) -> Unread {
        read(text, 1_000).expect_err(text)
    }

    #[test]
    fn a_document_is_a_tree_with_its_names() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<a:x xmlns:a=\"urn:a\" xmlns=\"urn:b\" a:k=\"1&#10;2\t3\"><y k='&lt;'>t&amp;&#233;</y></a:x>\n";
        let root = read(text, 1_000).expect("a tree");
        assert!(root.is("urn:a", "x"));
        assert_eq!(root.attributes[0].value, "1\n2 3");
        let inner = root.only("urn:b", "y").expect("one");
        assert_eq!((inner.text(), inner.attribute("k")), (Some("t&é"), Some("<")));
        assert_eq!(root.everything().len(), 2);
    }

    #[test]
    fn what_two_readers_may_understand_differently_is_refused() {
        assert_eq!(refuses("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"), Unread::DocumentType);
        for text in [
            "<a>b<!-- c --></a>",
            "<a><?b c?></a>",
            "<a><![CDATA[b]]></a>",
            "<a>&b;</a>",
            "<a>&#0;</a>",
            "<a>\u{1}</a>",
            "<?xml version='1.0' encoding='latin1'?><a/>",
            "<a b='&#1;'/>",
        ] {
            assert_eq!(refuses(text), Unread::Content, "{text}");
        }
        for text in [
            "<b:a/>",
            "<a b:c=''/>",
            "<a b='' b=''/>",
            "<a xmlns:x='u' xmlns:y='u' x:b='' y:b=''/>",
            "<a xmlns:x=''/>",
            "<a xmlns:xml='u'/>",
            "<é/>",
            "<a:b:c/>",
        ] {
            assert_eq!(refuses(text), Unread::Name, "{text}");
        }
        for text in ["", "<a>", "<a></b>", "<a/><b/>", "<a/>b", "b<a/>", "</a>", "<a b='<'/>", "<a>&</a>"] {
            assert_eq!(refuses(text), Unread::Xml, "{text}");
        }
        assert_eq!(refuses(&"<a>".repeat(60)), Unread::Depth);
        let prefixes: Vec<String> = (0..65).map(|n| format!("xmlns:p{n}='u'")).collect();
        assert_eq!(read(&format!("<a {}/>", prefixes.join(" ")), 2_000), Err(Unread::Depth));
        assert_eq!(refuses(&" ".repeat(1_001)), Unread::Size, "before anything is read");
    }

    #[test]
    fn an_element_that_was_given_back_is_told_from_what_follows() {
        let root = read("<a>x<b/>y</a>", 100).expect("a tree");
        assert_eq!(root.text(), None, "half a text is none");
        assert_eq!(root.children.len(), 3);
    }
}
