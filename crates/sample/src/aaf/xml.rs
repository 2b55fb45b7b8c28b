//! Entries of AAF files.

use std::io::{self, Write};

use super::Category;

/// What an entry asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Request {
    Add,
    Modify,
    Delete,
}

impl Request {
    const fn tag(self) -> &'static str {
        match self {
            Request::Add => "addRequest",
            Request::Modify => "modifyRequest",
            Request::Delete => "deleteRequest",
        }
    }

    /// What the attributes stand in; a deletion has none.
    const fn frame(self) -> Option<&'static str> {
        match self {
            Request::Add => Some("attributes"),
            Request::Modify => Some("modifications"),
            Request::Delete => None,
        }
    }
}

/// An entry being written.
pub(super) struct Entry<'a, W: Write> {
    out: &'a mut W,
    request: Request,
}

impl<'a, W: Write> Entry<'a, W> {
    /// Begins an entry.
    pub(super) fn open(out: &'a mut W, request: Request, category: Category, id: &str) -> io::Result<Entry<'a, W>> {
        let sort = match category {
            Category::EtabEducNat => "categorieStructure",
            Category::MefEducNat => "categorieMef",
            Category::MatiereEducNat => "categorieMatiere",
            Category::PersRelEleve | Category::Eleve | Category::PersEducNat => "categoriePersonne",
        };
        writeln!(
            out,
            "<{}>\n<operationalAttributes><attr name=\"{sort}\"><value>{}</value></attr></operationalAttributes>\n\
             <identifier><id>{id}</id></identifier>",
            request.tag(),
            category.code()
        )?;
        if let Some(frame) = request.frame() {
            writeln!(out, "<{frame}>")?;
        }
        Ok(Entry { out, request })
    }

    /// Writes an attribute of one value, empty or not.
    pub(super) fn value(&mut self, name: &str, value: &str) -> io::Result<()> {
        self.values(name, &[value])
    }

    /// Writes an attribute of several values.
    pub(super) fn values<T: AsRef<str>>(&mut self, name: &str, values: &[T]) -> io::Result<()> {
        let (tag, operation) = match self.request {
            Request::Modify => ("modification", " operation=\"replace\""),
            Request::Add | Request::Delete => ("attr", ""),
        };
        write!(self.out, "<{tag} name=\"{name}\"{operation}>")?;
        for value in values {
            self.out.write_all(b"<value>")?;
            text(self.out, value.as_ref())?;
            self.out.write_all(b"</value>")?;
        }
        writeln!(self.out, "</{tag}>")
    }

    /// Ends the entry.
    pub(super) fn close(self) -> io::Result<()> {
        if let Some(frame) = self.request.frame() {
            writeln!(self.out, "</{frame}>")?;
        }
        writeln!(self.out, "</{}>", self.request.tag())
    }
}

/// Writes a text of which no character is taken for a mark.
fn text(out: &mut impl Write, text: &str) -> io::Result<()> {
    let mut from = 0;
    for (at, mark) in text.match_indices(['<', '>', '&']) {
        out.write_all(&text.as_bytes()[from..at])?;
        out.write_all(match mark {
            "<" => b"&lt;",
            ">" => b"&gt;",
            _ => b"&amp;",
        })?;
        from = at + 1;
    }
    out.write_all(&text.as_bytes()[from..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_written_so_that_they_are_text() {
        let mut out = Vec::new();
        text(&mut out, "A & B <c> d'é").expect("written");
        assert_eq!(String::from_utf8(out).expect("text"), "A &amp; B &lt;c&gt; d'é");
    }

    #[test]
    fn a_modification_is_spelled_as_one() {
        let mut out = Vec::new();
        let mut entry = Entry::open(&mut out, Request::Modify, Category::Eleve, "7").expect("written");
        entry.values("ENTEleveClasses", &["1$3A", "1$3B"]).expect("written");
        entry.close().expect("written");
        let out = String::from_utf8(out).expect("text");
        assert!(out.contains(
            "<modification name=\"ENTEleveClasses\" operation=\"replace\"><value>1$3A</value><value>1$3B</value></modification>"
        ));
        assert!(out.ends_with("</modifications>\n</modifyRequest>\n"));
    }
}
