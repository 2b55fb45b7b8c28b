//! The canonical form of an element (Exclusive XML Canonicalization 1.0, without comments): the bytes that are signed.

use std::collections::{BTreeMap, BTreeSet};

use crate::xml::{Attribute, Element, Node};

/// What prefixes mean at one place, by prefix; the empty one is the default.
type Names<'a> = BTreeMap<&'a str, &'a str>;

/// How an element is written.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct How<'a> {
    /// The child of the element that is left out: the signature that it carries.
    pub(crate) without: Option<usize>,
    /// Prefixes that are written where they are declared, whether they are used or not (`PrefixList`); `#default` is the
    /// default.
    pub(crate) inclusive: &'a [&'a str],
}

/// The canonical form of the last element of a path that begins at the root.
pub(crate) fn canonical(path: &[&Element], how: How<'_>) -> String {
    let mut out = String::new();
    if let Some((apex, above)) = path.split_last() {
        let names = above.iter().fold(Names::new(), |names, one| declared(&names, one));
        write(&mut out, apex, (&names, &Names::new()), how);
    }
    out
}

fn declared<'a>(names: &Names<'a>, element: &'a Element) -> Names<'a> {
    let mut names = names.clone();
    names.extend(element.declared.iter().map(|(prefix, namespace)| (prefix.as_str(), namespace.as_str())));
    names
}

/// `names` is what prefixes mean around the element, `written` what of it stands in the form already.
fn write<'a>(out: &mut String, element: &'a Element, (names, written): (&Names<'a>, &Names<'a>), how: How<'_>) {
    let names = declared(names, element);
    let mut written = written.clone();
    out.push('<');
    push_name(out, &element.prefix, &element.local);
    for prefix in used(element, &names, how.inclusive) {
        let namespace = names.get(prefix).copied().unwrap_or_default();
        if written.get(prefix).copied().unwrap_or_default() == namespace {
            continue;
        }
        out.push_str(if prefix.is_empty() { " xmlns" } else { " xmlns:" });
        out.push_str(prefix);
        push_value(out, namespace);
        written.insert(prefix, namespace);
    }
    let mut attributes: Vec<&Attribute> = element.attributes.iter().collect();
    attributes.sort_by(|a, b| (&a.namespace, &a.local).cmp(&(&b.namespace, &b.local)));
    for attribute in attributes {
        out.push(' ');
        push_name(out, &attribute.prefix, &attribute.local);
        push_value(out, &attribute.value);
    }
    out.push('>');
    for (place, child) in element.children.iter().enumerate() {
        match child {
            _ if how.without == Some(place) => {}
            Node::Element(child) => write(out, child, (&names, &written), How { without: None, ..how }),
            Node::Text(text) => push_text(out, text),
        }
    }
    out.push_str("</");
    push_name(out, &element.prefix, &element.local);
    out.push('>');
}

/// Prefixes that an element and its attributes use, and those that are asked for; the default first.
fn used<'a>(element: &'a Element, names: &Names<'a>, inclusive: &[&str]) -> BTreeSet<&'a str> {
    let of_attributes = element.attributes.iter().map(|one| one.prefix.as_str()).filter(|prefix| !prefix.is_empty());
    let asked = names.keys().copied().filter(|prefix| {
        let name = if prefix.is_empty() { "#default" } else { prefix };
        inclusive.contains(&name)
    });
    // `xml` means what it means everywhere, and is never declared.
    of_attributes.chain([element.prefix.as_str()]).chain(asked).filter(|prefix| *prefix != "xml").collect()
}

fn push_name(out: &mut String, prefix: &str, local: &str) {
    if !prefix.is_empty() {
        out.push_str(prefix);
        out.push(':');
    }
    out.push_str(local);
}

fn push_value(out: &mut String, value: &str) {
    out.push_str("=\"");
    for one in value.chars() {
        match one {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#x9;"),
            '\n' => out.push_str("&#xA;"),
            '\r' => out.push_str("&#xD;"),
            one => out.push(one),
        }
    }
    out.push('"');
}

fn push_text(out: &mut String, text: &str) {
    for one in text.chars() {
        match one {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#xD;"),
            one => out.push(one),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::xml::read;

    fn of_root(text: &str) -> String {
        canonical(&[&read(text, 10_000).expect("a tree")], How::default())
    }

    #[test]
    fn the_examples_of_the_standard() {
        // Canonical XML 1.0, 3.3 and 3.4, as far as they have no document type.
        assert_eq!(
            of_root("<doc>\r\n   <e1   />\n   <e3   name = \"elem3\"   id=\"elem3\"   />\n</doc>"),
            "<doc>\n   <e1></e1>\n   <e3 id=\"elem3\" name=\"elem3\"></e3>\n</doc>"
        );
        assert_eq!(
            of_root(
                "<doc><text>First line&#x0d;&#10;Second line</text><value>&#x32;</value><compute expr='value>\"0\" &amp;&amp; value&lt;\"10\" ?\"valid\":\"error\"'>x</compute></doc>"
            ),
            "<doc><text>First line&#xD;\nSecond line</text><value>2</value><compute expr=\"value>&quot;0&quot; &amp;&amp; value&lt;&quot;10&quot; ?&quot;valid&quot;:&quot;error&quot;\">x</compute></doc>"
        );
    }

    // Exclusive XML Canonicalization 1.0, 2.2: the same element in two contexts.
    #[test]
    fn an_element_is_the_same_wherever_it_stands() {
        let envelopes = [
            "<n0:pdu xmlns:n0='http://a.example'><n1:elem2 xmlns:n1='http://b.example'>content</n1:elem2></n0:pdu>",
            "<n0:local xmlns:n0='foo:bar' xmlns:n3='ftp://example.org'><n1:elem2 xmlns:n1='http://b.example' xml:lang='en'>content</n1:elem2></n0:local>",
        ];
        for (envelope, lang) in envelopes.iter().zip(["", " xml:lang=\"en\""]) {
            let root = read(envelope, 10_000).expect("a tree");
            let inner = root.elements().next().expect("one");
            assert_eq!(
                canonical(&[&root, inner], How::default()),
                format!("<n1:elem2 xmlns:n1=\"http://b.example\"{lang}>content</n1:elem2>")
            );
        }
    }

    #[test]
    fn prefixes_are_written_where_they_are_used_or_asked_for() {
        let text = "<a:a xmlns:a='urn:a' xmlns:b='urn:b' xmlns='urn:d'><a:c b:k='1'><d/><e xmlns=''/></a:c></a:a>";
        let root = read(text, 1_000).expect("a tree");
        let inner = root.elements().next().expect("one");
        let path = [&root, inner];
        assert_eq!(
            canonical(&path, How::default()),
            "<a:c xmlns:a=\"urn:a\" xmlns:b=\"urn:b\" b:k=\"1\"><d xmlns=\"urn:d\"></d><e></e></a:c>"
        );
        let how = How { inclusive: &["#default", "b"], without: Some(0) };
        assert_eq!(
            canonical(&path, how),
            "<a:c xmlns=\"urn:d\" xmlns:a=\"urn:a\" xmlns:b=\"urn:b\" b:k=\"1\"><e xmlns=\"\"></e></a:c>"
        );
    }
}
